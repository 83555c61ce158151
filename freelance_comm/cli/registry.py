"""The commands, in the order in which help shows them. One file in ``commands`` each."""

from __future__ import annotations

from freelance_comm.domain.marking import N_

COMMANDS: tuple[tuple[str, str], ...] = (
    ("today", N_("what to do now: answers, promises, reports, who has gone quiet")),
    ("track", N_("log time: start, stop, switch, add, edit, list, import")),
    ("log", N_("note a message that came or went, so that its clock runs or stops")),
    ("replies", N_("how fast you answer: from your records, or from any mailbox")),
    ("report", N_("write a progress report in the client's language")),
    ("draft", N_("write the other letters for a project in the client's language")),
    ("reply", N_("draft an answer to a client's message, for your mail program")),
    ("coach", N_("read a draft as the client will: what to think over before it goes out")),
    ("mail", N_("mailboxes the program may read")),
    ("promise", N_("the ledger of what you promised: add, list, show, keep, move, edit, withdraw")),
    ("record", N_("how reliable you are: promises, delivery days, answers; a line to quote")),
    ("complaint", N_("when a client is unhappy: add, list, show, set, own, remedy, done, draft")),
    ("feedback", N_("what clients say about your work, and whether you may quote it")),
    ("negotiation", N_("negotiations: who wants what, what moved, and ways out to try")),
    ("client", N_("clients: add, list, show, edit, contact, merge, remove, erase")),
    ("regulars", N_("the clients you keep: how each is doing, who has gone quiet, how to thank them")),
    ("habits", N_("ten habits of people who are good to deal with: a self-check for each client")),
    ("idea", N_("something extra nobody asked for: three ideas for each project")),
    ("project", N_("projects: add, list, show, set, next, back, skip, close, reopen, remove")),
    ("requirement", N_("the checklist of what was asked: add, list, tick, edit, remove")),
    ("quote", N_("price and reasons: item, set, document, send, accept, addition, discount …")),
    ("deadline", N_("a date you can keep: show, promise")),
    ("task", N_("pieces of the work: add, list, done, edit, reopen, remove, pairs")),
    ("forecast", N_("when a project will be done, what-ifs, and how good your estimates are")),
    ("payment", N_("terms and money: ways, plan, show, receive, remind, handover …")),
    ("step", N_("next steps, yours and the client's: add, list, done, remove")),
    ("stage", N_("what each stage asks of you, in plain words")),
    ("remind", N_("for cron and the shell prompt: exit codes 0, 10 and 20")),
    ("feed", N_("what is due, as a calendar file with alarms")),
    ("calendar", N_("when you work: the coming weeks, hours, days off, travel, holidays")),
    ("profile", N_("your name, language, currency, hours: show, set")),
    ("serve", N_("the screen in a browser of this computer, behind a link that works once")),
    ("undo", N_("take back the last change, or an earlier one")),
    ("backup", N_("put everything you keep into one file, and check it")),
    ("restore", N_("replace what you have now with a backup")),
    ("export", N_("write everything you keep to a file, as JSON or CSV")),
    ("import", N_("bring in what was exported")),
    ("doctor", N_("look after the data files: find what is wrong, put it right")),
    ("where", N_("where your data are")),
    ("completion", N_("let Tab complete commands and names in bash, zsh and fish")),
)
NAMES: tuple[str, ...] = tuple(name for name, _summary in COMMANDS)
_SPELLED = {"import": "import_"}


def module_of(name: str) -> str:
    """Return the name of the module in ``commands``; a word that Python keeps for itself has a line behind it."""
    return _SPELLED.get(name, name)
