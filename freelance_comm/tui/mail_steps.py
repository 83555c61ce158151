"""What is done on the mail page: reading mailboxes beside all pages, taking people in, letting mail count.

Apart from the page because each is a conversation: it asks where something is not known, and tells what it brought
wherever one is by then.
"""

from __future__ import annotations

from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.domain.people import Client
from freelance_comm.services import mail_accounts, mail_import, mail_left_out, mail_mine, mail_people, mail_sources
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.backroom import new_step
from freelance_comm.tui.complaint import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from freelance_comm.services.desk import Desk
    from freelance_comm.services.mail_boxes import Password
    from freelance_comm.services.mail_left_out import PutAside
    from freelance_comm.services.mail_people import Offer
    from freelance_comm.services.mail_sources import Round
    from freelance_comm.tui.long_work import Progress
    from freelance_comm.tui.mail_page import MailPage


async def new_mailbox(page: MailPage) -> None:
    """Ask where mail lies on this disk, and read it."""
    t = page.tr.gettext

    async def looked(words: str) -> MailSource:
        return await page.read(partial(_there, words=words))

    ask = AskLine(
        t("Where is the mail?"),
        looked,
        example="~/Mail",
        note=t("A Maildir, an mbox file, an .eml file, or a folder of any of these. It is only read."),
        keep_as="mailbox",
        enter=t("read it"),
    )
    source = await page.app.push_screen_wait(ask)
    if isinstance(source, MailSource):
        await read(page, (source,))


def _there(desk: Desk, words: str) -> MailSource:
    from freelance_comm.mail.boxes import letters

    source = mail_import.source_for(desk, SourceKind.PATH, words.strip())
    next(iter(letters(source.place)), None)  # says at once where there is no mail
    return source


async def read(page: MailPage, sources: Sequence[MailSource]) -> None:
    """Read what is new in mailboxes, and tell what it brought."""
    t = page.tr.gettext
    if not sources:
        page.say(t("No mailbox is known yet."))
        return
    password = await _passwords(page, sources)
    own = await _own(page, sources[0], password)
    if own is None:
        return
    try:
        found = await page.work(
            t("Reading mail"),
            lambda desk, progress: _import(desk, progress, page, sources, own, password),
            at_once=False,
        )
    except AppError as error:
        page.tell(told(error, page.tr, fate=True), problem=True)
        return
    for _source, failure in found.failed:
        page.freelance.mail_passwords.heed(failure)
    page.tell(_said(found, page), stays=found.is_news, problem=bool(found.failed))


def _import(
    desk: Desk,
    progress: Progress,
    page: MailPage,
    sources: Sequence[MailSource],
    own: tuple[str, ...],
    password: Password,
) -> Round:
    beside = _beside(desk)
    fresh = [_stored(beside, one) for one in sources]
    found = mail_sources.import_all(
        beside, fresh, mine=own, password=password, progress=progress, stopped=lambda: page.freelance.long_work.stopping
    )
    if own and found.done:
        mail_mine.keep(beside, own)
    return found


def _beside(desk: Desk, step: str = "") -> Desk:
    """Return a desk with a door of its own: what it saves is one step, whatever other pages save meanwhile.

    That step may have a name, where something was saved under it before.
    """
    beside = copy(desk)
    beside.workspace = desk.workspace.another()
    beside.workspace.begin_step(step)
    beside.reader = beside.workspace.reader()
    return beside


def _stored(desk: Desk, source: MailSource) -> MailSource:
    same = (one for one in desk.reader.mail_sources() if (one.kind, one.place) == (source.kind, source.place))
    return next(same, source)


async def _passwords(page: MailPage, sources: Sequence[MailSource]) -> Password:
    """Return a way to come by the passwords of the accounts among mailboxes, asked for now where nothing knows them."""
    from freelance_comm.tui.mail_passwords import passwords_of

    names = {one.place for one in sources if one.kind is SourceKind.ACCOUNT}
    accounts = await page.read(mail_accounts.accounts) if names else ()
    return await passwords_of(page, [one for one in accounts if one.name in names])


async def _own(page: MailPage, source: MailSource, password: Password) -> tuple[str, ...] | None:
    """Return further addresses of the freelancer: none where the profile has some; ``None`` where it is given up."""
    t = page.tr.gettext
    if await page.read(mail_mine.mine):
        return ()
    guesses = await page.work(
        t("Looking into the mailbox"), lambda desk, _progress: mail_mine.guessed(desk, source, password=password)
    )
    others = ", ".join(one.address for one in guesses[1:])

    async def checked(words: str) -> tuple[str, ...]:
        return mail_mine.checked(part for part in words.replace(",", " ").split())

    note = t("So that your own mail can be told apart from other people's. It is kept in your profile.")
    if others:
        note += "\n" + t("Also in this mailbox: {addresses}").format(addresses=others)
    ask = AskLine(
        t("Which address is yours?"),
        checked,
        text=guesses[0].address if guesses else "",
        example="you@example.com",
        note=note,
        enter=t("that is me"),
    )
    answer = await page.app.push_screen_wait(ask)
    return answer if isinstance(answer, tuple) else None


