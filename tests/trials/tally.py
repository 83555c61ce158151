"""What a trial found: how often it tried, what was acknowledged, and whatever went wrong."""

from __future__ import annotations

from freelance_comm.domain.record import Record


class Tally(Record):
    """Counts of one trial. The last four must be zero.

    ``acknowledged`` are saves that were told as done; ``lost`` are those of them that are not there afterwards, or only
    by half; ``duplicated`` records that are there twice; ``unreadable`` files or commands that failed afterwards;
    ``untruthful`` messages that said something else than what is on the disk.
    """

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    duplicated: int = 0
    unreadable: int = 0
    untruthful: int = 0
    notes: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        own, more = self.values(), other.values()
        return Tally(**{name: own[name] + more[name] for name in own})

    @property
    def faults(self) -> int:
        """How much went wrong."""
        return self.lost + self.duplicated + self.unreadable + self.untruthful

    def line(self, name: str, width: int) -> str:
        """Return the figures as a line of the table."""
        figures = [value for value in self.values().values() if isinstance(value, int)]
        return name.ljust(width) + "".join(str(figure).rjust(WIDTH) for figure in figures)


WIDTH = 14
HEADS = ("trials", "acknowledged", "lost", "duplicated", "unreadable", "untruthful")


def head(width: int) -> str:
    """Return the heads of the table's columns."""
    return " " * width + "".join(name.rjust(WIDTH) for name in HEADS)
