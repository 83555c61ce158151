"""The key of a client's card that shows how promises to this client were held."""

from __future__ import annotations

from freelance_comm.tui.about_client import AboutClient


class RecordSteps(AboutClient):
    """From a client to the record with them."""

    def action_record(self) -> None:
        """How promises, delivery days and answers were held with this client."""
        from freelance_comm.tui.record_page import RecordPage

        if self.client is not None:
            self.app.push_screen(RecordPage(self.client))
