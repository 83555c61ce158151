"""The shortest views of clients and projects: enough to find one by its name, without decoding the rest.

Apart from the domain's own short forms because finding a name lies on the path of every command, and must load neither
money nor quotes.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ProjectName(Record):
    """Enough of a project to find it by its name or reference; reads no quotes and loads no money."""

    id: int
    ref: str
    name: str
    client_id: int
    is_open: bool = True


class ClientName(Record):
    """Enough of a client to find them by their name or reference."""

    id: int
    ref: str
    name: str
    is_active: bool = True


class ClosedGlimpse:
    """What a look at a closed project tells without decoding it: whose it was, when to be in touch again (as text, it
    may be damaged), and whether money or a promise is still open.

    No record, because there may be thousands of them in a reminder that has to come at once.
    """

    __slots__ = ("client_id", "follow_up_on", "has_open_ends", "id")

    def __init__(self, id: int, client_id: int, follow_up_on: str, has_open_ends: bool) -> None:
        self.id = id
        self.client_id = client_id
        self.follow_up_on = follow_up_on
        self.has_open_ends = has_open_ends

    def values(self) -> list[Any]:
        """Return what it is made from, in order."""
        return [self.id, self.client_id, self.follow_up_on, self.has_open_ends]
