"""All the keys: those of the page one came from, then those that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.tui import keys
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.text.catalog import Translator

GRIDS = {
    "keys": (
        Column(most=14, least=8),
        Column(most=24, least=8),
        Column(most=90, least=20, grows=True, wraps=True),
    )
}


def rows(page: Page, tr: Translator) -> list[Row]:
    """Return the keys of a page and of the program, each once."""
    t = tr.gettext
    own = [name for name in (*page.useful_acts(), *page.last) if not keys.act(name).everywhere]
    made = [heading(t("On this page")), *(_key(name, page, tr) for name in dict.fromkeys(own)), BLANK]
    everywhere = [act.name for act in keys.ACTS if act.everywhere]
    made += [heading(t("Everywhere")), *(_key(name, page, tr) for name in everywhere)]
    moves = (
        ("↑ ↓", t("move"), t("Page up and down, Home and End too.")),
        (keys.key_name("tab", tr), t("next field"), t("In forms; shift+tab goes back.")),
        ("ctrl+c", t("copy or leave"), t("Copies what is selected with the mouse; otherwise leaves.")),
        ("ctrl+q", t("leave"), t("From anywhere; unsaved text is kept.")),
    )
    made += [
        line("keys", Cell(text=key, style="key"), label, Cell(text=words, style="dim")) for key, label, words in moves
    ]
    made += [BLANK, text(t("On a Cyrillic layout the same keys work: r is the key labelled к there."), style="dim")]
    made += [BLANK, heading(t("Symbols"))]
    signs = (
        ("▲", "late", t("late")),
        ("●", "soon", t("soon")),
        ("○", "dim", t("later, or open")),
        ("✓", "accent", t("done")),
        ("▶", "accent", t("now")),
        ("·", "dim", t("still to come")),
    )
    made += [line("keys", Cell(text=sign, style=style), words) for sign, style, words in signs]
    return made


def _key(name: str, page: Page, tr: Translator) -> Row:
    key, label = page.hint(name)
    return line("keys", Cell(text=key, style="key"), label, Cell(text=tr.gettext(keys.act(name).help), style="dim"))


class HelpPage(Page):
    """The keys of the page below it."""

    last = ("back",)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def present(self, view: object) -> None:
        """Show the keys."""
        self.heading.say(self.tr.gettext("Keys"), self._page.heading.text[0])
        self.ledger.show_rows(rows(self._page, self.tr))
