"""`profile`: who you are and when you work."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.identity_options import identity_given, identity_options, identity_text
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.people import REMIND_AT, Gender, Profile, ReplyWay
from freelance_comm.services import prepayment_policy, setup
from freelance_comm.text.catalog import Translator, interface_locales

VERBS = ("show", "set")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add_verb("show", tr.gettext("show your profile"))
    setting = add_verb("set", tr.gettext("change what is given, keep the rest"))
    setting.add_argument("--name", help=tr.gettext("your name, as you sign letters"))
    languages = ", ".join(interface_locales())
    setting.add_argument("--language", help=tr.gettext("interface language: {languages}").format(languages=languages))
    setting.add_argument("--currency", help=tr.gettext("three letters: EUR, RON, USD"))
    setting.add_argument("--gender", choices=[*map(str, Gender)], help=tr.gettext("for the right forms in letters"))
    setting.add_argument("--zone", help=tr.gettext("your time zone, such as Europe/Bucharest"))
    setting.add_argument("--hours", help=tr.gettext("working hours: “mon-fri 09:00-13:00,14:00-18:00”"))
    setting.add_argument("--day-off", action="append", default=[], metavar="DAY", help=tr.gettext("add a day off"))
    setting.add_argument("--rate", help=tr.gettext("your hourly rate"))
    setting.add_argument("--tax", help=tr.gettext("tax in per cent on new quote lines"))
    setting.add_argument("--email", help=tr.gettext("your mail address, for drafts saved as mail"))
    setting.add_argument(
        "--addresses",
        metavar="ADDRESSES",
        help=tr.gettext("your other mail addresses, separated by commas; “none” for none"),
    )
    setting.add_argument(
        "--delegates",
        metavar="ADDRESSES",
        help=tr.gettext("addresses of people who answer for you, separated by commas; “none” for none"),
    )
    setting.add_argument("--phone", help=tr.gettext("your phone number"))
    _on_documents(setting, tr)
    setting.add_argument("--reply-within", metavar="HOURS", help=tr.gettext("working hours until a reply is due"))
    setting.add_argument("--report-every", type=int, metavar="DAYS", help=tr.gettext("days between progress reports"))
    setting.add_argument(
        "--quiet-after", type=int, metavar="DAYS", help=tr.gettext("days until a client counts as gone quiet")
    )
    setting.add_argument(
        "--prepayment",
        choices=("late", "early"),
        help=tr.gettext("speak of prepayment late, once the work is understood, or early"),
    )
    setting.add_argument("--prepayment-reason", metavar="TEXT", help=tr.gettext("why you speak of it early"))
    setting.add_argument(
        "--remind-at",
        metavar="PERCENT",
        help=tr.gettext("when to remind you of who is waiting: “50,80,100” per cent, or none"),
    )
    setting.add_argument(
        "--reply-way",
        choices=[*map(str, ReplyWay)],
        help=tr.gettext("where `reply` puts its drafts unless you say otherwise"),
    )
    setting.add_argument(
        "--reply-place", metavar="PLACE", help=tr.gettext("the folder for .eml files, or the mail account for drafts")
    )


def _on_documents(setting: ArgumentParser, tr: Translator) -> None:
    """Declare what stands on quotes, invoices and letters."""
    setting.add_argument("--business", help=tr.gettext("the name of your business"))
    identity_options(setting, tr)
    setting.add_argument("--iban", help=tr.gettext("the bank account that invoices are paid to"))
    setting.add_argument("--bic", help=tr.gettext("the bank's code"))
    setting.add_argument(
        "--tax-note", metavar="TEXT", help=tr.gettext("the sentence that documents carry when you charge no tax")
    )
    setting.add_argument(
        "--signature",
        metavar="LANGUAGE=TEXT",
        action="append",
        default=[],
        help=tr.gettext("your signature in letters in a language"),
    )


def run(args: Namespace, session: Session) -> int:
    """Show or change the profile."""
    desk = session.desk
    if args.verb == "set":
        base = desk.reader.profile()
        start = setup.propose(desk)
        setup.save_profile(desk, base, start.but(**_changes(args, start, session)))
    return _show(desk.profile(), session)


def _changes(args: Namespace, start: Profile, session: Session) -> dict[str, object]:
    from freelance_comm.text.moments import parse_amount, parse_decimal

    changes: dict[str, object] = {
        name: getattr(args, name)
        for name in ("name", "language", "currency", "email", "phone", "business", "iban", "bic", "tax_note")
        if getattr(args, name) is not None
    }
    changes["identity"] = identity_given(args, start.identity)
    for name in ("addresses", "delegates"):
        if getattr(args, name) is not None:
            changes[name] = setup.addresses_from_text(getattr(args, name))
    if args.gender is not None:
        changes["gender"] = Gender(args.gender)
    if args.reply_way is not None:
        changes["reply_way"] = ReplyWay(args.reply_way)
    if args.prepayment is not None:
        changes["discuss_prepayment_late"] = args.prepayment == "late"
    if args.prepayment_reason is not None:
        changes["prepayment_reason"] = args.prepayment_reason
    if args.reply_place is not None:
        changes["reply_place"] = args.reply_place
    if args.remind_at is not None:
        changes["remind_at"] = setup.levels_from_text(args.remind_at)
    if args.rate is not None:
        changes["hourly_rate"] = parse_amount(args.rate, currency=args.currency or start.currency)
    for option, field in (("tax", "tax_percent"), ("reply_within", "reply_target_hours")):
        if getattr(args, option) is not None:
            changes[field] = parse_decimal(getattr(args, option))
    for option, field in (("report_every", "report_every_days"), ("quiet_after", "quiet_after_days")):
        if getattr(args, option) is not None:
            changes[field] = getattr(args, option)
    if args.signature:
        pairs = dict(text.partition("=")[::2] for text in args.signature)
        changes["signatures"] = {**start.signatures, **pairs}
    hours = _hours(args, start, session)
    if hours != start.hours:
        changes["hours"] = hours
    return changes


def _hours(args: Namespace, start: Profile, session: Session) -> object:
    from freelance_comm.text.working_hours import read_hours

    hours = start.hours
    if args.zone is not None:
        hours = hours.but(zone=args.zone)
    if args.hours is not None:
        hours = hours.but(week=read_hours(args.hours, locale=session.tr.locale))
    if args.day_off:
        days = {session.day(text, future=True) for text in args.day_off}
        hours = hours.but(days_off=tuple(sorted({*hours.days_off, *days})))
    return hours


def _show(profile: Profile, session: Session) -> int:
    if session.as_json:
        session.emit(profile)
        return ExitCode.DONE
    from freelance_comm.services.identity import grouped_iban
    from freelance_comm.text.languages import own_name
    from freelance_comm.text.working_hours import told_hours

    tr = session.tr
    rows = [
        (tr.gettext("Name"), profile.name or "–"),
        (tr.gettext("Gender"), tr.gettext(profile.gender.value) if profile.gender is not Gender.NEUTRAL else ""),
        (tr.gettext("Language"), own_name(profile.language)),
        (tr.gettext("Currency"), profile.currency),
        (tr.gettext("Time zone"), profile.hours.zone),
        (tr.gettext("Working hours"), told_hours(profile.hours.week, tr.language)),
        (tr.gettext("Email"), profile.email),
        (tr.gettext("Your other addresses"), ", ".join(profile.addresses)),
        (tr.gettext("People who answer for you"), ", ".join(profile.delegates)),
        (tr.gettext("Hourly rate"), "" if profile.hourly_rate is None else f"{profile.hourly_rate} {profile.currency}"),
        (tr.gettext("On documents"), identity_text(profile.identity)),
        (tr.gettext("Account"), " · ".join(part for part in (grouped_iban(profile.iban), profile.bic) if part)),
        (tr.gettext("Why no tax"), profile.tax_note),
        (tr.gettext("Prepayment"), "" if profile.discuss_prepayment_late else prepayment_policy.reason(session.desk)),
        (tr.gettext("Replies go to"), _replies(profile, tr)),
        (tr.gettext("Reminders at"), _levels(profile, tr)),
    ]
    session.table([row for row in rows if row[1]])
    return ExitCode.DONE


def _replies(profile: Profile, tr: Translator) -> str:
    """Return where drafts of replies go; nothing for those that are only shown."""
    ways = {
        ReplyWay.EML: tr.gettext("an .eml file"),
        ReplyWay.MAILTO: tr.gettext("your mail program, by a link"),
        ReplyWay.DRAFTS: tr.gettext("the drafts of a mail account"),
        ReplyWay.CLIPBOARD: tr.gettext("the clipboard"),
    }
    return " · ".join(part for part in (ways.get(profile.reply_way, ""), profile.reply_place) if part)


def _levels(profile: Profile, tr: Translator) -> str:
    """Return the levels of reminders; nothing where they are the usual ones."""
    if profile.remind_at == REMIND_AT:
        return ""
    return ", ".join(f"{level} %" for level in profile.remind_at) or tr.gettext("no level")
