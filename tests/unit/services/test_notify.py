"""Desktop notifications: only where there is a desktop, never through a shell, never as markup, never needed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from freelance_comm.domain.people import Client
from freelance_comm.services import notify
from freelance_comm.services.agenda_item import Action, Item, SectionKind
from freelance_comm.services.notify import Notice
from freelance_comm.services.urgency import Urgency
from freelance_comm.text.catalog import translator
from tests.unit.services.rig import Rig, at

HOSTILE = r"""-e "$(touch pwned)" `touch pwned` ' ; <b>x</b> &amp; <a href="x"> \n \ [/] {(<"""


def item(
    title: str, urgency: Urgency = Urgency.SOON, when: str = "1 h left", kind: SectionKind = SectionKind.WAITING
) -> Item:
    """Return a line of the day."""
    return Item(
        key="waiting:1",
        kind=kind,
        urgency=urgency,
        when_text=when,
        title=title,
        action=Action.REPLY,
        command="freelance-comm today",
        reason="",
        next_step="reply",
    )


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a desktop whose program writes down what it is given."""
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "bus").touch()
    program = tmp_path / "notify-send"
    program.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\0" "$@" > {tmp_path}/given\n'
        f'printf %s "$DBUS_SESSION_BUS_ADDRESS" > {tmp_path}/bus-given\n'
    )
    program.chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path)}


def given(folder: Path) -> list[str]:
    """Return the words the program was given."""
    return (folder / "given").read_text().split("\0")[:-1]


def test_the_title_counts_in_our_own_words_and_the_lines_name() -> None:
    items = (
        item("Ana Petrescu", Urgency.OVERDUE, "2 h late"),
        item("the quote", kind=SectionKind.PROMISED),
        item("Bob", Urgency.LATER, ""),
    )
    made = notify.notice(items, translator("en"))
    assert made.title == "1 late · 1 soon · 1 waiting"
    assert made.lines == ("▲ Ana Petrescu · 2 h late", "● the quote · Promised · 1 h left", "○ Bob")


def test_many_reminders_are_one_short_notification() -> None:
    made = notify.notice(tuple(item(f"Client {number} " + "x" * 200) for number in range(9)), translator("en"))
    assert (len(made.lines), made.lines[-1]) == (5, "and 5 more")
    assert max(map(len, made.lines)) < 100


def test_what_a_client_wrote_is_one_argument_and_no_markup(desktop: dict[str, str], tmp_path: Path) -> None:
    made = notify.notice((item(HOSTILE),), translator("en"))
    assert notify.shown(made, desktop) == "notify-send"
    options, marker, title, body = given(tmp_path)
    assert (options, marker, title) == ("--app-name=freelance-comm", "--", "1 soon")
    assert body.startswith("● -e ")
    assert "<" not in body and ">" not in body
    assert r"\\n \\ [/]" in body and "&amp;amp;" in body
    assert not list(tmp_path.glob("**/pwned")) and not Path("pwned").exists()


def test_cron_finds_the_desktop_by_its_socket(desktop: dict[str, str], tmp_path: Path) -> None:
    notify.shown(Notice(title="1 soon", lines=("x",)), desktop)
    assert (tmp_path / "bus-given").read_text() == f"unix:path={tmp_path}/bus"


def test_a_bus_that_is_known_stays_the_one(desktop: dict[str, str], tmp_path: Path) -> None:
    notify.shown(Notice(title="1 soon", lines=("x",)), {**desktop, "DBUS_SESSION_BUS_ADDRESS": "unix:abstract=here"})
    assert (tmp_path / "bus-given").read_text() == "unix:abstract=here"


def test_a_folder_with_odd_letters_is_spelled_as_the_bus_wants_it(desktop: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "a b;ș"
    folder.mkdir()
    (folder / "bus").touch()
    notify.shown(Notice(title="1 soon", lines=("x",)), {**desktop, "XDG_RUNTIME_DIR": str(folder)})
    assert (tmp_path / "bus-given").read_text() == f"unix:path={tmp_path}/a%20b%3b%c8%99/bus"


def test_without_a_desktop_nothing_is_shown_and_nothing_fails(desktop: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bus").unlink()
    assert notify.shown(Notice(title="1 soon", lines=("x",)), desktop) == ""


def test_without_the_program_nothing_is_shown_and_nothing_fails(desktop: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "notify-send").unlink()
    assert notify.shown(Notice(title="1 soon", lines=("x",)), {**desktop, "PATH": str(tmp_path)}) == ""


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/nowhere/at/all\n", "not a program"])
def test_a_program_that_fails_is_no_failure_of_ours(script: str, desktop: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "notify-send").write_text(script)
    assert notify.shown(Notice(title="1 soon", lines=("x",)), desktop) == ""


def test_a_program_that_hangs_is_left_alone(
    desktop: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notify, "PATIENCE", 0.2)
    (tmp_path / "notify-send").write_text("#!/bin/sh\nexec sleep 30\n")
    began = time.monotonic()
    assert notify.shown(Notice(title="1 soon", lines=("x",)), desktop) == ""
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("program", ["terminal-notifier", "osascript"])
def test_on_a_mac_texts_are_arguments_of_a_fixed_script(
    program: str, desktop: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    (tmp_path / "notify-send").rename(tmp_path / program)
    made = notify.notice((item(HOSTILE),), translator("en"))
    assert notify.shown(made, {"PATH": str(tmp_path) + os.pathsep + "/bin"}) == program
    words = given(tmp_path)
    assert words[-1 if program == "osascript" else 3] == made.lines[0]
    assert all(HOSTILE not in word for word in words if word != made.lines[0])


def test_the_lines_of_a_real_day_are_shown(rig: Rig, desktop: dict[str, str], tmp_path: Path) -> None:
    from freelance_comm.services.told import news

    client: Client = rig.client("Ana <Petrescu>")
    rig.came(at(2, 9), client=client.ref)
    rig.set(at(2, 16))
    assert notify.shown(notify.notice(news(rig.desk).items, rig.desk.tr), desktop) == "notify-send"
    assert given(tmp_path)[-1].startswith("● Ana &lt;Petrescu&gt; · ")
