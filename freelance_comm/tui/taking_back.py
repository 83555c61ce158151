"""Undo from anywhere: the last change is taken back at once, and the quiet line says what it was.

The key is shown only while something that was done on this screen can be taken back: then people look for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from freelance_comm.domain.errors import AppError, NotFound
from freelance_comm.services import undoing
from freelance_comm.tui.work_page import tell_while

if TYPE_CHECKING:
    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.page import Page


def name_the_key(page: Page) -> None:
    """Show the key among those of the page while something done here can be taken back; where the page's own leave no
    room for it, name it once beside the answer.
    """
    app = page.freelance
    meant = app.backroom.steps_to_undo > 0 and not page.typing and "undo" not in page.acts
    page.key_line.offer(("undo_last",) if meant else ())
    if not meant or app.undo_named or page.quiet.is_problem:
        return
    app.undo_named = True
    if not page.key_line.shows("undo_last"):
        words = page.and_back("").strip()
        if words not in page.quiet.text:
            page.say(f"{page.quiet.text} {words}".strip())


def page_for_undo(app: FreelanceApp) -> Page | None:
    """Return the page to undo from; ``None`` where people type (the key is the field's there), or answer a question."""
    page = app.page
    if page is None or app.screen is not page or page.typing or isinstance(app.focused, Input | TextArea):
        return None
    return page


async def undo_last(page: Page) -> None:
    """Take the last change back, whoever made it."""
    words = page.tr.gettext("Undoing")
    change = await tell_while(page, words, lambda desk, progress: undoing.undo(desk, progress=progress))
    page.freelance.backroom.steps_to_undo = max(0, page.freelance.backroom.steps_to_undo - 1)
    await _show(page, page.tr.gettext("Undone – {change}").format(change=undoing.told(page.tr, change)))


async def do_again(page: Page) -> None:
    "Redo what was last undone."
    words = page.tr.gettext("Undoing")
    change = await tell_while(page, words, lambda desk, progress: undoing.again(desk, progress=progress))
    page.freelance.backroom.steps_to_undo += 1
    await _show(page, page.tr.gettext("Redone – {change}").format(change=undoing.told(page.tr, change)))


async def _show(page: Page, words: str) -> None:
    """Say what was done. A page about something that is gone with it is left for the one below."""
    app, top = page.freelance, page
    gone: list[Page] = []
    while len(app.screen_stack) > len(gone) + 1:
        try:
            await top.look()
            break
        except NotFound:
            gone.append(top)
            top = app.below(top)
        except AppError:
            break  # whatever it is, the page says it when it is read again
    if not gone:
        page.say(words)
        page.reload()
        return
    app.tell_next(words)
    for each in gone:
        each.dismiss(None)
