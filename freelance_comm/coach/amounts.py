"""Amounts of money named in running text: how much, in which currency, and whether for each hour, day or page.

Apart because people write amounts in many ways ("1 500 €", "€1,500.00", "1,5 тыс. руб.") and only here is it known how.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from freelance_comm.coach.features import classes_of
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.words import Word
from freelance_comm.domain.record import Record

_BLANKS = " \u00a0\u202f"
_GROUP = 3
_LONGEST = 12
"""Digits beyond which a number is no amount."""
_NEAR = 3


class SaidAmount(Record):
    """An amount in a text: its words (half-open), its value, the currencies it may be in (folded codes).

    ``currencies`` is empty where none is named. ``is_rate`` says that it is paid for each unit of something.
    """

    first: int
    last: int
    value: Decimal
    currencies: frozenset[str] = frozenset()
    is_rate: bool = False


def amounts(words: Sequence[Word], text: str, knowledge: Knowledge) -> list[SaidAmount]:
    """Return the numbers in ``words`` that may be amounts; ``text`` is what the places of the words count in."""
    found: list[SaidAmount] = []
    place = 0
    while place < len(words):
        if not words[place].text[0].isdigit():
            place += 1
            continue
        last, digits = _joined(words, place, text)
        value = _value(digits)
        if value is not None:
            after = last
            if (
                after < len(words)
                and knowledge.phrases
                and (words[after].text,) in knowledge.phrases.get("thousand", ())
            ):
                value, after = value * 1000, after + 1
            found.append(_with_currency(words, place, after, value, text, knowledge))
        place = last
    return found


def _joined(words: Sequence[Word], place: int, text: str) -> tuple[int, str]:
    """Return the end and the digits of a number whose thousands may stand apart."""
    digits, last = words[place].text, place + 1
    while last < len(words) and len(digits.split(" ")[-1]) <= _GROUP and digits.replace(" ", "").isdecimal():
        head, mark, _ = words[last].text.partition(",") if "," in words[last].text else words[last].text.partition(".")
        gap = text[words[last - 1].end : words[last].start]
        if len(head) != _GROUP or not head.isdecimal() or gap not in tuple(_BLANKS):
            break
        digits, last = f"{digits} {words[last].text}", last + 1
        if mark:
            break
    return last, digits


def _value(digits: str) -> Decimal | None:
    """Return a number as people write amounts: one mark before three digits parts thousands, before others decimals."""
    plain = "".join(char for char in digits if char not in _BLANKS)
    if ":" in plain or len(plain) > _LONGEST:
        return None
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Decimal(plain)
    whole, _, rest = plain.rpartition(marks[-1])
    decimals = len(rest) < _GROUP and (len(set(marks)) == len(marks) or marks.count(marks[-1]) == 1)
    whole = whole.replace(".", "").replace(",", "")
    if not whole.isdecimal() or not rest.isdecimal():
        return None
    return Decimal(f"{whole}.{rest}") if decimals else Decimal(whole + rest)


def _with_currency(
    words: Sequence[Word], first: int, last: int, value: Decimal, text: str, knowledge: Knowledge
) -> SaidAmount:
    codes: set[str] = set()
    start, end = first, last
    if first and words[first].start - words[first - 1].end <= 1:
        codes = _codes(words[first - 1].text, knowledge)
        start = first - 1 if codes else first
    for place in range(last, min(last + 2, len(words))):
        if not codes and not words[place].text[0].isdigit():
            codes = _codes(words[place].text, knowledge)
            end = place + 1 if codes else end
    slash = text[words[end - 1].end : words[end - 1].end + 2].lstrip().startswith("/")
    behind = (classes_of(word.text, knowledge.classes) for word in words[end : end + _NEAR])
    return SaidAmount(
        first=start,
        last=end,
        value=value,
        currencies=frozenset(codes),
        is_rate=slash or any("rate" in named for named in behind),
    )


def _codes(word: str, knowledge: Knowledge) -> set[str]:
    return {line[0] for line in knowledge.phrases.get("currencies", ()) if word in line}
