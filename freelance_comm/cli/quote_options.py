"""The verbs of `quote` and their options, apart from what they do: a command line builds only the verb it uses."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from freelance_comm.cli import quote_document_options
from freelance_comm.cli.yes_no import YES_NO, yes_no
from freelance_comm.domain.quote import Unit
from freelance_comm.text.catalog import Translator

AddVerb = Callable[..., Any]


def configure(add_verb: AddVerb, tr: Translator) -> None:
    """Declare all verbs."""
    _lines(add_verb, tr)
    _around_lines(add_verb, tr)
    _additions(add_verb, tr)
    _terms(add_verb, tr)
    _walk(add_verb, tr)


def _lines(add_verb: AddVerb, tr: Translator) -> None:
    item = add_verb("item", tr.gettext("add a line: hours and a rate, or a fixed price"))
    item.add_argument("project")
    item.add_argument("description", nargs="+", help=tr.gettext("what the line is for"))
    _line_options(item, tr)
    edit = add_verb("edit", tr.gettext("change a line"))
    edit.add_argument("project")
    edit.add_argument("number", type=int, help=tr.gettext("the number of the line"))
    edit.add_argument("--description", help=tr.gettext("the new words"))
    _line_options(edit, tr)
    remove = add_verb("remove", tr.gettext("remove a line"))
    remove.add_argument("project")
    remove.add_argument("number", type=int, help=tr.gettext("the number of the line"))
    _where(remove, tr)
    discount = add_verb("discount", tr.gettext("add a discount as a line of its own"))
    discount.add_argument("project")
    discount.add_argument("description", nargs="+", help=tr.gettext("what the discount is called"))
    discount.add_argument("--percent", default="", help=tr.gettext("per cent off the lines"))
    discount.add_argument("--amount", default="", help=tr.gettext("a sum, without tax"))
    discount.add_argument("--why", default="", help=tr.gettext("what for, in a sentence"))
    _where(discount, tr)
    gift = add_verb("gift", tr.gettext("add something on the house, and say what it is worth"))
    gift.add_argument("project")
    gift.add_argument("description", nargs="+", help=tr.gettext("what you give"))
    gift.add_argument("--worth", required=True, help=tr.gettext("what it would cost, without tax"))
    gift.add_argument("--hours", help=tr.gettext("hours of work in this line"))
    gift.add_argument("--why", default="", help=tr.gettext("what for, in a sentence"))
    _where(gift, tr)


def _line_options(parser: ArgumentParser, tr: Translator) -> None:
    counted = parser.add_mutually_exclusive_group()
    counted.add_argument(
        "--unit",
        choices=[*map(str, Unit)],
        help=tr.gettext("what is counted; hours if --hours is given, otherwise fixed"),
    )
    parser.add_argument("--hours", help=tr.gettext("hours of work in this line"))
    counted.add_argument("--words", metavar="N", help=tr.gettext("so many words; --price is for one"))
    counted.add_argument("--pages", metavar="N", help=tr.gettext("so many pages; --price is for one"))
    parser.add_argument("--quantity", help=tr.gettext("how many units"))
    parser.add_argument("--price", help=tr.gettext("price of one unit, or the fixed price"))
    parser.add_argument("--tax", help=tr.gettext("tax in per cent"))
    parser.add_argument("--by", help=tr.gettext("who does it, if not you"))
    parser.add_argument("--why", help=tr.gettext("what it covers, in a sentence"))
    _where(parser, tr)


def _where(parser: ArgumentParser, tr: Translator, *, option: bool = True) -> None:
    if option:
        parser.add_argument("--option", type=int, default=1, metavar="N")
    parser.add_argument("--addition", type=int, default=0, metavar="N")


def _around_lines(add_verb: AddVerb, tr: Translator) -> None:
    option = add_verb("option", tr.gettext("add a further option; the client must have asked for it"))
    option.add_argument("project")
    option.add_argument("title", nargs="+", help=tr.gettext("what the option is called"))
    option.add_argument("--requested-by", default="", help=tr.gettext("who asked for it"))
    option.add_argument("--requested-on", default="", metavar="DAY", help=tr.gettext("when"))
    option.add_argument("--words", default="", help=tr.gettext("in which words"))
    answer = add_verb("answer", tr.gettext("say which line answers a requirement; without a number, list them"))
    answer.add_argument("project")
    answer.add_argument("requirement", type=int, nargs="?", help=tr.gettext("the number of the requirement"))
    answer.add_argument(
        "--line", type=int, metavar="N", help=tr.gettext("line number N; the offer as a whole if not given")
    )
    answer.add_argument("--no", action="store_true", help=tr.gettext("take it back"))
    answer.add_argument("--option", type=int, default=1, metavar="N")
    brokering = add_verb("brokering", tr.gettext("for a line that somebody else does: have you brokered before?"))
    brokering.add_argument("project")
    brokering.add_argument("number", type=int, help=tr.gettext("the number of the line"))
    brokered = tr.gettext("whether you have brokered such work before")
    brokering.add_argument("answer", choices=YES_NO, type=yes_no(tr), help=brokered)
    _where(brokering, tr)
    direct = add_verb("direct", tr.gettext("let the client hire somebody directly; the line becomes a recommendation"))
    direct.add_argument("project")
    direct.add_argument("number", type=int, help=tr.gettext("the number of the line"))
    direct.add_argument("--by", default="", help=tr.gettext("who they hire"))
    direct.add_argument("--remove", action="store_true", help=tr.gettext("strike recommendation number N out"))
    _where(direct, tr)


def _additions(add_verb: AddVerb, tr: Translator) -> None:
    addition = add_verb(
        "addition", tr.gettext("begin an addition to an accepted quote: what the client wants beyond it")
    )
    addition.add_argument("project")
    addition.add_argument("title", nargs="+", help=tr.gettext("what an addition is called"))
    addition.add_argument("--by", default="", help=tr.gettext("who asked for it; the client if not given"))
    addition.add_argument("--on", default="", metavar="DAY", help=tr.gettext("when"))
    addition.add_argument("--words", default="", help=tr.gettext("in which words"))
    addition.add_argument("--changes", type=int, default=0, metavar="N", help=tr.gettext("it changes requirement N"))
    drop = add_verb("drop", tr.gettext("throw a draft away"))
    drop.add_argument("project")
    _where(drop, tr, option=False)


def _terms(add_verb: AddVerb, tr: Translator) -> None:
    setting = add_verb("set", tr.gettext("say why it costs this, how long it is valid, when the work will be ready"))
    setting.add_argument("project")
    setting.add_argument("--reason", help=tr.gettext("one sentence the client can understand and repeat"))
    setting.add_argument("--valid-until", metavar="DAY", help=tr.gettext("the last day to say yes"))
    setting.add_argument("--ask-on", metavar="DAY", help=tr.gettext("the day to ask about it"))
    setting.add_argument("--starts-on", metavar="DAY", help=tr.gettext("the day the work begins"))
    setting.add_argument("--ready-on", metavar="DAY", help=tr.gettext("the day the work is ready"))
    setting.add_argument("--title", help=tr.gettext("what an addition is called"))
    setting.add_argument("--by", help=tr.gettext("who asked for an addition"))
    setting.add_argument("--on", metavar="DAY", help=tr.gettext("when they asked for it"))
    setting.add_argument("--words", help=tr.gettext("in which words they asked for it"))
    setting.add_argument(
        "--changes", type=int, metavar="N", help=tr.gettext("the requirement that an addition changes")
    )
    setting.add_argument(
        "--whole-waits",
        choices=YES_NO,
        type=yes_no(tr),
        help=tr.gettext("whether the day of an addition is the new day for all the work"),
    )
    _where(setting, tr, option=False)


def _walk(add_verb: AddVerb, tr: Translator) -> None:
    add_verb("show", tr.gettext("show the quote")).add_argument("project", nargs="?")
    add_verb("versions", tr.gettext("show all versions and what changed")).add_argument("project", nargs="?")
    quote_document_options.configure(add_verb("document", tr.gettext("the quote as a document: text, PDF …")), tr)
    add_verb("revise", tr.gettext("start a new version of a quote that has gone out")).add_argument("project")
    send = add_verb("send", tr.gettext("it has gone out"))
    send.add_argument("project")
    _where(send, tr, option=False)
    accept = add_verb("accept", tr.gettext("the client said yes"))
    accept.add_argument("project")
    accept.add_argument("--on", default="", metavar="DAY")
    _where(accept, tr)
    decline = add_verb("decline", tr.gettext("the client said no"))
    decline.add_argument("project")
    decline.add_argument("--on", default="", metavar="DAY")
    _where(decline, tr, option=False)
