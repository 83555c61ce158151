"""A letter to a client whose mail address is not on record: the note names the key that leads to where it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services.draft_doubts import DoubtKind, kind_of

if TYPE_CHECKING:
    from freelance_comm.services.drafts import Draft
    from freelance_comm.tui.writing import WritingPage


def lacks_address(draft: Draft | None) -> bool:
    """Return whether a letter is known to lack an address; one that goes out by chat lacks none."""
    return draft is not None and draft.client_id > 0 and DoubtKind.NO_ADDRESS in map(kind_of, draft.missing)


def doubts(draft: Draft, hint: tuple[str, str]) -> list[str]:
    """Return what to look at before a letter goes out, line by line; ``hint`` is what adds an address."""
    lines = []
    for sentence in draft.missing:
        line = doubt_line(sentence)
        if lacks_address(draft) and kind_of(sentence) is DoubtKind.NO_ADDRESS:
            line += "  " + " ".join(hint)
        lines.append(line)
    return lines


def doubt_line(sentence: str) -> str:
    """Return a sentence of a letter's ``missing`` as its page shows it."""
    return f"▲ {sentence}"


async def add_address(page: WritingPage) -> None:
    """Open the form of the first person at the client's; where there is nobody, of one with the client's own name."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.form_page import FormPage
    from freelance_comm.tui.forms.client import ContactJob

    draft = page.draft
    if draft is None or not lacks_address(draft):
        return
    client = await page.read(lambda desk: client_by_id(desk, draft.client_id))
    person = client.contacts[0] if client.contacts else None
    job = await page.read(lambda desk: ContactJob(desk, client, person, name=client.name))
    if await page.app.push_screen_wait(FormPage(job, first="email")):
        page.readdressed(await page.read(page.compose_draft))
        page.say(page.tr.gettext("Saved."))
