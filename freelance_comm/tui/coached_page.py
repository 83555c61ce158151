"""A page with a text that the coach reads: going through the remarks, taking them, letting them be, keeping promises.

Letters, replies and reports are such pages, and the page that is only for the coach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from freelance_comm.services.coach_languages import which
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.coach_beside import Beside
from freelance_comm.tui.coach_rows import nothing
from freelance_comm.tui.coach_silence import Silence
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from freelance_comm.services.coaching import About, PromiseOffer, Remark
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.coach_rows import Offer, Wording
    from freelance_comm.tui.ledger import Ledger

WITHOUT_TEXT = 106
"""Where the right end of the title stands while there is no text."""
REMARK_ACTS = ("let_be", "rest_rule", "promise_it")
"""What can be done with remarks, on letters: they act while one is in the list, else they go into the text."""


class CoachedPage(Page):
    """A page whose text is read by the coach."""

    typing = True
    AUTO_FOCUS: ClassVar[str | None] = "#body"
    only_coach: ClassVar[bool] = False
    """Whether people come for the coach alone; beside a letter it is quieter."""

    def __init__(self) -> None:
        super().__init__()
        self.beside = Beside(self.coach_about, self.hint, Silence(only_coach=self.only_coach))
        self._with_wording: str | None = None

    def coach_about(self, desk: Desk) -> About | None:
        """Return what is known around the text; runs in the coach's thread. None: nothing for the coach here."""
        raise NotImplementedError

    def edge(self) -> int:
        """The title ends where the remarks end."""
        return self.beside.edge or WITHOUT_TEXT

    def hint(self, name: str) -> tuple[str, str]:
        """From the remarks, Esc leads back to the text first."""
        key, label = super().hint(name)
        if name == "back" and self.beside.in_remarks:
            return key, self.tr.gettext("to the text")
        return key, label

    def remark_acts(self) -> tuple[str, ...]:
        """Return the keys that mean something in the list of remarks, nothing while one is in the text."""
        if not self.beside.in_remarks:
            return ()
        if self.beside.offer() is not None:
            return ("promise_it", "let_be", "next_remark")
        if self.beside.at_waved:
            return ("hear_again", "next_remark")
        wording = self.beside.wording()
        if wording is None:
            return ("next_remark",)
        return (*(("take",) if wording.words is not None else ()), "let_be", "rest_rule", "next_remark")

    def on_beside_said(self) -> None:
        """The keys that mean something may be others now."""
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self.heading.refresh()
        if self._with_wording not in (None, self.beside.area.text):  # taken back, or written on
            self._with_wording = None
            self.say("")

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter in the list."""
        event.stop()
        if self.beside.offer() is not None:
            self.action_promise_it()
        elif self.beside.at_waved:
            self.action_hear_again()
        else:
            self.action_take()

    def action_next_remark(self) -> None:
        """Go to the next remark, its words in sight."""
        self.beside.go_to_next()

    def on_beside_nothing(self) -> None:
        """There is no remark to go to. Where it stands there that a text was not read, the languages are told."""
        said = self.beside.said if self.beside.area.text.strip() else None
        stands_there = said is not None and not said.locale and not self.beside.has_class("-off")
        self.say((which(self.tr) if stands_there else "") or nothing(said, self.tr))

    def action_take(self) -> None:
        """Take the better wording into the text."""
        if self.beside.take():
            self._with_wording = self.beside.area.text
            self.say(self.tr.gettext("It is in the text; ctrl+z takes it back."))
        else:
            self.say(self.tr.gettext("There is no better wording here; esc goes to the place in the text."))

    def action_let_be(self) -> None:
        """Let a remark be: it is not said again of these words."""
        wording, offer = self.beside.wording(), self.beside.offer()
        if offer is not None:
            self.go(self._let_be(offer.offer))
        elif wording is not None:
            self.go(self._let_be(wording.remark))

    async def _let_be(self, remark: Remark | PromiseOffer) -> None:
        from freelance_comm.services import coaching, coaching_switches

        about = self.beside.about or coaching.About()
        await self.save(lambda desk: coaching_switches.wave_through(desk, remark, about))
        self.say(self.tr.gettext("Left as it is: the coach will not mention these words again."))
        self.beside.read_again()

    def action_hear_again(self) -> None:
        """Hear again what was let be."""
        if self.beside.at_waved:
            self.go(self._hear_again())

    async def _hear_again(self) -> None:
        from freelance_comm.services import coaching, coaching_switches

        about = self.beside.about or coaching.About()
        await self.save(lambda desk: coaching_switches.forget_waved(desk, about))
        self.beside.to_text()
        self.beside.read_again()

    def action_rest_rule(self) -> None:
        """Let a rule rest, for this client or altogether."""
        wording = self.beside.wording()
        if wording is not None:
            self.go(self._rest_rule(wording))

    async def _rest_rule(self, wording: Wording) -> None:
        from freelance_comm.services import coaching_switches

        t = self.tr.gettext
        client = self.beside.about.client if self.beside.about is not None else None
        answers = [("a", t("for everybody"))]
        if client is not None:
            answers.insert(0, ("c", t("for {name}").format(name=client.name)))
        question = t("Let the rule “{rule}” rest?").format(rule=wording.remark.rule)
        note = f"{wording.remark.message}\n{wording.remark.why}"
        answer = await self.app.push_screen_wait(AskKey(question, answers, note=note))
        if not answer:
            return
        for_whom = client if answer == "c" else None
        await self.save(lambda desk: coaching_switches.rest(desk, wording.remark.rule, for_whom))
        self.say(t("The rule rests. Wake it in the list of rules, among the commands."))
        self.beside.read_again()

    def action_promise_it(self) -> None:
        """Put a promise of the text on the ledger."""
        offer = self.beside.offer()
        if offer is not None:
            self.go(self._promise_it(offer))

    async def _promise_it(self, offer: Offer) -> None:
        from freelance_comm.services import coaching, coaching_promises
        from freelance_comm.tui.opening import choose_client

        about = self.beside.about or coaching.About()
        if about.client is None:
            client = await choose_client(self)
            if client is None:
                return
            about = about.but(client=client)
        await self.save(lambda desk: coaching_promises.keep_promise(desk, offer.offer, about))
        self.say(self.tr.gettext("It is on your list of promises."))
        self.beside.read_again()

    def on_screen_resume(self) -> None:
        """What is on record may have changed meanwhile."""
        self.beside.read_again()