def _said(found: Round, page: MailPage) -> str:
    tr = page.tr
    if not found.is_news:
        return tr.gettext("Nothing new.")
    count = sum(len(one.added) for one in found.done)
    said = []
    if count:
        said.append(tr.ngettext("{n} new message.", "{n} new messages.", count).format(n=count))
    lost = sum(len(one.undelivered) for one in found.done)
    if lost:
        words = tr.ngettext("{n} email of yours did not arrive.", "{n} emails of yours did not arrive.", lost)
        said.append(words.format(n=lost))
    people = sum(one.people for one in found.done)
    if people:
        words = tr.ngettext("{n} person could become a client.", "{n} people could become clients.", people)
        said.append(words.format(n=people))
    aside = sum(one.left_out for one in found.done)
    if aside:
        said.append(tr.ngettext("{n} email was left out.", "{n} emails were left out.", aside).format(n=aside))
    unreadable = [name for one in found.done for name in one.unreadable]
    if unreadable:
        said.append(tr.gettext("Could not be read: {files}").format(files=", ".join(unreadable[:3])))
    if any(one.stopped for one in found.done):
        said.append(tr.gettext("Stopped; the rest comes next time."))
    lines = [" ".join(said)] if said else []
    lines += [told(notice, tr) for one in found.done for notice in one.notices]
    lines += [told(error, tr) for _source, error in found.failed]
    return "\n".join(lines)


# -- people ----------------------------------------------------------------------------------------------------------


async def take_client(page: MailPage, offer: Offer) -> None:
    """Make a client of somebody, and bring in their mail."""
    t = page.tr.gettext

    step = new_step()

    async def added(words: str) -> Client:
        return await page.save(lambda desk: mail_people.add(desk, offer.person, name=words.strip()), step=step)

    ask = AskLine(
        t("What is the client called?"), added, text=offer.name, note=offer.person.address, enter=t("add as client")
    )
    answer = await page.app.push_screen_wait(ask)
    if isinstance(answer, Client):
        await _fetch(page, answer, step)


async def join_client(page: MailPage, offer: Offer) -> None:
    """Add somebody to a client's contacts, and bring in their mail."""
    from freelance_comm.tui.opening import choose_client

    client = await choose_client(page)
    if client is not None:
        step = new_step()
        added = await page.save(lambda desk: mail_people.add(desk, offer.person, client=client), step=step)
        await _fetch(page, added, step)


async def _fetch(page: MailPage, client: Client, step: str) -> None:
    """Bring in the mail of a new client, in the ``step`` that added them: one undo takes both back."""
    password = await _passwords(page, await page.read(lambda desk: desk.reader.mail_sources()))
    try:
        found = await page.work(
            page.tr.gettext("Looking for their mail"),
            lambda desk, progress: mail_people.fetch(
                _beside(desk, step),
                client,
                password=password,
                progress=progress,
                stopped=lambda: page.freelance.long_work.stopping,
            ),
            at_once=False,
        )
    except AppError as error:
        page.tell(told(error, page.tr, fate=True), problem=True)
        return
    n = found.messages
    words = page.tr.ngettext("Added; {n} message came in.", "Added; {n} messages came in.", n).format(n=n)
    page.tell("\n".join([words, *(told(error, page.tr) for _source, error in found.round.failed)]))


# -- left out --------------------------------------------------------------------------------------------------------


async def let_count(page: MailPage, one: PutAside, *, always: bool = False) -> None:
    """Let a mail count, asking whose it is where that cannot be told."""
    from freelance_comm.tui.opening import choose_client

    client = None
    if one.mail.client_id is None:
        client = await choose_client(page)
        if client is None:
            return
    message = await page.save(lambda desk: mail_left_out.rescue(desk, one.mail, client=client, always=always))
    name = await page.read(
        lambda desk: next((each.name for each in desk.reader.client_names() if each.id == message.client_id), "")
    )
    page.say(page.tr.gettext("It now counts, as a message from {name}.").format(name=name))
    page.reload()


async def forget_mailbox(page: MailPage, source: MailSource) -> None:
    """Read a mailbox no more; its messages stay."""
    await page.save(lambda desk: mail_sources.forget(desk, source))
    said = page.tr.gettext("{place} is no longer read.").format(place=Path(source.place).name or source.place)
    page.say(page.and_back(said))
    page.reload()
