"""`quote`: what the work costs and why, complete; and what comes on top of it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from freelance_comm.cli import quote_document_options, quote_options, quote_shown
from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import projects, quoting
from freelance_comm.text.catalog import Translator

VERBS = (
    "item", "edit", "remove", "discount", "gift", "option", "answer", "brokering", "direct", "addition", "drop", "set",
    "show", "versions", "document", "revise", "send", "accept", "decline",
)  # fmt: skip
_READING = ("show", "versions", "document")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    quote_options.configure(verbs(parser), tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the quote."""
    project = projects.find_project(session.desk, args.project, closed=args.verb in _READING)
    if args.verb == "document":
        return quote_document_options.run(args, session, project)
    if args.verb == "versions":
        return _versions(session, project)
    if args.verb == "answer":
        return _answer(args, session, project)
    if args.verb in _STEPS:
        _STEPS[args.verb](args, session, project)
    elif not session.as_json:
        _mention_loyalty(session, project)
    return _show(session, project)


def _item(args: Namespace, session: Session, project: Project) -> None:
    words = " ".join(args.description)
    quoting.add_item(session.desk, project, words, **_place(args), **_line(args, new=True))
    _ask_about_below_zero(args, words, session)


def _edit(args: Namespace, session: Session, project: Project) -> None:
    changes = _line(args, new=False)
    if args.description is not None:
        changes["description"] = args.description
    quoting.change_item(session.desk, project, args.number, **_place(args), **changes)
    _ask_about_below_zero(args, args.description or str(args.number), session)


def _ask_about_below_zero(args: Namespace, what: str, session: Session) -> None:
    """Say so where a line got a price below zero and no reason; `quote discount` means what it says."""
    if (args.price or "").lstrip()[:1] in ("-", "−") and not args.why:
        said = session.tr.gettext("“{what}” has a price below zero and no reason: is it a discount, or a slip?")
        session.note(said.format(what=what))


def _remove(args: Namespace, session: Session, project: Project) -> None:
    quoting.remove_item(session.desk, project, args.number, **_place(args))


def _discount(args: Namespace, session: Session, project: Project) -> None:
    words = " ".join(args.description)
    given = {"percent": args.percent, "amount": args.amount, "why": args.why}
    quoting.add_discount(session.desk, project, words, **given, **_place(args))


def _gift(args: Namespace, session: Session, project: Project) -> None:
    words = " ".join(args.description)
    given = {"worth": args.worth, "hours": args.hours, "why": args.why}
    quoting.give(session.desk, project, words, **given, **_place(args))


def _option(args: Namespace, session: Session, project: Project) -> None:
    quoting.add_option(
        session.desk,
        project,
        " ".join(args.title),
        requested_by=args.requested_by,
        requested_on=session.day(args.requested_on) if args.requested_on else None,
        words=args.words,
    )


def _brokering(args: Namespace, session: Session, project: Project) -> None:
    from freelance_comm.services import brokering

    brokering.answer_brokering(session.desk, project, args.number, args.answer == "yes", **_place(args))


def _direct(args: Namespace, session: Session, project: Project) -> None:
    from freelance_comm.services import brokering

    if args.remove:
        brokering.remove_recommendation(session.desk, project, args.number, **_place(args))
        return
    brokering.hire_directly(session.desk, project, args.number, whom=args.by, **_place(args))
    session.note(
        session.tr.gettext("The letter about it is ready: `freelance-comm draft {project} direct-hire`.").format(
            project=project.ref
        )
    )


def _addition(args: Namespace, session: Session, project: Project) -> None:
    from freelance_comm.services import additions
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.draft_facts import person_of

    client = client_by_id(session.desk, project.client_id)
    additions.begin_addition(
        session.desk,
        project,
        " ".join(args.title),
        asked_by=args.by or person_of(client) or client.name,
        asked_on=session.day(args.on) if args.on else None,
        words=args.words,
        changes=args.changes,
    )


def _drop(args: Namespace, session: Session, project: Project) -> None:
    if args.addition:
        from freelance_comm.services import additions

        additions.remove_addition(session.desk, project, args.addition)
    else:
        quoting.remove_draft(session.desk, project)


def _set(args: Namespace, session: Session, project: Project) -> None:
    """Set all that was given in one step: where one of it is refused, nothing is changed."""
    fields = _asked(args, session, project) if args.addition else {}
    for name in ("valid_until", "ask_on", "starts_on", "ready_on"):
        typed = getattr(args, name)
        if typed is not None:
            fields[name] = _coming(session, typed)
    if fields or args.reason is not None:
        quoting.set_together(session.desk, project, fields, reason=args.reason, addition=args.addition)


