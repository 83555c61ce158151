"""What every refusal has in common: its code, one to four lines that begin with a word, nothing half said."""

from __future__ import annotations

from typing import Protocol


class Answer(Protocol):
    """What a command said, in this process or another one."""

    @property
    def code(self) -> int:
        """The exit code."""

    @property
    def out(self) -> str:
        """Standard output."""

    @property
    def err(self) -> str:
        """Standard error."""


def lines(answer: Answer) -> list[str]:
    """Return the lines on standard error, which are one to four of them for one failure, and name no classes."""
    found = answer.err.splitlines()
    assert 1 <= len(found) <= 4, answer.err
    assert all(line.startswith(("error: ", "warning: ")) for line in found), answer.err
    assert "Traceback" not in answer.err
    assert not any(word in answer.err for word in ("Error:", "Exception", "Errno", "freelance_comm.")), answer.err
    return found


def refused(answer: Answer, code: int, *words: str) -> None:
    """Check that a command was refused with ``code``, saying ``words``, and printed nothing else."""
    assert answer.code == code, f"{answer.code}: {answer.err}"
    assert answer.out == ""
    lines(answer)
    for word in words:
        assert word in answer.err, answer.err
