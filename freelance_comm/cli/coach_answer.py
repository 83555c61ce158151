"""What the coach says, as people and editors read it."""

from __future__ import annotations

from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from freelance_comm.services.coaching import Coached, PromiseOffer, Remark
    from freelance_comm.text.catalog import Translator

BLANK = "…"
"""Stands in a wording for what only the writer knows."""
UNKNOWN = N_("The coach does not know the language of this text.")
"""What is said in place of remarks of a text that was not read: it is no all-clear."""
_LONGEST_QUOTE = 200
_STANDARD_INPUT = "<stdin>"


def lines(read: Coached, text: str, tr: Translator, *, client_known: bool) -> Iterator[str]:
    """Yield the remarks and promises for people."""
    for number, remark in enumerate(read.remarks, 1):
        yield from _remark(number, remark, text, tr)
    if is_unknown(read, text):
        yield tr.gettext(UNKNOWN)
    elif not read.remarks:
        yield tr.gettext("No remarks.")
    if read.promises:
        yield ""
        yield tr.gettext("Promised in it:")
        yield from _promises(read.promises, tr)
        if client_known and not all(one.on_ledger for one in read.promises):
            yield "    " + tr.gettext("--keep N puts one on the ledger.")


def is_unknown(read: Coached, text: str) -> bool:
    """Whether there is a text, and it was not read because it is in none of the coach's languages."""
    return not read.locale and bool(text.strip())


def limits(read: Coached, text: str, tr: Translator, *, listed: bool, written_in: str = "") -> Iterator[str]:
    """Yield what was not read, or not said. ``listed`` says that ``lines`` were shown, ``written_in`` which language
    the text is known to be in: nobody is asked to name it again.
    """
    if not text.strip():
        yield tr.gettext("Write or paste a text: the coach reads it as your client will.")
    elif is_unknown(read, text):
        if not listed:
            yield tr.gettext(UNKNOWN)
        if not written_in:
            yield _known_ones(tr)
    if read.unread:
        yield tr.ngettext(
            "The last {n} character was not read: that is more than a draft.",
            "The last {n} characters were not read: that is more than a draft.",
            read.unread,
        ).format(n=read.unread)
    if read.waved:
        yield tr.ngettext(
            "{n} remark that you waved through is left out.",
            "{n} remarks that you waved through are left out.",
            read.waved,
        ).format(n=read.waved)


def _known_ones(tr: Translator) -> str:
    from freelance_comm.services.coach_languages import folders

    words = tr.gettext("The coach reads {languages}: if the text is in one of these, name it with --language.")
    return words.format(languages=", ".join(folders()))


def editor_lines(read: Coached, text: str, name: str) -> Iterator[str]:
    """Yield one line a remark: FILE:LINE:COLUMN: rule: message. Columns count characters, both from 1."""
    shown = _STANDARD_INPUT if name == "-" else name
    for remark in read.remarks:
        line, column = place(text, remark.start or 0)
        better = f" → {_one_line(remark.suggestion)}" if remark.suggestion else ""
        yield f"{shown}:{line}:{column}: {remark.rule}: {remark.message}{better}"


def place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a code point, both from 1."""
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - start + 1


def fixed(text: str, remarks: Sequence[Remark]) -> tuple[str, tuple[Remark, ...]]:
    """Return the draft with the better wordings in their places, and the remarks that have none, or one with blanks.

    Of two that want the same place the later one stays a remark.
    """
    left: list[Remark] = []
    taken = len(text) + 1
    for remark in sorted(remarks, key=lambda one: one.place or (0, 0), reverse=True):
        if remark.place is None or remark.place[1] > taken or BLANK in remark.suggestion:
            left.append(remark)
        elif remark.suggestion or remark.leave_out:
            text = text[: remark.place[0]] + remark.suggestion + text[remark.place[1] :]
            taken = remark.place[0]
    return text, tuple(one for one in remarks if one in left)


def _remark(number: int, remark: Remark, text: str, tr: Translator) -> Iterator[str]:
    if remark.start is None:
        where = tr.gettext("the whole draft")
    else:
        where = tr.gettext("line {n}").format(n=place(text, remark.start)[0])
    head = tr.pgettext("a remark: number, place, rule", "{number}  {place} · {rule}")
    yield head.format(number=number, place=where, rule=remark.rule) + (
        " " + tr.gettext("(a note)") if remark.soft else ""
    )
    if remark.quote:
        yield "     " + tr.gettext("“{words}”").format(words=_one_line(remark.quote))
    yield f"     {remark.message} {remark.why}"
    if remark.leave_out:
        yield "     " + tr.gettext("Better left out.")
    for choice in remark.choices or ((remark.suggestion,) if remark.suggestion else ()):
        yield "     " + tr.gettext("Better: {words}").format(words=_one_line(choice))


def _promises(promises: Sequence[PromiseOffer], tr: Translator) -> Iterator[str]:
    for number, offer in enumerate(promises, 1):
        known = " " + tr.gettext("(on the ledger)") if offer.on_ledger else ""
        what = tr.gettext("“{words}”").format(words=_one_line(offer.what))
        yield f"{number}  {offer.said}{known} · {what}"
        for doubt in offer.doubts:
            yield f"     {doubt}"


def _one_line(words: str) -> str:
    line = show(" ".join(words.split()))
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
