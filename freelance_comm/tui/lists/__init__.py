"""The lists a stage works on, one a file: how each is shown, and what can be done to its lines.

A registry, so that a stage which declares a list gets its editor without a change to the page.
"""

from __future__ import annotations

from freelance_comm.stages.model import Listing
from freelance_comm.tui.lists.entries import Entries
from freelance_comm.tui.lists.instalments import Instalments
from freelance_comm.tui.lists.items import Items
from freelance_comm.tui.lists.model import ListEditor
from freelance_comm.tui.lists.promises import Promises
from freelance_comm.tui.lists.requirements import Requirements
from freelance_comm.tui.lists.steps import Steps

EDITORS: dict[Listing, ListEditor] = {
    Listing.REQUIREMENTS: Requirements(),
    Listing.ITEMS: Items(),
    Listing.INSTALMENTS: Instalments(),
    Listing.PROMISES: Promises(),
    Listing.TIME: Entries(),
    Listing.STEPS: Steps(),
}
