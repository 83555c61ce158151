"""File names are readable, safe and unique, whatever a project is called."""

from __future__ import annotations

import pytest

from freelance_comm.store.places import is_data_file, month_end, project_file, project_of


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
