"""Letters about money in every language: the coach passes each way of paying and every reminder; sums are told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind, Tone
from freelance_comm.domain.people import AddressForm
from freelance_comm.domain.quote import Unit
from freelance_comm.services import (
    clients,
    drafts,
    payment_ways,
    payments,
    projects,
    quoting,
    receiving,
    reminder_letters,
)
from freelance_comm.services.coaching import coached
from freelance_comm.services.coaching_record import about_draft
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator
from tests.contract.letters import COACHED, LOCALES, addressed, full, letter

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NAMES = {"en": "Ana Hartley", "ro": "Ana Petrescu", "ru": "Мария Иванова", "fr": "Claire Vasseur"}
EVERY_LOCALE = pytest.mark.parametrize("locale", COACHED)
BOTH_FORMS = pytest.mark.parametrize("form", list(AddressForm))


class _Clock:
    at = MONDAY

    def __call__(self) -> datetime:
        return self.at


@cache
def _letters(locale: str, form: AddressForm) -> dict[str, str]:
    """Return what the coach says of each letter about money, by the letter: the ways, then the reminders."""
    with TemporaryDirectory() as folder:
        clock = _Clock()
        workspace = Workspace(Path(folder) / "data", durable=False)
        desk = Desk(workspace, clock=clock, tr=translator(locale), zone="Europe/Bucharest")
        clients.add_client(desk, NAMES[locale], language=locale, address=form)
        project = projects.add_project(desk, "Site", client_text=NAMES[locale])
        quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=200, price="40")
        return dict(_written(desk, clock, project.id))


def _written(desk: Desk, clock: _Clock, project_id: int) -> Iterator[tuple[str, str]]:
    project = desk.reader.project(project_id).head
    for refused in (False, True):
        if refused:
            payment_ways.refuse_prepayment(desk, project)
        for rung in payment_ways.ladder(desk, project):
            yield f"{rung.kind}, refused {refused}", _said(desk, payment_ways.offer(desk, project, rung))
    payments.plan_schedule(desk, project, TermsKind.INSTALMENTS, first_due=date(2026, 11, 5), parts=3, every_days=1)
    receiving.record_receipt(desk, project, 1, "100", date(2026, 11, 2))
    for day, tone in zip((9, 16, 23, 30), Tone, strict=True):
        clock.at = MONDAY.replace(day=day)
        draft = reminder_letters.compose_letter(desk, project, reminder_letters.letter_of(tone))
        yield str(tone), _said(desk, draft)
        drafts.mark_sent(desk, project, draft)


def _said(desk: Desk, draft: drafts.Draft) -> str:
    read = coached(desk, drafts.as_text(desk, draft), about_draft(desk, draft))
    said = [f"{one.rule}: {one.quote}" for one in read.remarks if not one.soft]
    return "\n".join((*said, *(f"promise: {one.what}" for one in read.promises)))


@EVERY_LOCALE
@BOTH_FORMS
def test_the_coach_has_nothing_to_say_of_letters_about_money(locale: str, form: AddressForm) -> None:
    assert {letter: said for letter, said in _letters(locale, form).items() if said} == {}


@EVERY_LOCALE
def test_every_way_of_paying_and_every_tone_was_written(locale: str) -> None:
    written = " ".join(_letters(locale, AddressForm.FORMAL))
    kinds = (TermsKind.MILESTONES, TermsKind.INSTALMENTS, TermsKind.WEEKLY, TermsKind.DAILY)
    assert [name for name in (*map(str, kinds), *map(str, Tone)) if name not in written] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("received", ["90.21", None], ids=["a part came", "nothing came"])
@pytest.mark.parametrize("chat", [False, True], ids=["letter", "chat"])
def test_a_friendly_reminder_tells_each_sum_once(locale: str, received: str | None, chat: bool) -> None:
    rich = full(locale)
    came = Money(amount=Decimal(received), currency="EUR") if received else None
    reminder = {**rich["reminder"], "amount": Money(amount=Decimal("321.45"), currency="EUR"), "received": came}
    facts = addressed(rich | {"reminder": reminder}, formal=True, writer="neutral", chat=chat)
    text = letter("reminder/friendly", locale, facts)
    digits = "".join(char for char in text if char not in ".,")
    assert (digits.count("32145"), digits.count("9021")) == (1, 1 if received else 0), text
