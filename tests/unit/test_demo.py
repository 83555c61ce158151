"""The sample workspace is lively at any moment, in every language, and never touches real data."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm import bootstrap, demo
from freelance_comm.domain.complaint import Complaint
from freelance_comm.domain.feedback import Feedback, Tone
from freelance_comm.domain.negotiation import Outcome
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.domain.quote import QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.services import agenda, report_rhythm, standing
from freelance_comm.services.agenda_item import SectionKind
from freelance_comm.services.complaint_views import all_complaints, remedy_promise
from freelance_comm.services.desk import Desk
from freelance_comm.stages.registry import STAGE_IDS
from freelance_comm.store import Workspace
from freelance_comm.store.inventory import kinds
from freelance_comm.text.catalog import interface_locales, translator

MOMENTS = {
    "a Friday afternoon": datetime(2026, 11, 20, 12, 5, tzinfo=UTC),
    "a Monday before work": datetime(2026, 3, 2, 5, 0, tzinfo=UTC),
    "a Saturday night": datetime(2027, 7, 10, 23, 30, tzinfo=UTC),
    "the first of January": datetime(2028, 1, 1, 0, 0, tzinfo=UTC),
    "the night of the clocks": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
}
NOT_OF_THE_SAMPLE = {"mail_sources", "mail_people", "left_out", "tasks"}
"""What a mailbox brings, and tasks, which come of the lines of a quote where somebody times or ticks them."""
EVERY_LANGUAGE = pytest.mark.parametrize("locale", interface_locales())
EVERY_MOMENT = pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)


def built(folder: Path, locale: str, now: datetime) -> Desk:
    """Return a desk on a fresh sample."""
    workspace = Workspace(folder / "data", durable=False)
    demo.build(workspace, locale, now)
    return Desk(workspace, clock=lambda: now, tr=translator(locale), zone="UTC")


@EVERY_LANGUAGE
@EVERY_MOMENT
def test_the_day_is_full_at_any_moment(tmp_path: Path, locale: str, now: datetime) -> None:
    today = agenda.agenda(built(tmp_path, locale, now))
    kinds = {str(section.kind) for section in today.sections if section.items}
    assert {"waiting", "promised", "slipping", "report", "quiet", "money"} <= kinds
    assert today.timer is not None


@EVERY_LANGUAGE
def test_there_is_a_project_in_every_stage(tmp_path: Path, locale: str) -> None:
    desk = built(tmp_path, locale, MOMENTS["a Friday afternoon"])
    assert {one.project.stage for one in desk.reader.summaries()} == set(STAGE_IDS)


@EVERY_MOMENT
def test_a_promise_is_due_on_the_working_day_at_hand(tmp_path: Path, now: datetime) -> None:
    desk = built(tmp_path, "ro", now)
    first = desk.calendar().working_days(desk.today(), 1)
    assert first is not None
    open_ones = [promise for summary in desk.reader.summaries() for promise in summary.open_promises]
    assert desk.calendar().end_of_day(first) in [promise.due for promise in open_ones]


@EVERY_MOMENT
def test_the_deadline_of_the_work_in_hand_slips_and_its_report_is_due(tmp_path: Path, now: datetime) -> None:
    desk = built(tmp_path, "en", now)
    work = next(one for one in desk.reader.summaries() if one.project.stage == "work")
    assert any(promise.source is PromiseSource.DEADLINE for promise in work.open_promises)
    assert standing.slip(desk, desk.reader.project(work.project.id)) is not None
    due = report_rhythm.next_report_due(desk, work)
    assert due is not None
    assert due <= desk.today() + timedelta(days=2)


def every_file(desk: Desk) -> list[ProjectFile]:
    """Return every project of the sample with all that belongs to it."""
    return [desk.reader.project(one.project.id) for one in desk.reader.summaries(closed=True)]


@EVERY_LANGUAGE
@EVERY_MOMENT
def test_what_was_talked_over_is_settled_and_asks_for_nothing_today(tmp_path: Path, locale: str, now: datetime) -> None:
    desk = built(tmp_path, locale, now)
    assert [section for section in agenda.agenda(desk).sections if section.kind is SectionKind.COMPLAINT] == []
    negotiations = [one for file in every_file(desk) for one in file.negotiations]
    assert [one.outcome for one in negotiations] == [Outcome.AGREED]
    assert not any(one.is_open for one in all_complaints(desk.reader))
    moments = [negotiations[0].opened_at, *(one.at for one in negotiations[0].positions)]
    moments += [one.said_at for one in desk.reader.of_clients(Feedback)]
    assert max(moments) < now


@EVERY_LANGUAGE
@EVERY_MOMENT
def test_a_complaint_went_the_whole_way_in_order(tmp_path: Path, locale: str, now: datetime) -> None:
    desk = built(tmp_path, locale, now)
    (told,) = desk.reader.of_clients(Complaint)
    promise = remedy_promise(desk.reader, told)
    assert promise is not None
    assert promise.state in (PromiseState.KEPT, PromiseState.EARLY)
    way = [told.raised_at, told.answered_at, told.owned_at, told.remedied_at, told.told_at, told.checked_at]
    moments = [moment for moment in way if moment is not None]
    assert len(moments) == len(way)
    assert moments == sorted(moments)
    assert told.resolved_on is not None
    assert moments[-1].date() <= told.resolved_on <= now.date()
    assert told.outcome


@EVERY_LANGUAGE
def test_one_word_may_be_quoted_and_one_teaches_something(tmp_path: Path, locale: str) -> None:
    good, mixed = built(tmp_path, locale, MOMENTS["a Friday afternoon"]).reader.of_clients(Feedback)
    assert (good.tone, good.may_be_quoted, mixed.tone, mixed.may_be_quoted) == (Tone.GOOD, True, Tone.MIXED, False)
    assert good.signed.startswith(good.said_by)
    assert mixed.lesson


@EVERY_LANGUAGE
def test_an_addition_was_accepted_and_a_line_given_to_somebody_else(tmp_path: Path, locale: str) -> None:
    files = every_file(built(tmp_path, locale, MOMENTS["a Friday afternoon"]))
    ((file, addition),) = [(file, one) for file in files for one in file.additions]
    assert (file.head.state, addition.state) == (ProjectState.CLOSED, QuoteState.ACCEPTED)
    assert file.agreed is not None
    assert file.quote is not None
    assert file.agreed.hours == file.quote.option.hours + addition.option.hours
    assert addition.requirement_id in {wish.id for wish in file.requirements if wish.done_on is not None}
    hired = [one for file in files for quote in file.quotes for one in quote.option.recommended]
    assert [bool(one.what and one.whom) for one in hired] == [True]


@EVERY_LANGUAGE
def test_the_sample_holds_every_kind_of_record_there_is(tmp_path: Path, locale: str) -> None:
    rows = built(tmp_path, locale, MOMENTS["a Friday afternoon"]).reader.rows()
    assert set(kinds()) - {row.kind for row in rows} == NOT_OF_THE_SAMPLE


@EVERY_LANGUAGE
def test_the_clients_write_in_several_languages(locale: str) -> None:
    cast = demo.cast_for(locale)
    clients = [value for value in cast.values().values() if isinstance(value, Client)]
    assert len({client.language for client in clients}) == 3
    assert cast.profile.language == locale
    assert set(cast.profile.signatures) == {client.language for client in clients}


@EVERY_LANGUAGE
def test_the_same_moment_gives_the_same_sample(tmp_path: Path, locale: str) -> None:
    now = MOMENTS["a Friday afternoon"]
    first, second = (told(tmp_path / name, locale, now) for name in ("a", "b"))
    assert first == second


def told(folder: Path, locale: str, now: datetime) -> list[str]:
    """Return every file of a sample, numbers of records left out: they hold a part of chance."""
    built(folder, locale, now)
    data = folder / "data"
    files = sorted(path for path in data.rglob("*.json") if ".state" not in path.parts)
    assert files
    return [re.sub(r"\d{14,}", "N", f"{path.relative_to(data)}\n{path.read_text(encoding='utf-8')}") for path in files]


@pytest.mark.parametrize(
    ("locale", "language"), [("fr_CA", "fr"), ("ro_MD", "ro"), ("pt_BR", "en"), ("de_AT.UTF-8", "de")]
)
def test_other_locales_meet_the_nearest_cast(locale: str, language: str) -> None:
    assert demo.cast_for(locale).profile.language == language


def texts(value: object) -> list[str]:
    """Return every text in a record."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Record):
        return [text for inner in value.values().values() for text in texts(inner)]
    if isinstance(value, tuple):
        return [text for inner in value for text in texts(inner)]
    return []


@EVERY_LANGUAGE
def test_nobody_in_the_sample_can_be_written_to(locale: str) -> None:
    addresses = [text for text in texts(demo.cast_for(locale)) if "@" in text]
    assert len(addresses) >= 7
    assert all(re.search(r"\.example\.(com|org|net)$", address) for address in addresses)


@EVERY_LANGUAGE
def test_the_sample_is_typeset_as_its_language_wants(locale: str) -> None:
    words = "\n".join(texts(demo.cast_for(locale)))
    assert not re.search("[şţŞŢ]|'|  ", words)
    assert not re.search(r"[a-zà-ÿ] [;?!](?!\w)", words)


def test_the_demonstration_leaves_real_data_and_the_disk_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FREELANCE_COMM_DATA", str(tmp_path / "real"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    chosen = bootstrap.load_settings(now="2026-11-20T14:05:00+02:00", lang="ru")
    with demo.opened_demo(chosen, owner="cli") as desk:
        assert desk.profile().name == "Полина Вересова"
        assert desk.demo
        assert desk.workspace.root.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []
