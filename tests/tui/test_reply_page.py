"""Answering on the screen: in sight of the conversation, in three kinds, handed to the mail program with one key."""

from __future__ import annotations

import email
import shlex
import sys
from pathlib import Path

import pytest

from freelance_comm.domain.mail_account import MailAccount
from freelance_comm.domain.people import ReplyWay
from freelance_comm.services import mail_accounts, messages
from freelance_comm.services.clients import client_by_id
from freelance_comm.services.desk import Desk
from freelance_comm.tui.reply_page import ReplyPage
from freelance_comm.tui.text_areas import PlainArea
from tests.dovecot import PASSWORD, Dovecot
from tests.tui.conftest import Open, Screen


def body(screen: Screen) -> str:
    """Return the text being written."""
    return screen.app.screen.query_one("#body", PlainArea).text


async def answering(screen: Screen, desk: Desk) -> int:
    """Open the page on the most pressing message of the sample; return that message's id."""
    clock = messages.clocks(desk)[0]
    screen.app.push_screen(ReplyPage(client_by_id(desk, clock.client.id), clock.message))
    await screen.settle()
    return clock.message.id


def usual(desk: Desk, way: ReplyWay, place: str = "") -> None:
    """Let answers go this way."""
    profile = desk.reader.profile()
    assert profile is not None
    with desk.change() as change:
        change.save_profile(profile, profile.but(reply_way=way, reply_place=place))


async def test_what_was_said_stands_above_and_the_quote_below(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        words = messages.clocks(sample)[0].about
        assert words in screen.text().split("Subject")[0]
        assert f"> {words}" in body(screen)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_other_kinds_are_one_key_away(sample: Desk, open_screen: Open, size: tuple[int, int]) -> None:
    async with open_screen(sample, size=size) as screen:
        await answering(screen, sample)
        assert "ctrl+t" in screen.text()
        await screen.press("ctrl+t", "r")
        assert "reached me" in body(screen) or "dumneavoastră" in body(screen) or "ajuns cu bine" in body(screen)
        await screen.press("ctrl+t", "n")
        assert "\n…\n" in body(screen)


async def test_an_answer_that_stands_there_is_not_said_to_be_missing(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, size=(120, 35)) as screen:
        await answering(screen, sample)
        assert "You still have to write" in screen.text()
        await screen.write("mine")
        assert "You still have to write" not in screen.text()
        await screen.press("ctrl+t", "n")
        assert "still have to write the question itself" in screen.text()


async def test_one_types_where_the_answer_goes(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.write("mine")
        assert "\n\nmine\n\n" in body(screen)
        await screen.press("ctrl+t", "n")
        await screen.write("mine")
        assert "\n\nmine\n\n" in body(screen)
        assert "…" not in body(screen)


async def test_their_words_can_be_left_out_and_taken_back(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.press("ctrl+t", "w")
        assert "\n> " not in body(screen)
        await screen.press("ctrl+t", "w")
        assert "\n> " in body(screen)


async def test_what_was_typed_is_not_replaced_without_a_word(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.write("mine")
        await screen.press("ctrl+t")
        assert "What you typed will be replaced." in screen.text()
        await screen.press("escape")
        assert "\nmine\n" in body(screen)


async def test_one_key_and_enter_take_the_usual_way(sample: Desk, open_screen: Open, tmp_path: Path) -> None:
    usual(sample, ReplyWay.EML, str(tmp_path / "out"))
    async with open_screen(sample) as screen:
        own = await answering(screen, sample)
        await screen.press("f5", "enter")
        [path] = (tmp_path / "out").glob("*.eml")
        assert email.message_from_bytes(path.read_bytes())["X-Unsent"] == "1"
        assert "The clock runs on" in " ".join(screen.text().split())
        (clock,) = [one for one in messages.clocks(sample) if one.message.id == own]
        assert clock.message.drafted_at is not None


async def test_without_a_usual_way_it_is_asked_and_a_file_has_a_name(
    sample: Desk, open_screen: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.press("f5", "e", "enter")
        assert len(list(tmp_path.glob("*-reply.eml"))) == 1
        await screen.press("f5", "escape")
        assert isinstance(screen.app.screen, ReplyPage)


async def test_a_letter_that_was_handed_over_is_no_longer_unsaved_text(
    sample: Desk, open_screen: Open, tmp_path: Path
) -> None:
    from freelance_comm.services.unfinished import all_unfinished

    usual(sample, ReplyWay.EML, str(tmp_path / "out"))
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.write("mine")
        screen.app.kept.flush()
        assert len(all_unfinished(sample)) == 1
        await screen.press("f5", "enter")
        screen.app.kept.flush()
        assert all_unfinished(sample) == ()
        await screen.press("escape")
        assert "Unsaved text" not in screen.text()


async def test_where_no_mail_program_can_be_opened_the_link_is_copied(
    sample: Desk, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with open_screen(sample) as screen:
        await answering(screen, sample)
        await screen.press("f5", "m")
        assert "the link has been copied" in " ".join(screen.text().split())
        assert screen.app.clipboard.startswith("mailto:")


async def test_without_an_account_the_drafts_way_says_so(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        own = await answering(screen, sample)
        await screen.press("f5", "d")
        assert "No mail account is set up yet" in screen.text()
        (clock,) = [one for one in messages.clocks(sample) if one.message.id == own]
        assert clock.message.drafted_at is None


async def test_noted_as_sent_the_clock_stops(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        own = await answering(screen, sample)
        await screen.press("f6", "y")
        assert all(clock.message.id != own for clock in messages.clocks(sample))


async def test_the_draft_lies_in_the_drafts_of_a_real_mailbox(
    sample: Desk, open_screen: Open, dovecot: Dovecot, tmp_path: Path
) -> None:
    sample.config_file = str(tmp_path / "config.toml")
    user = dovecot.new_user()
    command = shlex.join([sys.executable, "-c", f"print({PASSWORD!r})"])
    described = MailAccount(name="work", host="localhost", port=dovecot.port, user=user, ca=dovecot.ca)
    mail_accounts.add(sample, described.but(password_command=command))
    async with open_screen(sample) as screen:
        own = await answering(screen, sample)
        await screen.press("f5", "d")
        await screen.until(lambda: "The draft is in" in screen.text())
        assert b"\\Draft" in b" ".join(dovecot.state(user, "Drafts"))
        (clock,) = [one for one in messages.clocks(sample) if one.message.id == own]
        assert clock.message.drafted_at is not None
