"""`client`: who the clients are and how they want to be dealt with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import another, text_of
from freelance_comm.cli.identity_options import identity_given, identity_options
from freelance_comm.cli.rhythm_options import rhythm_given, rhythm_options
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.people import AddressForm, BusinessIdentity, Channel, Client, Gender, NameForms
from freelance_comm.domain.rounding import Rounding
from freelance_comm.services import clients
from freelance_comm.text.catalog import Translator, interface_locales

VERBS = ("add", "list", "show", "timeline", "edit", "contact", "note", "merge", "remove", "erase")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("add a client"))
    add.add_argument("name", help=tr.gettext("the person or company"))
    add.add_argument("--same-name", action="store_true", help=tr.gettext("a second client may have this name"))
    _card_options(add, tr)
    add_verb("list", tr.gettext("list the clients"))
    show = add_verb("show", tr.gettext("show everything about one client"))
    show.add_argument("client")
    over_time = add_verb("timeline", tr.gettext("everything with a client, from the first day on"))
    over_time.add_argument("client")
    edit = add_verb("edit", tr.gettext("change what is given, keep the rest"))
    edit.add_argument("client")
    edit.add_argument("--name", help=tr.gettext("the new name"))
    edit.add_argument("--same-name", action="store_true", help=tr.gettext("a second client may have this name"))
    _card_options(edit, tr)
    contact = add_verb("contact", tr.gettext("add a contact at the client's"))
    contact.add_argument("client")
    contact.add_argument("name", help=tr.gettext("the name of the person"))
    contact.add_argument("--role", default="", help=tr.gettext("what they do there, such as accounting"))
    contact.add_argument("--email", default="", help=tr.gettext("their mail address"))
    contact.add_argument("--phone", default="", help=tr.gettext("their phone number"))
    note = add_verb("note", tr.gettext("add a line to the notes on a client; the rest stays"))
    note.add_argument("client")
    note.add_argument("text", nargs="+", help=tr.gettext("the line to add"))
    merge = add_verb("merge", tr.gettext("merge two cards into one client; `undo` separates them again"))
    merge.add_argument("client", help=tr.gettext("the card that goes"))
    merge.add_argument("into", help=tr.gettext("the card that stays"))
    merge.add_argument("--dry-run", action="store_true", help=tr.gettext("say what would happen, and change nothing"))
    remove = add_verb("remove", tr.gettext("remove a client with their messages and promises; `undo` brings them back"))
    remove.add_argument("client")
    remove.add_argument("--with-projects", action="store_true", help=tr.gettext("their projects and time too"))
    erase = add_verb("erase", tr.gettext("erase a client: everything about them, for good"))
    erase.add_argument("client")
    erase.add_argument("--yes", action="store_true", help=tr.gettext("do not ask"))


def _card_options(parser: ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--address-as", help=tr.gettext("what comes after the greeting: “Ana”, “doamnă Petrescu”"))
    parser.add_argument("--dative", help=tr.gettext("the name after “to”, where the language changes it"))
    parser.add_argument("--genitive", help=tr.gettext("the name after “of” or “from”"))
    parser.add_argument("--gender", choices=[*map(str, Gender)], help=tr.gettext("for the right forms in letters"))
    parser.add_argument(
        "--address", choices=[*map(str, AddressForm)], help=tr.gettext("formal (vous, вы) or familiar (tu, ты)")
    )
    written = tr.gettext("the language you write to them in: {languages}, fr_CA …")
    parser.add_argument("--language", help=written.format(languages=", ".join(interface_locales())))
    parser.add_argument("--zone", help=tr.gettext("their time zone, such as Europe/Bucharest"))
    parser.add_argument("--currency", help=tr.gettext("three letters: EUR, RON, USD"))
    parser.add_argument("--channel", choices=[*map(str, Channel)], help=tr.gettext("how they like to be reached"))
    parser.add_argument("--email", help=tr.gettext("mail address of the first contact"))
    parser.add_argument("--phone", help=tr.gettext("phone of the first contact"))
    parser.add_argument("--notes", help=tr.gettext("anything to remember"))
    parser.add_argument("--likes", help=tr.gettext("likes and hobbies"))
    parser.add_argument("--report-every", type=int, metavar="DAYS", help=tr.gettext("days between progress reports"))
    parser.add_argument(
        "--reply-within",
        metavar="HOURS",
        help=tr.gettext("working hours until a reply is due; “none”: same as for everybody"),
    )
    parser.add_argument(
        "--round-to",
        type=int,
        metavar="MINUTES",
        help=tr.gettext("bill each project and day in steps of this many minutes; 0: no rounding"),
    )
    parser.add_argument(
        "--round", choices=[*map(str, Rounding)], help=tr.gettext("which way: up (as usual), nearest, down")
    )
    parser.add_argument("--country", help=tr.gettext("two letters: its public holidays are shown"))
    parser.add_argument("--region", help=tr.gettext("its region, if that has its own holidays, such as BY"))
    for option, text in (
        ("--cc-counts", tr.gettext("whether mail with you in Cc only starts a clock")),
        ("--invites-count", tr.gettext("whether an invitation starts a clock")),
    ):
        parser.add_argument(option, metavar="YES|NO", help=text)
    rhythm_options(parser, tr)
    identity_options(parser, tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "erase":
        from freelance_comm.cli.erasing import run_erase

        return run_erase(args, session)
    if args.verb == "merge":
        from freelance_comm.cli.joining import run_merge

        return run_merge(args, session)
    if args.verb == "show":
        from freelance_comm.cli.client_told import run_show

        return run_show(args, session)
    if args.verb == "timeline":
        from freelance_comm.cli.timeline_told import run_timeline

        return run_timeline(args, session)
    verbs_here = {"add": _add, "list": _list, "edit": _edit, "contact": _contact, "note": _note, "remove": _remove}
    return verbs_here[args.verb](args, session)


def _hours(text: str | None) -> Any:
    if text is None or text.strip().casefold() == "none":
        return None
    from freelance_comm.text.moments import parse_decimal

    return parse_decimal(text)


def _add(args: Namespace, session: Session) -> int:
    from freelance_comm.domain.people import Contact

    reachable = bool(args.email or args.phone)
    contact = (Contact(name=args.name, email=args.email or "", phone=args.phone or ""),) if reachable else ()
    card: dict[str, Any] = {
        "vocative": args.address_as or "",
        "dative": args.dative or "",
        "genitive": args.genitive or "",
        "gender": Gender(args.gender or Gender.NEUTRAL),
        "address": AddressForm(args.address or AddressForm.FORMAL),
        "language": args.language or "",
        "zone": args.zone or "",
        "currency": args.currency or "",
        "channel": Channel(args.channel or Channel.EMAIL),
        "contacts": contact,
        "notes": text_of(args.notes or ""),
        "likes": text_of(args.likes or ""),
        "report_every_days": args.report_every,
        "reply_target_hours": _hours(args.reply_within),
        **_about_clocks(args, session),
        **_about_rounding(args),
        **rhythm_given(args),
        "identity": identity_given(args, BusinessIdentity()),
    }

    def add(same_name_ok: bool) -> Client:
        return clients.add_client(session.desk, args.name, same_name_ok=same_name_ok or args.same_name, **card)

    client = another(session, add)
    return _answer(client, session, session.tr.gettext("Added {name} as {ref}."))


def _about_clocks(args: Namespace, session: Session) -> dict[str, Any]:
    """Return where the client's holidays are, and what of theirs starts a clock, as far as it was given."""
    from freelance_comm.services import wording

    given = {name: getattr(args, name) for name in ("country", "region") if getattr(args, name) is not None}
    for name in ("cc_counts", "invites_count"):
        if getattr(args, name) is not None:
            given[name] = wording.yes_or_no(session.desk, getattr(args, name))
    return given


