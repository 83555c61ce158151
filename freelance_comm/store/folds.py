"""Conversations from the message log: each month folded once, closed months joined once, only the newest looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.conversation import Conversation, Stretch, ThreadKey, continued, fold
from freelance_comm.domain.errors import AppError, DataDamaged, NewerData
from freelance_comm.domain.message import Message
from freelance_comm.store import derived
from freelance_comm.store.codec import shape
from freelance_comm.store.decoding import records
from freelance_comm.store.places import month_end, month_file

if TYPE_CHECKING:
    from freelance_comm.store.source import View

_INDEX = "conversations.json"
_FOLDER = "messages"
_HELD = ("waiting", "asked", "colleague", "bounced")
"""Fields of a stretch that hold a message, whose number is kept beside it."""
_RECENT_MONTHS = 2
"""So many of the newest months are joined anew each time; all before them are closed as a rule."""

State = dict[ThreadKey, Stretch]
Marks = list[tuple[str, list[int]]]


class Folds:
    """Keeps what each month did to the threads, and the state after all closed months."""

    def __init__(self, view: View, *, keep: bool) -> None:
        self._view = view
        self._keep = keep
        self._months: dict[str, tuple[list[int], State]] = {}
        self._closed: tuple[Marks, State] | None = None
        self._answer: tuple[Marks, tuple[Conversation, ...]] | None = None
        self.problems: dict[str, AppError] = {}

    def conversations(self) -> tuple[Conversation, ...]:
        """Return the conversations that are open or recent, and the last one of each client."""
        marks = self._marks()
        if self._answer is None or self._answer[0] != marks:
            recent = marks[-_RECENT_MONTHS:]
            state = self._closed_state(marks[:-_RECENT_MONTHS])
            for month, signature in recent:
                state = continued(state, self._month(month, signature), month_end(month))
            self._answer = (marks, tuple([state[key].conversation for key in sorted(state)]))
        return self._answer[1]

    def _marks(self) -> Marks:
        months = self._view.months(_FOLDER)
        found = self._view.signatures(month_file(_FOLDER, month) for month in months)
        marks = ((month, found.get(month_file(_FOLDER, month))) for month in months)
        return [(month, derived.mark(signature)) for month, signature in marks if signature is not None]

    def _closed_state(self, marks: Marks) -> State:
        if self._closed is None:
            self._closed = self._stored()
        known, state = self._closed
        if known == marks:
            return state
        if known != marks[: len(known)]:
            known, state = [], {}
        for month, signature in marks[len(known) :]:
            state = continued(state, self._month(month, signature), month_end(month))
        self._closed = (marks, state)
        if self._keep and not self.problems:
            outside = [month for month, _ in marks if month_file(_FOLDER, month) in self._view.suspects]
            derived.save(self._view.folder, _INDEX, {"covered": marks, "state": _plain(state), "outside": outside})
        return state

    def _stored(self) -> tuple[Marks, State]:
        content = derived.load(self._view.folder, _INDEX)
        try:
            marks = [(month, signature) for month, signature in content["covered"]]
            self._view.suspects.update(month_file(_FOLDER, month) for month in content["outside"])
            return marks, _state(content["state"])
        except (KeyError, TypeError, ValueError):
            return [], {}

    def _month(self, month: str, signature: list[int]) -> State:
        kept = self._months.get(month)
        if kept is not None and kept[0] == signature:
            return kept[1]
        name = f"folds/{month}.json"
        content = derived.load(self._view.folder, name)
        state: State | None = None
        if content.get("sig") == signature:
            try:
                state = _state(content["state"])
                derived.recall(self._view, month_file(_FOLDER, month), content)
            except (KeyError, TypeError, ValueError):
                state = None
        if state is None:
            state = self._read(month)
            if self._keep and state is not None:
                outside = month_file(_FOLDER, month) in self._view.suspects
                derived.save(self._view.folder, name, {"sig": signature, "outside": outside, "state": _plain(state)})
        if state is None:
            return {}
        self._months[month] = (signature, state)
        return state

    def _read(self, month: str) -> State | None:
        file = month_file(_FOLDER, month)
        self.problems.pop(file, None)
        try:
            loaded = self._view.load(file)
            state = fold(records(loaded, Message)) if loaded is not None else {}
        except (DataDamaged, NewerData) as error:
            self.problems[file] = error
            return None
        if month not in self._view.months(_FOLDER)[-_RECENT_MONTHS:]:
            self._view.forget(file)  # old months are read once and need no memory
        return state


def _message(stored: list[Any]) -> Message:
    message: Message = shape(Message).record(stored[1], stored[0])
    return message


def _plain(state: State) -> list[dict[str, Any]]:
    return [_plain_stretch(stretch) for stretch in state.values()]


def _plain_stretch(stretch: Stretch) -> dict[str, Any]:
    document = shape(Stretch).plain(stretch)
    for name in _HELD:
        message: Message | None = getattr(stretch, name)
        if message is not None:
            document[name] = [message.id, document[name]]
    if stretch.voices:
        document["voices"] = [
            [message.id, plain] for message, plain in zip(stretch.voices, document["voices"], strict=True)
        ]
    return document


def _state(content: list[dict[str, Any]]) -> State:
    result: State = {}
    for stored in content:
        messages: dict[str, Any] = {name: _message(stored[name]) for name in _HELD if name in stored}
        if "voices" in stored:
            messages["voices"] = tuple([_message(one) for one in stored["voices"]])
        bare = {name: value for name, value in stored.items() if name not in messages}
        stretch = shape(Stretch).record(bare).but(**messages)
        result[stretch.key] = stretch
    return result
