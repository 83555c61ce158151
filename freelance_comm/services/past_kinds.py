"""What people call the kinds of records, and the sentences for what became of them: "promise added", "3 messages".

Apart from what reads past changes because a new kind of record adds its words here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

ADDED, CHANGED, REMOVED, REPLACED = "added", "changed", "removed", "replaced"
MERGED = "merged"
PARTED = "parted"

KINDS: dict[str, tuple[str, str]] = {
    "clients": ("Client", "name"),
    "project": ("Project", "name"),
    "profile": ("Profile", "name"),
    "quotes": ("Quote", "ref"),
    "instalments": ("Instalment", "label"),
    "promises": ("Promise", "what"),
    "requirements": ("Requirement", "text"),
    "steps": ("Step", "text"),
    "sent": ("SentDraft", "subject"),
    "tasks": ("Task", "text"),
    "ideas": ("Idea", "text"),
    "habit_checks": ("HabitCheck", "note"),
    "complaints": ("Complaint", "words"),
    "feedback": ("Feedback", "words"),
    "negotiations": ("Negotiation", "stuck"),
    "messages": ("Message", "subject"),
    "entries": ("TimeEntry", "note"),
    "timer": ("RunningTimer", "note"),
    "passages": ("Passage", "target"),
    "mail_people": ("MailPerson", "address"),
    "left_out": ("LeftOut", "subject"),
    "mail_sources": ("MailSource", "place"),
}
"""By table, in the order in which a line names them: the kind of record, and the field that tells one from another."""
ORDER = {kind: place for place, (kind, _) in enumerate(KINDS.values())}
BACKWARDS = {ADDED: REMOVED, REMOVED: ADDED, MERGED: PARTED, PARTED: MERGED}

ONE: dict[tuple[str, str], str] = {
    ("Client", ADDED): N_("client added: {label}"),
    ("Client", CHANGED): N_("client changed: {label}"),
    ("Client", REMOVED): N_("client removed: {label}"),
    ("Client", MERGED): N_("clients merged: {label}"),
    ("Client", PARTED): N_("clients separated again: {label}"),
    ("Project", ADDED): N_("project added: {label}"),
    ("Project", CHANGED): N_("project changed: {label}"),
    ("Project", REMOVED): N_("project removed: {label}"),
    ("Profile", ADDED): N_("profile filled in: {label}"),
    ("Profile", CHANGED): N_("profile changed: {label}"),
    ("Profile", REMOVED): N_("profile removed: {label}"),
    ("Quote", ADDED): N_("quote added: {label}"),
    ("Quote", CHANGED): N_("quote changed: {label}"),
    ("Quote", REMOVED): N_("quote removed: {label}"),
    ("Instalment", ADDED): N_("payment planned: {label}"),
    ("Instalment", CHANGED): N_("payment changed: {label}"),
    ("Instalment", REMOVED): N_("payment removed: {label}"),
    ("Promise", ADDED): N_("promise added: {label}"),
    ("Promise", CHANGED): N_("promise changed: {label}"),
    ("Promise", REMOVED): N_("promise removed: {label}"),
    ("Requirement", ADDED): N_("requirement added: {label}"),
    ("Requirement", CHANGED): N_("requirement changed: {label}"),
    ("Requirement", REMOVED): N_("requirement removed: {label}"),
    ("Step", ADDED): N_("next step added: {label}"),
    ("Step", CHANGED): N_("next step changed: {label}"),
    ("Step", REMOVED): N_("next step removed: {label}"),
    ("SentDraft", ADDED): N_("letter marked as sent: {label}"),
    ("SentDraft", CHANGED): N_("sent letter changed: {label}"),
    ("SentDraft", REMOVED): N_("sent letter removed: {label}"),
    ("Task", ADDED): N_("task noted: {label}"),
    ("Task", CHANGED): N_("task changed: {label}"),
    ("Task", REMOVED): N_("task removed: {label}"),
    ("Idea", ADDED): N_("idea noted: {label}"),
    ("Idea", CHANGED): N_("idea changed: {label}"),
    ("Idea", REMOVED): N_("idea removed: {label}"),
    ("HabitCheck", ADDED): N_("ten habits answered: {label}"),
    ("HabitCheck", CHANGED): N_("self-check of the habits changed: {label}"),
    ("HabitCheck", REMOVED): N_("self-check of the habits removed: {label}"),
    ("Complaint", ADDED): N_("complaint noted: {label}"),
    ("Complaint", CHANGED): N_("complaint taken further: {label}"),
    ("Complaint", REMOVED): N_("complaint removed: {label}"),
    ("Feedback", ADDED): N_("feedback noted: {label}"),
    ("Feedback", CHANGED): N_("feedback changed: {label}"),
    ("Feedback", REMOVED): N_("feedback removed: {label}"),
    ("Negotiation", ADDED): N_("negotiation begun: {label}"),
    ("Negotiation", CHANGED): N_("negotiation taken further: {label}"),
    ("Negotiation", REMOVED): N_("negotiation removed: {label}"),
    ("Message", ADDED): N_("message logged: {label}"),
    ("Message", CHANGED): N_("message changed: {label}"),
    ("Message", REMOVED): N_("message removed: {label}"),
    ("TimeEntry", ADDED): N_("time entry added: {label}"),
    ("TimeEntry", CHANGED): N_("time entry changed: {label}"),
    ("TimeEntry", REMOVED): N_("time entry removed: {label}"),
    ("RunningTimer", ADDED): N_("timer started: {label}"),
    ("RunningTimer", CHANGED): N_("timer changed: {label}"),
    ("RunningTimer", REMOVED): N_("timer stopped: {label}"),
    ("Passage", ADDED): N_("stage entered: {label}"),
    ("Passage", CHANGED): N_("change of stage edited: {label}"),
    ("Passage", REMOVED): N_("change of stage removed: {label}"),
    ("MailPerson", ADDED): N_("somebody found in mail: {label}"),
    ("MailPerson", CHANGED): N_("noted about somebody in mail: {label}"),
    ("MailPerson", REMOVED): N_("note about mail removed: {label}"),
    ("LeftOut", ADDED): N_("mail left out: {label}"),
    ("LeftOut", CHANGED): N_("left-out mail changed: {label}"),
    ("LeftOut", REMOVED): N_("mail no longer left out: {label}"),
    ("MailSource", ADDED): N_("mailbox read: {label}"),
    ("MailSource", CHANGED): N_("mailbox read again: {label}"),
    ("MailSource", REMOVED): N_("mailbox no longer read: {label}"),
    ("", ADDED): N_("file added: {label}"),
    ("", CHANGED): N_("file changed: {label}"),
    ("", REMOVED): N_("file removed: {label}"),
    ("", REPLACED): N_("file replaced: {label}"),
}
SEVERAL = {
    ADDED: N_("added: {things}"),
    CHANGED: N_("changed: {things}"),
    REMOVED: N_("removed: {things}"),
    REPLACED: N_("replaced: {things}"),
}


_Plural = Callable[["Translator", int], str]
_PLURALS: dict[str, _Plural] = {
    "Client": lambda tr, n: tr.ngettext("{count} client", "{count} clients", n),
    "Project": lambda tr, n: tr.ngettext("{count} project", "{count} projects", n),
    "Quote": lambda tr, n: tr.ngettext("{count} quote", "{count} quotes", n),
    "Instalment": lambda tr, n: tr.ngettext("{count} payment", "{count} payments", n),
    "Promise": lambda tr, n: tr.ngettext("{count} promise", "{count} promises", n),
    "Requirement": lambda tr, n: tr.ngettext("{count} requirement", "{count} requirements", n),
    "Step": lambda tr, n: tr.ngettext("{count} next step", "{count} next steps", n),
    "SentDraft": lambda tr, n: tr.ngettext("{count} sent letter", "{count} sent letters", n),
    "Task": lambda tr, n: tr.ngettext("{count} task", "{count} tasks", n),
    "Idea": lambda tr, n: tr.ngettext("{count} idea", "{count} ideas", n),
    "HabitCheck": lambda tr, n: tr.ngettext("{count} self-check of the habits", "{count} self-checks of the habits", n),
    "Complaint": lambda tr, n: tr.ngettext("{count} complaint", "{count} complaints", n),
    "Feedback": lambda tr, n: tr.ngettext("{count} piece of feedback", "{count} pieces of feedback", n),
    "Negotiation": lambda tr, n: tr.ngettext("{count} negotiation", "{count} negotiations", n),
    "Message": lambda tr, n: tr.ngettext("{count} message", "{count} messages", n),
    "TimeEntry": lambda tr, n: tr.ngettext("{count} time entry", "{count} time entries", n),
    "Passage": lambda tr, n: tr.ngettext("{count} change of stage", "{count} changes of stage", n),
    "MailPerson": lambda tr, n: tr.ngettext("{count} person found in mail", "{count} people found in mail", n),
    "LeftOut": lambda tr, n: tr.ngettext("{count} email left out", "{count} emails left out", n),
    "MailSource": lambda tr, n: tr.ngettext("{count} mailbox", "{count} mailboxes", n),
}


def _others(tr: Translator, n: int) -> str:
    return tr.ngettext("{count} other thing", "{count} other things", n)


def counted_things(tr: Translator, kind: str, count: int) -> str:
    """Return "3 time entries" for the name of a domain class and a number."""
    return _PLURALS.get(kind, _others)(tr, count).format(count=count)
