"""The facts the stages ask for: typed as people type, kept as canonical text, shown in the interface language.

Apart because both faces draw their forms from the declared facts, and neither should know where one is kept: among
the project's facts, in its quote, or in its head.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.stages.model import Fact
    from freelance_comm.store import Change

LONGEST_ESTIMATE = 10_000
"""Hours."""
_THREE_POINTS = ("estimate_optimistic", "estimate_likely", "estimate_pessimistic")


def find_fact(fact_id: str) -> Fact:
    """Return the fact with that id (``core_problem``) or option name (``core-problem``), in any stage."""
    from freelance_comm.stages.registry import STAGES

    wanted = fact_id.strip().casefold().replace("-", "_")
    facts = {fact.id: fact for stage in STAGES for fact in stage.facts}
    if wanted in facts:
        return facts[wanted]
    from difflib import get_close_matches

    close = get_close_matches(wanted[:80], list(facts), n=4, cutoff=0.5)
    begun = [known for known in facts if wanted and known.startswith(wanted)]
    raise NotFound(
        N_("No stage asks for “{name}”."),
        hint=N_("Look at the stages to see what they ask for."),
        near=tuple(facts[known].option for known in dict.fromkeys([*begun, *close])),
        name=fact_id[:80],
    )


def set_fact(desk: Desk, project: Project, fact_id: str, text: str) -> str:
    """Note one fact of a project from typed text and return what is kept; an empty text clears it."""
    fact = find_fact(fact_id)
    return set_facts(desk, project, {fact.id: text})[fact.id]


def set_facts(
    desk: Desk, project: Project, texts: Mapping[str, str], *, base: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Note several facts at once, all or none, and return the canonical text of each.

    ``base`` holds the canonical values a form started from: facts that somebody else changed meanwhile to something
    else raise ``EditConflict``, facts that the form left alone are not touched.
    """
    from freelance_comm.services.checklist import open_head

    wanted = {find_fact(name): text for name, text in texts.items()}
    parsed = {fact: parse_fact(desk, fact, text) for fact, text in wanted.items()}
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        current = {fact.id: fact_value(desk, file, fact) for fact in parsed}
        new = {fact.id: value for fact, value in parsed.items()}
        if base is not None:
            from freelance_comm.services.merging import merged_values

            started = {fact.id: base.get(fact.id, current[fact.id]) for fact in parsed}
            new = merged_values(started, current, new, what=file.head.name)
        changed = {fact: new[fact.id] for fact in parsed if new[fact.id] != current[fact.id]}
        _keep(desk, change, file, changed)
    return new


def parse_fact(desk: Desk, fact: Fact, text: str) -> str:
    """Return the canonical text for what was typed: ISO day, plain decimal, "yes" or "no", cleaned words."""
    from freelance_comm.services import wording
    from freelance_comm.stages.model import FactKind

    if not text.strip():
        return ""
    if fact.kind is FactKind.LINE:
        return wording.required_line(desk, text, fact.label)
    if fact.kind is FactKind.PARAGRAPH:
        return wording.block(desk, text, fact.label)
    if fact.kind is FactKind.DAY:
        return (wording.coming_day if fact.ahead else wording.past_day)(desk, text).isoformat()
    if fact.kind is FactKind.HOURS:
        return wording.plain(wording.hours(desk, text, fact.label, high=LONGEST_ESTIMATE))
    if fact.kind is FactKind.COUNT:
        from freelance_comm.services.clients import LONGEST_RHYTHM_DAYS

        return str(wording.count_between(desk, text, fact.label, low=0, high=LONGEST_RHYTHM_DAYS))
    return "yes" if wording.yes_or_no(desk, text) else "no"


def fact_value(desk: Desk, file: ProjectFile, fact: Fact) -> str:
    """Return the canonical text of a fact, empty where nothing is noted."""
    from freelance_comm.stages.model import Home

    if fact.home is Home.FACTS:
        return file.head.facts.get(fact.id, "")
    if fact.home is Home.PROJECT:
        value = getattr(file.head, fact.id)
    else:
        from freelance_comm.services.quoting import working_quote

        quote = working_quote(file)
        value = getattr(quote, fact.id) if quote is not None else None
    return "" if value is None else str(value)


def show_fact(desk: Desk, file: ProjectFile, fact: Fact) -> str:
    """Return a fact as people read it in the interface language; empty where nothing is noted."""
    from freelance_comm.stages.model import FactKind

    value = fact_value(desk, file, fact)
    if not value:
        return ""
    if fact.kind is FactKind.DAY:
        from datetime import date

        from freelance_comm.text.formats import dates_here

        try:
            return dates_here(desk.tr).date(date.fromisoformat(value))
        except ValueError:
            return value  # edited by hand into something that is no date: shown as it stands
    if fact.kind is FactKind.HOURS:
        from decimal import InvalidOperation

        from freelance_comm.domain.quote import Unit
        from freelance_comm.text.formats import Formats

        try:
            return Formats(desk.tr.locale).quantity(Decimal(value), Unit.HOUR)
        except InvalidOperation:
            return value
    if fact.kind is FactKind.YES_NO:
        return desk.tr.gettext("yes") if value == "yes" else desk.tr.gettext("no")
    return value


def _keep(desk: Desk, change: Change, file: ProjectFile, changed: Mapping[Fact, str]) -> None:
    """Write changed facts to where each is at home."""
    from freelance_comm.stages.model import Home

    facts = dict(file.head.facts)
    head = file.head
    quoted: dict[str, str] = {}
    for fact, value in changed.items():
        if fact.home is Home.QUOTE:
            quoted[fact.id] = value
        elif fact.home is Home.PROJECT:
            head = head.but(**{fact.id: int(value) if value else None})
        elif value:
            facts[fact.id] = value
        else:
            facts.pop(fact.id, None)
    if facts != file.head.facts:
        _check_three_points(facts)
        head = head.but(facts=facts)
    if head != file.head:
        change.save(file.head, head, project_id=head.id)
    if quoted:
        from freelance_comm.services.quoting import note_in_quote

        note_in_quote(desk, change, file, quoted)


def _check_three_points(facts: Mapping[str, str]) -> None:
    hours = [Decimal(facts[name]) for name in _THREE_POINTS if facts.get(name)]
    if hours != sorted(hours):
        raise BadValue(
            N_("The three estimates, in hours, are not in order: {hours}."),
            hint=N_(
                "Best case first, then the most likely, then the worst; if all of them change, give them together."
            ),
            hours=" · ".join(str(one) for one in hours),
        )
