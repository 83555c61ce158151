"""A client's card as rows: who waits, how to deal with them, everything about them and nothing about others."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client, Contact
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.services.focus import FocusLine, FocusPart
from freelance_comm.services.focus_open import WAITING
from freelance_comm.services.projects import ProjectLine
from freelance_comm.services.reply_clock import ClockView, OwedView
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import near
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.forms import words
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

LONGEST_SHOWN = 4000
"""Characters of a note shown on the card; the form holds all of it."""
LABEL = 20
"""Cells of the left margin, in which the parts of the card have their names."""
GRIDS = {
    "projects": (
        Column(most=1, least=1, tight=True),
        Column(most=40, least=12),
        Column(most=16, least=6),
        Column(most=60, least=8, grows=True, drop=1, below=True),
    ),
    "contacts": (
        Column(most=30, least=10),
        Column(most=30, least=6, drop=2),
        Column(most=40, least=10, below=True),
        Column(most=20, least=8, drop=1, below=True),
    ),
}


class ClientView(Record):
    """What the card shows."""

    client: Client
    projects: tuple[ProjectLine, ...]
    last_contact: datetime | None
    clocks: tuple[ClockView, ...]
    owed: tuple[OwedView, ...]
    holiday: str
    now: datetime
    zone: str
    record: str = ""
    """How fast they were answered, in a line."""
    parts: tuple[FocusPart, ...] = ()


def gather(desk: Desk, client_id: int) -> ClientView:
    """Read a client, open and closed projects, and who owes whom an answer."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.focus_parts import parts
    from freelance_comm.services.projects import list_projects
    from freelance_comm.services.public_holidays import next_holiday_there
    from freelance_comm.services.reply_clock import clocks, they_owe
    from freelance_comm.services.reply_statistics import record_of

    client = client_by_id(desk, client_id)
    contacts = [one.last_contact for one in desk.reader.conversations() if one.client_id == client.id]
    known = [moment for moment in contacts if moment is not None]
    return ClientView(
        client=client,
        projects=tuple(one for one in list_projects(desk, closed=True) if one.summary.project.client_id == client.id),
        last_contact=max(known, default=None),
        clocks=tuple(one for one in clocks(desk, snoozed=True) if one.client.id == client.id),
        owed=tuple(one for one in they_owe(desk) if one.client.id == client.id),
        holiday=next_holiday_there(desk, client),
        now=desk.now(),
        record=record_of(desk, client),
        parts=parts(desk, client),
        zone=desk.zone,
    )


def rows(view: ClientView, tr: Translator) -> list[Row]:
    """Return the card as rows: what is open with them first, then how to deal with them, projects, people, notes."""
    client = view.client
    made: list[Row] = []
    for clock in view.clocks:
        made += _waits(clock, tr)
    for owed in view.owed:
        mark = Cell(text=columns.pad(tr.gettext("You wrote"), LABEL), style="dim")
        right = Cell(text=owed.since_text, style="dim")
        made.append(text(owed.about, mark=mark, right=right, id=f"owed:{owed.message.id}", thing=owed))
    for part in view.parts:
        if part.name == WAITING:
            continue  # stands above, with the reckoning of each clock
        made += [_said(part, number, one, tr) for number, one in enumerate(part.lines)]
    if made:
        made.append(BLANK)
    for label, value in _facts(view, tr):
        if value:
            made.append(text(value, mark=Cell(text=columns.pad(label, LABEL), style="dim")))
    made += [BLANK, heading(tr.gettext("Projects"))]
    made += [_project(one) for one in view.projects]
    if not view.projects:
        none = tr.gettext("None yet. A project is the way from first contact to thanks.")
        made.append(text(none, style="dim", act="new_project"))
    made += [BLANK, heading(tr.gettext("Who is who"))]
    made += [_contact(number, contact) for number, contact in enumerate(client.contacts)]
    if not client.contacts:
        nobody = tr.gettext("Nobody is noted yet. A mail address here goes into your letters.")
        made.append(text(nobody, style="dim", act="add_contact"))
    if client.notes:
        shown = client.notes[:LONGEST_SHOWN] + ("…" if len(client.notes) > LONGEST_SHOWN else "")
        made += [BLANK, heading(tr.gettext("Notes")), text(shown)]
    return made


