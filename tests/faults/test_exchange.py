"""Exports and imports: interrupted, from hostile data, from files of other programs, and there and back."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.faults.process import Command, Ended
from tests.faults.said import lines, refused
from tests.unit.store.sample import content

HOSTILE = ["=cmd|' /C calc'!A0", "+49", "-5.50", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "'quoted", "plain"]
SIGNALLED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background lets its children ignore it
from freelance_comm.entry import main
from freelance_comm.store import files
left = [int(sys.argv.pop(1))]
number = int(sys.argv.pop(1))
def watch(call, path):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), number)
files.observe(watch)
sys.exit(main())
"""
NARROW = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
from freelance_comm.entry import main
sys.exit(main())
"""
COLUMNS = ("--date", "date", "--hours", "hours", "--note", "note")


# -- there and back --------------------------------------------------------------------------------------------------


def fill(shell: Shell) -> None:
    """Put something of nearly everything into the workspace."""
    shell.run("client add 'Radu Ionescu' --notes 'likes tea' --currency RON")
    shell.run("project add 'Old site' --client Radu")
    shell.run("project close 'Old site' --reason done")
    shell.run("track add Menu --on 2026-04-01 --for 1:30 --note =1+1")
    shell.run("quote item Menu 'first page' --hours 3 --price 40")
    shell.run("promise add 'the draft' --project Menu --by '2026-04-10 12:00'")
    shell.run("log in Ana 2026-04-01 10:00 is it ready")
    shell.run("track start Menu")


@pytest.mark.fault("X05")
def test_a_workspace_that_was_wiped_comes_back_from_its_export(menu: Shell, tmp_path: Path) -> None:
    fill(menu)
    before = content(menu.folder)
    first = menu.run("export").out
    menu.run("export --output", str(tmp_path / "x.json"))
    menu.run("export --format csv --output", str(tmp_path / "x"))
    assert first == (tmp_path / "x.json").read_text(encoding="utf-8")
    for source in ("x.json", "x"):
        shutil.rmtree(menu.folder)
        menu.run("import", str(tmp_path / source))
        assert menu.run("export").out == first
        assert content(menu.folder) == before
        menu.run("export --format csv --force --output", str(tmp_path / "again"))
        assert content(tmp_path / "again") == content(tmp_path / "x")


@pytest.mark.fault("I16")
def test_the_same_import_twice_changes_nothing(menu: Shell, tmp_path: Path) -> None:
    fill(menu)
    menu.run("export --output", str(tmp_path / "x.json"))
    before = content(menu.folder)
    answer = menu.run("import --json", str(tmp_path / "x.json"))
    assert set(answer.data["added"].values()) == {0}
    assert answer.data["present"]["entries"] == 1
    assert content(menu.folder) == before
    assert "already there" in menu.run("import", str(tmp_path / "x.json")).out


def test_a_newer_export_is_refused(menu: Shell, tmp_path: Path) -> None:
    document = {**json.loads(menu.run("export").out), "number": 2}
    (tmp_path / "x.json").write_text(json.dumps(document), encoding="utf-8")
    refused(menu.try_("import", str(tmp_path / "x.json")), 9, "newer version")


def test_a_record_that_differs_here_is_a_conflict_until_it_is_left_out(menu: Shell, tmp_path: Path) -> None:
    menu.run("export --output", str(tmp_path / "x.json"))
    menu.run("client edit Ana --notes changed")
    menu.run("track add Menu --on 2026-04-01 --for 1:00")
    refused(menu.try_("import", str(tmp_path / "x.json")), 8, "clients", "--dry-run", "Nothing was imported")
    listed = menu.run("import --dry-run", str(tmp_path / "x.json"))
    assert "clients" in listed.err
    menu.run("import --skip-bad", str(tmp_path / "x.json"))
    assert menu.run("client show Ana --json").data["notes"] == "changed"


# -- interruptions ---------------------------------------------------------------------------------------------------


def interrupted(command: Command, number: int, *words: str) -> Iterator[Ended]:
    """Yield how an export ends when the signal comes at file operation 1, 2, 3 … until it is not reached any more."""
    for call in range(1, 200):
        ended = command.run(str(call), str(number), *words, start=(sys.executable, "-c", SIGNALLED))
        if ended.code == 0:
            return
        yield ended
    raise AssertionError("the export never succeeds")


@pytest.mark.fault("X06")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_export_leaves_no_half_file(working: Command, number: int) -> None:
    target = working.home / "x.json"
    wanted = working.done("export").raw_out
    stopped = 0
    for ended in interrupted(working, number, "export", "--output", str(target)):
        stopped += 1
        assert not target.exists() or target.read_bytes() == wanted
        assert ended.raw_out == b""
        if number == signal.SIGINT:
            assert ended.code == 130
            lines(ended)
            assert left_over(working.home) == []
        target.unlink(missing_ok=True)
    assert stopped >= 4
    assert target.read_bytes() == wanted
    assert left_over(working.home) == []


@pytest.mark.fault("X06")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_replacement_leaves_the_old_file_or_the_new_one(working: Command, number: int) -> None:
    target = working.home / "x.json"
    wanted = working.done("export").raw_out
    target.write_text("old")
    for _ in interrupted(working, number, "export", "--force", "--output", str(target)):
        assert target.read_bytes() in (b"old", wanted)
        target.write_text("old")
    assert target.read_bytes() == wanted
    assert left_over(working.home) == []


@pytest.mark.fault("X06")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_export_of_a_folder_leaves_the_old_one_or_the_new_one(
    working: Command, number: int, long_run: bool
) -> None:
    target = working.home / "x"
    export = ("export", "--format", "csv", "--force", "--output", str(target))
    working.done(*export)
    old = content(target)
    working.done("client", "add", "Radu")
    shutil.copytree(target, working.home / "kept")
    working.done(*export)
    new = content(target)
    assert new != old
    calls = range(1, 70) if long_run else (1, 2, 20, 48, 49, 50, 51, 52, 53)
    for call in calls:
        shutil.rmtree(target)
        shutil.copytree(working.home / "kept", target)
        working.run(str(call), str(number), *export, start=(sys.executable, "-c", SIGNALLED))
        assert content(target) in (old, new)
    working.done(*export)
    assert content(target) == new
    assert left_over(working.home) == []


def left_over(folder: Path) -> list[str]:
    """Return what is unfinished in a folder."""
    return [path.name for path in folder.iterdir() if path.name.endswith((".tmp", ".old"))]


# -- rows that cannot be meant ---------------------------------------------------------------------------------------


def thousand(folder: Path, bad: str = "") -> str:
    rows = [f"2026-01-{number % 28 + 1:02d},1.5,row {number}" for number in range(1, 1001)]
    rows[499] = bad or rows[499]
    (folder / "times.csv").write_text("\n".join(["date,hours,note", *rows, ""]), encoding="utf-8")
    return str(folder / "times.csv")


@pytest.mark.fault("I15", "I16")
def test_one_bad_row_of_a_thousand_stops_the_import_of_time(menu: Shell, tmp_path: Path) -> None:
    words = ("track import --project Menu", thousand(tmp_path, "2026-01-10,1:75,odd"), *COLUMNS)
    refused(menu.try_(*words), 2, "line 501, column “hours”", "Nothing was imported", "--skip-bad")
    assert menu.run("track list --json --from 2026-01-01 --to 2026-02-01").data == []
    done = menu.run(*words, "--skip-bad")
    assert "line 501" in done.err
    assert "999" in done.out
    again = menu.run("track import --project Menu --json", thousand(tmp_path), *COLUMNS)
    assert (again.data["count"], again.data["duplicates"]) == (1, 999)


@pytest.mark.fault("I15")
def test_one_bad_record_of_a_thousand_stops_an_import(menu: Shell, tmp_path: Path) -> None:
    menu.run("track import --project Menu", thousand(tmp_path), *COLUMNS)
    menu.run("export --format csv --output", str(tmp_path / "x"))
    document = json.loads(menu.run("export").out)
    document["entries"][499]["seconds"] = "many"
    (tmp_path / "x.json").write_text(json.dumps(document), encoding="utf-8")
    path = tmp_path / "x" / "entries.csv"
    path.write_bytes(path.read_bytes().replace(b"5400", b"many", 1))
    for source, place in (("x.json", "“seconds”"), ("x", "entries.csv, line 2, column “seconds”")):
        shutil.rmtree(menu.folder)
        refused(menu.try_("import", str(tmp_path / source)), 2, place, "Nothing was imported")
        assert menu.run("client list --json").data == []
        done = menu.run("import --skip-bad --json", str(tmp_path / source))
        assert done.data["added"]["entries"] == 999
        assert [row["column"] for row in done.data["skipped"]] == ["seconds"]


# -- texts of others -------------------------------------------------------------------------------------------------


@pytest.mark.fault("X01")
def test_no_cell_of_a_text_is_a_formula_and_each_text_comes_back(menu: Shell, tmp_path: Path) -> None:
    for name in HOSTILE:
        menu.run("client add --", name)
    menu.run("track add Menu --on 2026-04-01 --for 1:30 --note", "=2+3")
    names = {one["name"] for one in menu.run("client list --json").data}
    assert names >= set(HOSTILE)
    menu.run("export --format csv --output", str(tmp_path / "x"))
    with (tmp_path / "x" / "clients.csv").open(encoding="utf-8", newline="") as stream:
        cells = {row["name"] for row in csv.DictReader(stream)}
    assert not any(cell[0] in "=+-@＝＋－＠" for cell in cells)
    shutil.rmtree(menu.folder)
    menu.run("import", str(tmp_path / "x"))
    assert {one["name"] for one in menu.run("client list --json").data} == names


@pytest.mark.fault("D08")
def test_control_characters_of_an_edited_file_are_escaped_in_every_output(menu: Shell, tmp_path: Path) -> None:
    obeyed = "\x1b\x07\x9b\x7f\u202e\u2028\x00\x85\r\u200f"
    odd = f"]0;owned{obeyed}31m"
    path = menu.folder / "clients.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"Ana"', json.dumps(f"Ana{odd}")), encoding="utf-8")
    menu.run("track add Menu --on 2026-04-01 --for 1:00")
    month = next((menu.folder / "time").iterdir())
    month.write_text(month.read_text(encoding="utf-8").replace('"seconds"', f'"note": {json.dumps(odd)}, "seconds"'))
    for line in ("export", "client list --json", "client show Ana --json", "today --json", "track list --json"):
        out = menu.run(line).out
        assert not any(char in out for char in obeyed), line
        assert not any(char < " " and char != "\n" for char in out), line
        json.loads(out)
    assert json.loads(menu.run("export").out)["clients"][0]["name"] == f"Ana{odd}"
    menu.run("export --format csv --output", str(tmp_path / "x"))
    for each in (tmp_path / "x").iterdir():
        assert not any(char in each.read_text(encoding="utf-8") for char in obeyed.replace("\r", "")), each.name
    first = menu.run("export").out
    shutil.rmtree(menu.folder)
    menu.run("import", str(tmp_path / "x"))
    assert menu.run("export").out == first


# -- files of others -------------------------------------------------------------------------------------------------


@pytest.mark.fault("X07")
def test_a_sheet_from_a_spreadsheet_is_read_once_its_writing_is_named(menu: Shell, tmp_path: Path) -> None:
    path = tmp_path / "times.csv"
    path.write_bytes("date;hours;note\r\n01.03.2026;2,5;café\r\n".encode("cp1252"))
    words = ("track import --project Menu", str(path), *COLUMNS)
    refused(menu.try_(*words), 2, "line 2", "byte", "--encoding cp1252")
    assert menu.run(*words, "--encoding", "cp1252", "--json").data["count"] == 1
    path.write_bytes("\ufeffdate;hours;note\r\n01.03.2026;2,5;café\r\n".encode())
    assert menu.run(*words, "--json").data["duplicates"] == 1


@pytest.mark.fault("X07")
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"2026-03-01,1," + b"x" * 200_000, "longer than 128 KB"),
        (b"2026-03-01,1,a\0b", "null byte"),
        (b'2026-03-01,1,"open', "never closed"),
        (b"x" * 2_000_000, "too long"),
    ],
    ids=["field", "null", "quote", "line"],
)
def test_a_row_nobody_can_mean_is_refused_with_its_place(menu: Shell, tmp_path: Path, row: bytes, said: str) -> None:
    path = tmp_path / "times.csv"
    path.write_bytes(b"date,hours,note\n2026-03-01,2,x\n" + row + b"\n")
    refused(menu.try_("track import --project Menu", str(path), *COLUMNS), 2, "line 3", said)
    assert menu.run("track list --json --from 2026-03-01 --to 2026-03-31").data == []


@pytest.mark.fault("X07")
def test_huge_files_are_refused_within_little_memory(working: Command) -> None:
    sparse = working.home / "sparse.csv"
    with sparse.open("wb") as stream:
        stream.truncate(1 << 30)
    endless = working.home / "endless.csv"
    with endless.open("wb") as stream:
        stream.write(b"date,hours,note\n")
        for _ in range(100):
            stream.write(b"x" * (1 << 20))
    text = working.home / "endless.json"
    with text.open("wb") as stream:
        stream.write(b'{"format": "freelance-comm export", "clients": [{"id": 1, "name": "')
        for _ in range(60):
            stream.write(b"x" * (1 << 20))
    folder = working.home / "folder"
    folder.mkdir()
    (folder / "export.csv").write_text("format,number,data\nfreelance-comm export,1,1\n")
    sparse_copy = folder / "entries.csv"
    with sparse_copy.open("wb") as stream:
        stream.truncate(1 << 30)
    time_import = ("track", "import", "--project", "Menu", *COLUMNS)
    for words, limit in (
        ((*time_import, str(sparse)), "256 MB"),
        ((*time_import, str(endless)), "1048576"),
        (("import", str(sparse)), "128 MB"),
        (("import", str(text)), "16 MB"),
        (("import", str(folder)), "128 MB"),
    ):
        refused(working.run(*words, start=(sys.executable, "-c", NARROW)), 2, limit)


@pytest.mark.fault("X07")
def test_a_long_sheet_is_read_row_by_row(working: Command) -> None:
    path = working.home / "long.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("person,date,hours,note\n")
        for _ in range(150_000):
            stream.write(f"other,2026-01-01,1,{'x' * 400}\n")
        stream.write("me,2026-01-01,1,mine\n")
    words = ("track", "import", "--json", "--project", "Menu", "--where", "person=me", *COLUMNS, str(path))
    ended = working.run(*words, start=(sys.executable, "-c", NARROW))
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["count"] == 1
