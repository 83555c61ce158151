"""The ways an answer leaves the program from the shell: text, file, link, Drafts folder, clipboard, and the editor.

Apart from the command because which way is taken, and what each says, is a matter of its own.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import ReplyWay
from freelance_comm.services import drafts, handing_over

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.services.coaching import Coached
    from freelance_comm.services.drafts import Draft
    from freelance_comm.text.catalog import Translator

_OPTIONS = {
    "save_eml": ReplyWay.EML,
    "mailto": ReplyWay.MAILTO,
    "to_drafts": ReplyWay.DRAFTS,
    "copy": ReplyWay.CLIPBOARD,
}


def ways(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the ways; only one can be taken at a time."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--save-eml",
        nargs="?",
        const="",
        metavar="DIR",
        help=tr.gettext("save it as a mail file that your mail program opens, ready to send"),
    )
    one.add_argument(
        "--mailto", action="store_true", help=tr.gettext("print a link that opens it in your mail program")
    )
    one.add_argument(
        "--to-drafts",
        nargs="?",
        const="",
        metavar="ACCOUNT",
        help=tr.gettext("put it into the Drafts folder of a mail account"),
    )
    one.add_argument("--copy", action="store_true", help=tr.gettext("put it on the clipboard"))
    one.add_argument("--print", action="store_true", help=tr.gettext("only print it, whatever your profile says"))


def chosen(args: Namespace, session: Session) -> ReplyWay | None:
    """Return the way that the options, else the profile, ask for; None where the letter is only printed."""
    for option, way in _OPTIONS.items():
        if getattr(args, option) not in (None, False):
            return way
    usual = handing_over.usual_place(session.desk).way
    quiet = args.print or args.sent or session.as_json or usual is ReplyWay.TEXT
    return None if quiet else usual


class Wish(StrEnum):
    """What becomes of a letter with remarks."""

    GO_ON = "go-on"
    EDIT = "edit"
    STOP = "stop"


def what_becomes_of_it(session: Session, read: Coached) -> Wish:
    """Ask a person at the terminal what becomes of a letter with remarks; where nobody can be asked, it goes on."""
    from freelance_comm.cli.asking import answerable, choose

    if not any(not one.soft for one in read.remarks) or not answerable(session):
        return Wish.GO_ON
    t = session.tr.gettext
    answers = (t("leave it as it is"), t("change it in the editor"), t("stop here"))
    answer = choose(session, t("What do you want to do with it?"), answers)
    return {0: Wish.GO_ON, 1: Wish.EDIT}.get(answer, Wish.STOP)


def edited_body(draft: Draft, session: Session, *, name: str) -> str:
    """Return the letter as the editor left it."""
    from freelance_comm.cli.editor import edited

    text = edited(draft.body, session, name=f"edit-{name}")
    drafts.drop_work(session.desk, f"edit-{name}")
    return text


def hand_over(args: Namespace, session: Session, draft: Draft, way: ReplyWay | None, *, name: str) -> dict[str, str]:
    """Take the letter where it goes, say so, and return way and place for programs."""
    tr, desk = session.tr, session.desk
    usual = handing_over.usual_place(desk)
    place = usual.place if usual.way is way else ""
    if way is ReplyWay.EML:
        folder = native_path(args.save_eml) if args.save_eml else place
        path = handing_over.save_eml(desk, draft, Path(folder or "."), name=name)
        session.note(tr.gettext("Written to {path}.").format(path=path))
        return {"way": way.value, "place": str(path)}
    if way is ReplyWay.MAILTO:
        made = handing_over.link(draft)
        if made.too_long_for_some:
            session.warn(tr.gettext("Some systems cut off links this long; an .eml file is safer."))
        if not session.as_json:
            session.emit_text(made.url)
        return {"way": way.value, "place": made.url}
    if way is ReplyWay.DRAFTS:
        return {"way": way.value, "place": _to_drafts(args.to_drafts or place, draft, session)}
    if way is ReplyWay.CLIPBOARD:
        from freelance_comm.cli.clipboard import copy

        copy(draft.body, session)
        return {"way": way.value, "place": ""}
    if not session.as_json:
        session.emit_text(drafts.as_text(desk, draft))
    return {"way": ReplyWay.TEXT.value, "place": ""}


def _to_drafts(name: str, draft: Draft, session: Session) -> str:
    """Put the letter into the Drafts folder of the account called ``name``, or the only one there is."""
    from freelance_comm.cli.mail_passwords import password_of
    from freelance_comm.services import mail_accounts

    known = mail_accounts.accounts(session.desk)
    if not name and len(known) != 1:
        raise BadValue(
            N_("It is not clear which mail account the draft should go to."),
            hint=N_("Name one: --to-drafts ACCOUNT; `freelance-comm mail account list` shows them."),
            near=tuple(account.name for account in known)[:5],
        )
    account = mail_accounts.find(session.desk, name) if name else known[0]
    folder = handing_over.put_into_drafts(session.desk, draft, account, password_of(session, account))
    sentence = session.tr.gettext("The draft is in “{folder}” of “{account}”.")
    session.note(sentence.format(folder=folder, account=account.name))
    return f"{account.name}/{folder}"
