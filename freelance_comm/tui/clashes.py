"""Asks which of two versions is to stand, when somebody else saved while a form was open: both in sight, none lost.

Long texts are shown from shortly before the place where they differ: that is what has to be decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.tui.asking import AskKey

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.form_model import Clash

_SHOWN = 300
"""Characters of each version."""
_LINES = 5
_BEFORE = 30
"""Characters in sight before the first difference."""


def which_of_two(tr: Translator, clash: Clash) -> AskKey:
    """Ask about one field: "m" keeps what was typed, "s" what was saved meanwhile."""
    question = tr.gettext("“{field}” was changed by somebody else while you were editing it.").format(
        field=clash.field.label
    )
    labels = dict(clash.field.choices)
    return _asked(tr, question, labels.get(clash.theirs, clash.theirs), labels.get(clash.mine, clash.mine))


def which_version(tr: Translator, title: str, theirs: str, mine: str) -> AskKey:
    """Ask about something that can only be taken as a whole; the answers are the same."""
    question = tr.gettext("“{field}” was changed by somebody else while you were editing it.").format(field=title)
    return _asked(tr, question, theirs, mine)


def still_open(clash: Clash) -> EditConflict:
    """Return what is said when nobody has chosen yet."""
    return EditConflict(
        N_("Somebody else changed the same thing in the meantime: {names}."),
        hint=N_("Look at both values and save again."),
        names=clash.field.label,
    )


def _asked(tr: Translator, question: str, theirs: str, mine: str) -> AskKey:
    alike = next((place for place, (one, other) in enumerate(zip(theirs, mine, strict=False)) if one != other), -1)
    alike = alike if alike >= 0 else min(len(theirs), len(mine))
    note = tr.gettext("Saved meanwhile: {theirs}\nYours: {mine}").format(
        theirs=_excerpt(theirs, alike) or "–", mine=_excerpt(mine, alike) or "–"
    )
    return AskKey(question, [("m", tr.gettext("keep mine")), ("s", tr.gettext("keep the saved one"))], note=note)


def _excerpt(text: str, differs_at: int) -> str:
    """Return what can be shown of a text: all of it if that is short, else what stands about a place."""
    begin = max(0, differs_at - _BEFORE) if len(text) > _SHOWN or text.count("\n") >= _LINES else 0
    lines = text[begin : begin + _SHOWN].split("\n")[:_LINES]
    shown = "\n".join(lines)
    return ("…" if begin else "") + shown + ("…" if begin + len(shown) < len(text) else "")
