"""Reminders on the screen: what is told when, the switches, what is put in place, and quiet notes that come once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Window
from freelance_comm.services import clients, messages, promises
from freelance_comm.services.desk import Desk
from freelance_comm.services.setup import save_profile
from freelance_comm.services.told import news
from freelance_comm.store import files
from freelance_comm.text.catalog import translator
from freelance_comm.tui.app import FreelanceApp
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.reminders_page import RemindersPage
from tests.tui.conftest import NOW, ZONE, Open, Screen, make_desk
from tests.tui.test_hostile_text import NAMES

CRONTAB = (
    '#!/bin/sh\n[ "$1" = - ] && exec cat > "$HOME/table"\n[ -f "$HOME/table" ] || exit 1\nexec cat "$HOME/table"\n'
)
FOREIGN = "BEGIN:VCALENDAR\nPRODID:-//Somebody//EN\nEND:VCALENDAR\n"


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """A client who wrote this morning at nine and has an answer by five, and something promised for Monday."""
    clients.add_client(desk, "Ana Petrescu")
    messages.log(desk, Direction.IN, "Ana", at=datetime(2026, 11, 20, 7, 0, tzinfo=UTC), excerpt="the logo?")
    promises.add_promise(desk, "the quote", client_text="Ana", due=datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    return desk


@pytest.fixture
def programs(blank_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put programs into a path in which there are no others, on a computer that has cron."""
    from freelance_comm.services import installing
    from freelance_comm.services.schedulers import Kind

    folder = blank_home / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(installing, "this_kind", lambda _environ: Kind.CRON)

    def put(name: str, text: str) -> None:
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)

    put("crontab", CRONTAB)
    return put


def shown(screen: Screen) -> str:
    """Return what the list says, whole, its blanks joined."""
    return " ".join(screen.ledger.plain_text().split())


async def to(screen: Screen, row: str) -> None:
    """Put the cursor on a row."""
    ids = [one.id for one in screen.ledger.rows if one.id]
    await screen.press("home")
    for _ in range(ids.index(row)):
        await screen.press("down")
    current = screen.ledger.current
    assert current is not None and current.id == row


async def answer(screen: Screen, text: str) -> None:
    """Put ``text`` in the place of what stands in the question, and send it."""
    await screen.press("end", "ctrl+u")
    await screen.write(text)
    await screen.press("enter")


