"""Where each kind of record lives, and what the files of a workspace are called.

Kinds are named by their class name, so that knowing the place of a time entry does not load the quotes.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.domain.record import Record

WORKSPACE = "workspace.json"
CLIENTS = "clients.json"
RUNNING = "running.json"
MAIL = "mail.json"
TOP_FILES = (WORKSPACE, CLIENTS, RUNNING, MAIL)
PROJECTS = "projects"
ARCHIVE = "archive"
STATE = ".state"
TEMPLATES = "templates"

MAIL_TABLES = {"MailSource": "mail_sources", "MailPerson": "mail_people", "LeftOut": "left_out"}
SINGLE = {
    "Client": (CLIENTS, "clients"),
    "HabitCheck": (CLIENTS, "habit_checks"),
    "Complaint": (CLIENTS, "complaints"),
    "Feedback": (CLIENTS, "feedback"),
    "RunningTimer": (RUNNING, "timer"),
}
SINGLE |= {kind: (MAIL, table) for kind, table in MAIL_TABLES.items()}
MONTHLY = {"TimeEntry": ("time", "entries"), "Message": ("messages", "messages")}
PROJECT_TABLES = {
    "Project": "project",
    "Requirement": "requirements",
    "Quote": "quotes",
    "Instalment": "instalments",
    "Promise": "promises",
    "Step": "steps",
    "Passage": "passages",
    "SentDraft": "sent",
    "Task": "tasks",
    "Idea": "ideas",
    "Negotiation": "negotiations",
}
OF_EITHER = ("Promise", "Idea")
"""Kinds that belong to a project or to a client alone: those of no project lie with the clients."""
CLIENT_TABLES = tuple(table for file, table in SINGLE.values() if file == CLIENTS)
CLIENT_TABLES += tuple(PROJECT_TABLES[kind] for kind in OF_EITHER)
"""What the file of clients holds."""
PARTITIONED = tuple(folder for folder, _ in MONTHLY.values())

_DIGITS = frozenset("0123456789")
_IN_SLUGS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_LONGEST_ID = 16
_DIGITS_OF_A_YEAR = 4
_ENDING = ".json"
_CYRILLIC = dict(
    zip(
        map(ord, "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia".replace("-", "").split(" "),
        strict=True,
    )
)
_SLUG_LENGTH = 40
_DEEPEST = 6
_LONGEST_NAME = 120
_NO_NAME = frozenset('<>:"|?*\\/')
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"))
)
"""Names that Windows keeps for devices, whatever their ending."""


def slug(name: str) -> str:
    """Return the readable part of a file name: small ASCII letters, digits and single hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_CYRILLIC))
    kept = "".join(
        char if char.isascii() and char.isalnum() else "" if unicodedata.combining(char) else "-" for char in plain
    )
    return "-".join(part for part in kept.split("-") if part)[:_SLUG_LENGTH].strip("-") or "project"


def project_file(name: str, project_id: int) -> str:
    """Return the path of a new project's file, relative to the data folder."""
    return f"{PROJECTS}/{slug(name)}-{project_id}.json"


def project_of(file_name: str) -> int | None:
    """Return the id in the name of a project's file, ``None`` if it is no such name; October is no project 10."""
    stem, number = _stem(file_name).rpartition("-")[::2]
    if not stem or stem[0] == "-" or not _IN_SLUGS.issuperset(stem) or month_of_file(file_name) is not None:
        return None
    known = 0 < len(number) <= _LONGEST_ID and number[0] != "0" and _DIGITS.issuperset(number)
    return int(number) if known else None


def month_of_file(file_name: str) -> str | None:
    """Return ``YYYY-MM`` for the name of a month's file, ``None`` if it is no such name."""
    year, dash, month = _stem(file_name).partition("-")
    return f"{year}-{month}" if dash and is_year(year) and month in _MONTHS else None


def is_year(folder_name: str) -> bool:
    """Whether a folder of the archive is one of ours."""
    return len(folder_name) == _DIGITS_OF_A_YEAR and _DIGITS.issuperset(folder_name)


def _stem(file_name: str) -> str:
    """Return the name of a data file without its ending. Told by hand: patterns take longer to put together."""
    return file_name[: -len(_ENDING)] if file_name.endswith(_ENDING) else ""


def month_file(folder: str, month: str) -> str:
    """Return the path of a month's file, relative to the data folder."""
    return f"{folder}/{month}.json"


def month_of(record: Any) -> str:
    """Return the month a time entry (by its local day) or message (by the UTC date of ``at``) belongs to."""
    day: date = record.day if type(record).__name__ == "TimeEntry" else record.at.astimezone(UTC).date()
    return day.isoformat()[:7]


def months_between(first: date, last: date) -> tuple[str, str]:
    """Return the first and last month of a span of days, both inclusive."""
    return first.isoformat()[:7], last.isoformat()[:7]


def month_end(month: str) -> date:
    """Return the last day of a month ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:])
    if (year, number) == (9999, 12):
        return date.max
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def table_of(kind: type[Record]) -> str:
    """Return the name of the table that holds records of ``kind``."""
    name = kind.__name__
    for register in (SINGLE, MONTHLY):
        if name in register:
            return register[name][1]
    return PROJECT_TABLES[name]


def is_data_file(path: str) -> bool:
    """Whether a path relative to the data folder is one that this program may write."""
    if path in TOP_FILES:
        return True
    parts = path.split("/")
    if len(parts) == 2 and parts[0] in PARTITIONED:
        return month_of_file(parts[1]) is not None
    if len(parts) == 2 and parts[0] == PROJECTS:
        return project_of(parts[1]) is not None
    return len(parts) == 3 and parts[0] == ARCHIVE and is_year(parts[1]) and project_of(parts[2]) is not None


def is_template_file(path: str) -> bool:
    """Whether a path relative to the data folder can be a file among the person's own templates, on any system."""
    parts = path.split("/")
    return 2 <= len(parts) <= _DEEPEST and parts[0] == TEMPLATES and all(_is_plain_name(part) for part in parts[1:])


def _is_plain_name(name: str) -> bool:
    return (
        0 < len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
        and name[0] not in ". "
        and name[-1] not in ". "
        and name.isprintable()
        and not _NO_NAME & set(name)
        and name.partition(".")[0].rstrip().lower() not in _RESERVED
    )


def is_kept_file(path: str) -> bool:
    """Whether a path relative to the data folder is part of what a person would lose: data, or an own template."""
    return is_data_file(path) or is_template_file(path)


def may_be_removed(path: str) -> bool:
    """Whether a change may remove what lies at ``path``: data, or a second version of data that was taken in."""
    if is_kept_file(path):
        return True
    from freelance_comm.store.copies import copied_from
    from freelance_comm.store.settled import is_waiting

    return copied_from(path) is not None or is_waiting(path)


def kind_of_file(path: str) -> str:
    """Return what a data file holds: ``workspace``, ``clients``, ``running``, ``mail``, ``project``, a folder."""
    above, _, name = path.partition("/")
    if not name:
        return above.removesuffix(".json")
    return "project" if above in (PROJECTS, ARCHIVE) else above


def unknown_project(project_id: int) -> NotFound:
    """Return the failure for an id that no project has."""
    return NotFound(
        N_("There is no project with the number {number}."),
        hint=N_("It may have been removed; look at the list of projects."),
        number=project_id,
    )
