"""Homes in which every kind of change can be made: the sample, a small one, one with a mailbox, one for forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.negotiation import Subject
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import Contact, Profile, WorkingHours
from freelance_comm.domain.quote import Unit
from freelance_comm.services import (
    additions,
    checklist,
    clients,
    clock_steps,
    coaching_switches,
    mail_import,
    messages,
    payments,
    projects,
    promises,
    quoting,
    walk,
)
from freelance_comm.services.desk import Desk
from freelance_comm.services.ways_out import WAYS
from tests.tui import forms_of_all_kinds
from tests.tui.conftest import NOW, ZONE, make_desk
from tests.unit.services.letters import ANA, ME, written


def _desk(root: Path, email: str = "") -> Desk:
    from freelance_comm.services.setup import save_profile

    desk = make_desk(root)
    hours = WorkingHours(zone=ZONE)
    save_profile(desk, None, Profile(name="Ilinca", language="en", currency="EUR", hours=hours, email=email))
    return desk


def _sample(root: Path) -> None:
    from freelance_comm.demo import build

    build(make_desk(root).workspace, "en", NOW)


def _forms(root: Path) -> None:
    forms_of_all_kinds.build(_desk(root))


def _small(root: Path) -> None:
    """Something of every kind, with quotes in every state."""
    desk = _desk(root)
    forms_of_all_kinds.build(desk)
    zoe = clients.add_client(desk, "Zoe")
    blog = projects.add_project(desk, "Blog", client_text=zoe.ref)
    checklist.add_requirement(desk, blog, "an archive")
    _came_back(desk)
    _written_afresh(desk)
    _item(desk, "Blog")
    quoting.add_item(desk, blog, "photographs", unit=Unit.HOUR, quantity="2", price=Decimal(100), done_by="Nils")
    quoting.mark_quote_sent(desk, blog)
    shop = projects.add_project(desk, "Shop", client_text=zoe.ref)
    checklist.add_requirement(desk, shop, "a basket")
    _item(desk, "Shop")
    quoting.accept(desk, shop, NOW.date())
    payments.plan_schedule(desk, shop, TermsKind.WHOLE, first_due=date(2026, 11, 4))
    additions.begin_addition(desk, shop, "Gift cards", asked_by="Zoe")
    number = len(desk.reader.project(shop.id).additions)
    quoting.add_item(desk, shop, "gift cards", unit=Unit.HOUR, quantity="2", price=Decimal(100), addition=number)
    walk.advance(desk, shop, reason="for the test", to="closing")
    promises.add_promise(desk, "a call", client_text=zoe.ref, due=NOW + timedelta(days=3))
    coaching_switches.rest(desk, "greeting", clients.client_by_id(desk, zoe.id))
    for kind in (MessageKind.CC, MessageKind.INVITE):
        messages.log(desk, Direction.IN, zoe.ref, at=NOW - timedelta(hours=4), subject="hello", kind=kind)
    put_off = messages.log(desk, Direction.IN, zoe.ref, at=NOW - timedelta(hours=3), subject="later")
    clock_steps.snooze(desk, put_off.message.id, NOW + timedelta(days=2))


def _came_back(desk: Desk) -> None:
    """Something was finished for the client whose quote is a draft, and something proposed in their negotiation."""
    from freelance_comm.services.negotiations import list_negotiations, propose

    old = projects.add_project(desk, "Old page", client_text="Petrescu")
    walk.close(desk, old, "done and paid")
    propose(desk, list_negotiations(desk)[0].negotiation.id, WAYS[Subject.PRICE][0].name)


def _written_afresh(desk: Desk) -> None:
    """A message of mine, not a reply, may be the answer to one that waits."""
    mara = clients.add_client(desk, "Mara")
    waits = messages.log(desk, Direction.IN, mara.ref, at=NOW - timedelta(hours=5), subject="Launch").message
    with desk.change() as change:
        change.save(waits, waits.but(thread="<1@x>", source_id="<1@x>"))
        mine = Message(
            id=change.new_id(),
            client_id=mara.id,
            direction=Direction.OUT,
            at=NOW - timedelta(hours=1),
            subject="RE: Launch",
            thread="<2@x>",
        )
        change.add(mine)


def _item(desk: Desk, name: str) -> None:
    project = next(one.project for one in desk.reader.summaries() if one.project.name == name)
    quoting.add_item(desk, project, "the whole", unit=Unit.HOUR, quantity="8", price=Decimal(100))


def _post(root: Path) -> None:
    """A mailbox that was read once: a client's question, two of a stranger's mails, a newsletter; and one unread."""
    desk = _desk(root, email=ME)
    clients.add_client(desk, "Ana Petrescu", contacts=(Contact(name="Ana", email=ANA),))
    folders = (root.parent / "Mail", root.parent / "More")
    for folder in folders:
        for name in ("cur", "new", "tmp"):
            (folder / name).mkdir(parents=True)
    letters = [
        written("q@x"),
        written("s@x", sender="bo@other.example", name="Bo"),
        written("t@x", sender="bo@other.example", name="Bo"),
        written("n@x", sender="news@petrescu.example", list_id="<n.p>", subject="Our offers"),
    ]
    for number, letter in enumerate(letters):
        (folders[0] / "new" / f"{number}.desk").write_bytes(letter)
    mail_import.import_from(desk, mail_import.source_for(desk, SourceKind.PATH, str(folders[0])))
    (folders[0] / "new" / "9.desk").write_bytes(written("9@x"))
    (folders[1] / "new" / "0.desk").write_bytes(written("m@x"))


def _blank(root: Path) -> None:
    """Nobody has been welcomed yet."""
    root.mkdir(parents=True)


def _fresh(root: Path) -> None:
    """A profile and nothing else."""
    _desk(root)


HOMES: dict[str, Callable[[Path], None]] = {
    "sample": _sample, "small": _small, "forms": _forms, "post": _post, "blank": _blank, "fresh": _fresh,
}  # fmt: skip
"""How to build each home in a folder of its own."""
