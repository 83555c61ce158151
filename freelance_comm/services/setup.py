"""The first run and the profile: who the freelancer is, where, in which money and hours.

Whatever can be guessed is proposed; nothing is asked twice, and everything can be left for later.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import REMIND_AT, Profile, WorkingHours
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

LONGEST_RHYTHM_DAYS = 366
LONGEST_TARGET_HOURS = 1000
HIGHEST_RATE = 1_000_000
_DAY = 1440
NO_LEVELS = "none"


def is_first_run(desk: Desk) -> bool:
    """Return whether the freelancer has never been welcomed here."""
    saved = desk.reader.profile()
    return saved is None or not saved.welcomed


def propose(desk: Desk) -> Profile:
    """Return the profile with everything that can be guessed: language, zone, country, currency, usual hours.

    What has been filled in already stays as it is.
    """
    saved = desk.reader.profile()
    if saved is not None and not saved.is_blank:
        return saved
    from freelance_comm.text.territories import country_of_zone, currency_of_country

    plain = desk.profile()
    # A machine set to UTC lies in no country; the language's own ("ro_RO") is the next best guess.
    country = country_of_zone(desk.system_zone) or desk.tr.locale.partition("_")[2]
    currency = currency_of_country(country, desk.today()) if country else ""
    return plain.but(
        currency=currency or plain.currency,
        hours=plain.hours.but(zone=desk.system_zone, country=country),
    )


def save_profile(desk: Desk, base: Profile | None, new: Profile) -> Profile:
    """Check and save the profile and return it as stored. ``base`` is what the form started from, ``None`` at first.

    Raises ``BadValue`` naming the field, ``EditConflict`` where a field changed meanwhile.
    """
    checked = _checked(desk, new).but(welcomed=True)
    checked = checked.but(hours=_with_holidays(desk, base, checked.hours))
    with desk.change() as change:
        stored = change.profile()
        # A form opened before anything was saved started from the proposals.
        change.save_profile(base if stored is not None else None, checked)
    return desk.reader.profile() or checked


def _with_holidays(desk: Desk, base: Profile | None, hours: WorkingHours) -> WorkingHours:
    """Return ``hours`` with the public holidays that are missing; with those of the new country after a move.

    The country follows the zone of home as long as it is that zone's own.
    """
    from freelance_comm.services import public_holidays

    before = base.hours if base is not None else hours.but(zone=desk.system_zone)
    today, locale = desk.today(), desk.tr.locale
    if hours.zone != before.zone and hours.country == before.country:
        from freelance_comm.text.territories import country_of_zone

        moved = country_of_zone(hours.zone)
        if moved != hours.country and hours.country == country_of_zone(before.zone):
            bare = hours.but(country=moved, region="", holidays=(), holiday_names={}, holiday_years=())
            return public_holidays.filled(bare, today, locale)
    return public_holidays.filled(hours, today, locale)


def skip_welcome(desk: Desk) -> Profile:
    """Keep the proposals as they are and do not welcome again."""
    saved = desk.reader.profile()
    return save_profile(desk, saved, propose(desk))


def _checked(desk: Desk, profile: Profile) -> Profile:
    from freelance_comm.domain.money import check_currency
    from freelance_comm.services import identity

    return profile.but(
        identity=identity.checked(desk, profile.identity),
        iban=identity.checked_iban(profile.iban),
        bic=identity.checked_bic(profile.bic),
        tax_note=wording.line(desk, profile.tax_note, N_("The sentence about tax")),
        name=wording.line(desk, profile.name, N_("The name")),
        business=wording.line(desk, profile.business, N_("The business")),
        email=wording.mail_address(desk, profile.email),
        addresses=_addresses(desk, profile.addresses),
        delegates=_addresses(desk, profile.delegates),
        phone=wording.line(desk, profile.phone, N_("The telephone number"), limit=60),
        language=interface_language(desk, profile.language),
        currency=check_currency(profile.currency),
        hours=check_hours(profile.hours),
        hourly_rate=_optional(desk, profile.hourly_rate, N_("The hourly rate"), HIGHEST_RATE),
        tax_percent=_optional(desk, profile.tax_percent, N_("The tax in per cent"), 100),
        reply_target_hours=wording.number_between(
            desk,
            profile.reply_target_hours,
            N_("The hours within which you answer"),
            low=Decimal("0.25"),
            high=LONGEST_TARGET_HOURS,
        ),
        report_every_days=wording.count_between(
            desk, profile.report_every_days, N_("The days between reports"), low=0, high=LONGEST_RHYTHM_DAYS
        ),
        quiet_after_days=wording.count_between(
            desk, profile.quiet_after_days, N_("The days until a client counts as quiet"), low=1, high=3660
        ),
        prepayment_reason=wording.line(desk, profile.prepayment_reason, N_("Why you speak of prepayment early")),
        reply_place=wording.line(desk, profile.reply_place, N_("The place for drafts of replies")),
        remind_at=_levels(profile.remind_at),
        signatures={
            language: wording.block(desk, text, N_("The signature"))
            for language, text in profile.signatures.items()
            if text.strip()
        },
    )


def interface_language(desk: Desk, code: str) -> str:
    """Return the language in its usual spelling; ``BadValue`` with the languages there are."""
    from freelance_comm.text.catalog import fallbacks, interface_locales, resolve

    known = interface_locales()
    plain = code.strip().replace("-", "_")
    if plain.isascii() and plain.replace("_", "").isalnum() and len(plain) <= 20 and resolve(plain, known):
        return fallbacks(plain)[0]
    from difflib import get_close_matches

    raise BadValue(
        N_("The interface does not speak “{code}”."),
        hint=N_("The languages are: {known}."),
        near=tuple(get_close_matches(plain[:20].lower(), known, n=3, cutoff=0.4)),
        code=code[:40],
        known=", ".join(known),
    )


def check_hours(hours: WorkingHours) -> WorkingHours:
    """Return working hours whose zone exists and whose windows lie in a day and do not overlap."""
    from freelance_comm.domain.zones import check_zone

    if len(hours.week) != 7:
        raise BadValue(N_("A week has seven days."), hint=N_("Leave a day empty when you do not work."))
    for windows in hours.week:
        last = -1
        for window in sorted(windows, key=lambda one: one.start):
            if not (0 <= window.start < _DAY and 0 <= window.end <= _DAY) or window.start == window.end:
                raise BadValue(
                    N_("Working hours must be between 00:00 and 24:00, and cannot begin and end at the same time."),
                    hint=N_("Write them like 09:00-13:00."),
                )
            if window.start < last:
                raise BadValue(N_("Two periods of working time overlap."), hint=N_("Make one of them shorter."))
            last = window.end if window.end > window.start else window.end + _DAY
    return hours.but(
        travels=tuple(travel.but(zone=check_zone(travel.zone)) for travel in hours.travels),
        quiet=tuple(sorted(hours.quiet, key=lambda one: one.start)),
        zone=check_zone(hours.zone),
        week=tuple(tuple(sorted(windows, key=lambda one: one.start)) for windows in hours.week),
    )


def addresses_from_text(text: str) -> tuple[str, ...]:
    """Return the addresses of a list with commas or blanks; none for "none"."""
    return () if text.strip().casefold() == "none" else tuple(text.replace(",", " ").replace(";", " ").split())


def _addresses(desk: Desk, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return mail addresses in lower case, each once and in the order given."""
    cleaned = (wording.mail_address(desk, address).lower() for address in addresses)
    return tuple(dict.fromkeys(address for address in cleaned if address))


