"""A workspace keeps what is put into it, each kind in its place, and hands it out again."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB

from freelance_comm.domain.errors import EditConflict, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt
from freelance_comm.domain.people import Contact, NameForms, Profile
from freelance_comm.domain.project import Passage, ProjectState, Requirement, SentDraft, Step, StepKind
from freelance_comm.domain.promise import PromiseState
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.domain.record import Record
from freelance_comm.store import ClientName, ProjectName, Workspace
from tests.unit.store.sample import MONTH, NOW, client, content, entry, filled, message, project, promise, timer

EUR = "EUR"
LINE = LineItem(
    description="Übersetzung",
    unit=Unit.WORD,
    quantity=Decimal("1234.5"),
    unit_price=Money(amount=Decimal("0.11"), currency=EUR),
)
QUOTE = Quote(
    id=500,
    ref="Q-2026-001",
    created=NOW,
    currency=EUR,
    options=(QuoteOption(items=(LINE.but(tax_percent=Decimal(19), estimate_hours=Decimal("6.5")),)),),
)
INSTALMENT = Instalment(id=600, label="Deposit", amount=Money(amount=Decimal(100), currency=EUR), due=date(2026, 4, 1))
PARTS: tuple[Record, ...] = (
    Requirement(id=700, text="Trei pagini", said_by="Ioana", said_on=date(2026, 3, 1)),
    QUOTE,
    INSTALMENT.but(receipts=(Receipt(on=date(2026, 3, 30), amount=Money(amount=Decimal("40.50"), currency=EUR)),)),
    promise(),
    Step(id=800, kind=StepKind.THEIRS, text="Фотографии", added=NOW),
    Passage(id=900, at=NOW, origin="contact", target="quote", unmet=("core_problem",), reason="known client"),
    SentDraft(id=950, at=NOW, template="work/report", period_start=date(2026, 3, 1), period_end=date(2026, 3, 2)),
)


def test_an_empty_folder_reads_as_an_empty_workspace(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "data")
    reader = workspace.reader()
    assert not workspace.exists()
    assert reader.profile() is None
    assert (reader.clients(), reader.summaries(closed=True), reader.timer(), reader.conversations()) == (
        (),
        (),
        None,
        (),
    )
    assert not (tmp_path / "data").exists()


def test_the_parts_of_a_project_come_back_as_they_were_put_in(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        for part in PARTS:
            change.add(part, project_id=10)
    found = Workspace(tmp_path).reader().project(10)
    parts = (
        found.requirements,
        found.quotes,
        found.instalments,
        found.promises,
        found.steps,
        found.passages,
        found.sent,
    )
    assert found.head == project()
    assert parts == tuple((part,) for part in PARTS)


def test_clients_messages_and_the_timer_come_back_as_they_were_put_in(tmp_path: Path) -> None:
    asked = client(2, forms=NameForms(vocative="doamnă Petrescu"), contacts=(Contact(name="Ana", role="boss"),))
    said = message(excerpt="Bună ziua", snoozed_until=NOW + timedelta(hours=1, microseconds=5))
    with filled(tmp_path).change(NOW) as change:
        change.add(asked)
        change.add(said)
        change.add(timer())
        change.add(promise(project_id=None))
    reader = Workspace(tmp_path).reader()
    assert reader.clients() == (client(), asked)
    assert reader.messages(NOW.date(), NOW.date()) == (said,)
    assert reader.timer() == timer()
    assert reader.client_promises() == (promise(project_id=None),)


def test_the_profile_comes_back_as_it_was_put_in(tmp_path: Path) -> None:
    profile = Profile(name="Ilinca", hourly_rate=Decimal("45.50"), signatures={"ru": "С уважением"})
    with Workspace(tmp_path).change(NOW) as change:
        change.save_profile(None, profile)
    assert Workspace(tmp_path).reader().profile() == profile


def test_each_kind_of_record_lies_in_its_file(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message())
        change.add(timer())
        change.save_profile(None, Profile())
    assert sorted(content(tmp_path)) == [
        "clients.json",
        "messages/2026-03.json",
        "projects/site-10.json",
        "running.json",
        MONTH,
        "workspace.json",
    ]


def test_stock_tinydb_opens_every_file_and_finds_every_document(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message(excerpt="Привет"))
        change.add(timer())
        change.next_ref("C", 2026)
        for part in PARTS:
            change.add(part, project_id=10)
    for file, data in content(tmp_path).items():
        with TinyDB(tmp_path / file, access_mode="r") as database:
            found = {name: {one.doc_id: dict(one) for one in database.table(name)} for name in database.tables()}
        wanted = json.loads(data)
        assert found == {name: {int(key): one for key, one in table.items()} for name, table in wanted.items()}


def test_stock_tinydb_can_add_a_record_that_is_then_read(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with TinyDB(tmp_path / MONTH) as database:
        table = database.table("entries")
        table.update({"note": "by hand"}, doc_ids=[100])
    assert workspace.reader().all_entries(10) == (entry(note="by hand"),)


def test_there_is_one_document_a_line_with_its_keys_sorted(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(99, note="é"))
    lines = (tmp_path / MONTH).read_text(encoding="utf-8").splitlines()
    assert [line[:5] for line in lines] == ["{", '"entr', '"99":', '"100"', "},", '"form', '"1": ', "}", "}"]
    assert '"note": "é"' in lines[2]
    keys = list(json.loads(lines[3].partition(": ")[2].rstrip(",")))
    assert keys == sorted(keys)


def test_a_field_that_holds_its_default_is_not_written(tmp_path: Path) -> None:
    filled(tmp_path)
    document = json.loads((tmp_path / MONTH).read_text(encoding="utf-8"))["entries"]["100"]
    assert document == {"day": "2026-03-02", "project_id": 10, "seconds": "3600", "zone": "UTC"}


def test_unknown_fields_survive_an_edit_of_the_record_and_of_its_neighbour(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(client(2, contacts=(Contact(name="Ana"), Contact(name="Bob"))))
    path = tmp_path / "clients.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["later"] = {"5": {"kind": "unknown"}}
    tables["clients"]["2"]["shoe_size"] = 44
    tables["clients"]["2"]["contacts"][1]["fax"] = "none"
    path.write_text(json.dumps(tables), encoding="utf-8")
    before = workspace.reader().clients()[1]
    with workspace.change(NOW) as change:
        change.save(before, before.but(notes="x", contacts=(Contact(name="Ana", role="boss"), Contact(name="Bob"))))
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["later"] == tables["later"]
    assert after["clients"]["2"]["shoe_size"] == 44
    assert after["clients"]["2"]["contacts"] == [{"name": "Ana", "role": "boss"}, {"fax": "none", "name": "Bob"}]


def test_nothing_is_written_where_the_block_fails(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with pytest.raises(RuntimeError), workspace.change(NOW) as change:
        change.add(entry(101))
        raise RuntimeError
    assert content(tmp_path) == before


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = (tmp_path / "clients.json").stat()
    with workspace.change(NOW) as change:
        change.save(client(), client())
    assert (tmp_path / "clients.json").stat().st_ino == before.st_ino


def test_a_change_sees_its_own_edits(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(project(11, name="Second"))
        change.add(promise(project_id=11))
        change.add(entry(101, project_id=11, seconds=Decimal(60)))
        change.add(entry(102, project_id=11, day=date(2026, 4, 1)))
        change.add(message())
        assert [one.project.id for one in change.summaries()] == [10, 11]
        assert change.project(11).promises == (promise(project_id=11),)
        assert change.seconds_spent()[11] == 3660
        assert [one.id for one in change.all_entries(11)] == [101, 102]
        assert change.conversations()[0].waiting == message()


def test_readers_do_not_see_a_change_before_it_is_saved(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(101))
        assert [one.id for one in workspace.reader().all_entries(10)] == [100]
    assert [one.id for one in workspace.reader().all_entries(10)] == [100, 101]


def test_an_entry_moves_to_the_month_of_its_new_day(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(entry(), entry(day=date(2026, 2, 27)))
    assert workspace.reader().all_entries(10) == (entry(day=date(2026, 2, 27)),)
    assert json.loads((tmp_path / MONTH).read_text(encoding="utf-8"))["entries"] == {}


def test_an_entry_that_another_edit_moved_to_another_month_is_still_found(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(entry(), entry(day=date(2026, 2, 27)))
    with workspace.change(NOW) as change:
        change.save(entry(), entry(note="late"))
    assert workspace.reader().all_entries(10) == (entry(day=date(2026, 2, 27), note="late"),)


def test_a_promise_moves_with_its_project(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(promise())
    with workspace.change(NOW) as change:
        change.save(promise(), promise(project_id=None))
    assert workspace.reader().client_promises() == (promise(project_id=None),)
    assert workspace.reader().project(10).promises == ()


def test_an_archived_project_is_only_found_when_closed_ones_are_asked_for(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    closed = project(state=ProjectState.CLOSED, closed_on=NOW.date())
    with workspace.change(NOW) as change:
        change.save(project(), closed)
        change.archive(10, 2026)
    reader = workspace.reader()
    assert (tmp_path / "archive/2026/site-10.json").exists()
    assert reader.summaries() == () and reader.project_names() == ()
    assert [one.project for one in reader.summaries(closed=True)] == [closed]
    assert reader.project(10).head == closed


def test_an_archived_project_can_be_edited_and_brought_back(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.archive(10, 2026)
    with workspace.change(NOW) as change:
        change.add(INSTALMENT, project_id=10)
    with workspace.change(NOW) as change:
        change.unarchive(10)
        change.save(project(), project(name="Back"))
    assert workspace.reader().project(10).instalments == (INSTALMENT,)
    assert sorted(content(tmp_path))[1] == "projects/site-10.json"
    assert workspace.reader().notices() == ()


def test_removing_a_project_removes_its_file_and_keeps_a_generation(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.remove(project())
    assert "projects/site-10.json" not in content(tmp_path)
    assert len(list((tmp_path / ".state/history/projects/site-10.json").iterdir())) == 1
    assert workspace.reader().notices() == ()


def test_a_part_of_a_project_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with pytest.raises(NotFound), workspace.change(NOW) as change:
        change.add(INSTALMENT, project_id=99)


def test_an_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with pytest.raises(EditConflict), workspace.change(NOW) as change:
        change.add(entry())


def test_a_second_timer_is_refused_and_says_where_the_first_was_started(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(timer(owner="tui"))
    with pytest.raises(EditConflict, match="tui"), workspace.change(NOW) as change:
        change.add(timer(401))


def test_names_are_found_without_opening_more(tmp_path: Path) -> None:
    reader = filled(tmp_path).reader()
    assert reader.project_names() == (ProjectName(id=10, ref="P-2026-010", name="Site", client_id=1),)
    assert reader.client_names() == (ClientName(id=1, ref="C-2026-001", name="Ioana Popescu"),)


def test_a_summary_names_what_is_next(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    later = INSTALMENT.but(id=601, due=date(2026, 5, 1))
    paid = INSTALMENT.but(id=602, due=date(2026, 3, 1), receipts=(Receipt(on=NOW.date(), amount=INSTALMENT.amount),))
    with workspace.change(NOW) as change:
        for part in (*PARTS, later, paid, promise(301, state=PromiseState.KEPT)):
            change.add(part, project_id=10)
        change.add(QUOTE.but(id=501, created=NOW + timedelta(days=1), state=QuoteState.DECLINED), project_id=10)
        change.add(SentDraft(id=951, at=NOW + timedelta(days=1), template="contact/first"), project_id=10)
    (summary,) = Workspace(tmp_path).reader().summaries()
    assert summary.open_promises == (promise(),)
    assert summary.next_instalment is not None and summary.next_instalment.id == INSTALMENT.id
    assert summary.last_report is not None and summary.last_report.id == 950
    assert summary.quote_total == Money(amount=Decimal("161.60"), currency=EUR)
    assert summary.quote_hours == Decimal("6.5")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_files_belong_to_their_owner_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        workspace = filled(tmp_path / "data")
        with workspace.change(NOW) as change:
            change.add(entry(101))
        workspace.reader().summaries()
    finally:
        os.umask(before)
    modes = {oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*") if path.is_file()}
    folders = {oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*") if path.is_dir()}
    assert (modes, folders) == ({"0o600"}, {"0o700"})


def test_what_a_reader_hands_out_is_its_own_copy(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(project(), project(facts={"budget": "100"}))
    workspace.reader().project(10).head.facts["budget"] = "0"
    workspace.reader().summaries()[0].project.facts["budget"] = "0"
    assert workspace.reader().project(10).head.facts == {"budget": "100"}
    assert workspace.reader().summaries()[0].project.facts == {"budget": "100"}


def test_the_stamp_changes_with_every_save_and_with_every_change_by_hand(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    first = workspace.stamp()
    assert workspace.stamp() == first
    with workspace.change(NOW) as change:
        change.add(entry(101))
    second = workspace.stamp()
    path = tmp_path / "clients.json"
    path.write_bytes(path.read_bytes() + b"\n")
    assert len({first, second, workspace.stamp()}) == 3


def test_a_throw_away_workspace_flushes_nothing_and_keeps_no_history(tmp_path: Path) -> None:
    from tests.unit.store.sample import Counter

    with Counter() as counter:
        workspace = filled(tmp_path, durable=False)
        with workspace.change(NOW) as change:
            change.add(entry(101))
    assert "fsync" not in {call for call, _ in counter.calls}
    assert not (tmp_path / ".state/history").exists()
    assert [one.id for one in Workspace(tmp_path).reader().all_entries(10)] == [100, 101]
