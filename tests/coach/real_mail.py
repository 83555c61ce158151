"""Counts the coach's remarks on real mail: how often it speaks where people wrote as they write.

    python -m tests.coach.real_mail MBOX … [--show N]

Each message is read as a reply in English, what it quotes left out. Prints remarks for each thousand messages by rule;
``--show`` prints so many of them, evenly spread, to be judged by hand.
"""

from __future__ import annotations

import argparse
import mailbox
import sys
from collections import Counter
from collections.abc import Iterator
from email.message import Message

from freelance_comm.coach.check import findings
from freelance_comm.coach.model import Situation
from freelance_comm.services.coaching_text import own_words
from tests.coach.score import language


def texts(path: str) -> Iterator[str]:
    """Yield what was written in each message of a box, without mail heads, quoted lines and signatures."""
    for message in mailbox.mbox(path, create=False):
        text = _plain(message)
        if text.strip():
            yield own_words(text).text


def _plain(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            raw = part.get_payload(decode=True)
            return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return ""


def main(words: list[str]) -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.coach.real_mail")
    parser.add_argument("boxes", nargs="+")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args(words)
    known = language("en")
    counts: Counter[str] = Counter()
    shown: list[str] = []
    total = 0
    for text in (text for path in chosen.boxes for text in texts(path)):
        total += 1
        for each in findings(text, Situation(), *known):
            counts[each.rule] += 1
            if each.start is not None:
                shown.append(f"{each.rule}: {' '.join(text[each.start : each.end].split())[:300]}")
    for rule, count in counts.most_common():
        print(f"{rule:22} {count:5} {1000 * count / total:7.1f} for each 1,000")  # noqa: T201
    print(f"messages: {total}")  # noqa: T201
    step = max(1, len(shown) // max(1, chosen.show))
    for line in shown[::step][: chosen.show]:
        print(line)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
