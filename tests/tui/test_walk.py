"""A project from first contact to closing, through the keys a freelancer would press."""

from __future__ import annotations

import pytest

from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.quote import QuoteState
from freelance_comm.services import clients, projects, sending, walk
from freelance_comm.services.desk import Desk
from freelance_comm.stages.registry import STAGES
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.tui.draft_page import DraftPage
from freelance_comm.tui.letters import LettersPage
from freelance_comm.tui.project_page import ProjectPage
from freelance_comm.tui.stage_page import StagePage
from tests.tui.conftest import Open, Screen


async def at_stage(screen: Screen, desk: Desk, stage: str = "contact") -> int:
    """Make a project and open the page of one of its stages."""
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    if stage != "contact":
        walk.advance(desk, project, reason="for the test", to=stage)
    screen.app.push_screen(StagePage(project.id, stage))
    await screen.settle()
    return project.id


async def answer(screen: Screen, text: str) -> None:
    """Type over what a question proposes, and send it."""
    await screen.press("ctrl+u", "end", "ctrl+u")
    await screen.write(text)
    await screen.press("enter")


async def fact(screen: Screen, name: str, text: str) -> None:
    """Fill a fact in where it stands."""
    assert screen.ledger.go_to(f"fact:{name}")
    await screen.press("enter")
    await answer(screen, text)


async def test_requirements_are_written_one_after_another_and_ticked_with_one_key(
    desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk)
        await screen.press("a")
        await answer(screen, "a gallery of ten photos")
        await answer(screen, "a booking form")
        await answer(screen, "")
        asked = projects.open_file(desk, project_id).requirements
        assert [(one.text, one.said_by) for one in asked] == [
            ("a gallery of ten photos", "Ana Petrescu"),
            ("a booking form", "Ana Petrescu"),
        ]
        screen.ledger.go_to(f"requirement:{asked[1].id}")
        await screen.press("space")
        assert projects.open_file(desk, project_id).requirements[1].done_on == desk.today()
        await screen.press("space")
        assert projects.open_file(desk, project_id).requirements[1].done_on is None


async def test_a_fact_is_filled_in_where_it_stands_with_a_natural_day(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk)
        await fact(screen, "read_back_on", "yesterday")
        assert projects.open_file(desk, project_id).head.facts["read_back_on"] == "2026-11-19"
        assert "19 November 2026" in screen.text()


async def test_a_day_that_cannot_be_read_is_told_in_the_question_and_stays_there(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk)
        await fact(screen, "read_back_on", "30 february")
        assert "30 february" in screen.text()
        assert "read_back_on" not in projects.open_file(desk, project_id).head.facts


async def test_conditions_are_shown_met_or_unmet_with_what_to_do(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        await at_stage(screen, desk)
        await fact(screen, "core_problem", "nobody finds the opening hours")
        said = screen.text()
        assert "✓ The core problem is named." in said
        assert "○ The client has confirmed the requirements. Note the day" in said


async def test_going_on_past_an_unmet_condition_asks_for_the_reason_and_keeps_it(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk)
        await screen.press("f")
        assert "○ At least one requirement is written down." in screen.text()
        await answer(screen, "")
        assert projects.open_file(desk, project_id).head.stage == "contact"
        await answer(screen, "agreed by phone")
        file = projects.open_file(desk, project_id)
        assert file.head.stage == "quote"
        assert file.passages[-1].reason == "agreed by phone"
        assert screen.text().startswith(" Quote · Landing page")


async def test_a_stage_can_be_left_out_with_a_reason(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "deadline")
        await screen.press("x")
        await answer(screen, "no date is needed")
        assert projects.open_file(desk, project_id).head.skipped[-1] == "deadline"


async def test_a_quote_is_made_of_lines_with_sums_and_accepted_on_a_day(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "quote")
        await screen.press("a")
        await screen.write("design and build")
        await screen.press("tab", "tab")
        await screen.write("12")
        await screen.press("tab")
        await screen.write("45")
        await screen.press("f2")
        assert "€540.00" in screen.text()
        await screen.press("y")
        await answer(screen, "yesterday")
        quote = projects.open_file(desk, project_id).quote
        assert quote is not None
        assert quote.state is QuoteState.ACCEPTED


async def test_a_line_of_the_quote_is_edited_and_removed(desk: Desk, open_screen: Open) -> None:
    from freelance_comm.domain.quote import Unit
    from freelance_comm.services import quoting

    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "quote")
        project = projects.project_by_id(desk, project_id)
        quoting.add_item(desk, project, "design", unit=Unit.HOUR, quantity=10, price=40)
        screen.app.page.reload()  # type: ignore[union-attr]
        await screen.settle()
        assert screen.ledger.go_to("item:1:1")
        await screen.press("enter", "tab", "tab", "ctrl+u", "end", "ctrl+u")
        await screen.write("20")
        await screen.press("f2")
        assert "€800.00" in screen.text()
        screen.ledger.go_to("item:1:1")
        await screen.press("delete")
        quote = projects.open_file(desk, project_id).quote
        assert quote is not None
        assert quote.option.items == ()


