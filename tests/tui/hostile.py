"""Text that tries to be more than text, in every field of every kind of record, each field told from the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from freelance_comm.domain.project import Passage, SentDraft
from freelance_comm.domain.quote import Quote
from freelance_comm.domain.record import Record
from freelance_comm.domain.time_entry import RunningTimer
from freelance_comm.services import quoting
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW
from tests.tui.forms_of_all_kinds import build, the_project

NAMES = ("[/", "[/]", "[x]", "[bold]", "[a='b]", "C:\\[a]", "C:\\", "[@click=app.leave]x[/]")
ESCAPES = (
    "\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://x\x07link", "\x1b]52;c;AAAA\x07", "\x9b5m", "\x9d0;t\x9c",
    "bell\x07", "back\b\b", "line\rover", "\u202eright to left", "\x1b[2J\x1b[H", "null\0byte", "\x7fdelete",
)  # fmt: skip
WIDE = ("漢字かな", "👩\u200d👩\u200d👧", "e" + "\u0301" * 200, "ｆｕｌｌ", "שלום", "🇷🇴🇷🇴", "Zal\u0335\u0321go")
FORBIDDEN = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))

_CODES = {
    "ref", "currency", "language", "zone", "stage", "skipped", "origin", "target", "unmet", "template", "country",
    "region", "email", "phone", "channel", "facts",
}  # fmt: skip
"""Fields that hold no free text. Mail and telephone numbers do, and are soaked all the same, see below."""
_SOAKED_CODES = {"email", "phone"}
NOT_DRAWN = {
    "Message.thread", "Message.source_id", "Message.sender", "Message.reason",
    "TimeEntry.source_id", "RunningTimer.owner", "RunningTimer.tags",
    "Passage.reason", "SentDraft.subject",
}  # fmt: skip
"""Fields that no page draws."""


_OF_ADDITIONS = {"title", "asked_by", "asked_words", "former"}
"""What a quote says only when it is an addition."""


class Soaked:
    """Which text stands in which field of which record."""

    def __init__(self, texts: tuple[str, ...], *, shift: int = 0) -> None:
        self._texts = texts
        self._next = shift
        self.fields: dict[str, str] = {}

    def text(self, field: str) -> str:
        """Return the text for a field, with a number of its own at both ends."""
        number = len(self.fields)
        made = f"{number}<{self._texts[self._next % len(self._texts)]}>{number}"
        self._next += 1
        self.fields[field] = made
        return made

    def record(self, record: Any) -> Any:
        """Return a record with text in each of its fields that can hold any."""
        changes: dict[str, Any] = {}
        for name, value in record.values().items():
            field = f"{type(record).__name__}.{name}"
            if isinstance(record, Quote) and record.is_addition != (name in _OF_ADDITIONS):
                continue
            if isinstance(value, Record):
                changes[name] = self.record(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Record):
                changes[name] = tuple(self.record(one) for one in value)
            elif name == "tags":
                changes[name] = (self.text(field),)
            elif name == "signatures":
                changes[name] = {"en": self.text(field)}
            elif name == "facts":
                changes[name] = {
                    **value,
                    "core_problem": self.text(field),
                    "terms_note": self.text(f"{field} of terms"),
                }
            elif isinstance(value, str) and type(value) is str and name not in _CODES - _SOAKED_CODES:
                changes[name] = self.text(field)
        return record.but(**changes)


def soak(desk: Desk, texts: tuple[str, ...], *, shift: int = 0) -> Mapping[str, str]:
    """Write a record of every kind and put one of ``texts`` into each field, past all checks; return field and text."""
    from freelance_comm.services.setup import save_profile

    save_profile(desk, desk.reader.profile(), desk.profile())
    build(desk)
    soaked = Soaked(texts, shift=shift)
    file = the_project(desk)
    project_id = file.head.id
    quoting.add_option(desk, file.head, "second", requested_by="Ana", requested_on=NOW.date(), words="Two, please.")
    with desk.change() as change:
        timer_id, passage_id, sent_id = change.new_id(), change.new_id(), change.new_id()
        change.add(RunningTimer(id=timer_id, project_id=project_id, started=NOW, zone="UTC", note="x", tags=("y",)))
        passage = Passage(id=passage_id, at=NOW, origin="contact", target="quote", reason="z")
        change.add(passage, project_id=project_id)
        change.add(SentDraft(id=sent_id, at=NOW, template="quote/quote", subject="s"), project_id=project_id)
        base, addition_id, addition_ref = file.quotes[0], change.new_id(), change.next_ref("Q", NOW.year)
        addition = Quote(id=addition_id, ref=addition_ref, created=NOW, currency=base.currency, adds_to=base.id)
        change.add(addition, project_id=project_id)
    file = the_project(desk)
    with desk.change() as change:
        profile = change.profile()
        assert profile is not None
        change.save_profile(profile, soaked.record(profile))
        for client in change.clients():
            change.save(client, soaked.record(client))
        change.save(file.head, soaked.record(file.head), project_id=project_id)
        parts = (*file.requirements, *file.quotes, *file.instalments, *file.promises, *file.steps)
        for part in (*parts, *file.passages, *file.sent):
            change.save(part, soaked.record(part), project_id=project_id)
        for kept in (*change.entries(NOW.date().replace(day=1), NOW.date()),):
            change.save(kept, soaked.record(kept))
        for message in change.messages(NOW.date(), NOW.date()):
            change.save(message, soaked.record(message))
        timer = change.timer()
        assert timer is not None
        change.save(timer, soaked.record(timer))
    return soaked.fields
