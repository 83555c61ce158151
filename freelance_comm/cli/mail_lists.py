"""The verbs of `mail` about what was found: people, mail that was left out, and the mailboxes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import mail_left_out, mail_people, mail_sources

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from freelance_comm.cli.session import Session
    from freelance_comm.text.catalog import Translator


def declare(add_verb: Callable[..., Any], tr: Translator) -> None:
    """Declare the verbs."""
    people = add_verb("people", tr.gettext("who writes to you and is not a client"))
    people.add_argument("--all", action="store_true", help=tr.gettext("also those you never want to be asked about"))
    add = add_verb("add", tr.gettext("make somebody a client, and bring in their mail"))
    add.add_argument("person", help=tr.gettext("the short name in `mail people`, or the address"))
    add.add_argument("--name", default="", help=tr.gettext("what to call the client"))
    add.add_argument("--client", default="", help=tr.gettext("which client of yours they work for"))
    add.add_argument("--same-name", action="store_true", help=tr.gettext("a different client with the same name"))
    ignore = add_verb("ignore", tr.gettext("never ask about somebody again"))
    ignore.add_argument("person", help=tr.gettext("the short name in `mail people`, or the address"))
    ignore.add_argument("--undo", action="store_true", help=tr.gettext("ask again after all"))
    add_verb("left-out", tr.gettext("mail that does not count, and why"))
    rescue = add_verb("rescue", tr.gettext("let an email that was left out count"))
    rescue.add_argument("mail", help=tr.gettext("the short name in `mail left-out`"))
    rescue.add_argument("--client", default="", help=tr.gettext("whose mail it is, if that is not clear"))
    rescue.add_argument("--always", action="store_true", help=tr.gettext("let all mail from this sender count"))
    dismiss = add_verb("dismiss", tr.gettext("remove an email from the list for good"))
    dismiss.add_argument("mail", help=tr.gettext("the short name in `mail left-out`"))
    dismiss.add_argument("--never", action="store_true", help=tr.gettext("never list mail from this sender again"))
    add_verb("sources", tr.gettext("the mailboxes that are read"))
    forget = add_verb("forget", tr.gettext("stop reading a mailbox; its messages stay"))
    forget.add_argument("source", help=tr.gettext("the short name in `mail sources`, or the path"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    return _RUN[args.verb](args, session)


# -- people ----------------------------------------------------------------------------------------------------------


def _people(args: Namespace, session: Session) -> int:
    from freelance_comm.text.telling import near

    found = mail_people.offers(session.desk, everybody=args.all)
    tr, desk = session.tr, session.desk
    if session.as_json:
        session.emit([_person(one) for one in found])
        return ExitCode.DONE
    if not found:
        session.say(tr.gettext("Everybody in your mail is already a client."))
        return ExitCode.DONE
    rows = []
    for one in found:
        person = one.person
        count = tr.gettext("{received} in, {sent} out").format(received=person.received, sent=person.sent)
        when = near(person.last_at, desk.now(), desk.zone, tr) if person.last_at is not None else ""
        rows.append((one.handle, one.name, person.address, count, when, one.client_name))
    session.table(rows, flexible=1)
    session.note(tr.gettext("`freelance-comm mail add NAME` makes somebody a client, `mail ignore NAME` stops asking."))
    return ExitCode.DONE


def _person(one: mail_people.Offer) -> dict[str, object]:
    person = one.person
    return {
        "handle": one.handle,
        "address": person.address,
        "name": person.name,
        "received": person.received,
        "sent": person.sent,
        "last_at": person.last_at,
        "choice": person.choice.value,
        "seems_to_work_for": one.client_name,
    }


def _add(args: Namespace, session: Session) -> int:
    from freelance_comm.cli.asking import another
    from freelance_comm.services import clients

    desk = session.desk
    person = mail_people.find(desk, args.person)
    client = clients.find_client(desk, args.client) if args.client else None
    added = another(
        session,
        lambda sure: mail_people.add(desk, person, name=args.name, client=client, same_name_ok=sure or args.same_name),
    )
    fetched = mail_people.fetch(desk, added)
    count = fetched.messages
    if session.as_json:
        session.emit({"ref": added.ref, "name": added.name, "messages": count})
        return ExitCode.DONE
    tr = session.tr
    if client is None:
        said = tr.ngettext(
            "{name} is a client now; {n} message came in.", "{name} is a client now; {n} messages came in.", count
        )
    else:
        said = tr.ngettext(
            "{person} is a contact of {name} now; {n} message came in.",
            "{person} is a contact of {name} now; {n} messages came in.",
            count,
        )
    session.say(said.format(name=added.name, n=count, person=person.name or person.address))
    for source, error in fetched.round.failed:
        session.warn(
            session.tr.gettext("{place} was not looked through: {reason}").format(place=source.place, reason=str(error))
        )
    return ExitCode.DONE


def _ignore(args: Namespace, session: Session) -> int:
    person = mail_people.ignore(session.desk, mail_people.find(session.desk, args.person), never=not args.undo)
    if session.as_json:
        session.emit({"address": person.address, "choice": person.choice.value})
        return ExitCode.DONE
    tr = session.tr
    said = (
        tr.gettext("You will be asked about {name} again.")
        if args.undo
        else tr.gettext("You will not be asked about {name} again.")
    )
    session.say(said.format(name=person.name or person.address))
    return ExitCode.DONE


# -- left out --------------------------------------------------------------------------------------------------------


def _left_out(_args: Namespace, session: Session) -> int:
    tr, desk = session.tr, session.desk
    found = mail_left_out.listed(session.view_desk)
    if session.as_json:
        session.emit([_put_aside(one) for one in found])
        return ExitCode.DONE
    if not found:
        session.say(tr.gettext("No mail was left out."))
        return ExitCode.DONE
    rows = [
        (
            one.handle,
            mail_left_out.when(one.mail, desk.now(), desk.zone, tr),
            one.client_name or one.mail.name or one.mail.sender,
            one.why,
            one.mail.subject,
        )
        for one in found
    ]
    session.table(rows, flexible=4)
    session.note(
        tr.gettext("`freelance-comm mail rescue NAME` lets one count; with --always, everything from its sender.")
    )
    return ExitCode.DONE


def _put_aside(one: mail_left_out.PutAside) -> dict[str, object]:
    mail = one.mail
    return {
        "handle": one.handle,
        "sender": mail.sender,
        "name": mail.name,
        "at": mail.at,
        "subject": mail.subject,
        "reason": mail.reason,
        "why": one.why,
        "client": one.client_name,
        "source_id": mail.source_id,
    }


def _rescue(args: Namespace, session: Session) -> int:
    from freelance_comm.services import clients

    desk = session.desk
    mail = mail_left_out.find(desk, args.mail)
    client = clients.find_client(desk, args.client) if args.client else None
    message = mail_left_out.rescue(desk, mail, client=client, always=args.always)
    if session.as_json:
        session.emit(message)
        return ExitCode.DONE
    name = clients.client_by_id(desk, message.client_id).name
    session.say(session.tr.gettext("It now counts, as a message from {name}.").format(name=name))
    return ExitCode.DONE


def _dismiss(args: Namespace, session: Session) -> int:
    mail = mail_left_out.find(session.desk, args.mail)
    mail_left_out.dismiss(session.desk, mail, never=args.never)
    if session.as_json:
        session.emit({"dismissed": mail.source_id})
    else:
        session.say(session.tr.gettext("It is no longer in the list."))
    return ExitCode.DONE


# -- mailboxes -------------------------------------------------------------------------------------------------------


def _sources(_args: Namespace, session: Session) -> int:
    from freelance_comm.text.telling import near

    tr, desk = session.tr, session.desk
    found = mail_sources.listed(desk)
    if session.as_json:
        session.emit(
            [
                {
                    "handle": one.handle,
                    "kind": one.source.kind.value,
                    "place": one.source.place,
                    "read_at": one.source.read_at,
                }
                for one in found
            ]
        )
        return ExitCode.DONE
    if not found:
        session.say(tr.gettext("No mailbox is read yet. `freelance-comm mail import PATH` reads one."))
        return ExitCode.DONE
    never = tr.gettext("never read")
    session.table(
        [
            (
                one.handle,
                one.source.place,
                near(one.source.read_at, desk.now(), desk.zone, tr) if one.source.read_at is not None else never,
            )
            for one in found
        ],
        flexible=1,
    )
    return ExitCode.DONE


def _forget(args: Namespace, session: Session) -> int:
    source = mail_sources.find(session.desk, args.source)
    mail_sources.forget(session.desk, source)
    if session.as_json:
        session.emit({"forgotten": source.place})
    else:
        session.say(session.tr.gettext("{place} is no longer read; its messages stay.").format(place=source.place))
    return ExitCode.DONE


_RUN = {
    "people": _people,
    "add": _add,
    "ignore": _ignore,
    "left-out": _left_out,
    "rescue": _rescue,
    "dismiss": _dismiss,
    "sources": _sources,
    "forget": _forget,
}
