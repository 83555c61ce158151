"""The words of `client show`: the card, and everything that is open with this client and nobody else."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.identity_options import identity_text
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.people import Client, Gender
from freelance_comm.domain.rounding import ROUNDING_WORDS

if TYPE_CHECKING:
    from freelance_comm.services.focus import FocusPart


def run_show(args: Namespace, session: Session) -> int:
    """Show one client: how to deal with them, and what is open with them."""
    from freelance_comm.services import clients
    from freelance_comm.services.focus_parts import parts

    desk = session.view_desk
    client = clients.find_client(desk, args.client)
    found = parts(desk, client)
    if session.as_json:
        session.emit({**client.values(), "parts": {part.name: _plain(part) for part in found}})
        return ExitCode.DONE
    session.table([row for row in _card(client, session) if row[1]])
    for part in found:
        session.say("")
        session.say(session.tr.gettext(part.title))
        session.table(
            [("  ▲" if line.late else "  ·", line.text, line.right) for line in part.lines],
            flexible=1,
        )
    return ExitCode.DONE


def _plain(part: FocusPart) -> list[dict[str, Any]]:
    return [
        {"text": line.text, "right": line.right, "late": line.late, "id": line.thing_id or None}
        | ({"project_id": line.project_id} if line.project_id is not None else {})
        for line in part.lines
    ]


def _card(client: Client, session: Session) -> list[tuple[str, str]]:
    from freelance_comm.text.languages import own_name

    tr = session.tr
    rows = [
        (tr.gettext("Client"), f"{client.name}  {client.ref}"),
        (tr.gettext("Address as"), client.forms.vocative),
        (tr.gettext("Form of address"), tr.gettext(client.address.value)),
        (tr.gettext("Gender"), tr.gettext(client.gender.value) if client.gender is not Gender.NEUTRAL else ""),
        (tr.gettext("Language"), own_name(client.language)),
        (tr.gettext("Time zone"), client.zone),
        (tr.gettext("Currency"), client.currency),
        *_clock_rows(client, session),
        (tr.gettext("Time is rounded"), _rounding_words(client, session)),
        (tr.gettext("On documents"), identity_text(client.identity)),
        (tr.gettext("Likes"), _in_a_line(client.likes)),
        (tr.gettext("How to treat them"), _in_a_line(client.wishes)),
        (tr.gettext("Notes"), _in_a_line(client.notes)),
    ]
    for contact in client.contacts:
        parts = (contact.name, contact.role, contact.email, contact.phone)
        rows.append((tr.gettext("Contact"), " · ".join(part for part in parts if part)))
    merged = [f"{card.name} {card.ref}" for card in client.earlier]
    rows.append((tr.gettext("Also kept as"), ", ".join(merged)))
    return rows


def _in_a_line(text: str) -> str:
    """Return what was written in several lines with a mark where each ended; a line that leads to the next has none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(line + (" " if line.endswith(":") else " · ") for line in lines).removesuffix(" · ")


def _rounding_words(client: Client, session: Session) -> str:
    if not client.rounding_minutes:
        return ""
    from freelance_comm.text.durations import duration

    way, tr = ROUNDING_WORDS[client.rounding], session.tr
    return tr.gettext(way).format(step=duration(client.rounding_minutes * 60, tr))


def _clock_rows(client: Client, session: Session) -> list[tuple[str, str]]:
    from freelance_comm.services.public_holidays import next_holiday_there
    from freelance_comm.text.durations import duration

    tr, target = session.tr, client.reply_target_hours
    starts = [
        words
        for words, counts in (
            (tr.gettext("mail with you in Cc"), client.cc_counts),
            (tr.gettext("invitations"), client.invites_count),
        )
        if counts
    ]
    return [
        (tr.gettext("Answer within"), duration(target * 3600, tr) if target is not None else ""),
        (tr.gettext("Starts a clock too"), tr.pgettext("between parts of an explanation", ", ").join(starts)),
        (tr.gettext("Country"), "-".join(part for part in (client.country, client.region) if part)),
        (tr.gettext("Next holiday there"), next_holiday_there(session.desk, client)),
    ]
