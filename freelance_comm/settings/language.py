"""Which language the interface speaks.

Apart because it is a decision, not a reading: a pure function of what was wished and what there is. The profile's wish
is an argument, since settings know nothing about what is stored.
"""

from __future__ import annotations

from collections.abc import Callable

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

SOURCE = "en"


class LanguageWishes(Record):
    """Who wished for which language: ``--lang`` (None when not given), ``FREELANCE_COMM_LANG``, ``config.toml``, and
    the system's locale. Empty where there is no wish."""

    option: str | None = None
    variable: str = ""
    configured: str = ""
    system: str = ""


def choose_language(
    wishes: LanguageWishes,
    profile: str,
    known: tuple[str, ...],
    resolve: Callable[[str, tuple[str, ...]], str | None],
) -> str:
    """Return the locale to translate into: the first wish that one of the ``known`` languages can serve.

    The order is option, variable, configuration, profile, system, English. The wish is returned, not what serves it
    (``fr_CA``, not ``fr``), because dates and numbers follow it. ``resolve`` says which known language serves a wish.
    Raises ``BadValue`` with near names for an option that none of them serves; all other wishes fall to the next.
    """
    if wishes.option is not None:
        wanted = _locale(wishes.option)
        if resolve(wanted, known) is None:
            raise _unknown(wishes.option, known)
        return wanted
    for wish in (wishes.variable, wishes.configured, profile, wishes.system):
        wanted = _locale(wish)
        if wanted and resolve(wanted, known) is not None:
            return wanted
    return SOURCE


def _locale(wish: str) -> str:
    """Return a wish without the encoding and modifier that the system's variables carry (``ro_RO.UTF-8@euro``)."""
    return wish.strip().partition(".")[0].partition("@")[0].replace("-", "_")


def _unknown(wish: str, known: tuple[str, ...]) -> BadValue:
    from difflib import get_close_matches

    return BadValue(
        N_("The interface does not speak “{lang}”."),
        hint=N_("It speaks: {known}."),
        near=tuple(get_close_matches(wish.lower()[:20], known, n=3, cutoff=0.4)),
        lang=wish,
        known=", ".join(known),
    )
