"""Writes derived files in the local state, as well as it can be done: each is made anew when it is needed."""

from __future__ import annotations


def keep_derived(path: str, data: bytes) -> bool:
    """Replace a derived file in ``.state`` as well as it can be done, and return whether that worked."""
    import os

    from freelance_comm.store import files

    temporary = f"{path}.{os.getpid()}{files.TEMPORARY}"
    try:
        files.make_folder(path.rpartition("/")[0], sync=False)
        if os.path.lexists(temporary):
            files.remove(temporary)
        files.write_new(temporary, data, sync=False)
        files.rename(temporary, path)
    except OSError:
        return False  # it is made anew when it is needed
    return True
