"""Puts a change in place: the write order that loses nothing, for one file and for several.

Serialise and read back, temporary file flushed, earlier generation kept, nobody else replaced the target, rename,
folder flushed; several files are decided by a redo file first. Until the rename (or the redo file's) every failure
means that nothing changed; after it none does.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from freelance_comm.domain.errors import Unconfirmed
from freelance_comm.domain.marking import N_
from freelance_comm.store import files, history, redo
from freelance_comm.store.document import content_sum
from freelance_comm.store.folder import DataFolder, Signature, signature_of
from freelance_comm.store.places import STATE, is_kept_file
from freelance_comm.store.recovery import clear_leftovers, forget, not_saved, remove_quietly, second_name


class Target:
    """One file of a change: its new text (``None``: delete it), and how it was found.

    ``difference`` works out which documents changed; only a redo file needs to know. ``staged`` is the sum of a new
    content that lies under ``.state/next`` already, on the disk, and is not held in memory.
    """

    def __init__(
        self,
        file: str,
        *,
        text: bytes | None,
        found: Signature | None,
        before: str | None,
        difference: Callable[[], redo.Difference] = dict,
        staged: str | None = None,
    ) -> None:
        self.file = file
        self.text = text
        self.staged = staged is not None
        self.found = found
        self.before = before
        self.after = content_sum(text) if text is not None else staged
        self.difference = difference
        self.signature: Signature | None = None
        self.real = ""
        self.temporary = ""
        self.generation: str | None = None


class Commit:
    """One change on its way to the disk. ``decided`` tells whether it will stand whatever happens next."""

    def __init__(self, folder: DataFolder, targets: list[Target]) -> None:
        self.folder = folder
        self.targets = targets
        self.decided = False
        self._several = len(targets) > 1
        self._redo: Signature | None = None

    def run(self) -> None:
        """Put the change in place. Raises ``NotSaved`` (nothing changed) or ``Unconfirmed`` (changed, not flushed)."""
        target = self.targets[0]
        try:
            self._clear()
            for target in self.targets:
                self._prepare(target)
            for target in self.targets:
                self._require_unchanged(target)
            self._decide()
        except BaseException as error:
            if not self._is_decided():
                self._undo()
                if isinstance(error, OSError):
                    raise not_saved(error, target.file) from error
                raise
            self._stand()
            self._finish_after(error)
            raise
        self._stand()
        try:
            self._finish()
        except BaseException as error:
            self._finish_after(error)
            raise

    def _stand(self) -> None:
        self.decided = True
        self.folder.saved += 1

    def _clear(self) -> None:
        for target in self.targets:
            target.real = self.folder.real_path(target.file)
        above = {os.path.dirname(target.real) for target in self.targets}
        for where in sorted(above):
            files.make_folder(where, sync=self.folder.durable)
        above.update(os.path.dirname(self.folder.state_path("sums", target.file)) for target in self.targets)
        for where in sorted((*above, self.folder.state_path())):
            clear_leftovers(where)

    def _prepare(self, target: Target) -> None:
        folder = self.folder
        above = os.path.dirname(target.real)
        if target.found is not None:
            _require_writable(target)
        if target.staged:
            target.temporary = redo.staged_path(folder, target.file)
            target.signature = signature_of(os.stat(target.temporary))
        elif target.text is not None:
            target.temporary = f"{above}/.{os.path.basename(target.real)}.{os.getpid()}{files.TEMPORARY}"
            target.signature = signature_of(files.write_new(target.temporary, target.text, sync=folder.durable))
        if target.before is not None and folder.durable and is_kept_file(target.file):
            target.generation = history.keep(folder, target.file)
        if target.before is not None and target.after is not None:
            known = [entry for entry in (target.before, *folder.known_sums(target.file)) if entry != target.after]
            folder.record_sums(target.file, [target.after, *dict.fromkeys(known)])

    def _require_unchanged(self, target: Target) -> None:
        if self.folder.signature(target.file) != target.found:
            from freelance_comm.store.refusals import replaced_meanwhile

            raise replaced_meanwhile(target.file)

    def _decide(self) -> None:
        if not self._several:
            self._put(self.targets[0])
            return
        if self.folder.durable:
            for above in sorted({os.path.dirname(target.temporary) for target in self.targets if target.staged}):
                files.sync_folder(above)  # the redo file will say that they are there
        path = self.folder.state_path(redo.FILE)
        temporary = self._redo_temporary()
        plan = redo.Plan([_planned(target) for target in self.targets])
        self._redo = signature_of(files.write_new(temporary, redo.dump(plan), sync=self.folder.durable))
        files.rename(temporary, path)

    def _is_decided(self) -> bool:
        """Look at the disk: an interruption may have come just after the rename."""
        target = self.targets[0]
        if self._several:
            return self._redo is not None and self.folder.signature(f"{STATE}/{redo.FILE}") == self._redo
        if target.after is None:
            return not os.path.lexists(target.real)
        return target.signature is not None and self.folder.signature(target.file) == target.signature

    def _finish(self) -> None:
        flush = self.folder.durable
        if self._several:
            if flush:
                files.sync_folder(self.folder.state_path())
            for target in self.targets:
                self._put(target)
        if flush:
            for above in dict.fromkeys(os.path.dirname(target.real) for target in self.targets):
                files.sync_folder(above)
        if self._several:
            if os.path.lexists(self.folder.state_path(redo.FILE)):
                files.remove(self.folder.state_path(redo.FILE))
            if flush:
                files.sync_folder(self.folder.state_path())

    def _put(self, target: Target) -> None:
        if target.after is not None:
            if self.folder.signature(target.file) != target.signature:
                source = target.temporary
                if target.staged:  # it stays there until the folder of the file is flushed
                    source = second_name(source, target.real, sync=self.folder.durable)
                    target.signature = signature_of(os.stat(source))
                files.rename(source, target.real)
            return
        if os.path.lexists(target.real):
            forget(self.folder, target.file)
            files.remove(target.real)

    def _finish_after(self, error: BaseException) -> None:
        """Go on after an interruption; turn a refusal of the disk into ``Unconfirmed``."""
        if isinstance(error, OSError):
            raise _unconfirmed(self._several and os.path.lexists(self.folder.state_path(redo.FILE))) from error
        try:
            self._finish()
        except OSError as refusal:
            raise _unconfirmed(self._several) from refusal

    def _undo(self) -> None:
        leftovers = [target.temporary for target in self.targets if target.temporary]
        leftovers += [target.generation for target in self.targets if target.generation]
        if self._several:
            leftovers.append(self._redo_temporary())
        for path in leftovers:
            remove_quietly(path)

    def _redo_temporary(self) -> str:
        return self.folder.state_path(f".{redo.FILE}.{os.getpid()}{files.TEMPORARY}")

    def register(self) -> None:
        """Bring the local register and history up to date after the change; none of it can undo the change."""
        for target in self.targets:
            try:
                if target.after is not None and target.before is None:
                    self.folder.record_sums(target.file, [target.after])
                if target.generation is not None:
                    history.thin(self.folder, target.file)
            except OSError:
                continue  # derived state: the next save brings it up to date


def _planned(target: Target) -> redo.PlannedFile:
    return redo.PlannedFile(
        target.file,
        before=target.before,
        after=target.after,
        text=target.text,
        difference=target.difference(),
        staged=target.staged,
    )


def _require_writable(target: Target) -> None:
    if os.access(target.real, os.W_OK):
        return
    from freelance_comm.store.refusals import foreign_owner, write_protected

    owner = os.stat(target.real).st_uid
    if owner != os.geteuid():
        raise foreign_owner(target.file, _user_name(owner))
    raise write_protected(target.file)


def _user_name(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _unconfirmed(waits: bool) -> Unconfirmed:
    if waits:
        return Unconfirmed(
            N_("The change is recorded, but the disk would not let it finish."),
            hint=N_("It will be completed by the next command that saves; check the disk."),
            fate=N_("The change is recorded."),
        )
    return Unconfirmed(
        N_("Saved, but the disk did not confirm that it will survive a power cut."),
        hint=N_("Do not enter it again; check the disk."),
        fate=N_("The change is saved."),
    )
