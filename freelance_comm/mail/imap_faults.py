"""What can go wrong with a mail server, each with what happened and what to do about it.

Apart from the connection because a server is somebody else's program: whatever it does has to end in one clear
sentence. What a server says is shown cleaned, cut, and without the password, which some repeat.
"""

from __future__ import annotations

import re

from freelance_comm.domain.errors import BadValue, NotFound, Unreachable
from freelance_comm.domain.mail_account import MailAccount
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_REASON_LIMIT = 160
_CODE = re.compile(r"^\s*\[[A-Z-]+[^\]]*\]\s*")
"""What a server puts before its sentence for programs: ``[AUTHENTICATIONFAILED]``."""
_EXPIRED, _NOT_YET, _WRONG_NAME, _WRONG_ADDRESS = 10, 9, 62, 64
"""What OpenSSL calls these failures of a certificate (``X509_V_ERR_…``)."""
_UNKNOWN_ISSUER = (2, 18, 19, 20, 21, 27)


class ImapError(Unreachable):
    """A mail server could not be reached, or did not answer as it should; the mailbox is as it was."""


class LoginRefused(ImapError):
    """The server did not take user and password: asking for another password may help."""


class NoFolder(NotFound):
    """The mailbox has no such folder."""


class NotForTheWire(BadValue):
    """Something holds a character that may not reach a mail server."""


def cannot_find(account: MailAccount) -> ImapError:
    """The name of the server leads nowhere."""
    return ImapError(
        N_("The mail server “{host}” cannot be found."),
        hint=N_("Is the name right, and is this machine online?"),
        host=account.host,
    )


def no_connection(account: MailAccount, error: OSError) -> ImapError:
    """Nobody takes connections there, or nothing comes back."""
    if isinstance(error, TimeoutError):
        return ImapError(
            N_("“{host}” did not answer on port {port}."),
            hint=N_("Are the name and the port right, and is this machine online?"),
            host=account.host,
            port=account.used_port,
        )
    return ImapError(
        N_("“{host}” cannot be reached on port {port}: {reason}."),
        hint=N_("Are the name and the port right, and is this machine online?"),
        host=account.host,
        port=account.used_port,
        reason=error.strerror or type(error).__name__,
    )


def bad_certificate(account: MailAccount, error: ssl.SSLCertVerificationError) -> ImapError:
    """The server cannot prove who it is."""
    code = error.verify_code
    if code == _EXPIRED:
        message = N_("The certificate of “{host}” has expired.")
    elif code == _NOT_YET:
        message = N_("The certificate of “{host}” is not valid yet; is the clock of this machine right?")
    elif code in (_WRONG_NAME, _WRONG_ADDRESS):
        message = N_("The certificate that “{host}” shows is for another name.")
    elif code in _UNKNOWN_ISSUER:
        message = N_("The certificate of “{host}” does not come from anybody this machine trusts.")
    else:
        message = N_("The certificate of “{host}” cannot be trusted: {reason}.")
    if code in _UNKNOWN_ISSUER:
        hint = N_(
            "If it is your own server, name its certificate: `freelance-comm mail account edit {name} --ca FILE`."
        )
    elif code in (_WRONG_NAME, _WRONG_ADDRESS):
        hint = N_("Use the name that your provider gives for IMAP. No password was sent.")
    else:
        hint = N_("Ask whoever runs the server. No password was sent.")
    return ImapError(
        message, hint=hint, host=account.host, name=account.name, reason=_clean(error.verify_message or "")
    )


def no_certificates(account: MailAccount) -> BadValue:
    """The file of certificates that the account names is gone, or is none."""
    return BadValue(
        N_("{file} is not a readable file of certificates."),
        hint=N_("Such a file has lines like -----BEGIN CERTIFICATE----- (PEM)."),
        file=account.ca,
    )


def no_tls(account: MailAccount) -> ImapError:
    """The other side does not speak TLS at this port, or an outdated kind of it."""
    return ImapError(
        N_("“{host}” does not speak TLS properly on port {port}. No password was sent."),
        hint=N_("Look up the port and the kind: usually 993 with --tls implicit, or 143 with --tls starttls."),
        host=account.host,
        port=account.used_port,
    )


def no_starttls(account: MailAccount) -> ImapError:
    """STARTTLS is wanted and not offered."""
    return ImapError(
        N_("“{host}” does not offer STARTTLS on port {port}. No password was sent."),
        hint=N_("Try --tls implicit, usually on port 993."),
        host=account.host,
        port=account.used_port,
    )


def not_this_machine(account: MailAccount) -> ImapError:
    """Without protection only this very machine is talked to."""
    return ImapError(
        N_("“{host}” is not this machine, so nothing is sent to it without TLS."),
        hint=N_("Use `freelance-comm mail account edit {name} --tls implicit`, or starttls."),
        host=account.host,
        name=account.name,
    )


def login_refused(account: MailAccount, said: str) -> LoginRefused:
    """User or password is wrong, or the provider wants another kind of password."""
    return LoginRefused(
        N_("“{host}” did not let {user} in: {reason}") if said else N_("“{host}” did not let {user} in."),
        hint=N_(
            "Check the user name and the password; many providers want a password made for one program (“app "
            "password”)."
        ),
        host=account.host,
        user=account.user,
        reason=said,
    )


