"""`draft` and `report` on the command line: what they say beside the letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def landing(project: Callable[[], Shell]) -> Shell:
    """A shell with the client Ana Petrescu and her project Landing page."""
    return project()


def test_a_letter_that_cannot_be_written_yet_is_named_without_the_path_of_a_template(landing: Shell) -> None:
    landing.run("draft landing --sent")
    refused = landing.try_("draft landing")
    assert refused.code == 2
    assert "“Requirements read back” cannot be written yet." in refused.err
    assert "requirement add" in refused.err
    assert "templates" not in refused.err


def test_what_a_letter_lacks_is_said_beside_it(landing: Shell) -> None:
    assert "not signed" not in landing.run("draft landing").err
    landing.run("profile set --name ''")
    told = landing.run("draft landing")
    assert "Your name is not in the settings yet, so the letter is not signed." in told.err
    assert "settings" not in told.out


def test_days_are_said_as_people_say_them(landing: Shell) -> None:
    assert "(12 March 2026)" in landing.try_("report landing").err
    landing.run("track add landing 9-11 design")
    told = landing.run("report landing --sent --billed").err
    assert "The next report is due on Thursday 19 March." in told
    assert "1 entry is marked as billed on 12 March 2026." in told
