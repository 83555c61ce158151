"""The steps of a complaint as conversations, wherever one stands: what is next is asked for, and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import NextStep, Point
from freelance_comm.services import complaint_steps, complaints
from freelance_comm.services.complaint_views import POINTS, ComplaintView
from freelance_comm.services.lookup import Handle
from freelance_comm.services.promise_line import read_promise
from freelance_comm.services.promises import moment_of
from freelance_comm.tui.about_client import AboutClient
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.promising import due_words
from freelance_comm.tui.timing import safely

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.tui.forms.complaint import Whose
    from freelance_comm.tui.page import Page

_POINT_KEYS = {"y": Point.YES, "p": Point.PARTLY, "n": Point.NO, "d": Point.UNKNOWN}


async def note(page: Page, client: Client, project: Project | None = None) -> ComplaintView | None:
    """Note a complaint; a message of theirs that waits is offered as its words."""
    from freelance_comm.tui.forms.complaint import ComplaintJob, Whose

    message = await page.read(lambda desk: _waiting(desk, client, project))
    whose = Whose(client, project, message)
    job = await page.read(lambda desk: ComplaintJob(desk, whose))
    view = await page.app.push_screen_wait(FormPage(job))
    return view if isinstance(view, ComplaintView) else None


def _waiting(desk: Desk, client: Client, project: Project | None) -> Message | None:
    """Return the message of a client that waits longest and is no complaint yet."""
    from freelance_comm.services.complaint_views import all_complaints
    from freelance_comm.services.sending import longest_waiting

    found = longest_waiting(desk, client)
    known = {one.message_id for one in all_complaints(desk.reader)}
    if found is None or found.id in known:
        return None
    return found if project is None or found.project_id in (None, project.id) else None


async def edit(page: Page, view: ComplaintView) -> None:
    """Edit the words, whether they have a point, what happened."""
    from freelance_comm.tui.forms.complaint import ComplaintJob

    whose = await page.read(lambda desk: whose_of(desk, view))
    job = await page.read(lambda desk: ComplaintJob(desk, whose, view.complaint))
    if await page.app.push_screen_wait(FormPage(job)):
        page.say(page.tr.gettext("Saved."))
        page.reload()


def whose_of(desk: Desk, view: ComplaintView) -> Whose:
    """Return whose complaint it is."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.forms.complaint import Whose

    number = view.complaint.project_id
    project = project_by_id(desk, number) if number is not None and view.project_ref else None
    return Whose(client_by_id(desk, view.complaint.client_id), project)


async def letter(page: Page, view: ComplaintView, name: str = "") -> None:
    """Write the letter that helps with the next step."""
    from freelance_comm.services import complaint_letters
    from freelance_comm.tui.matter_letter_page import MatterLetterPage

    whose = await page.read(lambda desk: whose_of(desk, view))
    chosen = name or await page.read(lambda desk: complaint_letters.helping(desk, view.complaint))

    def compose(desk: Desk) -> Draft:
        from freelance_comm.services.complaint_views import find

        return complaint_letters.compose(desk, find(desk, view.complaint.id), chosen)

    page.app.push_screen(
        MatterLetterPage(compose, name=chosen, about=view.client_name, key=view.complaint.id, project=whose.project)
    )


async def step(page: Page, view: ComplaintView) -> None:
    """Do what comes next: write, judge, promise, note that it was done."""
    coming = view.next
    if coming is NextStep.ANSWER:
        await _answer(page, view)
    elif coming is NextStep.JUDGE:
        await judge(page, view)
    elif coming is NextStep.REMEDY:
        await remedy(page, view)
    elif coming is NextStep.DO:
        await _done(page, view)
    elif coming is NextStep.TELL:
        await _told(page, view)
    elif coming is NextStep.CHECK_BACK:
        await _ask_back(page, view)
    elif coming is NextStep.RESOLVE:
        await resolve(page, view)
    else:
        await reopen(page, view)


async def _answer(page: Page, view: ComplaintView) -> None:
    t = page.tr.gettext
    answers = [
        ("d", t("write the letter")),
        ("y", t("I owned up in another way")),
        ("n", t("I answered in another way, without owning up")),
    ]
    chosen = await page.app.push_screen_wait(AskKey(t("How was it answered?"), answers))
    if chosen == "d":
        await letter(page, view)
    elif chosen:
        await _note(page, lambda desk: complaint_steps.answered(desk, view.complaint.id, owned=chosen == "y"))


async def own(page: Page, view: ComplaintView) -> None:
    """Note that one took it on oneself; a second time is remarked."""
    await _note(page, lambda desk: complaint_steps.answered(desk, view.complaint.id, owned=True))


async def judge(page: Page, view: ComplaintView) -> None:
    """Say whether the client has a point."""
    tr = page.tr
    answers = [(key, tr.pgettext("whether a client has a point", POINTS[point])) for key, point in _POINT_KEYS.items()]
    chosen = await page.app.push_screen_wait(AskKey(tr.gettext("Do they have a point?"), answers))
    if chosen:
        await _note(page, lambda desk: complaints.judge(desk, view.complaint.id, _POINT_KEYS[chosen]))