def levels_from_text(text: str) -> tuple[int, ...]:
    """Return the levels of reminders in "50,80,100", none in "none"; ``BadValue`` for others than there are."""
    words = [word.strip().removesuffix("%").strip() for word in text.casefold().split(",")]
    if words == [NO_LEVELS]:
        return ()
    if not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        raise _no_level(text)
    return _levels(tuple(int(word) for word in words))


def switch_level(desk: Desk, level: int) -> Profile:
    """Be reminded at ``level`` per cent from now on, or no longer; return the profile as stored."""
    saved = desk.reader.profile()
    profile = saved if saved is not None else propose(desk)
    levels = set(profile.remind_at) ^ {level}
    return save_profile(desk, saved, profile.but(remind_at=tuple(levels)))


def _levels(levels: tuple[int, ...]) -> tuple[int, ...]:
    for level in levels:
        if level not in REMIND_AT:
            raise _no_level(str(level))
    return tuple(sorted(set(levels)))


def _no_level(text: str) -> BadValue:
    return BadValue(
        N_("There is no reminder at “{text}” per cent."),
        hint=N_("Choose from {known}, or none."),
        text=text[:40],
        known=", ".join(map(str, REMIND_AT)),
    )


def _optional(desk: Desk, value: Decimal | None, what: str, high: int) -> Decimal | None:
    return None if value is None else wording.number_between(desk, value, what, low=0, high=high)
