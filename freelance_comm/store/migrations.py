"""The formats of the data files, by number: how the files of each become files of the next.

Apart, and pure, because files of older formats are met again years later: in a backup, on a device that was not
updated, in a folder that a sync client half copied. ``document.VERSION`` is the number that these steps lead to.

To change the format: add the step from the present number to ``STEPS`` (a function for each kind of file that
changes), raise ``document.VERSION``, and let the records of the domain be as the new files have them. A step gets the
tables of one file and may edit them; it keeps fields and tables it does not know, and the number of records.
"""

from __future__ import annotations

from collections.abc import Callable

from freelance_comm.store import document
from freelance_comm.store.document import Tables, version_of
from freelance_comm.store.places import kind_of_file

Step = Callable[[Tables], Tables]

STEPS: dict[int, dict[str, Step]] = {}
"""For each format number, the functions that lead to the next, by the kind of file (``places.kind_of_file``)."""

FIRST = 1


def latest() -> int:
    """Return the format number that the steps lead to."""
    return FIRST + len(STEPS)


def is_older(tables: Tables) -> bool:
    """Whether tables are of a format before the present one."""
    return version_of(tables) < document.VERSION


def brought_up(tables: Tables, file: str) -> Tables:
    """Return ``tables`` in the present format; those of a newer one stay as they are. ``tables`` may be edited.

    Raises ``DataDamaged`` for what no step can make sense of.
    """
    for number in range(version_of(tables), document.VERSION):
        step = STEPS[number].get(kind_of_file(file))
        if step is not None:
            try:
                tables = step(tables)
            except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
                from freelance_comm.store.damage import not_migrated

                raise not_migrated(file, number, number + 1) from error
        tables["format"] = {"1": {**tables["format"]["1"], "version": number + 1}}
    return tables


def records_in(tables: Tables) -> int:
    """Return how many records tables hold; a step may not change it."""
    return sum(len(table) for name, table in tables.items() if name != "format")
