"""Words for past changes: which things a noted change touched, and what people call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from freelance_comm.services.desk import Desk
    from freelance_comm.store.past import PastStep
    from freelance_comm.store.reversal import Part
    from freelance_comm.text.catalog import Translator

ADDED, CHANGED, REMOVED, REPLACED = "added", "changed", "removed", "replaced"
_LONGEST = 60
"""Characters of a label that a line shows."""
_SHOWN = 3
"""So many kinds of things are named in a line."""

_KINDS: dict[str, tuple[str, str]] = {
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
_ORDER = {kind: place for place, (kind, _) in enumerate(_KINDS.values())}
_BACKWARDS = {ADDED: REMOVED, REMOVED: ADDED}

_ONE: dict[tuple[str, str], str] = {
    ("Client", ADDED): N_("client added: {label}"),
    ("Client", CHANGED): N_("client changed: {label}"),
    ("Client", REMOVED): N_("client removed: {label}"),
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
    ("HabitCheck", ADDED): N_("ten habits looked at: {label}"),
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
    ("MailPerson", REMOVED): N_("no longer noted about mail: {label}"),
    ("LeftOut", ADDED): N_("mail left out: {label}"),
    ("LeftOut", CHANGED): N_("mail left out, changed: {label}"),
    ("LeftOut", REMOVED): N_("mail no longer left out: {label}"),
    ("MailSource", ADDED): N_("mailbox read: {label}"),
    ("MailSource", CHANGED): N_("mailbox read again: {label}"),
    ("MailSource", REMOVED): N_("mailbox no longer read: {label}"),
    ("", ADDED): N_("file added: {label}"),
    ("", CHANGED): N_("file changed: {label}"),
    ("", REMOVED): N_("file removed: {label}"),
    ("", REPLACED): N_("file replaced: {label}"),
}
_SEVERAL = {
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
    "LeftOut": lambda tr, n: tr.ngettext("{count} mail left out", "{count} mails left out", n),
    "MailSource": lambda tr, n: tr.ngettext("{count} mailbox", "{count} mailboxes", n),
}


def _others(tr: Translator, n: int) -> str:
    return tr.ngettext("{count} other thing", "{count} other things", n)


class ChangedThing(Record):
    """What became of one thing, or of ``count`` things of one kind.

    ``action`` is "added", "changed", "removed" or "replaced"; ``kind`` is the name of the domain class, empty for whole
    files; ``label`` is what people call it (a client's text, for ``show``), empty for several.
    """

    action: str
    kind: str
    label: str
    count: int = 1


class Names(Record):
    """What clients and projects are called, those that are gone too, as far as the changes know them."""

    clients: dict[int, str]
    projects: dict[int, str]


def names(desk: Desk, steps: Iterable[PastStep]) -> Names:
    """Return the names that ``steps`` can be told with."""
    from freelance_comm.store.reversal import parts

    clients: dict[int, str] = {}
    projects: dict[int, str] = {}
    for step in steps:
        for _, table, key, before, after in parts(step):
            document = after or before or {}
            if table in ("clients", "project"):
                known = clients if table == "clients" else projects
                known.setdefault(int(key), str(document.get("name", "")))
    try:
        clients |= {client.id: client.name for client in desk.reader.client_names()}
        projects |= {project.id: project.name for project in desk.reader.project_names(closed=True)}
    except AppError:
        pass  # a damaged file is told about by whoever needs it; a past change can do without a name
    return Names(clients=clients, projects=projects)


def lines(desk: Desk, step: PastStep, known: Names, *, backwards: bool = False) -> tuple[ChangedThing, ...]:
    """Return what a step did, the weightiest first; ``backwards`` tells the opposite."""
    from freelance_comm.store.reversal import parts

    groups: dict[tuple[str, str], list[Part]] = {}
    for part in parts(step):
        _, table, _, before, after = part
        action = ADDED if before is None else REMOVED if after is None else CHANGED
        if backwards:
            action = _BACKWARDS.get(action, action)
        groups.setdefault((_KINDS.get(table, ("", ""))[0], action), []).append(part)
    found = [
        ChangedThing(
            action=action, kind=kind, label=label(desk, group[0], known) if len(group) == 1 else "", count=len(group)
        )
        for (kind, action), group in groups.items()
    ]
    found.sort(key=lambda thing: _ORDER.get(thing.kind, len(_ORDER)))
    files = [(action, file) for change in step.changes for action, file in change.whole]
    found += [ChangedThing(action=action, kind="", label=file) for action, file in files]
    return tuple(found)


def label(desk: Desk, part: Part, known: Names) -> str:
    """Return what people call one thing: its own words, and the project or client it belongs to."""
    file, table, key, before, after = part
    document = after or before or {}
    kind, field = _KINDS.get(table, ("", ""))
    if not kind:
        return file
    words = _own_words(desk, kind, str(document.get(field, "")), document)
    return " · ".join(dict.fromkeys(text for text in (words, _whose(kind, file, key, document, known)) if text))


def _own_words(desk: Desk, kind: str, words: str, document: dict[str, Any]) -> str:
    if kind == "Passage":
        from freelance_comm.stages.registry import STAGE_IDS, stage

        return desk.tr.gettext(stage(words).title) if words in STAGE_IDS else words
    if kind in ("Message", "SentDraft") and not words:
        words = str(document.get("excerpt", "") or document.get("template", ""))
    if kind == "Negotiation" and not words:
        words = " ".join(str(said.get("words", "")) for said in document.get("positions", ())[:1])
    return _cut(words)


def _whose(kind: str, file: str, key: str, document: dict[str, Any], known: Names) -> str:
    if kind in ("Client", "Project", "Profile"):
        return ""
    project_id, client_id = document.get("project_id"), document.get("client_id")
    if project_id is None and file.startswith(("projects/", "archive/")):
        project_id = int(file.rpartition("-")[2].removesuffix(".json"))
    if project_id in known.projects:
        return _cut(known.projects[project_id])
    return _cut(known.clients.get(client_id, "")) if isinstance(client_id, int) else ""


def _cut(words: str) -> str:
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def told(tr: Translator, things: Sequence[ChangedThing]) -> str:
    """Return one line for people; things that are several are counted, and no more than a few kinds are named."""
    single = [_one(tr, thing) for thing in things if thing.count == 1]
    sentences = single[:_SHOWN]
    left = len(single) - len(sentences)
    for action, frame in _SEVERAL.items():
        counted = [counted_things(tr, one.kind, one.count) for one in things if one.count > 1 and one.action == action]
        if counted:
            sentences.append(tr.gettext(frame).format(things=", ".join(counted)))
    if left:
        sentences.append(tr.ngettext("and {count} more thing", "and {count} more things", left).format(count=left))
    return "; ".join(sentences)


def _one(tr: Translator, thing: ChangedThing) -> str:
    sentence = tr.gettext(_ONE.get((thing.kind, thing.action), _ONE["", thing.action])).format(label=show(thing.label))
    return sentence.rstrip().rstrip(":").rstrip()  # some things have no words of their own


def counted_things(tr: Translator, kind: str, count: int) -> str:
    """Return "3 time entries" for the name of a domain class and a number."""
    return _PLURALS.get(kind, _others)(tr, count).format(count=count)
