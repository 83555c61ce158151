"""A letter written at a terminal comes with one line about the coach's remarks; in a pipe it does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from freelance_comm.cli.documents import mention_remarks
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue
from freelance_comm.services import coaching, drafts, projects
from tests.cli.conftest import Shell
from tests.unit.services.coach_fake import fake_coach
from tests.unit.services.rig import Rig


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def said(rig: Rig, text: str, err: io.StringIO) -> str:
    """Return what is said of a letter that ends like this."""
    rig.project()
    project = projects.find_project(rig.desk, "Landing")
    draft = drafts.compose(rig.desk, project, "contact/first-contact")
    mention_remarks(text, draft, Session(rig.desk, as_json=False, err=err), project=project.ref)
    return err.getvalue()


@pytest.fixture
def rig(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """A desk with the plain coach."""
    fake_coach(monkeypatch)
    return Rig(tmp_path)


def test_somebody_at_a_terminal_is_told_how_many_there_are_and_how_to_see_them(rig: Rig) -> None:
    line = said(rig, "I will send it soon. It is your fault.", Terminal())
    assert line == (
        "2 remarks before it goes out: run it through\n"
        "  freelance-comm coach --project P-2026-001 --kind first-contact\n"
    )


def test_nothing_is_said_of_a_letter_without_remarks(rig: Rig) -> None:
    assert said(rig, "Thank you.", Terminal()) == ""


def test_nothing_is_said_in_a_pipe(rig: Rig) -> None:
    assert said(rig, "It is your fault.", io.StringIO()) == ""


def test_a_coach_that_fails_never_stops_a_letter(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_all: object, **_named: object) -> None:
        raise BadValue("no")

    monkeypatch.setattr(coaching, "findings_of", failing)
    assert said(rig, "It is your fault.", Terminal()) == ""


def test_letters_and_reports_go_out_as_before(project: Callable[[], Shell], rig: Rig) -> None:
    shell = project()
    shell.run("track add Landing --on 2026-03-11 --for 1h --note pages")
    assert shell.run("draft Landing").err == ""
    assert shell.run("report Landing").err == ""
