"""A coach for tests that says what a test lets it say: what the screen does must not hang on the coach's judgement."""

from __future__ import annotations

import threading
from datetime import date

from freelance_comm.services.coaching import About, Coached, PromiseOffer, Remark
from freelance_comm.services.desk import Desk

VAGUE = "I'll get back to you soon."
EXCUSE = "Sorry, I was ill."
PROMISE = "The page is ready on Tuesday."
DRAFT = f"Hello Ana,\n\n{EXCUSE} The menu is in place. {VAGUE}\n\n{PROMISE}\n\nIlinca\n"


class Readings:
    """Reads for the coach: remarks on the sentences above, wherever they stand. Counts, and can be held up."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.known: list[About] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def coached(self, desk: Desk, text: str, about: About | None = None) -> Coached:
        """Read a text as the coach would."""
        from freelance_comm.services.coaching_switches import resting_rules, waved_keys

        about = about or About()
        self.read.append(text)
        self.known.append(about)
        self.may_go_on.wait(20)
        resting, waved = resting_rules(desk.reader, about), waved_keys(desk.reader, about)
        return Coached(
            locale=about.locale or ("en" if text.strip() else ""),
            kind=about.kind or "reply",
            remarks=tuple(one for one in remarks(text) if one.rule not in resting),
            promises=promises(desk, text),
        ).without(waved)


def remarks(text: str) -> list[Remark]:
    """Return the remarks on a text, in its order; without a greeting one on the whole of it."""
    found = [
        _remark(text, EXCUSE, "needless-excuse", "This excuses what nobody has raised.", leave_out=True),
        _remark(
            text,
            VAGUE,
            "vague-promise",
            "This promises something without saying when.",
            choices=("I'll get back to you on Monday.", "I'll get back to you on …."),
        ),
    ]
    if text.strip() and not text.startswith("Hello"):
        found.append(
            Remark(
                rule="greeting",
                start=None,
                end=None,
                quote="",
                message="It begins without a greeting.",
                why="Who is greeted feels welcome.",
                suggestion="Hello,\n\n",
                place=(0, 0),
                key="greeting",
            )
        )
    return [one for one in found if one is not None]


def _remark(
    text: str, words: str, rule: str, message: str, *, choices: tuple[str, ...] = (), leave_out: bool = False
) -> Remark | None:
    start = text.find(words)
    if start < 0:
        return None
    return Remark(
        rule=rule,
        start=start,
        end=start + len(words),
        quote=words,
        message=message,
        why=f"The reason for {rule}.",
        suggestion=choices[0] if choices else "",
        choices=choices,
        place=(start, start + len(words)) if choices or leave_out else None,
        leave_out=leave_out,
        key=f"{rule}:{words}",
    )


def promises(desk: Desk, text: str) -> tuple[PromiseOffer, ...]:
    """Return the promises of a text."""
    from freelance_comm.services.promises import open_promises

    start = text.find(PROMISE)
    if start < 0:
        return ()
    return (
        PromiseOffer(
            start=start,
            end=start + len(PROMISE),
            what=PROMISE,
            day=date(2026, 11, 24),
            due=None,
            said="Tue 24 Nov",
            doubts=("You promised something else on that day.",),
            on_ledger=any(one.what == PROMISE.rstrip(".") for one in open_promises(desk.reader)),
        ),
    )