async def test_the_suggested_date_is_promised_with_one_key(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk, "deadline")
        await fact(screen, "estimate_likely", "12")
        assert "plan to be done" in screen.text()
        await screen.press("y")
        (promise,) = projects.open_file(desk, project_id).promises
        assert promise.what == "Landing page"


async def test_a_date_of_ones_own_is_judged_before_it_is_promised(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk, "deadline")
        await fact(screen, "estimate_likely", "40")
        screen.ledger.go_to("own-date")
        await screen.press("enter")
        await screen.write("monday")
        await screen.press("enter")
        assert "not realistic" in screen.text()
        await screen.press("escape")
        assert projects.open_file(desk, project_id).promises == ()
        await screen.press("enter", "y")
        assert len(projects.open_file(desk, project_id).promises) == 1


async def test_a_schedule_is_made_from_the_price_and_money_noted_as_it_comes(desk: Desk, open_screen: Open) -> None:
    from freelance_comm.domain.quote import Unit
    from freelance_comm.services import quoting

    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk, "payment")
        quoting.add_item(desk, projects.project_by_id(desk, project_id), "all", unit=Unit.FIXED, price=900)
        await screen.press("a", "right", "right", "right")
        await screen.press("f2")
        plan = projects.open_file(desk, project_id).instalments
        assert [str(one.amount.amount) for one in plan] == ["300.00", "300.00", "300.00"]
        await screen.press("r")
        await answer(screen, "100 yesterday")
        assert str(projects.open_file(desk, project_id).instalments[0].received.amount) == "100.00"


async def test_a_closed_project_says_so_and_can_be_opened_again(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "closing")
        await screen.press("f")
        await answer(screen, "the client moved away")
        assert projects.open_file(desk, project_id).head.state is ProjectState.CLOSED
        screen.app.open_project(project_id)
        await screen.settle()
        assert "This project is closed." in screen.text()
        await screen.press("u", "y")
        assert projects.open_file(desk, project_id).head.state is ProjectState.OPEN


async def test_steps_are_noted_for_both_sides_and_finished(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "work")
        await screen.press("n")
        await answer(screen, "the photos")
        steps = projects.open_file(desk, project_id).steps
        assert [(step.kind.value, step.text) for step in steps] == [("theirs", "the photos")]
        screen.ledger.go_to(f"step:{steps[0].id}")
        await screen.press("space")
        assert projects.open_file(desk, project_id).steps[0].done_at is not None


async def test_a_fact_somebody_else_set_meanwhile_is_shown_before_it_is_replaced(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk)
        screen.ledger.go_to("fact:core_problem")
        await screen.press("enter")
        await screen.write("mine")
        projects.set_fact(cli, projects.project_by_id(cli, project_id), "core_problem", "theirs")
        await screen.press("enter")
        assert "Saved in the meantime: theirs" in screen.text()
        assert projects.open_file(cli, project_id).head.facts["core_problem"] == "theirs"
        await screen.press("enter")
        assert projects.open_file(cli, project_id).head.facts["core_problem"] == "mine"


