"""Lets ``python -m freelance_comm`` do what the command ``freelance-comm`` does."""

from __future__ import annotations

import sys

from freelance_comm.entry import main

if __name__ == "__main__":
    sys.exit(main())
