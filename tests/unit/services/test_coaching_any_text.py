"""The coach answers any text, and in bounded time: it never hangs, never fails, never points outside the text."""

from __future__ import annotations

from random import Random
from time import perf_counter

import pytest

from freelance_comm.coach.model import Kind
from freelance_comm.services import coach_languages
from freelance_comm.services.coaching import About, read_draft
from freelance_comm.text.catalog import translator
from tests.benchmarks.drafts import LETTER, PIECES, TODAY, text_of

MEGABYTE = 1_000_000
PATIENCE = 20.0
"""Seconds: a guard against hanging, many times what it takes."""
LOCALES = ("", *coach_languages.folders())


@pytest.mark.parametrize("piece", PIECES.values(), ids=list(PIECES))
def test_a_megabyte_of_anything_is_answered(piece: str) -> None:
    begun = perf_counter()
    read, promised = read_draft(translator("en"), text_of(piece, MEGABYTE), About(locale="en"), TODAY)
    assert perf_counter() - begun < PATIENCE
    assert all(remark.start is None or 0 <= remark.start < (remark.end or 0) for remark in read.remarks)
    assert read.unread > 0
    assert len(promised) < 5_000


def shuffled(random: Random) -> str:
    """Return a text of pieces of letters and of nonsense, cut anywhere."""
    parts = [
        *PIECES.values(),
        *LETTER.split(),
        "\r\n",
        "\u2028",
        "\x00",
        "\x1b[1m",
        "İ",
        "ﬁ",
        "ß",
        "½",
        "²",
        "٣",
        "Ⅷ",
        "'",
    ]
    words = [random.choice(parts)[: random.randrange(1, 30)] for _ in range(random.randrange(1, 60))]
    return "".join(word + random.choice(("", " ", "\n", ", ", ". ")) for word in words)


def test_no_text_is_too_strange(long_run: bool) -> None:
    random = Random(20260302)
    tr = translator("en")
    for _ in range(20_000 if long_run else 150):
        text, incoming = shuffled(random), random.choice(("", shuffled(random)))
        about = About(
            locale=random.choice(LOCALES),
            kind=random.choice([*Kind]).value,
            client_name=random.choice(("", "Ana", shuffled(random)[:40])),
            incoming=incoming,
            options_asked=random.choice((None, 0, 1, 10**6)),
            prepayment_refused=random.random() < 0.5,
            channel=random.choice(("", "chat", "pigeon")),
            earliest_realistic=random.choice((None, TODAY)),
        )
        read, promised = read_draft(tr, text, about, random.choice((None, TODAY)))
        spans = [(one.start, one.end) for one in read.remarks] + [(one.start, one.end) for one in promised]
        for start, end in spans:
            assert start is None or 0 <= start <= (end or 0) <= len(text), text
        for remark in read.remarks:
            assert remark.place is None or 0 <= remark.place[0] <= remark.place[1] <= len(text), text
