"""The words of a shell's line that is still being typed, and text written so that a shell takes it as one word.

Apart because it is bash alone that hands its line over as it stands: the other shells part and quote words themselves.
A name is data: whatever a client is called, what comes back is never more than one word for the shell.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record

_BLANK = " \t\n"
_ENDS = ";|&()<>"
_PLAIN = "_./+%,-"
_MEANT_IN_DOUBLE = '\\"$`'


class Typed(Record):
    """A line up to the cursor: the words before the one at the cursor, and that one, without quotes.

    ``quote`` is the sign that opened a quotation that is not closed yet, or empty. Of ``current`` the shell replaces
    what comes after the first ``settled`` characters. ``closed`` says that it has a quotation that is closed already.
    """

    before: tuple[str, ...]
    current: str
    quote: str = ""
    settled: int = 0
    closed: bool = False


def typed(line: str, breaks: str) -> Typed:
    """Return the words of ``line``, as bash parts them; ``breaks`` are the signs at which readline begins a word."""
    before: list[str] = []
    word, quote, settled, begun, closed = "", "", 0, False, False
    signs = iter(line)
    for sign in signs:
        if quote == "'":
            quote, word, closed = ("", word, True) if sign == "'" else (quote, word + sign, closed)
        elif quote:
            if sign == quote:
                quote, closed = "", True
            elif sign == "\\":
                after = next(signs, "")
                word += after if after in _MEANT_IN_DOUBLE else sign + after
            else:
                word += sign
        elif sign == "\\":
            word, begun = word + next(signs, ""), True
        elif sign in "'\"":
            quote, begun, settled = sign, True, len(word)
        elif sign in _BLANK or sign in _ENDS:
            if begun:
                before.append(word)
            word, settled, begun, closed = "", 0, False, False
            if sign in _ENDS:
                before.clear()  # what stood before belongs to another command
        else:
            word, begun = word + sign, True
            if sign in breaks:
                settled = len(word)
    return Typed(before=tuple(before), current=word, quote=quote, settled=settled, closed=closed)


def written(text: str, quote: str = "") -> str:
    """Return ``text`` so that bash reads it as it is, unquoted or after an opening ``quote``."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        escaped = "".join(f"\\{sign}" if sign in _MEANT_IN_DOUBLE else sign for sign in text)
        return escaped.replace("!", "\"'!'\"")  # there a backslash would not keep it from recalling an older line
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"\\{sign}" for sign in text)
