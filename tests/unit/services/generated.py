"""Workspaces made up from the declared types of all kinds of records, with texts and fields nobody expects."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from freelance_comm.domain.money import Money
from freelance_comm.domain.record import Record
from freelance_comm.store.codec import shape
from freelance_comm.store.document import dump
from freelance_comm.store.inventory import Kind, kinds
from freelance_comm.store.places import MAIL_TABLES, month_file, month_of

HOSTILE = [
    "=1+1",
    "+4",
    "-5.50",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'tis",
    "''",
    'a;b,c"d',
    "\x1b[2J",
    "\0",
]
HOSTILE += ["", " ", "line\nline", "café", "\u202eabc", "\u2028", "\x85", "=\x07", "true", "1e5", "{}", "\ufeffx"]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
NAMES = st.text("abcxyz_=", min_size=1, max_size=6).map(lambda name: f"x{name}")
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 2**52), st.floats(-9, 9), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=4,
)
DECIMALS = st.decimals(-(10**6), 10**6, places=2).map(str)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(
    lambda at: _written(at.replace(year=1990 + at.year % 90, day=min(at.day, 28)))
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat)
IDS = st.integers(1, 2**53 - 1)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the stored form of a field."""
    if get_origin(annotation) in (Union, types.UnionType):
        inner = next(part for part in get_args(annotation) if part is not type(None))
        return st.none() | values(inner)
    if get_origin(annotation) is tuple:
        return st.lists(values(get_args(annotation)[0]), max_size=2)
    if get_origin(annotation) is dict:
        return st.dictionaries(TEXTS, TEXTS, max_size=2)
    if issubclass(annotation, Record):
        return documents(annotation)
    if issubclass(annotation, StrEnum):
        return st.sampled_from([str(member) for member in annotation])
    plain = {str: TEXTS, int: st.integers(-(2**52), 2**52), bool: st.booleans(), Decimal: DECIMALS}
    return plain.get(annotation, MOMENTS if annotation is datetime else DAYS)


def documents(kind: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for documents of ``kind``: any of the optional fields, and some that nobody knows."""
    if kind is Money:
        return st.fixed_dictionaries({"amount": DECIMALS, "currency": TEXTS})
    form = shape(kind)
    fields = {name: values(form.annotations[name]) for name in form.converters}
    needed = {name: fields[name] for name in fields if form.is_required(name)}
    further = {name: fields[name] for name in fields if not form.is_required(name)}
    known = st.fixed_dictionaries(needed, optional=further)
    unknown: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.dictionaries(NAMES, VALUES, max_size=1)
    return st.builds(lambda first, second: {**second, **first}, known, unknown).map(
        lambda found: _possible(kind, found)
    )


def _possible(kind: type[Record], document: dict[str, Any]) -> dict[str, Any]:
    """Return a document that does not contradict itself."""
    if kind.__name__ == "TimeEntry":
        started, ended = document.pop("started", None), document.pop("ended", None)
        document["seconds"] = str(abs(Decimal(document["seconds"])) + 1)
        if started and ended and started != ended:
            begun, over = sorted((started, ended))
            span = datetime.fromisoformat(over) - datetime.fromisoformat(begun)
            seconds = Decimal(span.days * 86400 + span.seconds) + Decimal(span.microseconds) / 1_000_000
            document |= {"started": begun, "ended": over, "seconds": str(seconds)}
    for name, ends in (("Pause", ("since", "until")), ("Travel", ("first", "last"))):
        if kind.__name__ == name and document.get(ends[1]):
            document |= dict(zip(ends, sorted(document[end] for end in ends), strict=True))
    if kind.__name__ == "Promise" and document.get("window_start"):
        first, last = sorted(datetime.fromisoformat(document[name]) for name in ("window_start", "due"))
        document |= {"window_start": _written(first), "due": _written(last)}
    return document


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def tables(kind: Kind) -> st.SearchStrategy[dict[int, dict[str, Any]]]:
    """Return a strategy for the records of one table."""
    return st.dictionaries(IDS, documents(kind.record), max_size=3)


@st.composite
def workspaces(draw: st.DrawFn) -> dict[str, bytes]:
    """Return the files of a workspace by their names."""
    files: dict[str, dict[str, dict[str, Any]]] = {}

    def put(file: str, table: str, number: int, document: dict[str, Any]) -> None:
        files.setdefault(file, {"format": {"1": {"version": 1}}}).setdefault(table, {})[str(number)] = document

    known = kinds()
    for number, document in draw(st.dictionaries(st.just(1), documents(known["profile"].record))).items():
        put("workspace.json", "profile", number, document)
    for number, document in draw(tables(known["counters"])).items():
        put("workspace.json", "counters", number, {**document, "letter": f"L{number}"})
    for number, document in draw(tables(known["clients"])).items():
        put("clients.json", "clients", number, {**document, "ref": f"C-{number}"})
    projects = draw(st.dictionaries(IDS, st.tuples(documents(known["projects"].record), st.booleans()), max_size=2))
    places: dict[int | None, str] = {}
    for number, (document, closed) in projects.items():
        file = places[number] = f"{'archive/2024' if closed else 'projects'}/some-site-{number}.json"
        put(file, "project", number, {**document, "ref": f"P-{number}"})
        for kind in known.values():
            if kind.place == "project":
                for part, inner in draw(tables(kind)).items():
                    put(
                        file,
                        kind.table,
                        part,
                        {**inner, "ref": f"Q-{number}-{part}"} if kind.name == "quotes" else inner,
                    )
        for part, inner in draw(st.dictionaries(IDS, st.dictionaries(NAMES, VALUES, max_size=2), max_size=1)).items():
            put(file, "x-ray", part, inner)
    ours = st.sampled_from(sorted(projects)) if projects else IDS
    for number, document in draw(tables(known["promises"])).items():
        project = draw(st.none() | ours)
        put(places.get(project, "clients.json"), "promises", number, {**document, "project_id": project})
    for name, folder in (("entries", "time"), ("messages", "messages")):
        for number, document in draw(tables(known[name])).items():
            record = known[name].shape.record(document, number)
            put(month_file(folder, month_of(record)), name, number, document)
    for number, document in draw(st.dictionaries(IDS, documents(known["timer"].record), max_size=1)).items():
        put("running.json", "timer", number, document)
    for name in MAIL_TABLES.values():
        for number, document in draw(tables(known[name])).items():
            put("mail.json", name, number, document)
    return {file: dump(content) for file, content in files.items()}


def laid_out(root: Path, files: dict[str, bytes]) -> Path:
    """Write the files of a workspace below ``root``."""
    for file, data in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root
