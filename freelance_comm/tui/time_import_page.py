"""Bring in time from another tool: name the file, look at what would come, say which project is which, and go.

Nothing is stored before the last key; afterwards one undo takes all of it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services import time_take_in, time_take_words
from freelance_comm.services.project_search import find_project_name
from freelance_comm.services.time_from_tables import TwoWays
from freelance_comm.services.time_names import LEAVE_OUT, MAKE_NEW
from freelance_comm.services.time_take_in import NameLine, Order, Seen
from freelance_comm.tui import time_import_rows
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.work_page import WorkPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.long_work import Progress
    from freelance_comm.tui.page import Page

_LISTED = 4


class TimeImportPage(WorkPage):
    """What one file would bring."""

    acts = ("open", "import", "make_project", "not_this_name", "rest_into", "another_file")
    offers = ("palette",)

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self._order = Order()
        self._seen: Seen | None = None
        self._two_ways = False

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=time_import_rows.GRIDS)
        yield self.ledger

    def on_mount(self) -> None:
        """Ask which file."""
        self.heading.say(self.tr.gettext("Import time"))
        self.call_after_refresh(self.action_another_file)

    def reload(self) -> None:
        """What was read is shown again; a file is only read when somebody asks for it."""
        self._show()

    # asking

    def action_another_file(self) -> None:
        """Ask for a file and look into it."""
        self.go(self._ask())

    async def _ask(self) -> None:
        t = self.tr.gettext
        ask = AskLine(
            t("Which file holds the time?"),
            self._look_into,
            text=self._path,
            example="~/Downloads/toggl.csv, ~/.config/watson/frames",
            note=t(
                "From Watson, Timewarrior, Toggl, Harvest or Clockify, a calendar (.ics), or a table (CSV). It is "
                "only read; nothing is stored until you say so."
            ),
            keep_as="import-time",
            enter=t("look inside"),
        )
        await self.app.push_screen_wait(ask)
        if self._two_ways:
            self._two_ways = False
            await self._ask_order()
        if self._seen is None:
            self.action_back()  # nothing was looked into: there is nothing to stay for
        else:
            self._show()

    async def _look_into(self, words: str) -> None:
        """Look into the file that was typed. Raises what is wrong with it: the question stays."""
        if not words.strip() or "\0" in words:
            raise BadValue(N_("No file is named."), hint=N_("Type where it is, or go back with Esc."))
        order = Order() if words.strip() != self._path else self._order
        self._two_ways = False
        try:
            self._seen = await self._looked(words.strip(), order)
        except TwoWays:
            self._two_ways, self._seen = True, None
        self._path, self._order = words.strip(), order

    async def _ask_order(self) -> None:
        """Ask which number of a date is the day, when the file leaves it open."""
        t = self.tr.gettext
        answers = [("d", t("the day first: 3 February")), ("m", t("the month first: 2 March"))]
        key = await self.app.push_screen_wait(AskKey(t("What does 3/2/2026 mean in this file?"), answers))
        if key:
            await self._again(self._order.but(dates="dmy" if key == "d" else "mdy"))

    async def _looked(self, path: str, order: Order) -> Seen:
        def job(desk: Desk, progress: Progress) -> Seen:
            return time_take_in.look(desk, _place(path), order, lambda count: progress(count, 0))

        return await self.work(self.tr.gettext("Reading the time"), job)

    async def _again(self, order: Order) -> None:
        self._seen = await self._looked(self._path, order)
        self._order = order
        self.say("")
        self._show()

    # which is which

    @property
    def _line(self) -> NameLine | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, NameLine) else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Say which project a name stands for."""
        if isinstance(event.row.thing, NameLine) and self._seen is not None and not self._seen.done:
            self.go(self._ask_name(event.row.thing))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    async def _ask_name(self, line: NameLine) -> None:
        name = time_take_words.theirs(line.target, self.tr)
        answer = await self._project(self.tr.gettext("Which of your projects is {name}?").format(name=name))
        if answer:
            await self._pair(line, answer)

    async def _project(self, question: str) -> str:
        """Return the reference of a project that was named, nothing when it was given up."""

        async def named(words: str) -> str:
            return (await self.read(lambda desk: find_project_name(desk, words, closed=True))).ref

        names = [one.name for one in await self.read(lambda desk: desk.reader.project_names())]
        ask = AskLine(
            question,
            named,
            example=", ".join(show(name) for name in names[:_LISTED]),
            enter=self.tr.gettext("this one"),
        )
        answer = await self.app.push_screen_wait(ask)
        return answer if isinstance(answer, str) else ""

    async def _pair(self, line: NameLine, ours: str) -> None:
        target = line.target
        theirs = f"{target.client}/{target.name}" if target.client else target.name
        pairs = (*(pair for pair in self._order.wishes.pairs if pair[0] != theirs), (theirs, ours))
        await self._again(self._order.but(wishes=self._order.wishes.but(pairs=pairs)))

    def _change_name(self, ours: str) -> None:
        if self._seen is not None and not self._seen.done and self._line is not None:
            self.go(self._pair(self._line, ours))
        else:
            self.say(self.tr.gettext("First go to a name."))

    def action_make_project(self) -> None:
        """Make a new project of the name."""
        self._change_name(MAKE_NEW)

    def action_not_this_name(self) -> None:
        "Leave out the time under this name."
        self._change_name(LEAVE_OUT)

    def action_rest_into(self) -> None:
        """Put everything that matches no name into one project."""
        if self._seen is not None and not self._seen.done:
            self.go(self._ask_rest())

    async def _ask_rest(self) -> None:
        answer = await self._project(self.tr.gettext("Which project should get everything that matches none?"))
        if answer:
            await self._again(self._order.but(wishes=self._order.wishes.but(project=answer)))

    # going

    def action_import(self) -> None:
        """Take it in."""
        if self._seen is None:
            self.action_another_file()
        elif self._seen.done or not (self._seen.count or self._seen.errors):
            self.say(self.tr.gettext("There is nothing new to import."))
        else:
            self.go(self._import(self._seen))

    async def _import(self, seen: Seen) -> None:
        tr, order = self.tr, self._order
        if seen.unknown:
            names = ", ".join(time_take_words.theirs(line.target, tr) for line in seen.unknown[:_LISTED])
            raise NotFound(
                N_("Which of your projects are these: {names}?"),
                hint=N_("Press enter on a name to say which one it is."),
                names=names,
            )
        if seen.error_count and not await self._leave_out(seen):
            return
        order = order.but(skip_bad=bool(seen.error_count))

        def job(desk: Desk, progress: Progress) -> Seen:
            return time_take_in.take_in(desk, _place(self._path), order, lambda count: progress(count, 0))

        self._seen = await self.work(tr.gettext("Importing"), job, saves=True)
        self._show()
        self.say(time_take_words.total(self._seen, tr))

    async def _leave_out(self, seen: Seen) -> bool:
        """Ask whether to go on without the entries that make no sense."""
        tr, count = self.tr, seen.error_count
        question = tr.ngettext(
            "{n} entry cannot be imported. Go on without it?",
            "{n} entries cannot be imported. Go on without them?",
            count,
        )
        note = "\n".join(problem.text(tr) for problem in seen.errors[:_LISTED])
        ask = AskKey(question.format(n=count), [("x", tr.gettext("leave out"))], note=note)
        return bool(await self.app.push_screen_wait(ask))

    # showing

    def _show(self) -> None:
        if self._seen is None:
            return
        self.heading.say(self.tr.gettext("Import time"), time_take_words.format_name(self._seen, self.tr))
        self.ledger.show_rows(time_import_rows.rows(self._seen, self.tr))
        self.heading.refresh()


