"""Every failure a person can meet, with its exit code and what to do next.

One registry for both faces: the command line prints an error, the screen shows it, and both return or show the same
code. The sentences are English msgids; the edge translates them with the parameters filled in.
"""

from __future__ import annotations

from enum import IntEnum

from freelance_comm.domain.marking import N_


class ExitCode(IntEnum):
    """What a command says to the shell. Ten is something to look at: due soon, or remarks on a draft."""

    DONE = 0
    BUG = 1
    BAD_VALUE = 2
    NOT_FOUND = 3
    NEEDS_ATTENTION = 4
    NOT_SAVED = 5
    UNCONFIRMED = 6
    BUSY = 7
    CONFLICT = 8
    NEWER_DATA = 9
    DUE_SOON = 10
    REMARKS = 10
    UNREACHABLE = 11
    OVERDUE = 20
    INTERRUPTED = 130


NOTHING_CHANGED = N_("Nothing was changed.")


class AppError(Exception):
    """A failure with a message for people.

    ``message`` and ``hint`` are msgids with named placeholders; ``params`` fills both after translation. ``fate`` says
    what happened to the data. ``near`` lists close names worth offering.
    """

    code: ExitCode = ExitCode.BUG

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        fate: str = NOTHING_CHANGED,
        near: tuple[str, ...] = (),
        **params: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.fate = fate
        self.near = near
        self.params = params

    def __str__(self) -> str:
        return self.message.format_map(self.params) if self.params else self.message


class BadValue(AppError):
    """An argument, option, form field or file holds a value that cannot be meant."""

    code = ExitCode.BAD_VALUE


class NotFound(AppError):
    """Nothing bears that name or reference; ``near`` holds close names."""

    code = ExitCode.NOT_FOUND


class Ambiguous(AppError):
    """Several records fit; ``near`` lists them."""

    code = ExitCode.NOT_FOUND


class DataDamaged(AppError):
    """A file of the workspace cannot be read as what it should be."""

    code = ExitCode.NEEDS_ATTENTION


class NotSaved(AppError):
    """The disk refused; every file is as it was."""

    code = ExitCode.NOT_SAVED


class Unconfirmed(AppError):
    """The change is in place, but the disk did not confirm that it will survive a power cut."""

    code = ExitCode.UNCONFIRMED


class Busy(AppError):
    """Another process has been writing for too long."""

    code = ExitCode.BUSY


class EditConflict(AppError):
    """Somebody else changed or deleted the record meanwhile, or took the one place there is.

    ``fields`` maps a field's name to (value the edit started from, value now stored, value wanted).
    """

    code = ExitCode.CONFLICT

    def __init__(
        self,
        message: str,
        *,
        fields: dict[str, tuple[object, object, object]] | None = None,
        deleted: bool = False,
        hint: str = "",
        **params: object,
    ) -> None:
        super().__init__(message, hint=hint)
        self.params = params
        self.fields = fields or {}
        self.deleted = deleted


class NewerData(AppError):
    """The workspace was written by a newer version of the program."""

    code = ExitCode.NEWER_DATA


class Unreachable(AppError):
    """A server of somebody else could not be reached, or did not answer as it should."""

    code = ExitCode.UNREACHABLE


class SavedThenInterrupted(KeyboardInterrupt):
    """The person stopped the program after the change was decided: it stands, and must not be entered again."""


class InterruptedUnsaved(KeyboardInterrupt):
    """The person stopped the program before a change was decided: all is as it was."""


class InterruptedHalfway(KeyboardInterrupt):
    """The person stopped the program between two changes of one command: the first stands, the rest does not."""


class Noticed(AppError):
    """Something worth saying once; nothing is wrong, and nothing was stopped."""

    code = ExitCode.DONE


ALL_ERRORS: tuple[type[AppError], ...] = (
    BadValue,
    NotFound,
    Ambiguous,
    DataDamaged,
    NotSaved,
    Unconfirmed,
    Busy,
    EditConflict,
    NewerData,
    Unreachable,
    Noticed,
)
