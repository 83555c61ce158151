"""The profile as a form, and what changes on the screen when it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.people import Profile
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.profile import ProfileJob

if TYPE_CHECKING:
    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.page import Page


class ProfilePage(FormPage):
    """The profile; from here one key leads on to the data."""

    offers = ("data",)


async def settings_page(page: Page) -> None:
    """Edit the profile."""
    job = await page.read(ProfileJob)
    saved = await page.app.push_screen_wait(ProfilePage(job))
    if isinstance(saved, Profile):
        speak_profile(page.freelance, saved)
        page.say(page.tr.gettext("Saved."))


def speak_profile(app: FreelanceApp, saved: object) -> None:
    """Speak the language that was chosen, at once."""
    from freelance_comm.text.catalog import translator

    if isinstance(saved, Profile) and saved.language != app.desk.tr.locale:
        app.speak(translator(saved.language))
