"""Conversations about copies of the data: backup and restore, export and import.

Each asks for a path, and asks again with what was typed when it does not work; what replaces something is asked about.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import backups, exchange
from freelance_comm.services.data_folder import last_backup
from freelance_comm.text.telling import near
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.complaint import told
from freelance_comm.tui.data_rows import counted, size
from freelance_comm.tui.long_work import WorkStopped

if TYPE_CHECKING:
    from freelance_comm.services.backups import BackupFound, Counts
    from freelance_comm.services.exchange import Imported
    from freelance_comm.tui.data_page import DataPage

_LISTED = 4
"""Rows of an import that are named one by one."""


class _Asked:
    """A question for a path, asked again until it works or is given up."""

    def __init__(self, question: str, *, text: str, enter: str, note: str = "", must_exist: bool = False) -> None:
        self.question = question
        self.text = text
        self.enter = enter
        self.note = note
        self.must_exist = must_exist

    async def then(self, page: DataPage, act: Callable[[Path], Awaitable[None]]) -> None:
        """Ask, and do ``act`` with the path; a refusal comes back with the question, and so does what was typed."""
        problem, typed = "", self.text
        while True:
            ask = AskLine(
                self.question,
                _path_text,
                text=typed,
                note=self.note,
                problem=problem,
                enter=self.enter,
                reading=(lambda words: _seen(page, words)) if self.must_exist else None,
            )
            answer = await page.app.push_screen_wait(ask)
            if not answer:
                return
            typed = str(answer)
            try:
                await act(_path(typed))
                return
            except AppError as error:
                if error.code is ExitCode.UNCONFIRMED or isinstance(error, WorkStopped):
                    raise  # it was done, or is no longer wanted: asking again would be wrong
                problem = told(error, page.tr, fate=True)


async def _path_text(words: str) -> str:
    if not words.strip():
        raise BadValue(N_("No file is named."), hint=N_("Type where it is, or go back with Esc."))
    _path(words)
    return words.strip()


def _path(words: str) -> Path:
    """Return the path that was typed, ``~`` meaning the home folder."""
    if "\0" in words:
        raise BadValue(N_("No file can have that name."))
    try:
        return Path(words.strip()).expanduser()
    except RuntimeError:  # "~somebody" who does not exist
        return Path(words.strip())


def _seen(page: DataPage, words: str) -> str:
    """Say whether there is such a file while it is typed."""
    try:
        path = _path(words)
        state = path.stat()
    except (OSError, ValueError, AppError):
        return page.tr.gettext("There is no such file.")
    return page.tr.gettext("A folder.") if path.is_dir() else size(state.st_size, page.tr)


async def _may_write(page: DataPage, path: Path, *, into_folder: bool = False) -> bool | None:
    """Return whether to replace what is there: None is no, False means that nothing is in the way.

    What is written ``into_folder`` gets a name of its own there; tables take the place of a folder of tables.
    """
    try:
        there = path.is_file() or (not into_folder and path.is_dir() and any(path.glob("*.csv")))
    except OSError:
        return False  # whoever writes says why that cannot be
    if not there:
        return False
    question = page.tr.gettext("{file} is already there.").format(file=path)
    return True if await page.app.push_screen_wait(AskKey(question, [("r", page.tr.gettext("replace it"))])) else None


# -- backup ----------------------------------------------------------------------------------------------------------


async def back_up(page: DataPage) -> None:
    """Ask where to, and write a backup there."""
    t = page.tr.gettext
    last = await page.read(last_backup)
    folder = Path(last.path).parent if last is not None and Path(last.path).parent.is_dir() else Path.cwd()

    async def act(path: Path) -> None:
        force = await _may_write(page, path, into_folder=True)
        if force is None:
            return
        made = await page.work(
            t("Making the backup"),
            lambda desk, progress: backups.back_up(desk, str(path), force=force, progress=progress),
        )
        words = t("Backed up: {counts}. {file}, {size}").format(
            counts=_counted(made.counts, page) or t("nothing yet"), file=made.path, size=size(made.size, page.tr)
        )
        if made.damaged:
            words += "\n" + t("Damaged files are in it as they are: {files}").format(files=_listed(made.damaged))
        if made.left_out:
            words += "\n" + t("Not in it: {files}").format(files=_listed(made.left_out))
        page.tell(words, stays=True)

    proposed = await page.read(lambda desk: backups.proposed(desk, folder))
    await _Asked(t("Back up to which file?"), text=proposed, enter=t("back up")).then(page, act)


def _listed(files: tuple[str, ...]) -> str:
    return ", ".join(files[:_LISTED]) + (", …" if len(files) > _LISTED else "")


async def restore(page: DataPage) -> None:
    """Ask for a backup, show what it holds beside what is here, and put it in its place."""
    t = page.tr.gettext
    last = await page.read(last_backup)

    async def act(path: Path) -> None:
        found = await page.work(
            t("Reading the backup"), lambda desk, progress: backups.look_into(desk, str(path), progress=progress)
        )
        question = t("Replace what is here now with this backup?")
        if not await page.app.push_screen_wait(AskKey(question, [("r", t("restore"))], note=_compared(found, page))):
            return
        done = await page.work(
            t("Restoring"), lambda desk, progress: backups.restore(desk, found.path, progress=progress), saves=True
        )
        words = t("Restored: {counts}.").format(counts=_counted(done.counts, page) or t("nothing yet"))
        if done.kept:
            words += "\n" + t("What was here before is kept as a backup: {file}").format(file=done.kept)
        page.tell(words, stays=True)

    text = last.path if last is not None and last.there else ""
    await _Asked(t("Restore which backup?"), text=text, enter=t("look inside"), must_exist=True).then(page, act)


def _compared(found: BackupFound, page: DataPage) -> str:
    t = page.tr.gettext
    when = near(found.made_at, page.desk.now(), page.zone, page.tr)
    lines = [
        t("In the backup ({when}): {counts}").format(
            when=when, counts=_counted(found.counts, page) or t("nothing yet")
        ),
        t("Here now: {counts}").format(counts=_counted(found.present, page) or t("nothing yet")),
    ]
    if found.damaged:
        lines.append(t("Already damaged when it was made: {files}").format(files=_listed(found.damaged)))
    if found.left_out:
        lines.append(t("Not in it, so left here as they are: {files}").format(files=_listed(found.left_out)))
    return "\n".join(lines)


def _counted(counts: Counts, page: DataPage) -> str:
    kinds = ("clients", "projects", "quotes", "promises", "entries", "messages")
    return counted({kind: getattr(counts, kind) for kind in kinds}, page.tr)


# -- export and import -----------------------------------------------------------------------------------------------


async def export(page: DataPage) -> None:
    """Ask for the form and where to, and write everything there."""
    t = page.tr.gettext
    answers = [("j", t("JSON, one file")), ("c", t("CSV, a folder of tables"))]
    form = await page.app.push_screen_wait(AskKey(t("Export everything as what?"), answers))
    if not form:
        return

    async def act(path: Path) -> None:
        force = await _may_write(page, path)
        if force is None:
            return
        write = exchange.export_json if form == "j" else exchange.export_csv
        made = await page.work(
            t("Exporting"), lambda desk, progress: write(desk, str(path), force=force, progress=progress)
        )
        page.tell(
            t("Exported: {counts}. {file}").format(
                counts=counted(made.counts, page.tr) or t("nothing yet"), file=made.path
            ),
            stays=True,
        )

    name = f"freelance-comm-{page.desk.today().isoformat()}" + (".json" if form == "j" else "")
    question = t("Export to which file?") if form == "j" else t("Export into which folder?")
    await _Asked(question, text=str(Path.cwd() / name), enter=t("export")).then(page, act)


async def take_in(page: DataPage) -> None:
    """Ask for an export, show what would be added, and add it."""
    t = page.tr.gettext

    async def act(path: Path) -> None:
        seen = await _import(page, path, dry=True)
        if seen.skipped and not await _leave_out(page, seen):
            return
        if not sum(seen.added.values()):
            page.tell(t("Everything in it is already here: nothing was added."))
            return
        note = [t("To be added: {counts}").format(counts=counted(seen.added, page.tr))]
        if sum(seen.present.values()):
            note.append(t("Already here: {counts}").format(counts=counted(seen.present, page.tr)))
        question = t("Add this to your data?")
        if not await page.app.push_screen_wait(AskKey(question, [("i", t("import"))], note="\n".join(note))):
            return
        done = await _import(page, path, dry=False)
        page.tell(t("Added: {counts}").format(counts=counted(done.added, page.tr)), stays=True)

    note = t("A JSON file or a folder of CSV files written by an export. Nothing is added until you say so.")
    await _Asked(t("Import what?"), text="", enter=t("look inside"), note=note, must_exist=True).then(page, act)


async def _import(page: DataPage, path: Path, *, dry: bool) -> Imported:
    """Look at what an import would do, or do it without the rows that were agreed to be left out."""
    words = page.tr.gettext("Reading what would be added") if dry else page.tr.gettext("Importing")
    return await page.work(
        words,
        lambda desk, progress: exchange.import_file(desk, str(path), dry_run=dry, skip_bad=True, progress=progress),
        saves=not dry,
    )


async def _leave_out(page: DataPage, seen: Imported) -> bool:
    """Ask whether to go on without the rows that make no sense."""
    t, n = page.tr.gettext, page.tr.ngettext
    count = len(seen.skipped)
    lines = [row.text(page.tr) for row in seen.skipped[:_LISTED]]
    if count > _LISTED:
        left = count - _LISTED
        lines.append(n("and {n} more", "and {n} more", left).format(n=left))
    question = n(
        "{n} row cannot be imported. Go on without it?", "{n} rows cannot be imported. Go on without them?", count
    )
    answers = [("x", t("leave out"))]
    return bool(await page.app.push_screen_wait(AskKey(question.format(n=count), answers, note="\n".join(lines))))
