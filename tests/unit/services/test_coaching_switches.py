"""No nagging twice: what was waved through and which rules rest is kept with the data, and only there."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.people import Profile
from freelance_comm.services import setup, undoing
from freelance_comm.services.clients import change_client, client_by_id
from freelance_comm.services.coaching import About, Remark, coached
from freelance_comm.services.coaching_switches import (
    MOST_WAVED,
    explain,
    forget_waved,
    rest,
    rule_named,
    rules,
    wake,
    wave_all_through,
    wave_through,
)
from freelance_comm.services.exchange import export_json_text
from tests.unit.services.coach_fake import fake_coach
from tests.unit.services.rig import Rig

DRAFT = "I will send it soon. It is your fault.\n"
EN = About(locale="en")


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch)


def said(rig: Rig, about: About, text: str = DRAFT) -> list[str]:
    return [remark.rule for remark in coached(rig.desk, text, about).remarks]


def test_a_remark_waved_through_is_not_made_again(rig: Rig) -> None:
    first = coached(rig.desk, DRAFT, EN).remarks[0]
    wave_through(rig.desk, first, EN)
    read = coached(rig.desk, DRAFT, EN)
    assert ([remark.rule for remark in read.remarks], read.waved) == (["blame"], 1)


def test_the_same_rule_speaks_up_at_other_words(rig: Rig) -> None:
    wave_through(rig.desk, coached(rig.desk, DRAFT, EN).remarks[0], EN)
    assert said(rig, EN, "You get the rest soon.") == ["vague-promise"]


def test_what_was_waved_through_for_a_project_is_said_in_another(rig: Rig) -> None:
    one, other = rig.project("Landing page"), rig.project("Shop")
    about = EN.but(project=one, client=client_by_id(rig.desk, one.client_id))
    wave_through(rig.desk, coached(rig.desk, DRAFT, about).remarks[0], about)
    assert said(rig, about) == ["blame"]
    assert said(rig, about.but(project=other)) == ["vague-promise", "blame"]


def test_what_was_waved_through_for_a_client_holds_in_all_their_projects(rig: Rig) -> None:
    project = rig.project()
    about = EN.but(client=client_by_id(rig.desk, project.client_id))
    wave_through(rig.desk, coached(rig.desk, DRAFT, about).remarks[0], about)
    assert said(rig, about.but(project=project)) == ["blame"]
    assert said(rig, EN) == ["vague-promise", "blame"]


def test_nothing_of_the_words_is_kept(rig: Rig) -> None:
    wave_through(rig.desk, coached(rig.desk, "The secret word comes soon.", EN).remarks[0], EN)
    assert "secret" not in "".join(path.read_text() for path in rig.folder.rglob("*.json"))


def test_forgetting_makes_the_remarks_again(rig: Rig) -> None:
    wave_all_through(rig.desk, coached(rig.desk, DRAFT, EN).remarks, EN)
    assert said(rig, EN) == []
    assert forget_waved(rig.desk, EN) == 2
    assert said(rig, EN) == ["vague-promise", "blame"]


def test_the_oldest_are_forgotten_when_there_are_too_many(rig: Rig) -> None:
    remarks = tuple(
        Remark(rule="blame", start=0, end=1, quote="", message="", why="", key=f"blame:{number}")
        for number in range(MOST_WAVED + 1)
    )
    wave_all_through(rig.desk, remarks, EN)
    kept = rig.desk.profile().waved_remarks
    assert (len(kept), kept[0]) == (MOST_WAVED, "blame:1")


def test_a_rule_rests_for_all_drafts_until_it_is_woken(rig: Rig) -> None:
    rest(rig.desk, "blame")
    assert said(rig, EN) == ["vague-promise"]
    wake(rig.desk, "blame")
    assert said(rig, EN) == ["vague-promise", "blame"]


def test_a_rule_rests_for_one_client_alone(rig: Rig) -> None:
    ana, ion = rig.client("Ana"), rig.client("Ion")
    view = rest(rig.desk, "blame", ana)
    assert (view.resting, view.resting_for) == (False, ("Ana",))
    assert said(rig, EN.but(client=ana)) == ["vague-promise"]
    assert said(rig, EN.but(client=ion)) == ["vague-promise", "blame"]


def test_a_rule_left_out_this_once_speaks_up_next_time(rig: Rig) -> None:
    assert said(rig, EN.but(without=("blame",))) == ["vague-promise"]
    assert said(rig, EN) == ["vague-promise", "blame"]


def test_what_the_coach_was_told_can_be_undone(rig: Rig) -> None:
    rest(rig.desk, "blame")
    wave_through(rig.desk, coached(rig.desk, DRAFT, EN).remarks[0], EN)
    undoing.undo(rig.desk)
    undoing.undo(rig.desk)
    assert said(rig, EN) == ["vague-promise", "blame"]


def test_a_client_edited_meanwhile_keeps_what_the_coach_was_told(rig: Rig) -> None:
    seen = rig.client("Ana")
    rest(rig.desk, "blame", seen)
    change_client(rig.desk, seen, seen.but(notes="likes tea"))
    stored = client_by_id(rig.desk, seen.id)
    assert (stored.notes, stored.resting_rules) == ("likes tea", ("blame",))


def test_a_profile_that_only_remembers_leaves_the_first_questions_open(rig: Rig) -> None:
    desk = rig.again()
    with desk.change() as change:
        change.save_profile(change.profile(), Profile())
    rest(desk, "blame")
    assert setup.is_first_run(desk)
    proposed = setup.propose(desk)
    assert (proposed.hours.zone, proposed.resting_rules) == ("UTC", ("blame",))
    assert setup.skip_welcome(desk).resting_rules == ("blame",)


def test_what_the_coach_was_told_goes_with_an_export(rig: Rig) -> None:
    rest(rig.desk, "blame", rig.client("Ana"))
    assert '"resting_rules": ["blame"]' in export_json_text(rig.desk)


@pytest.mark.parametrize("typed", ["vague-promise", "Vague", "vague_promise", " vague promise "])
def test_a_rule_is_named_by_its_id_or_how_it_begins(typed: str) -> None:
    assert rule_named(typed) == "vague-promise"


@pytest.mark.parametrize("typed", ["", "un", "vaguely", "x" * 500])
def test_a_name_that_fits_no_rule_or_several_is_refused(typed: str) -> None:
    with pytest.raises(NotFound):
        rule_named(typed)


def test_every_rule_is_listed_with_its_reason(rig: Rig) -> None:
    listed = rules(rig.desk)
    assert len({rule.id for rule in listed}) == len(listed) >= 18
    assert all(rule.message and rule.why for rule in listed)


def test_a_rule_is_explained_with_what_it_catches_and_spares(rig: Rig) -> None:
    view = explain(rig.desk, "vague-promise")
    assert view.catch
    assert view.spare
