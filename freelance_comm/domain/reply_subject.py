"""Whether one subject answers another: "Re: Invoice" to "Invoice", whatever the mail program calls an answer.

Only ever used to propose that two conversations are one; nothing is joined by subject alone. The words are those that
mail programs put before the subject in the languages their makers speak, not the interface's.
"""

from __future__ import annotations

_ANSWER = frozenset(
    (
        "re",
        "aw",
        "antw",
        "antwort",
        "sv",
        "vs",
        "vá",
        "odp",
        "rif",
        "r",
        "ref",
        "réf",
        "rép",
        "rép.",
        "răsp",
        "rasp",
        "отв",
        "ответ",
        "ha",
        "回复",
        "答复",
        "回覆",
    )
)
_FORWARD = frozenset(("fw", "fwd", "wg", "tr", "i", "пересл", "fs"))
_MOST = 20


def bare(subject: str) -> str:
    """Return ``subject`` without what mail programs put before it, in lower case, its spaces single."""
    return _parted(subject)[1]


def answers(reply: str, original: str) -> bool:
    """Return whether ``reply`` is marked as an answer and speaks of the same as ``original``, which says something."""
    marked, about = _parted(reply)
    return marked and bool(about) and about == bare(original)


def _parted(subject: str) -> tuple[bool, str]:
    marked, rest = False, " ".join(subject.casefold().split())
    for _ in range(_MOST):
        mark, colon, after = rest.partition(":")
        mark = mark.strip().partition("[")[0].rstrip("0123456789 ")
        if not colon or mark not in _ANSWER | _FORWARD:
            break
        marked = marked or mark in _ANSWER
        rest = after.strip()
    return marked, rest
