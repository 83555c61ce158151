"""The steps of a negotiation as conversations: positions, where it is stuck, what they make of a proposal, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.negotiation import Outcome, Reaction, Side, Subject
from freelance_comm.services import negotiations
from freelance_comm.services.negotiation_views import SIDES, SUBJECTS, NegotiationView
from freelance_comm.tui.asking import AskKey, AskLine

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.tui.page import Page

_SUBJECT_KEYS = {"p": Subject.PRICE, "d": Subject.DATE, "s": Subject.SCOPE, "t": Subject.TERMS}
_SIDE_KEYS = {"t": Side.THEIRS, "m": Side.MINE}


async def begin(page: Page, project: Project) -> NegotiationView | None:
    """Begin the log: what it is about, and what they want."""
    subject = await _subject(page)
    if subject is None:
        return None
    t = page.tr.gettext
    made: list[NegotiationView] = []

    async def submit(words: str) -> None:
        made.append(await page.save(lambda desk: negotiations.start(desk, project, subject, theirs=words)))

    question, example = t("What do they want, in their words?"), t("800 is all we have")
    keep_as = f"talk-begin-{project.id}"
    await page.app.push_screen_wait(AskLine(question, submit, example=example, keep_as=keep_as))
    return made[0] if made else None


async def _subject(page: Page) -> Subject | None:
    tr = page.tr
    answers = [(key, tr.pgettext("what is negotiated", SUBJECTS[one])) for key, one in _SUBJECT_KEYS.items()]
    chosen = await page.app.push_screen_wait(AskKey(tr.gettext("What is it about?"), answers))
    return _SUBJECT_KEYS[chosen] if chosen else None


async def say(page: Page, view: NegotiationView) -> None:
    """Note what one side said next."""
    tr = page.tr
    answers = [(key, tr.pgettext("whose position", SIDES[side])) for key, side in _SIDE_KEYS.items()]
    chosen = await page.app.push_screen_wait(AskKey(tr.gettext("Who said something?"), answers))
    if not chosen:
        return
    subject = await _subject(page)
    if subject is None:
        return
    side, number = _SIDE_KEYS[chosen], view.negotiation.id

    async def submit(words: str) -> str:
        return (await page.save(lambda desk: negotiations.say(desk, number, side, words, subject=subject))).sentence

    question = tr.gettext("In what words?")
    await _line(page, AskLine(question, submit, keep_as=f"talk-position-{number}"))


async def stuck(page: Page, view: NegotiationView) -> None:
    """Note on what it got stuck; the stage is the one the project is in."""
    number = view.negotiation.id

    async def submit(words: str) -> str:
        return (await page.save(lambda desk: negotiations.get_stuck(desk, number, words))).sentence

    t = page.tr.gettext
    ask = AskLine(t("What did it get stuck on?"), submit, text=view.negotiation.stuck, keep_as=f"talk-stuck-{number}")
    await _line(page, ask)


async def reaction(page: Page, view: NegotiationView) -> None:
    """Note what they made of the last proposal."""
    t, number = page.tr.gettext, view.negotiation.id
    if not view.attempts:
        page.say(t("Nothing has been proposed yet: press enter on a way out to write the letter."))
        return
    answers = [("y", t("they took it")), ("n", t("they did not want it"))]
    chosen = await page.app.push_screen_wait(AskKey(view.attempts[-1].text, answers))
    if chosen:
        how = Reaction.TAKEN if chosen == "y" else Reaction.DECLINED
        seen = await page.save(lambda desk: negotiations.react(desk, number, how))
        page.say(seen.sentence)
        page.reload()


async def end(page: Page, view: NegotiationView, outcome: Outcome) -> None:
    """Note how it ended."""
    t, number = page.tr.gettext, view.negotiation.id

    async def submit(words: str) -> str:
        return (await page.save(lambda desk: negotiations.end(desk, number, outcome, words))).sentence

    question = t("What did you agree on?") if outcome is Outcome.AGREED else t("How did it end?")
    await _line(page, AskLine(question, submit, keep_as=f"talk-end-{number}"))


async def reopen(page: Page, view: NegotiationView) -> None:
    """Take it up again; enter may be meant to look at it, so that one is asked about."""
    t = page.tr.gettext
    if await page.app.push_screen_wait(AskKey(t("It is over. Reopen it?"), [("u", t("reopen it"))])):
        await take_up_again(page, view)


async def take_up_again(page: Page, view: NegotiationView) -> None:
    """Take it up again at once: the key says so."""
    seen = await page.save(lambda desk: negotiations.reopen(desk, view.negotiation.id))
    page.say(page.and_back(seen.sentence))
    page.reload()


async def letter(page: Page, view: NegotiationView, way: str = "") -> None:
    """Write a letter with one way out; after the end, words to part on good terms."""
    from freelance_comm.services import negotiation_letters
    from freelance_comm.services.letter_names import GOOD_TERMS, PROPOSAL
    from freelance_comm.tui.matter_letter_page import MatterLetterPage

    name = PROPOSAL if view.negotiation.is_open else GOOD_TERMS

    def compose(desk: Desk) -> Draft:
        from freelance_comm.services.negotiation_views import find

        project, found = find(desk, view.negotiation.id)
        return negotiation_letters.compose(desk, project, found, name=name, way=way)

    page.app.push_screen(
        MatterLetterPage(compose, name=name, about=view.project.name, key=view.negotiation.id, project=view.project)
    )


async def _line(page: Page, ask: AskLine) -> None:
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()
