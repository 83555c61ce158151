"""How a project is paid, as rows: ways to offer, unpaid work over time, what came, late payments with their ladder.

Apart from the page so that what it shows can be tested as plain lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.payment import Instalment, Receipt
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.services import exposure_plot, payment_reminders, payment_ways, payments, plots
from freelance_comm.services.payment_reminders import LatePayment, Suggestion
from freelance_comm.services.payment_ways import Way
from freelance_comm.services.payments import PaymentView
from freelance_comm.services.plots import LEAST_WIDTH, PlotLine
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import dated, near_day
from freelance_comm.tui.columns import NARROW_GAP, Column, room_beside
from freelance_comm.tui.keys import hint
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.plot_rows import bar_room, plot_rows
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_WHOLE = 90
GRIDS = {
    "ways": (Column(most=34, least=8, wraps=True), Column(most=_WHOLE, least=_WHOLE), Column(most=40, least=8)),
    "plot": (Column(most=30, least=8), Column(most=_WHOLE, least=_WHOLE), Column(most=60, least=8, wraps=True)),
    "came": (
        Column(most=16, least=8),
        Column(most=16, least=_WHOLE, right=True),
        Column(most=40, least=8, grows=True),
        Column(most=20, least=8, drop=1),
    ),
}


class MoneyCame(Record):
    """A receipt and where it stands: the instalment, and its place there from 1."""

    instalment: Instalment
    place: int
    receipt: Receipt


class PaymentPageView(Record):
    """What the page shows. ``no_ways`` says why there are no ways to offer; ``late`` is longest due first."""

    project: Project
    payment: PaymentView
    ways: tuple[Way, ...]
    no_ways: str
    bars: tuple[PlotLine, ...]
    over_time: tuple[PlotLine, ...]
    late: tuple[LatePayment, ...]
    suggestions: tuple[Suggestion, ...]


def gather(desk: Desk, project_id: int, width: int) -> PaymentPageView:
    """Read how a project is paid, with bars for a terminal of ``width`` cells."""
    project = desk.reader.project(project_id).head
    ways: tuple[Way, ...] = ()
    no_ways = ""
    try:
        ways = payment_ways.ways(desk, project)
    except BadValue as error:  # there is no price yet
        no_ways = desk.tr.gettext(error.message).format_map(error.params)
    over_time = exposure_plot.over_time(desk, project, LEAST_WIDTH)
    late = payment_reminders.late_payments(desk, project)
    decided = bool(late) and (late[0].last or late[0].tone is None)
    return PaymentPageView(
        project=project,
        payment=payments.payment_view(desk, project),
        ways=ways,
        no_ways=no_ways,
        bars=exposure_plot.of_ways(ways, _beside_ways(ways, width, desk.tr), desk.tr),
        over_time=exposure_plot.over_time(desk, project, bar_room(over_time, width)) if len(over_time) > 1 else (),
        late=late,
        suggestions=payment_reminders.suggestions(desk, project) if decided else (),
    )


def _beside_ways(ways: tuple[Way, ...], width: int, tr: Translator) -> int:
    """Return how wide the bars of ways may be: their names, sums and the key at their end leave the rest."""
    lines = [(one.label, "", one.told) for one in exposure_plot.of_ways(ways, LEAST_WIDTH, tr)]
    key = cell_len(" ".join(hint("offer_way", tr))) + NARROW_GAP
    return plots.within(room_beside(GRIDS["ways"], lines, room_in(width) - key))


def rows(view: PaymentPageView, desk: Desk) -> list[Row]:
    """Return the rows of the page, the most pressing first."""
    made = [*_late(view, desk), *_ways(view, desk)]
    if view.over_time:
        made += [heading(desk.tr.gettext("Work that is done and not paid")), *plot_rows(view.over_time, "time"), BLANK]
    return [*made, *_came(view, desk), *_terms(view, desk)]


def _late(view: PaymentPageView, desk: Desk) -> list[Row]:
    if not view.late:
        return []
    tr, formats = desk.tr, Formats(desk.tr.locale)
    made = [heading(tr.gettext("Late"))]
    for place, one in enumerate(view.late):
        days = tr.ngettext("{days} day late", "{days} days late", one.days_late).format(days=one.days_late)
        words = f"{formats.money(one.open)} · {one.instalment.label} · {days}"
        act = "remind_payment" if place == 0 and one.ready and not one.last else ""
        mark = Cell(text="▲", style="late")
        made.append(text(words, mark=mark, id=f"late:{one.instalment.id}", act=act, thing=one))
    first = view.late[0]
    steps = [_rung(one.name, one.sent_on is not None, desk, one.sent_on) for one in first.rungs]
    made.append(text("  ".join(steps), style="dim"))
    made.append(text(first.why, style="soon" if first.ready else "dim"))
    if view.suggestions:
        made += [BLANK, heading(tr.gettext("What you could do"))]
        made += [text(one.text, mark=Cell(text="·", style="dim")) for one in view.suggestions]
    return [*made, BLANK]


def _rung(name: str, climbed: bool, desk: Desk, day: object) -> str:
    from datetime import date

    told = f" {dated(day, desk.tr)}" if isinstance(day, date) else ""
    return f"{'✓' if climbed else '○'} {name}{told}"


def _ways(view: PaymentPageView, desk: Desk) -> list[Row]:
    t = desk.tr.gettext
    if view.no_ways:
        return [heading(t("Ways to pay without prepayment")), text(view.no_ways, style="dim"), BLANK]
    made = [heading(t("Ways to pay without prepayment"), t("most unpaid work at any time"))]
    for way, bar in zip(view.ways, view.bars, strict=True):
        made.append(
            line(
                "ways",
                bar.label,
                Cell(text=bar.bar, style="accent"),
                bar.told,
                id=f"way:{way.rung.kind}",
                act="offer_way",
                thing=way,
            )
        )
        made.append(text(way.sentence, style="dim", indent=2))
    return [*made, BLANK]


def _came(view: PaymentPageView, desk: Desk) -> list[Row]:
    tr, formats = desk.tr, Formats(desk.tr.locale)
    came = [
        MoneyCame(instalment=one.instalment, place=place, receipt=receipt)
        for one in view.payment.lines
        for place, receipt in enumerate(one.instalment.receipts, 1)
    ]
    said = tr.gettext("{received} of {expected} received")
    right = said.format(received=formats.money(view.payment.received), expected=formats.money(view.payment.expected))
    made = [heading(tr.gettext("What has come"), right if view.payment.lines else "")]
    for one in sorted(came, key=lambda each: (each.receipt.on, each.instalment.due)):
        paid = formats.money(one.receipt.paid) if one.receipt.paid is not None else ""
        made.append(
            line(
                "came",
                near_day(one.receipt.on, desk.today(), tr),
                formats.money(one.receipt.amount),
                Cell(text=one.instalment.label, style="dim"),
                Cell(text=paid, style="dim"),
                id=f"came:{one.instalment.id}:{one.place}",
                act="remove",
                thing=one,
            )
        )
    if not came:
        made.append(text(tr.gettext("Nothing has come yet."), style="dim"))
    if view.payment.overpaid is not None:
        said = tr.gettext("{money} more than agreed has arrived: agree with the client what to do with it.")
        words = said.format(money=formats.money(view.payment.overpaid))
        made.append(text(words, mark=Cell(text="▲", style="soon"), style="soon"))
    return [*made, BLANK]


def _terms(view: PaymentPageView, desk: Desk) -> list[Row]:
    """Return the terms on record, and when prepayment is spoken of here."""
    from freelance_comm.services import prepayment_policy

    tr, payment = desk.tr, view.payment
    said = []
    if payment.prepayment_refused:
        said.append(tr.gettext("The client refuses prepayment."))
    if payment.discussed_on is not None:
        said.append(tr.gettext("Discussed on {day}").format(day=dated(payment.discussed_on, tr)))
    if payment.agreed_on is not None:
        said.append(tr.gettext("Agreed on {day}").format(day=dated(payment.agreed_on, tr)))
    if payment.note:
        said.append(" ".join(payment.note.split()))
    said.append(prepayment_policy.reason(desk))
    mark = Cell(text="·", style="dim")
    return [heading(tr.gettext("Terms")), *(text(words, mark=mark, style="dim") for words in said)]
