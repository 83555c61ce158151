"""The one file of settings that people write by hand: ``config.toml``.

Apart because a hand-written file needs answers of its own: which line is wrong, which key was probably meant. The
reader of TOML is imported only when there is such a file.
"""

from __future__ import annotations

import os

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KEYS = ("data_dir", "lang", "editor", "theme")
ACCOUNTS = "mail"
"""The table of mail accounts, read by ``mail_accounts`` when one is needed."""
OWN_KEYS = "keys"
"""The table of keys of one's own on the screen."""
_SIZE_LIMIT = 1_000_000


class Configuration(Record):
    """The values of ``config.toml``, empty where the file says nothing. ``notices`` tell of keys nobody reads."""

    data_dir: str = ""
    lang: str = ""
    editor: str = ""
    theme: str = ""
    keys: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    notices: tuple[AppError, ...] = ()


def read_configuration(path: str) -> Configuration:
    """Return what ``path`` says; a missing file says nothing.

    Raises ``BadValue`` naming the file, and the line where there is one, when it cannot be read or understood.
    """
    content = content_of(path)
    if content is None:
        return Configuration()
    values = parsed(content, path)
    texts = {key: _text(values, key, path) for key in KEYS}
    if texts["data_dir"] and not texts["data_dir"].startswith(("/", "~/")):
        raise BadValue(
            N_("“data_dir” in {file} is not a full path: “{value}”."),
            hint=N_("Begin it with / or with ~/."),
            file=path,
            value=texts["data_dir"],
        )
    known = (*KEYS, ACCOUNTS, OWN_KEYS)
    return Configuration(
        **texts,
        keys=_own_keys(values.get(OWN_KEYS, {}), path),
        notices=tuple(_unknown(key, path) for key in values if key not in known),
    )


def parsed(content: str, path: str) -> dict[str, Any]:
    """Return the values in the text of ``path``. Raises ``BadValue`` naming the line where it is no TOML."""
    import tomllib

    try:
        return tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(path, content, str(error)) from None


def content_of(path: str) -> str | None:
    """Return the text of ``path``, None where there is no such file. Raises ``BadValue`` where it cannot be read."""
    try:
        if os.stat(path).st_size > _SIZE_LIMIT:
            raise BadValue(N_("{file} is far too large for a configuration file."), hint=_HINT, file=path)
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("{file} is not UTF-8 at byte {place}."),
            hint=N_("Save it as UTF-8 in your editor."),
            file=path,
            place=error.start + 1,
        ) from None
    except OSError as error:
        raise BadValue(
            N_("{file} cannot be read: {reason}."), hint=_HINT, file=path, reason=error.strerror or ""
        ) from None


_HINT = N_("Correct it or remove it; docs/reference.md says what can go there.")


def _not_toml(path: str, content: str, reason: str) -> BadValue:
    """Return the error for a file that is no TOML; ``reason`` is the parser's sentence, which names the line."""
    lines = content.splitlines() or [""]
    _, _, told = reason.partition("(at line ")
    digits = told.partition(",")[0]
    number = min(int(digits), len(lines)) if digits.isdigit() else len(lines)
    return BadValue(
        N_("{file} is not valid TOML on line {line}: “{text}”."),
        hint=N_('A line looks like this: lang = "ro"'),
        file=path,
        line=number,
        text=_shown(lines[number - 1]),
    )


def _shown(line: str) -> str:
    """Return a line for an error; what may be a password in the wrong place is not repeated."""
    key, equals, _value = line.strip().partition("=")
    return f"{key.strip()} = …" if equals and "pass" in key.lower() else line.strip()[:80]


def _text(values: dict[str, Any], key: str, path: str) -> str:
    value = values.get(key, "")
    if isinstance(value, str) and "\0" not in value:
        return value.strip()
    raise BadValue(N_("“{key}” in {file} is not text."), hint=N_('Put it in quotes: {key} = "…"'), key=key, file=path)


def _own_keys(table: object, path: str) -> dict[str, str]:
    if isinstance(table, dict) and all(isinstance(key, str) for key in table.values()):
        return dict(table)
    raise BadValue(
        N_("[keys] in {file} is not a table of actions with a key each."),
        hint=N_('A line in it looks like this: reply = "f7"'),
        file=path,
    )


def _unknown(key: str, path: str) -> BadValue:
    from difflib import get_close_matches

    return BadValue(
        N_("{file} has a key that means nothing here: “{key}”."),
        hint=N_("The keys are data_dir, lang, editor and theme; there are tables such as [mail.work] and [keys]."),
        fate="",
        near=tuple(get_close_matches(key.lower(), KEYS, n=2, cutoff=0.5)),
        file=path,
        key=key,
    )
