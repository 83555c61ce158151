"""Time zones by name, and the way between local wall time and UTC.

Apart because every part that turns a typed time into a moment needs the same three answers: is this a zone, does this
local time exist, and does it exist twice. ``zoneinfo`` is imported only when a zone other than UTC is asked for.

The rules come from the newer of two copies of the tz database, the system's and the ``tzdata`` package: a system that
has not been updated for a year is wrong about countries that changed their clocks since.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, tzinfo

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

_LONGEST = 64
_ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/")
_NOT_A_PLACE = frozenset({"Factory", "localtime", "posixrules"})
_UTC_NAMES = ("UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu")
_zones: dict[str, tzinfo] = dict.fromkeys(_UTC_NAMES, UTC)
_package: list[str] = []


class NoRules(BadValue):
    """The computer has no tz database: the name may well be a zone."""


def zone_of(name: str) -> tzinfo:
    """Return the zone called ``name`` (an IANA name such as ``Europe/Bucharest``).

    Raises ``BadValue`` with near names for anything that is none: unknown, empty, a path, wrong case.
    """
    known = _zones.get(name)
    if known is None:
        known = _zones[name] = _load(name)
    return known


def check_zone(name: str) -> str:
    """Return ``name`` without outer blanks when it is a zone in its exact spelling, else raise ``BadValue``.

    Stricter than ``zone_of`` where file names ignore case, so that a stored name works on every machine.
    """
    wanted = name.strip()
    zone_of(wanted)
    if wanted not in zone_names():
        raise _unknown(name)
    return wanted


def zone_names() -> tuple[str, ...]:
    """Return the names of all zones, sorted. Reads a list of some 600 lines; meant for forms and messages."""
    import zoneinfo

    names: set[str] = set()
    folder = _package_folder()
    if folder:
        with open(f"{os.path.dirname(folder)}/zones", encoding="ascii") as file:
            names.update(file.read().split())
    if not names:
        names = zoneinfo.available_timezones()
    return tuple(sorted((names - _NOT_A_PLACE) | set(_UTC_NAMES)))


def near_zones(name: str, count: int = 4) -> tuple[str, ...]:
    """Return names that ``name`` may have meant: same letters in another case, its last part, or close spellings."""
    import difflib

    wanted = name[:_LONGEST].strip().casefold().replace(" ", "_")
    if not wanted:
        return ()
    spelled: dict[str, str] = {}
    for known in zone_names():
        spelled.setdefault(known.rpartition("/")[2].casefold(), known)
    for known in zone_names():
        spelled[known.casefold()] = known
    exact = [spelled[wanted]] if wanted in spelled else []
    ending = [known for key, known in spelled.items() if len(wanted) > 2 and key.endswith("/" + wanted)]
    close = [spelled[key] for key in difflib.get_close_matches(wanted, spelled, n=count, cutoff=0.7)]
    return tuple(dict.fromkeys([*exact, *ending, *close]))[:count]


def to_utc(local: datetime, zone: str, fold: int | None = None) -> datetime:
    """Return the UTC moment of the naive wall time ``local`` in ``zone``.

    A time that the clocks skipped raises ``BadValue``. A time that comes twice needs ``fold`` (0 the first, 1 the
    second), else ``BadValue`` names the two choices, each written so that it can be typed.
    """
    place = zone_of(zone)
    first = local.replace(tzinfo=place, fold=0)
    second = first.replace(fold=1)
    before, after = _offset(first), _offset(second)
    if before == after:
        return (local - before).replace(tzinfo=UTC)
    if before < after:
        raise BadValue(
            N_("{time} does not exist on {day} in {zone}: the clocks were put forward."),
            hint=N_("That moment is {later} there."),
            time=_clock(local),
            day=local.date().isoformat(),
            zone=zone,
            later=_clock(local + (after - before)),
        )
    if fold is None:
        choices = (_typed(first), _typed(second))
        raise BadValue(
            N_("{time} comes twice on {day} in {zone}: the clocks were put back."),
            hint=N_("Say which one you mean by giving its offset from UTC, as these two do."),
            near=choices,
            time=_clock(local),
            day=local.date().isoformat(),
            zone=zone,
        )
    return (local - (after if fold else before)).replace(tzinfo=UTC)


def to_local(at: datetime, zone: str) -> datetime:
    """Return the aware moment ``at`` as wall time in ``zone``."""
    if at.tzinfo is None:
        raise ValueError("a moment without a zone cannot be told in another one")
    return at.astimezone(zone_of(zone))


def _offset(at: datetime) -> timedelta:
    offset = at.utcoffset()
    assert offset is not None
    return offset


def _clock(local: datetime) -> str:
    return local.strftime("%H:%M:%S" if local.second else "%H:%M")


def _typed(local: datetime) -> str:
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def _load(name: str) -> tzinfo:
    if not 0 < len(name) <= _LONGEST or not _ALLOWED.issuperset(name) or name in _NOT_A_PLACE:
        raise _unknown(name)
    if name.startswith("/") or name.endswith("/") or "//" in name:
        raise _unknown(name)
    import zoneinfo

    folder = _package_folder()
    if folder:
        try:
            with open(f"{folder}/{name}", "rb") as file:
                return zoneinfo.ZoneInfo.from_file(file, key=name)
        except (OSError, ValueError):
            pass  # not in the package's copy: the system's may still know it
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        raise _unknown(name) from None


def _unknown(name: str) -> BadValue:
    if not set(zone_names()) - set(_UTC_NAMES):
        return NoRules(
            N_("This computer has no time zone data, so “{zone}” is not known."),
            hint=N_("Install the package tzdata, for example with `pip install tzdata`; UTC works without it."),
            zone=name if len(name) <= _LONGEST else name[:_LONGEST] + "…",
        )
    return BadValue(
        N_("“{zone}” is not a time zone."),
        hint=N_("Give the name of a region and a city, such as Europe/Bucharest or America/Montreal."),
        near=near_zones(name),
        zone=name if len(name) <= _LONGEST else name[:_LONGEST] + "…",
    )


def _package_folder() -> str:
    """Return the folder of compiled zones in the ``tzdata`` package when that copy is the newer one, else nothing."""
    if not _package:
        _package.append(_newer_package())
    return _package[0]


def _newer_package() -> str:
    import zoneinfo

    try:
        import tzdata  # type: ignore[import-untyped]
    except ImportError:
        return ""
    folder = f"{os.path.dirname(tzdata.__file__ or '')}/zoneinfo"
    if not os.path.isdir(folder):
        return ""
    for system in zoneinfo.TZPATH:
        if os.path.exists(f"{system}/UTC"):
            return folder if str(tzdata.IANA_VERSION) > _system_version(system) else ""
    return folder


def _system_version(folder: str) -> str:
    """Return the release of the system's tz database ("2025b"); empty when it does not say."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with open(f"{folder}/{name}", encoding="ascii") as file:
                return file.readline(80).removeprefix("# version").strip()
        except (OSError, ValueError):
            continue
    return ""
