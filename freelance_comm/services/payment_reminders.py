"""Late payments as people see them: how late, what has been said so far, what may be said next and when.

The last rung is not written to the client by itself: it comes to the freelancer, with suggestions of what else there is
to do. The letters are written by ``reminder_letters``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import NP_
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Tone
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.instalments import by_due, told_money
from freelance_comm.services.reminder_rungs import Hush, QuietOn, is_late, next_rung, quiet_days

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

TONES: dict[Tone, str] = {
    Tone.FRIENDLY: NP_("tone of a reminder", "friendly"),
    Tone.CLEAR: NP_("tone of a reminder", "clear"),
    Tone.FIRM: NP_("tone of a reminder", "firm"),
    Tone.LAST: NP_("tone of a reminder", "last"),
}


class RungLine(Record):
    """One rung: ``sent_on`` where it was climbed, ``ready_on`` where it is next."""

    tone: Tone
    name: str
    sent_on: date | None = None
    ready_on: date | None = None


class LatePayment(Record):
    """An instalment after its day, with its ladder. ``number`` is its place by due date, from 1.

    ``tone`` is what is next, None after the last; ``ready`` says that it may go out today, and ``why`` when or why not
    (translated). ``last`` says that what is next goes to the freelancer, not to the client.
    """

    number: int
    instalment: Instalment
    open: Money
    days_late: int
    rungs: tuple[RungLine, ...]
    tone: Tone | None
    ready_on: date | None
    ready: bool
    why: str
    last: bool = False


class Suggestion(Record):
    """Something to do about a payment that does not come: in words, and on the command line where there is a way."""

    text: str
    command: str = ""


def late_payments(desk: Desk, project: Project) -> tuple[LatePayment, ...]:
    """Return the late payments of a project, the longest due first."""
    file = desk.reader.project(project.id)
    quiet_on = quiet_for(desk, file)
    today = desk.today()
    return tuple(
        _late(desk, number, one, quiet_on) for number, one in enumerate(by_due(file), 1) if is_late(one, today)
    )


def quiet_for(desk: Desk, file: ProjectFile) -> QuietOn:
    """Return the judgement of the days on which this client is not spoken to about money."""
    return quiet_days(desk.profile(), _client(desk, file), desk.calendar())


def tone_name(tr: Translator, tone: Tone) -> str:
    """Return what a tone is called."""
    return tr.pgettext("tone of a reminder", TONES[tone])


def suggestions(desk: Desk, project: Project) -> tuple[Suggestion, ...]:
    """Return what there is to do when letters have not helped: from the record of this project alone."""
    from freelance_comm.services.payments import payment_view

    tr, file = desk.tr, desk.reader.project(project.id)
    client, view = _client(desk, file), payment_view(desk, project)
    ref = project.ref
    found = []
    phones = [f"{show(one.name)}, {show(one.phone)}" for one in client.contacts if one.phone] if client else []
    if phones:
        found.append(Suggestion(text=tr.gettext("Call: {who}. Hearing a voice often solves it.").format(who=phones[0])))
    else:
        found.append(Suggestion(text=tr.gettext("Call rather than write: hearing a voice often solves it.")))
    split = tr.gettext("Offer to split the {money} that is open into smaller sums.")
    found.append(
        Suggestion(
            text=split.format(money=told_money(desk, view.overdue)),
            command=f"freelance-comm payment ways {ref}",
        )
    )
    if view.at_risk is not None and view.at_risk.amount > 0:
        risk = tr.gettext("Pause the work until it is settled: {money} of it is already unpaid.")
        found.append(Suggestion(text=risk.format(money=told_money(desk, view.at_risk))))
    else:
        found.append(Suggestion(text=tr.gettext("Start nothing new for them until it is settled.")))
    if any(one.done_on is None for one in file.requirements):
        found.append(Suggestion(text=tr.gettext("Hand over the rest once the money has arrived.")))
    found.append(
        Suggestion(
            text=tr.gettext("Write the last letter, with the day until which you will wait."),
            command=f"freelance-comm payment remind {ref} --tone last",
        )
    )
    text = tr.gettext("Before you threaten anything, ask somebody who knows the law where the client is.")
    return (*found, Suggestion(text=text))


def _late(desk: Desk, number: int, one: Instalment, quiet_on: QuietOn) -> LatePayment:
    today, tr = desk.today(), desk.tr
    rung = next_rung(one, quiet_on)
    sent = {reminder.tone: reminder.on for reminder in one.reminded}
    rungs = tuple(
        RungLine(
            tone=tone,
            name=tone_name(tr, tone),
            sent_on=sent.get(tone),
            ready_on=rung.ready_on if rung is not None and rung.tone is tone else None,
        )
        for tone in Tone
    )
    ready = rung is not None and rung.ready_on <= today and quiet_on(today) is None
    return LatePayment(
        number=number,
        instalment=one,
        open=one.open,
        days_late=(today - one.due).days,
        rungs=rungs,
        tone=rung.tone if rung is not None else None,
        ready_on=rung.ready_on if rung is not None else None,
        ready=ready,
        why=_why(desk, one, quiet_on, ready=ready),
        last=rung is not None and rung.tone is Tone.LAST,
    )


def _why(desk: Desk, one: Instalment, quiet_on: QuietOn, *, ready: bool) -> str:
    """Return in words when the next reminder may go out, or why not today."""
    from freelance_comm.text.telling import dated

    tr, rung, hush = desk.tr, next_rung(one, quiet_on), quiet_on(desk.today())
    if rung is None:
        said = tr.gettext("The last reminder went out on {day}; letters have done what they can.")
        return said.format(day=dated(one.reminded[-1].on, tr))
    if ready and rung.tone is Tone.LAST:
        return tr.gettext(
            "Three reminders have gone out. What comes now is yours to decide; nothing is written by itself."
        )
    if ready:
        return tr.gettext("The {tone} reminder can go out today.").format(tone=tone_name(tr, rung.tone))
    if rung.ready_on <= desk.today() and hush is not None:
        return _hushed(hush, tr)
    said = tr.gettext("From {day} the {tone} reminder can go out.")
    return said.format(tone=tone_name(tr, rung.tone), day=dated(rung.ready_on, tr))


def _hushed(hush: tuple[Hush, str], tr: Translator) -> str:
    kind, name = hush
    if kind is Hush.HOLIDAY_THERE:
        return tr.gettext("Today is a holiday where the client is ({name}): it waits.").format(name=show(name))
    if kind is Hush.WEEKEND:
        return tr.gettext("It is the weekend: it waits until Monday.")
    return tr.gettext("Today is a day off: it waits until you work again.")


def _client(desk: Desk, file: ProjectFile) -> Client | None:
    return next((one for one in desk.reader.clients() if one.id == file.head.client_id), None)
