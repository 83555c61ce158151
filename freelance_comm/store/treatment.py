"""Puts right what an examination found: one ailment at a time, each in a step of its own that is done or not done.

A treatment that is stopped halfway, whatever stops it, leaves old or new; the next one goes on. What one treatment
brings to light (a reference given twice, once two files are one) the next round finds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, DataDamaged, NewerData
from freelance_comm.domain.marking import N_
from freelance_comm.store import treat_around, treat_records, treat_text, treat_versions
from freelance_comm.store.ailments import Ailment, Examination, Treated
from freelance_comm.store.places import is_data_file
from freelance_comm.store.surgery import Surgery

if TYPE_CHECKING:
    from freelance_comm.store.workspace import Workspace

_ROUNDS = 8
TREATMENTS: dict[str, Callable[[Surgery], None]] = {
    "redo:own": treat_around.finished,
    "redo:foreign": treat_around.foreign,
    "erasing": treat_around.erased,
    "leftovers": treat_around.swept,
    "markers": treat_text.treat_markers,
    "damaged": treat_text.treat_damaged,
    "heads": treat_records.treat_heads,
    "head": treat_records.treat_head,
    "record": treat_records.treat_record,
    "twins": treat_versions.treat_twins,
    "copy": treat_versions.treat_copy,
    "aside": treat_versions.treat_aside,
    "month": treat_records.treat_month,
    "double": treat_records.treat_double,
    "timers": treat_records.treat_timers,
    "merged": treat_records.treat_merged,
    "reference": treat_records.treat_reference,
    "sums": treat_around.register_all,
    "outside": treat_around.take_over,
    "derived": treat_around.remake,
    "exposed": treat_around.restrict,
}
"""What is done about each kind of ailment, in the order in which it is done."""
CHOICES: dict[str, Callable[[Surgery], None]] = {"restore": treat_around.restore, "forget": treat_around.forget}
_ORDER = tuple(TREATMENTS)


def treat(
    workspace: Workspace, now: datetime, keys: Collection[str] | None, choices: Mapping[str, str]
) -> tuple[Treated, ...]:
    """Treat the ailments named by ``keys``, or all that have a remedy, and those for which a choice was made.

    ``choices`` maps the key of an ailment, or a file, to what the person chose. Raises ``NotFound`` and ``BadValue``
    for a choice that cannot be, ``NewerData`` where a newer program wrote the data, ``NotSaved`` and ``Busy``.
    """
    done: list[Treated] = []
    tried: set[str] = set()
    found = workspace.examine()
    _require_known_version(found)
    for ailment, choice in _chosen(found, choices):
        done += _apply(workspace, now, ailment, CHOICES[choice])
        tried.add(ailment.key)
    if choices and keys is None:
        return tuple(done)
    for _ in range(_ROUNDS):
        found = workspace.examine() if done or tried else found
        waiting = [ailment for ailment in found.ailments if _is_wanted(ailment, keys) and ailment.key not in tried]
        if not waiting:
            break
        before = len(tried)
        for ailment in sorted(waiting, key=lambda each: _ORDER.index(_kind(each))):
            try:
                done += _apply(workspace, now, ailment, TREATMENTS[_kind(ailment)])
            except DataDamaged:
                continue  # another file it needs is ill: perhaps not any more in the next round
            tried.add(ailment.key)
        if len(tried) == before:
            break
    return tuple(done)


def _is_wanted(ailment: Ailment, keys: Collection[str] | None) -> bool:
    return bool(ailment.remedy) and (keys is None or ailment.key in keys)


def _kind(ailment: Ailment) -> str:
    return ailment.key if ailment.key in TREATMENTS else ailment.key.partition(":")[0]


def _apply(
    workspace: Workspace, now: datetime, ailment: Ailment, treatment: Callable[[Surgery], None]
) -> list[Treated]:
    with workspace.overhaul(now) as overhaul:
        surgery = Surgery(overhaul, ailment, now)
        treatment(surgery)
    return surgery.done


def _chosen(found: Examination, choices: Mapping[str, str]) -> list[tuple[Ailment, str]]:
    result = []
    for name, choice in choices.items():
        ailments = [each for each in found.ailments if name in (each.key, each.file)]
        grave = [each for each in ailments if choice in each.choices] or [each for each in ailments if each.grave]
        if choice not in CHOICES:
            raise BadValue(N_("“{choice}” cannot be chosen here."), choice=choice)
        if grave:
            result.append((grave[0], choice))
        elif choice == "restore" and is_data_file(name):
            result.append((Ailment(key=f"restore:{name}", file=name, error=AppError("")), choice))
        else:
            raise _not_ill(name)
    return result


def _not_ill(name: str) -> BadValue:
    return BadValue(
        N_("Nothing is wrong with {file}."),
        hint=N_("`freelance-comm doctor` lists what was found."),
        file=name,
    )


def _require_known_version(found: Examination) -> None:
    for ailment in found.ailments:
        if isinstance(ailment.error, NewerData):
            raise ailment.error
