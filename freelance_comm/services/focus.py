"""One client and nothing about others: what stands on the card, part by part.

Apart from what fills the parts (``focus_parts`` names them all), so that promises, money, complaints and regulars each
say their own about a client without knowing the page or each other.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record


class FocusLine(Record):
    """One line about a client, in the interface language; ``right`` is something short, such as a time.

    ``act`` is the name of an action of the screen that is done to the thing with ``thing_id``; a line with neither act
    nor project is only read. ``project_id`` is the project that the line opens. ``late`` marks what should have been.
    """

    text: str
    right: str = ""
    act: str = ""
    thing_id: int = 0
    project_id: int | None = None
    late: bool = False


class FocusPart(Record):
    """Lines that belong together. ``title`` is a msgid for the left margin: 18 characters at most, in any language;
    ``name`` is what programs call the part.
    """

    name: str
    title: str
    lines: tuple[FocusLine, ...]
