"""What somebody should know about a letter before it goes out: what it does not say, what does not fit the record.

Apart from writing letters because each sentence here is about one of them, and letters are many.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from freelance_comm.services import prepayment_policy, standing
from freelance_comm.services.letter_names import QUESTION, REPLY, REPORT

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk


class DoubtKind(StrEnum):
    """What a doubt is about, where a page has something to do about it; ``OTHER`` is only read."""

    OTHER = "other"
    NO_ADDRESS = "no-address"
    UNWRITTEN = "unwritten"


class Doubt(str):
    """A sentence of a letter's ``missing`` (translated) that knows what it is about."""

    __slots__ = ("kind",)
    kind: DoubtKind

    def __new__(cls, sentence: str, kind: DoubtKind) -> Doubt:
        """Return ``sentence`` with its kind."""
        doubt = super().__new__(cls, sentence)
        doubt.kind = kind
        return doubt


def kind_of(sentence: str) -> DoubtKind:
    """Return what a sentence of a letter's ``missing`` is about."""
    return sentence.kind if isinstance(sentence, Doubt) else DoubtKind.OTHER


def doubts(
    desk: Desk, name: str, client: Client, facts: Mapping[str, Any], locale: str, project: Project | None
) -> tuple[str, ...]:
    """Return what the freelancer should know about the letter ``name`` (translated); ``locale`` is its language."""
    tr = desk.tr
    found: list[str] = []
    if locale.split("_")[0] != client.language.split("_")[0]:
        found.append(tr.gettext("There is no template in the client's language; this one is in another language."))
    if not facts["writer"]["signature"]:
        found.append(tr.gettext("Your name is not in the settings yet, so the letter is not signed."))
    if not any(contact.email for contact in client.contacts) and not facts["chat"]:
        found.append(Doubt(tr.gettext("No contact of this client has a mail address yet."), DoubtKind.NO_ADDRESS))
    if name == "quote/quote" and facts["quote"] and not facts["quote"]["explained"]:
        found.append(tr.gettext("The price is one fixed sum, with no sentence on why it costs what it costs."))
    if name == "quote/quote" and facts["quote"] and facts["quote"]["valid_until"] is None:
        found.append(tr.gettext("The quote does not say how long the price holds."))
    if name == "quote/quote" and facts["quote"] and (facts["quote"]["valid_until"] or facts["today"]) < facts["today"]:
        found.append(tr.gettext("The last day of this price has passed."))
    if name in (REPLY, QUESTION) and not facts["answer"]:
        question = tr.gettext("You still have to write the question itself.")
        answer = tr.gettext("You still have to write the answer itself.")
        found.append(Doubt(question if name == QUESTION else answer, DoubtKind.UNWRITTEN))
    early = name == prepayment_policy.LETTER and project is not None and prepayment_policy.too_early(desk, project)
    if early:
        found.append(early)
    deadline = facts["deadline"]
    if name == REPORT and deadline and deadline["schedule"] == standing.Schedule.AT_RISK.value:
        found.append(
            tr.gettext("The promised day is at risk, and the report does not mention it. Write the notice too.")
        )
    if any(promise["overdue"] for promise in facts["promises"]):
        found.append(tr.gettext("A promise to this client is overdue: keep it, or agree on a new time first."))
    return tuple(found)
