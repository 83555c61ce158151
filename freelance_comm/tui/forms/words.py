"""Labels that several forms share: genders, forms of address, channels, languages, units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import AddressForm, Channel, Gender, ReplyWay
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.rounding import Rounding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.text.catalog import Translator

Choices = tuple[tuple[str, str], ...]

GENDERS: dict[str, str] = {
    Gender.NEUTRAL: N_("not said"),
    Gender.FEMININE: N_("feminine"),
    Gender.MASCULINE: N_("masculine"),
}
ADDRESS_FORMS: dict[str, str] = {AddressForm.FORMAL: N_("formal"), AddressForm.FAMILIAR: N_("familiar")}
REPLY_WAYS: dict[str, str] = {
    ReplyWay.TEXT: N_("ask each time"),
    ReplyWay.EML: N_("an .eml file"),
    ReplyWay.MAILTO: N_("your mail program, by a link"),
    ReplyWay.DRAFTS: N_("the drafts of a mail account"),
    ReplyWay.CLIPBOARD: N_("the clipboard"),
}
CHANNELS: dict[str, str] = {Channel.EMAIL: N_("mail"), Channel.CHAT: N_("chat"), Channel.PHONE: N_("phone")}
ROUNDINGS: dict[str, str] = {Rounding.UP: N_("up"), Rounding.NEAREST: N_("to the nearest"), Rounding.DOWN: N_("down")}
UNITS: dict[str, str] = {
    Unit.HOUR: N_("by the hour"),
    Unit.FIXED: N_("fixed price"),
    Unit.DAY: N_("by the day"),
    Unit.WORD: N_("by the word"),
    Unit.PAGE: N_("by the page"),
    Unit.PIECE: N_("by the piece"),
}
PREPAYMENT: dict[str, str] = {"late": N_("once the work is understood"), "early": N_("from the beginning")}
YES_NO: dict[str, str] = {"": N_("not said"), "yes": N_("yes"), "no": N_("no")}


def choices(table: dict[str, str], tr: Translator) -> Choices:
    """Return the values of ``table`` with their labels in the interface language."""
    return tuple((str(value), tr.gettext(label)) for value, label in table.items())


def languages(codes: Iterable[str], *, chosen: str = "") -> Choices:
    """Return language codes with the names their speakers use, so that they find theirs in an interface they cannot
    read; the ``chosen`` one is among them (``en_US``).
    """
    return tuple((code, language_name(code)) for code in dict.fromkeys((*codes, *filter(None, (chosen,)))))


def language_name(code: str) -> str:
    """Return a language's own name, with the country where it says one; its code where we do not know it."""
    from freelance_comm.text.languages import own_name

    return own_name(code)
