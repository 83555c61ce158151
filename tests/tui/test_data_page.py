"""Your data: where they lie, undoing, export and import, long work beside all pages; each way there and back."""

from __future__ import annotations

import asyncio
import json
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from freelance_comm.domain.progress import Progress
from freelance_comm.services import clients, exchange, projects, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import interface_locales
from freelance_comm.tui.data_page import DataPage
from tests.tui.conftest import PATIENCE, Open, Screen, make_desk
from tests.tui.test_hostile_text import NAMES


@pytest.fixture
def story(desk: Desk) -> Desk:
    """A client, a project and two entries, each a change of its own."""
    client = clients.add_client(desk, "Ana [/] Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    for minutes, note in ((60, "hero section"), (90, "booking form")):
        timelog.add_entry(desk, project.ref, day=desk.today(), seconds=Decimal(minutes * 60), note=note)
    return desk


def shown(screen: Screen) -> str:
    """Return what the screen says, its wrapped lines joined."""
    return " ".join(screen.text().split())


async def answer(screen: Screen, text: str) -> None:
    """Put ``text`` in the place of what stands in the question, and send it."""
    await screen.press("end", "ctrl+u")
    await screen.write(text)
    await screen.press("enter")


def names(desk: Desk) -> set[str]:
    """Return the names of all clients."""
    return {client.name for client in desk.workspace.reader().clients()}


def notes(desk: Desk) -> set[str]:
    """Return the notes of today's entries."""
    return {line.entry.note for line in timelog.entries(desk, desk.today(), desk.today())}


def other_computer(desk: Desk, folder: Path) -> Desk:
    """Return a desk that knows the same freelancer, and nothing else."""
    from freelance_comm.services.setup import save_profile

    other = make_desk(folder / "other")
    save_profile(other, None, desk.profile())
    return other


# -- the page --------------------------------------------------------------------------------------------------------


async def test_the_page_says_where_the_data_lie_and_what_was_changed_last(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (120, 30)) as screen:
        await screen.press("h")
        said = shown(screen)
        assert str(story.workspace.root) in said
        assert "4 files" in said
        assert "none that this computer knows of" in said
        assert "time entry added: booking form" in said
        assert "client added: Ana [/] Petrescu" in said


@pytest.mark.parametrize("keys", [("h",), ("р",), ("f12",), ("o", "f12"), ("t", "h"), ("r", "f12")])
async def test_the_page_is_one_key_away(keys: tuple[str, ...], sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press(*keys)
        assert isinstance(screen.app.screen, DataPage)
        await screen.press("escape")
        assert not isinstance(screen.app.screen, DataPage)


async def test_the_palette_leads_to_the_page_and_does_what_it_can_do(story: Desk, open_screen: Open) -> None:
    async with open_screen(story) as screen:
        await screen.press("ctrl+p")
        await screen.write("your data")
        await screen.press("down", "enter")
        await screen.until(lambda: isinstance(screen.app.screen, DataPage))
        await screen.press("ctrl+p")
        await screen.write("export")
        await screen.until(lambda: "Write everything as JSON" in screen.text())
        await screen.press("enter")
        await screen.until(lambda: "Export everything as what?" in screen.text())


async def test_the_help_of_the_page_names_each_of_its_keys(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (110, 60)) as screen:
        await screen.press("h", "question_mark")
        lines = [line.split()[:1] for line in screen.ledger.plain_text().split("\n")]
        for key in ("b", "s", "e", "i", "u", "a", "x"):
            assert [key] in lines


@pytest.mark.parametrize("locale", interface_locales())
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_no_line_is_broken_at_any_size_in_any_language(
    size: tuple[int, int], locale: str, story: Desk, root: Path, open_screen: Open
) -> None:
    async with open_screen(make_desk(root, locale=locale), size) as screen:
        for keys in (("h",), ("b",), ("escape", "e"), ("j",), ("escape", "i"), ("escape", "s"), ("escape", "u")):
            await screen.press(*keys)
            lines = screen.text().split("\n")
            assert len(lines) == size[1]
            assert max(cell_len(line) for line in lines) <= size[0]


async def test_a_change_in_another_terminal_appears_on_the_page(story: Desk, cli: Desk, open_screen: Open) -> None:
    async with open_screen(story) as screen:
        await screen.press("h")
        clients.add_client(cli, "Somebody new")
        await screen.until(lambda: "client added: Somebody new" in screen.text())


# -- undo ------------------------------------------------------------------------------------------------------------


async def test_the_last_change_is_undone_by_one_key_and_can_be_done_again(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "u")
        assert notes(story) == {"hero section"}
        assert "Undone – time entry added: booking form" in screen.said
        assert "undone: time entry added: booking form" in shown(screen)
        await screen.press("a")
        assert notes(story) == {"hero section", "booking form"}
        assert "Redone" in screen.said


async def test_a_chosen_change_is_undone_and_others_stay(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h")
        row = next(row for row in screen.ledger.rows if row.cells and "hero section" in row.cells[-1].text)
        assert screen.ledger.go_to(row.id)
        await screen.press("enter", "u")
        assert notes(story) == {"booking form"}


async def test_a_change_that_others_build_on_is_not_undone_and_the_page_says_why(
    story: Desk, open_screen: Open
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "end", "u")
        await screen.press("up", "u")
        assert "cannot be undone" in screen.said
        assert "Nothing was changed." in screen.said
        assert names(story) == {"Ana [/] Petrescu"}


async def test_escape_leaves_everything_as_it_is(story: Desk, open_screen: Open) -> None:
    async with open_screen(story) as screen:
        await screen.press("h", "end", "up", "enter")
        assert "Undo this change?" in screen.text()
        await screen.press("escape")
        assert notes(story) == {"hero section", "booking form"}


async def test_pages_below_show_what_was_undone(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("t")
        assert "booking form" in screen.text()
        await screen.press("h", "u", "u", "escape")
        assert "booking form" not in screen.ledger.plain_text()


async def test_without_any_undo_there_is_nothing_to_do_again(story: Desk, open_screen: Open) -> None:
    async with open_screen(story) as screen:
        await screen.press("h", "a")
        assert "There is nothing to redo" in screen.said


# -- export and import -----------------------------------------------------------------------------------------------


async def test_everything_is_exported_to_the_path_that_is_typed(story: Desk, open_screen: Open, tmp_path: Path) -> None:
    async with open_screen(story) as screen:
        await screen.press("h", "e", "j")
        await answer(screen, str(tmp_path / "all.json"))
        assert "2 time entries" in screen.said
        assert str(tmp_path / "all.json") in " ".join(screen.said.split())
    assert "Ana [/] Petrescu" in json.dumps(json.loads((tmp_path / "all.json").read_text(encoding="utf-8")))


async def test_tables_are_exported_into_a_folder(story: Desk, open_screen: Open, tmp_path: Path) -> None:
    async with open_screen(story) as screen:
        await screen.press("h", "e", "c")
        await answer(screen, str(tmp_path / "tables"))
        assert "Exported" in screen.said
    assert "hero section" in (tmp_path / "tables" / "entries.csv").read_text(encoding="utf-8")


async def test_a_path_that_does_not_work_is_asked_again_as_it_was_typed(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "e", "j")
        await answer(screen, str(tmp_path / "nowhere" / "all.json"))
        assert "Export to which file?" in screen.text()
        assert "nowhere" in screen.text()
        assert "Nothing was changed." in shown(screen)
        await answer(screen, str(tmp_path / "all.json"))
        assert (tmp_path / "all.json").is_file()


async def test_no_path_is_no_answer(story: Desk, open_screen: Open) -> None:
    async with open_screen(story) as screen:
        await screen.press("h", "e", "j")
        await answer(screen, " ")
        assert "No file is named." in screen.text()


async def test_a_file_that_is_there_is_replaced_only_after_a_question(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    target = tmp_path / "all.json"
    target.write_text("older", encoding="utf-8")
    async with open_screen(story, (120, 30)) as screen:
        await screen.press("h", "e", "j")
        await answer(screen, str(target))
        assert "is already there" in shown(screen)
        await screen.press("escape")
        assert target.read_text(encoding="utf-8") == "older"
        await screen.press("e", "j")
        await answer(screen, str(target))
        await screen.press("r")
        assert "hero section" in target.read_text(encoding="utf-8")


async def test_an_import_shows_first_what_it_would_add_and_adds_it_after_a_yes(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    exchange.export_json(story, str(tmp_path / "all.json"))
    other = other_computer(story, tmp_path)
    async with open_screen(other, (100, 30)) as screen:
        await screen.press("h", "i")
        assert "There is no such file." not in screen.text()
        await answer(screen, str(tmp_path / "all.json"))
        assert "To be added: 1 client, 1 project, 2 time entries" in shown(screen)
        assert names(other) == set()
        await screen.press("i")
        assert names(other) == {"Ana [/] Petrescu"}
        assert "Added: 1 client" in screen.said
        await screen.press("i")
        await answer(screen, str(tmp_path / "all.json"))
        assert "Everything in it is already here" in screen.said


async def test_a_file_that_is_no_export_is_refused_where_its_path_was_typed(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    (tmp_path / "wrong.json").write_text("[1, 2", encoding="utf-8")
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "i")
        await answer(screen, str(tmp_path / "wrong.json"))
        assert "Import what?" in screen.text()
        assert "Nothing was imported." in shown(screen)
        await screen.write("x")
        assert "There is no such file." in screen.text()


async def test_rows_that_cannot_be_taken_in_are_named_and_left_out_only_after_a_yes(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    exchange.export_csv(story, str(tmp_path / "tables"))
    entries = tmp_path / "tables" / "entries.csv"
    entries.write_text(entries.read_text(encoding="utf-8").replace("5400", "many"), encoding="utf-8")
    other = other_computer(story, tmp_path)
    async with open_screen(other, (100, 30)) as screen:
        await screen.press("h", "i")
        await answer(screen, str(tmp_path / "tables"))
        assert "1 row cannot be imported." in shown(screen)
        assert "entries.csv" in shown(screen)
        await screen.press("x", "i")
        assert "Added" in screen.said
        assert notes(other) == {"hero section"}


# -- long work -------------------------------------------------------------------------------------------------------


@pytest.fixture
def slow_export(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An export that waits until the event is set."""
    done = threading.Event()

    def wait(_desk: Desk, path: str, *, force: bool = False, progress: Progress) -> exchange.Exported:
        progress(1, 9)
        assert done.wait(4 * PATIENCE)  # as long as the steps of a test may take together
        return exchange.Exported(path=path, counts={"clients": 3})

    monkeypatch.setattr(exchange, "export_json", wait)
    return done


async def begin_slow(screen: Screen) -> None:
    """Begin the slow export."""
    await screen.press("h", "e", "j")
    await screen.pilot.press("enter")
    await screen.until(lambda: "Exporting…" in screen.text())


async def test_long_work_is_told_and_blocks_no_key(
    story: Desk, open_screen: Open, slow_export: threading.Event
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await begin_slow(screen)
        await screen.pilot.press("b")
        await screen.until(lambda: "Still busy." in screen.text())
        await screen.pilot.press("t")
        await screen.until(lambda: "hero section" in screen.text())
        slow_export.set()
        await screen.until(lambda: "Exported: 3 clients" in screen.text())
        await screen.press("escape")
        assert "Exported: 3 clients" in screen.said


async def test_what_the_page_began_is_told_on_the_page_that_is_open_when_it_ends(
    story: Desk, open_screen: Open, slow_export: threading.Event
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await begin_slow(screen)
        await screen.pilot.press("t")
        await screen.until(lambda: not isinstance(screen.app.screen, DataPage))
        slow_export.set()
        await screen.until(lambda: "Exported: 3 clients" in screen.text())


async def test_work_is_told_again_when_the_page_is_on_top_again(
    story: Desk, open_screen: Open, slow_export: threading.Event
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await begin_slow(screen)
        await screen.pilot.press("t")
        await screen.until(lambda: not isinstance(screen.app.screen, DataPage))
        await screen.pilot.press("escape")
        await screen.until(lambda: "Exporting… 1 of 9" in screen.text())
        slow_export.set()
        await asyncio.sleep(0)


# -- backup and restore ----------------------------------------------------------------------------------------------


async def test_a_backup_is_made_where_one_says_and_known_from_then_on(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    async with open_screen(story, (120, 30)) as screen:
        await screen.press("h", "b")
        assert "freelance-comm-2026-11-20.zip" in screen.text()
        await answer(screen, str(tmp_path / "copy.zip"))
        assert "Backed up: 1 client, 1 project, 2 time entries." in screen.said
        assert (tmp_path / "copy.zip").stat().st_mode & 0o777 == 0o600
        await screen.until(lambda: "Last backup   today 14:05" in screen.text())
        await screen.press("b")
        assert str(tmp_path / "freelance-comm-2026-11-20.zip") in shown(screen)


@pytest.mark.parametrize("where", ["nowhere/copy.zip", "data/copy.zip", "x" * 300])
async def test_a_backup_that_cannot_be_written_there_is_asked_again(
    where: str, story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "b")
        await answer(screen, str(tmp_path / where))
        assert "Back up to which file?" in screen.text()
        await answer(screen, str(tmp_path / "copy.zip"))
        assert "Backed up" in screen.said


async def test_restoring_shows_both_sides_first_and_tells_where_the_former_state_is_kept(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    from freelance_comm.services import backups

    backups.back_up(story, str(tmp_path / "copy.zip"))
    clients.add_client(story, "Somebody new")
    async with open_screen(story, (120, 30)) as screen:
        await screen.press("g")
        assert "Somebody new" in screen.text()
        await screen.press("escape", "h", "s")
        assert "copy.zip" in screen.text()
        await screen.press("enter")
        assert "In the backup (today 14:05): 1 client, 1 project, 2 time entries" in shown(screen)
        assert "Here now: 2 clients, 1 project, 2 time entries" in shown(screen)
        await screen.press("escape")
        assert names(story) == {"Ana [/] Petrescu", "Somebody new"}
        await screen.press("s", "enter", "r")
        assert names(story) == {"Ana [/] Petrescu"}
        assert "Restored: 1 client, 1 project, 2 time entries." in screen.said
        kept = screen.said.split(": ")[-1].replace("\n", "")
        assert Path(kept).is_file()
        await screen.press("escape", "g")
        assert "Somebody new" not in screen.text()


async def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    story: Desk, open_screen: Open, tmp_path: Path
) -> None:
    from freelance_comm.services import backups

    backups.back_up(story, str(tmp_path / "copy.zip"))
    data = bytearray((tmp_path / "copy.zip").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "copy.zip").write_bytes(data)
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "s")
        await answer(screen, str(tmp_path / "copy.zip"))
        assert "Restore which backup?" in screen.text()
        assert "Nothing was changed." in shown(screen)
        assert notes(story) == {"hero section", "booking form"}


@pytest.mark.parametrize("path", ["", "/nowhere/at all.zip", "~nobody/x.zip", "/dev/null", "/"])
async def test_a_path_that_is_no_backup_is_refused_where_it_was_typed(
    path: str, story: Desk, open_screen: Open
) -> None:
    async with open_screen(story, (100, 30)) as screen:
        await screen.press("h", "s")
        await answer(screen, path)
        assert "Restore which backup?" in screen.text()
        assert screen.app.is_running


# -- health ----------------------------------------------------------------------------------------------------------


def spoil(desk: Desk, folder: str) -> Path:
    """Cut the only file of a folder in half, and return it."""
    (path,) = (desk.workspace.root / folder).glob("*.json")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def durable(root: Path) -> Desk:
    """Return a desk whose saves keep earlier versions, as those of people do."""
    from freelance_comm.store import Workspace
    from freelance_comm.text.catalog import translator
    from tests.tui.conftest import NOW, ZONE

    workspace = Workspace(root, owner="tui")
    return Desk(workspace, clock=lambda: NOW, tr=translator("en"), zone=ZONE, owner="tui")


@pytest.fixture
def ill(story: Desk, root: Path) -> Desk:
    """A desk one of whose files is damaged, an earlier state of it known."""
    desk = durable(root)
    timelog.add_entry(desk, "P-2026-001", day=desk.today(), seconds=Decimal(60), note="kept in the history")
    timelog.add_entry(desk, "P-2026-001", day=desk.today(), seconds=Decimal(60), note="the last one")
    spoil(desk, "time")
    return desk


async def test_data_in_order_are_said_to_be_so(story: Desk, open_screen: Open) -> None:
    async with open_screen(story, (120, 30)) as screen:
        await screen.press("h")
        assert "✓ All is well: all 4 files were read to the end" in shown(screen)
        assert "r repair" not in screen.text()
        await screen.press("r")
        assert "There is nothing to repair." in screen.text()


async def test_today_says_in_one_line_that_a_file_needs_a_look_and_enter_leads_there(
    ill: Desk, open_screen: Open
) -> None:
    async with open_screen(ill, (120, 30)) as screen:
        row = next(row for row in screen.ledger.rows if row.id == "health")
        assert "time/2026-11.json" in row.cells[1].text
        assert "freelance-comm doctor" not in screen.text()
        assert "h your data" in screen.text()
        screen.ledger.go_to("health")
        await screen.press("enter")
        assert isinstance(screen.app.screen, DataPage)


async def test_several_ailing_files_take_one_line_of_today(sample: Desk, open_screen: Open) -> None:
    for path in sorted((sample.workspace.root / "projects").glob("*.json"))[:3]:
        path.write_text("{", encoding="utf-8")
    async with open_screen(sample, (100, 30)) as screen:
        assert "▲ 3 things about your files need a look." in screen.text()


async def test_a_repair_explains_asks_and_tells_where_the_damaged_text_is_kept(ill: Desk, open_screen: Open) -> None:
    damaged = (ill.workspace.root / "time" / "2026-11.json").read_bytes()
    async with open_screen(ill, (120, 40)) as screen:
        await screen.press("h", "r")
        assert "Repair this?" in screen.text()
        assert "Put back its last good state" in screen.text()
        await screen.press("escape")
        assert (ill.workspace.root / "time" / "2026-11.json").read_bytes() == damaged
        await screen.press("r", "r")
        await screen.until(lambda: "All is well" in shown(screen))
        assert ".state/conflicts/settled/" in shown(screen)
        assert {"hero section", "booking form", "kept in the history"} <= notes(ill)


@pytest.mark.parametrize(("key", "there"), [("r", True), ("f", False)])
async def test_a_missing_file_is_restored_or_forgotten_as_one_chooses(
    key: str, there: bool, story: Desk, root: Path, open_screen: Open
) -> None:
    desk = durable(root)
    projects.add_project(desk, "Second", client_text="C-2026-001")
    (path,) = (root / "projects").glob("second-*.json")
    projects.set_facts(desk, projects.find_project(desk, "Second"), {"core_problem": "nobody comes"})
    path.unlink()
    async with open_screen(desk, (120, 40)) as screen:
        await screen.press("h", "r")
        assert "Restore it: its last good state comes back." in shown(screen)
        await screen.press(key)
        await screen.until(lambda: "All is well" in shown(screen))
        assert path.is_file() is there


async def test_enter_on_an_ailing_file_repairs_that_one(ill: Desk, open_screen: Open) -> None:
    async with open_screen(ill, (120, 40)) as screen:
        await screen.press("h")
        row = screen.ledger.first_doing("repair")
        assert row is not None
        await screen.press("enter", "r")
        await screen.until(lambda: "All is well" in shown(screen))


@pytest.mark.parametrize("file", ["workspace.json", "clients.json"])
async def test_the_page_opens_and_repairs_when_hardly_anything_can_be_read(
    file: str, story: Desk, root: Path, open_screen: Open
) -> None:
    desk = durable(root)
    clients.add_client(desk, "Bob")
    clients.add_client(desk, "Cem")
    path = root / file
    path.write_bytes(path.read_bytes()[:-20])
    async with open_screen(desk, (120, 40)) as screen:
        assert "“Your data” (key h)" in shown(screen)
        await screen.press("h", "r", "r")
        await screen.until(lambda: "All is well" in shown(screen))
        await screen.press("escape", "g")
        assert "Ana [/] Petrescu" in screen.text()


async def test_a_failing_repair_says_so_and_a_second_one_works(
    ill: Desk, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from freelance_comm.domain.errors import NotSaved
    from freelance_comm.services import doctor

    def full(*_args: object, **_named: object) -> tuple[doctor.Treated, ...]:
        raise NotSaved("The disk is full.", hint="Free some space.")

    async with open_screen(ill, (120, 40)) as screen:
        await screen.press("h")
        with monkeypatch.context() as patched:
            patched.setattr(doctor, "treat", full)
            await screen.press("r", "r")
        assert "The disk is full." in screen.said
        assert "Nothing was changed." in screen.said
        await screen.press("r", "r")
        await screen.until(lambda: "All is well" in shown(screen))


async def test_no_word_of_the_page_escaped_translation(
    ill: Desk, root: Path, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    from freelance_comm.text.catalog import translator
    from tests.pseudo import outside, untranslated

    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    ill.tr = translator("en")
    known = re.compile(r"\S*/\S*|\bkB\b|ctrl\+\w|\S+\.json\S*|\{\w+\}|F\d|client_id|\b[A-Z]-[\w-]+")
    async with open_screen(ill, (200, 60)) as screen:
        left = {}
        for keys in (("h",), ("r",), ("escape", "u"), ("escape", "b"), ("escape", "s"), ("escape", "e"), ("j",)):
            await screen.press(*keys)
            words = known.sub(" ", outside(screen.text().replace("\n", " ")))
            if found := untranslated(words, ("Ana [/] Petrescu", "Landing page", "Ilinca")):
                left["".join(keys)] = found
        assert left == {}


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_full_of_markup_appears_as_it_is_in_the_list_and_in_questions(
    name: str, desk: Desk, open_screen: Open
) -> None:
    clients.add_client(desk, name)
    async with open_screen(desk, (120, 30)) as screen:
        await screen.press("h")
        assert f"client added: {name}" in screen.text()
        await screen.press("end", "up", "enter")
        assert screen.text().count(f"client added: {name}") == 2
        await screen.press("u")
        assert f"client added: {name}" in screen.said