# -- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "t", "h", "v"])
async def test_the_page_is_one_key_away(before: str, sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        if before:
            await screen.press(before)
        await screen.press("asterisk")
        assert isinstance(screen.app.screen, RemindersPage)
        await screen.press("asterisk", "escape")
        assert not isinstance(screen.app.screen, RemindersPage)


async def test_it_says_what_is_to_be_told_what_comes_and_what_was_told(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (120, 40)) as screen:
        await screen.press("asterisk")
        said = shown(screen)
        assert "Not reminded yet ○ 2 hr, 55 min left Ana Petrescu the logo?" in said
        assert "● today 15:24 Ana Petrescu Waiting for me · an answer is due soon" in said
        assert "▲ Mon 09:00 Ana Petrescu Waiting for me · late" in said
        assert "● Mon 11:00 the quote Promised · it is time" in said
        assert "Reminded today Nothing so far." in said


async def test_what_cron_told_stands_among_what_was_told(ana: Desk, cli: Desk, open_screen: Open) -> None:
    news(cli)
    async with open_screen(ana, (120, 40)) as screen:
        await screen.press("asterisk")
        said = shown(screen)
        assert "Not reminded yet Nothing." in said
        assert "Reminded today ○ 14:05 Ana Petrescu Waiting for me · half of the time is gone" in said
        messages.log(cli, Direction.OUT, "Ana", at=NOW, excerpt="here it is")
        screen.app.page.reload()  # type: ignore[union-attr]
        await screen.settle()
        assert "Reminded today ✓ 1 more, done since" in shown(screen)


async def test_a_reminder_leads_to_what_it_is_about(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (120, 40)) as screen:
        await screen.press("asterisk", "home", "enter")
        assert isinstance(screen.app.screen, ClientPage)


async def test_at_night_it_says_until_when_it_is_silent(ana: Desk, root: Path, open_screen: Open) -> None:
    night = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    desk = Desk(ana.workspace, clock=lambda: night, tr=translator("en"), zone=ZONE, owner="tui")
    async with open_screen(desk, (120, 40)) as screen:
        await screen.press("asterisk")
        assert "silent until Mon 09:00" in screen.text()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("name", NAMES)
async def test_whatever_people_are_called_stands_there_exactly(
    name: str, size: tuple[int, int], desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, name)
    messages.log(desk, Direction.IN, client.ref, at=datetime(2026, 11, 20, 7, 0, tzinfo=UTC), excerpt=name)
    async with open_screen(desk, size) as screen:
        await screen.press("asterisk")
        assert name in screen.ledger.plain_text()


async def test_a_file_that_cannot_be_read_is_told(ana: Desk, root: Path, open_screen: Open) -> None:
    (root / "clients.json").write_text("{")
    async with open_screen(ana) as screen:
        await screen.press("asterisk")
        assert "clients.json" in screen.said


# -- switches --------------------------------------------------------------------------------------------------------


async def test_a_level_is_switched_off_and_on(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (120, 40)) as screen:
        await screen.press("asterisk")
        await to(screen, "level:50")
        await screen.press("space")
        assert ana.workspace.reader().profile().remind_at == (80, 100)  # type: ignore[union-attr]
        assert "Not reminded yet Nothing." in shown(screen)
        await screen.press("enter")
        assert ana.workspace.reader().profile().remind_at == (50, 80, 100)  # type: ignore[union-attr]


async def test_elsewhere_the_space_bar_switches_nothing_and_says_so(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("asterisk", "home", "space")
        assert "First choose a level" in screen.said
        assert ana.workspace.reader().profile().remind_at == (50, 80, 100)  # type: ignore[union-attr]


async def test_quiet_hours_are_asked_for_and_kept(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (120, 40)) as screen:
        await screen.press("asterisk", "e")
        await answer(screen, "25:00-26:00")
        assert not isinstance(screen.app.screen, RemindersPage)  # refused: the question stays with what was typed
        await answer(screen, "14:00-15:00")
        assert ana.workspace.reader().profile().hours.quiet == (Window(start=840, end=900),)  # type: ignore[union-attr]
        assert "silent until today 15:00" in screen.text()
        await screen.press("e")
        await answer(screen, "")
        assert ana.workspace.reader().profile().hours.quiet == ()  # type: ignore[union-attr]


# -- what is put in place --------------------------------------------------------------------------------------------


async def test_a_line_for_cron_is_put_in_place_and_taken_away(
    ana: Desk, programs: Callable[[str, str], None], blank_home: Path, open_screen: Open
) -> None:
    (blank_home / "table").write_text("@daily backup\n")
    async with open_screen(ana, (120, 50)) as screen:
        await screen.press("asterisk")
        assert "cron not in place; this computer's own way" in shown(screen)
        await to(screen, "scheduler:cron")
        await screen.press("enter")
        assert "*/15 * * * * " in screen.text()
        await screen.press("w")
        assert "remind --new --notify" in (blank_home / "table").read_text()
        assert "✓ cron in place" in shown(screen)
        await screen.press("i", "r")
        assert (blank_home / "table").read_text() == "@daily backup\n"
        assert "cron not in place" in shown(screen)


async def test_the_text_can_be_copied_instead(
    ana: Desk, programs: Callable[[str, str], None], blank_home: Path, open_screen: Open
) -> None:
    async with open_screen(ana, (120, 50)) as screen:
        await screen.press("asterisk", "i", "c")
        assert "*/15 * * * * " in screen.app.clipboard
        assert not (blank_home / "table").exists()


async def test_what_could_not_be_turned_on_is_told_with_what_to_type(
    ana: Desk, programs: Callable[[str, str], None], blank_home: Path, open_screen: Open
) -> None:
    async with open_screen(ana, (120, 50)) as screen:
        await screen.press("asterisk")
        await to(screen, "scheduler:systemd")
        await screen.press("enter", "w")
        assert "systemctl --user enable --now" in screen.said
        assert len(list((blank_home / ".config/systemd/user").iterdir())) == 2


async def test_somebody_elses_file_stays_and_is_named(
    ana: Desk, programs: Callable[[str, str], None], blank_home: Path, open_screen: Open
) -> None:
    folder = blank_home / ".config/systemd/user"
    async with open_screen(ana, (160, 50)) as screen:
        await screen.press("asterisk")
        await to(screen, "scheduler:systemd")
        await screen.press("enter", "w")
        for place in folder.iterdir():
            place.write_text("mine\n")
        await screen.press("enter", "w")
        assert "left as it is" in screen.said
        assert {place.read_text() for place in folder.iterdir()} == {"mine\n"}
        assert "▲ systemd somebody else's file is in its place" in shown(screen)


async def test_a_notification_is_tried(ana: Desk, programs: Callable[[str, str], None], open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("asterisk", "n")
        assert "No program here" in screen.said
        programs("notify-send", "#!/bin/sh\n")
        await screen.press("n")
        assert "Handed to notify-send" in screen.said


async def test_the_calendar_file_is_written_where_one_says(ana: Desk, tmp_path: Path, open_screen: Open) -> None:
    place = tmp_path / "my [x] calendar.ics"
    async with open_screen(ana, (160, 50)) as screen:
        await screen.press("asterisk", "c")
        await answer(screen, str(place))
        assert place.read_bytes().count(b"BEGIN:VEVENT") == 2
        assert f"{place}: 2 entries." in screen.said
        assert "Calendar file written " in shown(screen)


async def test_somebody_elses_calendar_is_replaced_only_when_one_says_so(
    ana: Desk, tmp_path: Path, open_screen: Open
) -> None:
    place = tmp_path / "family.ics"
    place.write_text(FOREIGN)
    async with open_screen(ana, (160, 50)) as screen:
        await screen.press("asterisk", "c")
        await answer(screen, str(place))
        await screen.press("escape")
        assert place.read_text() == FOREIGN
        await screen.press("enter", "r")
        assert b"freelance-comm" in place.read_bytes()


@pytest.mark.parametrize("path", ["", "/nowhere/at/all/x.ics", "/"])
async def test_a_path_that_takes_no_file_is_told_and_asked_again(path: str, ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (160, 50)) as screen:
        await screen.press("asterisk", "c")
        await answer(screen, path)
        assert not isinstance(screen.app.screen, RemindersPage)
        await screen.press("escape")
        assert isinstance(screen.app.screen, RemindersPage)


# -- quiet notes -----------------------------------------------------------------------------------------------------


def notes(screen: Screen) -> list[tuple[str, str]]:
    """Return titles and texts of the notes there are."""
    return [(one.title, one.message) for one in screen.app._notifications]


async def look(screen: Screen) -> None:
    """Let the program look for what is to be told."""
    screen.app.toasts.look()
    await screen.settle()


async def test_what_is_due_is_shown_once(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await look(screen)
        assert notes(screen) == [("1 waiting", "○ Ana Petrescu · 2 hr, 55 min left")]
        await look(screen)
        assert len(notes(screen)) == 1
        assert news(make_desk(ana.workspace.root, owner="cli")).items == ()


async def test_what_cron_told_is_not_shown_again(ana: Desk, cli: Desk, open_screen: Open) -> None:
    news(cli)
    async with open_screen(ana) as screen:
        await look(screen)
        assert notes(screen) == []


async def test_nothing_is_shown_at_night_or_in_quiet_hours(ana: Desk, open_screen: Open) -> None:
    profile = ana.profile()
    save_profile(ana, profile, profile.but(hours=profile.hours.but(quiet=(Window(start=840, end=900),))))
    async with open_screen(ana) as screen:
        await look(screen)
        assert notes(screen) == []


async def test_while_nobody_looks_it_is_left_to_the_timer(ana: Desk, cli: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        screen.app.app_focus = False
        await look(screen)
        assert notes(screen) == []
        screen.app.app_focus = True
        screen.app.toasts._last = time.monotonic() - 3600
        await look(screen)
        assert notes(screen) == []
        await screen.press("down")
        await look(screen)
        assert len(notes(screen)) == 1


async def test_on_a_disk_that_takes_no_note_it_is_shown_once_as_long_as_the_program_is_open(
    ana: Desk, open_screen: Open
) -> None:
    def refuse(_call: str, path: str) -> None:
        if "/told" in path:
            raise OSError(28, "No space left on device")

    async with open_screen(ana) as screen:
        before = files.observe(refuse)
        try:
            await look(screen)
            await look(screen)
        finally:
            files.observe(before)
        assert len(notes(screen)) == 1


@pytest.mark.fault("D01")
@pytest.mark.parametrize("name", NAMES)
async def test_a_note_shows_names_exactly_and_obeys_none(name: str, desk: Desk) -> None:
    client = clients.add_client(desk, name)
    messages.log(desk, Direction.IN, client.ref, at=datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
    app = FreelanceApp(desk)
    try:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            screen = Screen(app, pilot)
            await look(screen)
            await screen.until(lambda: bool(app.screen.query(Toast)))
            assert name in "".join(line.strip() for line in screen.text().splitlines() if "2 hr, 55 min left" in line)
            await pilot.click(Toast)
            await screen.until(lambda: not app.screen.query(Toast))
            assert app.is_running
    finally:
        app.backroom.close()
