"""The forms of working time: hours, zone, holidays, quiet hours and days; and a stay in another zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.hours_notation import NONE, format_windows, parse_windows
from freelance_comm.domain.people import WorkingHours
from freelance_comm.text.working_hours import read_hours, told_hours
from freelance_comm.tui.form_model import Field

if TYPE_CHECKING:
    from freelance_comm.domain.people import Profile
    from freelance_comm.services.desk import Desk


class WorkingTimeJob:
    """Edits everything the calendar follows from, but for single stays elsewhere."""

    def __init__(self, desk: Desk) -> None:
        from freelance_comm.services.setup import propose

        t = desk.tr.gettext
        self._base = desk.reader.profile()
        self._start = propose(desk)
        self.title = t("Working time")
        self.side = ""
        self.keep_as = "working-time"
        self._tongue = desk.tr.language
        self.fields = (
            Field(
                id="hours",
                label=t("Working hours"),
                help=t("Clocks run only during these: mon-fri 09:00-13:00,14:00-18:00; sat 10:00-12:00"),
            ),
            Field(id="quiet", label=t("Quiet hours"), help=t("Nothing reminds you then, though you work: 12:00-13:00")),
            Field(id="zone", label=t("Time zone"), help=t("Such as Europe/Bucharest.")),
            Field(
                id="country", label=t("Country"), help=t("Two letters, such as RO. Its public holidays are days off.")
            ),
            Field(id="region", label=t("Region"), help=t("If it has its own holidays, such as BY. May be empty.")),
            Field(id="days_off", label=t("Days off"), help=t("2026-12-24..2027-01-02, 2027-03-08")),
            Field(
                id="extra_days", label=t("Days worked"), help=t("Days you work although they are days off: 2026-12-05")
            ),
        )

    def values(self) -> dict[str, str]:
        """Return the calendar as text."""
        hours = self._start.hours
        return {
            "hours": told_hours(hours.week, self._tongue),
            "quiet": format_windows(hours.quiet) if hours.quiet else "",
            "zone": hours.zone,
            "country": hours.country,
            "region": hours.region,
            "days_off": format_days(hours.days_off),
            "extra_days": format_days(hours.extra_days),
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> Profile:
        """Save what was typed."""
        from freelance_comm.services.setup import save_profile

        return save_profile(desk, self._base, self._start.but(hours=self._read(desk, values)))

    def afresh(self, desk: Desk) -> WorkingTimeJob | None:
        """Return the form on the calendar as stored now."""
        return WorkingTimeJob(desk)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> Profile:
        """Save the calendar."""
        return self.save(desk, values)

    def _read(self, desk: Desk, values: Mapping[str, str]) -> WorkingHours:
        from freelance_comm.services import public_holidays
        from freelance_comm.services.working_calendar import read_days

        hours, before = self._start.hours, self.values()
        country = values["country"].strip().upper()
        region = public_holidays.region_code(country, values["region"])
        if (country, region) != (hours.country, hours.region):
            hours = public_holidays.placed(hours, country, region, desk.today(), desk.tr.locale)
        hours = hours.but(zone=values["zone"])
        if values["hours"].strip() != before["hours"]:
            hours = hours.but(week=read_hours(values["hours"], locale=desk.tr.locale))
        if values["quiet"].strip() != before["quiet"]:
            hours = hours.but(quiet=parse_windows(values["quiet"].strip() or NONE))
        for name in ("days_off", "extra_days"):
            if values[name].strip() != before[name]:
                hours = hours.but(**{name: read_days(desk, values[name])})
        return hours


class TravelJob:
    """Notes a stay in another time zone."""

    def __init__(self, desk: Desk) -> None:
        t = desk.tr.gettext
        self._today = desk.today()
        self.title = t("Travel")
        self.side = ""
        self.keep_as = "travel"
        self.fields = (
            Field(id="zone", label=t("Time zone"), help=t("Where you will be, such as America/New_York.")),
            Field(id="first", label=t("First day"), help=t("A day such as 3 Nov, Monday or 2026-11-03.")),
            Field(id="last", label=t("Last day"), help=t("Empty: for good.")),
        )

    def values(self) -> dict[str, str]:
        """Return what is usual: from today on."""
        return {"zone": "", "first": self._today.isoformat(), "last": ""}

    def save(self, desk: Desk, values: Mapping[str, str]) -> WorkingHours:
        """Note it."""
        from freelance_comm.services import wording, working_calendar

        last = wording.coming_day(desk, values["last"]) if values["last"].strip() else None
        return working_calendar.travel(desk, values["zone"], wording.coming_day(desk, values["first"]), last)

    def afresh(self, desk: Desk) -> TravelJob | None:
        """Return itself: there is nothing stored to start from."""
        return self

    def restore(self, desk: Desk, values: Mapping[str, str]) -> WorkingHours:
        """Note it."""
        return self.save(desk, values)


def format_days(days: tuple[date, ...]) -> str:
    """Return days in the notation that is read back: stretches with two dots, parted by commas."""
    parts: list[list[date]] = []
    for day in sorted(days):
        if parts and (day - parts[-1][-1]).days == 1:
            parts[-1].append(day)
        else:
            parts.append([day])
    return ", ".join(
        run[0].isoformat() if len(run) == 1 else f"{run[0].isoformat()}..{run[-1].isoformat()}" for run in parts
    )
