"""Says in the interface language what went wrong and what to do next, for the quiet line.

The sentences of the store and the services speak of commands; here some of them speak of keys instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.tui import keys

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.text.catalog import Translator

_NEAR_SHOWN = 4
_DOCTOR = "freelance-comm doctor"
_ON_SCREEN = {
    "Its last good state is from {saved} and has {count} records; “freelance-comm doctor” can put it back.": N_(
        "Its last good state is from {saved} and has {count} records; “Your data” (key {key}) can put it back."
    ),
    "Put it back from a copy, or restore it with “freelance-comm doctor”.": N_(
        "Put it back from a copy, or restore it under “Your data” (key {key})."
    ),
    "Look for it in a backup: `freelance-comm restore`.": N_(
        "Look for it in a backup: “Your data” (key {key}) restores it."
    ),
    "Name another place, preferably on another disk: `freelance-comm backup FOLDER`.": N_(
        "Name another place, best on another disk."
    ),
    "If it came a second time, say so (--again); if it came once, all is well.": N_(
        "If it came a second time, say so; if it came once, all is well."
    ),
    "{rest} is more than that: let it count towards the other instalments (--over), or check the sum.": N_(
        "{rest} is more than that: let it count towards the other instalments, or check the sum."
    ),
    "Write both, such as 850 USD = 780 (--settles on the command line).": N_("Write both, such as 850 USD = 780."),
    "`freelance-comm payment remind PROJECT --dry-run` shows what comes next.": N_(
        "The payment stage shows what comes next."
    ),
    "Choose another name, or replace it with --force.": N_("Choose another name."),
    "To add what is missing, type {commands}.": N_("Your details go in your settings, the client's on their card."),
    "Give --theirs, --mine, or both.": N_("Write what they want, what you want, or both."),
    "`freelance-comm undo --list` shows the last changes.": N_("“Your data” (key {key}) lists the last changes."),
    "`freelance-comm undo --again` redoes what was last undone.": N_("You can also redo the last undo there."),
}
"""Hints that name a command, by their msgid, and what the screen says instead."""
_LOOK = N_("“Your data” (key {key}) shows what can be done about it.")


def told(error: AppError, tr: Translator, *, fate: bool = False) -> str:
    """Return a few lines: what happened, which names are close, what to do; and what became of the data if asked."""
    params = {name: show(str(value)) for name, value in error.params.items()}
    lines = [sentence(error, tr)]
    if error.near:
        names = ", ".join(show(name) for name in error.near[:_NEAR_SHOWN]).rstrip("? ")  # names may be questions
        lines.append(tr.gettext("Did you mean: {names}?").format(names=names))
    if error.hint:
        lines.append(advice(error, tr))
    if fate and error.fate:
        lines.append(tr.gettext(error.fate).format_map(params))
    return "\n".join(lines)


def sentence(error: AppError, tr: Translator) -> str:
    """Return what happened, and nothing else."""
    params = {name: show(str(value)) for name, value in error.params.items()}
    return tr.gettext(error.message).format_map(params)


def advice(error: AppError, tr: Translator, *, on_data_page: bool = False) -> str:
    """Return what to do next; nothing where it would only lead to the page of the data and one is there already."""
    leads_there = _DOCTOR in error.hint
    if not error.hint or (leads_there and on_data_page):
        return ""
    params = {name: show(str(value)) for name, value in error.params.items()}
    words = tr.gettext(_ON_SCREEN.get(error.hint, _LOOK if leads_there else error.hint))
    return words.format_map({**params, "key": keys.hint("data", tr)[0]})
