"""JSON is for programs: the same in every language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from freelance_comm.text.catalog import interface_locales
from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    "line",
    [
        "client list",
        "project list",
        "project show Landing",
        "quote show Landing",
        "payment show Landing",
        "promise list",
        "stage",
        "draft Landing --list",
        "profile show",
        "version",
    ],
)
def test_json_is_the_same_in_every_language(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    shell.run("quote item Landing 'Landing page' --hours 30 --price 60")
    shell.run("payment plan Landing whole")
    shell.run("promise add texts --client Ana --by tomorrow")
    answers = [shell.run(f"--json --lang {locale} {line}") for locale in interface_locales()]
    assert answers[0].data
    assert len({answer.out for answer in answers}) == 1
