"""Takes a text out of the program: to the clipboard, or to a file of its own.

Apart from the page one writes on because documents, schedules and records go the same ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.tui import plain
from freelance_comm.tui.asking import AskKey, AskLine

if TYPE_CHECKING:
    from freelance_comm.tui.page import Page


async def copy_text(page: Page, text: str) -> None:
    """Copy a text; not every terminal passes it on, so it is in a file too."""
    from freelance_comm.services import drafts

    page.app.copy_to_clipboard(plain.area_value(text))
    path = await page.save(lambda desk: drafts.keep_work(desk, "copied.txt", text))
    words = page.tr.gettext("Copied.")
    if path is not None:
        words += " " + page.tr.gettext("Nothing to paste? The text is also in {file}.").format(file=path)
    page.say(words)


async def save_to_file(page: Page, name: str, document: Any) -> str:
    """Ask for a path and write ``document(desk)`` there; an existing file is replaced only after a question.

    Return what was said about it, empty when nothing was written.
    """
    from pathlib import Path

    from freelance_comm.services import drafts

    async def submit(text: str) -> str:
        path = Path(text.strip() or name).expanduser()
        force = False
        if path.is_file():
            question = page.tr.gettext("{file} is already there.").format(file=path)
            answers = [("r", page.tr.gettext("replace it"))]
            if not await page.app.push_screen_wait(AskKey(question, answers)):
                return ""
            force = True
        return str(await page.save(lambda desk: drafts.save_document(path, document(desk), force=force)))

    ask = AskLine(page.tr.gettext("Save as"), submit, text=str(Path.cwd() / name), keep_as=f"line-file-{name}")
    saved = await page.app.push_screen_wait(ask)
    if not saved:
        return ""
    words = page.tr.gettext("Saved: {file}").format(file=saved)
    page.say(words)
    return words
