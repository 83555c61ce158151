"""Drafts to time the coach with: an ordinary letter, and texts that no letter looks like."""

from __future__ import annotations

from datetime import date
from time import perf_counter

from freelance_comm.services.coaching import About, read_draft
from freelance_comm.text.catalog import translator
from tests.benchmarks.clockwork import Timed

TODAY = date(2026, 3, 2)
LETTER = """Hello Anna,

Thank you for your message about the new pages. I have gone through the list you sent on Monday, and everything on it
can be done. The pages for the products take the most time, because each of them has its own pictures and its own table.
I suggest that we begin with those and leave the page about the team for the end, when the new photographs are there.

For the work I reckon with 24 hours at 45 EUR, which comes to 1,080 EUR: 14 hours for the product pages, 6 for the forms
and 4 for testing on telephones. The price covers two rounds of changes. If anything else should come up, I will tell
you first what it would cost, and you decide.

The first three pages will be ready by Friday, 13 March, and you will find them under the address that I sent you last
week. Could you send me the logo as a vector file by Wednesday? The one on the present site is a small picture, and on
large screens one would see that. I will get back to you soon about the newsletter.

I look forward to it, and I am glad that we are working together again.

Best regards,
Ilinca Marin
"""
"""Two hundred words with one promise too vague."""

PIECES = {
    "one letter": "a",
    "one word": "soon ",
    "no full stops": "I will send you the new version soon and I am so sorry about the delay ",
    "sentences": "I will send you the new version soon. Sorry about that! You should have told me. It costs 400 EUR.\n",
    "short lines": "x\n",
    "full stops": ".",
    "full stops with blanks": "… ",
    "mixed stops": ".!?…",
    "dates": "5 March 2026 14:30 12/12/2025 ",
    "digits": "1.1,2:3",
    "blanks": " ",
    "line ends": "\n",
    "quotation marks": "\"'»”",
    "quoted lines": "> and so on\n",
    "heads": "Subject: x\n",
    "combining marks": "a\u0301\u0301\u0301",
    "numbers": "3 4 5 ",
    "weekdays": "monday tuesday ",
    "amounts": "€5 ",
    "emoji": "😀 ",
    "surrogates": "\ud83d ",
    "cyrillic": "Добрый день, отправлю вам новую версию скоро. ",
    "no language": "見積もり。",
    "zero width": "a\u200b",
    "capitals": "НЕ ЗНАЮ! ",
    "apostrophes": "l’",
    "hyphens": "a-",
    "brackets": "[](",
}


def text_of(piece: str, size: int) -> str:
    """Return ``size`` characters of repetitions of a piece."""
    return (piece * (size // len(piece) + 1))[:size]


def reading(text: str, locale: str = "en") -> Timed:
    """Return a timer of one reading in this process."""
    about, tr = About(locale=locale, client_name="Anna", kind="reply"), translator("en")

    def timed(_number: int) -> float:
        begun = perf_counter()
        read_draft(tr, text, about, TODAY)
        return perf_counter() - begun

    return timed
