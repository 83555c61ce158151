"""Words can be read in every theme, with colours and without."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from freelance_comm.services.desk import Desk
from freelance_comm.tui.shades import READABLE, UNDER_CURSOR, contrast, shades
from tests.tui.conftest import Open

MIXED = tuple(name for name, theme in BUILTIN_THEMES.items() if not theme.background or "ansi" not in theme.background)
SHADES = ("quiet", "soon", "late")


def variables(name: str) -> dict[str, str]:
    """Return what a theme says."""
    theme = BUILTIN_THEMES[name]
    return {**theme.to_color_system().generate(), **theme.variables}


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", MIXED)
def test_quiet_and_pressing_words_can_be_read_in_every_theme(name: str) -> None:
    theme = variables(name)
    ground = Color.parse(theme["background"])
    for shade in (*(shades(theme)[kind] for kind in SHADES), theme["text-primary"]):
        assert contrast(Color.parse(shade), ground) >= READABLE


@pytest.mark.parametrize("name", MIXED)
def test_words_can_be_read_under_the_cursor_where_text_can(name: str) -> None:
    theme = variables(name)
    text = Color.parse(theme["foreground"])
    chosen = Color.parse(theme["background"]).blend(text, UNDER_CURSOR, alpha=1)
    for kind in SHADES:
        assert contrast(Color.parse(shades(theme)[kind]), chosen) >= min(READABLE, contrast(text, chosen))


def test_a_theme_that_reads_well_keeps_its_colours() -> None:
    theme = variables("textual-dark")
    assert Color.parse(shades(theme)["late"]) == Color.parse(theme["text-error"])


def test_without_colours_what_is_late_is_as_bright_as_text() -> None:
    theme = variables("textual-dark")
    assert {shades(theme, gray=True)[kind] for kind in ("soon", "late")} == {Color.parse(theme["foreground"]).hex}


def test_the_colours_of_a_terminal_stay_its_own() -> None:
    assert shades(variables("ansi-dark"))["soon"] == "ansi_yellow"


@pytest.mark.parametrize("name", ["textual-light", "solarized-light", "catppuccin-latte", "rose-pine-dawn"])
async def test_the_screen_draws_words_so_that_they_can_be_read(name: str, sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        screen.app.theme = name
        await screen.settle()
        ground = screen.ledger.background_colors[1]
        for style in ("dim", "soon", "late", "key"):
            drawn = screen.ledger.get_component_styles(f"ledger--{style}").color
            assert contrast(ground + drawn, ground) >= READABLE
