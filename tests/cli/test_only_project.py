"""A command that needs a project and gets none takes the one that is open, where no confusion is possible."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell

TAKING = (
    "track add 1h", "track add yesterday 14-16 corrections", "track add --for 1h", "track start", "report", "draft",
    "project show", "project hours", "quote show", "quote versions", "deadline show", "task list", "step list",
    "requirement list", "payment show", "idea prompts",
)  # fmt: skip
NAMED = (
    "track switch", "quote send", "quote accept", "quote drop", "quote revise", "payment clear", "payment remind",
    "payment handover", "project next", "project close", "project remove", "project reopen", "deadline promise",
)  # fmt: skip


@pytest.mark.parametrize("line", TAKING)
def test_the_only_open_project_is_taken_and_named(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    shell.run("project set Landing estimate-likely 12")
    answer = shell.try_(line)
    assert "The only open project: P-2026-001 Landing page." in answer.err
    assert "Which project?" not in answer.err


def test_time_goes_to_the_only_open_project(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("track add yesterday 14-16 corrections")
    (entry,) = shell.run("track list --json").data
    assert (entry["project"], entry["note"], entry["seconds"]) == ("Landing page", "corrections", "7200")


@pytest.mark.parametrize("line", NAMED)
def test_what_was_agreed_or_ends_wants_its_name(project: Callable[[], Shell], line: str) -> None:
    answer = project().try_(line)
    assert answer.code == 2
    assert "The only open project" not in answer.err


@pytest.mark.parametrize("line", ["report", "track start", "quote show", "track add --for 1h"])
def test_several_open_projects_are_named(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    shell.run("project add 'Logo' --client Ana")
    answer = shell.try_(line)
    assert answer.code == 2
    assert "error: Which project?" in answer.err
    assert "error: These are open: P-2026-001 Landing page, P-2026-002 Logo." in answer.err


def test_time_without_a_project_is_refused_where_several_are_open(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("project add 'Logo' --client Ana")
    assert shell.try_("track add 1h").code == 3
    assert shell.run("track list --json").data == []


def test_without_an_open_project_nothing_is_taken(shell: Shell) -> None:
    answer = shell.try_("report")
    assert answer.code == 3
    assert "error: No project is open." in answer.err


@pytest.mark.parametrize(
    "line", ["track add corrections 1h", "track add Logo 1h", "track start fixing", "draft thanks"]
)
def test_a_word_that_may_be_a_name_is_no_missing_project(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    answer = shell.try_(line)
    assert answer.code == 3
    assert "The only open project" not in answer.err


def test_a_closed_project_is_not_passed_over(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("project add '1h sketch' --client Ana --small")
    shell.run("project close 1h --reason done")
    answer = shell.try_("track add 1h 2h")
    assert answer.code == 3
    assert "is closed" in answer.err


def test_programs_are_told_beside_their_data(project: Callable[[], Shell]) -> None:
    answer = project().run("track add 1h --json")
    assert answer.data["seconds"] == "3600"
    assert "The only open project" in answer.err
