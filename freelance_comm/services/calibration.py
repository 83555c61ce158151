"""How good the freelancer's estimates and the forecasts from them have been, looked at without hindsight.

Each finished piece is forecast anew from what was finished before it began, and compared with what it took. Apart from
the forecast because it looks back, not ahead.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.forecast.history import FromHistory
from freelance_comm.services import estimates
from freelance_comm.services.forecasts import finished_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from freelance_comm.forecast.history import Finished
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.estimates import Pair
    from freelance_comm.text.catalog import Translator

LEVELS = (50, 80, 95)
LAST = 500
"""So many of the last finished pieces are looked at."""
SIZES = (1, 4, 16)
"""Hours at which a size ends; the last one has no end."""
BINS = (0.5, 0.75, 0.95, 1.05, 1.25, 1.5, 2.0, 3.0)
"""Upper ends of the stretches of actual / estimate in the plot; the last one has no end."""
FEW = 5
"""Fewer pieces than this say nothing about a size."""
_TIE = 1e-9


class SizeLine(Record):
    """Pieces of one size: estimates below ``below`` hours (None: no limit). Shares are 0 to 1; ``ratio`` the median."""

    below: int | None
    pieces: int
    kept: dict[int, float]
    ratio: float


class Calibration(Record):
    """How ``pieces`` finished pieces went. ``kept[level]`` is the share done within the hours foreseen at that level,
    ``estimate_kept`` the share done within the estimate. ``ratio`` is the median of actual / estimate (the bias),
    ``low`` and ``high`` its 10th and 90th percentiles (the spread). ``bins`` count pieces by ratio, in ``BINS``.
    """

    pieces: int
    kept: dict[int, float]
    estimate_kept: float
    ratio: float
    low: float
    high: float
    sizes: tuple[SizeLine, ...]
    bins: tuple[int, ...]


def calibration(desk: Desk, *, pairs: Sequence[Pair] | None = None) -> Calibration | None:
    """Return how good estimates and forecasts have been; None where nothing is finished yet."""
    known = finished_of(estimates.pairs(desk) if pairs is None else pairs)
    if not known:
        return None
    judged = _judged(known)
    ratios = sorted(task.actual_hours / task.estimate_hours for task, _kept in judged)
    sizes = []
    for place, limit in enumerate((*SIZES, None)):
        least = SIZES[place - 1] if place else 0
        mine = [one for one in judged if least <= one[0].estimate_hours < (limit or math.inf)]
        if mine:
            of_size = sorted(task.actual_hours / task.estimate_hours for task, _kept in mine)
            sizes.append(SizeLine(below=limit, pieces=len(mine), kept=_shares(mine), ratio=_quantile(of_size, 50)))
    return Calibration(
        pieces=len(judged),
        kept=_shares(judged),
        estimate_kept=sum(ratio <= 1 + _TIE for ratio in ratios) / len(ratios),
        ratio=_quantile(ratios, 50),
        low=_quantile(ratios, 10),
        high=_quantile(ratios, 90),
        sizes=tuple(sizes),
        bins=_binned(ratios),
    )


def sentences(found: Calibration, tr: Translator) -> list[str]:
    """Return the calibration in words."""
    from freelance_comm.services.forecast_words import factor

    said = [
        tr.ngettext(
            "{n} finished piece of work: half took up to {ratio} × the estimate, one in ten {low} × or less, "
            "one in ten {high} × or more.",
            "{n} finished pieces of work: half took up to {ratio} × the estimate, one in ten {low} × or less, "
            "one in ten {high} × or more.",
            found.pieces,
        ).format(n=found.pieces, ratio=factor(found.ratio, tr), low=factor(found.low, tr), high=factor(found.high, tr)),
        tr.gettext(
            "Done within your estimate: {estimate} in 100. Within the hours foreseen to plan with: {p50}; "
            "to promise with (goal 80): {p80}; hardly ever exceeded (goal 95): {p95}."
        ).format(
            estimate=percent(found.estimate_kept),
            p50=percent(found.kept[50]),
            p80=percent(found.kept[80]),
            p95=percent(found.kept[95]),
        ),
    ]
    if found.pieces < FEW:
        said.append(tr.gettext("So few do not say much yet; every task you tick off helps."))
    return said


def size_name(line: SizeLine, tr: Translator) -> str:
    """Return "under 1 hr", "1–4 hr", "16 hr and more"."""
    if line.below is None:
        return tr.gettext("{hours} hr and more").format(hours=SIZES[-1])
    place = SIZES.index(line.below)
    if not place:
        return tr.gettext("under {hours} hr").format(hours=line.below)
    return tr.gettext("{least}–{most} hr").format(least=SIZES[place - 1], most=line.below)


def percent(share: float) -> int:
    """Return a share as so many in 100."""
    return round(100 * share)


def _judged(known: list[Finished]) -> list[tuple[Finished, dict[int, bool]]]:
    """Return each of the last pieces with whether it was done within the hours foreseen when it began."""
    waiting = sorted(known, key=lambda task: task.finished)
    last = sorted(sorted(known, key=lambda task: task.finished)[-LAST:], key=lambda task: task.started)
    model, learned, found = FromHistory(), 0, []
    for task in last:
        while learned < len(waiting) and waiting[learned].finished < task.started:
            model.add(waiting[learned])
            learned += 1
        hours = model.quantiles(task.estimate_hours, task.project, task.kind)
        found.append((task, {level: task.actual_hours <= hours[level // 5 - 1] * (1 + _TIE) for level in LEVELS}))
    return found


def _shares(judged: list[tuple[Finished, dict[int, bool]]]) -> dict[int, float]:
    return {level: sum(kept[level] for _task, kept in judged) / len(judged) for level in LEVELS}


def _quantile(ordered: list[float], level: int) -> float:
    """Return the nearest rank."""
    return ordered[min(max(math.ceil(len(ordered) * level / 100) - 1, 0), len(ordered) - 1)]


def _binned(ratios: list[float]) -> tuple[int, ...]:
    counts = [0] * (len(BINS) + 1)
    for ratio in ratios:
        counts[sum(ratio > limit for limit in BINS)] += 1
    return tuple(counts)


def size_rows(found: Calibration, tr: Translator) -> list[tuple[str, ...]]:
    """Return the sizes as columns with their head: size, pieces, median ratio, kept at each level."""
    from freelance_comm.services.forecast_words import factor

    head = (
        tr.pgettext("column", "size"),
        tr.pgettext("column", "finished"),
        tr.pgettext("column", "time taken"),
        *(f"P{level}" for level in LEVELS),
    )
    rows = [head]
    for line in found.sizes:
        few = line.pieces < FEW
        rows.append(
            (
                size_name(line, tr),
                str(line.pieces),
                f"{factor(line.ratio, tr)} ×",
                *("–" if few else str(percent(line.kept[level])) for level in LEVELS),
            )
        )
    return rows
