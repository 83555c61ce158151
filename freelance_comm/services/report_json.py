"""A progress report as plain values for scripts: one stable shape, nothing localised.

Apart because this shape is a contract with programs outside, and must not move when letters change.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.promise import Promise
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services.time_account import whole_minutes

if TYPE_CHECKING:
    from freelance_comm.services.reports import ReportView


def as_json(view: ReportView) -> dict[str, Any]:
    """Return the report as plain values: every entry once, minutes exact, nothing localised.

    An entry over the edge of the period appears with the part inside it. ``from`` and ``to`` are UTC, null for an
    entry that has only a date and a duration; money is text, so that no reader makes it inexact.
    """
    money = view.money
    return {
        "project": {"ref": view.project.ref, "name": view.project.name},
        "client": {"ref": view.client.ref, "name": view.client.name},
        "from": view.first.isoformat(),
        "to": view.last.isoformat(),
        "zone": view.zone,
        "total_minutes": view.total_minutes,
        "total_seconds": plain_number(view.total_seconds),
        "spent_minutes": whole_minutes(view.spent_all),
        "estimate_minutes": None if view.estimate_seconds is None else whole_minutes(view.estimate_seconds),
        "schedule": view.schedule.value,
        "actions": [
            {"note": line.note, "minutes": line.minutes, "entries": line.entries, "billable": line.billable}
            for line in view.actions
        ],
        "entries": [_entry_json(entry) for entry in view.entries],
        "money": None
        if money is None
        else {
            "method": money.method.value,
            "currency": money.quoted.currency,
            "rate": None if money.rate is None else str(money.rate.amount),
            "quoted": str(money.quoted.amount),
            "quoted_hours": str(money.quoted_hours),
            "used": str(money.used.amount),
            "used_in_period": str(money.used_in_period.amount),
            "percent": str(money.percent),
        },
        "promises_kept": [_promise_json(promise) for promise in view.promises_kept],
        "promises_open": [_promise_json(promise) for promise in view.promises_open],
        "next_steps": [step.text for step in view.next_steps],
        "needed_from_client": [step.text for step in view.needs],
    }


def plain_number(value: Decimal) -> int | float:
    """Return a whole number as ``int``, a fraction as the ``float`` that prints as its decimals (up to nine)."""
    if value == value.to_integral_value():
        return int(value)
    return float(round(value, 9))


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _entry_json(entry: TimeEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "date": entry.day.isoformat(),
        "from": _moment(entry.started),
        "to": _moment(entry.ended),
        "minutes": plain_number(entry.minutes),
        "note": entry.note,
        "tags": list(entry.tags),
        "billable": entry.billable,
    }


def _promise_json(promise: Promise) -> dict[str, Any]:
    return {
        "what": promise.what,
        "due": _moment(promise.due),
        "state": promise.state.value,
        "closed_at": _moment(promise.closed_at),
    }
