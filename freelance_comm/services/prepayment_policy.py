"""When prepayment is spoken of: late, as the rulebook has it, or from the beginning, for a reason of one's own.

Apart because it reaches into many places: what a stage advises, what the coach says of a first letter, what is said of
a deposit planned while the work is not understood. Each asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.people import Profile
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.stages.model import Stage

RULE = "early-prepayment"
"""The rule of the coach that rests where prepayment is spoken of from the beginning."""
LETTER = "payment/terms"
"""The letter in which terms are discussed."""
FIRST_STAGE = "contact"
WHY_LATE = N_("Talk about the work first; terms come once both of you want it.")
_EARLY = N_("You bring up prepayment from the beginning.")
_EARLY_BECAUSE = N_("You bring up prepayment from the beginning: {reason}")


def reason(desk: Desk) -> str:
    """Return in the interface language when prepayment is spoken of here, and why."""
    profile = desk.profile()
    if profile.discuss_prepayment_late:
        return desk.tr.gettext(WHY_LATE)
    if profile.prepayment_reason:
        return desk.tr.gettext(_EARLY_BECAUSE).format(reason=show(profile.prepayment_reason))
    return desk.tr.gettext(_EARLY)


def resting(profile: Profile | None) -> tuple[str, ...]:
    """Return the rules of the coach that do not apply under the policy."""
    return () if profile is None or profile.discuss_prepayment_late else (RULE,)


def guidance(desk: Desk, stage: Stage) -> tuple[str, ...]:
    """Return what a stage advises (translated), as the policy has it."""
    if desk.profile().discuss_prepayment_late or not stage.if_late:
        return tuple(desk.tr.gettext(words) for words in stage.guidance)
    kept = tuple(desk.tr.gettext(words) for words in stage.guidance if words not in stage.if_late)
    return (*kept, reason(desk))


def too_early(desk: Desk, project: Project, kind: TermsKind | None = None) -> str:
    """Return what to say of terms that are planned or written while the work is not understood; empty for nothing.

    ``kind`` is what is planned; None for a letter about terms.
    """
    if project.stage != FIRST_STAGE or not desk.profile().discuss_prepayment_late:
        return ""
    if kind is not None and kind is not TermsKind.DEPOSIT:
        return ""
    said = desk.tr.gettext("This project is still at its first contact, so it is early to talk about money. {why}")
    return said.format(why=reason(desk))