async def remedy(page: Page, view: ComplaintView) -> None:
    """Say what will be done, and by when: it goes on the ledger."""
    t = page.tr.gettext
    whose = Handle(view.client_ref, view.client_name)  # the line begins with the time, or with what is promised

    def reading(text: str) -> str:
        spoken = read_promise(page.desk, text, (), whose)
        return " · ".join((due_words(page, spoken.due), spoken.what))

    async def submit(text: str) -> str:
        spoken = read_promise(page.desk, text, (), whose)

        def save(desk: Desk) -> ComplaintView:
            moment, whole = moment_of(desk, spoken.due)
            return complaint_steps.promise_remedy(
                desk, view.complaint.id, spoken.what, due=moment, whole_day=whole, window_start=spoken.due.start
            )

        return (await page.save(save)).sentence

    ask = AskLine(
        t("What will you do, and by when?"),
        submit,
        example=t("the new menu, friday 12:00"),
        reading=safely(page, reading),
        keep_as=f"talk-remedy-{view.complaint.id}",
    )
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


async def _done(page: Page, view: ComplaintView) -> None:
    t = page.tr.gettext
    answers = [("k", t("it is done")), ("d", t("write to them about it")), ("m", t("another day"))]
    chosen = await page.app.push_screen_wait(AskKey(view.next_text, answers))
    if chosen == "k":
        await _note(page, lambda desk: complaint_steps.done(desk, view.complaint.id))
    elif chosen == "d":
        await letter(page, view)
    elif chosen == "m":
        await remedy(page, view)


async def _told(page: Page, view: ComplaintView) -> None:
    t = page.tr.gettext
    answers = [("d", t("write the letter")), ("y", t("I told them in another way"))]
    chosen = await page.app.push_screen_wait(AskKey(view.next_text, answers))
    if chosen == "d":
        await letter(page, view)
    elif chosen:
        await _note(page, lambda desk: complaint_steps.told(desk, view.complaint.id))


async def _ask_back(page: Page, view: ComplaintView) -> None:
    t = page.tr.gettext
    answers = [("d", t("write the letter")), ("y", t("I asked in another way")), ("m", t("another day"))]
    chosen = await page.app.push_screen_wait(AskKey(view.next_text, answers))
    if chosen == "d":
        await letter(page, view)
    elif chosen == "y":
        await _note(page, lambda desk: complaint_steps.checked(desk, view.complaint.id))
    elif chosen == "m":
        await _another_day(page, view)


async def _another_day(page: Page, view: ComplaintView) -> None:
    from freelance_comm.services import wording

    t = page.tr.gettext

    async def submit(text: str) -> str:
        seen = await page.save(
            lambda desk: complaint_steps.check_back_on(desk, view.complaint.id, wording.coming_day(desk, text))
        )
        return seen.sentence

    keep_as = f"talk-askback-{view.complaint.id}"
    said = await page.app.push_screen_wait(
        AskLine(t("On which day will you ask?"), submit, example=t("monday"), keep_as=keep_as)
    )
    if said:
        page.say(str(said))
        page.reload()


async def resolve(page: Page, view: ComplaintView) -> None:
    """Close it, with a word on how it ended."""
    t = page.tr.gettext

    async def submit(text: str) -> str:
        seen = await page.save(lambda desk: complaints.resolve(desk, view.complaint.id, text))
        return " ".join((seen.sentence, *seen.remarks))

    ask = AskLine(
        t("How did it end?"), submit, example=t("she likes the new menu"), keep_as=f"talk-over-{view.complaint.id}"
    )
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


async def reopen(page: Page, view: ComplaintView) -> None:
    """Take it up again; enter may be meant to look at it, so that one is asked about."""
    t = page.tr.gettext
    if await page.app.push_screen_wait(AskKey(t("It is over. Reopen it?"), [("u", t("reopen it"))])):
        await take_up_again(page, view)


async def take_up_again(page: Page, view: ComplaintView) -> None:
    """Take it up again at once: the key says so."""
    seen = await page.save(lambda desk: complaints.reopen(desk, view.complaint.id))
    page.say(page.and_back(seen.sentence))
    page.reload()


async def _note(page: Page, job: Callable[[Desk], ComplaintView]) -> None:
    seen = await page.save(job)
    page.say(" ".join((seen.sentence, *seen.remarks)))
    page.reload()


class ComplaintSteps(AboutClient):
    """The keys of a client's card for complaints and feedback."""

    def action_complaints(self) -> None:
        """Open the complaint on the cursor's line, else everything that was said."""
        from freelance_comm.tui.complaint_page import ComplaintPage
        from freelance_comm.tui.talks_page import TalksPage

        if self.pointed is not None and self.pointed.act == "complaints" and self.pointed.thing_id:
            self.app.push_screen(ComplaintPage(self.pointed.thing_id))
        elif self.client is not None:
            self.app.push_screen(TalksPage(self.client.id))

    def action_feedback(self) -> None:
        """Open what was said on the cursor's line, else note something."""
        from freelance_comm.tui.talks_page import TalksPage, note_feedback

        if self.client is None:
            return
        if self.pointed is not None and self.pointed.act == "feedback":
            self.app.push_screen(TalksPage(self.client.id, wanted=f"feedback:{self.pointed.thing_id}"))
        else:
            self.go(note_feedback(self, self.client))
