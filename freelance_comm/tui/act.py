"""What an act of the screen is: a name, a key, and words for both."""

from __future__ import annotations

from freelance_comm.domain.record import Record


class Act(Record):
    """Something that can be done. ``label`` stands beside the key, ``help`` in the list of keys; both are msgids.

    ``shown`` says whether the key line names it; ``everywhere`` that the program itself does it, on every page.
    """

    name: str
    key: str
    label: str
    help: str
    also: tuple[str, ...] = ()
    shown: bool = True
    everywhere: bool = False
