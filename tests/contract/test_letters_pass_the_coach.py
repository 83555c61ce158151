"""The program's own letters give the coach nothing to say: written from the sample, from much and from little."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from freelance_comm import demo
from freelance_comm.domain.errors import BadValue
from freelance_comm.services import deadlines, drafts
from freelance_comm.services.coaching import About, Coached, coached, read_draft
from freelance_comm.services.coaching_record import about_draft
from freelance_comm.services.desk import Desk
from freelance_comm.services.letter_names import DOCUMENTS, SITUATIONS
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator
from tests.contract.letters import COACHED, FRIDAY, GENDERS, addressed, bare, forms, full, rendered
from tests.contract.sample_quotes import add_to_the_sample

LETTERS = [name for name, form in forms() if form == "txt" and name not in DOCUMENTS]
EVERY_LOCALE = pytest.mark.parametrize("locale", COACHED)
EVERY_LETTER = pytest.mark.parametrize("name", LETTERS)
TUESDAY = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)


def said(read: Coached, text: str) -> list[str]:
    """Return the remarks as a person who mends a letter wants to see them."""
    return [f"{remark.rule}: {remark.quote or text}" for remark in read.remarks if not remark.soft]


@cache
def of_the_sample(locale: str) -> dict[str, list[str]]:
    """Return by letter what the coach says of it, written for each project of the sample that has the facts for it."""
    found: dict[str, list[str]] = {}
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "data", durable=False)
        desk = Desk(workspace, clock=lambda: TUESDAY, tr=translator(locale), zone="Europe/Bucharest")
        demo.build(workspace, locale, TUESDAY)
        add_to_the_sample(desk)
        for name, draft, slips in _letters(desk):
            text, about = drafts.as_text(desk, draft), about_draft(desk, draft)
            if slips:  # that the promised day no longer holds is true, and the letter's fault in nothing
                about = about.but(earliest_realistic=None, safe_day=None)
            found.setdefault(name, []).extend(said(coached(desk, text, about), text))
    return found


def _letters(desk: Desk) -> Iterator[tuple[str, drafts.Draft, bool]]:
    for summary in desk.reader.summaries(closed=True):
        slips = deadlines.notice(desk, summary.project) is not None
        for line in drafts.drafts_for(desk, summary.project):
            try:
                yield line.name, drafts.compose(desk, summary.project, line.name), slips
            except BadValue:  # this project does not hold what the letter needs
                continue


@EVERY_LOCALE
@EVERY_LETTER
def test_a_letter_of_the_sample_gives_the_coach_nothing_to_say(name: str, locale: str) -> None:
    assert of_the_sample(locale).get(name, []) == []


@EVERY_LOCALE
def test_nearly_every_letter_can_be_written_from_the_sample(locale: str) -> None:
    of_stages = {*LETTERS} - {*SITUATIONS}  # what a situation asks for is tried where the situation is made
    assert len(of_stages & set(of_the_sample(locale))) >= len(of_stages) - 1


@EVERY_LOCALE
@EVERY_LETTER
@pytest.mark.parametrize("facts", [full, bare], ids=["much", "little"])
def test_a_letter_gives_nothing_to_say_however_the_client_is_addressed(name: str, locale: str, facts: object) -> None:
    known = full(locale) if facts is full else bare(name, locale)
    if known["actions"]:  # a report of nothing but "other work" deserves its remark
        known["actions"] = full(locale)["actions"]
    for formal in (True, False):
        for writer in GENDERS:
            draft = rendered(name, locale, addressed(known, formal=formal, writer=writer))
            about = About(locale=locale, kind=draft.kind, client_name=known["client"]["called"])
            read, _promises = read_draft(translator("en"), draft.body, about, FRIDAY.date())
            assert said(read, draft.body) == [], f"formal {formal}, writer {writer}"
