"""The first run: only what cannot be guessed, the rest proposed; Esc leaves it all for later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widgets import Static

from freelance_comm.tui import plain
from freelance_comm.tui.form_page import FormPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.tui.forms.profile import ProfileJob


class WelcomePage(FormPage):
    """Name, language, money, and how to write; time zone and hours are proposed."""

    acts = ("save",)
    offers = ("coach",)
    last = ("back", "keys")
    DEFAULT_CSS = """
    WelcomePage .row { margin: 0 0 1 0; }
    WelcomePage .greeting { height: auto; padding: 0 3 1 3; max-width: 90; }
    """

    def __init__(self, job: ProfileJob) -> None:
        super().__init__(job)

    def body(self) -> Iterable[Widget]:
        """A few warm words, then the form."""
        from freelance_comm.services import coach_languages

        t = self.tr.gettext
        words = " ".join(
            (
                t(
                    "Good to have you here. This keeps you reliable and pleasant to deal with: it knows who you owe "
                    "an answer, what you promised, and how each project is going."
                ),
                t("Everything stays in files on your own disk."),
            )
        )
        yield Static(plain.line(words), classes="greeting", markup=False)
        taste = t("Or begin with a draft: {key} opens the coach, which needs none of this.")
        taste = " ".join(filter(None, (taste.format(key=self.hint("coach")[0]), coach_languages.which(self.tr))))
        yield Static(plain.line(taste), classes="greeting", markup=False)
        yield from super().body()

    def hint(self, name: str) -> tuple[str, str]:
        """Esc here means later, not back."""
        key, label = super().hint(name)
        if name == "back":
            return key, self.tr.gettext("later")
        if name == "save":
            return key, self.tr.gettext("begin")
        return key, label

    def _finish(self, result: object) -> None:
        from freelance_comm.tui.settings import speak_profile

        speak_profile(self.freelance, result)
        super()._finish(result)

    def action_back(self) -> None:
        """Later: keep the proposals and do not ask again. Nobody did anything yet that a key would take back."""
        from freelance_comm.services.setup import skip_welcome

        def leave(_profile: object) -> None:
            self.freelance.backroom.steps_to_undo -= 1
            self.dismiss(None)

        self.attempt(skip_welcome, then=leave)
