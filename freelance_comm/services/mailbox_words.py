"""What a mailbox says about reply times, as a page of tables and sentences for both faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import reply_words
from freelance_comm.services.reply_words import Table

if TYPE_CHECKING:
    from freelance_comm.services.mailbox_replies import MailReplies, NotCounted
    from freelance_comm.text.catalog import Translator

REASONS = {
    "A1": N_("written by a machine: its header says so"),
    "A2": N_("reports about delivery, receipts"),
    "A3": N_("from an address nobody reads"),
    "A4": N_("out-of-office and other automatic answers"),
    "A5": N_("from lists and newsletters"),
    "automatic": N_("replies from calendars"),
    "list": N_("from lists and newsletters"),
    "stranger": N_("from people you have never written to"),
    "cc": N_("you were only in copy"),
    "invite": N_("invitations"),
    "junk": N_("from the junk folder"),
    "own": N_("your own automatic answers"),
    "delegate": N_("from your assistant to you"),
    "undated": N_("without a time that can be read"),
    "draft": N_("your own unsent drafts"),
}
_HINTS = {
    "link": N_("“{subject}” from {who}: perhaps answered in a new message of yours"),
    "colleague": N_("“{subject}” from {who}: a colleague of theirs has answered since"),
    "thanks": N_("“{subject}” from {who}: short and without a question, probably needs no answer"),
    "undelivered": N_("“{subject}” from {who}: your answer was not delivered"),
}
OPEN_SHOWN, HINTS_SHOWN = 5, 5


class Told(Record):
    """A page about a mailbox: what it holds, tables, sentences; ``advice`` says what to try next."""

    title: str
    answered: bool
    tables: tuple[Table, ...]
    sentences: tuple[str, ...]
    hints: tuple[str, ...] = ()
    advice: str = ""


def told(found: MailReplies, path: str, tr: Translator) -> Told:
    """Return the page about what ``look`` found at ``path``."""
    counts = found.counts
    messages = tr.ngettext("{n} message", "{n} messages", counts["messages"]).format(n=counts["messages"])
    threads = tr.ngettext("{n} conversation", "{n} conversations", counts["threads"]).format(n=counts["threads"])
    title = f"{show(path)}: {messages} · {threads}"
    tables = []
    if found.all.answered:
        tables.append(reply_words.summary(found.all, tr))
    if len(found.by_month) > 1:
        tables.append(reply_words.months(found.by_month, tr))
    if found.by_who:
        tables.append(reply_words.people(found.by_who, found.names, tr))
    if found.left_out:
        tables.append(_left_out(found, tr))
    return Told(
        title=title,
        answered=bool(found.all.answered),
        tables=tuple(tables),
        sentences=tuple(_sentences(found, tr)),
        hints=tuple(_hints(found, tr)),
        advice=_advice(found, tr),
    )


def _sentences(found: MailReplies, tr: Translator) -> list[str]:
    said = []
    if not found.all.answered:
        said.append(tr.gettext("No question and answer were found in this mailbox."))
    said += reply_words.lines(found.all, found.target_seconds, tr)
    longest = found.all.oldest_open
    if longest is not None:
        who = found.names.get(longest.who) or longest.who
        said.append(reply_words.oldest(longest, who, found.now, found.zone, tr))
    unreadable = found.counts["unreadable"]
    if unreadable:
        said.append(
            tr.ngettext(
                "{n} file could not be read and is not counted.",
                "{n} files could not be read and are not counted.",
                unreadable,
            ).format(n=unreadable)
        )
    return said


def _hints(found: MailReplies, tr: Translator) -> list[str]:
    waiting = {each.inbound: each for each in found.unanswered}
    said = []
    for hint in found.hints:
        each = waiting[hint.inbound]
        who = show(found.names.get(each.who) or each.who)
        said.append(tr.gettext(_HINTS[hint.kind]).format(subject=_subject(each.subject, tr), who=who))
    return said


def _subject(subject: str, tr: Translator) -> str:
    return show(subject) or tr.gettext("(no subject)")


def _left_out(found: MailReplies, tr: Translator) -> Table:
    tally: dict[str, int] = {}
    for one in found.left_out:
        sentence = tr.gettext(REASONS[one.reason])
        tally[sentence] = tally.get(sentence, 0) + 1
    rows = tuple((sentence, str(tally[sentence])) for sentence in sorted(tally, key=lambda each: -tally[each]))
    return Table(title=tr.gettext("Not counted"), head=(), rows=rows)


def left_out_rows(found: tuple[NotCounted, ...], zone: str, tr: Translator) -> list[tuple[str, ...]]:
    """Return a line for each message that was not counted: day, sender, subject, reason."""
    from freelance_comm.text.telling import local

    return [
        (
            f"{local(one.received, zone):%Y-%m-%d}" if one.received else "–",
            show(one.sender),
            _subject(one.subject, tr),
            tr.gettext(REASONS[one.reason]),
        )
        for one in found
    ]


def _advice(found: MailReplies, tr: Translator) -> str:
    """Return what to try where little was found."""
    counts = found.counts
    if counts["messages"] and not counts["out"]:
        return tr.gettext("No message here is from you: give all your addresses, and the folder with your sent mail.")
    lists = sum(1 for one in found.left_out if one.reason == "list")
    if lists > counts["pairs"] + counts["unanswered"]:
        return tr.gettext("Most of this came through lists. To count everybody who wrote there, use --every-sender")
    return ""
