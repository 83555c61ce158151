"""Complaints, feedback and negotiations go wherever the client goes: exported, taken in again, merged, erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from freelance_comm.domain.negotiation import Subject
from freelance_comm.services import complaint_steps, complaints, erasing, exchange, feedback, joining, negotiations
from freelance_comm.services.clients import find_client
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from tests.unit.services.rig import Rig, at

SAID = ("The menu is still the old one.", "=A joy to work with, “really”", "800 is all we have")


@pytest.fixture
def talked(rig: Rig) -> Rig:
    """Return a desk on which Ana complained, praised and negotiated."""
    rig.client("Ana Petrescu")
    menu = rig.project("Menu")
    view = complaints.add(rig.desk, SAID[0], project_text="Menu")
    complaint_steps.answered(rig.desk, view.complaint.id, owned=True)
    complaint_steps.promise_remedy(rig.desk, view.complaint.id, "the new menu", due=at(4, 12))
    feedback.add(rig.desk, SAID[1], client_text="Ana")
    number = negotiations.start(rig.desk, menu, Subject.PRICE, theirs=SAID[2]).negotiation.id
    negotiations.propose(rig.desk, number, "instalments")
    return rig


def other_desk(rig: Rig, folder: Path) -> Desk:
    """Return a desk on an empty workspace."""
    return Desk(Workspace(folder, durable=False), clock=rig.clock, tr=rig.desk.tr, zone="UTC")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_was_said_is_the_same_after_an_export_and_an_import(talked: Rig, tmp_path: Path, form: str) -> None:
    target = str(tmp_path / f"all.{form}")
    (exchange.export_json if form == "json" else exchange.export_csv)(talked.desk, target)
    second = other_desk(talked, tmp_path / "second")
    exchange.import_file(second, target)
    assert exchange.export_json_text(second) == exchange.export_json_text(talked.desk)


def test_a_client_is_handed_all_that_was_said(talked: Rig) -> None:
    text = exchange.export_json_text(talked.desk, "Ana")
    assert all(words.replace("“", "").split()[0] in text for words in SAID)


def test_a_client_who_is_erased_leaves_no_word_behind(talked: Rig) -> None:
    erasing.erase(talked.desk, find_client(talked.desk, "Ana"))
    left = b"".join(path.read_bytes() for path in talked.folder.rglob("*") if path.is_file())
    assert not any(words.encode() in left for words in ("old one", "joy to work", "800 is all"))


def test_a_merged_client_brings_complaints_and_feedback_along(talked: Rig) -> None:
    kept = talked.client("Café Petrescu")
    joining.join(talked.desk, find_client(talked.desk, "Ana"), kept)
    again = talked.again()
    (complaint,) = complaints.list_complaints(again)
    (said,) = feedback.list_feedback(again)
    (talk,) = negotiations.list_negotiations(again)
    assert {complaint.client_name, said.client_name, talk.client_name} == {"Café Petrescu"}
