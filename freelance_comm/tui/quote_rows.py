"""A quote as rows: options with their lines and sums, what came on top, what it answers, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.quote import QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.services.quote_answers import AnswerLine
from freelance_comm.services.quote_comparison import in_words
from freelance_comm.services.quote_views import OptionView, QuoteView, VersionView
from freelance_comm.stages.model import Listing
from freelance_comm.text.formats import Formats, dates_here
from freelance_comm.tui.lists.model import ListLine
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

_DOT = Cell(text="·", style="dim")
_STATE_MARKS = {QuoteState.ACCEPTED: ("✓", "accent"), QuoteState.SENT: ("○", "soon"), QuoteState.DECLINED: ("–", "dim")}


class Advised(Record):
    """A recommendation under the cursor: its number and option, from 1."""

    number: int
    option: int


class AroundQuote(Record):
    """What the page around a quote shows."""

    project: Project
    view: QuoteView
    answers: tuple[AnswerLine, ...]
    versions: tuple[VersionView, ...]


def gather(desk: Desk, project_id: int) -> AroundQuote:
    """Read the quote of a project with all that stands around it."""
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.services.quote_answers import answers
    from freelance_comm.services.quote_views import quote_view, versions

    project = project_by_id(desk, project_id)
    return AroundQuote(
        project=project,
        view=quote_view(desk, project),
        answers=answers(desk, project),
        versions=versions(desk, project),
    )


def offer(view: QuoteView, desk: Desk) -> list[Row]:
    """Return the rows of the list on the page of the stage."""
    made: list[Row] = []
    for option in view.options:
        if len(view.options) > 1:
            made.append(_title(option, view, desk))
        if option.option.requested_words:
            asked = desk.tr.gettext("“{words}”").format(words=option.option.requested_words)
            made.append(text(asked, style="dim", indent=2))
        made += lines(option, desk)
        if option.lines:
            made += _sum(option, desk)
        made += _recommended(option, desk)
    made += [_addition(one, desk, act="quote_page") for one in view.additions]
    if view.agreed is not None:
        made.append(_whole(view, desk))
    return made + [_remark(words) for words in view.remarks]


def around(seen: AroundQuote, desk: Desk) -> list[Row]:
    """Return the rows of the page around the quote."""
    t, view = desk.tr.gettext, seen.view
    made = [heading(t("What it answers"))]
    made += [_answer(one) for one in seen.answers]
    if not seen.answers:
        made.append(text(t("No requirement is written down yet."), style="dim"))
    made += [BLANK, *_others(view, desk)]
    made.append(heading(t("Additions")))
    for one in view.additions:
        made += _whole_addition(one, desk)
    if view.agreed is not None:
        made.append(_whole(view, desk))
    if not view.additions:
        words = t("None. What the client wants beyond an accepted quote gets its own price and day.")
        made.append(text(words, style="dim", id="empty:additions", act="new_addition"))
    made += [BLANK, heading(t("Versions"))]
    for version in reversed(seen.versions):
        made += _version(version, desk)
    if not seen.versions:
        made.append(text(t("There is no quote yet."), style="dim"))
    return made


def lines(option: OptionView, desk: Desk, *, addition: int = 0) -> list[Row]:
    """Return the lines of an option, what each covers below it."""
    t, made = desk.tr.gettext, []
    for one in option.lines:
        quantity, price = one.quantity_text, one.price_text
        if one.item.worth is not None:
            worth = Formats(desk.tr.locale).money(one.item.worth)
            quantity, price = t("on the house"), t("worth {money}").format(money=worth)
        made.append(
            line(
                "list",
                _DOT,
                one.item.description,
                Cell(text=quantity, style="dim"),
                Cell(text=price, style="dim"),
                one.net_text,
                id=f"added:{addition}:{one.number}" if addition else f"item:{option.number}:{one.number}",
                thing=ListLine(
                    listing=Listing.ITEMS, number=one.number, record=one.item, option=option.number, addition=addition
                ),
            )
        )
        if one.item.why:
            made.append(text(one.item.why, style="dim", indent=2))
    return made


def _title(option: OptionView, view: QuoteView, desk: Desk) -> Row:
    tr = desk.tr
    words = option.option.title or tr.gettext("The offer")
    if option.option.requested_by:
        words += " · " + tr.gettext("asked for by {name}").format(name=option.option.requested_by)
    chosen = view.state is QuoteState.ACCEPTED and view.quote is not None and view.quote.chosen + 1 == option.number
    return text(words, mark=Cell(text="✓" if chosen else " ", style="accent"), style="bold")


def _sum(option: OptionView, desk: Desk) -> list[Row]:
    tr, formats = desk.tr, Formats(desk.tr.locale)
    gross = Cell(text=formats.money(option.gross), style="bold")
    made = [line("list", " ", Cell(text=tr.gettext("Total"), style="bold"), "", "", gross)]
    if option.tax.amount:
        tax = tr.gettext("with {tax} tax").format(tax=formats.money(option.tax))
        made.append(text(tax, style="dim", indent=2))
    return made


def _whole(view: QuoteView, desk: Desk) -> Row:
    money = Formats(desk.tr.locale).money(view.agreed) if view.agreed is not None else ""
    words = Cell(text=desk.tr.gettext("With additions"), style="bold")
    return line("list", " ", words, "", "", Cell(text=money, style="bold"))


def _recommended(option: OptionView, desk: Desk) -> list[Row]:
    said = desk.tr.gettext("{what}: the client hires {name} directly")
    return [
        text(
            said.format(what=one.what, name=one.whom),
            mark=Cell(text="→", style="dim"),
            style="dim",
            id=f"advised:{option.number}:{number}",
            thing=Advised(number=number, option=option.number),
        )
        for number, one in enumerate(option.option.recommended, 1)
    ]


def _addition(one: QuoteView, desk: Desk, *, act: str = "") -> Row:
    quote, formats = one.quote, Formats(desk.tr.locale)
    assert quote is not None  # an addition is a quote
    mark, style = _STATE_MARKS.get(one.state, ("+", "accent"))
    day = dates_here(desk.tr).date(quote.ready_on, "medium") if quote.ready_on is not None else ""
    return line(
        "list",
        Cell(text=mark, style=style),
        Cell(text=quote.title, style="bold"),
        Cell(text=one.state_text, style="dim"),
        Cell(text=day, style="dim"),
        formats.money(one.gross),
        id=f"addition:{quote.id}",
        act=act,
        thing=one,
    )


def _whole_addition(one: QuoteView, desk: Desk) -> list[Row]:
    """Return an addition with who asked for it, its lines, and what the rules say to it."""
    tr, quote = desk.tr, one.quote
    assert quote is not None  # an addition is a quote
    asked = tr.gettext("asked for by {name}").format(name=quote.asked_by)
    words = tr.gettext("“{words}”").format(words=quote.asked_words) if quote.asked_words else ""
    said = " · ".join(part for part in (asked, one.against, words) if part)
    made = [_addition(one, desk), text(said, style="dim", indent=2)]
    for option in one.options:
        made += lines(option, desk, addition=one.version)
    return made + [_remark(words) for words in one.remarks]


def _remark(words: str) -> Row:
    return text(words, mark=Cell(text="▲", style="soon"), style="dim")


def _answer(one: AnswerLine) -> Row:
    mark = Cell(text="✓", style="accent") if one.answered else Cell(text="○", style="soon")
    return text(one.text, mark=mark, right=Cell(text=one.beside, style="dim"), id=f"wish:{one.number}", thing=one)


def _others(view: QuoteView, desk: Desk) -> list[Row]:
    """Return what somebody else does, with the answer to the question it asks, and whom the client hires directly."""
    t = desk.tr.gettext
    made: list[Row] = []
    for option in view.options:
        for one in option.lines:
            if not one.item.done_by:
                continue
            before = one.item.brokered_before
            told = {
                None: t("brokered before?"),
                True: t("you have brokered before"),
                False: t("better hired directly"),
            }[before]
            made.append(
                text(
                    f"{one.item.description} · {one.item.done_by}",
                    mark=Cell(text="✓", style="accent") if before else Cell(text="○", style="soon"),
                    right=Cell(text=told, style="dim"),
                    id=f"others:{option.number}:{one.number}",
                    act="brokering",
                    thing=ListLine(listing=Listing.ITEMS, number=one.number, record=one.item, option=option.number),
                )
            )
        made += _recommended(option, desk)
    return [heading(t("Done by somebody else")), *made, BLANK] if made else []


def _version(one: VersionView, desk: Desk) -> list[Row]:
    head = desk.tr.gettext("Version {n}").format(n=one.number)
    row = line(
        "list",
        _DOT,
        head,
        Cell(text=one.quote.ref, style="dim"),
        Cell(text=one.state_text, style="dim"),
        one.total_text,
        id=f"version:{one.quote.id}",
        thing=one,
    )
    return [row, *(text(in_words(change, desk.tr), style="dim", indent=2) for change in one.changes)]
