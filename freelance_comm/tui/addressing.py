"""A letter to a client whose mail address is not on record: the note names the key that leads to where it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import draft_doubts

if TYPE_CHECKING:
    from freelance_comm.services.drafts import Draft
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.writing import WritingPage


def lacks_address(draft: Draft | None, tr: Translator) -> bool:
    """Return whether a letter is known to lack an address; one that goes out by chat lacks none."""
    return draft is not None and draft.client_id > 0 and draft_doubts.no_address(tr) in draft.missing


def doubts(draft: Draft, tr: Translator, hint: tuple[str, str]) -> list[str]:
    """Return what to look at before a letter goes out, line by line; ``hint`` is what adds an address."""
    said = list(draft.missing)
    if lacks_address(draft, tr):
        said[said.index(draft_doubts.no_address(tr))] += "  " + " ".join(hint)
    return ["▲ " + sentence for sentence in said]


async def add_address(page: WritingPage) -> None:
    """Open the form of the first person at the client's; where there is nobody, of one with the client's own name."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.form_page import FormPage
    from freelance_comm.tui.forms.client import ContactJob

    draft = page.draft
    if draft is None or not lacks_address(draft, page.tr):
        return
    client = await page.read(lambda desk: client_by_id(desk, draft.client_id))
    person = client.contacts[0] if client.contacts else None
    job = await page.read(lambda desk: ContactJob(desk, client, person, name=client.name))
    if await page.app.push_screen_wait(FormPage(job, first="email")):
        page.readdressed(await page.read(page.compose_draft))
        page.say(page.tr.gettext("Saved."))