def _place(words: str) -> Path:
    try:
        return Path(words).expanduser()
    except RuntimeError:  # "~somebody" who does not exist
        return Path(words)


async def export_time(page: Page) -> None:
    """Ask where to, and write all time there: as JSON where the name says so, else as a table."""
    from freelance_comm.services import time_export

    t = page.tr.gettext

    async def act(words: str) -> str:
        if not words.strip() or "\0" in words:
            raise BadValue(N_("No file is named."), hint=N_("Type where it is, or go back with Esc."))
        form = time_export.ExportForm.JSON if words.strip().endswith(".json") else time_export.ExportForm.CSV
        place = str(_place(words.strip()))
        made = await page.freelance.long_work.run(
            t("Exporting"),
            lambda desk, progress: time_export.write(
                desk, time_export.Wanted(), form, place, force=False, progress=progress
            ),
        )
        return page.tr.ngettext("Wrote {count} entry: {path}", "Wrote {count} entries: {path}", made.count).format(
            count=made.count, path=show(made.path)
        )

    text = str(Path.cwd() / f"time-{page.desk.today().isoformat()}.csv")
    note = t("All time, as a table; as JSON when the name ends in .json.")
    told = await page.app.push_screen_wait(
        AskLine(t("Export the time to which file?"), act, text=text, note=note, enter=t("export"))
    )
    if isinstance(told, str):
        page.say(told)
