"""`coach`: reads a draft as the client will."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.cli.arguments import Parser, native_path
from freelance_comm.cli.coach_options import MODES, draft_options, incoming, invite, read_input
from freelance_comm.cli.patience import patience
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import coaching
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from freelance_comm.domain.people import Client
    from freelance_comm.services.coaching import About, Coached
    from freelance_comm.services.coaching_switches import RuleView

_One = TypeVar("_One")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the options of a draft, or of the word that was typed in its place."""
    mode = parser.typed if parser.typed in MODES else ""
    parser.set_defaults(mode=mode)
    if not mode:
        parser.epilog = tr.gettext("About the rules: {commands}.").format(
            commands=", ".join(f"freelance-comm coach {one}" for one in MODES)
        )
        draft_options(parser, tr)
        return
    parser.description = tr.gettext(MODES[mode])
    parser.add_argument("word", metavar=mode, help=tr.gettext("type this word exactly as shown"))
    if mode in ("explain", "rest", "wake"):
        parser.add_argument("rule", help=tr.gettext("the name of the rule, or the beginning of it"))
    if mode in ("rest", "wake", "forget"):
        parser.add_argument("--client", default="", help=tr.gettext("only for drafts to this client"))
    if mode == "forget":
        parser.add_argument("--project", default="", help=tr.gettext("only for drafts in this project"))


def run(args: Namespace, session: Session) -> int:
    """Read a draft, or do what was asked about the rules."""
    if args.mode:
        _MODES[args.mode](args, session)
        return ExitCode.DONE
    return _batch(args, session) if args.batch else _draft(args, session)


# -- a draft -----------------------------------------------------------------------------------------------------------


def _draft(args: Namespace, session: Session) -> int:
    from freelance_comm.cli import coach_answer

    invite(args.file, session.tr)
    text = read_input(native_path(args.file), args.file)
    about = _about(args, session)
    read = _read(text, about, session)
    if args.wave or args.keep:
        read = _acted(args, session, text, about, read)
    if args.fix:
        text, left = coach_answer.fixed(text, read.remarks)
        read = read.but(remarks=left)
        session.emit_text(text)
    listed = not (session.as_json or args.lines or args.fix)
    if session.as_json and not args.fix:
        session.emit(read)
    elif args.lines or args.fix:
        for line in coach_answer.editor_lines(read, text, args.file):
            if args.fix:
                session.note(line, whole=True)
            else:
                session.emit_text(line)
    else:
        known = about.client is not None
        session.say("\n".join(coach_answer.lines(read, text, session.tr, client_known=known)))
    written_in = about.locale or (about.client.language if about.client is not None else "")
    for line in coach_answer.limits(read, text, session.tr, listed=listed, written_in=written_in):
        session.note(line)
    remarks = any(not one.soft for one in read.remarks)
    return ExitCode.REMARKS if remarks and not args.exit_zero else ExitCode.DONE


def _about(args: Namespace, session: Session) -> About:
    from freelance_comm.services import coaching_record

    desk = session.desk
    if args.project:
        from freelance_comm.services import projects

        known = coaching_record.about_project(desk, projects.find_project(desk, args.project, closed=True), args.kind)
        if args.client and _client(args, session) != known.client:
            raise BadValue(
                N_("This project is not one of {client}’s."), hint=N_("Name only the project."), client=args.client
            )
    elif args.client:
        known = coaching_record.about_client(desk, _client(args, session), args.kind)
    else:
        known = coaching.About(free_days=coaching_record.free_days(desk))
    given = {
        "locale": args.language,
        "kind": args.kind,
        "client_name": args.client_name,
        "incoming": incoming(native_path(args.incoming), args.incoming),
        "today": _day(args.today, session),
        "earliest_realistic": _day(args.earliest_realistic, session),
        "options_asked": _number(args.options_asked, "--options-asked") if args.options_asked else None,
        "prepayment_refused": args.prepayment_refused,
        "channel": args.channel,
        "without": tuple(_rule(name) for name in args.without),
    }
    if given["locale"]:
        given["locale"] = _language(args.language)
    return known.but(**{name: value for name, value in given.items() if value not in ("", None, False, ())})


def _acted(args: Namespace, session: Session, text: str, about: About, read: Coached) -> Coached:
    """Wave remarks through and put promises on the ledger as asked, and read again."""
    from freelance_comm.services import coaching_promises, coaching_switches

    remarks = tuple(_numbered(number, read.remarks, "--wave") for number in args.wave)
    offers = [_numbered(number, read.promises, "--keep") for number in args.keep]
    coaching_switches.wave_all_through(session.desk, remarks, about)
    for offer in offers:
        session.note(coaching_promises.keep_promise(session.desk, offer, about).sentence)
    return _read(text, about, session)


def _read(text: str, about: About, session: Session) -> Coached:
    """Return what the coach says; a long text takes long enough to say that it is being read."""
    with patience(session, session.tr.gettext("Reading the draft")):
        return coaching.coached(session.view_desk, text, about)


# -- many drafts -------------------------------------------------------------------------------------------------------


