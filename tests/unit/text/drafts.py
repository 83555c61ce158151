"""What the tests of templates share: a folder to write templates in, and facts like those of a real draft."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from freelance_comm.domain.money import Money
from freelance_comm.text.templates import Templates

FACTS: dict[str, Any] = {
    "client": {"name": "Ana Petrescu"},
    "project": {"name": "Landing page"},
    "entries": [
        {"note": "hero section", "seconds": Decimal(23_400)},
        {"note": "booking form", "seconds": Decimal(18_600)},
    ],
    "total": Money(amount=Decimal(2340), currency="EUR"),
    "hours": Decimal("1.5"),
    "due": datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
    "day": date(2026, 11, 24),
    "zone": "Europe/Bucharest",
    "note": None,
}


class Folder:
    """A user's folder of templates."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.templates = Templates(root)

    def write(self, path: str, text: str) -> Path:
        """Write one file below the folder."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def render(self, body: str, *, locale: str = "en", form: str = "txt", **facts: Any) -> str:
        """Return what a template with this body becomes; its body begins in line 3."""
        self.write(f"{locale}/try/it.{form}", f"kind: reply\n---\n{body}")
        return self.templates.render("try/it", locale, {**FACTS, **facts}, form=form).body
