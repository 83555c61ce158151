"""`record`: how reliable you are: promises, delivery days, answers; and a line to quote to a new client."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator, interface_locales

if TYPE_CHECKING:
    from freelance_comm.domain.promise_figures import Held
    from freelance_comm.services.reliability_record import Part, ReliabilityRecord

_BAR = 24
"""Cells that a bar takes at most."""


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare period, client, and the line."""
    parser.add_argument("--client", default="", help=tr.gettext("only what concerns this client"))
    parser.add_argument(
        "--months",
        default="12",
        metavar="N",
        help=tr.gettext("the last N months, including this one; 12 if not given"),
    )
    parser.add_argument("--line", action="store_true", help=tr.gettext("only the line you can quote to a new client"))
    words = tr.gettext("the language of the line: {languages}").format(languages=", ".join(interface_locales()))
    parser.add_argument("--language", default="", metavar="LOCALE", help=words)


def run(args: Namespace, session: Session) -> int:
    """Tell the record."""
    from freelance_comm.services import record_words
    from freelance_comm.services.reliability_record import reliability_record

    client = None
    if args.client:
        from freelance_comm.services.clients import find_client

        client = find_client(session.desk, args.client)
    if not (args.months.isascii() and args.months.isdigit() and len(args.months) < 5):
        raise BadValue(N_("{option} takes a number."), hint=N_("Give one like 2."), option="--months")
    found = reliability_record(session.view_desk, months=int(args.months), client=client)
    words = _language(args.language, session)
    if session.as_json:
        line = "" if found.all.is_empty else record_words.line(found, words)
        session.emit(_plain(found) | {"line": line})
    elif args.line:
        session.emit_text(record_words.line(found, words))
        _note_doubt(found, session)
    else:
        _tell(found, words, session)
    return ExitCode.DONE


def _language(given: str, session: Session) -> Translator:
    """Return the language of the line: named, else that of the interface. Raises ``BadValue`` for an unknown one."""
    if not given:
        return session.view_desk.tr
    from freelance_comm.services.setup import interface_language
    from freelance_comm.text.catalog import translator

    return translator(interface_language(session.desk, given))


def _note_doubt(found: ReliabilityRecord, session: Session) -> None:
    from freelance_comm.services.record_words import doubt

    said = doubt(found, session.tr)
    if said:
        session.note(said)


def _tell(found: ReliabilityRecord, words: Translator, session: Session) -> None:
    from freelance_comm.services import record_words

    tr = session.tr
    title = tr.ngettext("Your record, the last {n} month", "Your record, the last {n} months", found.months)
    title = title.format(n=found.months)
    session.say(title if found.client is None else f"{title} · {found.client.name}")
    session.say("")
    for sentence in record_words.overview(found, tr):
        session.say(sentence)
    if found.all.is_empty:
        return
    tables = [record_words.months_table(found, _BAR, tr)]
    if found.client is None:
        tables.append(record_words.clients_table(found, tr))
    for number, table in enumerate(tables):
        session.say("")
        session.say(table.title)
        columns = len(table.head)
        session.table((table.head, *table.rows), flexible=0, right=range(columns - 6, columns))
        if number == 0:
            session.say(record_words.legend(tr))
    session.say("")
    session.say(tr.gettext("To quote to a new client:"))
    session.emit_text("  " + record_words.line(found, words))
    _note_doubt(found, session)


def _plain(found: ReliabilityRecord) -> dict[str, Any]:
    """Return the record for programs."""
    return {
        "from": found.first,
        "to": found.last,
        "months": found.months,
        "client": None if found.client is None else found.client.ref,
        "all": _part(found.all),
        "by_month": {f"{month:%Y-%m}": _part(part) for month, part in found.by_month.items()},
        "by_client": [{"ref": one.client.ref, "name": one.client.name} | _part(one.part) for one in found.clients],
    }


def _part(part: Part) -> dict[str, Any]:
    from freelance_comm.cli.figures_json import plain

    return {"promises": _held(part.promises), "deliveries": _held(part.deliveries), "answers": plain(part.answers)}


def _held(count: Held) -> dict[str, Any]:
    return {**count.values(), "in_time": count.in_time, "judged": count.judged, "percent_in_time": count.percent}
