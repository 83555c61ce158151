"""Runs commands as somebody who is not root, whom permissions stop: loads the program first, then gives up its rights.

``python -m tests.faults.unprivileged WORDS…``. Loading first, because the interpreter may lie where others cannot look.
"""

from __future__ import annotations

import codecs
import difflib
import os
import pkgutil
import pwd
import sys
import zoneinfo
from importlib import import_module

NOBODY = 65534
_LOADED = (difflib, pwd, zoneinfo)
_CODECS = ("ascii", "idna", "latin-1", "utf-8-sig")


def main() -> int:
    """Load everything the command line uses, become nobody, run the command."""
    import freelance_comm
    from freelance_comm.entry import main as entry

    for found in pkgutil.walk_packages(freelance_comm.__path__, "freelance_comm."):
        if not found.name.startswith(("freelance_comm.tui", "freelance_comm.demo", "freelance_comm.__main__")):
            import_module(found.name)
    for name in _CODECS:
        codecs.lookup(name)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    os.umask(0o022)
    return entry(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
