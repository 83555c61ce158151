"""`track import` and `track export` as they are typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

FILES = Path(__file__).parent.parent / "unit" / "services" / "time_files"


def test_a_dry_run_tells_everything_and_stores_nothing(project: Callable[[], Shell]) -> None:
    shell = project()
    told = shell.run("track import --dry-run", str(FILES / "toggl.csv")).out
    for words in ("Toggl", "3 entries would be imported", "Affiche (Petit Théâtre)", "which of yours?", "Europe/Buch"):
        assert words in told
    assert shell.run("--json track list --from 2026-01-01").data == []


def test_names_are_mapped_made_or_refused_before_anything_is_stored(project: Callable[[], Shell]) -> None:
    shell = project()
    refused = shell.try_("track import", str(FILES / "toggl.csv"))
    assert (refused.code, "“Affiche”" in refused.err, "Nothing was imported." in refused.err) == (3, True, True)
    assert "Imported 3 entries" in shell.run("track import --map Affiche=Landing", str(FILES / "toggl.csv")).out
    again = shell.run("--json track import --create", str(FILES / "toggl.csv")).data
    assert (again["count"], again["present"], again["done"]) == (0, 3, True)
    assert shell.run("undo").out
    assert "New clients: Petit Théâtre." in shell.run("track import --create", str(FILES / "toggl.csv")).out


def test_bad_rows_are_refused_unless_they_are_to_be_left_out(project: Callable[[], Shell], tmp_path: Path) -> None:
    shell = project()
    path = tmp_path / "bad.csv"
    path.write_text("Date,Hours,Project\n2026-02-30,1,Landing page\n2026-02-16,1,Landing page\n", encoding="utf-8")
    refused = shell.try_("track import", str(path))
    assert (refused.code, "line 2, column “Date”" in refused.err) == (2, True)
    done = shell.run("track import --skip-bad", str(path))
    assert "Imported 1 entry" in done.out
    assert "left out: line 2" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--map Affiche", "does not name two projects"),
        ("--map Affiche=", "A name is not mapped to anything"),
        ("--map Affiche=Nowhere", "No project is called “Nowhere”"),
        ("--zone Mars", "is not a time zone"),
        ("--from harvest", "looks like toggl"),
        ("--hours Duration --create", "Columns named by hand"),
        ("--date 'Start date' --duration Duration", "Which project?"),
    ],
)
def test_what_makes_no_sense_is_said(project: Callable[[], Shell], words: str, said: str) -> None:
    refused = project().try_(f"track import {words}", str(FILES / "toggl.csv"))
    assert refused.code in (2, 3)
    assert said in refused.err


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_exported_comes_back_as_nothing_new_and_exact(
    project: Callable[[], Shell], tmp_path: Path, form: str
) -> None:
    shell = project()
    shell.run("track add Landing 2026-03-10 9:00-10:20 '=1+1' --tag 'a, b'")
    shell.run("track add Landing --on 2026-03-11 --for 0.333 --not-billable")
    shell.run("track import --create", str(FILES / "harvest.csv"))
    path = tmp_path / f"time.{form}"
    assert "Wrote 5 entries" in shell.run(f"track export --format {form} --output", str(path)).out
    assert shell.try_(f"track export --format {form} --output", str(path)).code == 5
    seen = shell.run("--json track import", str(path)).data
    assert (seen["format"], seen["count"], seen["present"], seen["changed"]) == ("freelance-comm", 0, 5, 0)
    other = Shell(tmp_path / "other", shell._capsys)
    other.run("profile set --name Ilinca --zone Europe/Paris")
    assert other.run("--json track import --create", str(path)).data["count"] == 5
    kept = ("day", "seconds", "started", "ended", "note", "tags", "billable", "zone")
    ours, theirs = (
        [{name: entry[name] for name in kept} for entry in each.run("--json track list --from 2026-01-01").data]
        for each in (shell, other)
    )
    assert theirs == ours


def test_a_table_holds_no_formula_and_exact_seconds(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("track add Landing --on 2026-03-11 --for 0.333 --note '=HYPERLINK(\"x\")'")
    (row,) = csv.DictReader(io.StringIO(shell.run("track export --project Landing").out))
    assert (row["seconds"], row["hours"], row["note"]) == ("1198.8", "0.3330", '\'=HYPERLINK("x")')


def test_an_export_can_be_of_a_period_of_a_client_or_of_a_project(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("track import --create", str(FILES / "toggl.csv"))

    def notes(words: str) -> list[str]:
        entries = json.loads(shell.run(f"track export --format json {words}").out)["entries"]
        return [entry["note"] for entry in entries]

    assert notes("--from 2026-02-17") == ["Épreuves"]
    assert notes("--to 2026-02-16") == ["Header, first draft", "=1+1"]
    assert notes("--client 'Petit Théâtre'") == ["Épreuves"]
    assert len(notes("--project Landing")) == 2
    assert shell.try_("track export --from 2026-03-02 --to 2026-03-01").code == 2
    assert shell.try_("track export --client Ana --project Landing").code == 2
