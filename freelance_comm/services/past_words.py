"""Words for past changes: which things a noted change touched, and what people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.past_kinds import (
    ADDED,
    BACKWARDS,
    CHANGED,
    KINDS,
    MERGED,
    ONE,
    ORDER,
    PARTED,
    REMOVED,
    SEVERAL,
    counted_things,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from freelance_comm.services.desk import Desk
    from freelance_comm.store.past import PastStep
    from freelance_comm.store.reversal import Part
    from freelance_comm.text.catalog import Translator

_LONGEST = 60
"""Characters of a label that a line shows."""
_SHOWN = 3
"""So many kinds of things are named in a line."""


class ChangedThing(Record):
    """What became of one thing, or of ``count`` things of one kind.

    ``action`` is "added", "changed", "removed" or "replaced", for clients also "merged" or "parted"; ``kind`` is the
    name of the domain class, empty for whole files; ``label`` is what people call it (a client's text, for ``show``),
    empty for several.
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
    changed = parts(step)
    merged = _merged(changed, backwards=backwards)
    logged = _logged_letters(changed, backwards=backwards)
    for part in changed:
        _, table, key, before, after = part
        if (table == "clients" and any(key in pair for pair, _ in merged)) or (table == "messages" and key in logged):
            continue
        action = _action(before, after, backwards=backwards)
        groups.setdefault((KINDS.get(table, ("", ""))[0], action), []).append(part)
    found = [
        ChangedThing(
            action=action, kind=kind, label=label(desk, group[0], known) if len(group) == 1 else "", count=len(group)
        )
        for (kind, action), group in groups.items()
    ]
    found += [thing for _, thing in merged]
    found.sort(key=lambda thing: ORDER.get(thing.kind, len(ORDER)))
    files = [(action, file) for change in step.changes for action, file in change.whole]
    found += [ChangedThing(action=action, kind="", label=file) for action, file in files]
    return tuple(found)


def _action(before: object, after: object, *, backwards: bool) -> str:
    action = ADDED if before is None else REMOVED if after is None else CHANGED
    return BACKWARDS.get(action, action) if backwards else action


def _logged_letters(changed: Sequence[Part], *, backwards: bool) -> set[str]:
    """Return the keys of messages that are letters marked as sent: the same thing, which is told once."""
    sent, messages = set(), []
    for file, table, key, before, after in changed:
        document = after or before or {}
        if _action(before, after, backwards=backwards) != ADDED:
            continue
        if table == "sent":
            sent.add((_project_of(file), document.get("at"), document.get("subject", "")))
        elif table == "messages" and document.get("direction") == "out":
            messages.append((key, (document.get("project_id"), document.get("at"), document.get("subject", ""))))
    return {key for key, letter in messages if letter in sent}


def _merged(changed: Sequence[Part], *, backwards: bool) -> list[tuple[tuple[str, str], ChangedThing]]:
    """Return the pairs of clients that a step made one, or two again, each with the words for it."""
    found = []
    clients = [part for part in changed if part[1] == "clients"]
    for _, _, gone, before, after in clients:
        if (before is None) == (after is None):
            continue
        for _, _, kept, other_before, other_after in clients:
            alone, joined = (other_before, other_after) if after is None else (other_after, other_before)
            if alone is None or joined is None or int(gone) not in _numbers_of(joined) - _numbers_of(alone):
                continue
            action = MERGED if after is None else PARTED
            names = " → ".join(_cut(str((card or {}).get("name", ""))) for card in (before or after, joined))
            action = BACKWARDS[action] if backwards else action
            found.append(((gone, kept), ChangedThing(action=action, kind="Client", label=names)))
    return found


def _numbers_of(document: dict[str, Any]) -> set[object]:
    """Return the numbers of the cards that a client's was merged with."""
    cards = document.get("earlier", [])
    return {card.get("number") for card in cards if isinstance(card, dict)} if isinstance(cards, list) else set()


def label(desk: Desk, part: Part, known: Names) -> str:
    """Return what people call one thing: its own words, and the project or client it belongs to."""
    file, table, key, before, after = part
    document = after or before or {}
    kind, field = KINDS.get(table, ("", ""))
    if not kind:
        return file
    words = _own_words(desk, kind, str(document.get(field, "")), document)
    return " · ".join(dict.fromkeys(text for text in (words, _whose(kind, file, key, document, known)) if text))


def _own_words(desk: Desk, kind: str, words: str, document: dict[str, Any]) -> str:
    if kind == "Passage":
        from freelance_comm.stages.registry import STAGE_IDS, stage

        return desk.tr.gettext(stage(words).title) if words in STAGE_IDS else words
    if kind == "Quote" and document.get("title"):
        return _cut(f"{words} {document['title']}")
    if kind == "Message" and not words:
        words = str(document.get("excerpt", ""))
    if kind == "SentDraft" and not words:
        from freelance_comm.services.letter_names import title_of

        words = title_of(desk.tr, str(document.get("template", "")))
    if kind == "Negotiation" and not words:
        words = " ".join(str(said.get("words", "")) for said in document.get("positions", ())[:1])
    return _cut(words)


def _whose(kind: str, file: str, key: str, document: dict[str, Any], known: Names) -> str:
    if kind in ("Client", "Project", "Profile"):
        return ""
    project_id, client_id = document.get("project_id"), document.get("client_id")
    if project_id is None:
        project_id = _project_of(file)
    if project_id in known.projects:
        return _cut(known.projects[project_id])
    return _cut(known.clients.get(client_id, "")) if isinstance(client_id, int) else ""


def _project_of(file: str) -> int | None:
    """Return the id of the project whose file it is, ``None`` for a file of another sort."""
    if not file.startswith(("projects/", "archive/")):
        return None
    return int(file.rpartition("-")[2].removesuffix(".json"))


def _cut(words: str) -> str:
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def told(tr: Translator, things: Sequence[ChangedThing]) -> str:
    """Return one line for people; things that are several are counted, and no more than a few kinds are named."""
    single = [_one(tr, thing) for thing in things if thing.count == 1]
    sentences = single[:_SHOWN]
    left = len(single) - len(sentences)
    for action, frame in SEVERAL.items():
        counted = [counted_things(tr, one.kind, one.count) for one in things if one.count > 1 and one.action == action]
        if counted:
            sentences.append(tr.gettext(frame).format(things=", ".join(counted)))
    if left:
        sentences.append(tr.ngettext("and {count} more thing", "and {count} more things", left).format(count=left))
    from freelance_comm.text.telling import in_one_line

    return in_one_line(sentences, tr)


def _one(tr: Translator, thing: ChangedThing) -> str:
    words = ONE.get((thing.kind, thing.action)) or ONE["", thing.action]
    sentence = tr.gettext(words).format(label=show(thing.label))
    return sentence.rstrip().rstrip(":").rstrip()  # some things have no words of their own
