"""The coach at the desk: reads a draft with all that is known around it, and says what to think over.

It suggests; it never grades, blocks or changes a draft. What it remembers of this (waved through, resting) is in
``coaching_switches``, what a project knows in ``coaching_record``, promises found in a draft in ``coaching_promises``.
``coached`` only reads, so that a thread may call it while somebody types.
"""

from __future__ import annotations

from datetime import date, datetime
from zlib import crc32

from freelance_comm.domain.record import Record
from freelance_comm.services.coaching_text import own_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

    from freelance_comm.coach.model import Finding, Promised, Recorded, Situation
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_SATURDAY = 5
_WORDS_OF_OPENING = 12
"""Words by which a draft is known again when a remark about the whole of it was waved through."""


class About(Record):
    """What is known around a draft; everything may be left out.

    ``locale`` is recognised when empty, ``kind`` is a reply when empty or unknown. ``client_name`` is how the person is
    called where there is no ``client``, ``called`` how after a greeting. ``incoming`` is the message being answered.
    ``without`` are rules that rest for this one reading. A letter that ``moves_promise`` makes the promise it names by
    being sent, so that nothing is offered for the ledger; one that ``asks_only`` promises nothing: what it names is for
    the client to do.
    """

    locale: str = ""
    kind: str = ""
    client: Client | None = None
    project: Project | None = None
    client_name: str = ""
    name_forms: tuple[str, ...] = ()
    incoming: str = ""
    today: date | None = None
    earliest_realistic: date | None = None
    safe_day: date | None = None
    options_asked: int | None = None
    prepayment_refused: bool = False
    channel: str = ""
    writer: str = ""
    without: tuple[str, ...] = ()
    recorded: Recorded | None = None
    free_days: tuple[date, ...] = ()
    called: str = ""
    moves_promise: bool = False
    asks_only: bool = False


class Remark(Record):
    """One remark. ``start`` and ``end`` are code points of the draft, None for the whole of it; ``quote`` is what
    stands there, on one line. ``message`` says what, ``why`` the reason (both translated). ``suggestion`` is a better
    wording in the draft's language or empty, ``choices`` are several of them. It goes to ``place`` (code points, an
    empty stretch where it is put in), and may hold blanks (``…``) that only the writer can fill; ``leave_out`` says
    that what stands there is better left out. A ``soft`` one is a note. ``key`` is what is kept when it is waved
    through.
    """

    rule: str
    start: int | None
    end: int | None
    quote: str
    message: str
    why: str
    suggestion: str = ""
    choices: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    leave_out: bool = False
    soft: bool = False
    key: str = ""


class PromiseOffer(Record):
    """A promise found in a draft, to be put on the ledger. ``day`` is local; ``due`` the moment where an hour is named,
    ``window_start`` the first one of a window.

    ``said`` is the time as people say it, ``doubts`` what should be thought over first (both translated). ``on_ledger``
    says that the ledger has a promise for it already.
    """

    start: int
    end: int
    what: str
    day: date | None
    due: datetime | None
    said: str
    window_start: datetime | None = None
    doubts: tuple[str, ...] = ()
    on_ledger: bool = False

    @property
    def key(self) -> str:
        """What is kept when it is let be: it may be a manner of speech."""
        return key_of("promise", self.what)


class Coached(Record):
    """What the coach says of a draft. ``locale`` is the language it was read in, empty when it is in none of the
    coach's; ``waved`` counts the remarks and promises that were left out because they had been waved through,
    ``unread`` the characters behind those that were read: a draft is no book.
    """

    locale: str
    kind: str
    remarks: tuple[Remark, ...] = ()
    waved: int = 0
    promises: tuple[PromiseOffer, ...] = ()
    unread: int = 0

    def without(self, waved: frozenset[str]) -> Coached:
        """Return it without what was waved through, which is counted."""
        remarks = tuple(one for one in self.remarks if one.key not in waved)
        promises = tuple(one for one in self.promises if one.on_ledger or one.key not in waved)
        count = len(self.remarks) - len(remarks) + len(self.promises) - len(promises)
        return self.but(remarks=remarks, promises=promises, waved=count)


def coached(desk: Desk, text: str, about: About | None = None) -> Coached:
    """Read ``text`` and return the remarks in the order of the text, and the promises it makes. Changes nothing."""
    from freelance_comm.services.coaching_promises import offers
    from freelance_comm.services.coaching_switches import resting_rules, waved_keys

    about = about or About()
    today = about.today or desk.today()
    read, found = read_draft(desk.tr, text, about, today, without=resting_rules(desk.reader, about))
    promised = [] if about.asks_only else found
    return read.but(promises=offers(desk, promised, about)).without(waved_keys(desk.reader, about))


def read_draft(
    tr: Translator, text: str, about: About, today: date | None, *, without: frozenset[str] = frozenset()
) -> tuple[Coached, list[Promised]]:
    """Return the remarks on a draft and what it promises, from what is told alone: no memory, no ledger.

    Without ``today`` days that hang on it stay open. A draft in none of the coach's languages gets no remarks.
    """
    own = own_words(text, tr.pgettext("of a letter", "Subject: {subject}").partition("{")[0].strip())
    about = about.but(incoming=about.incoming or own.quoted)
    locale, told = locale_of(own.text, about), situation(about, today)
    if not locale or not own.text.strip():
        return Coached(locale=locale, kind=told.kind.value, unread=own.unread), []
    found, promises = findings_of(own.text, told, locale, without=without)
    if own.unread:  # nothing can be said of the whole of a text of which a part was read
        found = [each for each in found if each.start is not None]
    remarks = tuple(remark(tr, own.text, each) for each in found)
    return Coached(locale=locale, kind=told.kind.value, remarks=remarks, unread=own.unread), promises


