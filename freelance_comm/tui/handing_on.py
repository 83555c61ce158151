"""From the page of an answer to the mail program: a file, a link, a Drafts folder, the clipboard.

Apart from the page because each way is a conversation of its own. Whatever way it is, the answer is only a draft: the
clock runs on until it is noted as sent.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.people import ReplyWay
from freelance_comm.services import handing_over
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.taking_out import copy_text, save_to_file

if TYPE_CHECKING:
    from freelance_comm.domain.mail_account import MailAccount
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.handing_over import Place
    from freelance_comm.tui.page import Page

_KEYS = {"e": ReplyWay.EML, "m": ReplyWay.MAILTO, "d": ReplyWay.DRAFTS, "c": ReplyWay.CLIPBOARD}
_USUAL = "enter"


async def hand_on(page: Page, draft: Draft, file_name: str, keep_as: str) -> None:
    """Ask for the way, the usual one on enter, and take it.

    What lies elsewhere is no longer kept as unsaved text called ``keep_as``. Whether a link arrived nobody can tell, so
    that text stays.
    """
    usual = await page.read(handing_over.usual_place)
    way = await _way(page, usual, _said(page))
    if way is None:
        return
    place = usual.place if usual.way is way else ""
    if way is ReplyWay.EML:
        done = await _file(page, draft, place, file_name)
    elif way is ReplyWay.MAILTO:
        done = await _link(page, draft)
    elif way is ReplyWay.DRAFTS:
        done = await _drafts(page, draft, place)
    else:
        await copy_text(page, draft.body)
        done = page.tr.gettext("Copied.")
    if done and way is not ReplyWay.MAILTO:
        page.freelance.kept.drop(keep_as)
    if done:
        await page.save(lambda desk: handing_over.note_drafted(desk, draft))
        on = page.tr.gettext("The clock runs on; {key} notes that it has gone out.")
        page.say(done + " " + on.format(key=page.hint("mark_sent")[0]))


async def _way(page: Page, usual: Place, note: str) -> ReplyWay | None:
    t = page.tr.gettext
    labels = {
        ReplyWay.EML: t("an .eml file"),
        ReplyWay.MAILTO: t("your mail program, by a link"),
        ReplyWay.DRAFTS: t("the drafts of a mail account"),
        ReplyWay.CLIPBOARD: t("the clipboard"),
    }
    answers = [(key, labels[way]) for key, way in _KEYS.items()]
    if usual.way in labels:
        told = f"{labels[usual.way]} ({usual.place})" if usual.place else labels[usual.way]
        answers = [(_USUAL, told), *(one for one in answers if _KEYS[one[0]] is not usual.way or usual.place)]
    chosen = await page.app.push_screen_wait(AskKey(t("Where does the draft go?"), answers, note=note))
    if not chosen:
        return None
    return usual.way if chosen == _USUAL else _KEYS[chosen]


def _said(page: Page) -> str:
    """Return how many remarks of the coach stand beside the text, in words."""
    from freelance_comm.tui.coached_page import CoachedPage

    said = page.beside.said if isinstance(page, CoachedPage) else None
    count = sum(not one.soft for one in said.remarks) if said is not None else 0
    if not count:
        return ""
    said_of_them = page.tr.ngettext(
        "The coach has {n} remark; {key} goes to it.", "The coach has {n} remarks; {key} goes through them.", count
    )
    return said_of_them.format(n=count, key=page.hint("next_remark")[0])


async def _file(page: Page, draft: Draft, folder: str, name: str) -> str:
    if not folder:
        from freelance_comm.services import drafts

        return await save_to_file(page, name, lambda desk: drafts.as_eml(desk, draft))
    path = await page.save(lambda desk: handing_over.save_eml(desk, draft, Path(folder), name=name))
    return page.tr.gettext("Saved: {file}").format(file=path)


async def _link(page: Page, draft: Draft) -> str:
    from freelance_comm.services.mail_program import open_link

    link = handing_over.link(draft)
    if open_link(link.url):
        return page.tr.gettext("Your mail program has it.")
    await copy_text(page, link.url)
    return page.tr.gettext("There is no mail program to open here; the link has been copied.")


async def _drafts(page: Page, draft: Draft, name: str) -> str:
    from freelance_comm.tui.mail_passwords import password_of

    account = await _account(page, name)
    if account is None:
        return ""
    password = await password_of(page, account)
    if password is None:
        return ""

    def put(desk: Desk) -> str:
        return handing_over.put_into_drafts(desk, draft, account, password)

    page.say(page.tr.gettext("Connecting…"))
    folder = await page.freelance.backroom.aside(put)
    return page.tr.gettext("The draft is in “{folder}” of “{account}”.").format(folder=folder, account=account.name)


async def _account(page: Page, name: str) -> MailAccount | None:
    """Return the account that is meant: the usual one, the only one, or the one that is chosen."""
    from freelance_comm.services import mail_accounts

    known = await page.read(mail_accounts.accounts)
    named = [one for one in known if one.name == name]
    if named or len(known) == 1:
        return (named or list(known))[0]
    if not known:
        page.say(page.tr.gettext("No mail account is set up yet; you can add one on the mail page."))
        return None
    answers = [(str(number), one.name) for number, one in enumerate(known[:9], 1)]
    chosen = await page.app.push_screen_wait(AskKey(page.tr.gettext("Which account?"), answers))
    return known[int(chosen) - 1] if chosen else None
