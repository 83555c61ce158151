"""The project of a command that names none: the one that is open, where no other is.

Apart because most commands name theirs and load nothing for it. Only what shows something, writes a letter or logs time
takes a project unnamed: what was agreed, paid or sent to somebody, what ends or is removed wants its name, and where
words follow the first of them is a name.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services.lookup import SHOWN

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.store.views import ProjectName


def taken(session: Session) -> str:
    """Return the reference of the only open project, and say which it is.

    Raises ``BadValue`` naming those that are open where there are several, ``NotFound`` where there is none.
    """
    only = _only(session)
    if only is not None:
        return _told(only, session)
    found = session.desk.reader.project_names()
    if not found:
        raise NotFound(N_("No project is open."), hint=N_("Give a reference, a name, or the beginning of either."))
    names = [f"{one.ref} {show(one.name)}" for one in found]
    raise BadValue(
        N_("Which project?"),
        hint=N_("These are open: {names}."),
        names=", ".join([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])]),
    )


def for_time(args: Namespace, words: Sequence[str], session: Session) -> str:
    """Return the reference of the only open project for time that is logged without one, and say which it is.

    Empty where ``words`` do not begin with a time, or where the first of them may mean a project, open or closed.
    """
    given = bool(args.duration or args.started)
    if not words or given or args.on:
        return taken(session) if given and not words else ""  # the first word may be a name, or begin a note
    from freelance_comm.cli.spoken import span_and_rest
    from freelance_comm.services.project_search import find_project_name

    only = _only(session)
    if only is None:
        return ""
    try:
        find_project_name(session.desk, words[0], closed=True)
    except NotFound:
        pass
    except Ambiguous:
        return ""
    else:
        return ""
    try:
        span_and_rest(list(words), session)
    except BadValue:
        return ""
    return _told(only, session)


def _only(session: Session) -> ProjectName | None:
    found = session.desk.reader.project_names()
    return found[0] if len(found) == 1 and not session.desk.reader.unreadable() else None


def _told(only: ProjectName, session: Session) -> str:
    sentence = session.tr.gettext("The only open project: {project}.")
    session.note(sentence.format(project=f"{only.ref} {only.name}"))
    return only.ref
