"""How `track` answers: what was logged in one line, and what is worth a word about it.

Apart from the verbs because adding, stopping and correcting answer alike; nothing here is loaded for more than that.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import ExitCode
from freelance_comm.services.project_search import project_title

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.time_entry import TimeEntry

_CLOCKS_DIFFER = timedelta(minutes=15)


def answer(entry: TimeEntry, session: Session, sentence: str) -> int:
    """Say what was logged; warn of time that lies ahead, and tell when quoted hours run out."""
    _warn_of_the_future(entry, session)
    told(entry, session, sentence)
    if not session.as_json:
        _tell_of_the_budget(entry, session)
    return ExitCode.DONE


def told(entry: TimeEntry, session: Session, sentence: str) -> int:
    """Say ``sentence`` of an entry, with its activity; programs get the entry."""
    if session.as_json:
        session.emit(entry)
        return ExitCode.DONE
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import answered_day

    name = project_title(session.desk, entry.project_id)
    day = answered_day(entry.day, session.desk.today(), session.tr)
    words = sentence.format(time=duration(entry.seconds, session.tr), project=name, day=day)
    session.say(" ".join([words, *(f"+{tag}" for tag in entry.tags)]))
    return ExitCode.DONE


def _warn_of_the_future(entry: TimeEntry, session: Session) -> None:
    """Say when time is logged that has not passed yet; clocks that differ by some minutes are not worth a word."""
    now = session.desk.now()
    if entry.day > session.desk.today() or (entry.ended is not None and entry.ended > now + _CLOCKS_DIFFER):
        session.warn(session.tr.gettext("This time is still to come; check the day and the hour."))


def _tell_of_the_budget(entry: TimeEntry, session: Session) -> None:
    """Say when this entry reached 50, 80 or 100 per cent of the hours quoted: the one that does, and no other."""
    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.budget import crossed, words

    try:
        found = crossed(session.desk, entry)
    except AppError:
        return  # the time is saved: a file that cannot be read is told of by what needs it
    if found is not None:
        session.note(words(found, session.tr))