def no_login(account: MailAccount) -> ImapError:
    """The server takes no password here, or none with such characters."""
    return ImapError(
        N_("“{host}” does not accept this kind of password here."),
        hint=N_(
            "Use TLS, or a password of plain letters, digits and symbols; some providers allow IMAP only on request."
        ),
        host=account.host,
    )


def refused(account: MailAccount, said: str) -> ImapError:
    """The server answered NO or BAD to something that is usual."""
    return ImapError(
        N_("“{host}” refused: {reason}") if said else N_("“{host}” refused, and did not say why."),
        hint=N_("Try again later; if it keeps happening, ask whoever runs the server."),
        host=account.host,
        reason=said,
    )


def closed(account: MailAccount, said: str = "") -> ImapError:
    """The connection ended before the answer was complete."""
    if said:
        return ImapError(N_("“{host}” closed the connection: {reason}"), hint=_AGAIN, host=account.host, reason=said)
    return ImapError(N_("“{host}” closed the connection in the middle of an answer."), hint=_AGAIN, host=account.host)


def silent(account: MailAccount, seconds: float) -> ImapError:
    """The server has said nothing for a long time."""
    return ImapError(
        N_("“{host}” has said nothing for {seconds} seconds."), hint=_AGAIN, host=account.host, seconds=round(seconds)
    )


def too_slow(account: MailAccount, seconds: float) -> ImapError:
    """The time for everything is used up."""
    return ImapError(
        N_("“{host}” took more than {seconds} seconds in all; the connection was closed."),
        hint=_AGAIN,
        host=account.host,
        seconds=round(seconds),
    )


def too_much(account: MailAccount) -> ImapError:
    """The server sends more than was asked for."""
    return ImapError(
        N_("“{host}” sends far more than it was asked for; the connection was closed."),
        hint=_NOT_A_MAIL_SERVER,
        host=account.host,
    )


def nonsense(account: MailAccount) -> ImapError:
    """The answer is no IMAP."""
    return ImapError(
        N_("“{host}” answers with something that is not IMAP."), hint=_NOT_A_MAIL_SERVER, host=account.host
    )


_AGAIN = N_("Try again; what was read so far is kept, and reading goes on from there.")
_NOT_A_MAIL_SERVER = N_("Are the server and the port right? If they are, tell whoever runs the server.")


def no_folder(account: MailAccount, folder: str, known: Iterable[str]) -> NoFolder:
    """The folder is not among those of the mailbox: what sounds like it is named, else what there is."""
    from difflib import get_close_matches

    there = list(known)
    return NoFolder(
        N_("“{name}” has no folder “{folder}”."),
        hint=N_("`freelance-comm mail account check {name}` lists its folders."),
        near=tuple(get_close_matches(folder, there, n=3, cutoff=0.5) or there[:8]),
        name=account.name,
        folder=show(folder)[:80],
    )


def no_drafts(account: MailAccount) -> NoFolder:
    """There is no folder for drafts, or it cannot be told."""
    return NoFolder(
        N_("“{name}” has no folder that is clearly for drafts."),
        hint=N_("Make one called “Drafts” in your mail program, or name it."),
        name=account.name,
    )


def draft_too_large(account: MailAccount, size: int, limit: int) -> BadValue:
    """No server takes a draft of that size."""
    return BadValue(
        N_("The draft is too large for “{host}” (bytes: {size}, allowed: {limit})."),
        hint=N_("Send large files some other way."),
        host=account.host,
        size=size,
        limit=limit,
    )


def draft_not_there(account: MailAccount, folder: str) -> ImapError:
    """The server took the draft, and it cannot be found afterwards."""
    error = ImapError(
        N_("“{host}” took the draft, but it is not in “{folder}” as it should be."),
        hint=N_("Look in that folder with your mail program before you try again."),
        host=account.host,
        folder=show(folder)[:80],
    )
    error.fate = N_("Nothing else was changed there.")
    return error


def control_character(account: MailAccount) -> NotForTheWire:
    """A name or a text holds what could be read as another command."""
    return NotForTheWire(
        N_("Something meant for “{host}” holds a control character; it was not sent."),
        hint=N_("Check the folder and the user name of “{name}”."),
        host=account.host,
        name=account.name,
    )


def spoken(said: object, secrets: Iterable[str] = ()) -> str:
    """Return what a server said, fit to be shown: one short line, cleaned, and without the secrets it may repeat."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    for secret in secrets:
        text = text.replace(secret, "…")
    return _clean(_CODE.sub("", text))


def spellings(user: str, password: str) -> tuple[str, ...]:
    """Return the forms in which a password goes over the wire, the longest first."""
    from base64 import b64encode

    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    packed = [
        b64encode(text.encode("utf-8", "replace")).decode("ascii") for text in (f"\0{user}\0{password}", password)
    ]
    return tuple(sorted({password, quoted, *packed} - {""}, key=len, reverse=True))


def _clean(text: str) -> str:
    shown = " ".join(show(text).split())
    return shown if len(shown) <= _REASON_LIMIT else shown[: _REASON_LIMIT - 1] + "…"
