"""Today: one glance, every line with its key, warm words where there is nothing to do."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.tui import today_rows
from freelance_comm.tui.app import FreelanceApp
from freelance_comm.tui.reply_page import ReplyPage
from freelance_comm.tui.report_page import ReportPage
from freelance_comm.tui.today import TodayPage
from tests.tui.conftest import PATIENCE, Open, Screen

AT_100 = """\
 Today                                                     Friday 20 November · 12:05 · until 17:00

 › ▶ 1 hr, 12 min   Landing page             booking form              Hartley’s Bakery  s stop

   Waiting for me                                     my replies, 30 days: half within 1 hr, 25 min
   ● 50 min left    Hartley’s Bakery         Could we move the launch to the Saturday…   r reply
   ○ 5 hr left      Petrescu Café            Bună ziua, caut pe cineva care să ne facă…  r reply

   Promised
   ○ by 16:00       the revised quote        Fennimore Books           you said 17:00    k kept
   ○ by Mon 14:00   call back about the c…   Éditions du Saule         you said 15:00    k kept
"""


async def test_today_on_the_sample_data_looks_like_this_at_100_columns(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (100, 30)) as screen:
        assert screen.text().startswith(AT_100)


async def test_what_will_slip_bears_the_sign_it_has_on_its_project(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        row = next(row for row in screen.ledger.rows if row.act == "notice")
        assert (row.cells[0].text, row.cells[0].style) == ("▲", "soon")


async def test_every_line_that_can_be_chosen_names_the_key_of_its_next_step(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        chosen = [row for row in screen.ledger.rows if row.id]
        assert chosen
        assert [row.id for row in chosen if not row.act] == []


async def test_an_empty_today_says_so_warmly_and_names_the_next_step(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        assert "A clean desk." in screen.text()
        assert "c new client" in screen.text()


async def test_an_empty_today_names_its_kind_thing_once(desk: Desk, open_screen: Open) -> None:
    from freelance_comm.services import clients, projects, walk

    clients.add_client(desk, "Petrescu Café", likes="coffee")
    project = projects.add_project(desk, "Landing page", client_text="Petrescu")
    walk.advance(desk, project, to="work", reason="agreed on the phone")
    async with open_screen(desk, (80, 24)) as screen:
        assert "✓ Nobody is waiting, nothing is late: well done." in screen.text()
        assert screen.text().count("Think of something extra for Petrescu Café") == 1


async def test_an_empty_today_leads_to_the_mail_until_a_mailbox_was_read(
    desk: Desk, open_screen: Open, tmp_path: Path
) -> None:
    from freelance_comm.domain.mail_sources import SourceKind
    from freelance_comm.services import mail_import
    from freelance_comm.services.agenda import agenda

    async with open_screen(desk, (80, 24)) as screen:
        assert "Your mailbox knows who is waiting for an answer." in screen.ledger.plain_text()
        assert screen.ledger.go_to("mail")
    letter = b"From a@x Fri Nov 20 09:00:00 2026\nFrom: a@x.example\nTo: me@example.com\n\nHello\n"
    (tmp_path / "mbox").write_bytes(letter)
    source = mail_import.source_for(desk, SourceKind.PATH, str(tmp_path / "mbox"))
    mail_import.import_from(desk, source, mine=("me@example.com",))
    assert agenda(desk).knows_mail


async def test_the_key_of_a_line_works_from_anywhere_on_the_page(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("end", "r")
        assert isinstance(screen.app.screen, ReplyPage)


async def test_a_cyrillic_layout_sends_another_letter_and_reaches_the_same_action(
    sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        await screen.press("к")  # the key labelled r
        assert isinstance(screen.app.screen, ReplyPage)
        await screen.press("escape", "з")  # the key labelled p
        assert isinstance(screen.app.screen, ReportPage)


async def test_enter_does_what_the_line_says(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        screen.ledger.first_doing("reply")
        await screen.press("enter")
        assert isinstance(screen.app.screen, ReplyPage)


async def test_a_key_shows_how_the_time_of_a_line_was_reckoned(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        screen.ledger.first_doing("reply")
        await screen.press("down", "w")
        assert "8 hr allowed." in screen.text()
        assert "In a shell: freelance-comm log out" in screen.text()


async def test_keeping_a_promise_asks_once_and_takes_it_off_the_page(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        assert "the revised quote" in screen.text()
        await screen.press("k", "k")
        assert "Kept early" in screen.said
        assert "the revised quote" not in screen.ledger.plain_text()


async def test_a_promise_under_the_cursor_is_kept_with_one_key_and_undone_with_another(
    sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        row = next(row for row in screen.ledger.rows if row.act == "keep")
        assert screen.ledger.go_to(row.id)
        await screen.press("enter")
        assert "Done: the revised quote?" in screen.text()
        await screen.press("escape", "k")
        assert "Kept early" in screen.said
        assert "the revised quote" not in screen.ledger.plain_text()
        await screen.press("ctrl+z")
        assert "the revised quote" in screen.ledger.plain_text()


@pytest.mark.parametrize("way", ["enter", "click at its end", "click at the foot", "palette"])
async def test_a_line_about_quoted_hours_opens_its_project(sample: Desk, open_screen: Open, way: str) -> None:
    from freelance_comm.tui.project_page import ProjectPage

    async with open_screen(sample, (100, 50)) as screen:
        row = next(row for row in screen.ledger.rows if row.act == "open")
        assert screen.ledger.go_to(row.id)
        await screen.settle()
        if way == "enter":
            await screen.press("enter")
        elif way == "palette":
            await screen.press("ctrl+p")
            await screen.write("Open")
            await screen.press("enter")
        else:
            lines = screen.text().split("\n")
            places = [number for number, line in enumerate(lines) if "enter open" in line]
            y = places[0] if way == "click at its end" else places[-1]
            await screen.pilot.click(offset=(lines[y].index("enter open") + 1, y))
        await screen.until(lambda: isinstance(screen.app.screen, ProjectPage))


@pytest.mark.parametrize("key", ["s", "ы", "і"])
async def test_stopping_the_timer_writes_the_entry_down(key: str, sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press(key)
        assert screen.said == "1 hr, 12 min on “Landing page” logged."
        assert sample.workspace.reader().timer() is None


async def test_what_was_noticed_about_the_files_stands_on_the_page(sample: Desk, open_screen: Open) -> None:
    projects = sorted((sample.workspace.root / "projects").glob("*.json"))
    projects[0].write_text("{", encoding="utf-8")
    async with open_screen(sample) as screen:
        assert "▲" in screen.text()
        assert projects[0].name in screen.ledger.plain_text().replace("\n     ", " ")


async def test_what_was_read_before_there_is_a_screen_is_shown_without_reading_again(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(TodayPage, "gather", lambda page, desk: read.append("again"))
    app = FreelanceApp(sample)
    try:
        app.look_ahead(PATIENCE)
        async with app.run_test(size=(100, 30)) as pilot:
            screen = Screen(app, pilot)
            await pilot.pause()
            assert "Waiting for me" in screen.text()
            assert read == []
            await screen.settle()
    finally:
        app.backroom.close()


async def test_a_slow_reading_does_not_keep_the_screen_from_opening(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    gather = today_rows.gather

    def slowly(*given: Any) -> today_rows.TodayView:
        may_go_on.wait(PATIENCE)
        return gather(*given)

    monkeypatch.setattr(today_rows, "gather", slowly)
    app = FreelanceApp(sample)
    try:
        app.look_ahead(0.0)
        async with app.run_test(size=(100, 30)) as pilot:
            screen = Screen(app, pilot)
            await pilot.pause()
            assert "Today" in screen.text()
            assert "Waiting for me" not in screen.text()
            may_go_on.set()
            await screen.until(lambda: "Waiting for me" in screen.text())
            await screen.settle()
    finally:
        app.backroom.close()


async def test_data_that_cannot_be_read_ahead_are_complained_of_on_the_page(sample: Desk, root: Path) -> None:
    (root / "clients.json").write_bytes(b"{")
    app = FreelanceApp(sample)
    try:
        app.look_ahead(PATIENCE)
        async with app.run_test(size=(100, 30)) as pilot:
            screen = Screen(app, pilot)
            await screen.until(lambda: "clients.json" in screen.text())
            await screen.settle()
    finally:
        app.backroom.close()
