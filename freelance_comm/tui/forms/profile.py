"""The freelancer's own form: who they are, in which language and money, when they work, how they sign."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Gender, Profile, ReplyWay
from freelance_comm.services.wording import plain
from freelance_comm.text.working_hours import read_hours, told_hours
from freelance_comm.tui import keys
from freelance_comm.tui.form_model import Field, FieldKind
from freelance_comm.tui.forms import identity, words

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_TARGET = N_("Answer within, hours")
_EVERY = N_("Days between reports")
_QUIET = N_("Quiet after, days")
_SHORT = ("name", "language", "currency", "gender", "zone", "hours")


class ProfileJob:
    """Edits the profile; ``short`` asks only what the first run needs."""

    def __init__(self, desk: Desk, *, short: bool = False) -> None:
        from freelance_comm.services.setup import propose

        t = desk.tr.gettext
        self._base = desk.reader.profile()
        self._start = propose(desk)
        self._short = short
        self._signature_languages = _languages(desk)
        self.title = t("Welcome") if short else t("Settings")
        self.side = t("a minute at most") if short else ""
        self.keep_as = "profile"
        self._tongue = desk.tr.language
        fields = _fields(desk, self._signature_languages)
        self.fields = tuple(field for field in fields if field.id in _SHORT) if short else fields
        if short:
            self.fields = tuple(field.but(heading="") for field in self.fields)

    def values(self) -> dict[str, str]:
        """Return the profile as text."""
        profile = self._start
        found = {
            "name": profile.name,
            "business": profile.business,
            "email": profile.email,
            "addresses": ", ".join(profile.addresses),
            "delegates": ", ".join(profile.delegates),
            "phone": profile.phone,
            "language": profile.language,
            "currency": profile.currency,
            "gender": profile.gender.value,
            "zone": profile.hours.zone,
            "hours": told_hours(profile.hours.week, self._tongue),
            "hourly_rate": _optional(profile.hourly_rate),
            "tax_percent": _optional(profile.tax_percent),
            "reply_target_hours": plain(profile.reply_target_hours),
            "report_every_days": str(profile.report_every_days),
            "quiet_after_days": str(profile.quiet_after_days),
            "prepayment": "late" if profile.discuss_prepayment_late else "early",
            "prepayment_reason": profile.prepayment_reason,
            "reply_way": profile.reply_way.value,
            "reply_place": profile.reply_place,
            "iban": profile.iban,
            "bic": profile.bic,
            "tax_note": profile.tax_note,
            **identity.values(profile.identity),
        }
        for language in self._signature_languages:
            found[f"signature_{language}"] = profile.signatures.get(language, "")
        return {field.id: found[field.id] for field in self.fields}

    def save(self, desk: Desk, values: Mapping[str, str]) -> Profile:
        """Save what was typed."""
        from freelance_comm.services.setup import save_profile

        return save_profile(desk, self._base, self._read(desk, values))

    def afresh(self, desk: Desk) -> ProfileJob | None:
        """Return the form on the profile as stored now."""
        return ProfileJob(desk, short=self._short)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> Profile:
        """Save the profile."""
        return self.save(desk, values)

    def _read(self, desk: Desk, values: Mapping[str, str]) -> Profile:
        from freelance_comm.services import setup, wording

        start = self._start
        changed: dict[str, object] = {
            "name": values["name"],
            "language": values["language"],
            "currency": values["currency"],
            "gender": Gender(values["gender"]),
        }
        hours = start.hours.but(zone=values["zone"])
        if values["hours"].strip() != told_hours(start.hours.week, self._tongue):
            hours = hours.but(week=read_hours(values["hours"], locale=desk.tr.locale))
        changed["hours"] = hours
        if self._short:
            return start.but(**changed)
        signatures = dict(start.signatures)
        for language in self._signature_languages:
            signatures[language] = values[f"signature_{language}"]
        changed |= {
            "business": values["business"],
            "email": values["email"],
            "addresses": setup.addresses_from_text(values["addresses"]),
            "delegates": setup.addresses_from_text(values["delegates"]),
            "phone": values["phone"],
            "hourly_rate": _number(desk, values["hourly_rate"], N_("Hourly rate")),
            "tax_percent": _number(desk, values["tax_percent"], N_("Tax, per cent")),
            "reply_target_hours": wording.number(desk, values["reply_target_hours"], _TARGET),
            "report_every_days": wording.count_between(desk, values["report_every_days"], _EVERY, low=1, high=366),
            "quiet_after_days": wording.count_between(desk, values["quiet_after_days"], _QUIET, low=1, high=3660),
            "discuss_prepayment_late": values["prepayment"] == "late",
            "prepayment_reason": values["prepayment_reason"],
            "reply_way": ReplyWay(values["reply_way"]),
            "reply_place": values["reply_place"],
            "identity": identity.read(values),
            "iban": values["iban"],
            "bic": values["bic"],
            "tax_note": values["tax_note"],
            "signatures": {language: text for language, text in signatures.items() if text.strip()},
        }
        return start.but(**changed)


def _optional(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _number(desk: Desk, text: str, what: str) -> Decimal | None:
    from freelance_comm.services import wording

    return wording.number(desk, text, what) if text.strip() else None


def _languages(desk: Desk) -> tuple[str, ...]:
    from freelance_comm.services.clients import message_languages

    return message_languages(desk)


def _fields(desk: Desk, languages: tuple[str, ...]) -> tuple[Field, ...]:
    from freelance_comm.text.catalog import interface_locales

    t = desk.tr.gettext
    first = (
        Field(id="name", label=t("Your name"), help=t("As you sign your letters.")),
        Field(
            id="language",
            label=t("Interface"),
            kind=FieldKind.CHOICE,
            choices=words.languages(interface_locales(), chosen=desk.profile().language),
            help=t("The language of this program. Each client's letters have their own."),
        ),
        Field(id="currency", label=t("Currency"), help=t("Three letters, such as EUR, RON or USD.")),
        Field(
            id="gender",
            label=t("Gender in letters"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.GENDERS, desk.tr),
            help=t("Some languages need it in letters: ravi or ravie, сделал or сделала. May be empty."),
        ),
        Field(id="zone", label=t("Time zone"), help=t("Such as Europe/Bucharest.")),
        Field(
            id="hours",
            label=t("Working hours"),
            help=t("Clocks run only during these: mon-fri 09:00-13:00,14:00-18:00; sat 10:00-12:00"),
        ),
    )
    more = (
        Field(id="business", label=t("Business"), heading=t("On your letters")),
        Field(id="email", label=t("Mail")),
        Field(
            id="addresses",
            label=t("Other addresses"),
            help=t("Also yours, separated by commas: mail from them is yours."),
        ),
        Field(
            id="delegates",
            label=t("People who answer for you"),
            help=t("Mail addresses, separated by commas: their answers count."),
        ),
        Field(id="phone", label=t("Phone")),
        *(
            Field(
                id=f"signature_{language}",
                label=t("Signature, {language}").format(language=words.language_name(language)),
                kind=FieldKind.PARAGRAPH,
                help=t("Under your letters in this language. Empty: your name."),
            )
            for language in languages
        ),
    )
    return (*first, *more, *identity.fields(desk.tr), *_account(desk), *_habits(desk))


def _account(desk: Desk) -> tuple[Field, ...]:
    """Return what invoices need besides who you are."""
    t = desk.tr.gettext
    return (
        Field(id="iban", label=t("IBAN"), help=t("The account that your invoices are paid to.")),
        Field(id="bic", label=t("BIC"), help=t("Its bank. May be empty.")),
        Field(
            id="tax_note",
            label=t("Why no tax"),
            help=t("The sentence your documents must carry when you charge no tax."),
        ),
    )


def _habits(desk: Desk) -> tuple[Field, ...]:
    """Return what is proposed and expected from day to day."""
    t = desk.tr.gettext
    return (
        Field(id="hourly_rate", label=t("Hourly rate"), help=t("Proposed in quotes."), heading=t("Habits")),
        Field(id="tax_percent", label=t("Tax, per cent"), help=t("Empty if none applies.")),
        Field(id="reply_target_hours", label=t(_TARGET), help=t("Working hours until your answer should be there.")),
        Field(id="report_every_days", label=t(_EVERY), help=t("7 is a week.")),
        Field(id="quiet_after_days", label=t(_QUIET), help=t("Days without contact until somebody counts as quiet.")),
        Field(
            id="prepayment",
            label=t("Prepayment"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.PREPAYMENT, desk.tr),
            help=t("When you bring it up. If early, the coach does not mind it in a first letter."),
        ),
        Field(id="prepayment_reason", label=t("Why early"), help=t("Your reason, shown where the rule would be.")),
        Field(
            id="reply_way",
            label=t("Replies go to"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.REPLY_WAYS, desk.tr),
            help=t("What {key} suggests for an answer you have written. Nothing is ever sent from here.").format(
                key=keys.hint("hand_on", desk.tr)[0]
            ),
        ),
        Field(
            id="reply_place",
            label=t("Where they go"),
            help=t("The folder for .eml files, or the mail account in whose drafts they are put."),
        ),
    )
