"""The extra mile: three ideas for each project, done or not, and pleasant surprises for a client alone.

An idea is the freelancer's own. The program only asks: its prompts are questions, and hold nothing about the client
that is not on record.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.domain.regular import IDEAS_A_PROJECT, Idea, surprise_week
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles, wording

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

PROMPTS: tuple[str, ...] = (
    N_("What would save them an hour next month?"),
    N_("What did you notice that nobody asked you about?"),
    N_("What will they need right after this that you could start now?"),
    N_("What would make it easier for them to show this to others?"),
    N_("Which question will they ask in half a year that could be answered now?"),
    N_("Who do you know that they would like to meet?"),
    N_("What could be a day early?"),
    N_("What did they mention once, in passing?"),
    N_("What would they tell a friend about?"),
    N_("What small thing annoys them that would take you ten minutes to fix?"),
)
SURPRISES: tuple[str, ...] = (
    N_("Write two lines just to say thank you."),
    N_("Send something you read that made you think of them."),
    N_("Look at what you made for them: is there a small thing to put right, unasked?"),
    N_("Recommend them to somebody, and tell them."),
    N_("Ask how the thing you finished for them is doing."),
    N_("Wish them luck with something that you know is coming up."),
)
_LIKES = N_("They like this: {likes}. What small thing would suit them?")
_LONGEST_LIKES = 120


class IdeaView(Record):
    """An idea as lists show it. ``state_text`` says whether and when it was done."""

    idea: Idea
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    project_ref: str
    state_text: str


def add_idea(desk: Desk, text: str, *, project: Project | None = None, client: Client | None = None) -> Idea:
    """Note an idea for a project, or for a client alone, and return it."""
    if project is None and client is None:
        raise BadValue(N_("It does not say who the idea is for."), hint=N_("Name a project or a client."))
    words = wording.required_line(desk, text, N_("The idea"))
    owner = project.client_id if project is not None else client.id if client is not None else 0
    with desk.change() as change:
        idea = Idea(
            id=change.new_id(),
            client_id=owner,
            project_id=project.id if project is not None else None,
            text=words,
            made_at=desk.now(),
        )
        change.add(idea, project_id=idea.project_id)
    return idea


def mark_done(desk: Desk, idea: Idea, on: date | str | None = None) -> Idea:
    """Note that an idea was carried out: today, or on an earlier day."""
    day = wording.past_day(desk, on) if on else desk.today()
    return _saved(desk, idea, idea.but(done_on=day))


def take_up_again(desk: Desk, idea: Idea) -> Idea:
    """Note that an idea is not done after all."""
    return _saved(desk, idea, idea.but(done_on=None))


def reword(desk: Desk, idea: Idea, text: str) -> Idea:
    """Give an idea other words."""
    return _saved(desk, idea, idea.but(text=wording.required_line(desk, text, N_("The idea"))))


def remove_idea(desk: Desk, idea: Idea) -> None:
    """Strike an idea out."""
    with desk.change() as change:
        change.remove(idea, project_id=idea.project_id)


def _saved(desk: Desk, base: Idea, new: Idea) -> Idea:
    with desk.change() as change:
        change.save(base, new, project_id=base.project_id)
    return new


def ideas_of(reader: Reader, *, client_id: int = 0, project_id: int = 0, closed: bool = True) -> tuple[Idea, ...]:
    """Return ideas in the order in which they were thought of: of a project, of a client with their projects, or all.

    Those of closed projects come only with ``closed``.
    """
    if project_id:
        return reader.project(project_id).ideas
    found = [idea for idea in reader.of_clients(Idea) if client_id in (0, idea.client_id)]
    for summary in reader.summaries(closed=closed):
        if client_id in (0, summary.project.client_id):
            found += reader.project(summary.project.id).ideas
    return tuple(sorted(found, key=lambda idea: idea.id))


def find_idea(desk: Desk, text: str) -> Idea:
    """Return the idea that a short name (``X-3K9F``) or some of its words mean."""
    known = {idea.id: idea for idea in ideas_of(desk.reader)}
    if not known:
        raise NotFound(N_("No idea is noted yet."), hint=N_("Note one: `freelance-comm idea add`."))
    return known[handles.choose(handles.IDEA, text, {idea.id: show(idea.text) for idea in known.values()})]


def views(desk: Desk, found: tuple[Idea, ...]) -> tuple[IdeaView, ...]:
    """Return ideas as lists show them: those that wait first, each group in the order of their making."""
    from freelance_comm.services.timer import project_names
    from freelance_comm.text.telling import near_day

    if not found:
        return ()
    tr, today = desk.tr, desk.today()
    clients = {client.id: client for client in desk.reader.clients()}
    projects = project_names(desk)
    named = handles.handles(handles.IDEA, {idea.id for idea in (*found, *ideas_of(desk.reader))})
    made = []
    for idea in sorted(found, key=lambda idea: (idea.done_on is not None, idea.id)):
        client = clients.get(idea.client_id)
        project_name, project_ref, _ = projects.get(idea.project_id or 0, ("", "", ""))
        done = idea.done_on
        made.append(
            IdeaView(
                idea=idea,
                handle=named[idea.id],
                client_name=client.name if client is not None else "",
                client_ref=client.ref if client is not None else "",
                project_name=project_name,
                project_ref=project_ref,
                state_text=tr.gettext("done {day}").format(day=near_day(done, today, tr)) if done else "",
            )
        )
    return tuple(made)


def prompts(desk: Desk, project: Project, client: Client) -> tuple[str, ...]:
    """Return three questions that may bring ideas for a project: always the same ones for the same project.

    One of them is about what the client likes, where that is on record.
    """
    tr = desk.tr
    start = project.id % len(PROMPTS)
    step = 3  # has no divisor in common with the number of prompts, so that three different ones come
    asked = [tr.gettext(PROMPTS[(start + step * place) % len(PROMPTS)]) for place in range(IDEAS_A_PROJECT)]
    likes = show(" ".join(client.likes.split()))
    if likes:
        asked[0] = tr.gettext(_LIKES).format(likes=likes[:_LONGEST_LIKES])
    return tuple(asked)


def surprise_for(desk: Desk, client: Client, ideas: tuple[Idea, ...]) -> str:
    """Return what could surprise ``client`` pleasantly this week, empty outside of their week and once one was made.

    Nobody is surprised in the very week in which they came.
    ``ideas`` are theirs. A surprise that was thought of and not made comes before the program's own suggestion.
    """
    today = desk.today()
    begins = surprise_week(client.id, today)
    if begins is None or client.archived_on is not None or client.created.date() >= begins:
        return ""
    own = [idea for idea in ideas if idea.project_id is None]
    if any(idea.done_on is not None and idea.done_on >= begins for idea in ideas):
        return ""
    waiting = next((idea for idea in own if idea.done_on is None), None)
    if waiting is not None:
        return show(waiting.text)
    return desk.tr.gettext(SURPRISES[(client.id + begins.toordinal()) % len(SURPRISES)])


def open_places(desk: Desk, project: Project) -> int:
    """Return how many ideas a project still has room for; a closed one has none."""
    if project.state is not ProjectState.OPEN:
        return 0
    return max(0, IDEAS_A_PROJECT - len(desk.reader.project(project.id).ideas))
