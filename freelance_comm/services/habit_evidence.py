"""What the record knows beside each question of the self-check: facts to answer by, never a verdict.

Apart from the habits because it looks at promises, messages, contacts and ideas, and they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.people import AddressForm, Channel
from freelance_comm.domain.regular import Habit
from freelance_comm.domain.text_safety import show
from freelance_comm.services.dealings import Dealings, dealings_with

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_LONGEST = 160


def evidence(desk: Desk, client: Client) -> dict[Habit, str]:
    """Return by habit what is on record; habits about which nothing is are left out."""
    tr, known = desk.tr, dealings_with(desk, client)
    found = {
        Habit.LISTENING: _read_back(desk, known),
        Habit.NAMES: _names(client, tr),
        Habit.CARING: _cut(client.likes),
        Habit.SYMPATHY: _answers(desk, client),
        Habit.SURPRISE: _surprises(desk, known),
        Habit.PROMISES: promises_kept(tr, known),
        Habit.THEIR_WAY: _their_way(client, tr),
    }
    return {habit: words for habit, words in found.items() if words}


def promises_kept(tr: Translator, known: Dealings) -> str:
    """Return "9 of 10 promises kept on time", empty where none has come to its end."""
    count = known.promises
    ended = count.kept + count.late
    if not ended:
        return ""
    return tr.ngettext("{kept} of {n} promise kept on time", "{kept} of {n} promises kept on time", ended).format(
        kept=count.kept, n=ended
    )


def _read_back(desk: Desk, known: Dealings) -> str:
    if not known.running:
        return ""
    confirmed = sum(bool(project.facts.get("confirmed_on")) for project in known.running)
    return desk.tr.ngettext(
        "{done} of {n} open project: what they asked for was read back and confirmed",
        "{done} of {n} open projects: what they asked for was read back and confirmed",
        len(known.running),
    ).format(done=confirmed, n=len(known.running))


def _names(client: Client, tr: Translator) -> str:
    return _cut(tr.pgettext("between parts of an explanation", ", ").join(one.name for one in client.contacts))


def _answers(desk: Desk, client: Client) -> str:
    from freelance_comm.services.reply_statistics import record_of

    return record_of(desk, client)


def _surprises(desk: Desk, known: Dealings) -> str:
    from freelance_comm.text.telling import near_day

    done = [idea for idea in known.ideas if idea.done_on is not None]
    if not done:
        return ""
    last = max(done, key=lambda idea: (idea.done_on, idea.id))
    return desk.tr.gettext("the last one {day}: {what}").format(
        day=near_day(last.done_on or desk.today(), desk.today(), desk.tr), what=_cut(last.text)
    )


def _their_way(client: Client, tr: Translator) -> str:
    if client.wishes:
        return _cut(client.wishes)
    channels = {
        Channel.EMAIL: tr.gettext("likes to be contacted by mail"),
        Channel.CHAT: tr.gettext("likes to be contacted by chat"),
        Channel.PHONE: tr.gettext("likes to be called"),
    }
    form = (
        tr.gettext("addressed formally")
        if client.address is AddressForm.FORMAL
        else tr.gettext("addressed by first name")
    )
    return tr.pgettext("between parts of an explanation", ", ").join((channels[client.channel], form))


def _cut(text: str) -> str:
    words = show(" ".join(text.split()))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
