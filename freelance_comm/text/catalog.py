"""Translates the interface: finds a language's catalog and looks sentences up in it.

Only the standard library's ``gettext`` at run time, because every shell command passes here. A wheel carries compiled
catalogs; a checkout compiles its ``.po`` files when they have changed, into an ignored cache, and only then needs
Babel.
"""

from __future__ import annotations

import os
from io import BytesIO

from freelance_comm.text.locate import data_folder, data_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import gettext as _gettext
    from importlib.resources.abc import Traversable

DOMAIN = "freelance_comm"
SOURCE_LOCALE = "en"
PSEUDO_VARIABLE = "FREELANCE_COMM_PSEUDO"
"""Environment variable that makes every translated sentence visible as ⟦…⟧; for tests, in no list of languages."""


class _Source:
    """The sentences as they stand in the program; English does not load ``gettext``."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return singular if n == 1 else plural

    def pgettext(self, _context: str, message: str) -> str:
        return message

    def npgettext(self, _context: str, singular: str, plural: str, n: int) -> str:
        return singular if n == 1 else plural


class Translator:
    """Translates into one language; English sentences are the keys and the last fallback.

    ``locale`` is what dates and numbers should follow (``fr_CA`` stays ``fr_CA`` though its sentences come from
    ``fr``); ``language`` is the catalog's.
    """

    def __init__(self, locale: str, language: str, messages: _gettext.NullTranslations | _Source) -> None:
        self.locale = locale
        self.language = language
        self._messages = messages

    def gettext(self, message: str) -> str:
        """Return ``message`` translated."""
        # The empty key of a catalog holds its header, which is nobody's text.
        return self._messages.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form of the sentence that goes with ``n``; the number itself is filled in by the caller."""
        return self._messages.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """Return ``message`` translated as ``context`` asks (an abbreviation, a column head, a verb)."""
        return self._messages.pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the form that goes with ``n``, as ``context`` asks."""
        return self._messages.npgettext(context, singular, plural, n)


class PseudoTranslator(Translator):
    """Wraps whatever another translator says in ⟦…⟧, so that a test sees which text never passed a catalog."""

    def __init__(self, inner: Translator) -> None:
        super().__init__(inner.locale, inner.language, inner._messages)

    def gettext(self, message: str) -> str:
        """Return the translation, marked."""
        return _marked(super().gettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the translation, marked."""
        return _marked(super().ngettext(singular, plural, n))

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation, marked."""
        return _marked(super().pgettext(context, message))

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the translation, marked."""
        return _marked(super().npgettext(context, singular, plural, n))


def _marked(text: str) -> str:
    return f"⟦{text}⟧" if text else ""


def fallbacks(locale: str) -> tuple[str, ...]:
    """Return ``locale`` and what stands in for it, nearest first, without English: ``("fr_CA", "fr")``.

    Encodings and modifiers are dropped (``fr_CA.UTF-8``, ``ro_RO@euro``), hyphens and capitals are put right.
    """
    parts = locale.split(".", 1)[0].split("@", 1)[0].replace("-", "_").split("_")
    language = parts[0].lower()
    # A script is written with one capital (sr_Latn), a country with all of them (fr_CA).
    rest = [part.title() if len(part) == 4 else part.upper() for part in parts[1:] if part]
    whole = [language, *rest]
    return tuple("_".join(whole[:length]) for length in range(len(whole), 0, -1))


def resolve(wanted: str, known: tuple[str, ...]) -> str | None:
    """Return which of ``known`` serves ``wanted`` best (``fr_CA.UTF-8`` is served by ``fr``), or ``None``."""
    for candidate in fallbacks(wanted):
        if candidate in known:
            return candidate
    return None


def interface_locales() -> tuple[str, ...]:
    """Return the languages the interface speaks, sorted; English is always among them."""
    found = {SOURCE_LOCALE}
    folder = data_path("locales")
    if folder:
        for name in os.listdir(folder):
            if any(os.path.isfile(f"{_stem(folder, name)}.{ending}") for ending in ("po", "mo")):
                found.add(name)
    else:
        for place in data_folder("locales").iterdir():
            if any((place / "LC_MESSAGES" / f"{DOMAIN}.{ending}").is_file() for ending in ("po", "mo")):
                found.add(place.name)
    return tuple(sorted(found))


