"""The progress report: composed for a period from the time log, looked over, copied, saved, noted as sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.services.budget import LEVELS
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.draft_page import addressed
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.reports import ReportView
    from freelance_comm.text.catalog import Translator

FORMS = ("txt", "md", "html", "json")
_ENDINGS = {"txt": "txt", "md": "md", "html": "html", "json": "json"}


def title_of_use(percent: int, tr: Translator) -> str:
    """Return "86% of the quote used" in the interface language."""
    return tr.gettext("{percent}% of the quote used").format(percent=percent)


class ReportPage(WritingPage):
    """A report on one project; the period is from the last report until today unless another is chosen."""

    acts = (*WritingPage.acts, "period", "format")

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._first: date | None = None
        self._last: date | None = None
        self._form = "txt"
        self._report: ReportView | None = None

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this form of this report."""
        period = f"-{self._first}-{self._last}" if self._first or self._last else ""
        return f"report-{self._project.id}-{self._form}{period}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the report for the period."""
        from freelance_comm.services import drafts, reports

        self._report = reports.report(desk, self._project, self._first, self._last)
        if self._form != "json":
            return drafts.compose_report(desk, self._report, form=self._form)
        letter = drafts.compose_report(desk, self._report)
        return letter.but(subject="", body=str(reports.render(desk, self._report, "json")), form="json")

    def ends(self) -> tuple[str, str]:
        """Report, project and period; language and addressee."""
        from freelance_comm.text.formats import dates_here

        title = self.tr.gettext("Progress report")
        parts = [title, self._project.name]
        if self._report is not None and self._form != "txt":
            parts.append(dates_here(self.tr).period(self._report.first, self._report.last))
        used = self._report.money if self._report is not None else None
        if used is not None and used.percent >= LEVELS[0]:
            parts.append(title_of_use(int(used.percent), self.tr))
        return " · ".join(parts), addressed(self)

    def about(self) -> Project:
        """The time is logged on the project."""
        return self._project

    def shown_acts(self) -> tuple[str, ...]:
        """Without time in this one, another period may have some."""
        shown = super().shown_acts()
        return (*shown, "period") if self.has_class("-lacking") else shown

    def file_name(self, ending: str) -> str:
        """Return "P-2026-003-report-2026-03-31.txt"."""
        last = f"-{self._report.last}" if self._report is not None else ""
        return f"{self._project.ref}-report{last}.{_ENDINGS[self._form] if ending == 'txt' else ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Keep the period: the next report begins where this one ends."""
        from freelance_comm.services import reports

        assert self._report is not None
        return reports.mark_sent(desk, self._project, self._report, subject=draft.subject, body=draft.body)

    def action_period(self) -> None:
        "Choose the first and the last day."
        self.go(self._choose_period())

    async def _choose_period(self) -> None:
        from freelance_comm.services import wording

        t = self.tr.gettext
        view = self._report
        found: list[date] = []

        async def submit(said: str) -> bool:
            found.append(wording.past_day(self.desk, said))
            return True

        for kept, question, before in (
            ("from", t("From which day?"), view.first if view is not None else None),
            ("until", t("Up to and including which day?"), view.last if view is not None else None),
        ):
            text = before.isoformat() if before is not None else ""
            keep_as = f"line-{kept}-{self._project.id}"
            ask = AskLine(question, submit, text=text, example=t("1 November"), keep_as=keep_as)
            if not await self.app.push_screen_wait(ask):
                return
        self._first, self._last = found
        self._anew()

    def action_format(self) -> None:
        """The next format: text, Markdown, HTML, JSON."""
        self._form = FORMS[(FORMS.index(self._form) + 1) % len(FORMS)]
        self._anew()

    def _anew(self) -> None:
        self.draft = None
        self.reload()
