"""The mail accounts in ``config.toml``: read, added, changed and removed, the rest of the file left as it was written.

Apart from the other settings because these are written by the program as well as by hand. A table ``[mail.NAME]`` is
replaced as lines of text, so that comments and order stay; the result is read back and compared before it takes the
place of the file. A password is never among the keys: one that stands there is refused, and not repeated.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from freelance_comm.domain.errors import Ambiguous, BadValue, EditConflict, NotFound, NotSaved
from freelance_comm.domain.mail_account import NAME, MailAccount, Security
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.settings.config_file import ACCOUNTS, content_of, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXTS = ("host", "user", "ca", "password_command")
_KEYS = ("host", "port", "user", "tls", "ca", "folders", "password_command")


def read_accounts(path: str) -> tuple[MailAccount, ...]:
    """Return the accounts in the configuration file ``path``, in its order; a missing file holds none.

    Raises ``BadValue`` naming file and table for what cannot be meant, and for a password in the file.
    """
    return _accounts(parsed(content_of(path) or "", path) if path else {}, path)


def find_account(path: str, name: str) -> MailAccount:
    """Return the account called ``name``. Raises ``NotFound`` with names that are near."""
    found = read_accounts(path)
    for account in found:
        if account.name == name:
            return account
    begins = [account for account in found if account.name.lower().startswith(name.lower()) and name]
    if len(begins) == 1:
        return begins[0]
    if begins:
        raise Ambiguous(
            N_("Several accounts begin with “{name}”."),
            hint=N_("Give the whole name."),
            near=tuple(account.name for account in begins),
            name=show(name),
        )
    raise no_account(found, name)


def no_account(found: tuple[MailAccount, ...], name: str) -> NotFound:
    """Return the failure to find an account among those that are ``found``."""
    return NotFound(
        N_("No mail account is called “{name}”."),
        hint=N_("`freelance-comm mail account list` shows them."),
        near=tuple(account.name for account in found)[:5],
        name=show(name)[:80],
    )


def add_account(path: str, account: MailAccount) -> None:
    """Write a new account at the end of the file. Raises ``EditConflict`` when its name is taken."""
    with _editing(path) as file:
        if account.name in file.tables:
            raise EditConflict(
                N_("There is already a mail account “{name}”."),
                hint=N_("Choose another name, or change that one: `freelance-comm mail account edit {name}`."),
                name=account.name,
            )
        file.put(account)


def change_account(path: str, before: MailAccount, after: MailAccount) -> None:
    """Put ``after`` in the place of ``before``.

    Raises ``EditConflict`` when the account was changed or removed meanwhile, or the new name is taken.
    """
    with _editing(path) as file:
        file.require(before, path)
        if after.name != before.name and after.name in file.tables:
            raise EditConflict(
                N_("There is already a mail account “{name}”."), hint=N_("Choose another name."), name=after.name
            )
        file.put(after, replacing=before.name)


def remove_account(path: str, account: MailAccount) -> None:
    """Take the account out of the file. Raises ``EditConflict`` when it was changed or removed meanwhile."""
    with _editing(path) as file:
        file.require(account, path)
        file.take_out(account.name)


# -- reading -----------------------------------------------------------------------------------------------------------


def _accounts(values: dict[str, Any], path: str) -> tuple[MailAccount, ...]:
    tables = values.get(ACCOUNTS, {})
    if not isinstance(tables, dict):
        raise BadValue(
            N_("“{key}” in {file} is not a table."),
            hint=N_("Accounts are tables such as [mail.work]."),
            key=ACCOUNTS,
            file=path,
        )
    return tuple(_account(name, table, path) for name, table in tables.items())


def _account(name: str, table: object, path: str) -> MailAccount:
    try:
        return _meant(name, table)
    except BadValue as error:
        error.fate = N_("It is in {file}, in [mail.{table}].")
        error.params |= {"file": path, "table": show(name)[:40]}
        raise


def _meant(name: str, table: object) -> MailAccount:
    if not isinstance(table, dict):
        raise BadValue(
            N_("“{key}” is not a table."), hint=N_("Accounts are tables such as [mail.work]."), key=show(name)[:40]
        )
    for key in table:
        _require_known(key)
    texts = {key: _text(table, key) for key in _TEXTS}
    for key in ("host", "user"):
        if not texts[key]:
            raise BadValue(N_("“{key}” is missing."), hint=N_('Write it in quotes: {key} = "…"'), key=key)
    port, tls, folders = table.get("port", 0), _text(table, "tls") or Security.IMPLICIT.value, table.get("folders", [])
    if isinstance(port, bool) or not isinstance(port, int):
        raise BadValue(N_("“{key}” is not a number."), hint=N_("Write it without quotes: port = 993"), key="port")
    if tls not in [*Security]:
        raise BadValue(
            N_("“{value}” is not a way to protect a connection."),
            hint=N_("tls is one of: {known}."),
            value=show(tls)[:40],
            known=", ".join(Security),
        )
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise BadValue(
            N_("“{key}” is not a list of names."),
            hint=N_('Write it like this: folders = ["INBOX", "Sent"]'),
            key="folders",
        )
    return MailAccount(name=name, port=port, tls=Security(tls), folders=tuple(folders), **texts)


def _require_known(key: str) -> None:
    if key in _KEYS:
        return
    if "pass" in key.lower() or "secret" in key.lower():
        raise BadValue(
            N_("“{key}” looks like a password in a file; passwords are never read from there."),
            hint=N_(
                "Remove that line. Use the keyring (`freelance-comm mail account password NAME`) or password_command."
            ),
            key=show(key)[:40],
        )
    from difflib import get_close_matches

    raise BadValue(
        N_("“{key}” means nothing here."),
        hint=N_("The keys of an account are {known}."),
        near=tuple(get_close_matches(key.lower(), _KEYS, n=2, cutoff=0.5)),
        key=show(key)[:40],
        known=", ".join(_KEYS),
    )


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value.strip()
    raise BadValue(N_("“{key}” is not text."), hint=N_('Write it in quotes: {key} = "…"'), key=key)


# -- writing -----------------------------------------------------------------------------------------------------------


class _File:
    """The text of the configuration on its way to a new state, and what it must mean then."""

    def __init__(self, content: str, path: str) -> None:
        self.lines = content.splitlines(keepends=True)
        self.values = parsed(content, path)
        self.known = {account.name: account for account in _accounts(self.values, path)}
        self.tables: dict[str, Any] = dict(self.values.get(ACCOUNTS, {}))

    def require(self, account: MailAccount, path: str) -> None:
        if self.known.get(account.name) != account:
            raise EditConflict(
                N_("The account “{name}” in {file} was changed or removed in the meantime."),
                deleted=account.name not in self.known,
                hint=N_("Look at it again, then try again."),
                name=account.name,
                file=path,
            )

    def put(self, account: MailAccount, replacing: str = "") -> None:
        section = _section(account)
        if replacing:
            first, last = self._place(replacing)
            self.lines[first:last] = section
            self.tables = {account.name if name == replacing else name: was for name, was in self.tables.items()}
        else:
            if self.lines and not self.lines[-1].endswith("\n"):
                self.lines[-1] += "\n"
            self.lines += ["\n", *section] if self.lines else section
        self.tables[account.name] = _table(account)

    def take_out(self, name: str) -> None:
        first, last = self._place(name)
        while last < len(self.lines) and not self.lines[last].strip():
            last += 1
        del self.lines[first:last]
        del self.tables[name]

    def _place(self, name: str) -> tuple[int, int]:
        """Return the lines of the table: from its head to its last line that says something."""
        heads = [number for number, line in enumerate(self.lines) if line.lstrip().startswith("[")]
        own = [number for number in heads if _name_in(self.lines[number]) == name]
        if len(own) != 1:
            raise _by_hand()
        last = next((number for number in heads if number > own[0]), len(self.lines))
        while last > own[0] + 1 and self.lines[last - 1].strip()[:1] in ("", "#"):
            last -= 1
        return own[0], last

    def content(self) -> str:
        """Return the new text. Raises ``BadValue`` when it would not mean what it should."""
        import tomllib

        text = "".join(self.lines)
        wanted = {**self.values, ACCOUNTS: self.tables}
        try:
            meant = {ACCOUNTS: {}, **tomllib.loads(text)}
        except tomllib.TOMLDecodeError:
            raise _by_hand() from None
        if meant != wanted:
            raise _by_hand()
        return text


def _by_hand() -> BadValue:
    return BadValue(
        N_("The configuration is written in a way that cannot be changed here without harm."),
        hint=N_("Change it in your editor; an account is a table that begins with [mail.NAME]."),
    )


def _name_in(head: str) -> str:
    """Return the name of the account in the head of a table, empty where it is the head of something else."""
    inner = head.split("#")[0].strip().removeprefix("[").removesuffix("]")
    table, dot, name = inner.partition(".")
    bare = name.strip().strip("\"'")
    return bare if dot and table.strip() == ACCOUNTS and NAME.fullmatch(bare) else ""


def _table(account: MailAccount) -> dict[str, Any]:
    values: dict[str, Any] = {"host": account.host, "user": account.user}
    for key, value in (
        ("port", account.port),
        ("tls", account.tls.value if account.tls is not Security.IMPLICIT else ""),
        ("ca", account.ca),
        ("folders", list(account.folders)),
        ("password_command", account.password_command),
    ):
        if value:
            values[key] = value
    return values


def _section(account: MailAccount) -> list[str]:
    # What JSON writes of texts, numbers and lists of texts is TOML as well.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in _table(account).items()]
    return [f"[{ACCOUNTS}.{account.name}]\n", *lines]


@contextmanager
def _editing(path: str) -> Iterator[_File]:
    """Yield the file for a change and put the result in its place; two programs take turns."""
    if not path:
        raise BadValue(N_("There is no home folder to keep settings in."), hint=N_("Set HOME, then try again."))
    real = os.path.realpath(path)  # a link into somebody's collection of settings stays a link
    folder = os.path.dirname(real)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _not_written(error, path) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = _File(content_of(path) or "", path)
        yield file
        _replace(real, file.content(), lock)
    except OSError as error:
        raise _not_written(error, path) from error
    finally:
        os.close(lock)


def _replace(path: str, text: str, folder: int) -> None:
    """Put ``text`` in the place of ``path``, whole or not at all; a new file is for its owner alone."""
    temporary = f"{path}.new"
    mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o600
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        os.fsync(folder)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def _not_written(error: OSError, path: str) -> NotSaved:
    return NotSaved(
        N_("{file} cannot be written: {reason}."),
        hint=N_("Put that right, then try again; the file is as it was."),
        file=path,
        reason=error.strerror or type(error).__name__,
    )
