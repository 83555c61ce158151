"""Mail as rows: the mailboxes, who could be a client, what was left out and why; and what to do where there is none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.record import Record
from freelance_comm.services import mail_left_out
from freelance_comm.services.mail_left_out import PutAside
from freelance_comm.services.mail_people import Offer
from freelance_comm.services.mail_sources import SourceLine
from freelance_comm.text.telling import near
from freelance_comm.tui.columns import Column
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "mailboxes": (
        Column(most=1, least=1, tight=True),
        Column(most=80, least=16, grows=True),
        Column(most=30, least=12),
    ),
    "people": (
        Column(most=1, least=1, tight=True),
        Column(most=30, least=12, grows=True),
        Column(most=44, least=14, drop=2),
        Column(most=18, least=10),
        Column(most=18, least=6, drop=1),
    ),
    "left": (
        Column(most=1, least=1, tight=True),
        Column(most=18, least=6, drop=2),
        Column(most=26, least=10),
        Column(most=60, least=12, grows=True),
        Column(most=36, least=14, drop=1),
    ),
}
SHOWN = 200
"""So many people, and so many mails, are listed; the others are told in a number."""


class MailView(Record):
    """What the page shows."""

    mailboxes: tuple[SourceLine, ...]
    people: tuple[Offer, ...]
    left_out: tuple[PutAside, ...]
    now: datetime
    zone: str


def rows(view: MailView, tr: Translator) -> list[Row]:
    """Return the rows of the page."""
    if not view.mailboxes and not view.people and not view.left_out:
        return _nothing_yet(tr)
    return [*_mailboxes(view, tr), *_people(view, tr), *_left_out(view, tr)]


def _nothing_yet(tr: Translator) -> list[Row]:
    t = tr.gettext
    words = t(
        "Show this page the mail you have, and it knows who is waiting for your answer. It only reads: nothing is "
        "sent, nothing is marked as read. It keeps who wrote when, the subject and the first words; the mail itself "
        "stays where it is."
    )
    return [
        text(words),
        BLANK,
        text(
            t("A mailbox on this computer: a Maildir, an mbox file, a folder of .eml files"),
            mark="○",
            id="new",
            act="new_mailbox",
        ),
        text(t("An account on a mail server (IMAP)"), mark="○", id="accounts", act="accounts"),
        text(t("First see how fast you answer, without storing anything"), mark="○", id="look", act="look_at_mailbox"),
    ]


def _mailboxes(view: MailView, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("Mailboxes"))]
    for one in view.mailboxes:
        read = one.source.read_at
        when = near(read, view.now, view.zone, tr) if read is not None else tr.gettext("not read yet")
        said = tr.gettext("last news {when}").format(when=when) if read is not None else when
        name = shortened(one.source.place) if one.source.kind is SourceKind.PATH else one.source.place
        made.append(
            line(
                "mailboxes",
                Cell(text="○", style="dim"),
                name,
                Cell(text=said, style="dim"),
                id=f"mailbox:{one.source.kind}:{one.source.place}",
                act="read_mail",
                thing=one,
            )
        )
    if not view.mailboxes:
        made.append(text(tr.gettext("None are read any more."), style="dim"))
    return made


def shortened(place: str) -> str:
    """Return a path with the home folder as ``~``."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return place
    return f"~{place[len(home) :]}" if home != "/" and place.startswith(f"{home}/") else place


def _people(view: MailView, tr: Translator) -> list[Row]:
    if not view.people:
        return []
    count = tr.ngettext("{n} person", "{n} people", len(view.people)).format(n=len(view.people))
    made = [BLANK, heading(tr.gettext("Could be clients"), count)]
    for one in view.people[:SHOWN]:
        person = one.person
        mails = tr.gettext("{received} in, {sent} out").format(received=person.received, sent=person.sent)
        when = near(person.last_at, view.now, view.zone, tr) if person.last_at is not None else ""
        name = f"{one.name} · {one.client_name}" if one.client_name else one.name
        made.append(
            line(
                "people",
                Cell(text="·", style="dim"),
                name,
                Cell(text=person.address if person.address != one.name else "", style="dim"),
                mails,
                Cell(text=when, style="dim"),
                id=f"person:{person.id}",
                act="take_client",
                thing=one,
            )
        )
    return made + _more(len(view.people), tr)


def _left_out(view: MailView, tr: Translator) -> list[Row]:
    if not view.left_out:
        return []
    count = tr.ngettext("{n} email", "{n} emails", len(view.left_out)).format(n=len(view.left_out))
    made = [BLANK, heading(tr.gettext("Left out"), count)]
    for one in view.left_out[:SHOWN]:
        mail = one.mail
        made.append(
            line(
                "left",
                Cell(text="·", style="dim"),
                Cell(text=mail_left_out.when(mail, view.now, view.zone, tr), style="dim"),
                one.client_name or mail.name or mail.sender,
                mail.subject,
                Cell(text=one.why, style="dim"),
                id=f"left:{mail.id}",
                thing=one,
            )
        )
    return made + _more(len(view.left_out), tr)


def _more(count: int, tr: Translator) -> list[Row]:
    left = count - SHOWN
    if left <= 0:
        return []
    return [text(tr.ngettext("and {n} more", "and {n} more", left).format(n=left), style="dim")]
