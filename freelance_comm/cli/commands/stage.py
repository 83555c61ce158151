"""`stage`: the guidance of the stages, in plain words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import prepayment_policy
from freelance_comm.stages.model import Condition, Stage
from freelance_comm.stages.registry import STAGES, stage
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the argument."""
    parser.add_argument("stage", nargs="?", default="", help=tr.gettext("one stage; all of them when left out"))


def run(args: Namespace, session: Session) -> int:
    """Show guidance, facts, conditions and drafts."""
    chosen = (stage(args.stage),) if args.stage else STAGES
    if session.as_json:
        session.emit([_plain(one, session.view_desk) for one in chosen])
        return ExitCode.DONE
    for one in chosen:
        _show(one, session, whole=bool(args.stage))
    return ExitCode.DONE


def _show(one: Stage, session: Session, *, whole: bool) -> None:
    tr = session.tr
    heading = tr.gettext("{title} ({id}): {purpose}")
    session.say(heading.format(title=tr.gettext(one.title), id=one.id, purpose=tr.gettext(one.purpose)))
    if not whole:
        return
    session.say("")
    for line in prepayment_policy.guidance(session.desk, one):
        session.say(f"  • {line}")
    _conditions(tr.gettext("To enter it:"), one.enter, session)
    _conditions(tr.gettext("To leave it:"), one.leave, session)
    if one.facts:
        session.say("\n" + tr.gettext("Facts, for `project set`:"))
        session.table([(f"  {fact.option}", tr.gettext(fact.label), tr.gettext(fact.help)) for fact in one.facts])
    session.say("\n" + tr.gettext("Letters:") + " " + ", ".join(one.drafts))


def _conditions(title: str, conditions: tuple[Condition, ...], session: Session) -> None:
    if not conditions:
        return
    session.say("\n" + title)
    for condition in conditions:
        session.say(f"  – {session.tr.gettext(condition.text)} {session.tr.gettext(condition.hint)}")


def _plain(one: Stage, desk: Desk) -> dict[str, object]:
    tr = desk.tr
    return {
        "id": one.id,
        "title": tr.gettext(one.title),
        "purpose": tr.gettext(one.purpose),
        "guidance": list(prepayment_policy.guidance(desk, one)),
        "facts": [{"id": fact.option, "kind": fact.kind, "label": tr.gettext(fact.label)} for fact in one.facts],
        "enter": [{"id": c.id, "text": tr.gettext(c.text)} for c in one.enter],
        "leave": [{"id": c.id, "text": tr.gettext(c.text)} for c in one.leave],
        "drafts": list(one.drafts),
    }
