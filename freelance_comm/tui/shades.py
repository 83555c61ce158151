"""Shades of a theme in which words can be read: what is quiet, soon or late, made from the theme's own colours.

Apart from the program because it is arithmetic alone. A theme names a colour for warnings and one for text, and says
nothing of how well the one is read on its background, or a paler kind of the other; some are far below what eyes need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.color import BLACK, WHITE, Color

READABLE = 4.5
"""Contrast that running text needs at least (WCAG 2.2, 1.4.3)."""
QUIET = 0.62
"""How much of the colour of text what matters less keeps, where that can still be read."""
UNDER_CURSOR = 0.08
"""How much of the colour of text lies over the background of the chosen line; the list's style says the same."""
_STEPS = 20


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shades(theme: Mapping[str, str], *, gray: bool = False) -> dict[str, str]:
    """Return the style variables ``quiet``, ``soon`` and ``late`` for the variables of a ``theme``.

    Where everything becomes ``gray``, what is soon or late, and keys, are as bright as text: red would be the palest
    of all. The colours of a terminal itself (ANSI) are nobody's to know or to mix: they stay as they are.
    """
    ground, text = Color.parse(theme["background"]), Color.parse(theme["foreground"])
    if ground.ansi is not None or text.ansi is not None:
        return {"quiet": theme["foreground"], "soon": theme["text-warning"], "late": theme["text-error"]}
    grounds = (ground, ground.blend(text, UNDER_CURSOR, alpha=1))
    found = {"quiet": _readable(ground.blend(text, QUIET, alpha=1), text, grounds).hex}
    if gray:
        return found | dict.fromkeys(("soon", "late", "text-primary"), text.hex)
    for name, known in (("soon", "text-warning"), ("late", "text-error")):
        found[name] = _readable(Color.parse(theme[known]), text, grounds).hex
    return found


def _readable(color: Color, text: Color, grounds: tuple[Color, ...]) -> Color:
    """Return ``color``, drawn towards ``text`` only as far as it must be to be read.

    Where text is too pale itself, it goes on from there to black or white.
    """
    ground = grounds[0]
    for mixed in _between(color, text):
        if all(contrast(mixed, each) >= READABLE for each in grounds):
            return mixed
    farthest = max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    return next(mixed for mixed in _between(text, farthest) if contrast(mixed, ground) >= READABLE)


def _between(begin: Color, end: Color) -> Iterator[Color]:
    for step in range(_STEPS + 1):
        yield begin.blend(end, step / _STEPS, alpha=1)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
