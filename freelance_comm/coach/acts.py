"""What sentences do: a small linear classifier, one for each act, whose weights come with the language.

The weights are trained from sentences that lie beside them (``python -m tests.coach.train``). A row of weights is kept
as one long integer with a lane of 16 bits for each act, so that a feature costs one addition whatever the number of
acts, and nothing but the standard library is needed.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from math import exp
from zlib import crc32

_LANE = 2
_OFFSET = 128
_TOGETHER = 250
"""So many rows can be added before a lane could overflow."""


class Classifier:
    """Scores of acts for sentences; made from the bytes that ``packed`` returns."""

    def __init__(self, data: bytes) -> None:
        length = int.from_bytes(data[:4], "little")
        head = json.loads(data[4 : 4 + length])
        self.acts: tuple[str, ...] = tuple(head["acts"])
        self._bias: list[float] = head["bias"]
        self._scale: list[float] = head["scale"]
        self._sure: dict[str, float] = head["sure"]
        self._possible: dict[str, float] = head["possible"]
        count = head["features"]
        hashes = array("I")
        hashes.frombytes(data[4 + length : 4 + length + 4 * count])
        self._rows = dict(zip(hashes, range(count), strict=True))
        self._width = len(self.acts) * _LANE
        self._weights = memoryview(data)[4 + length + 4 * count :]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Return for each act how likely a sentence with these features does it, between 0 and 1."""
        sums = [0] * len(self.acts)
        rows = [row for feature in features if (row := self._rows.get(crc32(feature.encode()))) is not None]
        for start in range(0, len(rows), _TOGETHER):
            part = rows[start : start + _TOGETHER]
            total = sum(
                [int.from_bytes(self._weights[at * self._width : (at + 1) * self._width], "little") for at in part]
            )
            offset = len(part) * _OFFSET
            for place in range(len(sums)):
                sums[place] += (total & 0xFFFF) - offset
                total >>= 16
        return {
            act: 1 / (1 + exp(-max(-30.0, min(30.0, bias + scale * raw))))
            for act, bias, scale, raw in zip(self.acts, self._bias, self._scale, sums, strict=True)
        }

    def sure(self, act: str) -> float:
        """Return the score from which on a sentence is taken to do an act; above any score for an act not known."""
        return self._sure.get(act, 2.0)

    def possible(self, act: str) -> float:
        """Return the score from which on a sentence may be doing an act: enough to say that a draft does not lack it."""
        return self._possible.get(act, 2.0)


def packed(
    acts: list[str],
    bias: list[float],
    scale: list[float],
    rows: dict[int, list[int]],
    *,
    sure: dict[str, float],
    possible: dict[str, float],
) -> bytes:
    """Return a classifier as bytes: ``rows`` holds for the checksum of a feature its weights, -127 to 127, by act."""
    head = json.dumps(
        {"acts": acts, "bias": bias, "scale": scale, "features": len(rows), "sure": sure, "possible": possible}
    ).encode()
    body = b"".join(
        b"".join((weight + _OFFSET).to_bytes(_LANE, "little") for weight in rows[key]) for key in sorted(rows)
    )
    return len(head).to_bytes(4, "little") + head + array("I", sorted(rows)).tobytes() + body
