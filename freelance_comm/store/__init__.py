"""The only TinyDB: files, codec, lock, changes that are put in place together or not at all.

``Workspace`` is what the program opens; the rest is loaded when it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freelance_comm.store.change import Change
    from freelance_comm.store.reader import Reader
    from freelance_comm.store.views import ClientName, ProjectName
    from freelance_comm.store.workspace import Workspace

__all__ = ["Change", "ClientName", "ProjectName", "Reader", "Workspace"]

_HOMES = {"Change": "change", "Reader": "reader", "Workspace": "workspace"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'views')}"), name)
