"""A letter of a project on the writing page, and what the pages of letters and answers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.tui import one_line
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.forms.words import language_name
from freelance_comm.tui.page import Page
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft


class DraftPage(WritingPage):
    """One of the letters a project can need."""

    def __init__(self, project: Project, name: str) -> None:
        super().__init__()
        self._project = project
        self._letter = name

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this letter of this project."""
        return f"draft-{self._project.id}-{self._letter.replace('/', '.')}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter in the client's language."""
        from freelance_comm.services import drafts

        return drafts.compose(desk, self._project, self._letter)

    def ends(self) -> tuple[str, str]:
        """Letter and project; language and addressee."""
        from freelance_comm.services.letter_names import title_of

        title = title_of(self.tr, self._letter)
        return f"{title} · {self._project.name}", addressed(self)

    def about(self) -> Project:
        """The facts are the project's."""
        return self._project

    def file_name(self, ending: str) -> str:
        """Return "P-2026-003-quote.txt"."""
        return f"{self._project.ref}-{self._letter.rpartition('/')[2]}.{ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Note it in the project."""
        from freelance_comm.services import drafts

        return drafts.mark_sent(desk, self._project, draft)


async def settle(page: Page, message: Message) -> None:
    """Ask why a message needs no answer here, and note it."""
    from freelance_comm.domain.message import Settled
    from freelance_comm.services import messages

    t = page.tr.gettext
    answers = [("n", t("no answer needed")), ("e", t("answered elsewhere"))]
    answer = await page.app.push_screen_wait(AskKey(t("Why does this need no answer here?"), answers))
    if not answer:
        return
    how = Settled.NO_ANSWER_NEEDED if answer == "n" else Settled.ELSEWHERE
    view = await page.save(lambda desk: messages.settle(desk, message.id, how))
    leave_with(page, view.sentence)


async def snooze(page: Page, message: Message) -> None:
    """Ask until when a message may wait out of sight."""
    from freelance_comm.services import messages

    t = page.tr.gettext

    async def submit(text: str) -> str:
        due = one_line.read_due(page.desk, text)
        until = due.start or due.due or page.desk.calendar().start_of_day(due.day)
        view = await page.save(lambda desk: messages.snooze(desk, message.id, until))
        return view.sentence

    keep_as = f"line-snooze-{message.id}"
    ask = AskLine(t("Remind me when?"), submit, example=t("tomorrow 10:00"), keep_as=keep_as)
    said = await page.app.push_screen_wait(ask)
    if said:
        leave_with(page, str(said))


def leave_with(page: Page, words: str) -> None:
    """Say something: on the page itself, or, from a writing page that is done, on the one below."""
    if isinstance(page, WritingPage):
        page.freelance.tell_next(words)
        page.dismiss(True)
    else:
        page.say(words)
        page.reload()


def addressed(page: WritingPage) -> str:
    """Return "română · to Ana Petrescu"."""
    if page.draft is None:
        return ""
    to = page.tr.gettext("to {name}").format(name=page.draft.recipient_name)
    return f"{language_name(page.draft.locale)} · {to}"
