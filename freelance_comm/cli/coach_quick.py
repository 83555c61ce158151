"""`coach` before anything is on record: a draft from standard input or a file is read without opening the store.

Apart because it is the first thing that many do with the program, and what editors and hooks do all day: it loads
neither the store nor argparse. Whatever it does not know (words that need what is on record, an option spelled wrongly)
it leaves to the command itself, before any input is read.
"""

from __future__ import annotations

import os
import sys

from freelance_comm.cli.coach_options import CHANNELS, KINDS, MODES, incoming, invite, read_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from freelance_comm.services.coaching import About, Coached
    from freelance_comm.text.catalog import Translator

_TEXTS = {
    "--kind": KINDS,
    "--language": (),
    "--client-name": (),
    "--incoming": (),
    "--channel": CHANNELS,
    "--without": (),
}
"""Options with a value that this reading understands, and the values there are where they are few."""
_FLAGS = ("--prepayment-refused", "--exit-zero", "--lines")


def tried(words: Sequence[str], options: Mapping[str, str]) -> int | None:
    """Read the draft that ``words`` (those after the command) name and return the exit code.

    None where the command has to do it; nothing has been read or said then. ``options`` are the global ones.
    """
    given = _given(words)
    if given is None or not _is_plain(given, options):
        return None
    from freelance_comm import bootstrap
    from freelance_comm.services import coach_languages

    chosen = bootstrap.load_settings(data_dir=options.get("--data-dir"), lang=options.get("--lang"))
    if chosen.notices or os.path.exists(f"{chosen.data_folder}/workspace.json") or not _known_rules(given["without"]):
        return None
    language = coach_languages.language_of(given["language"])
    if given["language"] and not language:
        return None
    tr = bootstrap.interface(chosen)
    invite(given["file"], tr)
    text = read_input(given["file"], given["file"])
    from freelance_comm.cli.patience import Patience

    with Patience(sys.stderr, tr.gettext("Reading the draft"), tr):
        read = _read(tr, text, _about(given, language))
    _say(read, text, given, tr)
    remarks = any(not one.soft for one in read.remarks)
    return 10 if remarks and not given["exit-zero"] else 0


def _given(words: Sequence[str]) -> dict[str, Any] | None:
    """Return what the words say, None where they are not all plain ones."""
    found: dict[str, Any] = {name[2:]: "" for name in _TEXTS} | {name[2:]: False for name in _FLAGS}
    found["without"], files = [], []
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            found[word[2:]] = True
        elif name in _TEXTS:
            value = value if equals else next(waiting, "")
            if not value or (_TEXTS[name] and value not in _TEXTS[name]) or (not equals and value[:1] == "-"):
                return None
            if name == "--without":
                found["without"].append(value)
            else:
                found[name[2:]] = value
        elif word == "-" or not word.startswith("-"):
            files.append(word)
        else:
            return None
    if len(files) > 1 or (files and files[0] in MODES):
        return None
    return found | {"file": files[0] if files else "-"}


def _is_plain(given: Mapping[str, Any], options: Mapping[str, str]) -> bool:
    """Whether nothing but a draft, in words that every system spells alike, is asked for."""
    from freelance_comm import places

    said = [*options.values(), *(value for value in given.values() if isinstance(value, str))]
    if not {"--data-dir", "--lang"} >= set(options) or os.environ.get(places.NOW_VARIABLE):
        return False
    return all(value.isascii() for value in said) or sys.getfilesystemencoding() == "utf-8"


def _known_rules(names: Sequence[str]) -> bool:
    if not names:
        return True
    from freelance_comm.coach.registry import RULES

    return {rule.id for rule in RULES} >= set(names)


def _about(given: Mapping[str, Any], language: str) -> About:
    from freelance_comm.services.coaching import About

    return About(
        locale=language,
        kind=given["kind"],
        client_name=given["client-name"],
        incoming=incoming(given["incoming"], given["incoming"]),
        prepayment_refused=given["prepayment-refused"],
        channel=given["channel"],
        without=tuple(given["without"]),
    )


def _read(tr: Translator, text: str, about: About) -> Coached:
    from freelance_comm.bootstrap import clock
    from freelance_comm.services.coaching import read_draft, usual_days

    # The system's own zone: nobody has named another one, and zone tables need not be loaded for it.
    now = clock(None)().astimezone()
    about = about.but(free_days=usual_days(now.date()))
    read, promised = read_draft(tr, text, about, now.date(), without=frozenset(about.without))
    if not promised:
        return read
    from freelance_comm.services.coaching_promises import usual_offers

    return read.but(promises=usual_offers(tr, promised, now))


def _say(read: Coached, text: str, given: Mapping[str, Any], tr: Translator) -> None:
    from freelance_comm.cli import coach_answer
    from freelance_comm.cli.session import flowing
    from freelance_comm.domain.text_safety import show_block

    if given["lines"]:
        said = show_block("".join(f"{line}\n" for line in coach_answer.editor_lines(read, text, given["file"])))
    else:
        lines = coach_answer.lines(read, text, tr, client_known=False)
        said = flowing(show_block("".join(f"{line}\n" for line in lines)), sys.stdout)
    sys.stdout.write(said)
    sys.stdout.flush()
    for line in coach_answer.limits(read, text, tr, listed=not given["lines"]):
        sys.stderr.write(flowing(show_block(line), sys.stderr) + "\n")