async def test_a_key_struck_twice_opens_one_question(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await at_stage(screen, desk)
        page = screen.app.page
        assert page is not None
        page.action_add()  # type: ignore[attr-defined]
        page.action_add()  # type: ignore[attr-defined]
        await screen.settle()
        await screen.press("escape")
        assert screen.app.screen is page


async def test_an_unmet_condition_carries_the_key_that_meets_it(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk)
        assert screen.ledger.current is not None
        assert screen.ledger.current.id == "open:has-requirements"
        await screen.press("enter")
        await answer(screen, "a booking form")
        await screen.press("escape")
        assert len(projects.open_file(desk, project_id).requirements) == 1
        assert screen.ledger.go_to("open:has-core-problem")
        await screen.press("enter")
        await answer(screen, "nobody finds the opening hours")
        assert projects.open_file(desk, project_id).head.facts["core_problem"] == "nobody finds the opening hours"


async def test_what_a_letter_meets_opens_that_letter_until_it_has_gone_out(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk)
        projects.add_requirement(desk, projects.project_by_id(desk, project_id), "a booking form")
        assert screen.ledger.go_to("open:read-back")
        await screen.press("enter")
        assert "Requirements read back · " in screen.text()
        await screen.press("escape")
        sending.note_sent(desk, projects.project_by_id(desk, project_id), "contact/read-back")
        projects.set_facts(desk, projects.project_by_id(desk, project_id), {"read_back_on": ""})
        screen.app.screen.reload()  # type: ignore[attr-defined]
        await screen.settle()
        assert screen.ledger.go_to("open:read-back")
        await screen.press("enter")
        assert "For example: today" in screen.text()


def test_what_helps_a_condition_along_is_an_action_or_a_fact_that_exists() -> None:
    from freelance_comm.stages.registry import STAGES
    from freelance_comm.tui import keys
    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.stage_rows import NEXT_ACTS

    facts = {fact.id for stage in STAGES for fact in stage.facts}
    conditions = {one.id for stage in STAGES for one in (*stage.enter, *stage.leave)}
    assert set(NEXT_ACTS) <= conditions
    for step in NEXT_ACTS.values():
        owner: type = FreelanceApp if step in keys.NAMES and keys.act(step).everywhere else StagePage
        assert step in facts or callable(getattr(owner, f"action_{step}", None)), step


async def test_the_key_that_started_the_timer_stops_it(desk: Desk, open_screen: Open) -> None:
    from datetime import timedelta

    from freelance_comm.services import timelog
    from tests.tui.conftest import NOW

    async with open_screen(desk) as screen:
        project_id = await at_stage(screen, desk, "work")
        timelog.start(desk, projects.project_by_id(desk, project_id).ref, at=NOW - timedelta(hours=1))
        assert screen.app.page is not None
        screen.app.page.reload()
        await screen.settle()
        assert "s stop" in screen.text()
        await screen.press("s")
        assert timelog.running(desk) is None


async def test_enter_on_an_instalment_notes_the_money_that_came(desk: Desk, open_screen: Open) -> None:
    from datetime import date

    from freelance_comm.domain.payment import TermsKind
    from freelance_comm.domain.quote import Unit
    from freelance_comm.services import payments, quoting

    async with open_screen(desk, (110, 40)) as screen:
        project_id = await at_stage(screen, desk, "payment")
        project = projects.project_by_id(desk, project_id)
        quoting.add_item(desk, project, "all", unit=Unit.FIXED, price=900)
        payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=date(2026, 11, 30))
        assert screen.app.page is not None
        screen.app.page.reload()
        await screen.settle()
        (one,) = projects.open_file(desk, project_id).instalments
        screen.ledger.go_to(f"instalment:{one.id}")
        await screen.press("enter", "enter")
        assert projects.open_file(desk, project_id).instalments[0].open.amount == 0


async def test_the_line_of_what_comes_next_names_the_key_that_does_it(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    async with open_screen(desk, (60, 20)) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        (line,) = [line for line in screen.text().splitlines() if line.strip().startswith("Next")]
        assert line.endswith("enter open")
        screen.ledger.go_to("next")
        await screen.press("enter")
        page = screen.app.screen
        assert isinstance(page, StagePage)
        assert page.stage_id == "contact"
        row = screen.ledger.current
        assert row is not None
        assert (row.id, row.act) == ("open:has-requirements", "add")


async def test_where_the_next_thing_is_the_report_its_key_stands_there(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    walk.advance(desk, project, reason="for the test", to="work")
    async with open_screen(desk) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        screen.ledger.go_to("next")
        row = screen.ledger.current
        assert row is not None
        assert row.act == "report"


async def test_from_a_letter_esc_leads_back_to_the_list_it_was_opened_from(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    async with open_screen(desk) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        await screen.press("d", "down")
        chosen = screen.ledger.current
        assert chosen is not None
        await screen.press("enter")
        assert isinstance(screen.app.screen, DraftPage)
        await screen.press("escape")
        assert isinstance(screen.app.screen, LettersPage)
        assert screen.ledger.current == chosen
        await screen.press("escape")
        assert isinstance(screen.app.screen, ProjectPage)


@pytest.mark.parametrize("locale", interface_locales())
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_what_a_stage_is_for_is_told_to_its_end(
    locale: str, size: tuple[int, int], desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    desk.tr = translator(locale)
    async with open_screen(desk, size) as screen:
        for stage in STAGES:
            screen.app.push_screen(StagePage(project.id, stage.id))
            await screen.settle()
            assert desk.tr.gettext(stage.purpose) in " ".join(screen.text().split())
            await screen.press("escape")
