"""What a stage is made of: guidance, facts, conditions, lists and drafts. Data only; both faces draw from it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.record import Record


class FactKind(StrEnum):
    """How a fact is typed, checked and shown."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    DAY = "day"
    HOURS = "hours"
    COUNT = "count"
    YES_NO = "yes-no"


class Home(StrEnum):
    """Which record keeps a fact."""

    FACTS = "facts"
    QUOTE = "quote"
    PROJECT = "project"


class Fact(Record):
    """One thing a stage asks for. ``id`` is the key it is kept under, and with dashes the command-line option.

    ``label`` and ``help`` are msgids. Facts at home in the quote or the project are fields of that record. A day is one
    that has passed, unless ``ahead`` says that it may be still to come.
    """

    id: str
    kind: FactKind
    label: str
    help: str = ""
    home: Home = Home.FACTS
    ahead: bool = False

    @property
    def option(self) -> str:
        """The name on the command line."""
        return self.id.replace("_", "-")


class Listing(StrEnum):
    """The lists a stage works on; each has its own editor."""

    REQUIREMENTS = "requirements"
    ITEMS = "items"
    INSTALMENTS = "instalments"
    PROMISES = "promises"
    TIME = "time"
    STEPS = "steps"


class Condition(Record):
    """Something that should be true. ``text`` says it as a fact ("The client has confirmed …"), a msgid.

    ``hint`` says what to do about it. ``holds`` judges a whole project.
    """

    id: str
    text: str
    hint: str
    holds: Callable[[ProjectFile], bool]


class Stage(Record):
    """One stage. ``guidance`` are the rulebook's rules that belong here, in plain words (msgids).

    ``drafts`` names templates as ``folder/name``. Small jobs skip a stage with ``small_jobs_skip``. ``if_late``
    are those of the guidance that hold only while prepayment is not spoken of from the beginning.
    """

    id: str
    title: str
    purpose: str
    guidance: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    lists: tuple[Listing, ...] = ()
    enter: tuple[Condition, ...] = ()
    leave: tuple[Condition, ...] = ()
    drafts: tuple[str, ...] = ()
    small_jobs_skip: bool = False
    if_late: tuple[str, ...] = ()

    def unmet_to_leave(self, file: ProjectFile) -> tuple[Condition, ...]:
        """Return the conditions for leaving that do not hold."""
        return tuple(condition for condition in self.leave if not condition.holds(file))

    def unmet_to_enter(self, file: ProjectFile) -> tuple[Condition, ...]:
        """Return the conditions for entering that do not hold."""
        return tuple(condition for condition in self.enter if not condition.holds(file))


def has_fact(name: str) -> Callable[[ProjectFile], bool]:
    """Return a judgement: the fact ``name`` has been filled in."""
    return lambda file: bool(file.head.facts.get(name))
