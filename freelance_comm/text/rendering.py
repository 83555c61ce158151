"""One draft being written: the chosen template, the parts it borrows, the facts, the reader's locale.

Apart from ``templates`` because it loads Jinja and Babel, and lives only as long as one draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound

from freelance_comm.domain.errors import AppError
from freelance_comm.text.catalog import fallbacks, translator
from freelance_comm.text.facts import plain_facts
from freelance_comm.text.formats import Formats
from freelance_comm.text.markup import escape_html, escape_markdown, escape_sheet
from freelance_comm.text.sandbox import Forbidden, Sandbox, TooMuch
from freelance_comm.text.template_faults import CAUGHT, explain
from freelance_comm.text.template_files import TemplateFile, TemplateFolders
from freelance_comm.text.template_filters import Vocabulary, zone_of

OUTPUT_LIMIT = 500_000
"""Longest draft, in characters."""

_ESCAPES: dict[str, Callable[[str], str]] = {"html": escape_html, "md": escape_markdown, "sheet": escape_sheet}


class Rendering:
    """Writes subject and body of one draft from the same plain copy of the facts."""

    def __init__(
        self,
        folders: TemplateFolders,
        main: TemplateFile,
        path: str,
        locale: str,
        facts: Mapping[str, Any],
        *,
        built_in: bool = False,
    ) -> None:
        self.facts = plain_facts(facts)
        self._main = main
        self._path = path
        self._parts = _Parts(folders, main, built_in=built_in)
        # A German client gets English words where there is no German template, and then English dates in them.
        same_language = fallbacks(locale)[-1] == fallbacks(main.locale)[-1]
        reader = locale if same_language else main.locale
        self._vocabulary = Vocabulary(Formats(reader), translator(reader), zone_of(self.facts))

    def text(self, source: str, form: str) -> str:
        """Return what ``source`` becomes; raises ``BadValue`` that names file, line and column."""
        sandbox = Sandbox(self._parts, self._vocabulary.told, _ESCAPES.get(form))
        self._vocabulary.install(sandbox)
        try:
            template = sandbox.from_string(source)
            template.name = self._path
            pieces: list[str] = []
            length = 0
            for piece in template.root_render_func(template.new_context(self.facts)):
                length += len(piece)
                if length > OUTPUT_LIMIT:
                    raise TooMuch
                pieces.append(piece)
        except AppError:
            raise
        except CAUGHT as error:
            main = (self._main.source, self._main.text)
            raise explain(error, self.facts, main, self._parts.read, sandbox.filters) from error
        return "".join(pieces)


class _Parts(BaseLoader):
    """Lets a template borrow from files of its own language (``{% from "_letter.txt" import greeting %}``)."""

    def __init__(self, folders: TemplateFolders, main: TemplateFile, *, built_in: bool) -> None:
        self._folders = folders
        self._built_in = built_in
        self._locales = fallbacks(main.locale)
        self.read: dict[str, tuple[str, str]] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a part; only files whose name begins with an underscore are parts."""
        stem = template.rpartition("/")[2]
        if not stem.startswith("_"):
            raise Forbidden(template)
        found = self._folders.find(template, self._locales, built_in=self._built_in)
        if found is None:
            raise TemplateNotFound(template)
        if isinstance(environment, Sandbox):
            environment.budget.write(len(found.text))
        self.read[template] = (found.source, found.text)
        return found.text, None, None
