"""How reliable one is: a bar for every month, the clients, and lines to quote to a new client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.record import Record
from freelance_comm.services import record_words
from freelance_comm.services.reliability_record import ClientPart, ReliabilityRecord, reliability_record
from freelance_comm.services.reply_words import month_name
from freelance_comm.tui.columns import WORTH_DRAWING, Column, room_beside
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.period_page import PeriodPage
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_WHOLE = 90
"""A column that is never shrunk: half a number would mislead; rather a column is left out."""
_FIGURES = (
    Column(most=12, least=_WHOLE, right=True),
    Column(most=8, least=_WHOLE, right=True, drop=4),
    Column(most=12, least=_WHOLE, right=True, drop=3),
    Column(most=14, least=_WHOLE, right=True, drop=5),
    Column(most=12, least=_WHOLE, right=True, drop=2),
    Column(most=14, least=_WHOLE, right=True, drop=1),
)
GRIDS = {
    "months": (Column(most=12, least=12), Column(most=_WHOLE, least=_WHOLE), *_FIGURES),
    "clients": (Column(most=40, least=18, wraps=True), *_FIGURES),
    "lines": (Column(most=14, least=8), Column(most=200, least=20, grows=True)),
}
_MOST_BAR = 40


class RecordView(Record):
    """What the page shows: the record, and the line in each language it may be wanted in, by code."""

    record: ReliabilityRecord
    lines: tuple[tuple[str, str], ...]


def gather(desk: Desk, client: Client | None, months: int) -> RecordView:
    """Look back, and write the line in the language of the screen and in those that clients read."""
    from freelance_comm.text.catalog import interface_locales, resolve, translator

    found = reliability_record(desk, months=months, client=client)
    known = interface_locales()
    read = [client.language] if client is not None else [one.language for one in desk.reader.clients()]
    wanted = [resolve(code, known) for code in (desk.tr.locale, *read)]
    lines = []
    for code in dict.fromkeys(code for code in wanted if code is not None):
        try:
            lines.append((code, record_words.line(found, translator(code))))
        except NotFound:  # there is nothing to quote yet; the page says so in other words
            break
    return RecordView(record=found, lines=tuple(lines))


def rows(view: RecordView, width: int, tr: Translator) -> list[Row]:
    """Return the page for a terminal of ``width`` cells."""
    found = view.record
    made = [text(sentence) for sentence in record_words.overview(found, tr)]
    if found.all.is_empty:
        return made
    head = [Cell(text=label, style="dim") for label in record_words.head(tr)]
    texts = [("", "", *record_words.head(tr))]
    texts += [(row[0], "", *row[2:]) for row in record_words.months_table(found, 1, tr).rows]
    free = min(room_beside(GRIDS["months"], texts, room_in(width)), _MOST_BAR)
    bar = max(min(free, record_words.most_of(found)), WORTH_DRAWING)
    table = record_words.months_table(found, bar, tr)
    made += [BLANK, heading(table.title), line("months", "", " " * bar, *head)]
    for month, (label, drawn, *figures) in zip(record_words.all_months(found), table.rows, strict=True):
        cells: list[Cell | str] = [label, Cell(text=drawn.ljust(bar), style="accent"), *figures]
        made.append(line("months", *cells, id=f"month:{month}"))
    made.append(text(record_words.legend(tr), style="dim"))
    if found.client is None and found.clients:
        clients = record_words.clients_table(found, tr)
        made += [BLANK, heading(clients.title), line("clients", "", *head)]
        for one, told in zip(found.clients, clients.rows, strict=True):
            made.append(line("clients", *told, id=f"client:{one.client.id}", thing=one))
    made += [BLANK, heading(tr.gettext("To quote to a new client"))]
    for code, said in view.lines:
        made.append(text(said, mark=Cell(text=code, style="dim"), id=f"line:{code}", act="copy", thing=said))
    doubt = record_words.doubt(found, tr)
    return [*made, text(doubt, style="dim")] if doubt else made


class RecordPage(PeriodPage):
    """Promises, delivery days and answers, of everybody or of one client."""

    acts = ("open", "copy", "period")
    offers = ("promises", "replies", "goto", "palette")

    def __init__(self, client: Client | None = None) -> None:
        super().__init__()
        self._client = client
        self._seen: RecordView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> RecordView:
        """Look back."""
        return gather(desk, self._client, self._months)

    def present(self, view: RecordView) -> None:
        """Show bars, figures and lines."""
        self._seen = view
        title = self.tr.gettext("Your record")
        if self._client is not None:
            title += f" · {self._client.name}"
        months = self.told_period()
        self.heading.say(title, months)
        self.show_figures()

    def show_figures(self) -> None:
        """Draw what was read."""
        if self._seen is not None:
            self.ledger.show_rows(rows(self._seen, self.size.width or 80, self.tr))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open a client's own record; copy a line; tell a month in a sentence."""
        row = event.row
        if isinstance(row.thing, ClientPart):
            self.app.push_screen(RecordPage(row.thing.client))
        elif row.act == "copy":
            self.action_copy()
        elif self._seen is not None and row.id.startswith("month:"):
            found = self._seen.record
            month = next((one for one in record_words.all_months(found) if row.id == f"month:{one}"), None)
            part = found.by_month.get(month) if month is not None else None
            if month is not None and part is not None:
                said = record_words.overview(found.but(all=part), self.tr)
                self.say("\n".join((f"{month_name(month, self.tr)}:", *said)))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_copy(self) -> None:
        """Copy the line under the cursor, else the first one."""
        from freelance_comm.tui.taking_out import copy_text

        row = self.ledger.first_doing("copy")
        if row is None or not isinstance(row.thing, str):
            self.say(self.tr.gettext("There is nothing on record yet to quote."))
            return
        self.go(copy_text(self, row.thing))
