"""Wires a desk: finds the data, the language and the clock. The only place that makes a clock.

The store is loaded when a desk is wired: a draft can be read without one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from freelance_comm import places, prompt_line, settings
from freelance_comm.domain.errors import AppError
from freelance_comm.settings import Settings
from freelance_comm.text import catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Workspace


def load_settings(*, data_dir: str | None = None, lang: str | None = None, now: str | None = None) -> Settings:
    """Return what options, environment and configuration say; ``None`` where an option was not given."""
    return settings.load(os.environ, data_dir=data_dir, lang=lang, now=now)


def wire(chosen: Settings, *, owner: str, root: Path | None = None, demo: bool = False) -> Desk:
    """Return a desk on the workspace at ``root``, by default the one the settings name.

    ``owner`` names this process to others that wait for the lock. ``demo`` marks throw-away data: nothing is synced to
    the disk. Raises ``BadValue`` for an explicit language that does not exist.
    """
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Workspace

    workspace = Workspace(root or chosen.data_folder, owner=owner, durable=not demo)
    profile = None if demo else _profile_language(workspace)
    return Desk(
        workspace,
        clock=clock(chosen.now),
        tr=interface(chosen, profile or ""),
        zone=settings.local_zone(os.environ),
        editor=chosen.editor,
        demo=demo,
        owner=owner,
        prompt_keys=None if demo or chosen.now is not None else prompt_keys(chosen),
        config_file=f"{workspace.root}.config.toml" if demo else chosen.config_file,
    )


def interface(chosen: Settings, profile: str = "") -> catalog.Translator:
    """Return the translator of the interface; ``profile`` is the language of the profile, empty where there is none.

    Raises ``BadValue`` for an explicit language that does not exist.
    """
    known = catalog.interface_locales()
    return catalog.translator(settings.choose_language(chosen.languages, profile, known, catalog.resolve))


def prompt_keys(chosen: Settings) -> tuple[str, str]:
    """Return what a ready-made reminder line depends on besides the data: the configuration file and the language."""
    return config_path(), prompt_line.language_key(chosen.languages.option or "", os.environ)


def _profile_language(workspace: Workspace) -> str:
    """Return the language of the profile; a damaged workspace is reported by whoever needs its records."""
    try:
        profile = workspace.reader().profile()
    except AppError:
        return ""
    return profile.language if profile is not None and profile.welcomed else ""


def clock(fixed: datetime | None) -> Callable[[], datetime]:
    """Return the clock: real time in UTC, or a moment that stands still."""
    if fixed is not None:
        return lambda: fixed
    return lambda: datetime.now(UTC)


def fallback_translator() -> catalog.Translator:
    """Return the translator for failures that happen before the desk is there: the environment's language."""
    try:
        return interface(load_settings())
    except AppError:
        return catalog.translator(catalog.SOURCE_LOCALE)


def config_path() -> str:
    """Return where the configuration is looked for; empty when there is no home."""
    return places.config_file(os.environ)