def _batch(args: Namespace, session: Session) -> int:
    from freelance_comm.cli import coach_answer
    from freelance_comm.cli.progress import Working
    from freelance_comm.services import coaching_cases

    given = coaching_cases.cases(read_input(native_path(args.batch), args.batch, bounded=False).split("\n"))
    with Working(session, session.tr.gettext("Reading the drafts")) as working:
        for number, (case, read) in enumerate(coaching_cases.answers(session.view_desk.tr, given), 1):
            if session.as_json:
                session.emit(coaching_cases.answer(case, read), one_line=True)
            else:
                for line in coach_answer.editor_lines(read, case.text, str(case.id)):
                    session.emit_text(line)
                if coach_answer.is_unknown(read, case.text):
                    session.note(f"{case.id}: {session.tr.gettext(coach_answer.UNKNOWN)}")
            working.tell(number, len(given))
    return ExitCode.DONE


# -- the rules ---------------------------------------------------------------------------------------------------------


def _rules(_args: Namespace, session: Session) -> None:
    from freelance_comm.services import coaching_switches

    found = coaching_switches.rules(session.view_desk)
    if session.as_json:
        session.emit(found)
    else:
        session.table([(rule.id, rule.message, _state(rule, session.tr)) for rule in found], flexible=1)


def _explain(args: Namespace, session: Session) -> None:
    from freelance_comm.services import coaching_switches

    rule = coaching_switches.explain(session.view_desk, args.rule)
    if session.as_json:
        session.emit(rule)
        return
    tr = session.tr
    parts = [rule.id, "", rule.message, rule.why]
    for head, examples in (
        (tr.gettext("It speaks up about:"), rule.catch),
        (tr.gettext("It leaves these alone:"), rule.spare),
    ):
        if examples:
            parts += ["", head, *("  " + example.replace("\n", "\n  ") for example in examples)]
    state = _state(rule, tr)
    session.say("\n".join((*parts, *(("", state) if state else ()))))


def _rest(args: Namespace, session: Session) -> None:
    from freelance_comm.services import coaching_switches

    client = _client(args, session) if args.client else None
    change = coaching_switches.rest if args.mode == "rest" else coaching_switches.wake
    rule = change(session.desk, args.rule, client)
    if session.as_json:
        session.emit(coaching_switches.explain(session.view_desk, rule.id))
        return
    tr, words = session.tr, {"rule": rule.id, "client": client.name if client is not None else ""}
    if args.mode == "rest" and client is not None:
        sentence = tr.gettext("“{rule}” rests in drafts to {client}.")
    elif args.mode == "rest":
        sentence = tr.gettext("“{rule}” rests in all drafts.")
    elif rule.resting:
        sentence = tr.gettext("“{rule}” still rests in all drafts.")
    elif client is not None:
        sentence = tr.gettext("“{rule}” is applied to drafts to {client} again.")
    else:
        sentence = tr.gettext("“{rule}” is applied again.")
    session.say(sentence.format(**words))


def _forget(args: Namespace, session: Session) -> None:
    from freelance_comm.services import coaching_switches, projects

    about = coaching.About(
        client=_client(args, session) if args.client else None,
        project=projects.find_project(session.desk, args.project, closed=True) if args.project else None,
    )
    count = coaching_switches.forget_waved(session.desk, about)
    if session.as_json:
        session.emit({"forgotten": count})
        return
    session.say(
        session.tr.ngettext(
            "Forgotten: {n} remark that you waved through will be made again.",
            "Forgotten: {n} remarks that you waved through will be made again.",
            count,
        ).format(n=count)
    )


_MODES = {"rules": _rules, "explain": _explain, "rest": _rest, "wake": _rest, "forget": _forget}


def _state(rule: RuleView, tr: Translator) -> str:
    if rule.resting:
        return tr.gettext("rests")
    if rule.resting_for:
        return tr.gettext("rests for {clients}").format(clients=", ".join(rule.resting_for))
    return ""


# -- what was typed ----------------------------------------------------------------------------------------------------


def _client(args: Namespace, session: Session) -> Client:
    from freelance_comm.services.clients import find_client

    return find_client(session.desk, args.client)


def _day(text: str, session: Session) -> date | None:
    return session.day(text, future=True) if text else None


def _number(text: str, option: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise BadValue(N_("{option} takes a number."), hint=N_("Give one like 2."), option=option)


def _numbered(text: str, found: Sequence[_One], option: str) -> _One:
    number = _number(text, option)
    if not 1 <= number <= len(found):
        raise BadValue(
            N_("{option}: there is no number {number}."),
            hint=N_("Use the numbers that the coach shows without the option."),
            option=option,
            number=number,
        )
    return found[number - 1]


def _rule(name: str) -> str:
    from freelance_comm.services.coaching_switches import rule_named

    return rule_named(name)


def _language(code: str) -> str:
    from freelance_comm.services import coach_languages

    found = coach_languages.language_of(code)
    if not found:
        raise BadValue(
            N_("The coach does not read “{code}”."),
            hint=N_("The languages are: {known}."),
            code=code[:40],
            known=", ".join(coach_languages.folders()),
        )
    return found
