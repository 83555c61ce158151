"""The section of the day's overview about clients who have gone quiet, each by their own rhythm."""

from __future__ import annotations

from datetime import date

from freelance_comm.domain.text_safety import show
from freelance_comm.domain.touch import Touch
from freelance_comm.services import contact_rhythm
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.date_plan import fact_day


def quiet(glance: Glance) -> list[Item]:
    """Clients with whom there has been no contact for longer than is usual for them; the shortest silence first.

    A short silence is the easiest to break. After a year they have simply become former clients.
    """
    from freelance_comm.text.telling import days as told_days
    from freelance_comm.text.telling import near_day

    tr = glance.tr
    spoken_for = {each.client_id for each in glance.conversations if each.waiting is not None}
    spoken_for |= {
        summary.project.client_id
        for summary in glance.everything
        if (fact_day(summary.project.facts, "follow_up_on") or date.min) >= glance.today
    }
    found = []
    for client_id, contact in contact_rhythm.last_contacts(glance.conversations).items():
        client = glance.clients.get(client_id)
        if client is None or client.archived_on is not None or client_id in spoken_for:
            continue
        silent = contact_rhythm.silent_days(glance.calendar, glance.today, contact) or 0
        if contact_rhythm.touch_of(glance.profile, client, silent) is not Touch.DUE:
            continue
        last = glance.calendar.local_date(contact)
        found.append(
            (
                silent,
                glance.item(
                    SectionKind.QUIET,
                    str(client_id),
                    Action.INVITE,
                    when_text=told_days(silent, tr),
                    title=show(client.name),
                    detail=show(client.likes),
                    note="",
                    reason=tr.gettext("last contact {day}").format(day=near_day(last, glance.today, tr)),
                    command=f"freelance-comm regulars write {client.ref}",
                    client_id=client_id,
                ),
            )
        )
    return [item for _silent, item in sorted(found, key=lambda pair: (pair[0], pair[1].key))]
