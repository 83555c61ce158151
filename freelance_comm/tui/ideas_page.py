"""Ideas for something extra: those of a project with three questions that may bring more, or those for a client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.domain.regular import IDEAS_A_PROJECT
from freelance_comm.services.ideas import IdeaView
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "ideas": (
        Column(most=1, least=1, tight=True),
        Column(most=70, least=14, grows=True, wraps=True),
        Column(most=30, least=6, drop=1),
        Column(most=20, least=6),
    ),
}


class IdeasSeen(Record):
    """What the page shows. ``prompts`` are questions of a project, ``surprise`` what would please this week."""

    views: tuple[IdeaView, ...]
    prompts: tuple[str, ...] = ()
    surprise: str = ""


def gather(desk: Desk, client: Client, project: Project | None) -> IdeasSeen:
    """Read the ideas of a project, or all of a client."""
    from freelance_comm.services import ideas

    if project is not None:
        own = ideas.ideas_of(desk.reader, project_id=project.id)
        return IdeasSeen(views=ideas.views(desk, own), prompts=ideas.prompts(desk, project, client))
    every = ideas.ideas_of(desk.reader, client_id=client.id)
    waits = any(idea.project_id is None and idea.done_on is None for idea in every)
    surprise = "" if waits else ideas.surprise_for(desk, client, every)  # one that was thought of stands in the list
    return IdeasSeen(views=ideas.views(desk, every), surprise=surprise)


def rows(seen: IdeasSeen, tr: Translator, *, of_project: bool) -> list[Row]:
    """Return the ideas, and what may bring further ones."""
    made: list[Row] = [_idea(one, of_project=of_project) for one in seen.views]
    if not made:
        words = tr.gettext("No idea is noted yet. What would nobody expect, and everybody remember?")
        made.append(text(words, style="dim"))
    if seen.prompts and len(seen.views) < IDEAS_A_PROJECT:
        left = IDEAS_A_PROJECT - len(seen.views)
        told = tr.ngettext("room for {n} more", "room for {n} more", left).format(n=left)
        made += [BLANK, heading(tr.gettext("Think of three"), told)]
        made += [
            text(words, mark=Cell(text="○", style="dim"), id=f"prompt:{place}", act="add", thing=words)
            for place, words in enumerate(seen.prompts)
        ]
    if seen.surprise:
        made += [BLANK, heading(tr.gettext("A pleasant surprise, this week"))]
        mark = Cell(text="○", style="dim")
        made.append(text(seen.surprise, mark=mark, id="surprise", act="add", thing=seen.surprise))
    return made


def _idea(one: IdeaView, *, of_project: bool) -> Row:
    done = one.idea.done_on is not None
    return line(
        "ideas",
        Cell(text="✓" if done else "·", style="dim"),
        Cell(text=one.idea.text, style="dim" if done else ""),
        Cell(text="" if of_project else one.project_name, style="dim"),
        Cell(text=one.state_text, style="dim"),
        id=f"idea:{one.idea.id}",
        thing=one,
    )


class IdeasPage(Page):
    """Ideas for one project, or for one client."""

    acts = ("add", "tick", "edit", "remove")
    offers = ("goto", "palette")

    def __init__(self, client: Client, project: Project | None = None) -> None:
        super().__init__()
        self._client = client
        self._project = project

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> IdeasSeen:
        """Read the ideas."""
        return gather(desk, self._client, self._project)

    def present(self, view: IdeasSeen) -> None:
        """Show them."""
        whose = self._project.name if self._project is not None else self._client.name
        done = sum(one.idea.done_on is not None for one in view.views)
        told = self.tr.ngettext("{done} of {n} idea done", "{done} of {n} ideas done", len(view.views))
        beside = told.format(done=done, n=len(view.views)) if view.views else ""
        self.heading.say(f"{self.tr.gettext('Something extra')} · {whose}", beside)
        self.ledger.show_rows(rows(view, self.tr, of_project=self._project is not None))

    @property
    def _selected(self) -> IdeaView | None:
        row = self.ledger.current
        if row is not None and isinstance(row.thing, IdeaView):
            return row.thing
        self.say(self.tr.gettext("First choose an idea."))
        return None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """A question is answered; an idea is edited."""
        if isinstance(event.row.thing, IdeaView):
            self.action_edit()
        else:
            self.action_add()

    def action_add(self) -> None:
        """Note an idea."""
        self.go(self._add())

    async def _add(self) -> None:
        from freelance_comm.services import ideas

        row = self.ledger.current
        asked = row.thing if row is not None and isinstance(row.thing, str) else ""
        question = asked or self.tr.gettext("What would nobody expect?")

        async def submit(words: str) -> None:
            await self.save(lambda desk: ideas.add_idea(desk, words, project=self._project, client=self._client))

        keep_as = f"line-idea-{self._project.id}" if self._project is not None else f"line-surprise-{self._client.id}"
        example = self.tr.gettext("a photo of the shop window for their album")
        if await self.app.push_screen_wait(AskLine(question, submit, example=example, keep_as=keep_as)):
            self.say(self.tr.gettext("Noted."))
            self.reload()

    def action_tick(self) -> None:
        """It is done, or not after all."""
        from freelance_comm.services import ideas

        if (found := self._selected) is None:
            return
        if found.idea.done_on is None:
            words = self.tr.gettext("Done. One of the project's letters tells the client about it.")
            self.attempt(lambda desk: ideas.mark_done(desk, found.idea), done=words if self._project else "")
        else:
            self.attempt(lambda desk: ideas.take_up_again(desk, found.idea))

    def action_edit(self) -> None:
        """Other words for it."""
        if (found := self._selected) is not None:
            self.go(self._edit(found))

    async def _edit(self, found: IdeaView) -> None:
        from freelance_comm.services import ideas

        async def submit(words: str) -> None:
            await self.save(lambda desk: ideas.reword(desk, found.idea, words))

        ask = AskLine(
            self.tr.gettext("What is it?"), submit, text=found.idea.text, keep_as=f"line-ideawords-{found.idea.id}"
        )
        if await self.app.push_screen_wait(ask):
            self.reload()

    def action_remove(self) -> None:
        """Strike it out."""
        from freelance_comm.services import ideas

        if (found := self._selected) is not None:
            gone = self.tr.gettext("Struck out. Undo brings it back.")
            self.attempt(lambda desk: ideas.remove_idea(desk, found.idea), done=gone)
