"""`quote`: what the work costs and why, complete."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from freelance_comm.cli import quote_document_options
from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import projects, quoting
from freelance_comm.services.quote_views import OptionView
from freelance_comm.text.catalog import Translator
from freelance_comm.text.formats import Formats

VERBS = ("item", "edit", "remove", "option", "set", "show", "revise", "send", "accept", "decline", "document")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    item = add_verb("item", tr.gettext("add a line: hours and a rate, or a fixed price"))
    item.add_argument("project")
    item.add_argument("description", nargs="+")
    _line_options(item, tr)
    edit = add_verb("edit", tr.gettext("change a line"))
    edit.add_argument("project")
    edit.add_argument("number", type=int)
    edit.add_argument("--description")
    _line_options(edit, tr)
    remove = add_verb("remove", tr.gettext("remove a line"))
    remove.add_argument("project")
    remove.add_argument("number", type=int)
    remove.add_argument("--option", type=int, default=1)
    option = add_verb("option", tr.gettext("add a further option; the client must have asked for it"))
    option.add_argument("project")
    option.add_argument("title", nargs="+")
    option.add_argument("--requested-by", default="", help=tr.gettext("who asked for it"))
    option.add_argument("--requested-on", default="", help=tr.gettext("when"))
    option.add_argument("--words", default="", help=tr.gettext("in which words"))
    setting = add_verb("set", tr.gettext("say why it costs this, and until when it is valid"))
    setting.add_argument("project")
    setting.add_argument("--reason", help=tr.gettext("one sentence the client can understand and repeat"))
    setting.add_argument("--valid-until", help=tr.gettext("the last day to say yes"))
    add_verb("show", tr.gettext("show the quote")).add_argument("project")
    quote_document_options.configure(add_verb("document", tr.gettext("the quote as a document: text, PDF …")), tr)
    add_verb("revise", tr.gettext("start a new version of a quote that has gone out")).add_argument("project")
    add_verb("send", tr.gettext("it has gone out")).add_argument("project")
    accept = add_verb("accept", tr.gettext("the client said yes"))
    accept.add_argument("project")
    accept.add_argument("--on", default="")
    accept.add_argument("--option", type=int, default=1)
    decline = add_verb("decline", tr.gettext("the client said no"))
    decline.add_argument("project")
    decline.add_argument("--on", default="")


def _line_options(parser: ArgumentParser, tr: Translator) -> None:
    parser.add_argument(
        "--unit", choices=[*map(str, Unit)], help=tr.gettext("what is counted; hours if --hours is given, else fixed")
    )
    parser.add_argument("--hours", help=tr.gettext("hours of work in this line"))
    parser.add_argument("--quantity", help=tr.gettext("how many units"))
    parser.add_argument("--price", help=tr.gettext("price of one unit, or the fixed price"))
    parser.add_argument("--tax", help=tr.gettext("tax in per cent"))
    parser.add_argument("--by", help=tr.gettext("who does it, if not you"))
    parser.add_argument("--option", type=int, default=1)


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the quote."""
    desk = session.desk
    project = projects.find_project(desk, args.project, closed=args.verb in ("show", "document"))
    if args.verb == "document":
        return quote_document_options.run(args, session, project)
    if args.verb == "item":
        quoting.add_item(desk, project, " ".join(args.description), option=args.option, **_line(args, new=True))
    elif args.verb == "edit":
        changes = _line(args, new=False)
        if args.description is not None:
            changes["description"] = args.description
        quoting.change_item(desk, project, args.number, option=args.option, **changes)
    elif args.verb == "remove":
        quoting.remove_item(desk, project, args.number, option=args.option)
    elif args.verb == "option":
        requested_on = session.day(args.requested_on) if args.requested_on else None
        quoting.add_option(
            desk,
            project,
            " ".join(args.title),
            requested_by=args.requested_by,
            requested_on=requested_on,
            words=args.words,
        )
    elif args.verb == "set":
        if args.reason is not None:
            quoting.set_reason(desk, project, args.reason)
        if args.valid_until is not None:
            quoting.set_validity(desk, project, session.day(args.valid_until, future=True))
    elif args.verb == "revise":
        quoting.start_quote(desk, project)
    elif args.verb != "show":
        _decide(args, session, project)
    return _show(args, session)


def _decide(args: Namespace, session: Session, project: Project) -> None:
    if args.verb == "send":
        quoting.mark_quote_sent(session.desk, project)
        return
    on = session.day(args.on) if args.on else session.desk.today()
    if args.verb == "accept":
        quoting.accept(session.desk, project, on, option=args.option)
    else:
        quoting.decline(session.desk, project, on)


def _line(args: Namespace, *, new: bool) -> dict[str, Any]:
    """Return the parts of a line item that were given; a new line gets the unit that is natural for them."""
    given: dict[str, Any] = {}
    for option, name in (("price", "price"), ("quantity", "quantity"), ("tax", "tax_percent")):
        if getattr(args, option) is not None:
            given[name] = getattr(args, option)
    if args.by is not None:
        given["done_by"] = args.by
    if args.unit is not None:
        given["unit"] = Unit(args.unit)
    if args.hours is not None:
        if args.unit in (None, Unit.HOUR):
            given |= {"unit": Unit.HOUR, "quantity": args.hours}
        else:
            given["estimate_hours"] = args.hours
    if new:
        given.setdefault("unit", Unit.FIXED)
    return given


def _show(args: Namespace, session: Session) -> int:
    project = projects.find_project(session.desk, args.project, closed=True)
    view = quoting.quote_view(session.view_desk, project)
    if session.as_json:
        session.emit(view)
        return ExitCode.DONE
    tr = session.tr
    if view.quote is None:
        session.say(
            tr.gettext("There is no quote yet. Add a line: `freelance-comm quote item PROJECT TEXT --price …`.")
        )
        return ExitCode.DONE
    session.say(f"{project.name}  {view.quote.ref} · {view.state_text}")
    for option in view.options:
        if len(view.options) > 1:
            session.say("\n" + (option.option.title or tr.gettext("First option")))
        _show_option(option, session)
    if view.reason:
        session.say(view.reason)
    if view.valid_until is not None:
        session.say(tr.gettext("Valid until {day}.").format(day=Formats(tr.locale).date(view.valid_until)))
    for remark in view.remarks:
        session.say(f"! {remark}")
    return ExitCode.DONE


def _show_option(option: OptionView, session: Session) -> None:
    money = Formats(session.tr.locale).money
    rows = [(f"  {line.number}", line.item.description, line.quantity_text, line.net_text) for line in option.lines]
    if option.tax.amount:
        rows.append(("", session.tr.gettext("Tax"), "", money(option.tax)))
    rows.append(("", session.tr.gettext("Total"), "", money(option.gross)))
    session.table(rows)
