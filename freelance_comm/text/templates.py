"""Turns a template and facts into a draft: the one entry to everything about templates.

A draft is written in the nearest language there is a template for; dates and amounts follow the client's own locale.
What a client wrote is a fact like any other: it is printed, never read as a template, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.text.template_files import FORMS, TemplateFile, TemplateFolders, check_name, locale_chain, not_found
from freelance_comm.text.template_header import Header, parse_header

if TYPE_CHECKING:
    from pathlib import Path

    from freelance_comm.text.rendering import Rendering


class Rendered(Record):
    """A draft. ``locale`` is the language it is written in, ``source`` the template's file.

    ``kind`` is what the coach calls it; ``subject`` is one line, empty where the template has none; ``body`` ends with
    one newline. ``own`` is true when the template is the user's.
    """

    name: str
    locale: str
    kind: str
    subject: str
    body: str
    source: str
    form: str = "txt"
    own: bool = False


class Templates:
    """All templates: the user's own in ``user_folder`` (``<locale>/<stage>/<name>.txt``), then the built-in ones."""

    def __init__(self, user_folder: Path | None = None) -> None:
        self._folders = TemplateFolders(user_folder)

    def names(self, locale: str) -> tuple[str, ...]:
        """Return the names of all templates that can be rendered for ``locale``, sorted: "contact/first-contact"."""
        return tuple(sorted({name for name, _form in self._folders.names(locale_chain(locale))}))

    def header(self, name: str, locale: str, *, form: str = "txt", built_in: bool = False) -> Header:
        """Return the head of a template: its kind and what it needs. Errors as for ``render``."""
        found = self._find(name, locale, form, built_in=built_in)
        return parse_header(found.text, found.source)

    def render(
        self, name: str, locale: str, facts: Mapping[str, Any], *, form: str = "txt", built_in: bool = False
    ) -> Rendered:
        """Return the draft that template ``name`` makes of ``facts``.

        ``facts`` holds plain values: text, whole and decimal numbers, dates, aware times, ``Money``, and dictionaries
        and lists of them. The fact ``zone`` is where times are told. ``built_in`` passes over the user's folder.
        Raises ``NotFound`` for a name that is not there, ``BadValue`` (file, line, column) for a template that is
        broken or lacks a fact.
        """
        from freelance_comm.text.rendering import Rendering

        found = self._find(name, locale, form, built_in=built_in)
        header = parse_header(found.text, found.source)
        rendering = Rendering(self._folders, found, f"{name}.{form}", locale, facts, built_in=built_in)
        _check_needs(header, found, rendering)
        subject = rendering.text(_subject_source(header), "txt") if header.subject else ""
        if not subject and form != "txt":
            subject = self._subject_of_the_letter(name, locale, facts, built_in=built_in)
        body = rendering.text(_body_source(found.text, header), form)
        return Rendered(
            name=name,
            locale=found.locale,
            kind=header.kind,
            subject=one_line(subject),
            body=tidy(body),
            source=found.source,
            form=form,
            own=found.own,
        )

    def _subject_of_the_letter(self, name: str, locale: str, facts: Mapping[str, Any], *, built_in: bool) -> str:
        """Return the subject that the text of the same name has: other forms need none of their own."""
        from freelance_comm.text.rendering import Rendering

        found = self._folders.find(f"{name}.txt", locale_chain(locale), built_in=built_in)
        header = parse_header(found.text, found.source) if found is not None else None
        if found is None or header is None or not header.subject:
            return ""
        rendering = Rendering(self._folders, found, f"{name}.txt", locale, facts, built_in=built_in)
        return rendering.text(_subject_source(header), "txt")

    def _find(self, name: str, locale: str, form: str, *, built_in: bool) -> TemplateFile:
        check_name(name)
        if form not in FORMS:
            raise BadValue(
                N_("A draft cannot be written as “{form}”."),
                hint=N_("It can be written as: {forms}."),
                form=form,
                forms=", ".join(FORMS),
            )
        chain = locale_chain(locale)
        found = self._folders.find(f"{name}.{form}", chain, built_in=built_in)
        if found is None:
            raise not_found(name, form, list(self._folders.names(chain, built_in=built_in)))
        return found


def one_line(text: str) -> str:
    """Return ``text`` as the one line a subject is; spaces that must not break stay as they are."""
    return re.sub(r" {2,}", " ", show(text)).strip()


def tidy(text: str) -> str:
    """Return a draft's text in order: no spaces at line ends, single blank lines, one newline at the end."""
    lines = "\n".join(line.rstrip() for line in show_block(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _body_source(text: str, header: Header) -> str:
    # Blank lines in place of the head keep the numbers of the lines below it.
    return "\n" * header.length + text.split("\n", header.length)[-1]


def _subject_source(header: Header) -> str:
    return "\n" * (header.lines["subject"] - 1) + header.subject


def _check_needs(header: Header, found: TemplateFile, rendering: Rendering) -> None:
    """Refuse a draft that would lack what it is about."""
    for need in header.needs:
        value: Any = rendering.facts
        for part in need.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None or value in ("", (), {}):
            raise BadValue(
                N_("{file}, line {line}: the draft needs “{fact}”, which is not known yet."),
                hint=N_("Fill it in first, then write the letter."),
                fact=need,
                file=found.source,
                line=header.lines["needs"],
            )
