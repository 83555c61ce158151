"""The shortest views of clients and projects: enough to find one by its name, without decoding the rest.

Apart from the domain's own short forms because finding a name lies on the path of every command, and must load neither
money nor quotes.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record


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


class ClosedGlimpse(Record):
    """What a look at a closed project tells without decoding it: whose it was, when to be in touch again (as text, it
    may be damaged), and whether money or a promise is still open.
    """

    client_id: int
    follow_up_on: str
    has_open_ends: bool
