"""The list of the coach's rules: why, what they catch and spare, and where they rest."""

from __future__ import annotations

import pytest

from freelance_comm.coach.registry import RULES
from freelance_comm.services import clients
from freelance_comm.services.coaching_switches import RuleView, rest
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import translator
from freelance_comm.tui.coach_rules_page import CoachRulesPage, RulesView, detail, rows
from freelance_comm.tui.rows import Row
from tests.tui.conftest import Open, Screen

TR = translator("en")
RULE = RuleView(id="x", message="This is so.", why="Because.", catch=("Soon.",), spare=("On Monday.",))


def words(made: list[Row]) -> str:
    """Return rows as lines of their words."""
    return "\n".join(" ".join(cell.text for cell in row.cells if cell.text) for row in made)


async def opened(screen: Screen, rule: str) -> CoachRulesPage:
    """Open the list with the cursor on a rule."""
    page = CoachRulesPage()
    screen.app.push_screen(page)
    await screen.settle()
    page.ledger.go_to(rule)
    await screen.settle()
    return page


def resting(desk: Desk, rule: str) -> bool:
    """Whether a rule rests for all drafts."""
    return rule in desk.profile().resting_rules


async def test_every_rule_is_listed_with_its_reason_and_examples(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (120, 40)) as screen:
        page = await opened(screen, "vague-promise")
        assert [row.id for row in page.ledger.rows] == [rule.id for rule in RULES]
        said = page.detail.plain_text()
        assert "without knowing how long" in " ".join(said.split())
        assert "It speaks up about" in said
        assert "It leaves these alone" in said


@pytest.mark.parametrize("key", ["space"])
async def test_one_key_lets_a_rule_rest_and_wakes_it(key: str, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        page = await opened(screen, "blame")
        await screen.press(key)
        assert resting(desk, "blame")
        assert "It rests for all drafts." in page.detail.plain_text()
        await screen.press(key)
        assert not resting(desk, "blame")


@pytest.mark.parametrize("key", ["w", "ц"])
async def test_a_rule_that_rests_for_a_client_says_so_and_is_woken(key: str, desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "[x] Ana")
    rest(desk, "blame", client)
    async with open_screen(desk) as screen:
        page = await opened(screen, "blame")
        assert "It rests for: [x] Ana" in page.detail.plain_text()
        await screen.press(key)
        assert screen.said == "The rule is awake again for [x] Ana."
        assert desk.reader.clients()[0].resting_rules == ()


async def test_a_rule_that_rests_for_several_asks_whose_to_wake(desk: Desk, open_screen: Open) -> None:
    for name in ("Ana", "Boris"):
        rest(desk, "blame", clients.add_client(desk, name))
    async with open_screen(desk) as screen:
        await opened(screen, "blame")
        await screen.press("w", "down", "enter")
        assert {one.name: one.resting_rules for one in desk.reader.clients()} == {"Ana": ("blame",), "Boris": ()}


def test_a_rule_that_rests_shows_by_sign_and_word() -> None:
    view = RulesView(rules=(RULE, RULE.but(resting=True), RULE.but(resting_for=("Ana", "Boris"))))
    assert words(rows(view, TR)).split("\n") == [
        "✓ This is so.",
        "– This is so. rests",
        "✓ This is so. rests for 2 clients",
    ]


def test_the_detail_of_a_rule_names_what_it_catches_and_spares() -> None:
    assert words(detail(RULE.but(soft=True), TR)).split("\n") == [
        "This is so.",
        "Because.",
        "This is a note, not a remark.",
        "",
        "It speaks up about",
        "● Soon.",
        "",
        "It leaves these alone",
        "✓ On Monday.",
        "",
        "In a shell: freelance-comm coach explain x",
    ]
