"""One complaint: the client's words, how far things have come, what comes next and the key that does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import NextStep, Point
from freelance_comm.services.complaint_views import ComplaintView, PathLine
from freelance_comm.tui import columns, complaining
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_LABEL = 24
_DONE, _NOW, _AHEAD = Cell(text="✓", style="accent"), Cell(text="▶", style="key"), Cell(text="·", style="dim")


def rows(view: ComplaintView, tr: Translator) -> list[Row]:
    """Return the complaint as rows; the next step is the one that enter does."""
    complaint = view.complaint
    made = [text(tr.gettext("“{words}”").format(words=complaint.words), right=Cell(text=view.raised_text, style="dim"))]
    made.append(BLANK)
    facts = [
        (tr.gettext("Do they have a point?"), view.point_text),
        (tr.gettext("What happened"), complaint.what_happened),
    ]
    for label, value in facts:
        if value:
            made.append(text(value, mark=Cell(text=columns.pad(label, _LABEL), style="dim")))
    made += [BLANK, *(_step(number, one) for number, one in enumerate(view.path)), BLANK]
    if not complaint.is_open:
        made.append(text(view.next_text, style="dim", id="next", act="over", thing=view))
        return made
    beside = Cell(text=columns.pad(tr.gettext("Next"), _LABEL), style="dim")
    made.append(text(view.next_text, mark=beside, style="bold", id="next", act="take_step", thing=view))
    if complaint.point in (Point.YES, Point.PARTLY) and complaint.owned_at is not None:
        once = tr.gettext("You have owned up: no letter will do it a second time.")
        made.append(text(once, mark=Cell(text=columns.pad("", _LABEL)), style="dim"))
    return made


def _step(number: int, one: PathLine) -> Row:
    mark = _DONE if one.done else _NOW if one.now else _AHEAD
    style = "bold" if one.now else "" if one.done else "dim"
    return text(one.text, mark=mark, right=Cell(text=one.when, style="dim"), style=style, id=f"step:{number}")


class ComplaintPage(Page):
    """The way of one complaint."""

    acts = ("take_step", "matter_letter", "point", "remedy", "edit", "over", "remove")
    offers = ("goto", "palette")

    def __init__(self, complaint_id: int) -> None:
        super().__init__()
        self._number = complaint_id
        self._seen: ComplaintView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint)
        yield self.ledger

    def gather(self, desk: Desk) -> ComplaintView:
        """Read the complaint."""
        from freelance_comm.services.complaint_views import find, view

        return view(desk, find(desk, self._number))

    def shown_acts(self) -> tuple[str, ...]:
        """What is over is looked at, or taken up again."""
        if self._seen is not None and not self._seen.complaint.is_open:
            return ("edit", "over", "remove", *self.offers)
        return super().shown_acts()

    def present(self, view: ComplaintView) -> None:
        """Show it; the cursor stands on what comes next."""
        fresh = self._seen is None or self._seen.next is not view.next
        self._seen = view
        whose = " · ".join(part for part in (view.client_name, view.project_name) if part)
        self.heading.say(f"{self.tr.gettext('Complaint')} · {whose}", view.handle)
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self.ledger.show_rows(rows(view, self.tr), cursor="next" if fresh else "")

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter does what comes next."""
        self.action_take_step()

    def action_take_step(self) -> None:
        """Do what comes next."""
        if self._seen is not None:
            self.go(complaining.step(self, self._seen))

    def action_matter_letter(self) -> None:
        """Write the letter that helps."""
        if self._seen is not None:
            self.go(complaining.letter(self, self._seen))

    def action_point(self) -> None:
        """Say whether they have a point."""
        if self._seen is not None:
            self.go(complaining.judge(self, self._seen))

    def action_remedy(self) -> None:
        """Say what will be done, and by when."""
        if self._seen is not None:
            self.go(complaining.remedy(self, self._seen))

    def action_edit(self) -> None:
        """Edit what was noted."""
        if self._seen is not None:
            self.go(complaining.edit(self, self._seen))

    def action_over(self) -> None:
        """It is over, or is taken up again."""
        if self._seen is not None:
            over = self._seen.next is NextStep.NOTHING
            self.go((complaining.take_up_again if over else complaining.resolve)(self, self._seen))

    def action_remove(self) -> None:
        """It was noted by mistake; what was promised stays on the ledger."""
        self.go(self._remove())

    async def _remove(self) -> None:
        from freelance_comm.services import complaints

        await self.save(lambda desk: complaints.remove(desk, self._number))
        self.freelance.tell_next(self.and_back(self.tr.gettext("Removed.")))
        self.dismiss(None)
