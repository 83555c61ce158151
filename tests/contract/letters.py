"""Facts for letters: full ones from the sample workspace, bare ones from a project that holds nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from freelance_comm import demo
from freelance_comm.domain.money import Money
from freelance_comm.services import draft_facts, quote_document, reports
from freelance_comm.services.clients import add_client
from freelance_comm.services.desk import Desk
from freelance_comm.services.projects import add_project
from freelance_comm.store import Workspace
from freelance_comm.text import rendering
from freelance_comm.text.catalog import translator
from freelance_comm.text.sandbox import Sandbox
from freelance_comm.text.sheet import parse_sheet
from freelance_comm.text.templates import Rendered, Templates
from tests.contract.tree import ROOT

Facts = dict[str, Any]

FRIDAY = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
LOCALES = tuple(sorted(path.parent.name for path in (ROOT / "templates").glob("*/_letter.txt")))
"""Every language that letters are written in."""
COACHED = tuple(locale for locale in LOCALES if (ROOT / "locales" / locale / "coach").is_dir())
"""Those of them that the coach reads."""
GENDERS = ("feminine", "masculine", "neutral")


@contextmanager
def _desk(locale: str) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "data", durable=False)
        yield Desk(workspace, clock=lambda: FRIDAY, tr=translator(locale), zone="Europe/Bucharest")


@cache
def forms() -> tuple[tuple[str, str], ...]:
    """Return name and form of every built-in English template."""
    folder = ROOT / "templates" / "en"
    return tuple(
        sorted(
            (f"{path.parent.name}/{path.stem}", path.suffix[1:])
            for path in folder.glob("*/*")
            if not path.name.startswith("_")
        )
    )


@cache
def _full(locale: str) -> Facts:
    with _desk(locale) as desk:
        demo.build(desk.workspace, locale, FRIDAY)
        work = next(one.project for one in desk.reader.summaries() if one.project.stage == "work")
        file = desk.reader.project(work.id)
        client = reports.client_of(desk, work.client_id)
        waiting = [one.waiting for one in desk.reader.conversations() if one.client_id == client.id]
        facts = draft_facts.context(desk, file, client)
        facts |= draft_facts.report_facts(desk, reports.report(desk, work))
        assert file.quote is not None
        facts["document"] = quote_document.document_facts(desk, file, client, file.quote)
        return facts | draft_facts.message_facts(desk, waiting[0], "")


def full(locale: str) -> Facts:
    """Return facts in which nothing is missing: every list has lines, every optional thing is there."""
    facts = dict(_full(locale))
    texts = [wish["text"] for wish in facts["requirements"]]
    return facts | {
        "requirements_done": facts["requirements"][:4],
        "delivery": {"done": texts[:4], "rest": texts[4:], "rest_day": date(2026, 11, 26)},
        "deadline": {**facts["deadline"], "start": date(2026, 11, 9), "spare_days": 2},
        "new_deadline": date(2026, 12, 2),
        "answer_by": {
            "day": date(2026, 11, 23),
            "time": MONDAY,
            "zone": "Europe/Bucharest",
            "your_time": True,
            "start": None,
        },
        "promised": {**facts["promises"][0], "overdue": False},
        "new_time": {**facts["promises"][0], "day": date(2026, 12, 4), "time": MONDAY, "start": FRIDAY},
        "follow_up_on": date(2027, 2, 8),
        "extra": texts[0],
        "report": {**facts["report"], "on_schedule": True},
        "quote": _whole_quote(facts["quote"], texts),
        "options": [_whole_option(option, texts) for option in facts["options"]],
        "addition": _whole_addition(facts["options"][0], texts),
        "waiting": {"ref": "Q-2026-001", "title": "", "valid_until": date(2026, 11, 30), "sent_on": date(2026, 11, 13)},
        "recommended": [{"what": texts[0], "whom": "N. N."}],
        "payment": {**facts["payment"], "note": "IBAN RO49 0000."},
        "reminder": _whole_reminder(facts["payment"]["parts"]),
        "complaint": _whole_complaint(texts),
        "feedback": {"words": texts[0], "quoted": texts[:2], "day": date(2026, 11, 12), "signed": "N. N."},
        "negotiation": {"subject": "date", "theirs": texts[0], "way": "later-day", "day": date(2026, 12, 2)},
        "document": _whole_document(facts["document"], texts),
    }


def _whole_quote(quote: Facts, texts: list[str]) -> Facts:
    """Return a second version of a quote with days, a recommendation, and everything asked for ticked."""
    euros = Money(amount=Decimal(90), currency="EUR")
    return {
        **quote,
        "taxed": True,
        "tax": euros,
        "tax_percent": Decimal(19),
        "complete": True,
        "changes": [f"{texts[0]} → {texts[1]}"],
        "starts_on": date(2026, 11, 23),
        "ready_on": date(2026, 12, 18),
        "recommended": [{"what": texts[0], "whom": "N. N."}],
    }


def _whole_option(option: Facts, texts: list[str]) -> Facts:
    """Return an option with a line that says why it costs that, and a gift."""
    gift = {"worth": Money(amount=Decimal(60), currency="EUR"), "fixed": True, "why": ""}
    first, *rest = option["items"]
    return {**option, "items": [{**first, "why": texts[0]}, {**first, **gift, "description": texts[1]}, *rest]}


def _whole_addition(option: Facts, texts: list[str]) -> Facts:
    """Return an addition to which everything can be said that there is to say."""
    return {
        **_whole_option(option, texts),
        "ref": "Q-2026-004",
        "title": texts[0],
        "reason": f"{texts[1]}.",
        "explained": True,
        "valid_until": date(2026, 11, 30),
        "sent_on": None,
        "ready_on": date(2026, 12, 18),
        "asked_by": "N. N.",
        "asked_on": date(2026, 11, 18),
        "by_you": True,
        "former": texts[1],
        "whole_waits": True,
        "until_now": date(2026, 11, 26),
        "whole": Money(amount=Decimal(2430), currency="EUR"),
    }


def _whole_reminder(parts: list[Facts]) -> Facts:
    """Return the reminder of a payment of which a part has come, after an earlier reminder, with another one late."""
    first, *others = parts
    euros = Money(amount=Decimal(90), currency="EUR")
    return {
        "label": first["label"],
        "amount": first["amount"],
        "received": euros,
        "due": date(2026, 11, 2),
        "days_late": 18,
        "last_on": date(2026, 11, 9),
        "by": date(2026, 11, 27),
        "others": [{"label": one["label"], "amount": one["amount"], "due": date(2026, 11, 9)} for one in others[:1]],
    }


def _whole_complaint(texts: list[str]) -> Facts:
    """Return a complaint that has a point, with what will be done about it and by when."""
    until = {"what": texts[0], "day": date(2026, 11, 26), "start": None, "time": MONDAY, "zone": "Europe/Bucharest"}
    return {
        "words": texts[1],
        "day": date(2026, 11, 18),
        "point": "yes",
        "owned": False,
        "remedy": texts[0],
        "until": {**until, "your_time": True, "overdue": False},
        "done": False,
        "done_on": date(2026, 11, 19),
    }


def _whole_document(document: Facts, texts: list[str]) -> Facts:
    """Return the document of a quote on which everything stands that can: two rates of tax, a gift, other people."""
    euros = Money(amount=Decimal(90), currency="EUR")
    option = document["options"][0]
    first, second, *rest = option["lines"]
    taxes = [
        {"percent": Decimal(19), "base": euros, "tax": euros},
        {"percent": Decimal(9), "base": euros, "tax": euros},
    ]
    lines = [
        {**first, "tax_percent": Decimal(19), "why": f"{texts[0]}.", "done_by": "N. N."},
        {**second, "worth": euros, "price": euros, "net": euros},
        *rest,
    ]
    place = {"address": ["1, N", "N 1"], "tax_number": "RO49", "registration": "J1"}
    return {
        **document,
        "version": 2,
        "replaces": "Q-2026-001",
        "seller": {**document["seller"], **place},
        "buyer": {**document["buyer"], **place, "person": document["buyer"]["person"] or "N. N."},
        "options": [
            {
                **option,
                "lines": lines,
                "taxed": True,
                "mixed": True,
                "taxes": taxes,
                "included": texts[:2],
                "recommended": [{"what": texts[0], "whom": "N. N."}],
            }
        ],
        "tax_note": "N. N.",
        "asked_by": "N. N.",
        "asked_on": date(2026, 11, 3),
    }


@cache
def _bare(locale: str) -> Facts:
    with _desk(locale) as desk:
        client = add_client(desk, "X", language=locale)
        project = add_project(desk, "Y", client_text="X")
        return draft_facts.context(desk, desk.reader.project(project.id), client)


def bare(name: str, locale: str, form: str = "txt") -> Facts:
    """Return facts in which only what the template needs is there, and of that only what it cannot be without."""
    rich = full(locale)
    facts = dict(_bare(locale))
    for need in Templates(None).header(name, locale, form=form).needs:
        facts[need] = rich[need] if need != "project" else facts[need]
    if facts["quote"]:
        facts["quote"] = {**facts["quote"], "reason": "", "valid_until": None, "taxed": False}
        facts["quote"] |= {"changes": [], "starts_on": None, "ready_on": None, "recommended": [], "complete": False}
        facts["options"] = _full(locale)["options"][:1]
    if facts["addition"]:
        facts["addition"] = {**facts["addition"], "reason": "", "valid_until": None, "ready_on": None, "former": ""}
        facts["addition"] |= {"asked_on": None, "by_you": False, "taxed": False}
    if facts["waiting"]:
        facts["waiting"] = {**facts["waiting"], "valid_until": None, "sent_on": None}
    if facts["complaint"]:
        facts["complaint"] = {**facts["complaint"], "point": "unknown", "remedy": "", "until": None, "done_on": None}
    if facts["feedback"]:
        facts["feedback"] = {**facts["feedback"], "signed": ""}
    if facts["negotiation"]:
        facts["negotiation"] = {**facts["negotiation"], "theirs": "", "day": None}
    if facts["document"]:
        facts["document"] = _bare_document(facts["document"])
    if facts["report"]:
        empty: Facts = {"estimate_seconds": None, "money": None, "done": [], "next_on": None, "on_schedule": False}
        facts["report"] = {**facts["report"], **empty, "continued": False, "one_day": True}
        facts["actions"] = [{**rich["actions"][0], "note": ""}]
    if facts["deadline"]:
        facts["deadline"] = {**facts["deadline"], "seconds": None, "start": None, "spare_days": 0}
    if facts["reminder"]:
        facts["reminder"] = {**facts["reminder"], "received": None, "last_on": None, "others": []}
    if facts["payment"]:
        facts["payment"] = {**facts["payment"], "note": "", "rate": None, "parts": [], "refused": True}
    if facts["delivery"]:
        facts["delivery"] = {"done": [], "rest": [], "rest_day": None}
    return facts


def _bare_document(document: Facts) -> Facts:
    """Return the document of a quote with one line of one fixed price between two names."""
    bare_party: Facts = {"address": [], "tax_number": "", "registration": ""}
    option = document["options"][0]
    line = {**option["lines"][-1], "fixed": True, "unit": "fixed", "quantity": Decimal(1)}
    gone: Facts = dict.fromkeys(("reason", "tax_note", "replaces", "asked_by", "title"), "")
    return {
        **document,
        **gone,
        "version": 1,
        "valid_until": None,
        "ready_on": None,
        "parts": [],
        "seller": {**document["seller"], **bare_party, "email": "", "phone": ""},
        "buyer": {**document["buyer"], **bare_party, "person": ""},
        "options": [
            {**option, "lines": [line], "taxed": False, "mixed": False, "taxes": [], "included": [], "recommended": []},
        ],
    }


def addressed(facts: Facts, *, formal: bool, writer: str, chat: bool = False, called: str = "") -> Facts:
    """Return ``facts`` for one form of address, gender of the writer, and channel."""
    return facts | {
        "formal": formal,
        "chat": chat,
        "writer": {**facts["writer"], "gender": writer},
        "client": {**facts["client"], "called": called or facts["client"]["called"]},
    }


@cache
def _remembering(locale: str) -> type[Sandbox]:
    """Return a sandbox that compiles each template once for a language, and not once for each of a thousand letters."""
    known: dict[tuple[Any, ...], Any] = {}

    class Remembering(Sandbox):
        def compile(self, source: Any, name: str | None = None, *rest: Any, **named: Any) -> Any:
            key = (source, name, self._escape, rest, *sorted(named.items()))
            if key not in known:
                known[key] = super().compile(source, name, *rest, **named)
            return known[key]

    return Remembering


def rendered(name: str, locale: str, facts: Facts, form: str = "txt") -> Rendered:
    """Return a letter as the program writes it."""
    with mock.patch.object(rendering, "Sandbox", _remembering(locale)):
        return Templates(None).render(name, locale, facts, form=form)


def letter(name: str, locale: str, facts: Facts, form: str = "txt") -> str:
    """Return subject and body of a letter as one text."""
    written = rendered(name, locale, facts, form)
    if form == "sheet":
        lines = parse_sheet(written.body, name)
        return "\n".join([written.subject, *(" – ".join(line.cells) for line in lines), ""])
    return f"{written.subject}\n\n{written.body}"
