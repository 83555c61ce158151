"""Look at a mailbox: how fast somebody answers, from the mail that lies there. Nothing is stored.

Three questions (where, whose, which time zone), then the figures. Leaving the page stops the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from freelance_comm.services import mailbox_choices, mailbox_replies
from freelance_comm.services.mailbox_replies import Asked, MailReplies
from freelance_comm.tui import mailbox_rows
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.long_work import Progress

LOOK_EVERY = 0.2
"""Seconds between two looks at how far reading has come."""
_TOLD_EACH = 100


class _LeftError(Exception):
    """Nobody looks at the page any more."""


class MailboxPage(Page):
    """The reply times that one mailbox tells."""

    acts = ("another_mailbox", "by_clock", "not_counted")
    offers = ("goto", "palette")

    def __init__(self) -> None:
        super().__init__()
        self._asked: Asked | None = None
        self._found: MailReplies | None = None
        self._each = False
        self._wall = False
        self._read_so_far = 0
        self._left = False

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=mailbox_rows.GRIDS)
        yield self.ledger

    def on_mount(self) -> None:
        """Ask which mailbox; tell how far reading has come as long as there is any."""
        self.heading.say(self.tr.gettext("Look at a mailbox"))
        self.set_interval(LOOK_EVERY, self._tell)
        self.call_after_refresh(self.action_another_mailbox)

    def on_unmount(self) -> None:
        """Stop reading."""
        self._left = True

    def reload(self) -> None:
        """What was read is shown again; a mailbox is only read when somebody asks for it."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    # asking

    def action_another_mailbox(self) -> None:
        """Ask for a mailbox and read it."""
        self.go(self._ask())

    async def _ask(self) -> None:
        t, profile = self.tr.gettext, self.desk.profile()
        path = await self._line(
            t("Where is the mail?"),
            mailbox_choices.existing,
            note=t("A Maildir, an mbox file, an .eml file, or a folder of any of these. It is only read."),
            text=self._asked.path if self._asked is not None else "",
            example="~/Mail",
            keep_as="look-at-mailbox",
        )
        if not path:
            self._leave_if_empty()
            return
        own = self._asked.mine if self._asked is not None else mailbox_choices.on_record(profile)
        likely = () if own else await self.read(lambda _desk: mailbox_choices.likely(path))
        mine = await self._line(
            t("Which addresses there are yours?"),
            lambda words: ", ".join(mailbox_choices.addresses(words)),
            text=", ".join(own),
            example=", ".join(likely) or "ana@example.com, ana@example.org",
        )
        zone = mine and await self._line(
            t("Which time zone do you work in?"), mailbox_choices.check_zone, text=self.desk.zone, enter=t("read it")
        )
        if not zone:
            self._leave_if_empty()
            return
        hours = profile.hours if zone == self.desk.zone else profile.hours.but(zone=zone, travels=())
        target = int(profile.reply_target_hours * 3600)
        await self._look(Asked(path=path, mine=mailbox_choices.addresses(mine), target_seconds=target, hours=hours))

    def _leave_if_empty(self) -> None:
        """Whoever gives up the questions before anything was read wants to go back, not to look at an empty page."""
        if self._found is None:
            self.action_back()

    async def _line(
        self,
        question: str,
        check: Callable[[str], str],
        *,
        text: str = "",
        example: str = "",
        note: str = "",
        keep_as: str = "",
        enter: str = "",
    ) -> str:
        """Return what was typed, as ``check`` gives it back; nothing when it was given up."""

        async def checked(words: str) -> str:
            return await self.read(lambda _desk: check(words.strip()))

        ask = AskLine(
            question,
            checked,
            text=text,
            example=example,
            note=note,
            keep_as=keep_as,
            enter=enter or self.tr.gettext("go on"),
        )
        answer = await self.app.push_screen_wait(ask)
        return answer if isinstance(answer, str) else ""

    # reading

    async def _look(self, asked: Asked) -> None:
        self._read_so_far = 0

        def job(desk: Desk, _progress: Progress) -> MailReplies:
            return mailbox_replies.look(desk, asked, self._note)

        try:
            found = await self.freelance.long_work.run(self.tr.gettext("Reading the mailbox"), job)
        except _LeftError:
            return
        finally:
            self._read_so_far = 0
            self.say("")
        self._asked, self._found = asked, found
        self._each = False
        self._show()

    def _note(self, count: int) -> None:
        """Told from the reading thread."""
        if self._left:
            raise _LeftError
        if count % _TOLD_EACH == 0:
            self._read_so_far = count

    def _tell(self) -> None:
        if self._read_so_far:
            self.say(self.tr.gettext("Read so far: {n}").format(n=self._read_so_far))

    # showing

    def _show(self) -> None:
        if self._found is None or self._asked is None:
            return
        tr, found = self.tr, self._found
        count = found.counts["messages"]
        messages = tr.ngettext("{n} message", "{n} messages", count).format(n=count)
        self.heading.say(self._asked.path, messages)
        if self._each:
            self.ledger.show_rows(mailbox_rows.left_out(found, tr))
        else:
            width = self.size.width or 80
            self.ledger.show_rows(mailbox_rows.rows(found, self._asked.path, width, tr, wall=self._wall))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """What was not counted is listed one by one."""
        if event.row.id.startswith("reason:"):
            self.action_not_counted()

    def action_by_clock(self) -> None:
        """The time by the clock, or working time."""
        self._wall = not self._wall
        self._show()

    def action_not_counted(self) -> None:
        """Each message that was not counted, or the figures again."""
        self._each = not self._each
        self._show()
