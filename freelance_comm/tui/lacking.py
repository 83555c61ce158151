"""What a letter lacks: said on its page in place of the text, with the key that leads to where it is filled in.

Apart from the writing page because it knows the stages; the sentences of the services speak of commands, and these of
keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.tui import keys
from freelance_comm.tui.complaint import told

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.text.catalog import Translator


class Gap(Record):
    """A fact that letters need. ``words`` says what is not there and ``way`` how it gets there, both msgids.

    ``stage`` is where it is filled in, with the action ``act``; without a stage there is nothing to fill in.
    """

    words: str
    stage: str = ""
    act: str = ""
    way: str = ""


_ADD_LINE = N_("{enter} opens “{stage}”; there, {key} adds a line.")
_ADD_TIME = N_("{enter} opens “{stage}”; there, {key} adds the time.")
_TIME = Gap(words=N_("No time is logged in this period, so there is nothing to report yet."), stage="work", act="add")

GAPS: dict[str, Gap] = {
    "requirements": Gap(
        words=N_("This letter repeats what the client asked for, but none of it is written down yet."),
        stage="contact",
        act="add",
        way=_ADD_LINE,
    ),
    "quote": Gap(
        words=N_("This letter offers a price, but the quote has no line with a price yet."),
        stage="quote",
        act="add",
        way=_ADD_LINE,
    ),
    "deadline": Gap(
        words=N_("This letter gives the day all the work will be ready, but no day has been promised yet."),
        stage="deadline",
        act="promise_date",
        way=N_("{enter} opens “{stage}”; there, {key} promises the day."),
    ),
    "new_deadline": Gap(words=N_("The remaining hours still fit the promised day, so there is nothing to announce.")),
    "payment": Gap(
        words=N_("This letter mentions payments, but there is no payment schedule yet."),
        stage="payment",
        act="add",
        way=_ADD_LINE,
    ),
    "report": _TIME.but(way=_ADD_TIME),
    "actions": _TIME.but(way=_ADD_TIME),
    "delivery": Gap(
        words=N_(
            "Some of what was asked for is still open; part of it can be delivered once a day is promised for the rest."
        ),
        stage="delivery",
        act="tick",
        way=N_("{enter} opens “{stage}”; there, {key} ticks off what is done."),
    ),
}
"""By the name of the fact, as the heads of templates spell it."""


def gap_of(error: AppError) -> Gap | None:
    """Return what is lacking, None for an error about something else or about a fact of one's own template."""
    return GAPS.get(str(error.params.get("fact", "")).partition(".")[0])


def sentences(error: AppError, tr: Translator, *, elsewhere: bool = True) -> str:
    """Return what is lacking and the key to go on with; ``elsewhere`` says whether there is a project to go to."""
    gap = gap_of(error)
    if gap is None:
        return told(error, tr)
    lines = [tr.gettext(gap.words)]
    if gap.stage and elsewhere:
        from freelance_comm.stages.registry import stage

        lines.append(
            tr.gettext(gap.way).format(
                enter=keys.hint("fill_gap", tr)[0],
                stage=tr.gettext(stage(gap.stage).title),
                key=keys.hint(gap.act, tr)[0],
            )
        )
    return "\n".join(lines)
