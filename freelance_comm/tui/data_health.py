"""Conversations about health and the past: repairing one thing after another, undoing a change, taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import doctor, undoing
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.complaint import sentence
from freelance_comm.tui.data_rows import filled, way_out

if TYPE_CHECKING:
    from freelance_comm.services.doctor import Ailment
    from freelance_comm.services.undoing import PastChange
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.data_page import DataPage

_LISTED = 2
"""Things that one question names; the page behind it names all of them."""
_RESTORE, _FORGET = "restore", "forget"


async def repair(page: DataPage, ailments: tuple[Ailment, ...]) -> None:
    """Ask once about all that has one remedy, one by one where there is a choice, then repair in one go."""
    t = page.tr.gettext
    plain = tuple(one for one in ailments if not one.choices)
    keys = []
    if plain:
        question = page.tr.ngettext("Repair this?", "Repair these {n} things?", len(plain)).format(n=len(plain))
        if await page.app.push_screen_wait(AskKey(question, [("r", t("repair"))], note=_explained(plain, page.tr))):
            keys += [one.key for one in plain]
    choices: dict[str, str] = {}
    for one in ailments:
        if one.choices:
            chosen = await _choose(page, one)
            if chosen:
                choices[one.key] = chosen
    if not keys and not choices:
        return
    treated = await page.work(
        t("Repairing"), lambda desk, _progress: doctor.treat(desk, [*keys, *choices], choices=choices), saves=True
    )
    page.note_treated(treated)
    count = len({one.key for one in treated})
    if len(treated) == 1:
        page.tell(filled(treated[0].message, treated[0].params, page.tr), stays=True)
    elif count:
        page.tell(page.tr.ngettext("{n} thing repaired.", "{n} things repaired.", count).format(n=count))
    else:
        page.tell(t("Nothing could be repaired."))


async def _choose(page: DataPage, ailment: Ailment) -> str:
    """Ask which way out of one ailment; empty: leave it as it is."""
    t = page.tr.gettext
    known = {_RESTORE: ("r", t("restore it")), _FORGET: ("f", t("forget it"))}
    answers = [known[choice] for choice in ailment.choices if choice in known]
    note = way_out(ailment, page.tr)
    answer = await page.app.push_screen_wait(AskKey(sentence(ailment.error, page.tr), answers, note=note))
    return next((choice for choice, (key, _label) in known.items() if key == answer), "")


def _explained(ailments: tuple[Ailment, ...], tr: Translator) -> str:
    lines = []
    for one in ailments[:_LISTED]:
        lines += [f"▲ {sentence(one.error, tr)}", f"  {way_out(one, tr)}"]
    more = len(ailments) - _LISTED
    if more > 0:
        lines.append(tr.ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join(lines)


async def undo(page: DataPage, change: PastChange, *, named: bool = False) -> None:
    """Undo one change, and say which; enter may be meant to look at it, so that one is asked about."""
    t = page.tr.gettext
    words = undoing.told(page.tr, change)
    question = AskKey(t("Undo this change?"), [("u", t("undo"))], note=words)
    if not named and not await page.app.push_screen_wait(question):
        return
    undone = await page.work(
        t("Undoing"), lambda desk, progress: undoing.undo(desk, change.number, progress=progress), saves=True
    )
    page.tell(t("Undone – {change}").format(change=undoing.told(page.tr, undone)))


async def again(page: DataPage) -> None:
    "Redo what was last undone."
    change = await page.work(
        page.tr.gettext("Undoing"), lambda desk, progress: undoing.again(desk, progress=progress), saves=True
    )
    page.tell(page.tr.gettext("Redone – {change}").format(change=undoing.told(page.tr, change)))


def why_not(page: DataPage, change: PastChange) -> str:
    """Return why a change cannot be undone here."""
    if change.undone:
        return page.tr.gettext("That has already been undone. {key} redoes what was last undone.").format(
            key=page.hint("again")[0]
        )
    return page.tr.gettext("That change cannot be undone.")
