"""What the coach has been told: remarks that were waved through, rules that rest.

Apart from the reading because these change data. A remark waved through is remembered where the draft belongs: with
its project, else its client, else the profile; there it is not made again. Of the words themselves nothing is kept. A
rule rests for all drafts or for those to one client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client, Profile
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.services import prepayment_policy

if TYPE_CHECKING:
    from freelance_comm.coach.examples import Example
    from freelance_comm.services.coaching import About, PromiseOffer, Remark
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change, Reader

MOST_WAVED = 500
"""Remarks that one project, client or profile remembers; the oldest are forgotten first."""
_SHOWN_EXAMPLES = 6


class RuleView(Record):
    """A rule of the coach: what it says and why (translated), sentences it catches and spares, where it rests.

    The examples are in the interface language where there are any in it. ``resting`` is for all drafts,
    ``resting_for`` names the clients in whose drafts it rests alone. A ``soft`` rule makes notes, not remarks.
    """

    id: str
    message: str
    why: str
    catch: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    soft: bool = False
    resting: bool = False
    resting_for: tuple[str, ...] = ()


def waved_keys(reader: Reader, about: About) -> frozenset[str]:
    """Return the keys of the remarks that are not to be made again in a draft."""
    found: set[str] = set()
    profile = reader.profile()
    if profile is not None:
        found.update(profile.waved_remarks)
    client = _client_now(reader, about.client)
    if client is not None:
        found.update(client.waved_remarks)
    if about.project is not None:
        found.update(_project_now(reader, about.project).waved_remarks)
    return frozenset(found)


def resting_rules(reader: Reader, about: About) -> frozenset[str]:
    """Return the rules that are not to be applied to a draft."""
    profile, client = reader.profile(), _client_now(reader, about.client)
    return frozenset(
        (
            *about.without,
            *(profile.resting_rules if profile is not None else ()),
            *prepayment_policy.resting(profile),
            *(client.resting_rules if client is not None else ()),
        )
    )


def wave_through(desk: Desk, remark: Remark | PromiseOffer, about: About) -> None:
    """Remember that a remark is not to be made again, or a promise not to be offered: in this project, else to this
    client, else anywhere.
    """
    wave_all_through(desk, (remark,), about)


def wave_all_through(desk: Desk, remarks: tuple[Remark | PromiseOffer, ...], about: About) -> None:
    """Remember several remarks in one change."""
    keys = tuple(remark.key for remark in remarks)

    def added(waved: tuple[str, ...]) -> tuple[str, ...]:
        return (*(key for key in waved if key not in keys), *keys)[-MOST_WAVED:]

    if keys:
        with desk.change() as change:
            _remember(change, about, added)


def forget_waved(desk: Desk, about: About) -> int:
    """Forget what was waved through in this project, else to this client, else everywhere else; return how many."""
    with desk.change() as change:
        return _remember(change, about, lambda _waved: ())


def rest(desk: Desk, rule: str, client: Client | None = None) -> RuleView:
    """Let a rule rest for all drafts, or for those to one client. Raises ``NotFound`` for a rule there is not."""
    rule = rule_named(rule)
    _switch(desk, client, lambda resting: resting if rule in resting else (*resting, rule))
    return explain(desk, rule)


def wake(desk: Desk, rule: str, client: Client | None = None) -> RuleView:
    """Let a rule be applied again. Raises ``NotFound`` for a rule there is not.

    The rule about early prepayment rests by the policy of the profile, too: waking it for all drafts changes that.
    """
    rule = rule_named(rule)
    _switch(desk, client, lambda resting: tuple(one for one in resting if one != rule), woken=rule)
    return explain(desk, rule)


def rules(desk: Desk) -> tuple[RuleView, ...]:
    """Return all rules in the order of the rulebook."""
    from freelance_comm.coach.registry import RULES

    return tuple(_view(desk, rule.id) for rule in RULES)


def explain(desk: Desk, rule: str) -> RuleView:
    """Return one rule. Raises ``NotFound`` with close names."""
    return _view(desk, rule_named(rule))


def rule_named(text: str) -> str:
    """Return the id of the rule meant: its whole name or how only one begins. Raises ``NotFound`` with close names."""
    from freelance_comm.coach.registry import RULES

    ids = [rule.id for rule in RULES]
    wanted = "-".join(text.strip().casefold().replace("_", " ").split())
    fitting = [wanted] if wanted in ids else [one for one in ids if wanted and one.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    from difflib import get_close_matches

    raise NotFound(
        N_("The coach has no rule “{name}”."),
        hint=N_("`freelance-comm coach rules` lists them."),
        near=tuple(fitting or get_close_matches(wanted[:40], ids, n=3, cutoff=0.4)),
        name=text.strip()[:40],
    )


def _view(desk: Desk, rule_id: str) -> RuleView:
    from freelance_comm.coach.registry import RULES

    rule = next(one for one in RULES if one.id == rule_id)
    profile = desk.reader.profile()
    catch, spare = _examples(desk, rule_id)
    return RuleView(
        id=rule.id,
        message=desk.tr.gettext(rule.message),
        why=desk.tr.gettext(rule.why),
        catch=tuple(one.text for one in catch[:_SHOWN_EXAMPLES]),
        spare=tuple(one.text for one in spare[:_SHOWN_EXAMPLES]),
        soft=rule.soft,
        resting=profile is not None and rule.id in (*profile.resting_rules, *prepayment_policy.resting(profile)),
        resting_for=tuple(client.name for client in desk.reader.clients() if rule.id in client.resting_rules),
    )


def _examples(desk: Desk, rule: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    from freelance_comm.coach.examples import examples
    from freelance_comm.services import coach_languages

    folders = coach_languages.folders()
    for locale in (coach_languages.language_of(desk.tr.locale), *folders):
        if locale:
            try:
                found = examples(folders[locale], rule)
            except FileNotFoundError:
                continue
            return found.catch, found.spare
    return (), ()


def _client_now(reader: Reader, client: Client | None) -> Client | None:
    """Return the client as stored now: a screen may hold one from before a rule was put to rest."""
    if client is None:
        return None
    return next((one for one in reader.clients() if one.id == client.id), None)


def _project_now(reader: Reader, project: Project) -> Project:
    try:
        return reader.project(project.id).head
    except NotFound:
        return project


if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[tuple[str, ...]], tuple[str, ...]]


def _remember(change: Change, about: About, edit: Edit) -> int:
    """Edit the remarks waved through where the draft belongs; return how many there were."""
    if about.project is not None:
        head = change.project(about.project.id).head
        change.save(head, head.but(waved_remarks=edit(head.waved_remarks)), project_id=head.id)
        return len(head.waved_remarks)
    if about.client is not None:
        client = _stored(change, about.client)
        change.save(client, client.but(waved_remarks=edit(client.waved_remarks)))
        return len(client.waved_remarks)
    profile = change.profile()
    base = profile or Profile()
    change.save_profile(profile, base.but(waved_remarks=edit(base.waved_remarks)))
    return len(base.waved_remarks)


def _switch(desk: Desk, client: Client | None, edit: Edit, *, woken: str = "") -> None:
    with desk.change() as change:
        if client is not None:
            stored = _stored(change, client)
            change.save(stored, stored.but(resting_rules=edit(stored.resting_rules)))
            return
        profile = change.profile()
        base = profile or Profile()
        late = base.discuss_prepayment_late or woken in prepayment_policy.resting(base)
        change.save_profile(profile, base.but(resting_rules=edit(base.resting_rules), discuss_prepayment_late=late))


def _stored(change: Change, client: Client) -> Client:
    found = _client_now(change, client)
    if found is None:
        raise NotFound(N_("This client is no longer there."))
    return found
