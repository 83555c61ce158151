"""The letters there are, by name, and what they are called.

Apart from writing them because whoever lists, guards or counts letters needs their names alone. Most letters belong to
a stage, which declares them; replies belong to a message, and others to a situation that may come at any stage
(``situations`` knows those that have a module of their own).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

REPLY, RECEIVED, QUESTION = "reply/reply", "reply/received", "reply/question"
REPLIES = (REPLY, RECEIVED, QUESTION)
"""Answers to a message: the whole one, word that it came and when the answer will, and a question back."""
REPORT = "work/progress-report"
NOTICE = "work/deadline-notice"
NEW_TIME = "promise/new-time"
CHECK_IN, THANK_YOU, EXTRA = "regular/check-in", "regular/thank-you", "regular/extra"
FOLLOW_UP, ADDITION, DIRECT_HIRE = "quote/follow-up", "quote/addition", "quote/direct-hire"
REMINDERS = ("reminder/friendly", "reminder/clear", "reminder/firm", "reminder/last")
"""Reminders of a payment that is late, in the order of their tones."""
COMPLAINTS = ("complaint/complaint-reply", "complaint/remedy-done", "complaint/check-back")
"""The answer to a complaint, word that it is put right, and the question whether all is well."""
PERMISSION = "feedback/permission"
PROPOSAL, GOOD_TERMS = "negotiation/proposal", "negotiation/good-terms"

DOCUMENTS = ("quote/document",)
"""Templates that are no letters: what goes with one, and is made on pages and by commands of its own."""

SITUATIONS: tuple[str, ...] = (
    FOLLOW_UP,
    ADDITION,
    DIRECT_HIRE,
    NEW_TIME,
    *REMINDERS,
    EXTRA,
    CHECK_IN,
    THANK_YOU,
    *COMPLAINTS,
    PERMISSION,
    PROPOSAL,
    GOOD_TERMS,
)
"""Letters that no stage declares: what they answer can happen at any of them. They are listed after the stages'."""

TITLES: dict[str, str] = {
    "contact/first-contact": N_("First letter"),
    "contact/read-back": N_("Requirements read back"),
    "quote/quote": N_("Quote"),
    FOLLOW_UP: N_("Asking about the quote"),
    ADDITION: N_("An addition to the quote"),
    DIRECT_HIRE: N_("Who to hire directly"),
    "deadline/deadline": N_("The day it will be ready"),
    "payment/terms": N_("Payment terms"),
    "reminder/friendly": N_("Friendly reminder of a payment"),
    "reminder/clear": N_("Clear reminder of a payment"),
    "reminder/firm": N_("Firm reminder of a payment"),
    "reminder/last": N_("Last reminder of a payment"),
    REPORT: N_("Progress report"),
    NOTICE: N_("Notice of a new day"),
    "delivery/delivery": N_("Delivery"),
    "closing/thanks": N_("Thanks and invitation"),
    REPLY: N_("Reply"),
    RECEIVED: N_("Received, the answer follows"),
    QUESTION: N_("A question back"),
    NEW_TIME: N_("A new time for a promise"),
    EXTRA: N_("Something extra you did"),
    CHECK_IN: N_("A hello after a while"),
    THANK_YOU: N_("A thank-you out of the blue"),
    "complaint/complaint-reply": N_("Answer to a complaint"),
    "complaint/remedy-done": N_("It has been put right"),
    "complaint/check-back": N_("Asking whether all is well"),
    PERMISSION: N_("May I quote you?"),
    PROPOSAL: N_("A way out"),
    GOOD_TERMS: N_("Parting on good terms"),
}


def title_of(tr: Translator, name: str) -> str:
    """Return what a letter is called; its own name for one that somebody made themselves."""
    return tr.gettext(TITLES[name]) if name in TITLES else name
