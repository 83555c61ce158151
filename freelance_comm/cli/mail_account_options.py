"""The verbs of `mail account`: describe a mailbox, look at what is described, try it, keep its password, forget it.

Apart from the command because describing mailboxes is one matter and reading them another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.domain.marking import N_
from freelance_comm.services import mail_accounts

if TYPE_CHECKING:
    from argparse import Namespace

    from freelance_comm.cli.session import Session
    from freelance_comm.services.mail_accounts import Checked
    from freelance_comm.text.catalog import Translator


def declare(parser: Any, tr: Translator) -> None:
    """Declare the verbs of `mail account` on the parser of that verb."""
    actions = parser.add_subparsers(dest="account_verb", metavar="VERB", required=True)

    def verb(name: str, told: str) -> Any:
        return actions.add_parser(name, help=told, description=told)

    which = tr.gettext("its name in `mail account list`")
    add = verb("add", tr.gettext("set up a mailbox; its password is not asked for here and is never kept in a file"))
    add.add_argument("name", help=tr.gettext("what you call it: “work”"))
    _describe(add, tr, required=True)
    edit = verb("edit", tr.gettext("change what is given, keep the rest"))
    edit.add_argument("name", help=which)
    edit.add_argument("--rename", default=None, metavar="NAME", help=tr.gettext("give it another name"))
    _describe(edit, tr, required=False)
    verb("list", tr.gettext("show the mailboxes that are set up"))
    verb("check", tr.gettext("log in and look at the folders; nothing is read and nothing is changed")).add_argument(
        "name", help=which
    )
    keep = verb("password", tr.gettext("put the password in the system's keyring, or take it out"))
    keep.add_argument("name", help=which)
    keep.add_argument("--forget", action="store_true", help=tr.gettext("take it out of the keyring"))
    verb("remove", tr.gettext("forget the mailbox; the mail itself stays where it is")).add_argument("name", help=which)


def _describe(parser: Any, tr: Translator, *, required: bool) -> None:
    add = parser.add_argument
    add("--host", required=required, help=tr.gettext("the IMAP server: imap.example.com"))
    add("--user", required=required, help=tr.gettext("the user name there, often your mail address"))
    add("--port", type=int, help=tr.gettext("only where it is not the usual one"))
    add(
        "--tls",
        choices=[*map(str, Security)],
        help=tr.gettext("encrypted from the start (implicit, the default), or by STARTTLS; none only on this machine"),
    )
    add("--ca", metavar="FILE", help=tr.gettext("certificates (PEM) to trust instead of the system's"))
    add("--folder", action="append", metavar="FOLDER", help=tr.gettext("read only this folder; may be repeated"))
    add(
        "--password-command",
        metavar="COMMAND",
        help=tr.gettext("a command that prints the password: “pass show mail”; run without a shell"),
    )


def run(args: Namespace, session: Session) -> int:
    """Run one verb of `mail account`."""
    return _VERBS[args.account_verb](args, session)


def _given(args: Namespace) -> dict[str, Any]:
    from freelance_comm.cli.arguments import native_path

    options = ("host", "user", "port", "ca", "password_command")
    given = {name: getattr(args, name) for name in options if getattr(args, name) is not None}
    if args.port == 0:
        raise BadValue(N_("{port} is not a port."), hint=N_("Leave it out, or give one from 1 to 65535."), port=0)
    if "ca" in given:
        given["ca"] = mail_accounts.whole_path(native_path(given["ca"]))
    if args.tls is not None:
        given["tls"] = Security(args.tls)
    if args.folder is not None:
        given["folders"] = tuple(folder for folder in args.folder if folder)
    return given


def _add(args: Namespace, session: Session) -> int:
    account = MailAccount(name=args.name, **_given(args))
    mail_accounts.add(session.desk, account)
    return _saved(account, session)


def _edit(args: Namespace, session: Session) -> int:
    account = mail_accounts.find(session.desk, args.name)
    changes = _given(args)
    if args.rename is not None:
        changes["name"] = args.rename
    changed = account.but(**changes)
    mail_accounts.change(session.desk, account, changed)
    return _saved(changed, session)


def _saved(account: MailAccount, session: Session) -> int:
    if session.as_json:
        session.emit(_as_data(account))
        return ExitCode.DONE
    sentence = session.tr.gettext("Saved: “{name}”. Try it with `freelance-comm mail account check {name}`.")
    session.say(sentence.format(name=account.name))
    return ExitCode.DONE


def _list(_args: Namespace, session: Session) -> int:
    found = mail_accounts.accounts(session.desk)
    tr = session.tr
    if session.as_json:
        session.emit([_as_data(account) for account in found])
    elif not found:
        session.say(
            tr.gettext("No mailbox is set up. `freelance-comm mail account add NAME --host … --user …` adds one.")
        )
    else:
        rows = []
        for account in found:
            folders = ", ".join(account.folders) or tr.gettext("all folders")
            rows.append((account.name, account.user, f"{account.host}:{account.used_port}", account.tls.value, folders))
        session.table(rows, flexible=4)
    return ExitCode.DONE


def _as_data(account: MailAccount) -> dict[str, object]:
    """Return an account for JSON: without the command, whose words are the person's own affair."""
    return {
        "name": account.name,
        "host": account.host,
        "port": account.used_port,
        "user": account.user,
        "tls": account.tls.value,
        "ca": account.ca,
        "folders": list(account.folders),
        "password": "command" if account.password_command else "keyring or prompt",
    }


def _check(args: Namespace, session: Session) -> int:
    from freelance_comm.cli.mail_passwords import password_of

    account = mail_accounts.find(session.desk, args.name)
    checked = mail_accounts.check(account, password_of(session, account))
    if session.as_json:
        session.emit(checked)
        return ExitCode.DONE
    session.say(_told(account, checked, session.tr))
    session.table([(folder.name, mail_accounts.use_of(folder, session.tr)) for folder in checked.folders])
    return ExitCode.DONE


def _told(account: MailAccount, checked: Checked, tr: Translator) -> str:
    sentence = tr.ngettext(
        "“{name}” answers: {n} folder. Nothing was changed there.",
        "“{name}” answers: {n} folders. Nothing was changed there.",
        len(checked.folders),
    )
    return sentence.format(name=account.name, n=len(checked.folders))


def _password(args: Namespace, session: Session) -> int:
    from freelance_comm.cli.mail_passwords import typed_password

    account = mail_accounts.find(session.desk, args.name)
    if args.forget:
        had = mail_accounts.forget_password(account)
        sentence = (
            session.tr.gettext("The password for “{name}” is no longer in the keyring.")
            if had
            else session.tr.gettext("There is no password for “{name}” in the keyring.")
        )
    else:
        mail_accounts.require_keyring(account)
        mail_accounts.keep_password(account, typed_password(session, account))
        sentence = session.tr.gettext("The password for “{name}” is in your system's keyring.")
    if session.as_json:
        session.emit({"name": account.name, "in_keyring": not args.forget})
    else:
        session.say(sentence.format(name=account.name))
    return ExitCode.DONE


def _remove(args: Namespace, session: Session) -> int:
    account = mail_accounts.find(session.desk, args.name)
    mail_accounts.remove(session.desk, account)
    if session.as_json:
        session.emit({"removed": account.name})
    else:
        session.say(
            session.tr.gettext("“{name}” is forgotten; the mail itself stays where it is.").format(name=account.name)
        )
    return ExitCode.DONE


_VERBS = {"add": _add, "edit": _edit, "list": _list, "check": _check, "password": _password, "remove": _remove}
