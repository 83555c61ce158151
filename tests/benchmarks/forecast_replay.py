"""Replays real tasks through the forecast, line by line as another program would, and prints how good it was.

    python -m tests.benchmarks.forecast_replay [--data cesaw psp sip] [--shared ../shared]

Nothing looks ahead: the scoring tool of the reference data sends a finished task only when it was finished before the
next one begins. Levels are met when the tool's interval of ties comes near them; the differences to the baseline are in
pairs, with intervals from drawing whole persons anew (blocks of 50 tasks where there are fewer than eight persons).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from freelance_comm.services.effort_protocol import MODELS

DATA = ("cesaw", "psp", "sip")
LEVELS = (50, 80, 95)
NEWCOMERS = ("first5", "first10", "first20")
SIZES = ((0.25, 0.5), (0.5, 1), (1, 2), (2, 4), (4, 8), (8, 10_000))
"""Hours estimated, from and below."""
SMALLEST = 0.25
"""Hours: tasks with smaller estimates are learned from, but not scored."""

By = dict[str, Any]
Predictions = dict[str, dict[str, float]]


def scoring(shared: Path) -> Any:
    """Return the scoring tool of the reference data as a module."""
    path = shared / "tools" / "score_effort_forecast.py"
    spec = importlib.util.spec_from_file_location("score_effort_forecast", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def part(by: By, step: int) -> By:
    """Return the tasks of every so-manieth person by name."""
    return {person: by[person] for person in sorted(by)[::step]}


def predictions(tool: Any, by: By, model: str) -> Predictions:
    """Return what the command answers for every task."""
    started: list[subprocess.Popen[str]] = []

    def popen(*args: Any, **options: Any) -> subprocess.Popen[str]:
        started.append(subprocess.Popen(*args, **options))
        return started[-1]

    tool.subprocess = SimpleNamespace(Popen=popen, PIPE=subprocess.PIPE)  # the tool itself leaves the answers open
    words = [sys.executable, "-m", "freelance_comm", "forecast", "--stdin", "--model", model]
    found: Predictions = tool.replay(by, shlex.join(words))
    for process in started:
        if process.stdout is not None:
            process.stdout.close()
    return found


def raw(by: By) -> Predictions:
    """Return the estimates themselves as forecasts."""
    names = [f"p{level:02d}" for level in range(5, 100, 5)]
    return {row["task_id"]: dict.fromkeys(names, row["e"]) for rows, _order in by.values() for row in rows}


def gain(scored: dict[str, Any], baseline: dict[str, Any]) -> float:
    """Return how much lower the mean pinball loss is, in per cent of the baseline's."""
    return float(100 * (1 - scored["all"]["pin3"] / baseline["all"]["pin3"]))


def sizes(tool: Any, by: By, found: Predictions) -> list[str]:
    """Return a line for each size: how many tasks, and which share of them each level held."""
    lines = []
    for low, high in SIZES:
        rows = [row for rows, _order in by.values() for row in rows if low <= row["e"] < high and row["e"] >= SMALLEST]
        if len(rows) < 30:
            continue
        for row in rows:
            row["st"] = tool.rowstats(row, found[row["task_id"]])
        told = tool.summarise(rows, found)
        shares = "   ".join(shown_level(told, level) for level in LEVELS)
        until = f"{low:g}-{high:g} h" if high < 1000 else f"from {low:g} h"
        lines.append(f"    {until:12} {len(rows):6}   {shares}")
    return lines


def shown_level(told: dict[str, Any], level: int) -> str:
    """Return the share of tasks that a level held; with ties on it, the share without and with them."""
    with_ties, without = told[f"cov{level}"], told[f"lt{level}"]
    if with_ties - without < 0.0005:
        return f"P{level} {with_ties:.3f}      "
    return f"P{level} {without:.3f}-{with_ties:.3f}"


def report(tool: Any, name: str, by: By) -> list[str]:
    """Return the tables of one data set."""
    found = {"raw estimate": raw(by)}
    spent = {}
    for model in reversed(MODELS):
        begun = time.perf_counter()
        found[model] = predictions(tool, by, model)
        spent[model] = time.perf_counter() - begun
    scored = {model: tool.score(by, found[model], SMALLEST, found["baseline"]) for model in found}
    lines = [f"{name}: {scored['ours']['rows']} tasks of {scored['ours']['persons']} persons"]
    for model, result in scored.items():
        low, high = result["ci95"]["pin3_minus_baseline"]
        shares = "   ".join(shown_level(result["all"], level) for level in LEVELS)
        took = f"{spent[model]:6.1f} s" if model in spent else ""
        lines.append(
            f"  {model:13} loss {result['all']['pin3']:.4f}   {gain(result, scored['baseline']):+6.2f} %"
            f"  [{low:+.4f} {high:+.4f}]   {shares}   {took}"
        )
    for group in NEWCOMERS:
        for model in ("ours", "baseline"):
            if group in scored[model]:
                told = scored[model][group]
                shares = "   ".join(f"{shown_level(told, level)} off {told[f'gap{level}']:.3f}" for level in LEVELS)
                lines.append(f"  {group:8} {model:9} {told['n']:6}   {shares}")
    for model in ("ours", "baseline"):
        lines += [f"  by size, {model}", *sizes(tool, by, found[model])]
    return lines


def main() -> None:
    """Print the tables of the data sets that were named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", choices=DATA, default=list(DATA))
    beside = Path(__file__).resolve().parents[3] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("FREELANCE_COMM_SHARED") or beside))
    given = parser.parse_args()
    tool = scoring(given.shared)
    for name in given.data:
        by = tool.read_data(given.shared / "data" / "effort" / f"{name}_dev.csv")
        sys.stdout.write("\n".join(report(tool, name, by)) + "\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
