"""Public holidays by country and region: worked out once for a year and kept with the profile.

The only module that loads the library ``holidays``, and only when a year or a country is new: what is kept can be
corrected by hand, and a year that has been worked out is never worked out again.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Profile, PublicHolidays, WorkingHours
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

LONGEST_NAME = 80
SOON_DAYS = 31
"""Days ahead in which a client's holiday is told."""
_LANGUAGE = {"en": ("en_US", "en_GB", "en")}


def years_for(today: date) -> tuple[int, ...]:
    """Return the years whose holidays are wanted: last year's for reckoning back, the next one's for dates ahead."""
    return (today.year - 1, today.year, today.year + 1)


def is_known(hours: WorkingHours, today: date) -> bool:
    """Return whether the holidays of this year and the next are there, or no country is named."""
    return not hours.country or {today.year, today.year + 1} <= set(hours.holiday_years)


def is_new_year(desk: Desk) -> bool:
    """Return whether holidays were worked out once, and those of this year or the next are missing since."""
    hours = desk.profile().hours
    return bool(hours.holiday_years) and not is_known(hours, desk.today())


def filled(hours: WorkingHours, today: date, locale: str) -> WorkingHours:
    """Return ``hours`` with the holidays of the years that are missing; those that are there stay as they are.

    A country that nobody knows holidays of leaves everything as it is.
    """
    missing = [year for year in years_for(today) if year not in hours.holiday_years]
    if not hours.country or not missing or not is_country(hours.country):
        return hours
    names = worked_out(hours.country, hours.region, missing, locale)
    days = {*hours.holidays, *(date.fromisoformat(day) for day in names)}
    return hours.but(
        holidays=tuple(sorted(days)),
        holiday_names={**names, **hours.holiday_names},
        holiday_years=tuple(sorted({*hours.holiday_years, *missing})),
    )


def placed(hours: WorkingHours, country: str, region: str, today: date, locale: str) -> WorkingHours:
    """Return ``hours`` with the holidays of another country or region and no others; empty: of none.

    Where it is the same place, what was corrected stays. Raises ``BadValue`` for one without known holidays.
    """
    if country:
        check_place(country, region)
    if country and (country, region) == (hours.country, hours.region):
        return filled(hours, today, locale)
    bare = hours.but(country=country, region=region, holidays=(), holiday_names={}, holiday_years=())
    return filled(bare, today, locale)


def corrected(
    hours: WorkingHours, *, added: dict[date, str] | None = None, dropped: Iterable[date] = ()
) -> WorkingHours:
    """Return ``hours`` with single holidays added (day: name) or dropped."""
    gone = set(dropped)
    new = added or {}
    names = {day: name for day, name in hours.holiday_names.items() if date.fromisoformat(day) not in gone}
    names |= {day.isoformat(): name for day, name in new.items() if name}
    return hours.but(holidays=tuple(sorted({*hours.holidays, *new} - gone)), holiday_names=dict(sorted(names.items())))


def abroad(profile: Profile, country: str, region: str) -> PublicHolidays | None:
    """Return the holidays that are kept for a client's country; those of my own where it is the same."""
    if not country:
        return None
    hours = profile.hours
    if (hours.country, hours.region) == (country, region):
        names = {day.isoformat(): hours.holiday_names.get(day.isoformat(), "") for day in hours.holidays}
        return PublicHolidays(country=country, region=region, years=hours.holiday_years, names=names)
    return next((each for each in profile.abroad if (each.country, each.region) == (country, region)), None)


def next_holiday_there(desk: Desk, client: Client) -> str:
    """Return the client's next public holiday in words, within a month; empty where none is or the country unknown."""
    from freelance_comm.text.telling import dated

    kept, today = abroad(desk.profile(), client.country, client.region), desk.today()
    if kept is None:
        return ""
    ahead = (today + timedelta(days=step) for step in range(SOON_DAYS))
    day = next((day for day in ahead if day.isoformat() in kept.names), None)
    return f"{dated(day, desk.tr)} · {show(kept.names[day.isoformat()])}" if day is not None else ""


