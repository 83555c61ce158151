"""A draft in the freelancer's own editor; what was typed is never lost."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session


def edited(text: str, session: Session, *, name: str) -> str:
    """Return ``text`` as the editor left it; a text of the same ``name`` that was not finished is taken up again.

    Raises ``BadValue`` when there is no editor and ``NotSaved`` when it failed or left nothing; the text stays in the
    kept drafts either way, until ``drafts.drop_work`` says that it is finished.
    """
    from freelance_comm.services import drafts

    command = session.desk.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not command:
        raise BadValue(N_("No editor is set."), hint=N_("Set EDITOR, for example: export EDITOR=nano."))
    text = _taken_up(text, session, name)
    path = drafts.keep_for_editor(session.desk, name, text)
    try:
        code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise BadValue(
            N_("The editor “{command}” could not be started: {reason}."),
            hint=N_("The draft is kept in {path}."),
            command=command,
            reason=getattr(error, "strerror", None) or str(error),
            path=path,
        ) from error
    result = drafts.kept_for_editor(path)
    if not result.strip():
        drafts.keep_work(session.desk, name, text)  # the editor emptied or removed it
    if code != 0 or not result.strip():
        raise NotSaved(
            N_("The editor closed without leaving any text."), hint=N_("The draft is kept in {path}."), path=path
        )
    return result


def _taken_up(text: str, session: Session, name: str) -> str:
    """Return the text to open: what was kept of an earlier attempt where the person wants it, else ``text``."""
    from freelance_comm.cli.asking import answerable, choose
    from freelance_comm.services import drafts

    kept = drafts.kept_work(session.desk, name)
    if kept is None or not kept.strip() or kept == text.rstrip("\n"):
        return text
    t = session.tr.gettext
    if not answerable(session):
        session.note(t("Here is your unfinished text for this draft again."))
        return kept
    begun = t("You have unfinished text for this draft.")
    return text if choose(session, begun, (t("go on with it"), t("start over"))) == 1 else kept
