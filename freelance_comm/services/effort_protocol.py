"""Effort foreseen line by line for another program: it tells finished tasks and asks, one JSON object a line.

Apart because nothing of the desk counts here: a person is whoever the lines speak of, and forgets everything when the
next one comes. ``{"type": "person"}`` begins a newcomer, ``finished`` adds a task that is done, ``predict`` is answered
with hours: p50, p80, p95, then p05, p10 … p90. Fields that nobody knows are passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.forecast.baselines import Baseline, Comparison, EvidenceBased
from freelance_comm.forecast.effort import LARGEST_HOURS, LEVELS
from freelance_comm.forecast.history import Finished, FromHistory

if TYPE_CHECKING:
    from datetime import date, datetime

MODELS = ("ours", "baseline", "ebs")
"""The model of the program, and two to compare it with: a plain kernel estimate, and evidence-based scheduling."""
SMALLEST_HOURS = 1e-6
"""Less than a hundredth of a second: no work, and ratios to it mean nothing."""
_LONGEST_LINE = 100_000
_DAY_LENGTH = len("2026-03-12")
_FIRST = ("p50", "p80", "p95")


class Conversation:
    """One program's lines and their answers; ``model`` is one of ``MODELS``."""

    def __init__(self, model: str = MODELS[0]) -> None:
        self._model = model
        self._ours = FromHistory()
        self._other: Comparison | None = None
        self._begin()

    def answer(self, line: str) -> dict[str, float] | None:
        """Take in a line and return what is to be written, None where it asks nothing.

        Raises ``BadValue`` for a line that cannot be meant; it changes nothing.
        """
        told = _object(line)
        kind = told.get("type")
        if kind == "person":
            self._begin()
        elif kind == "finished":
            self._learn(told)
        elif kind == "predict":
            return self._foreseen(told)
        else:
            raise BadValue(
                N_("There is no line of type “{type}”."),
                hint=N_("Types are person, finished and predict."),
                type=show(str(kind)[:40]),
            )
        return None

    def _begin(self) -> None:
        self._ours = FromHistory()
        self._other = _compared(self._model)

    def _learn(self, told: dict[str, Any]) -> None:
        task = Finished(
            estimate_hours=_hours(told, "estimate_hours"),
            actual_hours=_hours(told, "actual_hours"),
            started=_moment(told, "started"),
            finished=_moment(told, "finished"),
            project=_text(told, "project"),
            kind=_text(told, "kind"),
        )
        if self._other is not None:
            self._other.add(task.estimate_hours, task.actual_hours)
        else:
            self._ours.add(task)

    def _foreseen(self, told: dict[str, Any]) -> dict[str, float]:
        estimate = _hours(told, "estimate_hours")
        if self._other is not None:
            hours = self._other.quantiles(estimate)
        else:
            begins = _moment(told, "started")
            hours = self._ours.quantiles(estimate, _text(told, "project"), _text(told, "kind"), when=begins)
            self._ours.began(begins)
        found = {f"p{level:02d}": _significant(value) for level, value in zip(LEVELS, hours, strict=True)}
        return {name: found[name] for name in (*_FIRST, *found)}


def _compared(model: str) -> Comparison | None:
    if model == "baseline":
        return Baseline()
    return EvidenceBased() if model == "ebs" else None


def asks(line: str) -> bool:
    """Whether a line that cannot be understood was a question, so that somebody waits for an answer to it."""
    return '"predict"' in line


def _object(line: str) -> dict[str, Any]:
    import json

    try:
        if len(line) > _LONGEST_LINE:
            raise ValueError
        found = json.loads(line)
        if isinstance(found, dict):
            return found
    except (ValueError, RecursionError):
        pass  # refused below, like everything else that is no object
    raise BadValue(N_("This line is not a JSON object."), hint=N_("Write one object per line."))


def _hours(told: dict[str, Any], name: str) -> float:
    value = told.get(name)
    try:
        hours = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0
    except OverflowError:  # a whole number with more digits than a float can hold
        hours = 0.0
    if not SMALLEST_HOURS <= hours <= LARGEST_HOURS:  # nan is refused here too
        raise BadValue(
            N_("“{field}” cannot be {value}."),
            hint=N_("Give hours above 0, up to {limit}."),
            field=name,
            value=_short(value),
            limit=int(LARGEST_HOURS),
        )
    return hours


def _moment(told: dict[str, Any], name: str) -> datetime | date:
    from datetime import date, datetime

    value = told.get(name)
    try:
        if isinstance(value, str) and value.isascii():
            written = value.strip()
            return date.fromisoformat(written) if len(written) <= _DAY_LENGTH else datetime.fromisoformat(written)
    except ValueError:
        pass  # refused below, like everything else that is no time
    raise BadValue(
        N_("“{field}” cannot be {value}."),
        hint=N_("Write a day or a time like 2026-03-12T09:30."),
        field=name,
        value=_short(value),
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _short(value: object) -> str:
    """Return how a value reads, short enough for a line of an error; a number of a million digits is not spelled."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 100:
        return "1e30 …"
    return show(repr(value)[:40])


def _significant(hours: float) -> float:
    """Return hours with seven significant digits: no more are known, and every machine writes the same."""
    return float(f"{hours:.7g}")
