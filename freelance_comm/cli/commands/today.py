"""`today`: what to do now."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services.agenda import agenda
from freelance_comm.text.catalog import Translator

_MARKS = {"overdue": "▲", "soon": "●", "later": "○"}


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Nothing to declare."""


def run(_args: Namespace, session: Session) -> int:
    """Show the agenda."""
    view = agenda(session.desk)
    if session.as_json:
        session.emit(view)
        return ExitCode.DONE
    tr = session.tr
    session.say(view.headline)
    if view.timer is not None:
        from freelance_comm.text.durations import duration

        parts = (duration(view.timer.seconds, tr), view.timer.project_name, view.timer.timer.note)
        session.say("\n  ▶ " + " · ".join(part for part in parts if part))
    for section in view.sections:
        session.say("\n" + tr.gettext(section.title))
        rows: list[tuple[str, ...]] = []
        for item in section.items:
            rows.append(
                (f"  {_MARKS[item.urgency]} {item.when_text}", item.title, item.detail or item.reason, item.command)
            )
        session.table(rows)
    if not view.sections:
        session.say("\n" + view.empty_text)
    for warning in view.warnings:
        session.note(tr.gettext("warning:") + " " + warning)
    return ExitCode.DONE
