"""What an examination of a workspace finds, and what a treatment did about it."""

from __future__ import annotations

from typing import Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.record import Record


class Ailment(Record):
    """One thing that is not as it should be.

    ``key`` names it, and stays the same from one examination to the next. ``error`` says what is wrong: message, hint
    and params, to be translated where it is shown. ``remedy`` is the msgid of what a treatment would do, filled by
    ``remedy_params``; it is empty where only the person can do something. ``choices`` are the ways out ("restore",
    "forget") where the person has to choose one. ``grave`` ailments keep records from being read.
    """

    key: str
    file: str
    error: AppError
    remedy: str = ""
    remedy_params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable
    choices: tuple[str, ...] = ()
    grave: bool = False


class Examination(Record):
    """Everything that was found, what is grave first, and how much was looked at."""

    ailments: tuple[Ailment, ...]
    files: int
    records: int

    @property
    def grave(self) -> tuple[Ailment, ...]:
        """What keeps records from being read."""
        return tuple(ailment for ailment in self.ailments if ailment.grave)


class Treated(Record):
    """One thing that was done: ``message`` is a msgid in the past tense, filled by ``params``."""

    key: str
    file: str
    message: str
    params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable
