"""What the coach says as rows: numbered remarks with what they are about, better wordings and the reason; promises.

Made without widgets, so that it can be tested as lines of text. Which rows lead somewhere is said by their things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services import coach_languages
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, text

if TYPE_CHECKING:
    from freelance_comm.services.coaching import Coached, PromiseOffer, Remark
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.coach_text import Stretch

WAVED = "waved"
"""The row by which what was let be is heard again."""
_INDENT = 2
_LONGEST_QUOTE = 160
"""Characters of a quoted stretch; the rest of it is marked in the text anyway."""


class Wording(Record):
    """A remark, and the words that enter would put into the text: none of them where something is better left out,
    None where there is no wording.
    """

    item: str
    remark: Remark
    words: str | None = None


class Offer(Record):
    """A promise that enter would put on the ledger."""

    item: str
    offer: PromiseOffer


class Item(Record):
    """One thing that is said, with the stretch of the text it is about, None for the whole of it, and the stretch in
    whose place better words go, None where there are none or the text was changed there.
    """

    id: str
    thing: Wording | Offer
    stretch: Stretch | None
    place: Stretch | None = None


def items(said: Coached) -> tuple[Item, ...]:
    """Return the remarks and then the new promises, in the order of the text, under names that outlast an edit."""
    made: list[Item] = []
    for remark in said.remarks:
        name = _free(f"remark:{remark.rule}", made)
        stretch = None if remark.start is None or remark.end is None else (remark.start, remark.end)
        words = "" if remark.leave_out else remark.suggestion or next(iter(remark.choices), None)
        thing = Wording(item=name, remark=remark, words=words)
        made.append(Item(id=name, thing=thing, stretch=stretch, place=remark.place or stretch))
    for offer in said.promises:
        if offer.on_ledger:
            continue
        name = _free("promise", made)
        made.append(Item(id=name, thing=Offer(item=name, offer=offer), stretch=(offer.start, offer.end)))
    return tuple(made)


def _free(name: str, taken: list[Item]) -> str:
    same = sum(one.id.split("#")[0] == name for one in taken)
    return f"{name}#{same}" if same else name


def item_of(row_id: str) -> str:
    """Return the name of the item a row belongs to."""
    return row_id.partition("/")[0]


def rows(found: tuple[Item, ...], said: Coached | None, tr: Translator, *, empty: bool, problem: str = "") -> list[Row]:
    """Return everything the coach says; ``said`` is None before the first reading, ``empty`` that there is no text."""
    made = [heading(tr.gettext("Before it goes out"), str(len(found)) if found else ""), BLANK]
    if problem:
        return [*made, text(problem, mark=Cell(text="▲", style="soon"))]
    for number, one in enumerate(found, 1):
        made += _remark(number, one.thing, tr) if isinstance(one.thing, Wording) else _promise(number, one.thing, tr)
        made.append(BLANK)
    if not found:
        made += _nothing(said, tr, empty=empty)
    return [*made, *_below(said, tr)] if said is not None else made


def _below(said: Coached, tr: Translator) -> list[Row]:
    """Return what needs nobody to do anything."""
    made: list[Row] = []
    kept = sum(offer.on_ledger for offer in said.promises)
    if kept:
        words = tr.ngettext(
            "{n} promise in this text is on your list.", "{n} promises in this text are on your list.", kept
        )
        made.append(text(words.format(n=kept), mark=Cell(text="✓", style="accent"), style="dim"))
    if said.waved:
        words = tr.ngettext("You let {n} remark be.", "You let {n} remarks be.", said.waved).format(n=said.waved)
        made.append(text(words, style="dim", id=WAVED))
        made.append(text(tr.gettext("Hear it all again?"), style="accent", indent=_INDENT))
    if said.unread:
        made.append(text(tr.gettext("The text is long: only the beginning was read."), style="dim"))
    return made


def _remark(number: int, thing: Wording, tr: Translator) -> list[Row]:
    remark = thing.remark
    mark = Cell(text=str(number), style="dim" if remark.soft else "soon")
    note = Cell(text=tr.pgettext("of the coach", "a note"), style="dim") if remark.soft else ""
    made = [text(remark.message, mark=mark, right=note, style="bold", id=thing.item, thing=thing)]
    if remark.quote:
        made.append(text(quoted(remark.quote, tr), style="dim", indent=_INDENT))
    if len(remark.choices) > 1:
        for place, words in enumerate(remark.choices):
            choice = thing.but(words=words)
            mark = Cell(text="→", style="accent")
            made.append(text(words, mark=mark, id=f"{thing.item}/{place}", thing=choice, indent=_INDENT))
    elif thing.words is not None:
        words = thing.words.strip() or tr.gettext("leave it out")
        made.append(text(words, mark=Cell(text="→", style="accent"), indent=_INDENT))
    made.append(text(remark.why, style="dim", indent=_INDENT))
    return made


def _promise(number: int, thing: Offer, tr: Translator) -> list[Row]:
    offer = thing.offer
    mark = Cell(text=str(number), style="accent")
    made = [
        text(tr.gettext("a new promise"), mark=mark, style="bold", id=thing.item, thing=thing),
        text(quoted(offer.what, tr), style="dim", indent=_INDENT),
    ]
    if offer.said:
        made.append(text(offer.said, indent=_INDENT))
    made += [text(doubt, mark=Cell(text="▲", style="soon"), indent=_INDENT) for doubt in offer.doubts]
    made.append(text(tr.gettext("Add to what you promised?"), style="accent", indent=_INDENT))
    return made


def _nothing(said: Coached | None, tr: Translator, *, empty: bool) -> list[Row]:
    if empty:
        return [text(words, style="dim") for words in (_invitation(tr), coach_languages.which(tr)) if words]
    if said is None:
        return []
    if not said.locale:
        return [text(words, style="dim") for words in (nothing(said, tr), coach_languages.which(tr)) if words]
    return [text(nothing(said, tr), mark=Cell(text="✓", style="accent"))]


def _invitation(tr: Translator) -> str:
    return tr.gettext("Write or paste a text: the coach reads it as your client will.")


def nothing(said: Coached | None, tr: Translator) -> str:
    """Return what is said where there is no remark: a text that was not read is not called a good one."""
    if said is not None and not said.locale:
        return tr.gettext("The coach does not know the language of this text.")
    return tr.gettext("Nothing to think over.")


def quoted(words: str, tr: Translator) -> str:
    """Return words of the draft in quotation marks, a long stretch cut."""
    words = " ".join(words.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return tr.gettext("“{words}”").format(words=words)


def in_short(
    found: tuple[Item, ...], now: Item | None, said: Coached | None, tr: Translator, *, empty: bool
) -> tuple[str, str]:
    """Return two lines for a narrow terminal: how much there is, and the one thing at the cursor.

    A promise at the cursor gives way to the first remark: it is no fault, and would hide one.
    """
    if not found or now is None:
        if empty and (said is None or not said.locale):
            return coach_languages.which(tr) or _invitation(tr), ""
        if said is None:
            return "", ""
        return f"{'✓ ' if said.locale else ''}{nothing(said, tr)}", ""
    remarks = sum(isinstance(one.thing, Wording) for one in found)
    promises = len(found) - remarks
    counts = [
        tr.ngettext("{n} remark", "{n} remarks", remarks).format(n=remarks) if remarks else "",
        tr.ngettext("{n} promise", "{n} promises", promises).format(n=promises) if promises else "",
    ]
    told = (
        now if isinstance(now.thing, Wording) else next((one for one in found if isinstance(one.thing, Wording)), now)
    )
    number = found.index(told) + 1
    if isinstance(told.thing, Wording):
        words = f"{told.thing.remark.message} {quoted(told.thing.remark.quote, tr) if told.thing.remark.quote else ''}"
    else:
        words = f"{tr.gettext('a new promise')}: {told.thing.offer.said or told.thing.offer.what}"
    return " · ".join(count for count in counts if count), f"{number}  {words.strip()}"
