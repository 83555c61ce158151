"""What changed from one version of a quote to the next, in words that the client can be told too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.quote import LineItem, Quote
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.text.formats import Formats

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.text.catalog import Translator


class QuoteChange(Record):
    """One difference. ``kind`` is ``added``, ``removed`` or ``changed``; ``was`` and ``now`` are empty where there was,
    or is, nothing. All texts are in the language of the translator they were made with.
    """

    kind: str
    what: str
    was: str = ""
    now: str = ""


def previous(file: ProjectFile, quote: Quote) -> Quote | None:
    """Return the version a quote was begun from, else the one before it; None for the first."""
    if quote.is_addition:
        return None
    before = [one for one in file.versions if one.id < quote.id]
    begun_from = [one for one in before if one.id == quote.follows]
    found = begun_from or before[-1:]
    return found[0] if found else None


def changes(old: Quote, new: Quote, tr: Translator) -> tuple[QuoteChange, ...]:
    """Return what changed from ``old`` to ``new``: lines, options, days, the reason, and the total at the end."""
    told = _Told(tr)
    found: list[QuoteChange] = []
    for place in range(max(len(old.options), len(new.options))):
        if place >= len(new.options):
            found.append(QuoteChange(kind="removed", what=show(old.options[place].title)))
        elif place >= len(old.options):
            found.append(QuoteChange(kind="added", what=show(new.options[place].title)))
        else:
            found += told.lines(old.options[place].items, new.options[place].items)
    t = tr.gettext
    found += told.field(t("Valid until"), old.valid_until, new.valid_until)
    found += told.field(t("Start of the work"), old.starts_on, new.starts_on)
    found += told.field(t("Ready on"), old.ready_on, new.ready_on)
    if old.reason != new.reason:
        found.append(
            QuoteChange(kind="changed", what=t("Why it costs this"), was=show(old.reason), now=show(new.reason))
        )
    before, after = old.option.gross(old.currency), new.option.gross(new.currency)
    if before != after:
        was, now = told.formats.money(before), told.formats.money(after)
        found.append(QuoteChange(kind="changed", what=t("Total"), was=was, now=now))
    return tuple(found)


def in_words(change: QuoteChange, tr: Translator) -> str:
    """Return a difference as one line."""
    if change.kind == "added":
        return tr.gettext("new: {what}").format(what=_with(change.what, change.now))
    if change.kind == "removed":
        return tr.gettext("gone: {what}").format(what=_with(change.what, change.was))
    if not change.was:
        return tr.gettext("{what}: {now}").format(what=change.what, now=change.now)
    if not change.now:
        return tr.gettext("{what}: no longer {was}").format(what=change.what, was=change.was)
    return tr.gettext("{what}: {was} → {now}").format(what=change.what, was=change.was, now=change.now)


def _with(what: str, price: str) -> str:
    return f"{what}, {price}" if price else what


class _Told:
    """Differences in one language."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self.formats = Formats(tr.locale)

    def lines(self, old: tuple[LineItem, ...], new: tuple[LineItem, ...]) -> list[QuoteChange]:
        """Pair lines by their words, those with the same words in their order."""
        left = list(old)
        found = []
        for item in new:
            twin = next((one for one in left if name_key(one.description) == name_key(item.description)), None)
            what = show(item.description)
            if twin is None:
                found.append(QuoteChange(kind="added", what=what, now=self.price(item)))
                continue
            left.remove(twin)
            was, now = self.price(twin), self.price(item)
            if was != now:
                found.append(QuoteChange(kind="changed", what=what, was=was, now=now))
            elif twin.why != item.why:
                found.append(QuoteChange(kind="changed", what=what, was=show(twin.why), now=show(item.why)))
        gone = [QuoteChange(kind="removed", what=show(one.description), was=self.price(one)) for one in left]
        return gone + found

    def price(self, item: LineItem) -> str:
        """Return what a line costs: "20 hours × €45.00 = €900.00, 19% tax"."""
        tr, formats = self.tr, self.formats
        if item.worth is not None:
            told = tr.gettext("on the house, worth {money}").format(money=formats.money(item.worth))
        elif item.unit.value == "fixed":
            told = formats.money(item.net)
        else:
            quantity = formats.quantity(item.quantity, item.unit)
            told = f"{quantity} × {formats.price(item.unit_price)} = {formats.money(item.net)}"
        if item.tax_percent:
            told += ", " + tr.gettext("{percent} tax").format(percent=formats.percent(item.tax_percent))
        if item.done_by:
            told += ", " + tr.gettext("done by {name}").format(name=show(item.done_by))
        return told

    def field(self, what: str, old: date | None, new: date | None) -> list[QuoteChange]:
        """Return a changed day."""
        if old == new:
            return []
        was, now = (self.formats.date(day) if day is not None else "" for day in (old, new))
        return [QuoteChange(kind="changed", what=what, was=was, now=now)]
