"""A quote as lines for people: its options, what came on top, what changed from version to version."""

from __future__ import annotations

from freelance_comm.cli.session import Session
from freelance_comm.domain.project import Project
from freelance_comm.services.quote_answers import AnswerLine
from freelance_comm.services.quote_comparison import in_words
from freelance_comm.services.quote_views import OptionView, QuoteView, VersionView
from freelance_comm.text.formats import Formats, dates_here


def show(view: QuoteView, project: Project, session: Session) -> None:
    """Print a quote with its additions."""
    tr = session.tr
    if view.quote is None:
        session.say(
            tr.gettext("There is no quote yet. Add a line: `freelance-comm quote item PROJECT TEXT --price …`.")
        )
        return
    session.say(f"{project.name}  {view.quote.ref} · {_standing(view, session)}")
    _show_body(view, session)
    for one in view.additions:
        if one.quote is None:
            continue
        title = tr.gettext("Addition {n}: {title}").format(n=one.version, title=one.quote.title)
        session.say(f"\n{title}  {one.quote.ref} · {one.state_text}")
        session.say(_asked(one, session))
        _show_body(one, session)
    if view.agreed is not None:
        whole = Formats(tr.locale).money(view.agreed)
        session.say("\n" + tr.gettext("Including additions: {money}.").format(money=whole))


def _standing(view: QuoteView, session: Session) -> str:
    if len(view.versions) < 2:
        return view.state_text
    return session.tr.gettext("version {n}").format(n=view.version) + " · " + view.state_text


def _asked(view: QuoteView, session: Session) -> str:
    tr, quote = session.tr, view.quote
    assert quote is not None  # an addition is a quote
    if quote.asked_on is None:
        said = tr.gettext("asked for by {name}").format(name=quote.asked_by)
    else:
        day = dates_here(tr).date(quote.asked_on)
        said = tr.gettext("asked for by {name} on {day}").format(name=quote.asked_by, day=day)
    parts = [said, *((tr.gettext("“{words}”").format(words=quote.asked_words),) if quote.asked_words else ())]
    if view.against:
        parts.append(view.against)
    return " · ".join(parts)


def _show_body(view: QuoteView, session: Session) -> None:
    tr, quote = session.tr, view.quote
    assert quote is not None  # both callers have one
    for option in view.options:
        if len(view.options) > 1:
            session.say("\n" + (option.option.title or tr.gettext("First option")))
            if option.option.requested_words:
                session.say(tr.gettext("“{words}”").format(words=option.option.requested_words))
        _show_option(option, session)
    if view.reason:
        session.say(view.reason)
    days = (
        (tr.gettext("Valid until {day}."), quote.valid_until),
        (tr.gettext("The work begins on {day}."), quote.starts_on),
        (tr.gettext("The work will be ready on {day}."), quote.ready_on),
        (tr.gettext("Ask about it on {day}."), quote.ask_on),
    )
    for said, day in days:
        if day is not None:
            session.say(said.format(day=dates_here(tr).date(day)))
    for remark in view.remarks:
        session.say(f"! {remark}")


def _show_option(option: OptionView, session: Session) -> None:
    tr, money = session.tr, Formats(session.tr.locale).money
    rows = []
    for line in option.lines:
        rows.append((f"  {line.number}", line.item.description, line.quantity_text, line.net_text))
        if line.item.why:
            rows.append(("", f"  {line.item.why}", "", ""))
        if line.item.done_by:
            rows.append(("", "  " + tr.gettext("done by {name}").format(name=line.item.done_by), "", ""))
    if option.tax.amount:
        rows.append(("", tr.gettext("Tax"), "", money(option.tax)))
    rows.append(("", tr.gettext("Total"), "", money(option.gross)))
    session.table(rows)
    for number, one in enumerate(option.option.recommended, 1):
        said = tr.gettext("{what}: the client hires {name} directly").format(what=one.what, name=one.whom)
        session.say(f"  {number}  {said}")


def show_answers(lines: tuple[AnswerLine, ...], session: Session) -> None:
    """Print the requirements with what answers each."""
    if not lines:
        session.say(session.tr.gettext("No requirement is written down yet."))
        return
    session.table([(f"  {one.number}", "✓" if one.answered else "·", one.text, one.beside) for one in lines])


def show_versions(versions: tuple[VersionView, ...], session: Session) -> None:
    """Print all versions, the first one first, each with what changed in it."""
    tr = session.tr
    if not versions:
        session.say(tr.gettext("There is no quote yet."))
    for one in versions:
        head = tr.gettext("Version {n}").format(n=one.number)
        session.say(f"{head}  {one.quote.ref} · {one.state_text} · {one.total_text}")
        for change in one.changes:
            session.say(f"  {in_words(change, tr)}")
