"""A page about one client, to which promises, money, complaints and regulars add keys of their own.

A module that has keys for a client's card writes a class of its own over this one, and the card inherits it.
"""

from __future__ import annotations

from freelance_comm.domain.people import Client
from freelance_comm.services.focus import FocusLine
from freelance_comm.tui.page import Page


class AboutClient(Page):
    """What the keys of a client's card may ask for."""

    @property
    def client(self) -> Client | None:
        """The client, once read."""
        raise NotImplementedError

    @property
    def pointed(self) -> FocusLine | None:
        """The line of a part on which the cursor is; None on other lines."""
        raise NotImplementedError
