"""Two sides edit one record, or one removes it: both values are shown, nothing is written over in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.payment import TermsKind
from freelance_comm.services import checklist, clients, payments, projects, quoting, removing, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.text_areas import PlainArea
from tests.tui.conftest import Open, Screen
from tests.tui.forms_of_all_kinds import FORMS, build, page_of, the_client, the_entry, the_project

MINE = "typed here"
THEIRS = "saved there"


async def opened(screen: Screen, kind: str, desk: Desk) -> FormPage:
    """Open the form of a kind on the screen."""
    page = page_of(kind, desk)
    assert isinstance(page, FormPage)
    screen.app.push_screen(page)
    await screen.settle()
    return page


def fill(page: FormPage, field: str, text: str) -> None:
    """Type into a field."""
    widget = page.query_one(f"#field-{field}")
    if isinstance(widget, PlainArea):
        widget.text = text
    else:
        assert isinstance(widget, LineField)
        widget.value = text


def typed(page: FormPage, field: str) -> str:
    """Return what stands in a field."""
    widget = page.query_one(f"#field-{field}")
    return widget.text if isinstance(widget, PlainArea) else str(getattr(widget, "value", ""))


# -- what others do to one record of each kind -----------------------------------------------------------------------


def change(kind: str, cli: Desk, field: str, text: str) -> None:
    """Change one field of the record as the command line would."""
    file, client = the_project(cli), the_client(cli)
    if kind == "client":
        clients.change_client(cli, client, client.but(**{field: text}))
    elif kind == "contact":
        contact = client.contacts[0]
        clients.change_contact(cli, client, contact, contact.but(**{field: text}))
    elif kind == "project":
        every = int(text) if text.isdigit() else file.head.report_every_days
        name = text if field == "name" else file.head.name
        projects.change_project(cli, file.head, file.head.but(name=name, report_every_days=every))
    elif kind == "requirement":
        one = file.requirements[0]
        checklist.save_requirement(cli, file.head, one, one.but(**{field: text}))
    elif kind == "item":
        item = quoting.item_at(file, 1)
        quoting.save_item(cli, file.head, 1, item, item.but(**{field: text}))
    elif kind == "instalment":
        due = payments.payment_view(cli, file.head).lines[0].instalment
        new = due.but(label=text) if field == "label" else due.but(due=date.fromisoformat(text))
        payments.change_instalment(cli, file.head, due, new)
    elif kind == "entry":
        entry = the_entry(cli).entry
        new_entry = entry.but(note=text) if field == "note" else entry.but(tags=(text,))
        timelog.change_entry(cli, entry, new_entry)
    elif kind == "facts":
        projects.set_facts(cli, file.head, {field: text})
    else:
        profile = cli.profile()
        from freelance_comm.services.setup import save_profile

        save_profile(cli, profile, profile.but(**{field: text}))


def stored(kind: str, cli: Desk) -> dict[str, str]:
    """Return the record as a form would show it."""
    page = page_of(kind, cli)
    assert isinstance(page, FormPage)
    return page._job.values()


PAIRS = {
    "client": ("notes", "likes", "coffee"),
    "contact": ("role", "phone", "0733 111 111"),
    "project": ("name", "report_every_days", "9"),
    "requirement": ("text", "said_by", "Ion"),
    "item": ("description", "done_by", "Ion"),
    "instalment": ("label", "due", "2027-01-15"),
    "entry": ("note", "tags", "urgent"),
    "facts": ("core_problem", "confirmed_on", "2026-11-10"),
    "profile": ("business", "email", "ilinca@example.com"),
}
"""For each kind: a field typed into here, another one that is changed elsewhere, and to what."""


@pytest.mark.fault("C06")
@pytest.mark.parametrize("kind", PAIRS)
async def test_different_fields_changed_here_and_elsewhere_are_both_kept(
    kind: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    mine, theirs, value = PAIRS[kind]
    async with open_screen(desk) as screen:
        page = await opened(screen, kind, desk)
        change(kind, cli, theirs, value)
        fill(page, mine, MINE)
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage | AskKey), screen.text()
    now = stored(kind, cli)
    assert now[mine] == MINE
    assert now[theirs] == value


@pytest.mark.fault("C07")
@pytest.mark.parametrize("answer", ["m", "s", "escape"])
@pytest.mark.parametrize("kind", PAIRS)
async def test_one_field_changed_here_and_elsewhere_is_asked_about_with_both_values(
    kind: str, answer: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    field = PAIRS[kind][0]
    async with open_screen(desk) as screen:
        page = await opened(screen, kind, desk)
        change(kind, cli, field, THEIRS)
        fill(page, field, MINE)
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey)
        assert MINE in screen.text()
        assert THEIRS in screen.text()
        assert stored(kind, cli)[field] == THEIRS  # nothing is written over before somebody has chosen
        await screen.press(answer)
        assert stored(kind, cli)[field] == (MINE if answer == "m" else THEIRS)
        if answer == "escape":
            assert typed(page, field) == MINE
            assert screen.said


def test_a_conflict_has_the_exit_code_that_scripts_know() -> None:
    assert int(EditConflict("").code) == 8


@pytest.mark.fault("C07")
async def test_of_two_long_texts_the_place_where_they_differ_is_shown(desk: Desk, cli: Desk, open_screen: Open) -> None:
    build(desk)
    before = "The same beginning of a long note.\n" * 200
    change("client", cli, "notes", before)
    async with open_screen(desk) as screen:
        page = await opened(screen, "client", desk)
        change("client", cli, "notes", before + THEIRS)
        fill(page, "notes", before + MINE)
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey)
        assert MINE in screen.text()
        assert THEIRS in screen.text()


def remove(kind: str, cli: Desk) -> None:
    """Remove the record as the command line would."""
    client = the_client(cli)
    if kind == "client":
        removing.remove_client(cli, client)
        return
    file = the_project(cli)
    if kind == "contact":
        clients.remove_contact(cli, client, client.contacts[0])
    elif kind == "requirement":
        checklist.remove_requirement(cli, file.head, 1)
    elif kind == "item":
        quoting.remove_item(cli, file.head, 1)
    elif kind == "instalment":
        payments.remove_schedule(cli, file.head)
    elif kind == "entry":
        timelog.remove_entry(cli, the_entry(cli).entry)
    else:
        with cli.change() as edit:
            edit.remove(file.head)


@pytest.mark.fault("C08")
@pytest.mark.parametrize("kind", ["contact", "requirement", "item", "instalment", "entry", "project", "client"])
async def test_a_record_removed_elsewhere_is_offered_to_be_added_again_with_the_text_that_was_typed(
    kind: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    if kind == "client":
        clients.add_client(desk, "Petrescu")
    else:
        build(desk)
    field = PAIRS[kind][0]
    async with open_screen(desk) as screen:
        page = await opened(screen, kind, desk)
        remove(kind, cli)
        fill(page, field, MINE)
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey), screen.text()
        await screen.press("escape")
        assert typed(page, field) == MINE
        await screen.press("f2", "a")
        assert not isinstance(screen.app.screen, FormPage | AskKey), screen.text()
    assert stored(kind, cli)[field] == MINE


@pytest.mark.fault("C08")
@pytest.mark.parametrize("kind", ["facts", "item", "new item", "requirement", "schedule", "instalment"])
async def test_when_the_whole_project_is_gone_its_forms_say_so_and_keep_the_text(
    kind: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    field = {"schedule": "parts", "new item": "description"}.get(kind) or PAIRS[kind][0]
    async with open_screen(desk) as screen:
        page = await opened(screen, kind, desk)
        with cli.change() as edit:
            edit.remove(the_project(cli).head)
        fill(page, field, "7")
        await screen.press("f2")
        if isinstance(screen.app.screen, AskKey):
            await screen.press("a")
        assert screen.app.screen is page
        assert screen.said
        assert typed(page, field) == "7"
    assert [one.texts[field] for one in all_unfinished(desk)] == ["7"]


# -- what has no number of its own -----------------------------------------------------------------------------------


@pytest.mark.fault("C07")
async def test_words_about_one_contact_never_land_on_the_one_who_took_their_place(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk) as screen:
        page = await opened(screen, "contact", desk)
        remove("contact", cli)
        clients.add_contact(cli, the_client(cli), "Somebody else", email="else@example.com", phone="1")
        fill(page, "phone", "0744")
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey)
        await screen.press("a")
    assert {(one.name, one.phone) for one in the_client(cli).contacts} == {("Somebody else", "1"), ("Petrescu", "0744")}


@pytest.mark.fault("C06")
async def test_a_contact_renamed_and_moved_elsewhere_is_still_known_by_the_mail_address(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk) as screen:
        page = await opened(screen, "contact", desk)
        client = the_client(cli)
        renamed = client.contacts[0].but(name="Ana Petrescu")
        other = renamed.but(name="Ion", email="ion@example.com", phone="2")
        clients.change_client(cli, client, client.but(contacts=(other, renamed)))
        fill(page, "phone", "0744")
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage | AskKey), screen.text()
    assert the_client(cli).contacts == (other, renamed.but(phone="0744"))


@pytest.mark.fault("C07")
@pytest.mark.parametrize("answer", ["m", "s", "escape"])
async def test_a_schedule_made_elsewhere_is_shown_beside_ones_own_before_it_is_replaced(
    answer: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk) as screen:
        page = await opened(screen, "schedule", desk)
        payments.plan_schedule(cli, the_project(cli).head, TermsKind.DEPOSIT, first_due=date(2026, 12, 11))
        theirs = the_project(cli).instalments
        fill(page, "first_due", "2027-02-01")
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey)
        assert "Deposit · €240.00" in screen.text()
        assert "2027-02-01" in screen.text()
        assert the_project(cli).instalments == theirs
        await screen.press(answer)
        assert isinstance(screen.app.screen, FormPage) is (answer == "escape")
        if answer == "escape":
            assert typed(page, "first_due") == "2027-02-01"
    dues = [one.due for one in the_project(cli).instalments]
    assert dues == [date(2027, 2, 1)] if answer == "m" else the_project(cli).instalments == theirs


@pytest.mark.fault("C07")
async def test_money_is_never_noted_on_an_instalment_that_another_one_took_the_place_of(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    from freelance_comm.tui.lists import instalments

    build(desk)
    async with open_screen(desk) as screen:
        page = screen.app.page
        assert page is not None
        page.go(instalments.received(page, the_project(desk).head, _line(desk)))
        await screen.settle()
        payments.plan_schedule(cli, the_project(cli).head, TermsKind.DEPOSIT, first_due=date(2026, 12, 11))
        await screen.press("enter")
        assert "no longer part of the schedule" in screen.text()
    assert not any(one.receipts for one in the_project(cli).instalments)


def _line(desk: Desk) -> payments.InstalmentLine:
    return payments.payment_view(desk, the_project(desk).head).lines[0]


@pytest.mark.fault("C06")
@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind != "schedule" and not kind.startswith("new")])
async def test_a_form_that_is_saved_untouched_leaves_every_byte_as_it_was(
    kind: str, desk: Desk, root: Path, open_screen: Open
) -> None:
    build(desk)
    before = {path: path.read_bytes() for path in root.rglob("*.json") if ".state" not in path.parts}
    async with open_screen(desk) as screen:
        await opened(screen, kind, desk)
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage | AskKey), screen.text()
    assert {path: path.read_bytes() for path in root.rglob("*.json") if ".state" not in path.parts} == before
