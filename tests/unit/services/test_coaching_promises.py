"""Promises found in a draft, offered for the ledger with what speaks against them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from freelance_comm.coach.model import Promised
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import PublicHolidays
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.services import promises, undoing, walk
from freelance_comm.services.clients import client_by_id
from freelance_comm.services.coaching import About, PromiseOffer, coached
from freelance_comm.services.coaching_promises import keep_promise, offers
from tests.unit.services.coach_fake import fake_coach
from tests.unit.services.rig import Rig, at

FRIDAY = date(2026, 3, 6)
DRAFT = "Hello Ana,\n\nYou have the pages by Friday.\n"


def found(day: date | None = FRIDAY, **more: Any) -> Promised:
    return Promised(start=0, end=5, what="You have the pages by then.", day=day, **more)


def one(rig: Rig, promised: Promised, about: About | None = None) -> PromiseOffer:
    (offer,) = offers(rig.desk, [promised], about or About())
    return offer


def test_a_promise_in_a_draft_is_offered_with_its_day(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch)
    (offer,) = coached(rig.desk, DRAFT, About(locale="en")).promises
    assert (offer.what, offer.day, offer.said) == ("You have the pages by Friday.", FRIDAY, "Fri 6 Mar")
    assert DRAFT[offer.start : offer.end] == offer.what


def test_an_hour_is_a_moment_in_the_zone_of_the_freelancer(tmp_path_factory: pytest.TempPathFactory) -> None:
    rig = Rig(tmp_path_factory.mktemp("data"), zone="Europe/Bucharest")
    offer = one(rig, found(time=(15, 0)))
    assert (offer.due, offer.said) == (at(6, 13), "Fri 6 Mar, 15:00")


def test_an_hour_without_a_day_is_today(rig: Rig) -> None:
    assert one(rig, found(None, time=(15, 0))).day == date(2026, 3, 2)


def test_what_names_no_day_is_not_offered(rig: Rig) -> None:
    assert offers(rig.desk, [found(None), found(vague=True)], About()) == ()


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        (date(2026, 3, 7), "You do not work on Sat 7 Mar."),
        (date(2026, 3, 5), "Thu 5 Mar is a holiday."),
        (date(2026, 2, 27), "Fri 27 Feb has already passed."),
    ],
)
def test_a_day_that_is_no_good_is_pointed_out(rig: Rig, day: date, doubt: str) -> None:
    rig.holidays(date(2026, 3, 5))
    assert one(rig, found(day)).doubts == (doubt,)


def test_an_hour_outside_working_time_is_pointed_out(rig: Rig) -> None:
    assert one(rig, found(time=(20, 0))).doubts == ("That hour lies outside your working time.",)


def test_the_last_moment_of_the_working_day_is_within_it(rig: Rig) -> None:
    assert one(rig, found(time=(17, 0))).doubts == ()


def test_what_else_is_promised_for_that_day_is_pointed_out(rig: Rig) -> None:
    rig.client("Ion")
    promises.add_promise(rig.desk, "the map", due=noon(FRIDAY), whole_day=True, client_text="Ion")
    assert one(rig, found()).doubts == ("You have already promised Ion something for that day: the map.",)


def test_what_the_ledger_has_already_is_said_and_is_no_doubt(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "pages", due=noon(FRIDAY), whole_day=True, project_text=project.ref)
    offer = one(rig, found(), About(project=project))
    assert (offer.on_ledger, offer.doubts) == (True, ())


def test_another_hour_of_the_same_day_is_another_promise(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "pages", due=at(6, 10), project_text=project.ref)
    assert not one(rig, found(time=(15, 0)), About(project=project)).on_ledger
    assert one(rig, found(time=(10, 0)), About(project=project)).on_ledger


def test_an_offer_for_a_free_day_is_known_again_once_it_is_kept(rig: Rig) -> None:
    about = About(client=rig.client("Ana"))
    saturday = found(date(2026, 3, 7))
    keep_promise(rig.desk, one(rig, saturday, about), about)
    assert one(rig, saturday, about).on_ledger
    friday_noon = found(time=(12, 0)).but(what="The map comes at noon.")
    assert not one(rig, friday_noon, about).on_ledger


def test_an_offer_kept_is_a_promise_of_the_project_for_the_whole_day(rig: Rig) -> None:
    project = rig.project()
    about = About(project=project, client=client_by_id(rig.desk, project.client_id))
    kept = keep_promise(rig.desk, one(rig, found(), about), about).promise
    assert (kept.project_id, kept.what, kept.whole_day, kept.due) == (
        project.id,
        "You have the pages by then",
        True,
        at(6, 17),
    )
    assert kept.source is PromiseSource.DRAFT
    assert one(rig, found(), about).on_ledger


def test_what_is_promised_about_a_closed_project_belongs_to_the_client(rig: Rig) -> None:
    project = rig.project()
    about = About(
        project=walk.close(rig.desk, project, "for the test"), client=client_by_id(rig.desk, project.client_id)
    )
    kept = keep_promise(rig.desk, one(rig, found(), about), about).promise
    assert (kept.project_id, kept.client_id) == (None, project.client_id)
    assert one(rig, found(), about).on_ledger


def test_an_offer_with_an_hour_is_kept_to_the_hour(rig: Rig) -> None:
    about = About(client=rig.client("Ana"))
    kept = keep_promise(rig.desk, one(rig, found(time=(15, 0)), about), about).promise
    assert (kept.due, kept.whole_day, kept.project_id) == (at(6, 15), False, None)


def test_an_offer_kept_can_be_undone(rig: Rig) -> None:
    about = About(client=rig.client("Ana"))
    keep_promise(rig.desk, one(rig, found(), about), about)
    undoing.undo(rig.desk)
    assert promises.list_promises(rig.desk) == ()


def test_nothing_is_promised_to_nobody(rig: Rig) -> None:
    with pytest.raises(BadValue):
        keep_promise(rig.desk, one(rig, found()), About())


def noon(day: date) -> datetime:
    return at(2, 12) + timedelta(days=(day - date(2026, 3, 2)).days)


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "I will call you on Friday between 9 and 12."),
        ("ro", "Vă sun vineri între 9 și 12."),
        ("ru", "Я позвоню вам в пятницу с 9 до 12."),
        ("fr", "Je vous appelle vendredi entre 9 h et 12 h."),
    ],
)
def test_a_window_in_a_draft_is_offered_and_kept_as_one(rig: Rig, locale: str, sentence: str) -> None:
    client = rig.client("Ana Petrescu")
    promised = Promised(start=0, end=len(sentence), what=sentence, day=FRIDAY, time=(12, 0))
    offer = one(rig, promised, About(locale=locale, client=client))
    assert (offer.window_start, offer.due, offer.said) == (at(6, 9), at(6, 12), "Fri 6 Mar, 09:00 to 12:00")
    assert keep_promise(rig.desk, offer, About(client=client)).promise.nudge_at == at(6, 9)


def test_a_holiday_where_the_client_is_is_pointed_out_before_it_is_promised(rig: Rig) -> None:
    client = rig.client("Ana Petrescu", country="FR")
    rig.profile(abroad=(PublicHolidays(country="FR", years=(2026,), names={"2026-03-06": "Fête du sel"}),))
    assert one(rig, found(), About(client=client)).doubts == (
        "Fri 6 Mar is a public holiday where Ana Petrescu is: Fête du sel.",
    )


def test_a_letter_that_moves_a_promise_offers_none(rig: Rig) -> None:
    assert offers(rig.desk, [found()], About(moves_promise=True)) == ()
