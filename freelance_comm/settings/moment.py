"""The moment that ``--now`` names, and the time zone of the machine.

Apart because both come from outside as text that may be anything, and both must be settled before the clock is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import to_utc, zone_of

FALLBACK_ZONE = "UTC"
_NAME_LIMIT = 64


def parse_now(text: str, zone: Callable[[], str]) -> datetime:
    """Return the moment that an ISO 8601 ``text`` names, aware, in UTC.

    Read are ``YYYY-MM-DD``, then ``T`` or a space and ``HH:MM``, ``HH:MM:SS`` or with a fraction, then ``Z`` or
    ``±HH:MM``. A date alone is its first minute. Without an offset the time is that of ``zone()``, asked only then.
    Raises ``BadValue`` for everything else, and for local times that do not exist or come twice.
    """
    written = text.strip()
    if not _is_documented(written):
        raise _unreadable(text)
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            return to_utc(moment, zone())
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unreadable(text) from None


def _is_documented(text: str) -> bool:
    """Say whether ``text`` has the documented shape; ``fromisoformat`` alone takes week dates and bare digits too."""
    shape = "".join("9" if char in "0123456789" else char for char in text)
    day, clock = shape[:10], shape[10:]
    if day != "9999-99-99" or text[11:13] == "24":  # newer Pythons take 24:00 for the next day's midnight
        return False
    for ending in ("Z", "+99:99", "-99:99"):
        clock = clock.removesuffix(ending)
    whole, _, fraction = clock.replace(" ", "T", 1).partition(".")
    if fraction:
        return whole == "T99:99:99" and fraction in ("999", "999999")
    return whole in ("T99:99", "T99:99:99") or (whole == "" and len(text) == 10)


def _unreadable(text: str) -> BadValue:
    return BadValue(
        N_("“{text}” is not a date and time."),
        hint=N_("Write it like 2026-03-01T14:05, or with an offset: 2026-03-01T14:05:00+02:00 or …Z."),
        text=text[:80],
    )


def local_zone(environ: Mapping[str, str], *, etc: str = "/etc") -> str:
    """Return the name of the machine's time zone: ``TZ``, else ``/etc/localtime``, else ``/etc/timezone``, else UTC.

    A ``TZ`` that holds a rule instead of a name (``CET-1CEST``) has no name to store and counts as UTC.
    """
    if "TZ" in environ:
        return _known(_name_in(environ["TZ"].removeprefix(":"))) or FALLBACK_ZONE
    return _linked(f"{etc}/localtime") or _known(_written(f"{etc}/timezone")) or FALLBACK_ZONE


def _name_in(path: str) -> str:
    """Return the zone's name in a path such as ``/usr/share/zoneinfo/Europe/Bucharest``, or ``path`` as it is."""
    _, found, name = path.rpartition("zoneinfo/")
    return name.removeprefix("posix/") if found else path


def _linked(link: str) -> str:
    """Return the name of the zone that a link leads to; empty if there is no link, or it leads to no zone."""
    try:
        name = _name_in(os.readlink(link))
    except OSError:  # no link
        return ""
    if name.startswith((".", "/")):
        name = _name_in(os.path.realpath(link))
    leads_somewhere = os.path.isfile(link)
    # A zone that is there need not be asked of zoneinfo, whose import every command would pay for.
    return name if leads_somewhere and not name.startswith("/") else _known(name)


def _written(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            return file.readline(_NAME_LIMIT + 2).strip()
    except (OSError, ValueError):
        return ""


def _known(name: str) -> str:
    """Return ``name`` when it names a zone, else an empty string."""
    try:
        zone_of(name)
    except BadValue:
        return ""
    return name
