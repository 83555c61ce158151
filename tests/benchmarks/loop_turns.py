"""Whether anything keeps the screen from answering: the longest piece of work on its loop, in ms of the processor.

Two figures each. ``alone`` is the longest single turn of the loop. ``waiting`` is the longest time for which the
process worked, in whatever thread, while the loop did not come to its turn; a library that works in C without letting
go shows only there. Pages are opened on ten years of work; mail is read, and copies are made, beside an open page.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.record import Record
from freelance_comm.services import backups, exchange, mail_import, mail_mine
from tests.benchmarks import mail
from tests.benchmarks.key_presses import desk_on, pages
from tests.benchmarks.unseen import Heart, Turns, Unseen, opened, settled

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.long_work import Progress
    from freelance_comm.tui.page import Page

MAILS = 1_000
MOST = 0.050
"""Seconds that no piece of work on the loop should take."""


class Kept(Record):
    """How long the loop was kept, in seconds of the processor, and by what."""

    alone: float
    waiting: float
    doing: str


def measured(folder: Path, beside: Path, wanted: str = "") -> dict[str, Kept]:
    """Return the figures for each thing whose name contains ``wanted``; copies and mail lie in ``beside``."""
    desk = desk_on(folder)
    box = mail.written(beside / "thousand.mbox", MAILS)
    mail_mine.keep(desk, (mail.ME,))
    return asyncio.run(_all(desk, box, beside, wanted))


async def _all(desk: Desk, box: Path, beside: Path, wanted: str) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    async with opened(desk) as app:
        for name, made in pages(desk).items():

            async def shown(made: Callable[[], Page] = made) -> None:
                app.push_screen(made())
                await settled(app)

            if wanted in f"opening: {name}":
                found[f"opening: {name}"] = await _watched(shown)
                app.pop_screen()
                await settled(app)
        for name, work in _long_works(app, desk, box, beside).items():
            if wanted in name:
                found[name] = await _watched(work)
    return found


def _long_works(app: Unseen, desk: Desk, box: Path, beside: Path) -> dict[str, Callable[[], Awaitable[None]]]:
    from freelance_comm.tui import mail_steps
    from freelance_comm.tui.data_page import DataPage
    from freelance_comm.tui.mail_page import MailPage

    async def importing() -> None:
        page = MailPage()
        app.push_screen(page)
        await settled(app)
        await mail_steps.read(page, (mail_import.source_for(desk, SourceKind.PATH, str(box)),))
        await settled(app)
        if "new" not in page.quiet.text and "could become" not in page.quiet.text:
            raise RuntimeError(f"nothing was imported: {page.quiet.text}")
        app.pop_screen()
        await settled(app)

    def copying(words: str, job: Callable[[Desk, Progress], object]) -> Callable[[], Awaitable[None]]:
        async def copied() -> None:
            page = DataPage()
            app.push_screen(page)
            await settled(app)
            await page.work(words, job)
            app.pop_screen()
            await settled(app)

        return copied

    return {
        f"reading {MAILS:,} mails": importing,
        "a backup": copying("backup", lambda desk, progress: backups.back_up(desk, str(beside), progress=progress)),
        "an export as JSON": copying("export", lambda desk, _: exchange.export_json(desk, str(beside / "all.json"))),
        "an export as CSV": copying("export", lambda desk, _: exchange.export_csv(desk, str(beside / "tables"))),
    }


async def _watched(work: Callable[[], Awaitable[None]]) -> Kept:
    heart = Heart()
    beating = asyncio.ensure_future(heart.beat())
    await asyncio.sleep(0)
    gc.collect()
    heart.worst = 0.0
    with Turns() as turns:
        await work()
    beating.cancel()
    return Kept(alone=turns.worst, waiting=heart.worst, doing=turns.doing)


def told(found: Mapping[str, Kept]) -> str:
    """Return the figures as lines, the worst first."""
    lines = [f"\nthe loop's longest turn, and its longest wait, in ms of the processor; goal {MOST * 1000:.0f} ms"]
    for name, one in sorted(found.items(), key=lambda pair: -max(pair[1].alone, pair[1].waiting)):
        over = max(one.alone, one.waiting) / MOST
        said = "kept" if over <= 1 else f"OVER by {over:.2f} x: {one.doing[:120]}"
        lines.append(f"  {one.alone * 1000:6.1f} {one.waiting * 1000:6.1f}  {name}   {said}")
    return "\n".join(lines) + "\n"
