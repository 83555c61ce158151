"""Where a draft of an answer goes: a file, a link, the Drafts folder of a mailbox. The mail program does the sending.

Apart from answering because these are ways out of the program, each with walls of its own. Whatever way is taken, the
answered message notes that there is a draft; its clock runs on until the answer is noted as sent.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.people import ReplyWay
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services import draft_facts, drafts
from freelance_comm.services.drafts import Draft

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.domain.mail_account import MailAccount
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.promises import PromiseView

_MOST_OF_A_NAME = 999


class Link(Record):
    """A ``mailto:`` link; ``too_long_for_some`` tells that some systems cut it."""

    url: str
    too_long_for_some: bool


class Place(Record):
    """Where answers usually go: ``way``, and the folder or account that belongs to it (empty where none does)."""

    way: ReplyWay
    place: str = ""


def usual_place(desk: Desk) -> Place:
    """Return where the profile says that answers go."""
    profile = desk.profile()
    return Place(way=profile.reply_way, place=profile.reply_place)


def save_eml(desk: Desk, draft: Draft, target: Path, *, name: str, force: bool = False) -> Path:
    """Write the draft as a mail file and return its path; ``target`` is a folder, or the file itself.

    In a folder it is called ``name``, with a number where that is taken: nothing is replaced. A folder that is not
    there is made. Raises ``NotSaved``, and ``BadValue`` for a recipient or subject that no mail can have.
    """
    document = drafts.as_eml(desk, draft)
    target = target.expanduser()
    if target.suffix == ".eml" and not target.is_dir():
        return drafts.save_document(target, document, force=force)
    _make(target)
    stem, _, ending = name.rpartition(".")
    path = target / name
    for number in range(2, _MOST_OF_A_NAME):
        if not path.exists():
            break
        path = target / f"{stem}-{number}.{ending}"
    return drafts.save_document(path, document)


def _make(folder: Path) -> None:
    from freelance_comm.store.refusals import not_saved

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_saved(error, show(str(folder))) from error


def link(draft: Draft) -> Link:
    """Return the draft as a link that opens the mail program. Raises ``BadValue`` when it is too long for any."""
    from freelance_comm.mail.mailto import SAFE_LENGTH, mailto_link

    _require_recipient(draft)
    url = mailto_link(to=draft.recipient, subject=draft.subject, body=draft.body, in_reply_to=draft.in_reply_to)
    return Link(url=url, too_long_for_some=len(url) > SAFE_LENGTH)


def put_into_drafts(desk: Desk, draft: Draft, account: MailAccount, password: str) -> str:
    """Put the draft into the Drafts folder of a mailbox on a server and return the folder's name.

    Raises ``ImapError`` where the server refuses, ``BadValue`` for a recipient or subject that no mail can have.
    """
    from freelance_comm.services import mail_accounts

    raw = drafts.as_eml(desk, draft)
    with mail_accounts.open_box(account, password) as box:
        return box.append_draft(raw).folder


def _require_recipient(draft: Draft) -> None:
    if not draft.recipient:
        raise BadValue(
            N_("No mail address is on record for {name}."),
            hint=N_("Add one: client contact, with --email."),
            name=draft.recipient_name,
        )


def note_drafted(desk: Desk, draft: Draft) -> None:
    """Note on the answered message that a draft of its answer exists. Its clock runs on."""
    message = _stored(desk, draft)
    if message is not None:
        with desk.change() as change:
            change.save(message, message.but(drafted_at=change.now))


def _stored(desk: Desk, draft: Draft) -> Message | None:
    from freelance_comm.services.sending import waiting_message

    found = waiting_message(desk, draft.message_id)
    return found if found is not None and found.direction is Direction.IN else None


def announced(draft: Draft) -> datetime:
    """Return by when ``draft`` says that the answer will be there. Raises ``BadValue`` for a letter without it."""
    if draft.answer_by is None:
        raise BadValue(
            N_("This letter announces no answer."),
            hint=N_("Choose the letter that says by when you answer: --kind received."),
        )
    return draft.answer_by


def promise_answer(desk: Desk, draft: Draft) -> PromiseView:
    """Put the answer that ``draft`` announces on the ledger, due when it says.

    One that was announced before is moved to the new time, or stays where it is: an answer is promised once.
    Raises ``BadValue`` for a letter that announces none.
    """
    from freelance_comm.domain.promise import PromiseSource
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.services.promises import add_promise, open_promises, renegotiate

    due = announced(draft)
    what = draft_facts.answer_promised(draft.locale, draft.subject)
    client = client_by_id(desk, draft.client_id)
    project = None if draft.project_id is None else project_by_id(desk, draft.project_id)
    for known in open_promises(desk.reader):
        belongs = (known.client_id, known.project_id) == (draft.client_id, draft.project_id)
        if (
            belongs
            and known.source is PromiseSource.DRAFT
            and name_key(known.what) == name_key(what)
            and known.due != due
        ):
            return renegotiate(desk, known.id, due)
    return add_promise(
        desk,
        what,
        due=due,
        client_text="" if project is not None else client.ref,
        project_text="" if project is None else project.ref,
        source=PromiseSource.DRAFT,
    )
