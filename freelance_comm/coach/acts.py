"""What sentences do: a small linear classifier, one for each act, whose weights come with the language.

The weights are trained from sentences that lie beside them (``python -m tests.coach.train``). A row of weights has one
byte for each act and is added up as one long integer, every other byte at a time, so that a feature costs two additions
whatever the number of acts, and nothing but the standard library is needed.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from math import exp
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_START = 4
_OFFSET = 128
_TOGETHER = 250
"""So many rows can be added before a lane of two bytes could overflow."""


class Classifier:
    """Scores of acts for sentences; made from the bytes that ``packed`` returns.

    ``classes`` are the classes of words that it was trained with, apart by blanks: read with the weights, because
    putting them together from their own files takes longer than everything else.
    """

    def __init__(self, data: bytes | mmap.mmap, head: Mapping[str, Any] | None = None) -> None:
        """Take the bytes; ``head`` is what ``read_head`` returned of them, where that is known already.

        Raises ``ValueError`` or ``KeyError`` where they are no classifier.
        """
        if head is None or not _is_head_of(head, data):
            head = read_head(data)
        self.acts: tuple[str, ...] = tuple(head["acts"])
        self.classes: Mapping[str, str] = head.get("classes", {})
        self.second_look: Mapping[str, Any] = head.get("second look", {})
        self._bias: list[float] = head["bias"]
        self._scale: list[float] = head["scale"]
        self._sure: dict[str, float] = head["sure"]
        self._possible: dict[str, float] = head["possible"]
        start = _START + int.from_bytes(data[:_START], "little")
        ends = start + 4 * head["features"]
        self._hashes = memoryview(data)[start:ends].cast("I")
        self._weights = memoryview(data)[ends:]
        self._width = len(self.acts)
        self._every_other = int.from_bytes(b"\xff\x00" * ((self._width + 1) // 2), "little")

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Return for each act how likely a sentence with these features does it, between 0 and 1."""
        seen = list(features)
        rows, even_out = self._rows(seen), evened(len(seen))
        sums = [0] * (self._width + 1)
        for start in range(0, len(rows), _TOGETHER):
            part = rows[start : start + _TOGETHER]
            lanes = [int.from_bytes(self._weights[at : at + self._width], "little") for at in part]
            mask = self._every_other
            even, odd = sum([one & mask for one in lanes]), sum([(one >> 8) & mask for one in lanes])
            offset = len(part) * _OFFSET
            for place in range(0, self._width, 2):
                sums[place] += (even & 0xFFFF) - offset
                sums[place + 1] += (odd & 0xFFFF) - offset
                even >>= 16
                odd >>= 16
        return {
            act: 1 / (1 + exp(-max(-30.0, min(30.0, bias + scale * even_out * raw))))
            for act, bias, scale, raw in zip(self.acts, self._bias, self._scale, sums, strict=False)
        }

    def _rows(self, features: Iterable[str]) -> list[int]:
        """Return where the weights of each feature begin that has any; they are found by their checksums."""
        hashes, count, width = self._hashes, len(self._hashes), self._width
        rows = []
        for feature in features:
            wanted = crc32(feature.encode())
            found = bisect_left(hashes, wanted)
            if found < count and hashes[found] == wanted:
                rows.append(found * width)
        return rows

    def sure(self, act: str) -> float:
        """Return the score from which on a sentence is taken to do an act; above any score for an act not known."""
        return self._sure.get(act, 2.0)

    def possible(self, act: str) -> float:
        """Return the score from which on a sentence may be doing an act: the draft does not lack it."""
        return self._possible.get(act, 2.0)


def evened(count: int) -> float:
    """Return what the weights of a sentence with so many features are multiplied by, or long ones would outshout short.

    The fourth root lies between counting every feature in full and counting their mean.
    """
    return float(3 / max(1, count) ** 0.25)


def read_head(data: bytes | mmap.mmap) -> dict[str, Any]:
    """Return what stands before the weights. Raises ``ValueError`` where it cannot be read."""
    import json  # where the head was read before, starting does not pay for it

    head: dict[str, Any] = json.loads(data[_START : _START + int.from_bytes(data[:_START], "little")])
    return head


def mapped(path: str) -> mmap.mmap:
    """Return a file of weights, of which only those that are looked at are ever read.

    A new one has to take its place by renaming: what is mapped must not change. Raises ``OSError``, and ``ValueError``
    for an empty file.
    """
    with open(path, "rb") as source:
        return mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)


def _is_head_of(head: Mapping[str, Any], data: bytes | mmap.mmap) -> bool:
    """Whether a head that is known already fits the weights: they may have been replaced since."""
    start = _START + int.from_bytes(data[:_START], "little")
    length: int = head["features"] * (4 + len(head["acts"]))
    return len(data) == start + length


def packed(
    acts: list[str],
    bias: list[float],
    scale: list[float],
    rows: Mapping[int, list[int]],
    *,
    sure: Mapping[str, float],
    possible: Mapping[str, float],
    classes: Mapping[str, str],
    second_look: Mapping[str, Any],
) -> bytes:
    """Return a classifier as bytes: ``rows`` holds for the checksum of a feature its weights, -127 to 127, by act.

    ``second_look`` is what ``SecondLook`` takes, or empty.
    """
    hashes = b"".join(key.to_bytes(4, "little") for key in sorted(rows))
    body = b"".join(bytes(weight + _OFFSET for weight in rows[key]) for key in sorted(rows))
    head = {"acts": acts, "bias": bias, "scale": scale, "features": len(rows), "classes": classes}
    return under_head({**head, "sure": sure, "possible": possible, "second look": second_look}, hashes + body)


def under_head(head: Mapping[str, Any], rows: bytes) -> bytes:
    """Return the checksums and weights of features with a head before them."""
    import json

    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)  # checksums are read in place, as numbers of four bytes
    return len(text).to_bytes(_START, "little") + text + rows
