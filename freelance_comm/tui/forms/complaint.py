"""The forms of a complaint and of feedback: the client's words, when, and what the freelancer makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint, Point
from freelance_comm.domain.feedback import Feedback, Permission, Tone
from freelance_comm.services.complaint_views import POINTS
from freelance_comm.services.feedback import PERMISSIONS, TONES
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk


class Whose:
    """Whose words a form takes down: the client's, about one of their projects or none, from a message or none."""

    def __init__(self, client: Client, project: Project | None = None, message: Message | None = None) -> None:
        self.client = client
        self.project = project
        self.message = message

    @property
    def named(self) -> dict[str, str]:
        """The names that the services find them by."""
        return {"client_text": self.client.ref, "project_text": self.project.ref if self.project is not None else ""}

    @property
    def words(self) -> str:
        """What the message says, as far as the log keeps it."""
        return (self.message.excerpt or self.message.subject) if self.message is not None else ""


class ComplaintJob:
    """Notes a complaint, or edits one."""

    def __init__(self, desk: Desk, whose: Whose, base: Complaint | None = None) -> None:
        t = desk.tr.gettext
        self._whose = whose
        self._base = base
        self._zone = desk.zone
        self.title = t("Complaint")
        self.side = whose.project.name if whose.project is not None else whose.client.name
        place = whose.project.id if whose.project is not None else whose.client.id
        self.keep_as = f"complaint-{base.id}" if base is not None else f"complaint-new-{place}"
        points = tuple(
            (point.value, desk.tr.pgettext("whether a client has a point", words)) for point, words in POINTS.items()
        )
        self.fields: tuple[Field, ...] = (
            Field(
                id="words",
                label=t("In their words"),
                kind=FieldKind.PARAGRAPH,
                help=t("What they said, word for word. You answer better what you have read twice."),
            ),
            Field(id="raised", label=t("Said at"), help=t("A time such as today 10:20, or yesterday. Empty: now.")),
            Field(
                id="point",
                label=t("Do they have a point?"),
                kind=FieldKind.CHOICE,
                choices=points,
                help=t("As you see it. If they have one, the answer owns up to it, once."),
            ),
            Field(
                id="happened",
                label=t("What happened"),
                kind=FieldKind.PARAGRAPH,
                help=t("Just for you: no letter says it, and no letter explains it away."),
            ),
        )
        if base is not None:
            back = t("The day on which you ask whether all is well. Empty: no day.")
            self.fields += (Field(id="back", label=t("Ask again on"), help=back),)

    def values(self) -> dict[str, str]:
        """Return the complaint as text."""
        if self._base is None:
            message = self._whose.message
            raised = _told(message.at, self._zone) if message is not None else ""
            return {"words": self._whose.words, "raised": raised, "point": Point.UNKNOWN.value, "happened": ""}
        base = self._base
        return {
            "words": base.words,
            "raised": _told(base.raised_at, self._zone),
            "point": base.point.value,
            "happened": base.what_happened,
            "back": base.check_back_on.isoformat() if base.check_back_on is not None else "",
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import complaints, wording

        base = self._base
        if base is None:
            return self.restore(desk, values)
        same = values["raised"] == self.values()["raised"]
        day = values["back"].strip()
        new = base.but(
            words=values["words"],
            raised_at=base.raised_at if same else _moment(desk, values["raised"]),
            point=Point(values["point"]),
            what_happened=values["happened"],
            check_back_on=wording.coming_day(desk, day) if day else None,
        )
        return complaints.save(desk, base, new)

    def afresh(self, desk: Desk) -> ComplaintJob | None:
        """Return the form on the complaint as stored now."""
        from freelance_comm.domain.errors import NotFound
        from freelance_comm.services.complaint_views import find

        if self._base is None:
            return self
        try:
            return ComplaintJob(desk, self._whose, find(desk, self._base.id))
        except NotFound:
            return None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Write it down, or down again."""
        from freelance_comm.services import complaints

        message = self._whose.message
        return complaints.add(
            desk,
            values["words"],
            **self._whose.named,
            message_text=str(message.id) if message is not None else "",
            raised_at=_moment(desk, values["raised"]),
            point=Point(values["point"]),
            what_happened=values["happened"],
        )


class FeedbackJob:
    """Notes what a client said, or edits it."""

    def __init__(self, desk: Desk, whose: Whose, base: Feedback | None = None) -> None:
        t, p = desk.tr.gettext, desk.tr.pgettext
        self._whose = whose
        self._base = base
        self._zone = desk.zone
        self.title = t("What they said")
        self.side = whose.project.name if whose.project is not None else whose.client.name
        place = whose.project.id if whose.project is not None else whose.client.id
        self.keep_as = f"feedback-{base.id}" if base is not None else f"feedback-new-{place}"
        tones = tuple((tone.value, p("how feedback was meant", words)) for tone, words in TONES.items())
        allowed = tuple((one.value, p("permission to quote", words)) for one, words in PERMISSIONS.items())
        self.fields: tuple[Field, ...] = (
            Field(
                id="words", label=t("In their words"), kind=FieldKind.PARAGRAPH, help=t("Word for word, good or bad.")
            ),
            Field(id="tone", label=t("Meant"), kind=FieldKind.CHOICE, choices=tones),
            Field(id="said_by", label=t("Said by")),
            Field(id="said", label=t("Said at"), help=t("A time such as today 10:20, or yesterday. Empty: now.")),
            Field(id="lesson", label=t("What you take from it"), help=t("Just for you.")),
        )
        if base is not None:
            named = t("How they want to be named below their words, such as a name and a place.")
            self.fields += (
                Field(id="permission", label=t("May you quote it?"), kind=FieldKind.CHOICE, choices=allowed),
                Field(id="signed", label=t("Named as"), help=named),
            )

    def values(self) -> dict[str, str]:
        """Return the feedback as text."""
        if self._base is None:
            return {"words": self._whose.words, "tone": Tone.GOOD.value, "said_by": "", "said": "", "lesson": ""}
        base = self._base
        return {
            "words": base.words,
            "tone": base.tone.value,
            "said_by": base.said_by,
            "said": _told(base.said_at, self._zone),
            "lesson": base.lesson,
            "permission": base.permission.value,
            "signed": base.signed,
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import feedback

        base = self._base
        if base is None:
            return self.restore(desk, values)
        same = values["said"] == self.values()["said"]
        new = base.but(
            words=values["words"],
            tone=Tone(values["tone"]),
            said_by=values["said_by"],
            said_at=base.said_at if same else _moment(desk, values["said"]) or desk.now(),
            lesson=values["lesson"],
            permission=Permission(values["permission"]),
            signed=values["signed"],
        )
        return feedback.save(desk, base, new)

    def afresh(self, desk: Desk) -> FeedbackJob | None:
        """Return the form on the feedback as stored now."""
        from freelance_comm.domain.errors import NotFound
        from freelance_comm.services.feedback import find

        if self._base is None:
            return self
        try:
            return FeedbackJob(desk, self._whose, find(desk, self._base.id))
        except NotFound:
            return None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Write it down, or down again."""
        from freelance_comm.services import feedback

        return feedback.add(
            desk,
            values["words"],
            **self._whose.named,
            tone=Tone(values["tone"]),
            said_by=values["said_by"],
            said_at=_moment(desk, values["said"]),
            lesson=values["lesson"],
        )


def _told(moment: datetime, zone: str) -> str:
    from freelance_comm.domain.zones import to_local

    return f"{to_local(moment, zone):%Y-%m-%d %H:%M}"


def _moment(desk: Desk, text: str) -> datetime | None:
    """Return the moment that was typed, ``None`` for none."""
    from freelance_comm.text.moments import parse_moment

    return parse_moment(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale) if text.strip() else None
