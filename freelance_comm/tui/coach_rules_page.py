"""The rules of the coach: what each says and why, what it speaks up at and what it leaves alone, and where it rests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Container

from freelance_comm.domain.record import Record
from freelance_comm.services.coaching_switches import RuleView
from freelance_comm.tui.choosing import ChoosePage
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, text

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_NARROW = 100


class RulesView(Record):
    """All rules, and the clients for whom some rest."""

    rules: tuple[RuleView, ...]
    clients: tuple[Client, ...] = ()


def rows(view: RulesView, tr: Translator) -> list[Row]:
    """Return the rules as rows: those that rest say so at the right."""
    return [_row(rule, tr) for rule in view.rules]


def _row(rule: RuleView, tr: Translator) -> Row:
    mark = Cell(text="–", style="dim") if rule.resting else Cell(text="✓", style="accent")
    right = ""
    if rule.resting:
        right = tr.gettext("rests")
    elif rule.resting_for:
        right = tr.ngettext("rests for {n} client", "rests for {n} clients", len(rule.resting_for)).format(
            n=len(rule.resting_for)
        )
    style = "dim" if rule.resting else ""
    return text(rule.message, mark=mark, right=Cell(text=right, style="soon"), style=style, id=rule.id, thing=rule)


def detail(rule: RuleView, tr: Translator) -> list[Row]:
    """Return one rule with its reason and examples."""
    made = [text(rule.message, style="bold"), text(rule.why)]
    if rule.soft:
        made.append(text(tr.gettext("This is a note, not a remark."), style="dim"))
    if rule.resting:
        made.append(text(tr.gettext("It rests for all drafts."), style="soon"))
    if rule.resting_for:
        words = tr.gettext("It rests for: {names}").format(names=", ".join(rule.resting_for))
        made.append(text(words, style="soon"))
    for title, examples, mark in (
        (tr.gettext("It speaks up about"), rule.catch, Cell(text="●", style="soon")),
        (tr.gettext("It leaves these alone"), rule.spare, Cell(text="✓", style="accent")),
    ):
        if examples:
            made += [BLANK, heading(title), *(text(one, mark=mark, style="dim") for one in examples)]
    shell = tr.gettext("In a shell: {command}").format(command=f"freelance-comm coach explain {rule.id}")
    return [*made, BLANK, text(shell, style="dim")]


class CoachRulesPage(Page):
    """The list, and beside it, or below on a narrow terminal, the rule under the cursor."""

    acts = ("switch_rule", "wake_rule")
    offers = ("coach",)
    DEFAULT_CSS = """
    CoachRulesPage #rules { height: 1fr; layout: horizontal; }
    CoachRulesPage #rules Ledger { width: 1fr; max-width: 86; }
    CoachRulesPage #rules #detail { border-left: solid $foreground 15%; }
    CoachRulesPage #rules.-narrow { layout: vertical; }
    CoachRulesPage #rules.-narrow Ledger { height: 1fr; max-width: 100%; }
    CoachRulesPage #rules.-narrow #detail { border-left: none; border-top: solid $foreground 15%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen = RulesView(rules=())

    def body(self) -> Iterable[Widget]:
        """Two lists."""
        self.ledger = Ledger(self.hint)
        self.detail = Ledger(self.hint)
        self.detail.id = "detail"
        yield Container(self.ledger, self.detail, id="rules")

    def edge(self) -> int:
        """The title ends where the rule beside the list ends."""
        return max(self.ledger.region.right, self.detail.region.right)

    def shown_acts(self) -> tuple[str, ...]:
        """A rule can be woken for a client where one rests for somebody."""
        return tuple(name for name in super().shown_acts() if name != "wake_rule" or self._seen.clients)

    def on_resize(self, event: events.Resize) -> None:
        """One below the other on a narrow terminal."""
        self.query_one("#rules").set_class(event.size.width < _NARROW, "-narrow")

    def gather(self, desk: Desk) -> RulesView:
        """Read the rules and where they rest."""
        from freelance_comm.services.coaching_switches import rules

        resting = tuple(client for client in desk.reader.clients() if client.resting_rules)
        return RulesView(rules=rules(desk), clients=resting)

    def present(self, view: RulesView) -> None:
        """Show them."""
        self._seen = view
        resting = sum(rule.resting for rule in view.rules)
        t = self.tr
        right = t.ngettext("{n} rule rests", "{n} rules rest", resting).format(n=resting) if resting else ""
        self.heading.say(t.gettext("The coach's rules"), right)
        self.ledger.show_rows(rows(view, t))
        self.key_line.show_acts(self.shown_acts())
        self._show_detail()

    def _show_detail(self) -> None:
        rule = self._rule
        self.detail.show_rows(detail(rule, self.tr) if rule is not None else ())
        self.detail.scroll_to(y=0, animate=False)

    @property
    def _rule(self) -> RuleView | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, RuleView) else None

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """Another rule."""
        self._show_detail()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter goes to the rule beside the list, to scroll in it."""
        self.detail.focus()

    def action_switch_rule(self) -> None:
        """Let it rest altogether, or wake it."""
        from freelance_comm.services.coaching_switches import rest, wake

        rule = self._rule
        if rule is None:
            return
        t = self.tr.gettext
        done = t("The rule is awake again.") if rule.resting else t("The rule rests.")
        self.attempt(lambda desk: (wake if rule.resting else rest)(desk, rule.id), done=done)

    def action_wake_rule(self) -> None:
        """Wake it where it rests for a client."""
        self.go(self._wake_for_client())

    async def _wake_for_client(self) -> None:
        from freelance_comm.services.coaching_switches import wake

        rule = self._rule
        clients = [one for one in self._seen.clients if rule is not None and rule.id in one.resting_rules]
        if rule is None or not clients:
            self.say(self.tr.gettext("It does not rest for any one client."))
            return
        client = clients[0]
        if len(clients) > 1:
            choices = [text(one.name, id=str(one.id), thing=one) for one in clients]
            chosen = await self.app.push_screen_wait(ChoosePage(rule.message, choices, {}))
            if chosen is None:
                return
            client = chosen
        await self.save(lambda desk: wake(desk, rule.id, client))
        self.say(self.tr.gettext("The rule is awake again for {name}.").format(name=client.name))
        self.reload()
