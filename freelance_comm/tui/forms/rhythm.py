"""The fields of how a client wants to be treated, and how often they hear from you unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.services.contact_rhythm import LONGEST_DAYS
from freelance_comm.tui.form_model import Field

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_DAYS = {
    "contact_max_days": N_("Say hello after, days"),
    "contact_min_days": N_("Not before, days"),
}


def wishes(tr: Translator) -> Field:
    """Return the field for how they want to be treated."""
    return Field(
        id="wishes",
        label=tr.gettext("How to treat them"),
        help=tr.gettext("How they want to be treated: calls before noon, short emails, no surprises."),
    )


def fields(tr: Translator) -> tuple[Field, ...]:
    """Return the fields for the days between contacts."""
    help_texts = {
        "contact_max_days": tr.gettext(
            "Days without a word after which Today reminds you. Empty: same as for everybody."
        ),
        "contact_min_days": tr.gettext("Days for which you leave them alone unless there is something to say."),
    }
    return tuple(Field(id=name, label=tr.gettext(label), help=help_texts[name]) for name, label in _DAYS.items())


def values(client: Client) -> dict[str, str]:
    """Return them as text."""
    days = {name: getattr(client, name) for name in _DAYS}
    return {"wishes": client.wishes} | {name: "" if value is None else str(value) for name, value in days.items()}


def read(desk: Desk, typed: Mapping[str, str]) -> dict[str, object]:
    """Return what was typed as fields of a client."""
    from freelance_comm.services import wording

    found: dict[str, object] = {"wishes": typed["wishes"]}
    for name, label in _DAYS.items():
        text = typed[name].strip()
        found[name] = wording.count_between(desk, text, label, low=1, high=LONGEST_DAYS) if text else None
    return found
