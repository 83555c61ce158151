"""`client show`: one client at a time, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def open_ends(project: Callable[[], Shell]) -> Shell:
    """A shell in which something of each kind is open with Ana, and something with Bogdan."""
    shell = project()
    shell.run("project set landing core-problem 'nobody finds the opening hours'")
    shell.run("step add landing 'the photographs' --theirs")
    shell.run("promise add 'the booking form' --project landing --by 'friday 17:00'")
    shell.run("log in ana 2026-03-12 09:00 'Could we move the launch?'")
    shell.run("client add Bogdan")
    shell.run("log in bogdan 2026-03-12 09:30 'And my shop?'")
    return shell


def test_people_read_what_is_open_with_this_client_and_nothing_about_others(open_ends: Shell) -> None:
    said = open_ends.run("client show ana").out
    for words in ("They wrote", "What it is about", "Open questions", "Promised"):
        assert f"\n{words}\n" in said
    assert "nobody finds the opening hours" in said
    assert "Bogdan" not in said
    assert "And my shop?" not in said


def test_the_language_of_a_client_has_its_name_with_the_country_where_there_is_one(open_ends: Shell) -> None:
    def card(client: str) -> list[list[str]]:
        return [line.split() for line in open_ends.run(f"client show {client}").out.splitlines()]

    assert ["Language", "română"] in card("ana")
    open_ends.run("client edit bogdan --language fr_CA")
    assert ["Language", "français", "(CA)"] in card("bogdan")
    assert "français (CA)" in open_ends.run("client list").out
    assert open_ends.run("client show bogdan --json").data["language"] == "fr_CA"


def test_programs_read_the_parts_by_name_in_every_interface_language_alike(open_ends: Shell) -> None:
    found = open_ends.run("client show ana --json").data
    assert found["name"] == "Ana Petrescu"
    assert {"waiting", "core_problem", "open_questions", "promises"} <= found["parts"].keys()
    [line] = found["parts"]["promises"]
    assert (line["text"], line["late"]) == ("the booking form", False)
    assert open_ends.run("--lang ru client show ana --json").data == found


def test_a_client_nobody_knows_is_not_found(open_ends: Shell) -> None:
    answer = open_ends.try_("client show Radu")
    assert answer.code == 3
    assert answer.err.startswith("error: No client is called “Radu”.")
