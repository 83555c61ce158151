"""Today: one glance, one answer. Every line carries its own next key; enter does it too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, cast

from freelance_comm.domain.message import Direction
from freelance_comm.services.agenda import Action, Item, SectionKind
from freelance_comm.services.timer import TimerView
from freelance_comm.services.unfinished import Unfinished
from freelance_comm.text.telling import near
from freelance_comm.tui import clock_states, today_rows
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.waiting_page import WaitingPage

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.widget import Widget

    from freelance_comm.services.desk import Desk

_ITEM_ACTS = tuple(dict.fromkeys((*today_rows.ACTS.values(), "take_up")))


class TodayPage(WaitingPage):
    """The page the program starts on."""

    acts = ("open", *(name for name in _ITEM_ACTS if name != "open"), *clock_states.ACTS, "why", "leave")
    offers = ("log", "time", "goto", "find", "promises", "data", "beside", "working_time", "palette")
    last = ("leave", "keys")

    def __init__(self, ahead: Future[today_rows.TodayView] | None = None) -> None:
        super().__init__()
        self._ahead = ahead

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=today_rows.GRIDS)
        yield self.ledger

    def shown_acts(self) -> tuple[str, ...]:
        """The keys of the items stand beside them; the line shows the rest."""
        if self._waiting() is not None:
            return ("open", "answered", "no_answer", "await_them", "later", "why", "log", "time", "goto", "palette")
        return ("open", "log", "time", "goto", "data", "why", "find", "promises", "new_client", "settings", "palette")

    def on_mount(self) -> None:
        """Say at once what page this is; the rest follows when it is read."""
        self.heading.say(self._title())

    def reload(self) -> None:
        """What was read before there was a screen is shown at once, and not read again."""
        if self._ahead is not None and self._ahead.done() and self._ahead.exception() is None:
            self.present(self._ahead.result())
            self._ahead = None
        else:
            super().reload()

    async def look(self) -> object:
        """Wait for what was begun before there was a screen, instead of reading it a second time."""
        ahead, self._ahead = self._ahead, None
        return await (super().look() if ahead is None else self.freelance.backroom.come(ahead))

    def _title(self) -> str:
        t = self.tr.gettext
        return t("Today · sample data, not kept") if self.desk.demo else t("Today")

    def gather(self, desk: Desk) -> today_rows.TodayView:
        """Read the day's overview and what was left unsaved."""
        return today_rows.gather(desk, self.freelance.kept.everything(), self.freelance.notices)

    def present(self, view: today_rows.TodayView) -> None:
        """Show it; the cursor stays where it was."""
        self.heading.say(self._title(), view.agenda.headline)
        self.ledger.show_rows(today_rows.rows(view, self.tr))

    # acting on lines

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter: the line's own next step. It may be meant to look at a promise, so that one is asked about."""
        from freelance_comm.tui import item_steps

        item = cast("Item", event.row.thing)
        if event.row.act == "keep":
            self.go(item_steps.keep(self, item))
        elif event.row.act == "open" and item.project_id is not None:
            self.freelance.open_project(item.project_id)
        else:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter on a line comes as its own message; elsewhere there is nothing to open."""

    def action_back(self) -> None:
        """Today is the ground floor."""

    def action_leave(self) -> None:
        """Leave the program."""
        self.freelance.action_leave()

    def _with_item(self, act: str, job: Callable[[Page, Item], Awaitable[object]]) -> None:
        """Begin with the line whose next step this is."""
        row = self.ledger.first_doing(act)
        if row is None:
            self.say(self.tr.gettext("That does not apply to any line here."))
            return
        self.go(job(self, cast("Item", row.thing)))

    def action_reply(self) -> None:
        """Answer a client."""
        from freelance_comm.tui import item_steps

        self._with_item("reply", item_steps.reply)

    def action_keep(self) -> None:
        """A promise is kept: at once where the cursor is on its line, for it can be undone."""
        from freelance_comm.tui import item_steps

        row = self.ledger.current
        if row is not None and row.act == "keep":
            self.go(item_steps.keep(self, cast("Item", row.thing), named=True))
        else:
            self._with_item("keep", item_steps.keep)

    def action_notice(self) -> None:
        """Write to the client about the date, or about another time for the promise under the cursor."""
        from freelance_comm.tui import item_steps

        row = self.ledger.current
        item = row.thing if row is not None else None
        if isinstance(item, Item) and item.kind is SectionKind.PROMISED:
            self.go(item_steps.new_time(self, item))
        else:
            self._with_item("notice", item_steps.notice)

    def action_report(self) -> None:
        """Write a progress report."""
        from freelance_comm.tui import item_steps

        self._with_item("report", item_steps.report)

    def action_payment(self) -> None:
        """Look at a payment."""
        from freelance_comm.tui import item_steps

        self._with_item("payment", item_steps.payment)

    def action_follow_up(self) -> None:
        """Be in touch."""
        from freelance_comm.tui import item_steps

        self._with_item("follow_up", item_steps.hello)

    def action_ask(self) -> None:
        """Ask kindly."""
        from freelance_comm.tui import item_steps

        self._with_item("ask", item_steps.ask)

    def action_invite(self) -> None:
        """Say hello to somebody who has gone quiet."""
        from freelance_comm.tui import item_steps

        self._with_item("invite", item_steps.hello)

    def action_complaint(self) -> None:
        """Open a complaint."""
        from freelance_comm.tui import item_steps

        self._with_item("complaint", item_steps.complaint)

    def action_idea(self) -> None:
        """Note something extra for a client."""
        from freelance_comm.tui import item_steps

        self._with_item("idea", item_steps.idea)

    def action_new_project(self) -> None:
        """Start the first project."""
        from freelance_comm.tui import item_steps

        self._with_item("new_project", item_steps.new_project)

    def action_new_client(self) -> None:
        """Add a client."""
        from freelance_comm.tui.opening import new_client

        self.go(new_client(self))

    def action_stop(self) -> None:
        """Stop the timer."""
        from freelance_comm.tui import timing

        row = self.ledger.first_doing("stop")
        if row is None:
            self.go(timing.start(self, None))
        else:
            self.go(timing.stop(self, cast("TimerView", row.thing)))

    def action_take_up(self) -> None:
        """Go on with text that was left unsaved."""
        from freelance_comm.tui.taking_up import take_up

        row = self.ledger.first_doing("take_up")
        if row is not None:
            self.go(take_up(self, cast("Unfinished", row.thing)))

    # what one key says about a message that waits

    def _waiting(self) -> clock_states.Waiting | None:
        """Return the message of the line the cursor is on, if one waits there."""
        row = self.ledger.current if self.is_mounted else None
        item = row.thing if row is not None else None
        if not isinstance(item, Item) or item.message_id is None:
            return None
        mine = item.kind is SectionKind.OWED and item.action is Action.ASK
        return clock_states.Waiting(message_id=item.message_id, direction=Direction.OUT if mine else Direction.IN)

    def with_waiting(self, job: Callable[[Page, clock_states.Waiting], Awaitable[object]]) -> None:
        waiting = self._waiting()
        if waiting is None:
            self.say(self.tr.gettext("First choose the line of somebody who is waiting."))
            return
        self.go(job(self, waiting))

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """The keys for a message that waits are shown on its line."""
        self.key_line.show_acts(self.shown_acts(), anew=True)

    def action_why(self) -> None:
        """Show how a line's time was reckoned, and the command that does its step from a shell."""
        row = self.ledger.current
        thing = row.thing if row is not None else None
        waiting = self._waiting()
        if waiting is not None and waiting.direction is Direction.IN:
            self.go(clock_states.why(self, waiting))
            return
        if isinstance(thing, TimerView):
            started = near(thing.timer.started, self.desk.now(), self.desk.zone, self.tr)
            self.say(self.tr.gettext("Started {when}.").format(when=started))
        if not isinstance(thing, Item):
            return
        item = thing
        shell = self.tr.gettext("In a shell: {command}").format(command=item.command)
        self.say("\n".join(part for part in (item.reason, shell) if part))
