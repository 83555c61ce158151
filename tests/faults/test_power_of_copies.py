"""The power fails while a whole workspace is being replaced: it is the old one or the new one, and work goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trials.operations import OPERATIONS
from tests.trials.power import Record, cut_everywhere
from tests.trials.tally import Tally
from tests.unit.store import later_format

EVERY_CALL = ("open", "write", "fsync", "link", "replace", "unlink", "mkdir", "rmdir")


def check(tally: Tally) -> None:
    assert (tally.lost, tally.unreadable, tally.untruthful) == (0, 0, 0), tally
    assert tally.trials > 50


@pytest.mark.fault("B05", "W07")
def test_a_power_cut_during_a_restore_leaves_the_old_workspace_or_the_new(tmp_path: Path, long_run: bool) -> None:
    record = Record(tmp_path / "restore")
    prepare, act = OPERATIONS["restore a backup"]
    record.fill()
    record.run((prepare,))
    record.run((act,))
    check(cut_everywhere(record, bound=40 if long_run else 3, at=EVERY_CALL if long_run else ("fsync", "replace")))


@pytest.mark.fault("M02", "W07")
def test_a_power_cut_while_data_are_brought_to_a_new_format_loses_nothing(tmp_path: Path, long_run: bool) -> None:
    record = Record(tmp_path / "upgrade")
    record.fill()
    record.run((lambda where: later_format.older(where.workspace.root),))
    later_format.install()
    try:
        record.run((OPERATIONS["insert"][1],))
        check(cut_everywhere(record, bound=40 if long_run else 3, at=EVERY_CALL if long_run else ("fsync", "replace")))
    finally:
        later_format.uninstall()
