"""The line for the shell prompt: shown while it is true, and not a moment longer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm import prompt_line

LANGUAGE = prompt_line.language_key("", {"LANG": "ro_RO.UTF-8"})
SEGMENTS = [(2000, "Ana Petrescu: 50 min"), (3000, ""), (4000, "Мария: 5 h")]


def contents(**changes: str) -> str:
    values = {"fingerprint": "as it was", "language": LANGUAGE} | changes
    return prompt_line.compose(**values, since=1000, segments=SEGMENTS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (999.9, None),
        (1000, "Ana Petrescu: 50 min"),
        (1999.9, "Ana Petrescu: 50 min"),
        (2000, ""),
        (3999, "Мария: 5 h"),
        (4000, None),
    ],
)
def test_each_text_is_shown_in_its_own_time_and_none_before_or_after(now: float, expected: str | None) -> None:
    assert prompt_line.pick(contents(), fingerprint="as it was", language=LANGUAGE, now=now) == expected


def test_a_line_for_another_state_or_language_is_not_shown() -> None:
    other = prompt_line.language_key("", {"LANG": "fr_FR.UTF-8"})
    assert prompt_line.pick(contents(), fingerprint="changed", language=LANGUAGE, now=1500) is None
    assert prompt_line.pick(contents(), fingerprint="as it was", language=other, now=1500) is None


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "\n",
        "not ours",
        contents()[:-1],
        contents()[:40],
        contents().replace("1\t", "2\t", 1),
        contents().replace("1000", "soon", 1),
        contents().replace("2000", "٢٠٠٠", 1),
        contents().replace("2000\t", "2000 ", 1),
        contents().replace("2000", "9" * 40, 1),
    ],
)
def test_damaged_contents_say_nothing(damaged: str) -> None:
    assert prompt_line.pick(damaged, fingerprint="as it was", language=LANGUAGE, now=1500) is None


def test_no_control_character_reaches_the_prompt_even_from_a_file_edited_by_hand() -> None:
    written = prompt_line.compose(
        fingerprint="f", language="l", since=0, segments=[(10, "a\x1b[31m\tb\nc\u202e"), (20, "d")]
    )
    assert prompt_line.pick(written, fingerprint="f", language="l", now=5) == "a [31m b c "
    edited = written.replace("20\td", "20\td\x1b]0;x\x07")
    assert prompt_line.pick(edited, fingerprint="f", language="l", now=15) == "d ]0;x "


def test_the_language_key_is_one_printable_field_whatever_the_environment_holds() -> None:
    key = prompt_line.language_key("", {"LANG": "a\tb\nc", "LC_ALL": "\udcff"})
    assert key.isprintable() and key.isascii()


def test_a_language_given_by_option_does_not_depend_on_the_environment() -> None:
    assert prompt_line.language_key("ro", {"LANG": "fr_FR"}) == prompt_line.language_key("ro", {})


@pytest.fixture
def written(tmp_path: Path) -> Callable[[], str | None]:
    """A settled workspace with a line in it; call to read that line as the prompt would, at 1500."""
    for name in ("projects", "messages", "time", ".state"):
        (tmp_path / name).mkdir()
    for name in ("clients.json", "workspace.json", "projects/a-1.json", "config.toml"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    for place in [*tmp_path.rglob("*"), tmp_path]:
        os.utime(place, ns=(10**18 + 1, 10**18 + 1))
    text = contents(fingerprint=prompt_line.fingerprint(str(tmp_path), str(tmp_path / "config.toml")))
    Path(prompt_line.path(str(tmp_path))).write_text(text, encoding="utf-8")

    def read() -> str | None:
        return prompt_line.read(str(tmp_path), str(tmp_path / "config.toml"), LANGUAGE, 1500)

    return read


def test_a_line_that_was_written_is_read_back(written: Callable[[], str | None]) -> None:
    assert written() == "Ana Petrescu: 50 min"


@pytest.mark.parametrize("name", ["clients.json", "workspace.json", "config.toml"])
def test_a_file_changed_in_place_makes_the_line_stale(
    name: str, written: Callable[[], str | None], tmp_path: Path
) -> None:
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert written() is None


@pytest.mark.parametrize("name", ["running.json", "projects/b-2.json", "messages/2026-03.json", "time/2026-03.json"])
def test_a_new_file_makes_the_line_stale(name: str, written: Callable[[], str | None], tmp_path: Path) -> None:
    (tmp_path / name).write_text("{}", encoding="utf-8")
    assert written() is None


def test_a_project_replaced_as_a_save_does_it_makes_the_line_stale(
    written: Callable[[], str | None], tmp_path: Path
) -> None:
    fresh = tmp_path / "projects" / "fresh"
    fresh.write_text("{}", encoding="utf-8")
    fresh.replace(tmp_path / "projects" / "a-1.json")
    assert written() is None


@pytest.mark.parametrize(("ago_ns", "trusted"), [(20_000_000, False), (500_000_000, True)])
def test_a_line_written_in_the_same_tick_as_a_save_is_not_trusted(
    ago_ns: int, trusted: bool, written: Callable[[], str | None], tmp_path: Path
) -> None:
    line = Path(prompt_line.path(str(tmp_path)))
    os.utime(line, ns=(10**18 + 1, 10**18 + 1 + ago_ns))
    assert (written() is not None) is trusted


def test_where_times_are_whole_seconds_a_line_is_trusted_only_after_two(tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    os.utime(tmp_path, ns=(10**18, 10**18))
    line = Path(prompt_line.path(str(tmp_path)))
    line.write_text(contents(fingerprint=prompt_line.fingerprint(str(tmp_path), "")), encoding="utf-8")
    os.utime(line, ns=(10**18, 10**18 + 10**9))
    assert prompt_line.read(str(tmp_path), "", LANGUAGE, 1500) is None
    os.utime(line, ns=(10**18, 10**18 + 3 * 10**9))
    assert prompt_line.read(str(tmp_path), "", LANGUAGE, 1500) == "Ana Petrescu: 50 min"


def test_what_is_no_plain_small_text_file_is_not_read(written: Callable[[], str | None], tmp_path: Path) -> None:
    line = Path(prompt_line.path(str(tmp_path)))
    good = line.read_bytes()
    line.write_bytes(good + b"\xff\n")
    assert written() is None
    line.write_bytes(good + b"5000\t" + b"x" * prompt_line.SIZE_LIMIT + b"\n")
    assert written() is None
    line.unlink()
    assert written() is None
    os.mkfifo(line)
    assert written() is None
