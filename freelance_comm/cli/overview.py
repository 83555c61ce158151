"""The help of the whole program: on one screen what people need first, and a list of every command.

Apart from running commands because it is a text with an order of its own. What is shown first has its sentence, and the
rest is there by name, grouped by what somebody wants to do, so that a newcomer sees at a glance where to look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.cli.columns import aligned, cell_width
from freelance_comm.cli.registry import COMMANDS
from freelance_comm.cli.wrapping import wrapped
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

FIRST = ("today", "track", "reply", "coach", "report", "client")
"""What people need first, in the order of a day."""
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Letters"), ("log", "draft", "mail", "replies")),
    (N_("Promises"), ("promise", "deadline", "forecast", "record")),
    (N_("Money"), ("quote", "negotiation", "payment")),
    (N_("Work"), ("project", "requirement", "task", "step", "stage")),
    (N_("Clients"), ("regulars", "complaint", "feedback", "habits", "idea")),
    (N_("Reminders"), ("remind", "feed", "calendar")),
    (N_("Settings"), ("profile", "serve", "completion")),
    (N_("Your data"), ("undo", "backup", "restore", "export", "import", "doctor", "where")),
)
"""All the others, by what somebody wants to do."""
OPTIONS: tuple[tuple[str, str], ...] = (
    ("--data-dir DIR", N_("where the data are")),
    ("--lang LOCALE", N_("interface language: {languages}")),
    ("--json", N_("answer as JSON")),
    ("--demo", N_("use throwaway sample data")),
    ("--now MOMENT", N_("pretend it is this moment (ISO 8601)")),
    ("--debug", N_("show where the program failed, for a bug report")),
)
WIDTH = 80
_EVERYWHERE = N_("Options for every command, before or after it:")
_MORE = N_("`freelance-comm help COMMAND` tells you more, with examples.")


def at_a_glance(tr: Translator, width: int = WIDTH) -> str:
    """Return the help that fits on one screen of ``WIDTH`` columns and 24 lines; a narrower one gets more lines."""
    summaries = dict(COMMANDS)
    wide = max(len(name) for name in FIRST)
    lines = [
        *wrapped(tr.gettext("freelance-comm keeps you reliable and pleasant to deal with."), width),
        *wrapped(tr.gettext("Without a command it opens the screen; with --demo, on sample data."), width),
        "",
    ]
    for name in FIRST:
        first, *more = wrapped(_short(tr.gettext(summaries[name]), width - 4 - wide), width - 4 - wide)
        lines += [f"  {name:{wide}}  {first}", *(" " * (wide + 4) + line for line in more)]
    rows = [(tr.gettext(label), "  ".join(names)) for label, names in GROUPS]
    options = tr.gettext("options")
    rows.append((options[:1].upper() + options[1:], "  ".join(name.partition(" ")[0] for name, _text in OPTIONS)))
    lines += [
        "",
        *("  " + line for line in aligned(rows)),
        "",
        *wrapped(tr.gettext(_MORE), width),
        *wrapped(tr.gettext("`freelance-comm help all` has a line on every command."), width),
    ]
    return "\n".join(lines) + "\n"


def _short(summary: str, width: int) -> str:
    """Return a summary, without what it counts up behind a colon where it would not fit."""
    return summary if cell_width(summary) <= width else summary.partition(":")[0].rstrip()


def told_options(tr: Translator) -> list[tuple[str, str]]:
    """Return the options that every command takes, with what they mean."""
    from freelance_comm.text.catalog import interface_locales

    languages = ", ".join(interface_locales())
    return [(name, tr.gettext(text).format(languages=languages)) for name, text in OPTIONS]


def everything(tr: Translator) -> str:
    """Return a line on every command and every option that all commands take."""
    lines = [
        tr.gettext("freelance-comm keeps you reliable and pleasant to deal with."),
        "",
        tr.gettext("Without a command it opens the screen. Commands:"),
        "",
        *("  " + line for line in aligned([(name, tr.gettext(summary)) for name, summary in COMMANDS])),
        "",
        tr.gettext(_EVERYWHERE),
        "",
        *("  " + line for line in aligned(told_options(tr))),
        "",
        tr.gettext(_MORE),
        tr.gettext("If a note or text is just a hyphen (-), it is read from standard input."),
    ]
    return "\n".join(lines) + "\n"


def sentence(summary: str) -> str:
    """Return what a list says of a command as a sentence of its own."""
    return summary[:1].upper() + summary[1:] + ("" if summary.endswith((".", "…", "?")) else ".")
