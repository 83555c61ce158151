"""All rules, in the order of the rulebook; after them those that hold a draft against the record and the forecast."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.rules import (
    blame,
    condescension,
    contradicts_record,
    early_prepayment,
    excess_options,
    flat_refusal,
    greeting,
    hidden_cost,
    needless_excuse,
    negative_tone,
    no_invitation,
    prepayment_deadlock,
    raw_work,
    report_without_time,
    reselling,
    tight_deadline,
    unexplained_price,
    unowned_complaint,
    unrealistic_deadline,
    vague_promise,
)

RULES: tuple[Rule, ...] = (
    greeting.RULE,
    excess_options.RULE,
    needless_excuse.RULE,
    unowned_complaint.RULE,
    blame.RULE,
    flat_refusal.RULE,
    early_prepayment.RULE,
    prepayment_deadlock.RULE,
    unrealistic_deadline.RULE,
    vague_promise.RULE,
    unexplained_price.RULE,
    hidden_cost.RULE,
    report_without_time.RULE,
    raw_work.RULE,
    reselling.RULE,
    negative_tone.RULE,
    condescension.RULE,
    no_invitation.RULE,
    contradicts_record.RULE,
    tight_deadline.RULE,
)
