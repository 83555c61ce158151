"""What people type, paste and pipe in: taken as it is meant, or refused before anything is stored."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.text_safety import NAME_LIMIT, TEXT_LIMIT
from freelance_comm.services.timer import MOST_TAGS
from freelance_comm.store import Workspace
from tests.cli.conftest import Shell
from tests.faults.process import Command
from tests.faults.said import refused

CAFES = {
    "composed": "Caf\u00e9",
    "decomposed": "Cafe\u0301",
    "capitals": "CAF\u00c9",
    "blank before": " Caf\u00e9",
    "blank after": "Caf\u00e9 ",
    "zero width space": "Caf\u00e9\u200b",
    "soft hyphen": "Ca\u00adf\u00e9",
}


def seconds(shell: Shell) -> list[Decimal]:
    """Return how long the entries are."""
    return [Decimal(row["seconds"]) for row in shell.run("track list --json --from 2020-01-01").data]


def names(shell: Shell) -> list[str]:
    """Return the names of the clients."""
    return [row["name"] for row in shell.run("client list --json").data]


@pytest.fixture
def content(menu: Shell) -> Iterator[Shell]:
    """A shell whose data files must be the same afterwards, byte for byte."""

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in menu.folder.rglob("*.json") if ".state" not in path.parts}

    before = files()
    yield menu
    assert files() == before


# -- numbers ---------------------------------------------------------------------------------------------------------

NO_HOURS = ["0", "NaN", "inf", "1e400", "1e2", "25", "1_000", "１２", "2:75", "", "   ", "1.234", "1,234", "2.5.1"]


@pytest.mark.fault("I01")
@pytest.mark.parametrize("hours", ["-1", "-1h", "-1.5", "-0:30", "\u22122", *NO_HOURS])
def test_hours_that_are_none_are_refused(content: Shell, hours: str) -> None:
    refused(content.try_("track add Menu", hours), 2)
    refused(content.try_("track add Menu --for", hours), 2)
    if hours not in ("25", "2:75"):
        refused(content.try_("quote item Menu design --price 40 --hours", hours), 2)


@pytest.mark.fault("I01")
@pytest.mark.parametrize("hours", ["-1", "-1h", "-1.5", "-0:30", "\u22122"])
def test_hours_below_zero_are_called_so(content: Shell, hours: str) -> None:
    refused(content.try_("track add Menu", hours), 2, f"“{hours}” is below zero")
    refused(content.try_("track add Menu --for", hours), 2, f"“{hours}” is below zero")


@pytest.mark.fault("I01")
@pytest.mark.parametrize(("hours", "length"), [("2,5", 9_000), ("2.5", 9_000), ("2:45", 9_900), ("24", 86_400)])
def test_hours_are_read_as_the_grammar_says(menu: Shell, hours: str, length: int) -> None:
    menu.run("track add Menu --for", hours)
    assert seconds(menu) == [length]


@pytest.mark.fault("I02")
@pytest.mark.parametrize(
    ("rate", "stored"),
    [
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("0.123", "0.123"),
        ("€40", "40"),
        ("40 €", "40"),
        ("40 EUR", "40"),
        ("999999.123456", "999999.123456"),
    ],
)
def test_a_rate_is_exact(menu: Shell, rate: str, stored: str) -> None:
    menu.run("profile set --rate", rate)
    assert menu.run("profile show --json").data["hourly_rate"] == stored
    menu.run("quote item Menu design --hours 1 --price", rate)
    (option,) = menu.run("quote show Menu --json").data["quote"]["options"]
    assert option["items"][0]["unit_price"]["amount"] == stored


@pytest.mark.fault("I02")
@pytest.mark.parametrize(
    "rate",
    ["123456789012345678901234567890", "1.234", "40 $", "nan", "inf", "1e5", "", "1_000", "４０", "1.2.3", "9" * 70],
)
def test_a_rate_that_is_none_or_doubtful_is_refused(content: Shell, rate: str) -> None:
    refused(content.try_("profile set --rate", rate), 2)
    refused(content.try_("quote item Menu design --hours 1 --price", rate or "x"), 2)


@pytest.mark.fault("I02")
def test_a_rate_below_zero_is_called_so(content: Shell) -> None:
    refused(content.try_("profile set --rate -5"), 2, "“-5” is below zero")


# -- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I03")
@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("client", "add", b"A\xff"), 2),
        (("client", "add", "Bo", "--notes", b"\xed\xa0\x80"), 1),
        (("track", "add", "Menu", "1h", b"caf\xe9"), 4),
        (("--data-dir", b"/nowhere/\xff", "client", "list"), 10),
    ],
)
def test_an_argument_that_is_not_utf8_is_refused_with_its_place(
    working: Command, words: tuple[str | bytes, ...], place: int
) -> None:
    refused(working.run(*words), 2, f"not valid UTF-8 at byte {place}")
    assert len(json.loads(working.done("client", "list", "--json").out)) == 1
    assert working.done("track", "list", "--json").out == "[]\n"


WRITTEN = [
    "client add {text}",
    "client edit Ana --notes {text}",
    "client contact Ana {text}",
    "project add {text} --client Ana",
    "requirement add Menu {text}",
    "step add Menu {text}",
    "promise add {text} --by friday --client Ana",
    "track add Menu 1h {text}",
    "track add Menu 1h --tag {text}",
    "log in Ana --subject {text}",
    "log in Ana {text}",
    "quote item Menu {text} --price 5",
    "profile set --name {text}",
]


@pytest.mark.fault("I04")
@pytest.mark.parametrize("char", "\x00\x07\x08\x1b\x7f\x85\x9b\u061c\u200e\u2028\u202e\u2067\ud800")
def test_a_character_that_a_terminal_obeys_is_refused_everywhere(content: Shell, char: str) -> None:
    for line in WRITTEN:
        words = [part.replace("{text}", f"a{char}b") for part in line.split()]
        refused(content.try_("", *words), 2, f"U+{ord(char):04X}", "position 2")


@pytest.mark.fault("I04")
@pytest.mark.parametrize(
    ("text", "stored"), [("a\tb", "a b"), ("a\nb", "a b"), ("a\r\nb", "a b"), ("a\rb", "a b"), ("a\u200bb", "ab")]
)
def test_white_space_and_what_nobody_sees_is_put_in_order(menu: Shell, text: str, stored: str) -> None:
    menu.run("client add", text)
    assert names(menu) == [stored, "Ana"]
    menu.run("requirement add Menu", text)
    assert [one["text"] for one in menu.run("requirement list Menu --json").data][-1].split() == stored.split()


@pytest.mark.fault("I05")
@pytest.mark.parametrize(
    "words",
    [
        ("client", "edit", "Ana", "--notes", "-"),
        ("log", "in", "Ana", "-"),
        ("track", "add", "Menu", "1h", "--note", "-"),
        ("track", "start", "Menu", "-"),
        ("requirement", "add", "Menu", "-"),
    ],
)
def test_ten_megabytes_on_standard_input_are_refused_with_the_limit(working: Command, words: tuple[str, ...]) -> None:
    refused(working.run(*words, given=b"x" * 10_000_000), 2, str(TEXT_LIMIT))
    assert working.done("track", "list", "--json").out == "[]\n"
    assert working.done("track", "status").out == "No timer is running.\n"
    assert json.loads(working.done("client", "show", "Ana", "--json").out)["notes"] == ""
    assert json.loads(working.done("log", "list", "--json").out)["i_owe"] == []


@pytest.mark.fault("I05")
def test_a_note_of_the_greatest_length_comes_in_by_standard_input(working: Command) -> None:
    text = "д" * TEXT_LIMIT
    ended = working.run("client", "edit", "Ana", "--notes", "-", given=text.encode() + b"\n")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(working.done("client", "show", "Ana", "--json").out)["notes"] == text
    refused(working.run("client", "edit", "Ana", "--notes", "-", given=text.encode() + "д".encode()), 2, "too long")
    assert json.loads(working.done("client", "show", "Ana", "--json").out)["notes"] == text


@pytest.mark.fault("I05")
def test_a_note_that_is_not_utf8_is_refused_with_its_place(working: Command) -> None:
    refused(working.run("track", "add", "Menu", "1h", "--note", "-", given=b"caf\xe9"), 2, "not valid UTF-8 at byte 4")


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I08")
@pytest.mark.parametrize("first", CAFES.values(), ids=CAFES)
def test_one_name_in_two_spellings_is_recognised(shell: Shell, first: str) -> None:
    shell.run("client add", first)
    for second in CAFES.values():
        refused(shell.try_("client add", second), 3, "C-2026-001", "--same-name")
        assert shell.run("client show --json", second).data["ref"] == "C-2026-001"
    assert len(names(shell)) == 1


@pytest.mark.fault("I08")
def test_two_clients_may_bear_one_name_once_somebody_has_said_so(shell: Shell) -> None:
    shell.run("client add Caf\u00e9")
    shell.run("client add Cafe\u0301 --same-name")
    assert names(shell) == ["Caf\u00e9", "Caf\u00e9"]
    shell.run("client add Bo")
    refused(shell.try_("client edit Bo --name caf\u00e9"), 3, "C-2026-001, C-2026-002", "--same-name")
    shell.run("client edit Bo --name caf\u00e9 --same-name")
    assert len(names(shell)) == 3


@pytest.mark.fault("I08")
@pytest.mark.parametrize(("answer", "code", "count"), [("yes", 0, 2), ("no", 3, 1), ("", 3, 1), ("what?", 3, 1)])
def test_on_a_terminal_a_name_that_is_taken_is_asked_about(
    command: Command, answer: str, code: int, count: int
) -> None:
    command.done("client", "add", "Caf\u00e9")
    ended = command.on_a_terminal("client", "add", "Cafe\u0301", answers=[answer])
    assert (ended.code, "Is this another one?" in ended.out) == (code, True), ended.out
    assert len(json.loads(command.done("client", "list", "--json").out)) == count


ODD_NAMES = ["..", ".", "/etc", "CON", "nul.txt", "-rf", "n" * NAME_LIMIT, "🎉🎉", "a/b", "a\\b", "~", "%00", "'; --"]


@pytest.mark.fault("I10")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_that_looks_like_a_path_is_only_a_name(menu: Shell, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.rglob("*") if menu.folder not in path.parents}
    menu.run("client add --", name)
    menu.run("project add --client Ana --", name)
    menu.run("project add --client Ana --same-name --", name)
    assert name in names(menu)
    files = [path.name for path in (menu.folder / "projects").iterdir()]
    assert len(files) == len(set(files)) == 3
    assert all(part.isascii() and part.replace("-", "").removesuffix(".json").isalnum() for part in files)
    assert max(map(len, files)) < 80
    assert [row["name"] for row in menu.run("project list --json").data].count(name) == 2
    assert {path for path in tmp_path.rglob("*") if menu.folder not in path.parents} == before


@pytest.mark.fault("I10")
def test_a_name_longer_than_the_limit_is_refused_with_the_limit(content: Shell) -> None:
    refused(content.try_("client add", "n" * (NAME_LIMIT + 1)), 2, str(NAME_LIMIT))
    refused(content.try_("project add --client Ana", "n" * (NAME_LIMIT + 1)), 2, str(NAME_LIMIT))


@pytest.mark.fault("I10")
def test_a_name_with_a_hyphen_before_it_is_told_how_to_be_written(content: Shell) -> None:
    refused(content.try_("client add -rf"), 2, "-- -rf")


@pytest.mark.fault("I11")
def test_a_doubtful_short_name_lists_the_candidates_and_changes_nothing(menu: Shell) -> None:
    menu.run("client add Anabel")
    menu.run("project add 'Menu card' --client Anabel")
    menu.run("track add Menu 1h first")
    menu.run("track add Menu 1h second")
    menu.run("promise add 'send the draft' --by friday --client Anabel")
    menu.run("promise add 'send the logo' --by friday --client Anabel")
    handles = [entry["handle"] for entry in menu.run("track list --json").data]
    before = {path: path.read_bytes() for path in menu.folder.glob("*/*.json")}
    refused(menu.try_("client edit A --name Bo"), 3, "C-2026-001 Ana", "C-2026-002 Anabel")
    refused(menu.try_("client remove C-2026"), 3, "C-2026-001 Ana", "C-2026-002 Anabel")
    refused(menu.try_("track add P-2026 1h"), 3, "P-2026-001 Menu (Ana)", "P-2026-002 Menu card (Anabel)")
    beginning = handles[0]
    while not all(handle.startswith(beginning) for handle in handles):
        beginning = beginning[:-1]
    refused(menu.try_(f"track remove {beginning}"), 3, "could be any of several", "first", "second")
    refused(menu.try_(f"track edit {beginning} --note x"), 3, "first", "second")
    refused(menu.try_("promise keep send"), 3, "send the draft", "send the logo")
    assert {path: path.read_bytes() for path in menu.folder.glob("*/*.json")} == before
    menu.run(f"track remove {handles[0]}")


# -- very many -------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I12")
def test_too_many_tags_are_refused_with_the_limit(content: Shell) -> None:
    tags = [word for number in range(100_000) for word in ("--tag", f"t{number}")]
    refused(content.try_("track add Menu 1h", *tags), 2, "The command line is too long", "20000")
    refused(content.try_("track add Menu 1h", *tags[: 2 * MOST_TAGS + 2]), 2, "51 tags are too many", str(MOST_TAGS))
    refused(content.try_("track start Menu", *tags[: 2 * MOST_TAGS + 2]), 2, "51 tags are too many")


@pytest.mark.fault("I12")
def test_ten_thousand_clients_are_listed_found_and_added_to(shell: Shell) -> None:
    from freelance_comm.domain.people import Client

    shell.run("client add Ana")
    workspace = Workspace(shell.folder, durable=False)
    (ana,) = workspace.reader().clients()
    with workspace.change(ana.created) as change:
        for number in range(10_000):
            change.add(Client(id=change.new_id(), ref=f"C-2025-{number}", name=f"Client {number}", created=ana.created))
    assert len(names(shell)) == 10_001
    assert shell.run("client show --json 'Client 7777'").data["ref"] == "C-2025-7777"
    refused(shell.try_("client show client"), 3, "matches several clients")
    refused(shell.try_("client add 'client 5'"), 3, "C-2025-5")
    shell.run("client add Bo")
    assert shell.run("client list").out.count("\n") == 10_002


# -- nobody there ----------------------------------------------------------------------------------------------------


@pytest.mark.fault("I13")
@pytest.mark.parametrize("given", [b"", None], ids=["empty", "none"])
@pytest.mark.parametrize(
    ("words", "code", "option"),
    [
        (("track", "stop"), 2, "--sure"),
        (("track", "switch", "Menu", "other"), 2, "--sure"),
        (("client", "add", "Ana"), 3, "--same-name"),
        (("project", "add", "Menu", "--client", "Ana"), 3, "--same-name"),
    ],
)
def test_nothing_is_asked_where_nobody_can_answer(
    working: Command, words: tuple[str, ...], code: int, option: str, given: bytes | None
) -> None:
    working.done("track", "start", "Menu")
    late = {"FREELANCE_COMM_NOW": "2026-04-07T10:00:00Z"}
    refused(working.run(*words, given=given, env=late), code, option)


@pytest.mark.fault("I13")
@pytest.mark.parametrize("closing", ["<&-", "<&- 2>&-", "< /dev/null"])
def test_cron_gets_its_exit_code_with_closed_input(working: Command, closing: str) -> None:
    working.done("track", "start", "Menu")
    late = "2026-04-07T10:00:00Z"
    assert working.shell(f"fc track stop {closing}", FREELANCE_COMM_NOW=late).code == 2
    assert working.shell(f"fc {closing}", FREELANCE_COMM_NOW=late).code == 2
    assert working.shell(f"fc track add Menu 1h --note - {closing}").code == (2 if "&-" in closing else 0)


@pytest.mark.fault("I13")
def test_json_is_never_mixed_with_questions(working: Command) -> None:
    working.done("track", "start", "Menu")
    ended = working.on_a_terminal("track", "stop", "--json", env={"FREELANCE_COMM_NOW": "2026-04-07T10:00:00Z"})
    assert ended.code == 2
    assert "Your answer" not in ended.out


@pytest.mark.fault("I13")
def test_text_from_an_input_that_is_not_there_is_refused(menu: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    refused(menu.try_("track add Menu 1h --note -"), 2, "no standard input")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("чай".encode())))
    menu.run("track add Menu 1h --note -")
    assert [row["note"] for row in menu.run("track list --json").data] == ["чай"]


# -- the editor ------------------------------------------------------------------------------------------------------

FAILING = {
    "fails": ("false", 5),
    "is missing": ("no-such-editor", 2),
    "is a riddle": ("'", 2),
    "empties the file": ("sh -c ': > $0'", 5),
    "writes blanks": ("sh -c 'echo > $0'", 5),
    "deletes the file": ("sh -c 'rm $0'", 5),
    "deletes and fails": ("sh -c 'rm $0; false'", 5),
    "writes no UTF-8": ("sh -c 'printf \"\\\\377\" > $0'", 2),
}


@pytest.mark.fault("I14")
@pytest.mark.parametrize(("editor", "code"), FAILING.values(), ids=FAILING)
def test_an_editor_that_leaves_no_text_changes_nothing_and_loses_nothing(
    menu: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, code: int
) -> None:
    letter = menu.run("draft Menu").out
    monkeypatch.setenv("EDITOR", editor)
    output = tmp_path / "letter.txt"
    output.write_text("old", "utf-8")
    answer = menu.try_(f"draft Menu --edit --sent --force --output {output}")
    refused(answer, code)
    assert output.read_text("utf-8") == "old"
    assert {line["sent_at"] for line in menu.run("draft Menu --list --json").data} == {None}
    (kept,) = (menu.folder / ".state/drafts").iterdir()
    assert str(kept) in answer.err
    if "UTF-8" not in answer.err:
        assert kept.read_text("utf-8") == letter
        monkeypatch.setenv("EDITOR", "true")
        assert menu.run("draft Menu --edit").out == letter


@pytest.mark.fault("I14")
def test_what_was_typed_before_the_editor_failed_is_taken_up_again(
    menu: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sh -c 'echo An hour of work >> $0; exit 1'")
    refused(menu.try_("draft Menu --edit"), 5, "The draft is kept in")
    monkeypatch.setenv("EDITOR", "true")
    again = menu.run("draft Menu --edit")
    assert again.out.endswith("An hour of work\n")
    assert "Here is your unfinished text" in again.err
    assert list((menu.folder / ".state/drafts").iterdir()) == []
    assert "An hour of work" not in menu.run("draft Menu --edit").out


@pytest.mark.fault("I14")
def test_without_an_editor_it_says_how_to_name_one(content: Shell) -> None:
    refused(content.try_("draft Menu --edit"), 2, "EDITOR")
