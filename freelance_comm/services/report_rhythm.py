"""When the next progress report is due: the rhythm agreed for the project, else for the client, else the usual one.

Apart from the reports because the day's overview asks for it with nothing but the derived index at hand.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project, ProjectState

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

_OVER = ("closing",)


def interval_days(desk: Desk, project: Project, client: Client | None) -> int:
    """Return the days between two reports on ``project``; 0 is never."""
    if project.report_every_days is not None:
        return project.report_every_days
    if client is not None and client.report_every_days is not None:
        return client.report_every_days
    return desk.profile().report_every_days


def next_report_due(
    desk: Desk,
    summary: ProjectSummary,
    *,
    calendar: Calendar | None = None,
    client: Client | None = None,
    begun: date | None = None,
) -> date | None:
    """Return the working day on which the next report is due, None where none is owed.

    Counted from the last day that the last report covered; the first one from the day the stage of work was entered,
    or else from the first day with time on it (``begun``, looked up when left out), but not from before the project was
    added: imported history owes no report. Small jobs owe one only if a rhythm was agreed for them, closing ones none.
    """
    project = summary.project
    if project.state is not ProjectState.OPEN or project.stage in _OVER:
        return None
    if project.small_job and project.report_every_days is None:
        return None
    if begun is None and summary.work_since is None:
        begun = desk.reader.first_days().get(project.id)
    if project.stage != "work" and begun is None:
        return None
    if client is None:
        client = next((each for each in desk.reader.clients() if each.id == project.client_id), None)
    every = interval_days(desk, project, client)
    if every <= 0:
        return None
    calendar = calendar or desk.calendar()
    if summary.last_report is not None and summary.last_report.period_end is not None:
        since = summary.last_report.period_end
    else:
        since = calendar.local_date(summary.work_since or project.created)
        if summary.work_since is None and begun is not None:
            since = max(since, begun)
    due = since + timedelta(days=every)
    return calendar.working_days(due, 1) or due