def kind_of(kind: str) -> str:
    """Return a kind of draft that the coach knows; whatever else is said is a reply."""
    from freelance_comm.coach.model import Kind

    return kind if kind in tuple(Kind) else Kind.REPLY.value


def locale_of(text: str, about: About) -> str:
    """Return the language of the coach that a draft is to be read in: named, recognised, else the client's.

    A draft in a language that the coach does not know is not read in another one, though it may quote words of it.
    """
    from freelance_comm.services import coach_languages

    if about.locale:
        return coach_languages.language_of(about.locale)
    client = coach_languages.language_of(about.client.language) if about.client is not None else ""
    return coach_languages.recognised(text) or client


def situation(about: About, today: date | None = None) -> Situation:
    """Return what the coach is told about a draft; without ``today`` days that hang on it stay unresolved."""
    from freelance_comm.coach.model import Kind, Situation

    client = about.client
    forms = about.name_forms
    if client is not None:
        own = (client.forms.vocative, client.forms.dative, client.forms.genitive, client.name)
        people = (contact.name for contact in client.contacts)
        forms = tuple(dict.fromkeys(form for form in (*forms, *own, *people) if form))
    return Situation(
        kind=Kind(kind_of(about.kind)),
        client_name=about.client_name or (client.name if client is not None else ""),
        name_forms=forms,
        incoming=about.incoming,
        today=today,
        earliest_realistic=about.earliest_realistic,
        options_asked=about.options_asked,
        prepayment_refused=about.prepayment_refused,
        channel=about.channel or (client.channel.value if client is not None else "email"),
        safe_day=about.safe_day,
        recorded=about.recorded,
        writer=about.writer,
        free_days=about.free_days,
        called=about.called,
    )


def usual_days(today: date) -> tuple[date, ...]:
    """Return the days to offer where nothing is on record: the next three from Monday to Friday, as everywhere else."""
    ahead = (date.fromordinal(today.toordinal() + number) for number in range(1, 8))
    return tuple(day for day in ahead if day.weekday() < _SATURDAY)[:3]


def findings_of(
    text: str, told: Situation, locale: str, *, without: frozenset[str] = frozenset()
) -> tuple[list[Finding], list[Promised]]:
    """Return the findings in a draft in a language of the coach, and what its writer commits to with a time."""
    from freelance_comm.coach.check import findings_in
    from freelance_comm.coach.promises import promised
    from freelance_comm.coach.reading import Reading
    from freelance_comm.services import coach_languages

    knowledge, times = coach_languages.load(locale)
    reading = Reading(text, told, knowledge, times)
    return findings_in(reading, without=without, suggesting=True), promised(reading)


def remark(tr: Translator, text: str, finding: Finding) -> Remark:
    """Return a finding as people read it."""
    from freelance_comm.coach.registry import RULES

    why = next((rule.why for rule in RULES if rule.id == finding.rule), "")
    quote = "" if finding.start is None else " ".join(text[finding.start : finding.end].split())
    return Remark(
        rule=finding.rule,
        start=finding.start,
        end=finding.end,
        quote=quote,
        message=message(tr, finding),
        why=tr.gettext(why),
        suggestion=finding.suggestion,
        choices=finding.choices,
        place=finding.place,
        leave_out=finding.leave_out,
        soft=finding.soft,
        key=key_of(finding.rule, quote or opening(text)),
    )


def message(tr: Translator, finding: Finding) -> str:
    """Return what a finding says, translated, its values written as people write them."""
    said = tr.gettext(finding.message)
    if "{" not in said:
        return said
    told = {name: _told(tr, value) for name, value in finding.params.items()}
    if "currency" in finding.params:
        told["recorded"] = _price(tr, finding.params["recorded"], finding.params["currency"])
    return said.format_map(told)


def key_of(rule: str, words: str) -> str:
    """Return what stands for a remark when it is waved through: the rule and a checksum of the words it is about.

    The words themselves are not kept. Of a remark about the whole draft the opening counts, which stays while one
    writes on. Case, diacritics and punctuation make no difference.
    """
    from freelance_comm.coach.words import words_of

    known = [word for word in words_of(words) if word[0].isalnum()]
    return f"{rule}:{crc32(' '.join(known).encode()):08x}"


def opening(text: str) -> str:
    """Return the first words of a draft."""
    return " ".join(text[:1000].split()[:_WORDS_OF_OPENING])


def _price(tr: Translator, amount: Decimal, currency: str) -> str:
    from freelance_comm.domain.money import Money
    from freelance_comm.text.formats import Formats

    return Formats(tr.locale).price(Money(amount=amount, currency=currency))


def _told(tr: Translator, value: Any) -> str:
    if isinstance(value, date):
        from freelance_comm.text.telling import dated

        return dated(value, tr)
    from freelance_comm.domain.text_safety import show

    return show(str(value))
