"""`calendar`: when you work: the coming weeks, hours, days off, travel, public holidays, quiet hours."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import WorkingHours
from freelance_comm.services import working_calendar
from freelance_comm.text.catalog import Translator

VERBS = ("show", "hours", "off", "work", "usual", "travel", "home", "holidays", "quiet")
WEEKS = 4
_WORKED, _FREE = "█", "·"


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser, required=False)
    show = add_verb("show", tr.gettext("the coming weeks, and what they follow from"))
    show.add_argument(
        "--weeks", type=int, default=WEEKS, metavar="N", help=tr.gettext("how many weeks; 4 if not given")
    )
    hours = add_verb("hours", tr.gettext("the hours of the week"))
    hours.add_argument("hours", nargs="+", help=tr.gettext("“mon-thu 09:00-13:00,14:00-18:00; fri 09:00-13:00”"))
    for verb, text in (
        ("off", tr.gettext("days off: one, or two with .. between")),
        ("work", tr.gettext("days you work although they are days off")),
        ("usual", tr.gettext("days as usual again")),
    ):
        marking = add_verb(verb, text)
        marking.add_argument(
            "days", nargs="+", help=tr.gettext("“friday”, “24 dec .. 2 jan”, “2026-12-24..2027-01-02”")
        )
    travel = add_verb("travel", tr.gettext("a stay in another time zone"))
    travel.add_argument("zone", help=tr.gettext("such as America/New_York"))
    travel.add_argument(
        "--from", dest="first", default="", metavar="DAY", help=tr.gettext("the first day; today if not given")
    )
    travel.add_argument(
        "--to", dest="last", default="", metavar="DAY", help=tr.gettext("the last day; for good if not given")
    )
    home = add_verb("home", tr.gettext("back in your own zone"))
    home.add_argument("day", nargs="*", help=tr.gettext("from that day on; today if not given"))
    holidays = add_verb("holidays", tr.gettext("public holidays: what they are, and whose count"))
    holidays.add_argument("country", nargs="?", default="", help=tr.gettext("two letters, such as RO; “none” for none"))
    holidays.add_argument(
        "region", nargs="?", default="", help=tr.gettext("its region, if that has its own holidays, such as BY")
    )
    holidays.add_argument("--add", default="", metavar="DAY", help=tr.gettext("a day that is a holiday here too"))
    holidays.add_argument("--name", default="", help=tr.gettext("what that holiday is called"))
    holidays.add_argument("--drop", default="", metavar="DAY", help=tr.gettext("a day that is not a holiday here"))
    quiet = add_verb("quiet", tr.gettext("hours in which nothing reminds you, though you work"))
    quiet.add_argument(
        "hours", nargs="+", help=tr.gettext("“12:00-13:00”, several separated by commas; “none” for none")
    )


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    desk = session.desk
    if args.verb in (None, "show"):
        return _show(session, getattr(args, "weeks", WEEKS))
    if args.verb == "holidays":
        return _holidays(args, session)
    around = desk.today()
    if args.verb == "hours":
        changed = working_calendar.set_hours(desk, " ".join(args.hours))
    elif args.verb == "quiet":
        changed = working_calendar.set_quiet(desk, "".join(args.hours))
    elif args.verb == "travel":
        around = session.day(args.first, future=True) if args.first else around
        last = _day_after(args.last, around, session) if args.last else None
        changed = working_calendar.travel(desk, args.zone, around, last)
    elif args.verb == "home":
        around = session.day(" ".join(args.day), future=True) if args.day else around
        changed = working_calendar.home(desk, around)
    else:
        mark = {"off": working_calendar.take_off, "work": working_calendar.work_on, "usual": working_calendar.as_usual}
        around, last = _days(" ".join(args.days), session)
        changed = mark[args.verb](desk, around, last)
    if session.as_json:
        session.emit(changed)
    elif args.verb == "quiet":  # the weeks do not show them
        view = working_calendar.weeks(desk, 1)
        session.table([(row[0], row[1] or "–") for row in working_calendar.settings_in_words(desk, view)])
    else:
        _weeks(session, working_calendar.days(desk, around - timedelta(days=around.weekday()), 14))
    return ExitCode.DONE


def _show(session: Session, weeks: int) -> int:
    if not 1 <= weeks <= working_calendar.MOST_WEEKS:
        raise BadValue(
            N_("Between 1 and {most} weeks can be shown."),
            hint=N_("Give another number."),
            most=working_calendar.MOST_WEEKS,
        )
    from freelance_comm.services import public_holidays

    public_holidays.refresh(session.desk)
    view = working_calendar.weeks(session.view_desk, weeks)
    if session.as_json:
        session.emit(view)
        return ExitCode.DONE
    session.table([row for row in working_calendar.settings_in_words(session.desk, view) if row[1]])
    session.say("")
    _weeks(session, view.days)
    return ExitCode.DONE


def _weeks(session: Session, days: tuple[working_calendar.DayView, ...]) -> None:
    from freelance_comm.text.telling import dated

    session.table(
        [
            (
                "▶" if day.is_today else "",
                dated(day.day, session.tr),
                "".join(_WORKED if worked else _FREE for worked in day.hours),
                " ".join(day.times),
                " · ".join(part for part in (day.note, day.zone) if part),
            )
            for day in days
        ]
    )


def _holidays(args: Namespace, session: Session) -> int:
    desk = session.desk
    if args.add or args.drop:
        added = {session.day(args.add, future=True): args.name} if args.add else {}
        dropped = (session.day(args.drop, future=True),) if args.drop else ()
        hours = working_calendar.correct_holidays(desk, added=added, dropped=dropped)
    elif args.country:
        none = args.country.casefold() == "none"
        hours = working_calendar.set_holidays(desk, "" if none else args.country, "" if none else args.region)
    else:
        from freelance_comm.services import public_holidays

        public_holidays.refresh(desk)
        hours = desk.profile().hours
    if session.as_json:
        session.emit({"country": hours.country, "region": hours.region, "holidays": _named(hours)})
        return ExitCode.DONE
    from freelance_comm.text.telling import dated

    rows = [
        (dated(day, session.tr), str(day.year), hours.holiday_names.get(day.isoformat(), ""))
        for day in hours.holidays
        if day >= desk.today()
    ]
    if not rows:
        session.say(session.tr.gettext("No public holidays are known. Name a country: `calendar holidays RO`."))
    session.table(rows)
    return ExitCode.DONE


def _named(hours: WorkingHours) -> dict[str, str]:
    return {day.isoformat(): hours.holiday_names.get(day.isoformat(), "") for day in hours.holidays}


def _days(text: str, session: Session) -> tuple[date, date]:
    """Return the first and the last day of "24 dec .. 2 jan", or one day twice."""
    first_text, dots, last_text = text.partition("..")
    first = session.day(first_text, future=True)
    return first, _day_after(last_text, first, session) if dots else first


def _day_after(text: str, first: date, session: Session) -> date:
    """Return a day as seen from another: the second of January after the 24th of December."""
    from freelance_comm.text.moments import Direction, parse_day

    return parse_day(text, today=first, locale=session.tr.locale, direction=Direction.FUTURE)
