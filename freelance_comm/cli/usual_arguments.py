"""What arguments mean that many commands take, said once for all of them.

A command declares `project` or `--tag` without help, and gets the sentence from here when help, or the completion of a
shell, asks for it: a command that runs looks none of them up. Where such a name means something else, the command gives
its own help. A contract test sees to it that every argument has one or the other.
"""

from __future__ import annotations

from argparse import Action, ArgumentParser

from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

_NAMED = N_("name, reference, or the beginning of either")
USUAL = {
    "client": _NAMED,
    "project": _NAMED,
    "project?": N_("name, reference, or the beginning of either; the only open project if not given"),
    "promise": N_("its number in `promise list`"),
    "number": N_("its number in the list"),
    "--addition": N_("for addition number N"),
    "--at": N_("when: “9:30”, “yesterday 14:10”; now if not given"),
    "--client": N_("the client it concerns"),
    "--day": N_("the day; today if not given"),
    "--format": N_("the format to write it in; text if not given"),
    "--from": N_("when it began: “9:30”, “yesterday 14:00”"),
    "--not-billable": N_("not to be billed"),
    "--on": N_("the day; today if not given"),
    "--option": N_("which option of the quote; 1 if not given"),
    "--project": N_("the project it concerns"),
    "--tag": N_("an activity, such as design; may be repeated"),
    "--to": N_("when it ended: “11:00”, “yesterday 16:30”"),
}
"""By the first name of an option, or that of an argument; with ``?`` where the only open project is taken for it."""


def explain(parser: ArgumentParser, tr: Translator) -> None:
    """Give the usual help, in the reader's language, to the arguments of ``parser`` that have none of their own."""
    for action in parser._actions:
        if not action.help:
            action.help = tr.gettext(USUAL.get(key(action), "")) or None


def key(action: Action) -> str:
    """Return the name under which the usual help of an argument stands."""
    if action.option_strings:
        return action.option_strings[0]
    return f"{action.dest}?" if action.nargs == "?" and action.default is None else action.dest
