"""An entry of another tool as it can be stored: texts cleaned, the word that names the project taken from the tags.

Apart because whatever another program wrote is data: it is cleaned like anything typed, and refused where it cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import clean_text
from freelance_comm.domain.time_entry import exact_seconds
from freelance_comm.services.time_found import Found, Place, Problem
from freelance_comm.services.timer import clean_tags

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.time_names import Target

LONGEST_NAME = 200
LONGEST_ID = 200


def tidied(desk: Desk, found: Found, target: Target) -> Found | Problem:
    """Return the entry as it can be stored, or why it cannot."""
    field = ""
    try:
        field = "note"
        note = clean_text(found.note, what=desk.tr.gettext("The note")) if found.note else ""
        field = "tags"
        tags = tuple(tag for tag in found.tags if not (target.spent and tag == target.spent))
        tags = clean_tags(desk, tuple(tag for tag in tags if tag.strip())) if tags else ()
        field = "project"
        for name in (found.project, found.client):
            if len(name) > LONGEST_NAME or len(found.source_id) > LONGEST_ID:
                raise BadValue(N_("the name is too long (characters: {count})."), count=len(name))
        field = ""
        if (found.started is None) != (found.ended is None):
            raise BadValue(N_("start and end do not agree."))
        if found.started and found.ended and exact_seconds(found.ended - found.started) != found.seconds:
            raise BadValue(N_("start, end and duration do not agree."))
        return found.but(note=note, tags=tags) if (note, tags) != (found.note, found.tags) else found
    except AppError as error:
        place = Place(number=found.place.number, is_line=found.place.is_line, column=field)
        return Problem(place=place, message=error.message, params=dict(error.params))
