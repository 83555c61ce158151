"""The freelancer's desk: the parts a use case works with, wired once by ``bootstrap``.

A use case takes the desk as its first argument. It never makes a clock, a store or a translator itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Profile, WorkingHours

if TYPE_CHECKING:
    from pathlib import Path

    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.store import Change, Reader, Workspace
    from freelance_comm.text.catalog import Translator


class Desk:
    """Store, clock, language and profile of one session.

    ``clock`` returns the moment in UTC. ``zone`` is the freelancer's zone until a profile says otherwise. ``owner``
    says in running timers where they were started (cli, tui). ``prompt_keys`` are the configuration file and the
    language key that a ready-made reminder line depends on; None where no such line may be kept (a fixed clock, a
    demonstration). ``config_file`` is where the person's settings are kept, empty where there is no home.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        clock: Callable[[], datetime],
        tr: Translator,
        zone: str,
        editor: str = "",
        demo: bool = False,
        owner: str = "cli",
        prompt_keys: tuple[str, str] | None = None,
        config_file: str = "",
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self.tr = tr
        self.system_zone = zone
        self.editor = editor
        self.demo = demo
        self.owner = owner
        self.prompt_keys = prompt_keys
        self.config_file = config_file
        self.reader: Reader = workspace.reader()

    def unlocalised(self) -> Desk:
        """Return the same desk speaking the source language: what programs read never depends on who sits there."""
        from freelance_comm.text.catalog import SOURCE_LOCALE, translator

        other = Desk.__new__(Desk)
        other.__dict__.update(self.__dict__)
        other.tr = translator(SOURCE_LOCALE)
        return other

    def now(self) -> datetime:
        """The moment, UTC."""
        return self.clock()

    def profile(self) -> Profile:
        """The freelancer's profile, or the proposals where none has been filled in."""
        saved = self.reader.profile()
        if saved is not None and not saved.is_blank:
            return saved
        blank = saved or Profile()
        return blank.but(language=self.tr.locale, hours=blank.hours.but(zone=self.system_zone))

    @property
    def zone(self) -> str:
        """The time zone in which the freelancer is now.

        Raises ``DataDamaged`` for a profile that names none, as an edit may leave it.
        """
        hours = self._hours()
        if not hours.travels:
            return hours.zone
        from freelance_comm.domain.schedule import zone_name_at

        return zone_name_at(hours, self.now())

    def _hours(self) -> WorkingHours:
        """Return when the freelancer works, with zones that exist."""
        from freelance_comm.domain.zones import NoRules, zone_of

        hours = self.profile().hours
        for zone in (hours.zone, *(travel.zone for travel in hours.travels)):
            try:
                zone_of(zone)
            except NoRules:
                raise
            except BadValue as error:
                raise unknown_zone(zone) from error
        return hours

    def today(self) -> date:
        """The local date in the freelancer's zone."""
        from freelance_comm.domain.zones import zone_of

        return self.now().astimezone(zone_of(self.zone)).date()

    def calendar(self) -> Calendar:
        """The freelancer's working time."""
        from freelance_comm.domain.working_time import Calendar

        return Calendar(self._hours())

    def change(self) -> _ChangeContext:
        """Open a change: locked, all or nothing, saved when the block ends."""
        return self.workspace.change(self.now())

    @property
    def template_folder(self) -> Path:
        """Where the freelancer's own templates lie."""
        return self.workspace.root / "templates"


def unknown_zone(zone: str) -> DataDamaged:
    """Return the failure for a profile whose time zone is none."""
    return DataDamaged(
        N_("{file}: “{zone}”, in your profile, is not a time zone."),
        hint=N_("Set it again: `freelance-comm profile set --zone Europe/Bucharest`, with your own city."),
        file="workspace.json",
        zone=zone,
    )


if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    _ChangeContext = AbstractContextManager[Change]
