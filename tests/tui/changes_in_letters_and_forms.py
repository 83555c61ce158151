"""The changes that are made where people write: in letters and forms, in mail, in what comes from elsewhere.

Also what changes nothing: the list that every other action of the screen must be on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tests.tui.changes_of_all_pages import (
    Scene,
    Script,
    everywhere,
    later_stages,
    lists,
    of_clients,
    of_projects,
    quotes,
    stages,
    talks,
    time_pages,
)
from tests.tui.coach_readings import DRAFT
from tests.tui.conftest import Screen, make_desk
from tests.tui.forms_of_all_kinds import FORMS, page_of
from tests.tui.homes_of_all_kinds import HOMES

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page

Ways = dict[str, Script | tuple[Script, ...]]


async def drafted(screen: Screen) -> None:
    """Put a text on the page that the coach has something to say about."""
    from freelance_comm.tui.coach_beside import Beside

    here = screen.app.screen.query_one(Beside)
    here.area.load_text(DRAFT)
    await screen.until(lambda: here.said is not None and not here.unread)
    await screen.settle()


REMARKS: Ways = {
    "let_be": ("f8", "*"),
    "rest_rule": ("f8", "*", "c"),
    "promise_it": ("f8×3", "*"),
}
LETTER: Ways = {**REMARKS, "mark_sent": ("*", "y")}


def letters() -> dict[str, Scene]:
    """Return the pages of texts on their way to clients, and that of the coach."""
    from tests.tui.pages_of_all_kinds import Things, every_page

    made = every_page()

    def page(name: str) -> Callable[[Desk], Page]:
        return lambda desk: made[name](Things(desk))

    names = ("addition", "matter", "offer", "letter", "new time", "report", "hello")
    found = {name: Scene(home="sample", page=page(name), ways=LETTER, prepare=drafted) for name in names}
    reply: Ways = {
        **LETTER,
        "settle": (("*", "n"), ("*", "e")),
        "snooze": (">tomorrow 10:00", "enter"),
        "hand_on": ("*", "c"),
    }
    coach: Ways = {
        "let_be": ("f8", "*"),
        "rest_rule": ("f8", "*", "a"),
        "promise_it": ("f8×3", "*", ">hartley", "enter"),
    }
    found["reply"] = Scene(home="sample", page=page("reply"), ways=reply, prepare=drafted)
    found["coach"] = Scene(home="sample", page=page("coach"), ways=coach, prepare=drafted)
    return found


_TYPED: dict[str, Script] = {
    "new project": (">Second site", "*"),
    "new contact": (">Bogdan", "*"),
    "new client": (">Bogdan", "*"),
    "item": (">s", "*"),
    "new item": (">Maps", "tab×2", ">2", "tab", ">50", "*"),
    "new option": (">Small", "tab", ">Ana", "tab", ">today", "tab", ">a small one", "*"),
    "new discount": (">Thank you", "tab×2", ">10", "*"),
    "entry": ("tab", ">s", "*"),
    "schedule": ("right", "*"),
    "facts": (">, always", "*"),
    "new complaint": (">It is late", "*"),
    "new feedback": (">It is good", "*"),
}
_REFUSED = ("new addition",)
"""Its quote is not accepted there; the page around the quote begins one."""


def forms() -> dict[str, Scene]:
    """Return a form of each kind."""

    def page(kind: str) -> Callable[[Desk], Page]:
        return lambda desk: page_of(kind, desk)  # type: ignore[return-value]

    found = {
        f"form of {kind}": Scene(home="forms", page=page(kind), ways={"save": _TYPED.get(kind, ("end", ">s", "*"))})
        for kind in FORMS
        if kind not in _REFUSED
    }

    def profile(desk: Desk) -> Page:
        from freelance_comm.tui.forms.profile import ProfileJob
        from freelance_comm.tui.settings import ProfilePage

        return ProfilePage(ProfileJob(desk))

    found["profile"] = Scene(home="forms", page=profile, ways={"save": ("end", ">s", "*")})
    return found


def first_run() -> dict[str, Scene]:
    """Return the welcome: it stands there by itself, over a home where nobody was welcomed yet."""

    def welcome(desk: Desk) -> Page:
        from freelance_comm.tui.forms.profile import ProfileJob
        from freelance_comm.tui.welcome import WelcomePage

        return WelcomePage(ProfileJob(desk, short=True))

    return {"welcome": Scene(home="blank", page=welcome, ways={"save": ((">Ana", "*"), ("escape", "escape"))})}


def from_elsewhere() -> dict[str, Scene]:
    """Return mail, time of other tools, and exports that come in."""
    from freelance_comm.tui.data_page import DataPage
    from freelance_comm.tui.mail_page import MailPage
    from freelance_comm.tui.time_import_page import TimeImportPage

    files = Path(__file__).parent.parent / "unit" / "services" / "time_files"

    async def asked(screen: Screen) -> None:
        from freelance_comm.tui.asking import AskLine

        await screen.until(lambda: isinstance(screen.app.screen, AskLine))  # the page begins with a question

    async def exported(screen: Screen) -> None:
        from freelance_comm.services.exchange import export_json

        other = Path("other")
        if not other.exists():
            HOMES["small"](other)
            export_json(make_desk(other), "small.json")

    return {
        "mail": Scene(
            home="post",
            page=lambda desk: MailPage(),
            ways={
                "open": (("@mailbox:", "enter"), ("@left:", "enter")),
                "read_mail": (),
                "take_client": ("@person:", "*", "enter"),
                "join_client": ("@person:", "*", ">ana", "enter"),
                "leave_aside": (("@person:",), ("@left:",)),
                "let_count": ("@left:",),
                "always_count": ("@left:",),
                "forget_mailbox": ("@mailbox:",),
                "new_mailbox": (">post/More", "enter"),
            },
        ),
        "time of another tool": Scene(
            home="sample",
            page=lambda desk: TimeImportPage(),
            ways={"import": (f">{files / 'toggl.csv'}", "enter", "p", ">landing", "enter", "|", "*")},
            prepare=asked,
        ),
        "export": Scene(
            home="fresh",
            page=lambda desk: DataPage(),
            ways={"import": (">small.json", "enter", "x", "i")},
            prepare=exported,
        ),
    }


SCENES: dict[str, Callable[[], dict[str, Scene]]] = {
    "everywhere": everywhere,
    "lists": lists,
    "time": time_pages,
    "of clients": of_clients,
    "of projects": of_projects,
    "quotes": quotes,
    "stages": stages,
    "later stages": later_stages,
    "talks": talks,
    "letters": letters,
    "forms": forms,
    "first run": first_run,
    "from elsewhere": from_elsewhere,
}
_LETTERS = (
    "AdditionLetter", "DraftPage", "HelloPage", "MatterLetterPage", "NewTimePage", "OfferPage", "ReplyPage",
    "ReportPage", "DocumentPage",
)  # fmt: skip
_ELSEWHERE = (
    "forecast", "look_at_mailbox", "client", "invite", "habits", "idea", "another_mailbox", "accounts", "matter_letter",
    "fill_in", "draft", "report", "document", "quote_page", "handover", "ways", "remind_payment", "drafts", "reply",
    "notice", "ideas", "talks", "burn", "offer_way", "coach_rules", "calibration", "new_project", "add_contact", "why",
    "record", "complaints", "feedback", "timeline", "follow_up", "ask", "complaint", "take_up", "time_chart",
    "import_time", "fill_gap", "add_address", "payment", "another_file",
)  # fmt: skip
"""They open another page, a letter or a form, where the change is made if one is."""
_SEEN = (
    "period", "by_clock", "not_counted", "examine", "next_remark", "their_message", "start_over", "format", "version",
    "other_kind", "by_day", "leave_out", "begin_later", "days_off", "more_hours", "as_it_is", "more_weeks", "leave",
    "all", "earlier", "later_on", "group_by", "how_long", "show_closed", "make_project", "not_this_name", "rest_into",
    "stop_reading", "copy", "editor",
)  # fmt: skip
"""They show something else, or change a text that is not sent or stored yet."""
_OUTSIDE = (
    "eml", "pdf", "export_time", "back_up", "export", "calendar_file", "install", "try_out", "try_account",
    "keep_password",
)  # fmt: skip
"""They write files, or ask other programs."""
_BACKWARDS = ("undo", "again", "undo_last", "do_again")
_WHOLE_FILES = ("repair", "restore")
"""They put whole files in place, which undo does not take back: so they ask, and keep what was there."""
_EVERYWHERE = (
    "goto", "find", "time", "promises", "replies", "money", "regulars", "settings", "data", "reminders", "coach",
    "mail", "working_time", "beside", "said", "palette", "keys",
)  # fmt: skip
LOOKS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*_ELSEWHERE, *_SEEN, *_OUTSIDE, *_BACKWARDS, *_WHOLE_FILES, *_EVERYWHERE), ()),
    "open": (
        "BesidePage", "BurnPage", "CalibrationPage", "ChoosePage", "DataPage", "LettersPage", "MoneyPage",
        "PromisePage", "PromisesPage", "RecordPage", "RegularsPage", "RepliesPage", "TalksPage", "TimeChartPage",
        "TimeImportPage", "TimelinePage",
    ),
    "edit": ("ClientPage", "ComplaintPage", "ProjectPage", "PromisesPage", "MailAccountsPage"),
    "add": ("MailAccountsPage",),
    "remove": ("MailAccountsPage",),
    "save": _LETTERS,
    "hand_on": ("HelloPage",),
    "settle": ("HelloPage",),
    "snooze": ("HelloPage",),
}  # fmt: skip
"""What changes no record: anywhere, or on these pages. ``edit`` opens a form there; mail accounts are in the
configuration, and asked about; a hello answers no message."""
