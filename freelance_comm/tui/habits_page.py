"""The ten habits for one client: answered with a key each, with what the record knows, and how the answers develop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.services.habits import HabitLine, HabitsView, Mark
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "checks": (
        Column(most=16, least=6),
        Column(most=10, least=10),
        Column(most=16, least=6),
        Column(most=60, least=6, grows=True, drop=1, below=True),
    ),
}
_SIGNS = {Mark.YES: ("✓", "accent"), Mark.PARTLY: ("~", "soon"), Mark.NO: ("○", "soon"), None: ("·", "dim")}
_NEXT = {None: Mark.YES, Mark.YES: Mark.PARTLY, Mark.PARTLY: Mark.NO, Mark.NO: None}


def rows(view: HabitsView, tr: Translator) -> list[Row]:
    """Return the ten habits, each with its question, then the plot of the self-checks."""
    made: list[Row] = []
    for one in view.lines:
        made += _habit(one, tr)
    made += [BLANK, heading(tr.gettext("How it has changed"), view.trend_text)]
    if not view.checks:
        made.append(
            text(tr.gettext("This is the first time. Answer honestly: nobody but you will see it."), style="dim")
        )
    made += [
        line("checks", Cell(text=one.when_text, style="dim"), one.bar, one.score_text, Cell(text=one.note, style="dim"))
        for one in view.checks
    ]
    return made


def _habit(one: HabitLine, tr: Translator) -> list[Row]:
    sign, style = _SIGNS[one.mark]
    before = tr.gettext("before: {answer}").format(answer=one.before_text) if one.before_text else ""
    right = Cell(text=one.mark_text) if one.mark is not None else Cell(text=before, style="dim")
    made = [
        text(
            one.title,
            mark=Cell(text=f"{sign} {one.number:2}", style=style),
            right=right,
            style="bold" if one.mark is None else "",
            id=f"habit:{one.habit}",
            thing=one,
        ),
        text(one.question, mark=Cell(text="    "), style="dim"),
    ]
    if one.evidence:
        words = tr.gettext("on record: {words}").format(words=one.evidence)
        made.append(text(words, mark=Cell(text="    "), style="dim"))
    return made


class HabitsPage(Page):
    """The self-check for one client."""

    acts = ("habit_yes", "habit_partly", "habit_not", "next_answer", "write_note", "remove")
    offers = ("goto", "palette")

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client
        self._seen: HabitsView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> HabitsView:
        """Read the answers, and what the record knows."""
        from freelance_comm.services import habits

        return habits.view(desk, self._client)

    def present(self, view: HabitsView) -> None:
        """Show them."""
        self._seen = view
        self.heading.say(f"{self.tr.gettext('Ten habits')} · {self._client.name}", view.note)
        self.ledger.show_rows(rows(view, self.tr))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter goes on to the next answer, too."""
        self.action_next_answer()

    @property
    def _selected(self) -> HabitLine | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, HabitLine) else None

    def _answer(self, mark: Mark | None) -> None:
        """Note the answer; after one of the three keys the cursor goes on to the next question."""
        from freelance_comm.services import habits

        found = self._selected
        if found is not None:
            self.attempt(lambda desk: habits.answer(desk, self._client, {found.habit: mark}))

    def action_habit_yes(self) -> None:
        """Yes."""
        self._answer(Mark.YES)
        self.ledger.action_move(1)

    def action_habit_partly(self) -> None:
        """Partly."""
        self._answer(Mark.PARTLY)
        self.ledger.action_move(1)

    def action_habit_not(self) -> None:
        """Not yet."""
        self._answer(Mark.NO)
        self.ledger.action_move(1)

    def action_next_answer(self) -> None:
        """From yes over partly to not yet, and back to no answer."""
        found = self._selected
        if found is not None:
            self._answer(_NEXT[found.mark])

    def action_write_note(self) -> None:
        """Ask what was noticed."""
        self.go(self._note())

    async def _note(self) -> None:
        from freelance_comm.services import habits

        async def submit(words: str) -> None:
            await self.save(lambda desk: habits.answer(desk, self._client, {}, note=words))

        ask = AskLine(
            self.tr.gettext("What did you notice?"),
            submit,
            text=self._seen.note if self._seen is not None else "",
            example=self.tr.gettext("she laughed about the proofs; call more often"),
            keep_as=f"line-habits-{self._client.id}",
        )
        if await self.app.push_screen_wait(ask):
            self.reload()

    def action_remove(self) -> None:
        """Take the last self-check away."""
        from freelance_comm.services import habits

        gone = self.tr.gettext("The last self-check is gone. Undo brings it back.")
        self.attempt(lambda desk: habits.remove_last(desk, self._client), done=gone)
