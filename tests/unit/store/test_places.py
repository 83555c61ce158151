"""File names are readable, safe and unique, whatever a project is called."""

from __future__ import annotations

import itertools
import re

import pytest

from freelance_comm.store.places import is_data_file, is_year, month_end, month_of_file, project_file, project_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Site nou pentru Ioana", "site-nou-pentru-ioana"),
        ("Pensiunea „Țăranul” — etapa 2", "pensiunea-taranul-etapa-2"),
        ("Сайт для Щукиной", "sait-dlia-shchukinoi"),
        ("Être là, ça va", "etre-la-ca-va"),
        ("..", "project"),
        ("/etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("-rf", "rf"),
        ("a/b\\c", "a-b-c"),
        ("😀😀", "project"),
        ("漢字", "project"),
        ("x" * 300, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
        ("K\u0130 ﬁ", "ki-fi"),
    ],
)
def test_the_name_of_a_file_is_plain_and_leads_nowhere_else(name: str, slug: str) -> None:
    file = project_file(name, 7)
    assert file == f"projects/{slug}-7.json"
    assert project_of(file.rpartition("/")[2]) == 7
    assert is_data_file(file)


@pytest.mark.parametrize(
    "path",
    [
        "../clients.json",
        "/clients.json",
        "projects/../x-1.json",
        "projects/x.json",
        "projects/x-01.json",
        "projects/a/x-1.json",
        "time/2026-00.json",
        "time/2026-3.json",
        "archive/26/x-1.json",
        "templates/x-1.json",
        ".state/redo.json",
        "time/２０２６-03.json",
    ],
)
def test_no_other_path_is_a_file_of_the_workspace(path: str) -> None:
    assert not is_data_file(path)


def test_a_month_ends_on_its_last_day() -> None:
    assert [month_end(month).isoformat() for month in ("2026-02", "2024-02", "2026-12", "9999-12")] == [
        "2026-02-28",
        "2024-02-29",
        "2026-12-31",
        "9999-12-31",
    ]


@pytest.mark.parametrize("name", ["2026-10.json", "2026-11.json", "2026-12.json"])
def test_no_month_is_taken_for_a_project(name: str) -> None:
    assert project_of(name) is None
    assert project_of("site-10.json") == 10


PIECES = (
    "",
    "-",
    "a",
    "x-1",
    "2026",
    "2026-01",
    "2026-13",
    "2026-1",
    "10",
    "0",
    "01",
    "9" * 16,
    "9" * 17,
    "٢",
    "A",
    "é",
)


def test_names_are_told_apart_as_these_patterns_tell_them_apart() -> None:
    project = re.compile(r"[a-z0-9][a-z0-9-]*-([1-9][0-9]{0,15})\.json")
    month = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))\.json")
    for parts in itertools.product(
        PIECES, ("", "-"), PIECES, (".json", ".json.json", ".jso", "", "\n.json", ".json\n")
    ):
        name = "".join(parts)
        of_month, of_project = month.fullmatch(name), project.fullmatch(name)
        assert month_of_file(name) == (of_month[1] if of_month else None), name
        assert project_of(name) == (int(of_project[1]) if of_project and not of_month else None), name
        assert is_year(name) == (re.fullmatch("[0-9]{4}", name) is not None), name