def _asked(args: Namespace, session: Session, project: Project) -> dict[str, object]:
    from freelance_comm.services import additions

    given: dict[str, Any] = {"title": args.title, "asked_by": args.by, "words": args.words}
    if args.on is not None:
        given["asked_on"] = session.day(args.on)
    if args.changes is not None:
        given["changes"] = args.changes
    if args.whole_waits is not None:
        given["whole_waits"] = args.whole_waits == "yes"
    return additions.checked_request(
        session.desk, project, **{name: value for name, value in given.items() if value is not None}
    )


def _revise(args: Namespace, session: Session, project: Project) -> None:
    quoting.start_quote(session.desk, project)


def _send(args: Namespace, session: Session, project: Project) -> None:
    quoting.mark_quote_sent(session.desk, project, addition=args.addition)


def _accept(args: Namespace, session: Session, project: Project) -> None:
    from freelance_comm.services.quote_acceptance import taken_over

    on = session.day(args.on) if args.on else session.desk.today()
    accepted = quoting.accept(session.desk, project, on, option=args.option, addition=args.addition)
    for said in taken_over(session.desk, project, accepted):
        session.note(said)


def _decline(args: Namespace, session: Session, project: Project) -> None:
    on = session.day(args.on) if args.on else session.desk.today()
    quoting.decline(session.desk, project, on, addition=args.addition)


_STEPS = {
    "item": _item,
    "edit": _edit,
    "remove": _remove,
    "discount": _discount,
    "gift": _gift,
    "option": _option,
    "brokering": _brokering,
    "direct": _direct,
    "addition": _addition,
    "drop": _drop,
    "set": _set,
    "revise": _revise,
    "send": _send,
    "accept": _accept,
    "decline": _decline,
}


def _answer(args: Namespace, session: Session, project: Project) -> int:
    from freelance_comm.services import quote_answers

    if args.requirement is not None:
        tick = quote_answers.unanswer if args.no else quote_answers.answer
        tick(session.desk, project, args.requirement, line=args.line, option=args.option)
    lines = quote_answers.answers(session.view_desk, project, option=args.option)
    if session.as_json:
        session.emit(lines)
    else:
        quote_shown.show_answers(lines, session)
    return ExitCode.DONE


def _versions(session: Session, project: Project) -> int:
    from freelance_comm.services.quote_views import versions

    found = versions(session.view_desk, project)
    if session.as_json:
        session.emit(found)
    else:
        quote_shown.show_versions(found, session)
    return ExitCode.DONE


def _show(session: Session, project: Project) -> int:
    view = quoting.quote_view(session.view_desk, project)
    if session.as_json:
        session.emit(view)
    else:
        quote_shown.show(view, project, session)
    return ExitCode.DONE


def _mention_loyalty(session: Session, project: Project) -> None:
    """Tell in a line beside the quote what would thank a client who comes back, where it is not in it already."""
    from freelance_comm.services.returning import suggestion

    found = suggestion(session.desk, project)
    if found is not None and found.has_draft and not found.has_one:
        command = f"freelance-comm regulars thank {project.ref}"
        session.note(session.tr.gettext("{sentence} See: {command}").format(sentence=found.sentence, command=command))


def _coming(session: Session, typed: str) -> Any:
    """Return a day that is still to come, None for an empty word: the day is taken away."""
    return session.day(typed, future=True) if typed.strip() else None


def _place(args: Namespace) -> dict[str, Any]:
    return {"option": args.option, "addition": args.addition}


def _line(args: Namespace, *, new: bool) -> dict[str, Any]:
    """Return the parts of a line item that were given; a new line gets the unit that is natural for them."""
    given: dict[str, Any] = {}
    for option, name in (("price", "price"), ("quantity", "quantity"), ("tax", "tax_percent"), ("why", "why")):
        if getattr(args, option) is not None:
            given[name] = getattr(args, option)
    if args.by is not None:
        given["done_by"] = args.by
    if args.unit is not None:
        given["unit"] = Unit(args.unit)
    for count, unit in ((args.words, Unit.WORD), (args.pages, Unit.PAGE)):
        if count is not None:
            given |= {"unit": unit, "quantity": count}
    if args.hours is not None:
        if given.get("unit", Unit.HOUR) is Unit.HOUR:
            given |= {"unit": Unit.HOUR, "quantity": args.hours}
        else:
            given["estimate_hours"] = args.hours
    if new:
        given.setdefault("unit", Unit.FIXED)
    return given
