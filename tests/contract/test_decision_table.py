"""Every row of the reply clock's decision table has a test that bears its number."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contract.tree import ROOT

ROWS = range(1, 41)
TESTS = (ROOT / "tests" / "unit" / "services" / "test_decision_table.py").read_text(encoding="utf-8")


def test_all_forty_rows_are_tried() -> None:
    tried = {int(number) for number in re.findall(r"^def test_row_(\d\d)_", TESTS, re.MULTILINE)}
    assert tried == set(ROWS)


def test_the_table_has_forty_rows(shared: Path) -> None:
    text = (shared / "demands.md").read_text(encoding="utf-8")
    table = text.partition("Reply clock: decision table")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == list(ROWS)
