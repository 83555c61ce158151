"""What stands around a quote: what it answers, who does it, what came on top, how it became what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.quote import QuoteState
from freelance_comm.services.quote_answers import AnswerLine
from freelance_comm.services.quote_views import QuoteView
from freelance_comm.tui import quote_rows
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.backroom import new_step
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lists import items
from freelance_comm.tui.lists.model import GRID, ListLine
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


_OF_LINES = ("add", "edit", "discount", "brokering", "draft", "sent", "accepted", "declined", "remove")
_OF_ADDITION: dict[QuoteState, tuple[str, ...]] = {
    QuoteState.DRAFT: ("open", *_OF_LINES),
    QuoteState.SENT: ("open", "draft", "accepted", "declined"),
}


class QuotePage(Page):
    """The page around the quote of one project."""

    acts = (
        "open", "tick", "new_addition", "add", "edit", "discount", "brokering", "revise", "draft", "sent", "accepted",
        "declined", "remove",
    )  # fmt: skip

    def __init__(self, project_id: int) -> None:
        super().__init__()
        self.project_id = project_id
        self._seen: quote_rows.AroundQuote | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids={"list": GRID})
        yield self.ledger

    def gather(self, desk: Desk) -> quote_rows.AroundQuote:
        """Read the quote."""
        return quote_rows.gather(desk, self.project_id)

    def present(self, view: quote_rows.AroundQuote) -> None:
        """Show it."""
        self._seen = view
        quote = view.view.quote
        beside = f"{quote.ref} · {view.view.state_text}" if quote is not None else view.view.state_text
        self.heading.say(self.tr.gettext("Quote · {project}").format(project=view.project.name), beside)
        self.ledger.show_rows(quote_rows.around(view, self.desk))
        self.key_line.show_acts(self.shown_acts())

    def shown_acts(self) -> tuple[str, ...]:
        """The keys that mean something: nobody changes what the client has agreed to, or adds to what has gone out."""
        if self._seen is None or self._seen.view.state not in (QuoteState.SENT, QuoteState.ACCEPTED):
            return ("open", "tick", *_OF_LINES, "palette")
        if self._seen.view.state is QuoteState.SENT:
            return ("open", "draft", "accepted", "declined", "revise", "palette")
        addition = self._addition
        own = _OF_ADDITION.get(addition.state, ("open",)) if addition is not None else ("open",)
        return (*own, "new_addition", "revise", "palette")

    def useful_acts(self) -> tuple[str, ...]:
        """The same."""
        return tuple(name for name in self.shown_acts() if name in self.acts)

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """An addition has keys of its own."""
        self.key_line.show_acts(self.shown_acts())

    # what the cursor is on

    @property
    def _thing(self) -> object:
        row = self.ledger.current
        return row.thing if row is not None else None

    @property
    def _addition(self) -> QuoteView | None:
        """The addition the cursor is on, or on a line of."""
        thing, seen = self._thing, self._seen
        if isinstance(thing, QuoteView):
            return thing
        if isinstance(thing, ListLine) and thing.addition and seen is not None:
            return next((one for one in seen.view.additions if one.version == thing.addition), None)
        return None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Do what the line says, else edit what stands there."""
        if event.row.act:
            self.perform(event.row.act)
        elif isinstance(event.row.thing, AnswerLine):
            self.action_tick()
        else:
            self.action_edit()

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    # what it answers

    def action_tick(self) -> None:
        """Say which line answers a requirement."""
        thing = self._thing
        if isinstance(thing, AnswerLine):
            self.go(self._answer(thing))
        else:
            self.say(self.tr.gettext("First choose one of the requirements."))

    async def _answer(self, wish: AnswerLine) -> None:
        from freelance_comm.services import quote_answers

        t, seen = self.tr.gettext, self._seen
        step = await items.ready_to_edit(self, seen.project) if seen is not None else ""
        if seen is None or not step:
            return
        lines = seen.view.options[0].lines if seen.view.options else ()
        answers = [(str(one.number), one.item.description) for one in lines[:9]]
        answers.append(("w", t("the offer as a whole")))
        if wish.answered:
            answers.append(("0", t("nothing")))
        question = t("What answers “{wish}”?").format(wish=wish.text)
        chosen = await self.app.push_screen_wait(AskKey(question, answers))
        if chosen == "0":
            await self.save(lambda desk: quote_answers.unanswer(desk, seen.project, wish.number), step=step)
        elif chosen:
            line = None if chosen == "w" else int(chosen)
            await self.save(lambda desk: quote_answers.answer(desk, seen.project, wish.number, line=line), step=step)
        self.reload()

    # lines and additions

    def action_new_addition(self) -> None:
        """Begin an addition."""
        self.go(self._edit_addition(None))

    def action_add(self) -> None:
        """Add a line to the addition the cursor is in, else to the quote."""
        from freelance_comm.tui.forms.item import ItemJob

        if self._seen is None:
            return
        addition, project = self._addition, self._seen.project
        if addition is not None:
            job = ItemJob(self.desk, project, addition=addition.version)
            self.app.push_screen(FormPage(job))
        else:
            self.go(items.Items().add(self, project))

    def action_edit(self) -> None:
        """Edit the line or the addition the cursor is on."""
        thing = self._thing
        if self._seen is None:
            return
        if isinstance(thing, ListLine):
            self.go(items.Items().edit(self, self._seen.project, thing))
        elif isinstance(thing, QuoteView):
            self.go(self._edit_addition(thing))
        else:
            self.say(self.tr.gettext("First choose a line or an addition."))

    async def _edit_addition(self, addition: QuoteView | None) -> None:
        from freelance_comm.tui.forms.addition import AdditionJob

        t, seen = self.tr.gettext, self._seen
        if seen is None:
            return
        if addition is None and seen.view.state is not QuoteState.ACCEPTED:
            self.say(t("Until the client has said yes, change the quote itself."))
            return
        if addition is not None and addition.state is not QuoteState.DRAFT:
            self.say(t("It has gone out. Begin another addition for what is different now."))
            return
        base = addition.quote if addition is not None else None
        await self.app.push_screen_wait(FormPage(AdditionJob(self.desk, seen.project, base)))
        self.reload()

    def action_remove(self) -> None:
        """Strike out the line, the addition or the recommendation the cursor is on."""
        self.go(self._remove())

    async def _remove(self) -> None:
        from freelance_comm.services import additions, brokering

        thing, seen = self._thing, self._seen
        if seen is None:
            return
        if isinstance(thing, ListLine):
            await items.Items().remove(self, seen.project, thing)
        elif isinstance(thing, QuoteView):
            await self.save(lambda desk: additions.remove_addition(desk, seen.project, thing.version))
            self.say(self.tr.gettext("Removed."))
        elif isinstance(thing, quote_rows.Advised):
            step = await items.ready_to_edit(self, seen.project)
            if not step:
                return
            await self.save(
                lambda desk: brokering.remove_recommendation(desk, seen.project, thing.number, option=thing.option),
                step=step,
            )
            self.say(self.tr.gettext("Removed."))
        self.reload()

    def action_discount(self) -> None:
        """Add a discount or a gift."""
        self.go(self._discount())

    async def _discount(self) -> None:
        from freelance_comm.tui.forms.discount import DiscountJob

        seen, addition = self._seen, self._addition
        if seen is None:
            return
        step = new_step() if addition is not None else await items.ready_to_edit(self, seen.project)
        if not step:
            return
        number = addition.version if addition is not None else 0
        await self.app.push_screen_wait(FormPage(DiscountJob(self.desk, seen.project, addition=number), step=step))
        self.reload()

    def action_brokering(self) -> None:
        """Answer the question that a line done by somebody else asks."""
        self.go(self._brokering())

    async def _brokering(self) -> None:
        from freelance_comm.services import brokering
        from freelance_comm.tui.letters import letter_page

        t, thing, seen = self.tr.gettext, self._thing, self._seen
        if not isinstance(thing, ListLine) or not getattr(thing.record, "done_by", "") or seen is None:
            self.say(t("First choose a line that somebody else does."))
            return
        step = new_step() if thing.addition else await items.ready_to_edit(self, seen.project)
        if not step:
            return
        where: dict[str, Any] = {"option": thing.option, "addition": thing.addition}
        answers = [("y", t("yes")), ("n", t("no")), ("d", t("they hire directly"))]
        note = t("Selling other people's work without experience can cost you the money it brings in.")
        chosen = await self.app.push_screen_wait(AskKey(t("Have you brokered before?"), answers, note=note))
        if chosen in ("y", "n"):
            yes = chosen == "y"
            await self.save(
                lambda desk: brokering.answer_brokering(desk, seen.project, thing.number, yes, **where), step=step
            )
        elif chosen == "d":
            await self.save(lambda desk: brokering.hire_directly(desk, seen.project, thing.number, **where), step=step)
            if not thing.addition:
                self.app.push_screen(letter_page(seen.project, "quote/direct-hire"))
        self.reload()

    def action_revise(self) -> None:
        """Start a new version of a quote that has gone out."""
        if self._seen is not None:
            self.go(self._revise())

    async def _revise(self) -> None:
        seen = self._seen
        if seen is None:
            return
        if seen.view.quote is None or seen.view.state is QuoteState.DRAFT:
            self.say(self.tr.gettext("This version has not gone out yet: just change it."))
            return
        await items.new_version(self, seen.project)

    # what becomes of it

    def action_draft(self) -> None:
        """Write the letter of the addition, else of the quote; one that waits gets the question about it."""
        from freelance_comm.services.letter_names import FOLLOW_UP
        from freelance_comm.tui.addition_letter import AdditionLetter
        from freelance_comm.tui.letters import letter_page

        if self._seen is None:
            return
        project, addition = self._seen.project, self._addition
        state = addition.state if addition is not None else self._seen.view.state
        if state is QuoteState.SENT:
            self.app.push_screen(letter_page(project, FOLLOW_UP))
        elif addition is not None and addition.quote is not None:
            self.app.push_screen(AdditionLetter(project, addition.quote.id))
        else:
            self.app.push_screen(letter_page(project, "quote/quote"))

    def action_sent(self) -> None:
        """It has gone out."""
        if self._seen is not None:
            self.go(items.mark_sent(self, self._seen.project, self._number()))

    def action_accepted(self) -> None:
        """The client said yes."""
        if self._seen is not None:
            self.go(items.accepted(self, self._seen.project, self._number()))

    def action_declined(self) -> None:
        """The client said no."""
        if self._seen is not None:
            self.go(items.declined(self, self._seen.project, self._number()))

    def _number(self) -> int:
        return self._addition.version if self._addition is not None else 0
