"""An answer to a client's message on the writing page, in sight of what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.services.drafts import QUESTION, RECEIVED, REPLY, Draft
from freelance_comm.tui import columns
from freelance_comm.tui.addressing import doubt_line
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.coached_page import REMARK_ACTS
from freelance_comm.tui.draft_page import addressed, settle, snooze
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.page import TALL
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from textual import events

    from freelance_comm.domain.errors import BadValue
    from freelance_comm.domain.message import Message
    from freelance_comm.services.answering import Said
    from freelance_comm.services.desk import Desk

_KINDS = {"a": REPLY, "r": RECEIVED, "n": QUESTION}
_LINES, _LINES_WHERE_THERE_IS_ROOM = 3, 6
_PATIENCE = 1.0
"""Seconds for which the client's words are looked for in their mailbox, while the page waits."""


class ReplyPage(WritingPage):
    """An answer to a client's message, or a few words without one."""

    acts = (
        *("save", "copy", "editor", "hand_on", "mark_sent", "other_kind", "next_remark", "start_over", "fill_gap"),
        *REMARK_ACTS,
        *("settle", "snooze", "add_address"),
    )
    DEFAULT_CSS = """
    ReplyPage #above { max-height: 7; }
    """

    def __init__(self, client: Client, message: Message | None, project: Project | None = None) -> None:
        super().__init__()
        self._client = client
        self._message = message
        self._project = project
        self._kind = REPLY
        self._quote = True
        self._words: str | None = None
        self._conversation: tuple[Said, ...] = ()

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to the message that is answered."""
        return f"reply-{self._client.id}-{self._message.id if self._message else 'hello'}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose greeting and farewell around what the freelancer will say."""
        from freelance_comm.services import answering, client_words

        if self._message is not None and self._words is None:
            self._words = client_words.words_of(desk, self._message, patience=_PATIENCE).text
            self._conversation = answering.context_of(desk, self._message, limit=_LINES_WHERE_THERE_IS_ROOM)
        words = self._words if self._quote else ""
        return answering.compose(desk, self._client, self._message, self._project, name=self._kind, words=words)

    def present(self, view: Draft | BadValue) -> None:
        """Show the letter, the cursor where the answer goes, and above it what was said before."""
        new = self.draft is None and not self.freelance.kept.values(self.keep_as)
        super().present(view)
        if new and isinstance(view, Draft) and view.place is not None:
            self.beside.area.select_stretch(view.place)
        self._show_context()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Once the answer stands there, it is no longer said to be missing."""
        from freelance_comm.services import answering
        from freelance_comm.services.draft_doubts import DoubtKind, kind_of

        if self.draft is None or not answering.has_words(self.draft, self.beside.area.text):
            return
        unwritten = [doubt_line(one) for one in self.draft.missing if kind_of(one) is DoubtKind.UNWRITTEN]
        said = self.quiet.text.split("\n")
        left = [line for line in said if line not in unwritten]
        if left != said:
            self.quiet.say("\n".join(left), stays=True)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, more of the conversation is in sight."""
        super().on_resize(event)
        self._show_context()

    def _show_context(self) -> None:
        if not self._conversation:
            return
        room = _LINES_WHERE_THERE_IS_ROOM if self.size.height >= TALL else _LINES
        width = max(20, min(self.size.width - 6, 102))
        told = self.tr.pgettext("a message in a conversation", "{when} · {who}: {words}")
        lines = [told.format(when=one.when, who=one.who, words=one.text) for one in self._conversation[-room:]]
        shown = [columns.clip(one, width) for one in lines]
        if len(shown) < room:  # what is answered may take two lines where nothing else needs them
            whole = columns.wrap(lines[-1], width)
            kept = whole[: room - len(shown) + 1]
            if len(kept) < len(whole):
                kept[-1] = columns.clip(f"{kept[-1]} …", width)
            shown[-1:] = kept
        for above in self.query("#above").results(FewLines):
            above.set_words("\n".join(shown))

    def ends(self) -> tuple[str, str]:
        """Whom one writes to; the language."""
        return self.tr.gettext("To {name}").format(name=self._client.name), addressed(self)

    def file_name(self, ending: str) -> str:
        """Return "C-2026-001-reply.txt"."""
        return f"{self._client.ref}-reply.{ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Log it: the clock stops."""
        from freelance_comm.services import drafts

        return drafts.mark_sent(desk, self._project, draft)

    def above(self) -> str:
        """The client's own words, as they were written."""
        if self._message is None:
            return ""
        words = self._message.excerpt or self._message.subject
        return self.tr.gettext("They wrote: {words}").format(words=words) if words else ""

    def about(self) -> Project | None:
        """The facts are those of the project spoken of, if any."""
        return self._project

    def shown_acts(self) -> tuple[str, ...]:
        """Without a message there is nothing to settle."""
        shown = super().shown_acts()
        unmeant = () if self._message is not None else ("settle", "snooze", "other_kind")
        return tuple(name for name in shown if name not in unmeant)

    def action_settle(self) -> None:
        """The message needs no answer."""
        if self._message is not None:
            self.go(settle(self, self._message))

    def action_snooze(self) -> None:
        """Answer later; the clock runs on."""
        if self._message is not None:
            self.go(snooze(self, self._message))

    def action_hand_on(self) -> None:
        """Hand the draft to the mail program."""
        from freelance_comm.tui.handing_on import hand_on

        draft = self.written()
        if draft is not None:
            self.go(hand_on(self, draft, self.file_name("eml"), self.keep_as))

    def action_other_kind(self) -> None:
        """Another kind of answer, or the client's words in or out."""
        if self._message is not None and self.draft is not None:
            self.go(self._other_kind())

    async def _other_kind(self) -> None:
        t = self.tr.gettext
        answers = [
            ("a", t("the answer itself")),
            ("r", t("received, the answer follows")),
            ("n", t("I need to know something first")),
            ("w", t("without their words") if self._quote else t("with their words")),
        ]
        note = t("What you typed will be replaced.") if self.freelance.kept.values(self.keep_as) else ""
        chosen = await self.app.push_screen_wait(AskKey(t("What kind of answer?"), answers, note=note))
        if not chosen:
            return
        if chosen == "w":
            self._quote = not self._quote
        else:
            self._kind = _KINDS[chosen]
        self.action_start_over()
