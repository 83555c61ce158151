"""What of a letter's text its writer wrote, and what is quoted of an earlier one, in the languages people here write.

Mail programs announce a quote by a line ("On Monday Ana wrote:"), by marks at the line's start, or by repeating the
head of the earlier letter. Lines are looked at one by one, a fixed number of times each: a long letter costs no more
than its length.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST_LINE = 400

# How the line that announces a quote ends.
_WROTE = (
    *("wrote", "writes", "said", "wrote the following"),
    *("a scris", "scria", "a scris următoarele", "a scris urmatoarele"),
    *("пишет", "пишите", "писал", "писала", "писал(а)", "написал", "написала", "написал(а)", "пишут"),
    *("a écrit", "a ecrit", "écrit", "écrivait", "a écrit ce qui suit"),
    *("schrieb", "escribió", "ha scritto"),
)
# How it begins, where no mark of a quote follows.
_BEGINS = ("on ", "at ", "le ", "în ", "in ", "pe ", "la ", "am ", "el ", "il ", "> ")
_WEEKDAYS = re.compile(
    r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|joi|vin|sâm|sam|dum|jeu|ven|dim|mer|пн|вт|ср|чт|пт|сб|вс|\d)"
)
# The bar above a repeated head.
_BAR = re.compile(
    r"(?i)^[-_ ]{2,}\s*(?:original message|forwarded message|original appointment|mesaj original|mesajul original|"
    r"mesaj redirecționat|mesaj redirectionat|исходное сообщение|пересылаемое сообщение|пересланное сообщение|"
    r"конец пересылаемого сообщения|message d.origine|message original|message transféré|"
    r"urspr[uü]ngliche nachricht)\s*[-_ ]{2,}$|^(?:begin forwarded message|début du message (?:réexpédié|transféré)|"
    r"начало переадресованного сообщения)\s*:$"
)
_LABELS = {
    "from": frozenset(("from", "de", "de la", "от", "от кого", "von", "expéditeur")),
    "other": frozenset(
        (
            *("sent", "date", "to", "cc", "subject", "importance", "reply-to"),
            *("trimis", "data", "către", "catre", "subiect", "la", "expediat"),
            *("отправлено", "дата", "кому", "копия", "тема", "отправлен"),
            *("envoyé", "envoye", "date", "à", "a", "objet", "cc", "sujet"),
            *("gesendet", "an", "betreff"),
        )
    ),
}
_LABEL = re.compile(r"^\*?([^\W\d_][\w -]{0,14}?)\s?:\*?(?:\s|$)")
_PHONE = re.compile(
    r"(?i)^(?:sent (?:from|via|with) |get outlook for |trimis de pe |trimis din |отправлено (?:с|из) |"
    r"envoyé (?:de|depuis|à partir de) |télécharger outlook |descărcați outlook )"
)
_SIGN_OFF = ("--", "-- ", "—", "__", "___")


class Split(NamedTuple):
    """What the writer wrote, what they quoted (marks removed), and what they sign with."""

    own: str
    quoted: str
    signature: str


def split(text: str) -> Split:
    """Return the writer's own words, the quoted ones and the signature, each as lines."""
    lines = text.split("\n")
    own: list[str] = []
    quoted: list[str] = []
    signature: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _is_marked(line):
            quoted.append(_unmarked(line))
        elif _ends_own(lines, place):
            quoted.extend(_unmarked(rest) for rest in lines[place + 1 :])
            break
        elif (length := _announces(lines, place)) > 0:
            place += length
            if _next_said(lines, place) is None or not _is_marked(lines[_next_said(lines, place) or 0]):
                quoted.extend(_unmarked(rest) for rest in lines[place:])
                break
            continue
        elif line in _SIGN_OFF or _PHONE.match(line[:_LONGEST_LINE].strip()):
            place = _signature(lines, place, signature)
            continue
        else:
            own.append(line)
        place += 1
    return Split(*("\n".join(part).strip("\n") for part in (own, quoted, signature)))


def _is_marked(line: str) -> bool:
    return line[:4].lstrip().startswith((">", "|>"))


def _unmarked(line: str) -> str:
    return line.lstrip("> ") if _is_marked(line) else line


def _next_said(lines: list[str], place: int) -> int | None:
    """Return the next line within three that is not blank."""
    return next((at for at in range(place, min(place + 3, len(lines))) if lines[at].strip()), None)


def _ends_own(lines: list[str], place: int) -> bool:
    """Return whether an earlier letter is repeated from here on, head and all."""
    if ":" not in lines[place] and lines[place].lstrip()[:1] not in ("-", "_"):
        return False
    line = lines[place][:_LONGEST_LINE].strip()
    if line.startswith(("-", "_")) and (_BAR.match(line) or (line.strip("_") == "" and len(line) >= 20)):
        following = _next_said(lines, place + 1)
        return _BAR.match(line) is not None or (following is not None and _is_head(lines, following))
    if line.endswith(":") and _BAR.match(line):
        return True
    return _is_head(lines, place)


def _is_head(lines: list[str], place: int) -> bool:
    """Return whether the head of a letter stands here: From, and at least two more such lines directly below."""
    if _label(lines[place]) not in _LABELS["from"]:
        return False
    below = [_label(line) for line in lines[place + 1 : place + 6] if line.strip()]
    return sum(label in _LABELS["other"] for label in below[:4]) >= 2


def _label(line: str) -> str:
    found = _LABEL.match(line[:60].strip())
    return found[1].casefold() if found else ""


def _announces(lines: list[str], place: int) -> int:
    """Return over how many lines, 1 to 3, somebody's words are announced; 0 where they are not."""
    if not any(":" in line for line in lines[place : place + 3]):
        return 0
    said = ""
    for length in range(1, 4):
        if place + length > len(lines) or not lines[place + length - 1].strip():
            return 0
        said = f"{said} {lines[place + length - 1][:_LONGEST_LINE].strip()}".strip()
        if not said.endswith(":"):
            if length == 1 and not _begins(said):
                return 0
            continue
        words = said[:-1].rstrip().casefold()
        wrote = words.endswith(_WROTE)
        if not wrote and not (words.endswith(">") and "@" in words):
            return 0
        after = _next_said(lines, place + length)
        if after is not None and _is_marked(lines[after]):
            return length
        dated = any(char.isdigit() for char in words)
        return length if dated and _begins(said) else 0
    return 0


def _begins(said: str) -> bool:
    return said.casefold().startswith(_BEGINS) or _WEEKDAYS.match(said) is not None


def _signature(lines: list[str], place: int, signature: list[str]) -> int:
    """Take the lines of a signature; return where something else begins."""
    signature.append(lines[place])
    place += 1
    while place < len(lines):
        if _is_marked(lines[place]) or _ends_own(lines, place) or _announces(lines, place):
            return place
        signature.append(lines[place])
        place += 1
    return place