def _waits(clock: ClockView, tr: Translator) -> list[Row]:
    """Return a message that waits for me, with what may be so and why its clock stands where it stands."""
    mark = Cell(text=columns.pad(tr.gettext("They wrote"), LABEL), style="dim")
    right = Cell(text=clock.left_text, style="soon")
    reasons = " · ".join((*(hint.text for hint in clock.hints), clock.why))
    return [
        text(clock.about, mark=mark, right=right, id=f"message:{clock.message.id}", act="reply", thing=clock),
        text(reasons, mark=Cell(text=columns.pad("", LABEL)), style="dim"),
    ]


def _said(part: FocusPart, number: int, one: FocusLine, tr: Translator) -> Row:
    """Return a line of a part; what can be opened or done has the cursor."""
    usable = bool(one.act) or one.project_id is not None
    label = tr.gettext(part.title) if number == 0 else ""
    return text(
        one.text,
        mark=Cell(text=columns.pad(label, LABEL), style="dim"),
        right=Cell(text=f"▲ {one.right}" if one.late else one.right, style="late" if one.late else "dim"),
        id=f"{part.name}:{one.thing_id or number}" if usable else "",
        act=one.act,
        thing=one,
    )


def _facts(view: ClientView, tr: Translator) -> list[tuple[str, str]]:
    client, t = view.client, tr.gettext
    address = t(words.ADDRESS_FORMS[client.address])
    greeted = f"{client.forms.vocative} · {address}" if client.forms.vocative else address
    last = near(view.last_contact, view.now, view.zone, tr) if view.last_contact else ""
    target = client.reply_target_hours
    every = client.report_every_days
    return [
        (t("Greeted as") if client.forms.vocative else t("Form of address"), greeted),
        (t("Reads"), f"{words.language_name(client.language)} · {t(words.CHANNELS[client.channel])}"),
        (t("Pays in"), client.currency),
        (t("Time zone"), client.zone),
        (t("Likes"), client.likes),
        (t("How to treat them"), client.wishes),
        (t("Last contact"), last),
        (t("Next holiday there"), view.holiday),
        (t("Answer within"), _working_time(target, tr) if target is not None else ""),
        (t("Your answers"), view.record),
        (t("Reports"), tr.ngettext("every {n} day", "every {n} days", every).format(n=every) if every else ""),
        (t("Time is rounded"), _rounding(client, tr)),
        (t("Also kept as"), ", ".join(f"{card.name} {card.ref}" for card in client.earlier)),
    ]


def _rounding(client: Client, tr: Translator) -> str:
    from freelance_comm.domain.rounding import ROUNDING_WORDS

    if not client.rounding_minutes:
        return ""
    return tr.gettext(ROUNDING_WORDS[client.rounding]).format(step=duration(client.rounding_minutes * 60, tr))


def _working_time(hours: Decimal, tr: Translator) -> str:
    return tr.gettext("{duration} of working time").format(duration=duration(hours * 3600, tr))


def _project(one: ProjectLine) -> Row:
    project = one.summary.project
    is_open = project.state is ProjectState.OPEN
    mark = Cell(text="▶", style="accent") if is_open else Cell(text="✓", style="dim")
    cells = (project.name, Cell(text=one.stage_title, style="dim"), Cell(text=one.next_text, style="dim"))
    return line("projects", mark, *cells, id=f"project:{project.id}", thing=project)


def _contact(number: int, contact: Contact) -> Row:
    cells = (contact.name, Cell(text=contact.role, style="dim"), contact.email, contact.phone)
    return line("contacts", *cells, id=f"contact:{number}", thing=contact)
