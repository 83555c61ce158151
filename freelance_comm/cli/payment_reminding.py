"""`payment remind`: the next reminder of a late payment as a letter; at the last rung suggestions instead of one."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.documents import deliver, mention_remarks, offering_the_built_in
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.payment import Tone
from freelance_comm.services import drafts, payment_reminders, reminder_letters
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import dated

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.project import Project
    from freelance_comm.services.payment_reminders import LatePayment


def run(args: Namespace, project: Project, session: Session) -> int:
    """Say where the ladder stands, write the letter if there is one to write, and keep that it went out."""
    desk, tr = session.desk, session.tr
    late = payment_reminders.late_payments(session.view_desk, project)
    tone = _tone(args, late)
    draft = None
    if tone is not None:
        with offering_the_built_in(session):
            name = reminder_letters.letter_of(tone)
            draft = reminder_letters.compose_letter(desk, project, name, built_in=args.built_in)
    noted = draft is not None and not args.dry_run
    if session.as_json:
        ideas = payment_reminders.suggestions(session.view_desk, project) if late and late[0].last else ()
        session.emit({"late": late, "suggestions": ideas, "draft": draft, "noted": noted})
    else:
        _say(late, project, session)
        if draft is not None:
            short = f"{project.ref}-{draft.name.replace('/', '-')}.txt"
            written = deliver(drafts.as_text(desk, draft), args, session, name=short)
            mention_remarks(written, draft, session, project=project.ref)
    if draft is not None and tone is not None:
        name = payment_reminders.tone_name(tr, tone)
        if noted:
            drafts.mark_sent(desk, project, draft)
            session.note(
                tr.gettext("Noted: the {tone} reminder went out. `undo` takes it back if it did not.").format(tone=name)
            )
        else:
            session.note(
                tr.gettext("Nothing was noted; without --dry-run, the {tone} reminder would be.").format(tone=name)
            )
    return ExitCode.DONE


def _tone(args: Namespace, late: tuple[LatePayment, ...]) -> Tone | None:
    """Return the tone to write in: the one asked for, else the next one where its day has come and it is a letter."""
    if args.tone:
        return Tone(args.tone)
    if not late or late[0].tone is None or late[0].last:
        return None
    return late[0].tone if late[0].ready or args.anyway else None


def _say(late: tuple[LatePayment, ...], project: Project, session: Session) -> None:
    """Tell on stderr how late what is, and why there is a letter now or none; the letter alone is data."""
    tr = session.tr
    if not late:
        session.note(tr.gettext("Nothing is late here, so there is nobody to remind."))
        return
    formats = Formats(tr.locale)
    for one in late:
        said = tr.ngettext(
            "{money} for “{label}” is {days} day late.", "{money} for “{label}” is {days} days late.", one.days_late
        )
        session.note(said.format(money=formats.money(one.open), label=one.instalment.label, days=one.days_late))
    sent = [f"{rung.name} {dated(rung.sent_on, tr)}" for rung in late[0].rungs if rung.sent_on is not None]
    if sent:
        session.note(tr.gettext("Reminders so far: {list}").format(list=", ".join(sent)))
    session.note(late[0].why)
    if late[0].last or late[0].tone is None:
        for idea in payment_reminders.suggestions(session.desk, project):
            session.say(f"  · {idea.text}" + (f"  ({idea.command})" if idea.command else ""))
