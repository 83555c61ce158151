"""Whether it is time to be in touch with somebody, by the days since the last contact.

Apart from the other things about regulars because Today asks it each time.
"""

from __future__ import annotations

from enum import StrEnum

FORMER_AFTER = 365
"""Days of silence after which a client has simply become a former one."""


class Touch(StrEnum):
    """Whether it is time to be in touch with somebody, by the days since the last contact."""

    TOO_EARLY = "too-early"
    FITTING = "fitting"
    DUE = "due"
    FORMER = "former"
    NEVER = "never"


def touch(silent_days: int | None, *, least: int, most: int) -> Touch:
    """Return whether to be in touch after so many days: not before ``least``, at the latest after ``most``.

    ``None`` days: there has been no contact at all.
    """
    if silent_days is None:
        return Touch.NEVER
    if silent_days > max(FORMER_AFTER, most):
        return Touch.FORMER
    if silent_days >= most:
        return Touch.DUE
    return Touch.FITTING if silent_days >= least else Touch.TOO_EARLY
