"""The figures of a client's health: each from the record, with the level it comes to and why.

Apart from the view because each figure has a measure of its own, and all of them stand here side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint
from freelance_comm.domain.feedback import Feedback, Tone
from freelance_comm.domain.regular import HabitCheck
from freelance_comm.domain.touch import Touch
from freelance_comm.services import contact_rhythm, habits, ideas
from freelance_comm.services.habit_evidence import promises_kept
from freelance_comm.services.regulars import TITLES, FigureKind, HealthFigure, Level, checks_by_client
from freelance_comm.services.reply_clock import clocks
from freelance_comm.services.reply_statistics import statistics
from freelance_comm.services.urgency import Urgency
from freelance_comm.text.sums import plain_money

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.dealings import Dealings
    from freelance_comm.services.desk import Desk

IN_TIME_PERCENT = 80
"""Below so many answers of a hundred in time the reply times are worth a thought."""
KEPT_PERCENT = 90
"""Below so many promises of a hundred kept in time they are worth a thought."""
ENOUGH = 5
"""Of fewer answers, promises or habits nothing can be said yet."""
_LOW_SCORE = 6
"""A self-check below so many of ten is worth a thought."""


class Sight:
    """What is read once for all clients; ``figures`` then tells one client's."""

    def __init__(self, desk: Desk, client: Client | None = None) -> None:
        self.desk = desk
        self.tr = desk.tr
        self.today = desk.today()
        self.profile = desk.profile()
        self.clocks = clocks(desk, snoozed=True)
        self.answers = {one.client.id: one.figures for one in statistics(desk, client=client).clients}
        self.checks = checks_by_client(desk.reader.of_clients(HabitCheck))
        self.complaints = desk.reader.of_clients(Complaint)
        self.feedback = desk.reader.of_clients(Feedback)

    def touch(self, known: Dealings) -> Touch:
        """Return whether it is time to be in touch with somebody."""
        return contact_rhythm.touch_of(self.profile, known.client, known.silent_days)

    def figures(self, known: Dealings) -> tuple[HealthFigure, ...]:
        """Return all figures of one client of which anything is known."""
        builders = (
            self._waiting,
            self._complaints,
            self._promises,
            self._contact,
            self._answers,
            self._money,
            self._habits,
            self._work,
            self._ideas,
            self._feedback,
            self._surprise,
        )
        return tuple(figure for figure in (build(known) for build in builders) if figure is not None)

    def _figure(self, kind: FigureKind, text: str, level: Level = Level.WELL, **more: object) -> HealthFigure:
        return HealthFigure(kind=kind, title=self.tr.gettext(TITLES[kind]), text=text, level=level).but(**more)

    def _contact(self, known: Dealings) -> HealthFigure:
        tr, silent = self.tr, known.silent_days
        least, most = contact_rhythm.limits(self.profile, known.client)
        if silent is None:
            return self._figure(FigureKind.CONTACT, tr.gettext("no message is on record, in either direction"))
        told = tr.ngettext("last contact {n} day ago", "last contact {n} days ago", silent).format(n=silent)
        if silent == 0:
            told = tr.gettext("in touch today")
        measure = tr.ngettext("you say hello after {n} day", "you say hello after {n} days", most).format(n=most)
        parts = [told, measure]
        if least:
            parts.append(tr.ngettext("and not before {n} day", "and not before {n} days", least).format(n=least))
        is_due = self.touch(known) is Touch.DUE
        return self._figure(
            FigureKind.CONTACT,
            tr.pgettext("between parts of an explanation", ", ").join(parts),
            Level.THINK if is_due else Level.WELL,
            why=tr.ngettext("quiet for {n} day", "quiet for {n} days", silent).format(n=silent) if is_due else "",
            number=silent,
            of=most,
        )

    def _waiting(self, known: Dealings) -> HealthFigure | None:
        tr = self.tr
        mine = [clock for clock in self.clocks if clock.client.id == known.client.id and not clock.is_paused]
        if not mine:
            return None
        first = min(mine, key=lambda clock: clock.seconds_left)
        late = sum(clock.urgency is Urgency.OVERDUE for clock in mine)
        told = tr.ngettext(
            "{n} message is waiting: {left}", "{n} messages are waiting; the first: {left}", len(mine)
        ).format(n=len(mine), left=first.left_text)
        if late:
            why = tr.ngettext("{n} answer is late", "{n} answers are late", late).format(n=late)
            return self._figure(FigureKind.WAITING, told, Level.ACT, why=why, number=late, of=len(mine))
        return self._figure(FigureKind.WAITING, told, number=0, of=len(mine))

    def _answers(self, known: Dealings) -> HealthFigure | None:
        from freelance_comm.services.reply_words import share
        from freelance_comm.services.reply_words import told as told_time

        tr, found = self.tr, self.answers.get(known.client.id)
        if found is None or not found.judged:
            return None
        text = tr.ngettext(
            "{n} answer in 12 months, {share} on time, half within {median}",
            "{n} answers in 12 months, {share} on time, half within {median}",
            found.answered,
        ).format(n=found.answered, share=share(found, tr), median=told_time(found.business.median, tr))
        percent = found.percent_in_time
        is_low = percent is not None and percent < IN_TIME_PERCENT and found.judged >= ENOUGH
        return self._figure(
            FigureKind.ANSWERS,
            text,
            Level.THINK if is_low else Level.WELL,
            why=tr.gettext("only {share} of the answers on time").format(share=share(found, tr)) if is_low else "",
            number=found.in_time,
            of=found.judged,
        )

    def _promises(self, known: Dealings) -> HealthFigure | None:
        tr, count = self.tr, known.promises
        overdue = sum(promise.due < self.desk.now() for promise in known.open_promises)
        ended = count.kept + count.late
        if not ended and not known.open_promises:
            return None
        parts = [promises_kept(tr, known)]
        if known.open_promises:
            number = len(known.open_promises)
            parts.append(tr.ngettext("{n} promise open", "{n} promises open", number).format(n=number))
        text = tr.pgettext("between parts of an explanation", ", ").join(part for part in parts if part)
        if overdue:
            why = tr.ngettext("{n} promise is overdue", "{n} promises are overdue", overdue)
            told = why.format(n=overdue)
            return self._figure(FigureKind.PROMISES, text, Level.ACT, why=told, number=count.kept, of=ended)
        is_low = ended >= ENOUGH and count.kept * 100 < KEPT_PERCENT * ended
        return self._figure(
            FigureKind.PROMISES, text, Level.THINK if is_low else Level.WELL, number=count.kept, of=ended
        )

    def _money(self, known: Dealings) -> HealthFigure | None:
        tr = self.tr
        joint = tr.pgettext("between parts of an explanation", ", ")
        words = []
        for sums, sentence in (
            (known.overdue, tr.gettext("overdue: {sums}")),
            (known.to_come, tr.gettext("to come: {sums}")),
            (known.paid, tr.gettext("paid: {sums}")),
        ):
            if sums:
                words.append(sentence.format(sums=joint.join(plain_money(sum_, tr) for sum_ in sums)))
        if not words:
            return None
        level = Level.THINK if known.overdue else Level.WELL
        return self._figure(FigureKind.MONEY, joint.join(words), level, why=words[0] if known.overdue else "")

    def _work(self, known: Dealings) -> HealthFigure | None:
        tr, done, running = self.tr, len(known.finished), len(known.running)
        if not done and not running:
            return None
        parts = []
        if done:
            parts.append(tr.ngettext("{n} project finished", "{n} projects finished", done).format(n=done))
        if running:
            parts.append(tr.ngettext("{n} project under way", "{n} projects under way", running).format(n=running))
        if known.since is not None:
            parts.append(tr.gettext("together since {year}").format(year=known.since.year))
        joint = tr.pgettext("between parts of an explanation", ", ")
        return self._figure(FigureKind.WORK, joint.join(parts), number=done, of=done + running)

    def _complaints(self, known: Dealings) -> HealthFigure | None:
        tr = self.tr
        mine = [one for one in self.complaints if one.client_id == known.client.id]
        if not mine:
            return None
        still = sum(one.is_open for one in mine)
        if still:
            told = tr.ngettext("{n} complaint is open", "{n} complaints are open", still).format(n=still)
            return self._figure(FigureKind.COMPLAINTS, told, Level.ACT, number=still, of=len(mine))
        told = tr.ngettext("{n} complaint, resolved", "{n} complaints, all resolved", len(mine)).format(n=len(mine))
        return self._figure(FigureKind.COMPLAINTS, told, number=0, of=len(mine))

    def _feedback(self, known: Dealings) -> HealthFigure | None:
        mine = [one for one in self.feedback if one.client_id == known.client.id]
        if not mine:
            return None
        good = sum(one.tone is Tone.GOOD for one in mine)
        told = self.tr.gettext("good words: {good}, others: {others}").format(good=good, others=len(mine) - good)
        return self._figure(FigureKind.FEEDBACK, told, number=good, of=len(mine))

    def _habits(self, known: Dealings) -> HealthFigure | None:
        from freelance_comm.text.telling import near_day

        tr, checks = self.tr, self.checks.get(known.client.id, ())
        if not checks:
            return None
        last, trend = checks[-1], habits.trend_of(checks)
        day = near_day(self.desk.calendar().local_date(last.made_at), self.today, tr)
        parts = [tr.gettext("{score}, {day}").format(score=habits.score_text(tr, last), day=day)]
        if trend is not None:
            parts.append(habits.trend_text(tr, trend))
        is_low = last.answered >= ENOUGH and (last.share * 10 < _LOW_SCORE or trend is habits.Trend.FALLING)
        joint = tr.pgettext("between parts of an explanation", ", ")
        return self._figure(
            FigureKind.HABITS,
            joint.join(parts),
            Level.THINK if is_low else Level.WELL,
            why=tr.gettext("the ten habits: {words}").format(words=joint.join(parts)) if is_low else "",
            number=len(last.yes),
            of=last.answered,
        )

    def _ideas(self, known: Dealings) -> HealthFigure | None:
        if not known.ideas:
            return None
        done = sum(idea.done_on is not None for idea in known.ideas)
        told = self.tr.ngettext("{done} of {n} idea done", "{done} of {n} ideas done", len(known.ideas))
        return self._figure(
            FigureKind.IDEAS, told.format(done=done, n=len(known.ideas)), number=done, of=len(known.ideas)
        )

    def _surprise(self, known: Dealings) -> HealthFigure | None:
        words = ideas.surprise_for(self.desk, known.client, known.ideas)
        return self._figure(FigureKind.SURPRISE, words) if words else None