def _about_rounding(args: Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {} if args.round_to is None else {"rounding_minutes": args.round_to}
    return found if args.round is None else {**found, "rounding": Rounding(args.round)}


def _answer(client: Client, session: Session, sentence: str) -> int:
    if session.as_json:
        session.emit(client)
    else:
        session.say(sentence.format(name=client.name, ref=client.ref))
    return ExitCode.DONE


def _list(_args: Namespace, session: Session) -> int:
    lines = clients.list_clients(session.desk)
    if session.as_json:
        session.emit([{**line.client.values(), "open_projects": len(line.open_projects)} for line in lines])
    elif not lines:
        session.say(session.tr.gettext("No clients yet. Add the first: `freelance-comm client add NAME`."))
    else:
        from freelance_comm.text.languages import own_name

        session.table(
            [
                (
                    line.client.ref,
                    line.client.name,
                    own_name(line.client.language),
                    session.tr.ngettext(
                        "{count} open project", "{count} open projects", len(line.open_projects)
                    ).format(count=len(line.open_projects)),
                )
                for line in lines
            ],
            flexible=1,
        )
    return ExitCode.DONE


def _edit(args: Namespace, session: Session) -> int:
    base = clients.find_client(session.desk, args.client)
    given = {**_about_clocks(args, session), **_about_rounding(args), **rhythm_given(args)}
    new = base.but(**_changes(args, base), **given)

    def change(same_name_ok: bool) -> Client:
        return clients.change_client(session.desk, base, new, same_name_ok=same_name_ok or args.same_name)

    client = another(session, change)
    return _answer(client, session, session.tr.gettext("Saved {name}, {ref}."))


def _changes(args: Namespace, base: Client) -> dict[str, Any]:
    plain = ("name", "language", "zone", "currency")
    changes: dict[str, Any] = {name: getattr(args, name) for name in plain if getattr(args, name) is not None}
    changes["identity"] = identity_given(args, base.identity)
    changes |= {name: text_of(text) for name in ("notes", "likes") if (text := getattr(args, name)) is not None}
    forms = {"vocative": args.address_as, "dative": args.dative, "genitive": args.genitive}
    if any(form is not None for form in forms.values()):
        changes["forms"] = NameForms(**{**base.forms.values(), **{k: v for k, v in forms.items() if v is not None}})
    for name, kind in (("gender", Gender), ("address", AddressForm), ("channel", Channel)):
        if getattr(args, name) is not None:
            changes[name] = kind(getattr(args, name))
    if args.report_every is not None:
        changes["report_every_days"] = args.report_every
    if args.reply_within is not None:
        changes["reply_target_hours"] = _hours(args.reply_within)
    if args.email is not None or args.phone is not None:
        changes["contacts"] = _first_contact(args, base)
    return changes


def _first_contact(args: Namespace, base: Client) -> Any:
    from freelance_comm.domain.people import Contact

    first = base.contacts[0] if base.contacts else Contact(name=base.name)
    wanted = {name: getattr(args, name) for name in ("email", "phone") if getattr(args, name) is not None}
    return (first.but(**wanted), *base.contacts[1:])


def _contact(args: Namespace, session: Session) -> int:
    client = clients.find_client(session.desk, args.client)
    client = clients.add_contact(session.desk, client, args.name, role=args.role, email=args.email, phone=args.phone)
    return _answer(client, session, session.tr.gettext("Added a contact to {name}, {ref}."))


def _note(args: Namespace, session: Session) -> int:
    from freelance_comm.services.client_notes import add_note

    client = clients.find_client(session.desk, args.client)
    client = add_note(session.desk, client, text_of(" ".join(args.text)))
    return _answer(client, session, session.tr.gettext("Noted on the card of {name}, {ref}."))


def _remove(args: Namespace, session: Session) -> int:
    client = clients.find_client(session.desk, args.client)
    from freelance_comm.services import removing

    if args.with_projects:
        removing.remove_client_with_everything(session.desk, client)
    else:
        removing.remove_client(session.desk, client)
    return _answer(client, session, session.tr.gettext("Removed {name}, {ref}."))
