"""`regulars`: the clients you keep: how each is doing, who has gone quiet, what thanks those who come back."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.documents import deliver, delivery_options, mention_notes, offering_the_built_in
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services.regular_letters import NAMES
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.regulars import Health
    from freelance_comm.services.returning import Returning

VERBS = ("list", "show", "quiet", "thank", "write")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser, required=False)
    add_verb("list", tr.gettext("every client; those who need something come first"))
    show = add_verb("show", tr.gettext("all figures of one client, each with its reason"))
    show.add_argument("client")
    add_verb("quiet", tr.gettext("who it is time to say hello to"))
    thank = add_verb("thank", tr.gettext("what a returning client may get with a quote, and why"))
    thank.add_argument("project")
    thank.add_argument("--discount", action="store_true", help=tr.gettext("put the discount into the quote as a line"))
    thank.add_argument(
        "--on-the-house", default="", metavar="WHAT", help=tr.gettext("put something on the house into the quote")
    )
    thank.add_argument("--worth", default="", metavar="PRICE", help=tr.gettext("what that would cost otherwise"))
    thank.add_argument("--option", type=int, default=1, metavar="N")
    write = add_verb("write", tr.gettext("write a hello or a thank-you, in the client's language"))
    write.add_argument("client")
    write.add_argument(
        "--letter",
        choices=[*NAMES],
        default=next(iter(NAMES)),
        help=tr.gettext("a hello after a while, or a thank-you"),
    )
    delivery_options(write, tr)
    write.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "write":
        return _letter(args, session)
    if args.verb == "thank":
        return _thank(args, session)
    from freelance_comm.services import regulars

    desk = session.view_desk
    if args.verb == "show":
        from freelance_comm.services.clients import find_client

        return _show(session, regulars.health(desk, client=find_client(desk, args.client))[0])
    found = regulars.quiet(desk) if args.verb == "quiet" else regulars.health(desk)
    if session.as_json:
        session.emit([_plain(one) for one in found])
    elif not found:
        session.say(_nobody(args.verb, session))
    else:
        session.table(
            [
                (one.client.ref, one.client.name, one.level_text, " · ".join(one.reasons) or _first(one))
                for one in found
            ],
            flexible=3,
        )
    return ExitCode.DONE


def _nobody(verb: str | None, session: Session) -> str:
    if verb == "quiet":
        return session.tr.gettext("Nobody has gone quiet. You are in touch with everyone.")
    return session.tr.gettext("No clients yet. Add the first: `freelance-comm client add NAME`.")


def _first(one: Health) -> str:
    return next((figure.text for figure in one.figures), "")


def _plain(one: Health) -> dict[str, Any]:
    return {
        "client": one.client.name,
        "ref": one.client.ref,
        "level": one.level,
        "reasons": one.reasons,
        "touch": one.touch,
        "last_contact": one.last_contact,
        "silent_days": one.silent_days,
        "since": one.since,
        "figures": [
            {
                "kind": figure.kind,
                "text": figure.text,
                "level": figure.level,
                "why": figure.why,
                "number": figure.number,
                "of": figure.of,
            }
            for figure in one.figures
        ],
    }


def _show(session: Session, one: Health) -> int:
    if session.as_json:
        session.emit(_plain(one))
        return ExitCode.DONE
    session.say(f"{one.client.name}  {one.client.ref} · {one.level_text}")
    session.table(
        [(_MARKS.get(figure.level.value, " "), figure.title, figure.text) for figure in one.figures], flexible=2
    )
    return ExitCode.DONE


_MARKS = {"act": "▲", "think": "○"}


def _thank(args: Namespace, session: Session) -> int:
    from freelance_comm.services import returning
    from freelance_comm.services.projects import find_project

    if args.discount and args.on_the_house:
        raise BadValue(
            N_("One thank-you at a time: a discount, or something on the house."), hint=N_("Leave one of them out.")
        )
    desk = session.view_desk
    project = find_project(desk, args.project)
    found = returning.suggestion(desk, project, option=args.option)
    quote = None
    if args.discount:
        quote = returning.give_discount(session.desk, project, option=args.option)
    elif args.on_the_house:
        what = text_of(args.on_the_house)
        quote = returning.give_on_the_house(session.desk, project, what, worth=args.worth, option=args.option)
    if session.as_json:
        session.emit({"suggestion": _reckoned(found), "quote": quote})
    elif quote is not None:
        line = quote.options[args.option - 1].items[-1]
        session.say(session.tr.gettext("In the quote {ref}: {line}").format(ref=quote.ref, line=line.description))
    elif found is None:
        session.say(
            session.tr.gettext(
                "No project has been finished for this client yet, so there is nothing to thank them for."
            )
        )
    else:
        session.say(found.sentence)
        for reason in found.reckoning:
            session.say(f"  {reason}")
    return ExitCode.DONE


def _reckoned(found: Returning | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "client": found.client.name,
        "ref": found.client.ref,
        **found.loyalty.values(),
        "worth": found.worth,
        "has_one": found.has_one,
        "reckoning": found.reckoning,
    }


def _letter(args: Namespace, session: Session) -> int:
    from freelance_comm.services import drafts, regular_letters
    from freelance_comm.services.clients import find_client

    desk = session.desk
    client = find_client(desk, args.client)
    with offering_the_built_in(session):
        draft = regular_letters.compose_for(desk, client, NAMES[args.letter], built_in=args.built_in)
    if session.as_json:
        session.emit(draft)
    else:
        mention_notes(draft.client_id, session)
        for sentence in draft.missing:
            session.warn(sentence)
        deliver(drafts.as_text(desk, draft), args, session, name=f"{client.ref}-{args.letter}.txt")
    if args.sent:
        drafts.mark_sent(desk, None, draft)
        session.note(session.tr.gettext("Marked as sent."))
    return ExitCode.DONE
