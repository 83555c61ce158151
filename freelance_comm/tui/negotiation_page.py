"""One negotiation: where each side began and stands, what was proposed, and the ways out that are left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from freelance_comm.domain.negotiation import Outcome
from freelance_comm.services.negotiation_views import AttemptLine, MovementLine, NegotiationView
from freelance_comm.services.ways_out import Way
from freelance_comm.tui import columns, negotiating
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator


def rows(view: NegotiationView, tr: Translator) -> list[Row]:
    """Return the negotiation as rows."""
    made: list[Row] = []
    if view.negotiation.stuck:
        words = tr.gettext("Stuck at “{stage}”: {what}")
        made += [text(words.format(stage=view.stage_title, what=view.negotiation.stuck), style="soon"), BLANK]
    made.append(heading(tr.gettext("Who wants what")))
    subjects = _padded([one.subject for one in view.movements])
    sides = _padded([one.side for one in view.movements])
    made += [_moved(number, one, subjects[number] + sides[number], tr) for number, one in enumerate(view.movements)]
    if view.attempts:
        made += [BLANK, heading(tr.gettext("Proposed"))]
        whens = _padded([one.when for one in view.attempts])
        made += [_attempt(number, one, whens[number]) for number, one in enumerate(view.attempts)]
    if view.ways:
        made += [BLANK, heading(tr.gettext("Ways out"), tr.gettext("one at a time"))]
        first, *others = view.ways
        made += [_way(first, tr), text(tr.gettext(first.why), style="dim", indent=2)]
        made += [_way(way, tr) for way in others]
    made += [BLANK, _standing(view)]
    if view.negotiation.result:
        made.append(text(view.negotiation.result))
    return made


def _standing(view: NegotiationView) -> Row:
    """Return what could come next; where it is over, enter takes it up again."""
    if view.negotiation.is_open:
        return text(view.next_text, style="bold")
    return text(view.next_text, style="dim", id="over", act="open")


def _padded(words: list[str]) -> list[str]:
    """Return what stands before lines, all of the width of the longest."""
    width = max((cell_len(one) for one in words), default=0) + 2
    return [columns.pad(one, width) for one in words]


def _moved(number: int, one: MovementLine, whose: str, tr: Translator) -> Row:
    """Return where a side began and stands; their own words are never cut off."""
    words = f"{one.first} → {one.last}" if one.moved else one.last
    moved = tr.gettext("moved") if one.moved else tr.gettext("has not moved")
    right = Cell(text=moved, style="accent" if one.moved else "dim")
    return text(words, mark=Cell(text=whose, style="dim"), right=right, id=f"position:{number}")


def _attempt(number: int, one: AttemptLine, when: str) -> Row:
    return text(one.text, mark=Cell(text=when, style="dim"), right=one.reaction, id=f"attempt:{number}", thing=one)


def _way(way: Way, tr: Translator) -> Row:
    mark = Cell(text="○", style="dim")
    return text(tr.gettext(way.text), mark=mark, id=f"way:{way.name}", act="matter_letter", thing=way)


class NegotiationPage(Page):
    """One negotiation of a project."""

    acts = ("open", "add", "matter_letter", "their_answer", "stuck", "agreed", "no_agreement", "remove")
    offers = ("goto", "palette")

    def __init__(self, negotiation_id: int) -> None:
        super().__init__()
        self._number = negotiation_id
        self._seen: NegotiationView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint)
        yield self.ledger

    def gather(self, desk: Desk) -> NegotiationView:
        """Read the negotiation."""
        from freelance_comm.services.negotiation_views import find, view

        return view(desk, *find(desk, self._number))

    def shown_acts(self) -> tuple[str, ...]:
        """What is over can be looked at, taken up again, and parted from on good terms."""
        if self._seen is not None and not self._seen.negotiation.is_open:
            return ("open", "matter_letter", *self.offers)
        return super().shown_acts()

    def present(self, view: NegotiationView) -> None:
        """Show it."""
        self._seen = view
        title = self.tr.gettext("Negotiation")
        self.heading.say(f"{title} · {view.project.name} · {view.client_name}", view.outcome_text)
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self.ledger.show_rows(rows(view, self.tr))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """A way out becomes a letter; a proposal gets its answer; what is over is taken up again."""
        if event.row.id == "over" and self._seen is not None:
            self.go(negotiating.reopen(self, self._seen))
        elif isinstance(event.row.thing, AttemptLine):
            self.action_their_answer()
        elif isinstance(event.row.thing, Way):
            self.action_matter_letter()

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_add(self) -> None:
        """Note what one side said next."""
        if self._seen is not None:
            self.go(negotiating.say(self, self._seen))

    def action_matter_letter(self) -> None:
        """Write a letter with the way out on the cursor's line, else the first one untried."""
        if self._seen is not None:
            row = self.ledger.current
            way = row.thing.name if row is not None and isinstance(row.thing, Way) else ""
            self.go(negotiating.letter(self, self._seen, way))

    def action_their_answer(self) -> None:
        """Note what they made of the last proposal."""
        if self._seen is not None:
            self.go(negotiating.reaction(self, self._seen))

    def action_stuck(self) -> None:
        """Note on what it got stuck."""
        if self._seen is not None:
            self.go(negotiating.stuck(self, self._seen))

    def action_agreed(self) -> None:
        """It ended in an agreement."""
        if self._seen is not None:
            self.go(negotiating.end(self, self._seen, Outcome.AGREED))

    def action_no_agreement(self) -> None:
        """It ended without one, or is taken up again."""
        if self._seen is not None and self._seen.negotiation.is_open:
            self.go(negotiating.end(self, self._seen, Outcome.ENDED))
        elif self._seen is not None:
            self.go(negotiating.take_up_again(self, self._seen))

    def action_remove(self) -> None:
        """It was noted by mistake."""
        self.go(self._remove())

    async def _remove(self) -> None:
        from freelance_comm.services import negotiations

        await self.save(lambda desk: negotiations.remove(desk, self._number))
        self.freelance.tell_next(self.and_back(self.tr.gettext("Removed.")))
        self.dismiss(None)
