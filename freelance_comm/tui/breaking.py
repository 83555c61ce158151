"""Where lines may break: at spaces, never at those that hold words together (French « … ! », "14 heures", "10 000 €").

Textual and Rich each break text into words by a pattern of their own in which every kind of space is one; there is no
setting for it. Apart from the program because it is their patterns that are replaced, once, before anything is drawn.
"""

from __future__ import annotations

import re

_HOLDS = "\u00a0\u2007\u202f"
"""The spaces of Unicode at which no line may break."""
_WORD = rf"(?:\S|[{_HOLDS}])+"
_SPACE = rf"[^\S{_HOLDS}]"


def keep_together() -> None:
    """Let no line of the screen break at a no-break space."""
    import rich._wrap
    import textual._wrap

    textual._wrap.re_chunk = re.compile(rf"{_WORD}{_SPACE}*|{_SPACE}+")
    rich._wrap.re_word = re.compile(rf"{_SPACE}*{_WORD}{_SPACE}*")
