"""The first run: what is proposed, what may be left for later, and a profile that is checked before it is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict
from freelance_comm.domain.people import Profile, Window, WorkingHours
from freelance_comm.services import setup
from freelance_comm.services.desk import Desk
from freelance_comm.text.territories import country_of_zone, currency_of_country
from tests.unit.services.bench import OpenDesk

MON_TO_FRI = ((Window(start=540, end=1020),),) * 5


def test_an_empty_home_is_a_first_run_until_the_profile_is_saved(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert setup.is_first_run(desk)
    setup.save_profile(desk, None, setup.propose(desk).but(name="Ilinca"))
    assert not setup.is_first_run(open_desk())


@pytest.mark.parametrize(
    ("zone", "country", "currency"),
    [
        ("Europe/Bucharest", "RO", "RON"),
        ("America/Toronto", "CA", "CAD"),
        ("America/Montreal", "CA", "CAD"),
        ("Europe/Moscow", "RU", "RUB"),
        ("Europe/Paris", "FR", "EUR"),
        ("UTC", "", "EUR"),
    ],
)
def test_country_and_currency_are_guessed_from_the_zone(
    open_desk: OpenDesk, zone: str, country: str, currency: str
) -> None:
    proposed = setup.propose(open_desk("fr", zone))
    assert (proposed.hours.zone, proposed.hours.country, proposed.currency) == (zone, country, currency)
    assert proposed.language == "fr"
    assert proposed.hours.week[:5] == MON_TO_FRI


def test_a_machine_set_to_utc_is_taken_to_stand_where_its_language_says(open_desk: OpenDesk) -> None:
    proposed = setup.propose(open_desk("ro_RO", "UTC"))
    assert (proposed.hours.zone, proposed.currency) == ("UTC", "RON")


def test_a_country_nobody_knows_has_no_currency() -> None:
    assert currency_of_country("QQ", date(2026, 11, 20)) == ""
    assert country_of_zone("Mars/Base") == ""


def test_the_welcome_can_be_skipped_and_keeps_the_proposals(open_desk: OpenDesk) -> None:
    desk = open_desk("ro")
    kept = setup.skip_welcome(desk)
    assert (kept.name, kept.language, kept.currency, kept.welcomed) == ("", "ro", "RON", True)
    assert not setup.is_first_run(open_desk())


def test_skipping_later_overwrites_nothing(desk: Desk, open_desk: OpenDesk) -> None:
    before = desk.profile()
    assert setup.skip_welcome(open_desk("ru")) == before
    assert setup.propose(open_desk("ru")) == before


def test_a_profile_is_kept_as_it_was_said(desk: Desk, open_desk: OpenDesk) -> None:
    base = desk.profile()
    hours = WorkingHours(
        zone="America/Toronto",
        week=((Window(start=780, end=1080), Window(start=540, end=720)), *((Window(start=1320, end=360),),) * 5, ()),
        days_off=(date(2026, 12, 24),),
    )
    setup.save_profile(
        desk,
        base,
        base.but(
            name="  Ilinca   Pop ",
            email="ilinca@example.com",
            language="fr-ca",
            currency="cad",
            hours=hours,
            hourly_rate=Decimal("62.5"),
            tax_percent=Decimal("14.975"),
            signatures={"fr": "Cordialement,\nIlinca ", "en": "  "},
        ),
    )
    kept = open_desk().profile()
    assert (kept.name, kept.language, kept.currency) == ("Ilinca Pop", "fr_CA", "CAD")
    assert kept.hours.week[0] == (Window(start=540, end=720), Window(start=780, end=1080))
    assert (kept.hours.zone, kept.hourly_rate, kept.tax_percent) == (
        "America/Toronto",
        Decimal("62.5"),
        Decimal("14.975"),
    )
    assert kept.signatures == {"fr": "Cordialement,\nIlinca"}


def _week(*monday: Window) -> WorkingHours:
    return WorkingHours(zone="UTC", week=(monday, (), (), (), (), (), ()))


@pytest.mark.parametrize(
    "changes",
    [
        {"currency": "EURO"},
        {"currency": ""},
        {"language": "xx"},
        {"language": ""},
        {"language": "../../etc"},
        {"hours": WorkingHours(zone="europe/bucharest")},
        {"hours": WorkingHours(zone="../../etc/passwd")},
        {"hours": WorkingHours(zone="")},
        {"hours": WorkingHours(zone="x" * 5000)},
        {"hours": WorkingHours(zone="UTC", week=((), ()))},
        {"hours": _week(Window(start=540, end=540))},
        {"hours": _week(Window(start=-1, end=540))},
        {"hours": _week(Window(start=540, end=1441))},
        {"hours": _week(Window(start=540, end=800), Window(start=700, end=900))},
        {"email": "ilinca"},
        {"email": "a@b, c@d"},
        {"name": "a\x1bb"},
        {"hourly_rate": Decimal(-1)},
        {"hourly_rate": Decimal("NaN")},
        {"tax_percent": Decimal(101)},
        {"reply_target_hours": Decimal(0)},
        {"report_every_days": -1},
        {"quiet_after_days": 0},
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused_and_the_old_one_stays(desk: Desk, changes: dict[str, Any]) -> None:
    before = desk.profile()
    with pytest.raises(BadValue):
        setup.save_profile(desk, before, before.but(**changes))
    assert desk.profile() == before


def test_a_misspelt_zone_or_language_is_answered_with_what_there_is(desk: Desk) -> None:
    base = desk.profile()
    with pytest.raises(BadValue) as zone:
        setup.save_profile(desk, base, base.but(hours=base.hours.but(zone="Bucharest")))
    assert "Europe/Bucharest" in zone.value.near
    with pytest.raises(BadValue) as language:
        setup.save_profile(desk, base, base.but(language="rom"))
    assert "ro" in language.value.near
    assert "ru" in str(language.value.params["known"])


def test_profiles_saved_in_two_places_meet_field_by_field(desk: Desk, open_desk: OpenDesk) -> None:
    base = desk.profile()
    setup.save_profile(open_desk(), base, base.but(phone="123"))
    saved = setup.save_profile(desk, base, base.but(business="Ilinca Design"))
    assert (saved.phone, saved.business) == ("123", "Ilinca Design")
    with pytest.raises(EditConflict):
        setup.save_profile(desk, base, base.but(phone="456"))


def test_a_first_profile_saved_in_two_places_is_not_overwritten(open_desk: OpenDesk) -> None:
    first, second = open_desk(), open_desk()
    setup.save_profile(first, None, setup.propose(first).but(name="Ilinca"))
    with pytest.raises(EditConflict):
        setup.save_profile(second, None, Profile(name="Ana"))
    assert first.profile().name == "Ilinca"