_loaded: dict[tuple[str, bool], Translator] = {}


def translator(locale: str) -> Translator:
    """Return the translator for ``locale``: its own catalog, then its language's, then the English source.

    A language without a catalog gives English. Each is read once a process.
    """
    pseudo = os.environ.get(PSEUDO_VARIABLE) == "1"
    key = (locale, pseudo)
    if key not in _loaded:
        plain = _load(locale)
        _loaded[key] = PseudoTranslator(plain) if pseudo else plain
    return _loaded[key]


def _load(locale: str) -> Translator:
    candidates = fallbacks(locale)
    messages: _gettext.NullTranslations | None = None
    language = SOURCE_LOCALE
    if candidates[-1] != SOURCE_LOCALE:
        folder = data_path("locales") or data_folder("locales")
        for candidate in candidates:
            found = _read(folder, candidate)
            if found is None:
                continue
            if messages is None:
                messages, language = found, candidate
            else:
                messages.add_fallback(found)
    if messages is None:
        own = candidates[0] if candidates[-1] == SOURCE_LOCALE else SOURCE_LOCALE
        return Translator(own, SOURCE_LOCALE, _Source())
    return Translator(candidates[0], language, messages)


def _read(folder: str | Traversable, locale: str) -> _gettext.GNUTranslations | None:
    import gettext as _gettext

    # The locale may come from the environment: it must not name a path, nor be longer than a file name.
    if not locale.replace("_", "").isalnum() or len(locale) > 40:
        return None
    if not isinstance(folder, str):
        built = folder / locale / "LC_MESSAGES" / f"{DOMAIN}.mo"
        return _gettext.GNUTranslations(BytesIO(built.read_bytes())) if built.is_file() else None
    stem = _stem(folder, locale)
    if os.path.isfile(f"{stem}.po"):
        return _compiled(f"{stem}.po", f"{os.path.dirname(folder)}/.catalog-cache", locale)
    if not os.path.isfile(f"{stem}.mo"):
        return None
    with open(f"{stem}.mo", "rb") as stream:
        return _gettext.GNUTranslations(stream)


def _stem(folder: str, locale: str) -> str:
    """Return the path of a catalog without its ending."""
    return f"{folder}/{locale}/LC_MESSAGES/{DOMAIN}"


def _compiled(source: str, cache: str, locale: str) -> _gettext.GNUTranslations:
    """Return the catalog of a checkout's ``.po`` file, compiled anew only when the file has changed."""
    import gettext as _gettext

    found = os.stat(source)
    kept = f"{cache}/{locale}-{found.st_mtime_ns:x}-{found.st_size:x}.mo"
    try:
        with open(kept, "rb") as stream:
            data = stream.read()
    except OSError:
        from contextlib import suppress

        data = compile_catalog(source)
        # A checkout on a read-only disk works too, only a little slower.
        with suppress(OSError):
            _keep(cache, kept, data, locale)
    return _gettext.GNUTranslations(BytesIO(data))


def _keep(cache: str, kept: str, data: bytes, locale: str) -> None:
    from contextlib import suppress

    os.makedirs(cache, exist_ok=True)
    partial = f"{cache}/{locale}.{os.getpid()}.partial"
    with open(partial, "wb") as stream:
        stream.write(data)
    os.replace(partial, kept)
    for name in os.listdir(cache):
        if name.startswith(f"{locale}-") and name.endswith(".mo") and name != os.path.basename(kept):
            with suppress(FileNotFoundError):
                os.unlink(f"{cache}/{name}")


def compile_catalog(source: str) -> bytes:
    """Return the ``.mo`` bytes for the ``.po`` file at the path ``source``; fuzzy and obsolete entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with open(source, "rb") as stream:
        catalog = read_po(stream, charset="utf-8")
    output = BytesIO()
    write_mo(output, catalog, use_fuzzy=False)
    return output.getvalue()
