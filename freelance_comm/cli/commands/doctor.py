"""`doctor`: what is wrong with the data files, what can be done about it, and doing it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from shlex import quote
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import AppError, DataDamaged, ExitCode, NewerData
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services import doctor
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.doctor import Ailment, Examination, Treated

TELLS_OF_FILES = True
"""It says itself whatever there is to say about the files."""
_MOST = 50


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare what may be done; without an option nothing is changed."""
    parser.add_argument("--fix", action="store_true", help=tr.gettext("put right whatever can be put right"))
    parser.add_argument(
        "--restore",
        metavar="FILE",
        action="append",
        default=[],
        help=tr.gettext("restore a file to its last good content"),
    )
    parser.add_argument(
        "--forget",
        metavar="FILE",
        action="append",
        default=[],
        help=tr.gettext("treat a missing file as gone, set a damaged one aside"),
    )


def run(args: Namespace, session: Session) -> int:
    """Examine, treat what was asked for, and say what is left."""
    desk = session.desk
    choices = {doctor.file_named(desk, name): "restore" for name in args.restore}
    choices |= {doctor.file_named(desk, name): "forget" for name in args.forget}
    done: tuple[Treated, ...] = ()
    if choices:
        done += doctor.treat(desk, choices=choices)
    if args.fix:
        done += doctor.treat(desk)
    words = session.tr.gettext("Looking at every file…").removesuffix("…")  # the dots come with the count
    with Working(session, words) as working:
        found = doctor.examine(desk, working.tell)
    if session.as_json:
        session.emit(_plain(found, done, session.view_desk.tr))
    else:
        _tell(found, done, session)
    if found.grave:
        raise _needs_attention(found, treated=bool(done))
    if found.ailments:
        sentence = session.tr.gettext("Findings: {count}; none of them keeps records from being read.")
        session.warn(sentence.format(count=len(found.ailments)))
    return ExitCode.DONE


def _needs_attention(found: Examination, *, treated: bool) -> AppError:
    if all(isinstance(ailment.error, NewerData) for ailment in found.grave):
        return found.grave[0].error  # nothing is damaged: only this program is too old
    fixable = all(ailment.remedy for ailment in found.grave)
    return DataDamaged(
        N_("Some of your records cannot be read (findings: {count})."),
        hint=N_("Run `freelance-comm doctor --fix`: it loses nothing, and says where it keeps what it replaces.")
        if fixable
        else N_("`freelance-comm doctor` says what you can do about each of them."),
        fate=N_("What could be put right has been; whatever can be read can be used.")
        if treated
        else N_("All files are as they were; whatever can be read can still be used."),
        count=len(found.grave),
    )


def _tell(found: Examination, done: tuple[Treated, ...], session: Session) -> None:
    tr = session.tr
    for treated in done:
        session.say("✓ " + _filled(tr.gettext(treated.message), treated.params))
    if done:
        session.say("")
    if not found.ailments:
        session.say(
            tr.gettext("Everything is in order (files: {files}, records: {records}).").format(
                files=found.files, records=found.records
            )
        )
        return
    session.say(
        tr.gettext("Files looked at: {files}, records: {records}. Findings: {count}.").format(
            files=found.files, records=found.records, count=len(found.ailments)
        )
    )
    for number, ailment in enumerate(found.ailments[:_MOST], 1):
        session.say("")
        for line in _lines(number, ailment, tr):
            session.say(line)
    if len(found.ailments) > _MOST:
        session.say("")
        session.say(tr.gettext("Not shown: {count}; --json has them all.").format(count=len(found.ailments) - _MOST))
    _tell_next(found, session)


def _lines(number: int, ailment: Ailment, tr: Translator) -> list[str]:
    mark = "×" if ailment.grave else "!"
    lines = [f"{number}. {mark} {_filled(tr.gettext(ailment.error.message), ailment.error.params)}"]
    if ailment.error.hint and not ailment.remedy:
        lines.append("     " + _filled(tr.gettext(ailment.error.hint), ailment.error.params))
    if ailment.remedy:
        lines.append("   → " + _filled(tr.gettext(ailment.remedy), ailment.remedy_params))
    for choice in ailment.choices:
        lines.append(f"   → {tr.gettext(_CHOICES[choice])} `freelance-comm doctor --{choice} {quote(ailment.file)}`")
    return lines


_CHOICES = {
    "restore": N_("If you want it back:"),
    "forget": N_("If you can do without it:"),
}


def _tell_next(found: Examination, session: Session) -> None:
    tr = session.tr
    if any(ailment.remedy for ailment in found.ailments):
        session.say("")
        session.say(tr.gettext("`freelance-comm doctor --fix` does what the arrows say, and tells you what it did."))
        session.say(
            tr.gettext("Nothing is thrown away: what gets replaced is kept in {folder}.").format(
                folder=session.desk.workspace.root / ".state" / "conflicts" / "settled"
            )
        )


def _filled(text: str, params: dict[str, Any]) -> str:
    return text.format_map({name: show(str(value)) for name, value in params.items()})


def _plain(found: Examination, done: tuple[Treated, ...], tr: Translator) -> dict[str, Any]:
    return {
        "files": found.files,
        "records": found.records,
        "done": [
            {"key": each.key, "file": each.file, "message": _filled(tr.gettext(each.message), each.params)}
            for each in done
        ],
        "ailments": [
            {
                "key": each.key,
                "file": each.file,
                "grave": each.grave,
                "message": _filled(tr.gettext(each.error.message), each.error.params),
                "hint": _filled(tr.gettext(each.error.hint), each.error.params) if each.error.hint else "",
                "remedy": _filled(tr.gettext(each.remedy), each.remedy_params) if each.remedy else "",
                "choices": list(each.choices),
            }
            for each in found.ailments
        ],
    }
