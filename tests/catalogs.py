"""Keeps the catalogs in step with the sentences in the code.

    python -m tests.catalogs update [--keep] [--argparse FILE ...]
    python -m tests.catalogs check

``update`` writes every ``locales/*/LC_MESSAGES/freelance_comm.po`` anew: sorted, without line numbers and dates, so
that a diff shows sentences and nothing else. Translations are kept only for exactly the same sentence: nothing is
guessed, nothing is fuzzy. A sentence that is gone is dropped; with ``--keep`` it stays at the end of the file (``#~``),
for while one is still at it and it may come back. ``check`` says what is missing and what is left over, and writes
nothing.

The sentences of ``argparse`` are translated too, for the command line shows them. They differ between Python versions,
so an update adds those of the running Python (and of given copies of ``argparse.py``) and drops none.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from freelance_comm.text.catalog import DOMAIN

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
ARGPARSE = "argparse"
"""What stands in place of a file name at sentences that come from the standard library."""

Keywords = dict[str, "tuple[int | tuple[int, str], ...] | None"]

KEYWORDS: Keywords = {
    "N_": None,
    "NP_": ((1, "c"), 2),
    "gettext": None,
    "t": None,  # the short name that a form full of labels gives to gettext
    "n": (1, 2),  # and the one that a list of counts gives to ngettext
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PROGRAMMERS_ONLY = frozenset(
    {
        ".__call__() not defined",
        "conflicting subparser: %s",
        "conflicting subparser alias: %s",
        'argument "-" with mode %r',
        "cannot merge actions - two groups are named %r",
        "'required' is an invalid argument for positionals",
        "invalid option string %(option)r: must start with a character %(prefix_chars)r",
        "dest= is required for options like %r",
        "invalid conflict_resolution value: %r",
        "conflicting option string: %s",
        "mutually exclusive arguments must be optional",
        "cannot have multiple subparser arguments",
        "%r is not callable",
    }
)
"""Sentences of ``argparse`` about mistakes in a program; no command line can bring them up."""
_VOLATILE = (
    "POT-Creation-Date:",
    "PO-Revision-Date:",
    "Last-Translator:",
    "Language-Team:",
    "Generated-By:",
    "Report-Msgid",
)

Key = tuple[str | tuple[str, ...], str | None]
"""A sentence (or its singular and plural) and its context."""


def key_of(message: Message) -> Key:
    """Return what identifies a sentence."""
    return (tuple(message.id) if isinstance(message.id, list | tuple) else message.id, message.context)


def sentences(path: Path, keywords: Keywords) -> Iterator[Key]:
    """Yield the sentences that a Python file marks for translation."""
    with path.open("rb") as stream:
        for _line, function, found, _comments in extract_python(stream, keywords, [], {}):
            parts = (found,) if isinstance(found, str) else tuple(found or ())
            places = keywords[str(function)] or (1,)
            context: str | None = None
            said: list[str] = []
            for place in places:
                number = place if isinstance(place, int) else place[0]
                text = parts[number - 1] if number <= len(parts) else None
                if not text:
                    break
                if isinstance(place, int):
                    said.append(text)
                else:
                    context = text
            else:
                yield (tuple(said) if len(said) > 1 else said[0]), context


def extracted() -> Catalog:
    """Return the sentences of the whole package and of the running Python's ``argparse``."""
    template = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "freelance_comm").rglob("*.py")):
        for text, context in sentences(path, KEYWORDS):
            template.add(text, context=context, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    add_argparse(template, Path(argparse.__file__))
    return template


def add_argparse(template: Catalog, source: Path) -> None:
    """Add the sentences that an ``argparse.py`` shows to people."""
    for text, context in sentences(source, {"_": None, "gettext": None, "ngettext": (1, 2)}):
        if (text if isinstance(text, str) else text[0]) not in PROGRAMMERS_ONLY:
            template.add(text, context=context, locations=[(ARGPARSE, 0)])


def languages() -> list[str]:
    """Return the locales that have a folder for a catalog, whether there is one in it yet or not."""
    return sorted(path.parent.name for path in LOCALES.glob("*/LC_MESSAGES"))


def plural_forms(locale: str) -> tuple[int, str]:
    """Return how many forms a sentence with a number has, and the rule that chooses among them.

    As the catalog's own header says it; where there is none yet, as Babel knows it of the language.
    """
    found = re.search(
        r'"Plural-Forms: nplurals=(\d+); plural=(.+);\\n"',
        _header(locale) or f'"Plural-Forms: {get_plural(locale)}\\n"',
    )
    if found is None:
        raise SystemExit(f"{catalog_path(locale)}: Plural-Forms is not in the header")
    return int(found[1]), found[2]


def _header(locale: str) -> str:
    path = catalog_path(locale)
    return path.read_text(encoding="utf-8").partition("\n\n")[0] if path.is_file() else ""


def catalog_path(locale: str) -> Path:
    """Return where the catalog of ``locale`` lies."""
    return LOCALES / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalog(locale: str) -> Catalog:
    """Return the committed catalog of ``locale``; an empty one where there is none yet."""
    path = catalog_path(locale)
    if not path.is_file():
        return Catalog(locale=locale, charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=locale, charset="utf-8", abort_invalid=True)


def merged(template: Catalog, existing: Catalog, locale: str, *, keep: bool = False) -> Catalog:
    """Return the catalog of ``locale`` with the sentences of ``template`` and the translations of ``existing``.

    ``keep`` keeps sentences that are gone.
    """
    known = {key_of(message): message for message in (*existing.obsolete.values(), *existing) if message.id}
    result = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    count, _rule = plural_forms(locale)
    wanted = {key_of(message): [place for place, _line in message.locations] for message in template if message.id}
    for key, message in known.items():
        said = key[0] if isinstance(key[0], str) else key[0][0]
        if said not in PROGRAMMERS_ONLY and any(place == ARGPARSE for place, _line in message.locations):
            wanted.setdefault(key, [ARGPARSE])
    for key, places in wanted.items():
        text, context = key
        old = known.pop(key, None)
        translation = old.string if old is not None and not old.fuzzy else ""
        flags = ["python-brace-format"] if ARGPARSE not in places and placeholders(text) else []
        new = result.add(
            text,
            translation or ("" if isinstance(text, str) else ("",) * count),
            context=context,
            locations=[(place, 0) for place in sorted(set(places))],
            flags=flags,
            user_comments=old.user_comments if old is not None else (),
        )
        # Babel guesses a flag from every per cent sign; ours are plain text, and argparse's are compared by a test.
        new.flags.discard("python-format")
    if keep:
        for key, message in sorted(known.items(), key=lambda item: str(item[0])):
            if message.string and any(message.string):
                result.obsolete[key] = message  # type: ignore[index]
    return result


def placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """Return the names in braces in a sentence, or in all its forms together."""
    forms = (text,) if isinstance(text, str) else text
    try:
        return {name for form in forms for _literal, name, _spec, _conversion in string.Formatter().parse(form) if name}
    except ValueError:  # a lone brace: the sentence is shown as it stands, never filled in
        return set()


def written(catalog: Catalog, locale: str) -> str:
    """Return the text of a ``.po`` file: sorted, without anything that changes by itself."""
    output = BytesIO()
    catalog.project, catalog.version = "freelance-comm", ""
    write_po(output, catalog, width=100, sort_output=True, include_lineno=False)
    lines = output.getvalue().decode("utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("msgid"))
    count, rule = plural_forms(locale)
    header: list[str] = []
    folded = False  # a long line of the header goes on in the next one
    body_from = next(number for number, line in enumerate(lines[start:], start) if not line.strip())
    for line in lines[start:body_from]:
        if folded:
            folded = not line.endswith('\\n"\n')
            continue
        if line.startswith('"Plural-Forms:'):
            folded = not line.endswith('\\n"\n')
            line = f'"Plural-Forms: nplurals={count}; plural={rule};\\n"\n'
        if line.startswith('"Project-Id-Version:'):
            line = '"Project-Id-Version: freelance-comm\\n"\n'
        if not line.startswith(tuple(f'"{name}' for name in _VOLATILE)):
            header.append(line)
    return "".join((*header, *lines[body_from:]))


def missing(template: Catalog, catalog: Catalog, locale: str) -> Iterator[str]:
    """Yield one line for each sentence of ``template`` that is not properly translated."""
    known = {key_of(message): message for message in catalog if message.id}
    count, _rule = plural_forms(locale)
    for wanted in template:
        if not wanted.id:
            continue
        text, _context = key = key_of(wanted)
        said = text if isinstance(text, str) else text[0]
        found = known.get(key)
        if found is None:
            yield f"{locale}: not in the catalog: {said!r}"
            continue
        forms = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
        if isinstance(text, tuple) and len(forms) != count:
            yield f"{locale}: {len(forms)} forms instead of {count}: {said!r}"
        if found.fuzzy or not all(forms):
            yield f"{locale}: not translated: {said!r}"
        else:
            yield from _unequal_placeholders(locale, text, forms)


def left_over(catalog: Catalog, locale: str) -> Iterator[str]:
    """Yield one line for each translation that is kept of a sentence that is gone."""
    for message in catalog.obsolete.values():
        said = message.id if isinstance(message.id, str) else message.id[0]
        yield f"{locale}: of a sentence that is gone (`update` drops it): {said!r}"


def _unequal_placeholders(locale: str, text: str | tuple[str, ...], forms: tuple[str, ...]) -> Iterator[str]:
    wanted = _fields(text)
    for form in forms:
        # A form for one thing may spell the number out, so it may lack what only the number fills.
        spare = {"n", "%(n)s"} if isinstance(text, tuple) else set()
        if not (wanted - spare <= _fields(form) <= wanted):
            yield f"{locale}: other placeholders than {sorted(wanted)}: {form!r}"


def _fields(text: str | tuple[str, ...]) -> set[str]:
    forms = (text,) if isinstance(text, str) else text
    if any("%(" in form for form in forms) or any("%s" in form or "%d" in form for form in forms):
        return {found for form in forms for found in re.findall(r"%(?:\(\w+\))?[srd]", form)}
    return placeholders(forms)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; returns 1 when ``check`` finds something missing or left over."""
    parser = argparse.ArgumentParser(prog="python -m tests.catalogs", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    update = commands.add_parser("update", help="bring the .po files in step with the code")
    update.add_argument("--keep", action="store_true", help="keep translations of sentences that are gone")
    update.add_argument("--argparse", nargs="*", type=Path, default=[], help="copies of argparse.py to read as well")
    commands.add_parser("check", help="say what is not translated")
    chosen = parser.parse_args(arguments)
    template = extracted()
    problems = 0
    if chosen.command == "update":
        for source in chosen.argparse:
            add_argparse(template, source)
    for locale in languages():
        if chosen.command == "update":
            path = catalog_path(locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = written(merged(template, read_catalog(locale), locale, keep=chosen.keep), locale)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
        catalog = read_catalog(locale)
        lines = list(missing(template, catalog, locale))
        over = list(left_over(catalog, locale))
        problems += len(lines) + len(over)
        if chosen.command == "check":
            sys.stdout.writelines(f"{line}\n" for line in (*lines, *over))
        total = sum(1 for message in template if message.id)
        sys.stdout.write(f"{locale}: {total - len(lines)} of {total} sentences translated\n")
    return 1 if problems and chosen.command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
