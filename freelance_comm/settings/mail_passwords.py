"""Where the password of a mail account comes from: a command the person named, or the keyring of their system.

Apart from the accounts because a password is never written by the program: it is asked for when it is needed and handed
on. Whatever fails here is told without a word of what a command or a keyring said, for that may be the secret itself.
The keyring is an extra; its library is loaded only when it is asked.
"""

from __future__ import annotations

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.mail_account import MailAccount
from freelance_comm.domain.marking import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMAND_SECONDS = 60.0
"""How long a password command may take: people type the passphrase of their store meanwhile."""
LIMIT = 1_000
"""Longest password, in characters."""
_OUTPUT_LIMIT = 65_536
_SAFE_PRIORITY = 1
"""Back ends below it are those that keep nothing, or keep it in plain text (``keyring``'s own measure)."""


def known_password(account: MailAccount, *, seconds: float = COMMAND_SECONDS) -> str | None:
    """Return the password as the account's command or the keyring knows it; None when the person has to be asked.

    Raises ``BadValue`` when the command fails, says nothing, or takes longer than ``seconds``.
    """
    if account.password_command:
        return _from_command(account, seconds)
    backend = _backend()
    if backend is None:
        return None
    try:
        found = backend.get_password(_service(account), account.user)
    except Exception:  # noqa: BLE001 - locked, gone, refused: back ends raise what they like; the person is asked then
        return None
    return checked(found) if isinstance(found, str) and found else None


def keyring_there() -> bool:
    """Say whether this system has a keyring that keeps passwords safe."""
    return _backend() is not None


def require_keyring(account: MailAccount) -> None:
    """Raise ``BadValue`` with the choices there are when this system has no keyring that keeps passwords safe."""
    if not keyring_there():
        raise BadValue(
            N_("There is no keyring here to keep a password safe."),
            hint=N_(
                "Install one (the extra “keyring”), name a command that prints the password (`freelance-comm mail "
                "account edit {name} --password-command …`), or type it each time."
            ),
            name=account.name,
        )


def keep(account: MailAccount, password: str) -> None:
    """Put the password into the keyring. Raises ``BadValue`` where there is none, ``NotSaved`` where it refuses."""
    require_keyring(account)
    try:
        _backend().set_password(_service(account), account.user, checked(password))  # type: ignore[union-attr]
    except BadValue:
        raise
    except Exception:  # noqa: BLE001 - see above
        raise _refused() from None


def forget(account: MailAccount) -> bool:
    """Take the password out of the keyring; False when there was none. Raises as ``keep`` does."""
    require_keyring(account)
    backend: Any = _backend()
    try:
        if backend.get_password(_service(account), account.user) is None:
            return False
        backend.delete_password(_service(account), account.user)
    except Exception:  # noqa: BLE001 - see above
        raise _refused() from None
    return True


def checked(password: str) -> str:
    """Return the password as it came; ``BadValue`` when it cannot be one. The error does not repeat it."""
    if not password:
        raise BadValue(N_("The password is empty."), hint=N_("Give the one that your mail program uses."))
    if len(password) > LIMIT or any(
        ord(char) < 0x20 or ord(char) == 0x7F or 0xD800 <= ord(char) < 0xE000 for char in password
    ):
        raise BadValue(
            N_("The password holds a character that must never reach a mail server, or is far too long."),
            hint=N_("Give the one that your mail program uses."),
        )
    return password


def _refused() -> NotSaved:
    return NotSaved(
        N_("Your system's keyring refused."),
        hint=N_("Unlock it, then try again; or name a password command."),
        fate=N_("The password was not saved anywhere."),
    )


def _service(account: MailAccount) -> str:
    return f"freelance-comm {account.host}"


def _backend() -> Any | None:
    """Return the part of ``keyring`` that keeps passwords safe here, None where nothing does."""
    try:
        import keyring

        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - not installed, or looking for back ends failed: either way there is none
        return None
    for backend in getattr(found, "backends", None) or (found,):
        try:
            safe = backend.priority >= _SAFE_PRIORITY
        except Exception:  # noqa: BLE001 - a back end that cannot work here says so by raising what it likes
            safe = False
        if safe:
            return backend
    return None


def _from_command(account: MailAccount, seconds: float) -> str:
    import shlex
    import subprocess

    try:
        words = shlex.split(account.password_command)
    except ValueError:
        words = []
    if not words:
        raise _failed(account, N_("The password command for “{name}” cannot be read: its quotes do not match."))
    silent = subprocess.DEVNULL
    try:
        done = subprocess.run(words, stdin=silent, stdout=subprocess.PIPE, stderr=silent, timeout=seconds, check=False)
    except (OSError, ValueError):
        raise _failed(account, N_("The password command for “{name}” cannot be run; is the program there?")) from None
    except subprocess.TimeoutExpired:
        raise _failed(account, N_("The password command for “{name}” took too long and was stopped.")) from None
    if done.returncode != 0:
        raise _failed(account, N_("The password command for “{name}” failed."))
    line = done.stdout[:_OUTPUT_LIMIT].split(b"\n", 1)[0].rstrip(b"\r")
    try:
        password = line.decode()
    except UnicodeDecodeError:
        raise _failed(account, N_("What the password command for “{name}” printed is not UTF-8.")) from None
    if not password:
        raise _failed(account, N_("The password command for “{name}” printed nothing."))
    return checked(password)


def _failed(account: MailAccount, message: str) -> CommandFailed:
    return CommandFailed(message, hint=N_("Run it by itself in a shell and see what it says."), name=account.name)


class CommandFailed(BadValue):
    """The command that prints a password gave none; its words and output stay out of the error."""
