"""A lively sample freelancer: for --demo, for tests, for pictures; throw-away, the same for the same moment.

Apart from everything else because nothing real may ever depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.demo.cast import Cast
    from freelance_comm.services.desk import Desk
    from freelance_comm.settings import Settings
    from freelance_comm.store import Workspace

_loaded: dict[str, Cast] = {}


def cast_for(locale: str) -> Cast:
    """Return the people and jobs of the sample in the language of ``locale``; English ones where no folder has any.

    Read from ``locales/<locale>/demo.toml`` once a process, never from Python: a new language brings its own.
    """
    from freelance_comm.demo.casting import cast_from
    from freelance_comm.text.catalog import SOURCE_LOCALE, fallbacks
    from freelance_comm.text.tables import DEMO, read_table

    if locale not in _loaded:
        tables = (read_table(known, DEMO) for known in (*fallbacks(locale), SOURCE_LOCALE))
        _loaded[locale] = cast_from(next(filter(None, tables)))
    return _loaded[locale]


def build(workspace: Workspace, locale: str, now: datetime) -> None:
    """Write the sample into an empty ``workspace``, in one change that is never undone; it leads up to ``now``."""
    from freelance_comm.demo.plot import Plot
    from freelance_comm.demo.story import tell

    with workspace.change(now, noted=False) as change:
        tell(Plot(change, cast_for(locale), now))


@contextmanager
def opened_demo(chosen: Settings, *, owner: str) -> Iterator[Desk]:
    """Yield a desk on a sample workspace in a temporary folder, which is removed at the end."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from freelance_comm.bootstrap import wire

    with TemporaryDirectory(prefix="freelance-comm-demo-") as folder:
        desk = wire(chosen, owner=owner, root=Path(folder) / "data", demo=True)
        build(desk.workspace, desk.tr.locale, desk.now())
        yield desk