def refresh(desk: Desk) -> bool:
    """Work out what is missing: my own holidays and those of clients' countries. Return whether anything was."""
    today, locale = desk.today(), desk.tr.locale
    base = desk.reader.profile()
    if base is None or base.is_blank:
        return False
    places = {(client.country, client.region) for client in desk.reader.clients() if client.country}
    new = base.but(hours=filled(base.hours, today, locale), abroad=_abroad(base, places, today, locale))
    if new == base:
        return False
    with desk.change() as change:
        change.save_profile(base, new)
    return True


def worked_out_for(desk: Desk, client: Client) -> PublicHolidays | None:
    """Return the public holidays of a client's country that are still to be kept, worked out; None where none are."""
    profile = desk.reader.profile()
    if not client.country or profile is None:
        return None
    places = {(client.country, client.region)}
    return next((each for each in _abroad(profile, places, desk.today(), desk.tr.locale)), None)


def keep(change: Change, holidays: PublicHolidays | None) -> None:
    """Keep the public holidays of a client's country with the profile, in the change that brings the client there."""
    stored = change.profile()
    if holidays is None or stored is None or holidays in stored.abroad:
        return
    place = (holidays.country, holidays.region)
    others = [each for each in stored.abroad if (each.country, each.region) != place]
    change.save_profile(
        stored, stored.but(abroad=tuple(sorted((*others, holidays), key=lambda one: (one.country, one.region))))
    )


def _abroad(profile: Profile, places: set[tuple[str, str]], today: date, locale: str) -> tuple[PublicHolidays, ...]:
    own = (profile.hours.country, profile.hours.region)
    result = []
    for country, region in sorted(places - {own}):
        kept = abroad(profile, country, region) or PublicHolidays(country=country, region=region)
        missing = [year for year in years_for(today) if year not in kept.years]
        if missing and is_country(country) and _is_region(country, region):
            names = worked_out(country, region, missing, locale)
            kept = kept.but(years=tuple(sorted({*kept.years, *missing})), names={**names, **kept.names})
        if kept.years:
            result.append(kept)
    return tuple(result)


def worked_out(country: str, region: str, years: Iterable[int], locale: str) -> dict[str, str]:
    """Return the names of the public holidays of ``years`` by ISO date, in the language of the interface if known."""
    import holidays

    kind = type(holidays.country_holidays(country, years=[]))
    wanted = _LANGUAGE.get(locale.partition("_")[0], (locale, locale.partition("_")[0]))
    spoken = [*wanted, *_LANGUAGE["en"]]
    known = getattr(kind, "supported_languages", ()) or ()
    language = next((code for code in spoken if code in known), None)
    found: Any = holidays.country_holidays(country, subdiv=region or None, years=list(years), language=language)
    return {day.isoformat(): str(name)[:LONGEST_NAME] for day, name in sorted(found.items())}


def is_country(country: str) -> bool:
    """Return whether holidays of a country (ISO 3166, two letters) are known."""
    return country in _countries()


def check_place(country: str, region: str) -> None:
    """Refuse a country or region without known holidays."""
    countries = _countries()
    if country not in countries:
        raise BadValue(
            N_("There are no public holidays for “{country}”."),
            hint=N_("Give the two letters of a country, such as RO, FR or CA."),
            country=country[:40],
        )
    if not _is_region(country, region):
        raise BadValue(
            N_("{country} has no region “{region}” with holidays of its own."),
            hint=N_("Its regions: {regions}."),
            country=country,
            region=region[:40],
            regions=", ".join(countries[country][:20]) or "–",
        )


def checked_place(country: str, region: str) -> tuple[str, str]:
    """Return country and region as they are known to have holidays; empty ones for none. Raises ``BadValue``."""
    country = country.strip().upper()
    if not country:
        return "", ""
    region = region_code(country, region)
    check_place(country, region)
    return country, region


def region_code(country: str, text: str) -> str:
    """Return the code of a region given by its code or its name ("Bayern": "BY"); the text itself where unknown."""
    wanted = text.strip()
    if not wanted or country not in _countries():
        return wanted
    import holidays

    kind: Any = type(holidays.country_holidays(country, years=[]))
    by_name = {name.casefold(): code for name, code in kind.subdivisions_aliases.items()}
    by_name |= {code.casefold(): code for code in kind.subdivisions}
    return str(by_name.get(wanted.casefold(), wanted))


def _is_region(country: str, region: str) -> bool:
    return not region or region in _countries().get(country, [])


def _countries() -> dict[str, list[str]]:
    import holidays

    return holidays.list_supported_countries(include_aliases=False)
