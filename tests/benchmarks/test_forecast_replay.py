"""On a part of the public records the forecast keeps what is promised of it for the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import forecast_replay

PARTS = {"cesaw": 3, "psp": 6, "sip": 1}
"""Every so-manieth person, so that a run stays short; the whole is measured by the module itself."""


@pytest.fixture(scope="module")
def replayed(shared: Path) -> dict[str, dict[str, Any]]:
    """The scores of our model and of the baseline on a part of each record."""
    tool = forecast_replay.scoring(shared)
    found = {}
    for name, step in PARTS.items():
        by = forecast_replay.part(tool.read_data(shared / "data" / "effort" / f"{name}_dev.csv"), step)
        told = {model: forecast_replay.predictions(tool, by, model) for model in ("baseline", "ours")}
        found[name] = {model: tool.score(by, told[model], forecast_replay.SMALLEST, told["baseline"]) for model in told}
    return found


@pytest.mark.parametrize(("name", "least"), [("cesaw", 1.5), ("psp", 5.0), ("sip", 1.0)])
def test_the_loss_is_lower_than_that_of_the_baseline(
    replayed: dict[str, dict[str, Any]], name: str, least: float
) -> None:
    assert forecast_replay.gain(replayed[name]["ours"], replayed[name]["baseline"]) > least


@pytest.mark.parametrize("name", ["cesaw", "psp"])
def test_the_gain_is_no_accident_of_who_was_measured(replayed: dict[str, dict[str, Any]], name: str) -> None:
    assert replayed[name]["ours"]["ci95"]["pin3_minus_baseline"][1] < 0


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("level", [80, 95])
def test_what_is_held_in_so_many_of_a_hundred_cases_is_held_about_as_often(
    replayed: dict[str, dict[str, Any]], name: str, level: int
) -> None:
    assert replayed[name]["ours"]["all"][f"gap{level}"] < 0.03


@pytest.mark.parametrize("name", ["cesaw", "psp"])
@pytest.mark.parametrize("group", forecast_replay.NEWCOMERS)
def test_newcomers_can_rely_on_the_levels_too(replayed: dict[str, dict[str, Any]], name: str, group: str) -> None:
    told = replayed[name]["ours"][group]
    assert max(told[f"gap{level}"] for level in (80, 95)) < 0.05
