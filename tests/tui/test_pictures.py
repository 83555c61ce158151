"""What pages look like, as plain lines, on a small story told here."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.message import Direction
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import Contact
from freelance_comm.domain.quote import Unit
from freelance_comm.services import checklist, clients, messages, payments, projects, promises, quoting, timelog, walk
from freelance_comm.services.desk import Desk
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.project_page import ProjectPage
from freelance_comm.tui.promises_page import PromisesPage
from freelance_comm.tui.stage_page import StagePage
from freelance_comm.tui.time_log import TimePage
from tests.tui.conftest import NOW, Open

PROJECT = """\
 Landing page · Petrescu Café                                   P-2026-001 · română · EUR

   ✓ Contact     1 requirement, read back and confirmed 4 Nov · went on anyway: agreed by
                 phone
   ✓ Quote       one option · €690.00 · accepted 5 Nov · went on anyway: agreed by phone
   ✓ Deadline    went on anyway: agreed by phone
   ✓ Payment     deposit and rest · €207.00 due Thu · went on anyway: agreed by phone
 › ▶ Work        3 hr, 20 min of 12 hr · report due 27 Nov
   · Delivery
   · Closing

   Next          Write the report and mark it as sent.                           p report
   Still open    ○ The client has had at least one progress report.
   Promised      ○ today 16:05   the booking form to try out
   They wrote    Am putea muta lansarea?                              6 hr left  r reply
   Remember      coffee, tango







 enter open   f forward   d letters   p report   s start timer   esc back   ? keys"""

STAGE = """\
 Quote · Landing page
 Offer the one version the client asked for, and say what it is made of.

   To go on
   ✓ The quote has at least one line with a price.
   ✓ There is one option, or the client asked for the others.
 › ○ A sentence says why it costs what it costs. Fill in “Why it costs      enter note it
     this”.
   ✓ The quote answers every requirement.
   ✓ Every line is your own work, or you know how to sell the work of others.
   ✓ The client has accepted the quote.

   Facts
   Why it costs this     –
   Valid until           –
   Ask about it on       –
   The work begins on    –
   The work is ready on  –

   The quote                                                        Q-2026-001 · accepted
   · design and build                                       12 hours      €45.00  €540.00
   · photos                                                 fixed price  €150.00  €150.00
     Total                                                                        €690.00
                                                                                         ▆
   Letters
   · Quote                                                                  d letter

   · As a document                                                          F5 document

   Keep in mind

 enter open   w about the quote   F5 document   e fill in   d letter   esc back   ? keys"""

CLIENT = """\
 Petrescu Café                                                                 C-2026-001

 › They wrote           Am putea muta lansarea?                        6 hr left  r reply
                        opened today 12:05, 8 hr allowed, your hours in Europe/Bucharest
   What it is about     nobody finds the opening hours
   Promised             the booking form to try out                  today 16:05  k kept
   Money                Landing page: €0.00 of €690.00 received           €207.00 due Thu

   Greeted as           doamnă Petrescu · formal
   Reads                română · mail
   Pays in              EUR
   Likes                coffee, tango
   Last contact         today 12:05

   Projects
   ▶ Landing page  Work  Write the report and mark it as sent.

   Who is who
   Ana Petrescu  owner  ana@petrescu.example




 enter open   e edit   j new project   a add contact   r reply   esc back   ? keys"""

TIME = """\
 Time                                                          the last 31 days

   today · Fri 20 Nov                                                      1 hr
 ›   11:05–12:05  Landing page  booking form                               1 hr

   yesterday · Thu 19 Nov                                          2 hr, 20 min
                  Landing page  hero section                       2 hr, 20 min






 enter open   s start timer   a add   w switch   esc back   ? keys"""

PROMISES = """\
 Promised                                                                    what is open

 › ○ today 16:05  the booking form to try out                Petrescu Café · Landing page








 enter open   k kept   r new time   n notice   a add   z all   esc back   ? keys"""


@pytest.fixture
def story(desk: Desk) -> tuple[int, int]:
    """A client and a project in work; return their ids."""
    contact = Contact(name="Ana Petrescu", role="owner", email="ana@petrescu.example")
    client = clients.add_client(
        desk, "Petrescu Café", vocative="doamnă Petrescu", language="ro", likes="coffee, tango", contacts=(contact,)
    )
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    checklist.add_requirement(desk, project, "a gallery of ten photos", said_by="Ana", said_on=date(2026, 11, 3))
    projects.set_facts(
        desk,
        project,
        {"core_problem": "nobody finds the opening hours", "read_back_on": "2026-11-03", "confirmed_on": "2026-11-04"},
    )
    quoting.add_item(desk, project, "design and build", unit=Unit.HOUR, quantity=12, price=45)
    quoting.add_item(desk, project, "photos", unit=Unit.FIXED, price=Decimal(150))
    quoting.accept(desk, project, date(2026, 11, 5))
    payments.plan_schedule(desk, project, TermsKind.DEPOSIT, first_due=date(2026, 11, 26), rest_due=date(2026, 12, 10))
    for _stage in range(4):
        project = walk.advance(desk, project, reason="agreed by phone")
    timelog.add_entry(desk, project.ref, day=date(2026, 11, 19), seconds=Decimal(8400), note="hero section")
    timelog.add_entry(
        desk, project.ref, started=NOW - timedelta(hours=3), ended=NOW - timedelta(hours=2), note="booking form"
    )
    promises.add_promise(desk, "the booking form to try out", project_text=project.ref, due=NOW + timedelta(hours=2))
    messages.log(desk, Direction.IN, client.ref, at=NOW - timedelta(hours=2), subject="Am putea muta lansarea?")
    return client.id, project.id


async def test_a_project(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (90, 24)) as screen:
        screen.app.push_screen(ProjectPage(story[1]))
        await screen.settle()
        assert screen.text().rstrip() == PROJECT


async def test_a_stage(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (90, 32)) as screen:
        screen.app.push_screen(StagePage(story[1], "quote"))
        await screen.settle()
        assert screen.text().rstrip() == STAGE


async def test_a_client(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (90, 24)) as screen:
        screen.app.push_screen(ClientPage(story[0]))
        await screen.settle()
        assert screen.text().rstrip() == CLIENT


async def test_the_time_log(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 14)) as screen:
        screen.app.push_screen(TimePage())
        await screen.settle()
        assert screen.text().rstrip() == TIME


async def test_the_promises(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (90, 12)) as screen:
        screen.app.push_screen(PromisesPage())
        await screen.settle()
        assert screen.text().rstrip() == PROMISES


async def test_promises_of_a_project_begin_at_one_place(story: tuple[int, int], desk: Desk, open_screen: Open) -> None:
    promises.add_promise(desk, "the photos", project_text="Landing", due=NOW + timedelta(days=40))
    async with open_screen(desk, (90, 24)) as screen:
        screen.app.push_screen(ProjectPage(story[1]))
        await screen.settle()
        (first,) = (line for line in screen.text().splitlines() if "the booking form to try out" in line)
        (second,) = (line for line in screen.text().splitlines() if "the photos" in line)
        assert first.index("the booking form") == second.index("the photos")
