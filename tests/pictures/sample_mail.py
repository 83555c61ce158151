"""A small mailbox of the sample freelancer: enough for the pictures of pages that read mail.

Apart because the sample data hold what was read from mail, never the mail itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

ME = "nora@ellis.example.com"
_GRACE = "Grace Hartley <grace@hartley.example.com>"
_TOM = "Tom Fennimore <tom@fennimore.example.com>"
_INES = "Inês Duarte <ines@duarte.example.com>"
_SHOP = "Paper & Ink <news@paperandink.example.com>"
_FAIR = "Print Fair <hello@printfair.example.com>"

LETTERS: tuple[tuple[str, str, str, float, str, float | None], ...] = (
    # who wrote, the subject, the text, days before now, what was answered, hours until the answer
    (_GRACE, "Colour of the buttons", "Could the buttons be the brown of the crust?", 38.0, "They can.", 2.5),
    (_TOM, "An archive?", "Should old issues stay on the website?", 31.0, "Yes, for a year.", 5.0),
    (_GRACE, "Two more photographs", "Here are two more, the second is the better one.", 17.0, "It is.", 0.7),
    (_INES, "Menu for the spring", "Would you have time for a menu in April?", 10.1, "I would.", 21.5),
    (_INES, "Re: Menu for the spring", "What would it cost, roughly?", 3.1, "", None),
    (_SHOP, "Spring offers", "Everything must go.", 2.0, "", None),
    (_FAIR, "The fair in May", "Your ticket waits.", 1.9, "", None),
    (_TOM, "Cover", "Is the cover still to come this week?", 1.8, "On Friday.", 1.2),
)


def write_mailbox(folder: Path, now: datetime) -> None:
    """Write a Maildir with the letters, dated before ``now``, and their answers in its folder of sent mail."""
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"):
        (folder / name).mkdir(parents=True)
    for number, (writer, subject, text, days, answer, hours) in enumerate(LETTERS):
        came = now - timedelta(days=days)
        letter = _letter(f"in-{number}@example.com", writer, ME, subject, text, came)
        if writer in (_SHOP, _FAIR):
            letter["List-Unsubscribe"] = f"<mailto:leave@{writer.partition('@')[2]}"
        (folder / "cur" / f"{number}:2,S").write_bytes(letter.as_bytes())
        if hours is not None:
            subject = subject if subject.startswith("Re:") else f"Re: {subject}"
            reply = _letter(f"out-{number}@example.com", ME, writer, subject, answer, came + timedelta(hours=hours))
            reply["In-Reply-To"] = f"<in-{number}@example.com>"
            (folder / ".Sent/cur" / f"{number}:2,S").write_bytes(reply.as_bytes())


def _letter(id_: str, writer: str, reader: str, subject: str, text: str, moment: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = writer, reader, subject
    letter["Message-ID"], letter["Date"] = f"<{id_}>", moment
    letter.set_content(text)
    return letter
