"""What is left out of a document is part of the format: older files mean what they meant when they were written."""

from __future__ import annotations

import inspect
from typing import Any

from freelance_comm.domain import message, money, payment, people, project, promise, quote, regular, task, time_entry
from freelance_comm.domain.record import Record
from freelance_comm.store.codec import shape
from freelance_comm.store.document import VERSION

# Whoever changes one of these raises the format number and writes a migration that puts the old value into the files.
LEFT_OUT: dict[str, dict[str, Any]] = {
    "NameForms": {"vocative": "", "dative": "", "genitive": ""},
    "Contact": {"role": "", "email": "", "phone": ""},
    "Client": {
        "forms": {},
        "gender": "neutral",
        "address": "formal",
        "language": "en",
        "zone": "",
        "currency": "",
        "channel": "email",
        "contacts": [],
        "notes": "",
        "likes": "",
        "reply_target_hours": None,
        "report_every_days": None,
        "archived_on": None,
        "resting_rules": [],
        "waved_remarks": [],
        "cc_counts": False,
        "invites_count": False,
        "country": "",
        "region": "",
        "rounding_minutes": 0,
        "rounding": "up",
        "wishes": "",
        "contact_min_days": None,
        "contact_max_days": None,
    },
    "Travel": {"last": None},
    "PublicHolidays": {"region": "", "years": [], "names": {}},
    "Window": {},
    "WorkingHours": {
        "week": [
            [{"start": 540, "end": 1020}],
            [{"start": 540, "end": 1020}],
            [{"start": 540, "end": 1020}],
            [{"start": 540, "end": 1020}],
            [{"start": 540, "end": 1020}],
            [],
            [],
        ],
        "days_off": [],
        "extra_days": [],
        "holidays": [],
        "country": "",
        "region": "",
        "holiday_names": {},
        "holiday_years": [],
        "travels": [],
        "quiet": [],
    },
    "Profile": {
        "name": "",
        "language": "en",
        "currency": "EUR",
        "gender": "neutral",
        "email": "",
        "phone": "",
        "business": "",
        "hours": {"zone": "UTC"},
        "hourly_rate": None,
        "tax_percent": None,
        "signatures": {},
        "reply_target_hours": "8",
        "report_every_days": 7,
        "quiet_after_days": 30,
        "discuss_prepayment_late": True,
        "welcomed": False,
        "resting_rules": [],
        "waved_remarks": [],
        "addresses": [],
        "delegates": [],
        "abroad": [],
        "remind_at": [50, 80, 100],
        "reply_way": "text",
        "reply_place": "",
    },
    "Project": {
        "stage": "contact",
        "state": "open",
        "closed_on": None,
        "skipped": [],
        "small_job": False,
        "facts": {},
        "report_every_days": None,
        "terms_kind": None,
        "waved_remarks": [],
    },
    "Requirement": {"said_by": "", "said_on": None, "done_on": None},
    "Step": {"done_at": None, "quiet": False},
    "Passage": {"unmet": [], "reason": ""},
    "SentDraft": {"subject": "", "period_start": None, "period_end": None},
    "Task": {"kind": "", "started_on": None, "done_on": None, "actual_hours": None, "actual_source": "log"},
    "Promise": {
        "window_start": None,
        "source": "call",
        "state": "open",
        "closed_at": None,
        "replaced_by": None,
        "whole_day": False,
    },
    "Idea": {"done_on": None},
    "HabitCheck": {"yes": [], "partly": [], "no": [], "note": ""},
    "Complaint": {
        "project_id": None,
        "message_id": None,
        "point": "unknown",
        "what_happened": "",
        "answered_at": None,
        "owned_at": None,
        "remedy": "",
        "promise_id": None,
        "remedied_at": None,
        "told_at": None,
        "check_back_on": None,
        "checked_at": None,
        "resolved_on": None,
        "outcome": "",
    },
    "Feedback": {
        "tone": "good",
        "project_id": None,
        "message_id": None,
        "said_by": "",
        "permission": "not-asked",
        "permission_at": None,
        "signed": "",
        "lesson": "",
    },
    "Position": {},
    "Attempt": {"reaction": "waiting"},
    "Negotiation": {
        "positions": [],
        "attempts": [],
        "stuck": "",
        "outcome": "open",
        "result": "",
        "ended_on": None,
    },
    "LineItem": {"tax_percent": None, "done_by": "", "estimate_hours": None},
    "QuoteOption": {"title": "", "items": [], "requested_by": "", "requested_on": None},
    "Quote": {
        "options": [{}],
        "reason": "",
        "valid_until": None,
        "state": "draft",
        "sent_at": None,
        "decided_on": None,
        "chosen": 0,
    },
    "Receipt": {},
    "Instalment": {"receipts": []},
    "Pause": {"until": None},
    "Message": {
        "project_id": None,
        "thread": "",
        "channel": "email",
        "subject": "",
        "excerpt": "",
        "kind": "personal",
        "settled": "",
        "snoozed_until": None,
        "source_id": "",
        "sender": "",
        "people": [],
        "refs": [],
        "reason": "",
        "pauses": [],
        "by_delegate": False,
        "undelivered": False,
        "drafted_at": None,
    },
    "TimeEntry": {
        "note": "",
        "started": None,
        "ended": None,
        "source_id": "",
        "tags": [],
        "billable": True,
        "billed_on": None,
    },
    "RunningTimer": {"note": "", "tags": [], "owner": ""},
    "Money": {},
}


def test_the_values_that_are_not_written_are_those_of_this_format() -> None:
    parts = (message, money, payment, people, project, promise, quote, regular, task, time_entry)
    kinds = {
        kind
        for part in parts
        for kind in vars(part).values()
        if inspect.isclass(kind) and issubclass(kind, Record) and kind.__module__ == part.__name__
    }
    found = {}
    for kind in kinds:
        stored = shape(kind)
        names = [name for name in stored.converters if stored.is_default(name, kind._fields[name])]
        found[kind.__name__] = {name: stored.encode_field(name, kind._fields[name]) for name in names}
    assert VERSION == 1
    assert found == LEFT_OUT
