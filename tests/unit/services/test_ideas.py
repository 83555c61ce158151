"""The extra mile: three ideas a project, done or not; surprises for a client in their week; prompts invent nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.people import Client
from freelance_comm.domain.regular import surprise_week
from freelance_comm.services import ideas, undoing
from freelance_comm.services.clients import client_by_id
from tests.unit.services.rig import Rig, at


def in_their_week(rig: Rig, client: Client) -> None:
    """Turn the clock to the first day of the client's next week for a surprise.

    The day on which they came is passed over: nobody is surprised in that week, and for some clients it is theirs.
    """
    day = rig.desk.today() + timedelta(days=1)
    while (begins := surprise_week(client.id, day)) is None or begins != day:
        day += timedelta(days=1)
    rig.set(rig.clock.now + (day - rig.desk.today()))


def test_an_idea_of_a_project_lies_with_it_and_one_of_a_client_with_them(rig: Rig) -> None:
    project = rig.project()
    client = client_by_id(rig.desk, project.client_id)
    first = ideas.add_idea(rig.desk, "a photo of the shop window", project=project)
    second = ideas.add_idea(rig.desk, "a postcard", client=client)
    assert rig.again().reader.project(project.id).ideas == (first,)
    assert ideas.ideas_of(rig.again().reader, client_id=client.id) == (first, second)
    assert (first.client_id, second.project_id) == (client.id, None)


def test_three_ideas_fill_a_project(rig: Rig) -> None:
    project = rig.project()
    left = [ideas.open_places(rig.desk, project)]
    for words in ("one", "two", "three", "four"):
        ideas.add_idea(rig.desk, words, project=project)
        left.append(ideas.open_places(rig.desk, project))
    assert left == [3, 2, 1, 0, 0]


def test_an_idea_is_done_on_a_day_and_can_be_taken_up_again(rig: Rig) -> None:
    idea = ideas.add_idea(rig.desk, "a photo", project=rig.project())
    done = ideas.mark_done(rig.desk, idea)
    (view,) = ideas.views(rig.again(), (done,))
    assert (done.done_on, view.state_text) == (rig.desk.today(), "done today")
    assert ideas.take_up_again(rig.desk, done) == idea


def test_nothing_is_done_tomorrow(rig: Rig) -> None:
    idea = ideas.add_idea(rig.desk, "a photo", project=rig.project())
    with pytest.raises(BadValue, match="still to come"):
        ideas.mark_done(rig.desk, idea, rig.desk.today() + timedelta(days=1))


def test_an_idea_for_nobody_is_refused(rig: Rig) -> None:
    with pytest.raises(BadValue, match="who the idea is for"):
        ideas.add_idea(rig.desk, "a photo")


def test_an_idea_is_found_by_its_short_name_or_its_words(rig: Rig) -> None:
    project = rig.project()
    idea = ideas.add_idea(rig.desk, "a photo of the shop window", project=project)
    (view,) = ideas.views(rig.desk, (idea,))
    assert view.handle.startswith("X-")
    assert ideas.find_idea(rig.desk, view.handle) == ideas.find_idea(rig.desk, "shop window") == idea
    with pytest.raises(NotFound):
        ideas.find_idea(rig.desk, "a boat")


def test_striking_an_idea_out_is_undone_by_name(rig: Rig) -> None:
    idea = ideas.add_idea(rig.desk, "a photo", project=rig.project())
    ideas.remove_idea(rig.desk, idea)
    told = undoing.undo(rig.again())
    assert ideas.ideas_of(rig.again().reader) == (idea,)
    assert "a photo" in str(told)


def test_prompts_are_the_same_three_questions_for_the_same_project(rig: Rig) -> None:
    project = rig.project()
    client = client_by_id(rig.desk, project.client_id)
    asked = ideas.prompts(rig.desk, project, client)
    assert asked == ideas.prompts(rig.again(), project, client)
    assert len(set(asked)) == 3
    assert set(asked) <= set(ideas.PROMPTS)


def test_one_prompt_speaks_of_what_is_on_record_and_no_other_of_the_client(rig: Rig) -> None:
    client = rig.client(likes="film cameras")
    project = rig.project(client=client.name)
    first, *others = ideas.prompts(rig.desk, project, client)
    assert first == "They like this: film cameras. What small thing would suit them?"
    assert set(others) <= set(ideas.PROMPTS)


def test_a_surprise_is_suggested_in_the_clients_week_and_no_more_once_it_was_made(rig: Rig) -> None:
    client = rig.client()
    in_their_week(rig, client)
    own = ideas.ideas_of(rig.desk.reader, client_id=client.id)
    assert ideas.surprise_for(rig.desk, client, own) in ideas.SURPRISES
    idea = ideas.add_idea(rig.desk, "a postcard", client=client)
    assert ideas.surprise_for(rig.desk, client, (idea,)) == "a postcard"
    done = ideas.mark_done(rig.desk, idea)
    assert ideas.surprise_for(rig.desk, client, (done,)) == ""


def test_outside_of_their_week_nobody_is_surprised(rig: Rig) -> None:
    client = rig.client()
    in_their_week(rig, client)
    rig.set(rig.clock.now - timedelta(days=1))
    assert ideas.surprise_for(rig.desk, client, ()) == ""


def test_ideas_of_closed_projects_come_when_asked_for(rig: Rig) -> None:
    project = rig.project()
    idea = ideas.add_idea(rig.desk, "a photo", project=project)
    rig.set(at(3))
    rig.close(rig.desk.reader.project(project.id).head)
    assert ideas.ideas_of(rig.again().reader, closed=False) == ()
    assert ideas.ideas_of(rig.again().reader) == (idea,)
