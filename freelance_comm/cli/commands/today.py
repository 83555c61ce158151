"""`today`: what to do now."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services.agenda import agenda
from freelance_comm.services.agenda_item import Item
from freelance_comm.text.catalog import Translator

_MARKS = {"overdue": "▲", "soon": "●", "later": "○"}


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Nothing to declare."""


def _row(item: Item) -> tuple[str, ...]:
    step = item.command.removeprefix("freelance-comm ")
    return f"  {_MARKS[item.urgency]} {item.when_text}", item.title, item.detail or item.reason, item.note, f"→ {step}"


def run(_args: Namespace, session: Session) -> int:
    """Show the agenda."""
    view = agenda(session.view_desk)
    if session.as_json:
        session.emit(view)
        return ExitCode.DONE
    tr = session.tr
    session.say(view.headline)
    if view.timer is not None:
        from freelance_comm.text.durations import duration

        parts = (duration(view.timer.seconds, tr), view.timer.project_name, view.timer.timer.note)
        session.say("\n  ▶ " + " · ".join(part for part in parts if part))
    if view.quiet_note:
        session.say("\n  " + view.quiet_note)
    for section in view.sections:
        session.say("\n" + tr.gettext(section.title))
        session.table([_row(item) for item in section.items], flexible=2)
        if section.more_text:
            session.say(f"    {section.more_text}")
    if not view.sections:
        session.say("\n" + view.empty_text)
        if view.suggestion is not None:
            session.say(f"→ {view.suggestion.command}")
        if not view.knows_mail:
            said = tr.gettext(
                "Your mailbox knows who is waiting for an answer: `freelance-comm mail import PATH` reads it."
            )
            session.say(said)
    else:
        session.say("\n" + tr.gettext("Each line ends with its next step: type it after `freelance-comm`."))
    for warning in view.warnings:
        session.warn(warning)
    return ExitCode.DONE
