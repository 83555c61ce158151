"""A program with nothing but the shades that the lists are drawn in, for tests of a single widget."""

from __future__ import annotations

from textual.app import App

from freelance_comm.tui.shades import shades


class ShadedApp(App[None]):
    """Compose one widget in it."""

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme with our shades."""
        variables = super().get_css_variables()
        return variables | shades(variables)
