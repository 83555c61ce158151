"""Text told in one line."""

from __future__ import annotations

import pytest

from freelance_comm.domain.text_safety import one_line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bonjour,\n\nau sujet de «\u00a0Site\u00a0», pour 3\u202f000\u00a0€",
            "Bonjour, au sujet de «\u00a0Site\u00a0», pour 3\u202f000\u00a0€",
        ),
        ("  two \t words\u2003\r\n", "two words"),
        ("\u3000", ""),
    ],
)
def test_what_must_not_be_parted_stays_together_and_all_other_space_is_one(text: str, told: str) -> None:
    assert one_line(text) == told


def test_every_other_space_there_is_can_be_broken_at() -> None:
    spaces = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    kept = [space for space in spaces if one_line(f"a{space}b") != "a b"]
    assert kept == ["\u00a0", "\u2007", "\u202f"]
