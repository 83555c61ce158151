"""Collects the sentences of the program's own letters, from which the coach learns what it must leave in peace.

    python -m tests.coach.own_letters

Writes ``sentences/letters.txt`` of each language that the coach reads; run it before training, when letters have
changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from freelance_comm import demo
from freelance_comm.coach.words import sentences
from freelance_comm.domain.errors import BadValue
from freelance_comm.services import drafts
from freelance_comm.services.desk import Desk
from freelance_comm.services.letter_names import REPLIES, SITUATIONS
from freelance_comm.stages.registry import STAGES
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator
from tests.coach.learning import LANGUAGES, LOCALES
from tests.contract.letters import FRIDAY, GENDERS, addressed, bare, full, rendered
from tests.contract.sample_quotes import add_to_the_sample

_FEWEST_WORDS = 3


def of_the_sample(locale: str) -> Iterator[str]:
    """Yield the letters to the people of the sample data."""
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "data", durable=False)
        desk = Desk(workspace, clock=lambda: FRIDAY, tr=translator(locale), zone="Europe/Bucharest")
        demo.build(workspace, locale, FRIDAY)
        add_to_the_sample(desk)
        for summary in desk.reader.summaries(closed=True):
            for line in drafts.drafts_for(desk, summary.project):
                try:
                    yield drafts.compose(desk, summary.project, line.name).body
                except BadValue:  # this project does not hold what the letter needs
                    continue


def of_prepared_facts(locale: str) -> Iterator[str]:
    """Yield each letter from many facts and from few, in each form of address and of each writer."""
    for name in sorted({*(name for stage in STAGES for name in stage.drafts), *SITUATIONS, *REPLIES}):
        for facts in (full(locale), bare(name, locale)):
            for formal in (True, False):
                for writer in GENDERS:
                    yield rendered(name, locale, addressed(facts, formal=formal, writer=writer)).body


def main() -> int:
    """Write the sentences of all languages."""
    for locale in LANGUAGES:
        letters = (*of_the_sample(locale), *of_prepared_facts(locale))
        told = (" ".join(one.text.split()) for letter in letters for one in sentences(letter, frozenset()))
        found = dict.fromkeys(one for one in told if len(one.split()) >= _FEWEST_WORDS)
        target = LOCALES / locale / "coach" / "sentences" / "letters.txt"
        target.write_text("\n".join(found) + "\n", encoding="utf-8")
        sys.stdout.write(f"{locale}: {len(found)} sentences\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
