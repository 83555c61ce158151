"""Files that were edited by hand, damaged, or taken away: named, never overwritten, and put right by ``doctor``."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm.store.document import dump
from tests.cli.conftest import Answer, Shell
from tests.faults.said import lines, refused

MONTH = "time/2026-04.json"
READING = ("today", "track list Menu", "project show Menu", "client show Ana", "promise list", "doctor")


@pytest.fixture
def month(menu: Shell) -> Shell:
    """A shell with three time entries of April, each logged by a command of its own."""
    for day in (1, 2, 3):
        menu.run(f"track add --project Menu --from 2026-04-0{day}T09:00 --to 2026-04-0{day}T10:00 --note 'day {day} é'")
    return menu


def notes(shell: Shell) -> list[str]:
    """Return the notes of all entries, as the command line lists them."""
    return sorted(entry["note"] for entry in shell.run("track list Menu --json").data)


ALL = ["day 1 é", "day 2 é", "day 3 é"]


def needs_attention(shell: Shell, line: str, *words: str) -> Answer:
    """Run a command that needs a damaged file: it says so with code 4, and changes nothing."""
    path = shell.folder / MONTH
    before = path.read_bytes() if path.exists() else None
    answer = shell.try_(line)
    assert answer.code == 4, f"{answer.code}: {answer.err}"
    assert answer.out == ""
    assert any(any(word in said for said in lines(answer)) for word in words) or not words, answer.err
    for word in words:
        assert word in answer.err, answer.err
    assert (path.read_bytes() if path.exists() else None) == before
    return answer


def heals(shell: Shell, wanted: list[str]) -> str:
    """Do what a frightened person does: read, ask the doctor, let it repair; then everything must be as wanted."""
    asked = shell.try_("doctor")
    assert asked.code == 4
    assert "freelance-comm doctor --fix" in asked.out
    assert all(line.startswith("error:") for line in asked.err.splitlines()) and len(asked.err.splitlines()) <= 4
    repaired = shell.run("doctor --fix")
    assert "✓" in repaired.out and "in order" in repaired.out
    assert notes(shell) == wanted
    again = shell.run("doctor --fix")
    assert "✓" not in again.out and "in order" in again.out
    shell.run("track add 15m 'works again' --project Menu")
    return repaired.out


@pytest.mark.fault("S01")
def test_an_empty_file_is_never_an_empty_list_and_its_last_good_state_is_offered(month: Shell) -> None:
    (month.folder / MONTH).write_bytes(b"")
    needs_attention(month, "track list Menu", MONTH, "is empty", "last good state is from 20", "3 records")
    needs_attention(month, "track add 1h x --project Menu", MONTH, "is empty")
    heals(month, ALL)


@pytest.mark.fault("S02")
def test_a_file_cut_at_any_length_is_refused_with_line_and_column_and_comes_back_whole(month: Shell) -> None:
    path = month.folder / MONTH
    whole, rolls = path.read_bytes(), random.Random(2)
    lengths = sorted(rolls.sample(range(1, len(whole) - 2), 50))
    for length in lengths:
        path.write_bytes(whole[:length])
        said = needs_attention(month, "track list Menu", MONTH).err
        assert re.search(r"line \d+, column \d+", said) or "is empty" in said
    for length in lengths[::10]:
        path.write_bytes(whole[:length])
        month.run("doctor --fix")
        assert notes(month) == ALL


@pytest.mark.fault("S03")
def test_flipped_bits_never_show_a_traceback_and_never_pass_unnoticed(month: Shell, long_run: bool) -> None:
    month.run("log in Ana 'Could we move the launch?'")
    month.run("promise add 'call back' --client Ana --by 2026-04-13T12:00:00Z")
    files = sorted(path for path in month.folder.rglob("*.json") if ".state" not in path.parts)
    model = month.folder.with_name("model")
    shutil.copytree(month.folder, model)
    rolls = random.Random(3)
    for _ in range(2000 if long_run else 200):
        path = rolls.choice(files)
        data = bytearray(path.read_bytes())
        data[rolls.randrange(len(data))] ^= 1 << rolls.randrange(8)
        path.write_bytes(data)
        read = month.try_(rolls.choice(READING))
        examined = month.try_("doctor")
        for answer in (read, examined):
            assert answer.code in (0, 3, 4), answer.err
            assert "Traceback" not in answer.err + answer.out
            assert all(line.startswith(("error: ", "warning: ")) for line in answer.err.splitlines()), answer.err
        assert "in order" not in examined.out or "not as this program last saved it" in read.err + read.out, bytes(data)
        assert path.read_bytes() == bytes(data)
        shutil.rmtree(month.folder)
        shutil.copytree(model, month.folder)


@pytest.mark.fault("S04")
@pytest.mark.parametrize(("before", "after"), [('"}', '",}'), ('"project_id', "project_id")])
def test_a_slip_of_the_pen_is_shown_with_its_line_and_nothing_is_rewritten(
    month: Shell, before: str, after: str
) -> None:
    path = month.folder / MONTH
    edited = path.read_text("utf-8").split("\n")
    edited[3] = edited[3].replace(before, after)
    path.write_text("\n".join(edited), "utf-8")
    needs_attention(month, "track list Menu", f"{MONTH} cannot be read at line 4, column", after)
    heals(month, ALL)


@pytest.mark.fault("S05")
def test_a_valid_change_by_hand_is_taken_over_said_once_and_kept_by_the_next_save(month: Shell) -> None:
    path = month.folder / MONTH
    content = json.loads(path.read_bytes())
    first = next(iter(content["entries"]))
    content["entries"][first] |= {"note": "by hand"}
    content["entries"]["77"] = {
        "day": "2026-04-04",
        "note": "added",
        "project_id": content["entries"][first]["project_id"],
        "seconds": "60",
        "zone": "UTC",
    }
    path.write_text(json.dumps(content, indent=4), "utf-8")
    said = month.try_("track list Menu")
    assert said.code == 0
    assert "warning: time/2026-04.json is not as this program last saved it" in said.err
    assert month.run("track list Menu").err == ""
    month.run("track add 15m later --project Menu")
    assert notes(month) == ["added", "by hand", "day 2 é", "day 3 é", "later"]


@pytest.mark.fault("S06")
def test_fields_of_a_newer_program_or_of_ones_own_stay_through_edits(month: Shell) -> None:
    path = month.folder / MONTH
    content = json.loads(path.read_bytes())
    for document in content["entries"].values():
        document["mood"] = {"was": "good"}
    content["weather"] = {"5": {"sun": True}}
    path.write_bytes(dump(content))
    month.run("track add 15m later --project Menu")
    handle = month.run("track list Menu").out.split()[0]
    month.run(f"track edit {handle} --note corrected")
    month.run("doctor")
    kept = json.loads(path.read_bytes())
    assert [document.get("mood") for document in kept["entries"].values()].count({"was": "good"}) == 3
    assert kept["weather"] == {"5": {"sun": True}}


@pytest.mark.fault("S07")
@pytest.mark.parametrize(
    "edited", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")], ids=["BOM", "CRLF"]
)
def test_what_notepad_does_to_a_file_is_read_and_put_right_by_the_next_save(
    month: Shell, edited: Callable[[bytes], bytes]
) -> None:
    path = month.folder / MONTH
    path.write_bytes(edited(path.read_bytes()))
    assert notes(month) == ALL
    month.run("track add 15m later --project Menu")
    assert path.read_bytes().startswith(b"{\n") and b"\r" not in path.read_bytes()
    assert notes(month) == [*ALL, "later"]


@pytest.mark.fault("S08")
@pytest.mark.parametrize(("encoding", "name"), [("utf-16", "UTF-16"), ("cp1252", "Windows-1252")])
def test_a_file_in_another_encoding_is_refused_with_its_name_and_not_rewritten(
    month: Shell, encoding: str, name: str
) -> None:
    path = month.folder / MONTH
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    needs_attention(month, "track list Menu", "is not UTF-8", name)
    heals(month, ALL)


@pytest.mark.fault("S09")
def test_a_number_that_stands_twice_is_refused_and_both_records_are_kept(month: Shell) -> None:
    path = month.folder / MONTH
    edited = path.read_text("utf-8").split("\n")
    edited.insert(3, edited[2].replace("day 1", "pasted"))
    path.write_text("\n".join(edited), "utf-8")
    needs_attention(month, "track list Menu", "twice")
    said = heals(month, [*ALL, "pasted é"])
    assert "both are kept" in said


@pytest.mark.fault("S09")
def test_a_table_that_stands_twice_is_refused_and_nothing_of_either_is_lost(month: Shell) -> None:
    path = month.folder / MONTH
    text = path.read_text("utf-8")
    record = text.split("\n")[2].rstrip(",").replace("day 1", "second table")
    number = record.split('"')[1]
    path.write_text(
        text.replace('"format"', '"entries": {\n' + record.replace(number, "55") + '\n},\n"format"'), "utf-8"
    )
    needs_attention(month, "track list Menu", "“entries” is there twice")
    heals(month, [*ALL, "second table é"])


@pytest.mark.fault("S11", "S12")
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("null", "record 77 holds no fields"),
        ('"text"', "record 77 holds no fields"),
        ("[1]", "record 77 holds no fields"),
        ('{"note": NaN}', "in record 77, the value of “note”"),
        ('{"seconds": Infinity}', "in record 77, the value of “seconds”"),
        ('{"seconds": 1e999}', "in record 77, the value of “seconds”"),
        ('{"seconds": ' + "9" * 5000 + "}", "in record 77, the value of “seconds”"),
        ('{"day": "2026-02-30", "project_id": 1, "seconds": "1", "zone": "UTC"}', "in record 77, the value of “day”"),
        ('{"note": "no day"}', "record 77 has no “"),
    ],
)
def test_a_record_that_cannot_be_meant_is_named(month: Shell, value: str, words: str) -> None:
    path = month.folder / MONTH
    path.write_text(path.read_text("utf-8").replace('"entries": {', f'"entries": {{\n"77": {value},'), "utf-8")
    needs_attention(month, "track list", MONTH, "line 3", words)
    heals(month, ALL)
    kept = b"".join(one.read_bytes() for one in (month.folder / ".state/conflicts/settled").iterdir())
    assert value.encode()[:40] in kept or b'"77"' in kept


@pytest.mark.fault("S11")
@pytest.mark.parametrize(
    "text", ["[]", "3", "null", '"x"', '{"entries": []}', '{"entries": null, "format": {"1": {"version": 1}}}']
)
def test_a_file_that_holds_no_tables_is_refused(month: Shell, text: str) -> None:
    (month.folder / MONTH).write_text(text, "utf-8")
    needs_attention(month, "track list Menu", MONTH)
    heals(month, ALL)


@pytest.mark.fault("S14")
def test_a_tail_of_zeros_is_refused_and_nothing_before_it_is_lost(month: Shell) -> None:
    path = month.folder / MONTH
    whole = path.read_bytes()
    path.write_bytes(whole[:-70] + b"\0" * 70)
    needs_attention(month, "track list Menu", MONTH, "line")
    heals(month, ALL)


@pytest.mark.fault("S15")
@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_conflict_markers_of_git_are_named_and_both_sides_put_together(month: Shell, style: str) -> None:
    path = month.folder / MONTH
    text = path.read_text("utf-8").split("\n")
    mine = [text[4] + ",", text[4].replace("day 3", "mine").replace(text[4].split('"')[1], "991")]
    theirs = [
        text[4].replace("3600", "1800").replace("T10:00", "T09:30").replace("T08:00", "T07:30") + ",",
        text[4].replace("day 3", "theirs").replace(text[4].split('"')[1], "992"),
    ]
    theirs[0] = text[4].replace("day 3", "changed") + ","
    base = ["||||||| before", text[4]] if style == "diff3" else []
    marked = [*text[:4], "<<<<<<< HEAD", *mine, *base, "=======", *theirs, ">>>>>>> laptop", *text[5:]]
    path.write_text("\n".join(marked), "utf-8")
    needs_attention(month, "track list Menu", "line 5", "conflict markers", "freelance-comm doctor")
    said = heals(month, ["changed é", "day 1 é", "day 2 é", "mine é", "theirs é"])
    assert "settled" in said


@pytest.mark.fault("S22")
def test_a_file_that_disappeared_is_missing_and_comes_back_or_is_forgotten_on_request(month: Shell) -> None:
    path = month.folder / MONTH
    path.unlink()
    assert "is missing" in month.run("client list").err
    needs_attention(month, "track add 1h x --project Menu", "is missing", "freelance-comm doctor")
    assert not path.exists()
    asked = month.try_("doctor")
    assert asked.code == 4
    assert f"`freelance-comm doctor --restore {MONTH}`" in asked.out
    assert f"`freelance-comm doctor --forget {MONTH}`" in asked.out
    assert month.try_("doctor --fix").code == 4
    assert not path.exists()
    month.run(f"doctor --restore {MONTH}")
    assert notes(month) == ALL
    path.unlink()
    month.run(f"doctor --forget {path}")
    assert notes(month) == []
    month.run("track add 1h x --project Menu")
    assert month.run("doctor").err == ""


@pytest.mark.fault("S30")
def test_without_the_local_state_everything_is_read_and_the_sums_are_made_anew_with_a_note(month: Shell) -> None:
    shutil.rmtree(month.folder / ".state")
    said = month.run("track list Menu")
    assert "warning: The local state was deleted, or is new here" in said.err
    assert "created again (4)" in said.err
    assert month.run("track list Menu").err == ""
    assert notes(month) == ALL
    month.run("track add 15m later --project Menu")
    (month.folder / MONTH).unlink()
    assert "is missing" in month.run("client list").err


@pytest.mark.fault("F16")
def test_a_project_that_the_disk_does_not_give_is_named_and_the_others_go_on(
    month: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    month.run("project add Website --client Ana")
    bad = next((month.folder / "projects").glob("menu-*.json"))
    reading = os.read

    def read(handle: int, length: int) -> bytes:
        if Path(f"/proc/self/fd/{handle}").readlink() == bad:
            raise OSError(5, "Input/output error")
        return reading(handle, length)

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", read)
        for known in (True, False):
            refused(month.try_("project show Menu"), 4, f"projects/{bad.name} cannot be read: Input/output error")
            assert "Website" in month.run("project list").out
            month.run(f"track add 15m {known} --project Website")
            examined = month.try_("doctor")
            assert examined.code == 4
            assert f"projects/{bad.name} cannot be read: Input/output error" in examined.out
            (month.folder / ".state/open-items.json").unlink()
    assert "Menu" in month.run("project list").out
    assert notes(month) == ALL


@pytest.mark.fault("S01", "S04")
def test_a_project_whose_file_is_damaged_is_not_said_to_be_unknown(month: Shell) -> None:
    path = next((month.folder / "projects").glob("menu-*.json"))
    for text in ("", path.read_text("utf-8").replace('"}', '",}', 1)):
        path.write_text(text, "utf-8")
        refused(month.try_("project show Menu"), 4, f"projects/{path.name}")
        month.run("doctor --fix")
        assert "Menu" in month.run("project show Menu").out


@pytest.mark.fault("S22")
def test_a_project_whose_file_is_missing_is_not_said_to_be_unknown(month: Shell) -> None:
    path = next((month.folder / "projects").glob("menu-*.json"))
    path.unlink()
    refused(month.try_("project show Menu"), 4, f"projects/{path.name} is missing")
    month.run(f"doctor --restore projects/{path.name}")
    assert "Menu" in month.run("project show Menu").out


@pytest.mark.fault("S22")
def test_what_is_not_found_may_be_in_a_file_that_is_missing_and_that_is_said(month: Shell) -> None:
    handle = month.run("track list Menu").out.split()[0]
    (month.folder / MONTH).unlink()
    answer = month.try_(f"track edit {handle} --note x")
    assert f"{MONTH} is missing" in answer.err and f"{len(ALL)} records" in answer.err
    assert answer.err.count("Nothing was changed") == 1
    month.run(f"doctor --restore {MONTH}")
    assert notes(month) == ALL


@pytest.mark.fault("S30")
def test_without_the_local_state_nothing_is_called_whole_that_is_damaged(month: Shell) -> None:
    path = month.folder / MONTH
    path.write_bytes(path.read_bytes()[:200])
    shutil.rmtree(month.folder / ".state")
    said = month.run("today").err
    assert "All your data" not in said
    assert MONTH in said and "created again (3)" in said
