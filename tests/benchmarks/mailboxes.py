"""How fast mail is read, against the standard library reading the same mailbox.

    python -m tests.benchmarks.mailboxes [--rounds 11] [--messages 400] [--mbox FILE]

The yardstick is a Python that opens the mbox with ``mailbox``, and takes from each message what a reply clock needs:
ids, references, sender, recipients, subject, date. Run it with the interpreter of an environment in which
freelance-comm is installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from tests.benchmarks.clockwork import COMMAND, PYTHON, Timed, command, environment, in_turns

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
ME, CLIENTS = "me@example.com", 20
LIBRARY = """
import mailbox, sys
from email.header import decode_header, make_header
from email.utils import getaddresses, parseaddr, parsedate_tz
for message in mailbox.mbox(sys.argv[1], create=False):
    message["Message-ID"], message["References"], message["In-Reply-To"]
    parseaddr(str(message["From"])), getaddresses(map(str, message.get_all("To", []) + message.get_all("Cc", [])))
    str(make_header(decode_header(message["Subject"] or ""))), parsedate_tz(str(message["Date"]))
    [parsedate_tz(str(line).rpartition(";")[2]) for line in message.get_all("Received", [])[-1:]]
"""
OURS = """
import sys
from freelance_comm.mail.boxes import letters
from freelance_comm.mail.head import head_of
from freelance_comm.mail.threads import threads
threads([head_of(letter.open()) for letter in letters(sys.argv[1])])
"""
FAIR = {"heads and threads": 1.5, "mail import": 1.5, "a second import, unchanged": 3.0}
_HOPS = "Received: from a{n}.example by b{n}.example with ESMTP id {n:08x}\n for <x@example.com>; {date}\n"


def write(path: Path, count: int) -> Path:
    """Write an mbox of ``count`` messages: every other one from a client, the next my answer, in threads of six."""
    lines = ["It is about the pages for the products, which take the most time.\n"] * 40
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(count):
            client = f"client{number // 6 % CLIENTS}@firm{number // 6 % CLIENTS}.example"
            mine = number % 2 == 1
            date = f"{START + timedelta(hours=5 * number):%a, %d %b %Y %H:%M:%S} +0000"
            before = [f"<{each}@example.com>" for each in range(number - number % 6, number)]
            file.write(f"From x Mon Jan  5 08:00:00 2026\n{_HOPS.format(n=number, date=date) * 3}")
            file.write(f"Message-ID: <{number}@example.com>\nDate: {date}\n")
            file.write(f"From: {'Me <' + ME if mine else 'Client <' + client}>\n")
            file.write(f"To: {client if mine else ME}\nSubject: =?utf-8?q?Proiect_{number // 6}_=C8=99i_altele?=\n")
            if before:
                file.write(f"In-Reply-To: {before[-1]}\nReferences: {' '.join(before)}\n")
            file.write("Content-Type: text/plain; charset=utf-8\n\n" + "".join(lines) + "\n")
    return path


def in_process(code: str, path: Path) -> Timed:
    """Return a timer of ``code`` on the mailbox, everything already imported and compiled."""
    compiled = compile(code, "<benchmark>", "exec")

    def timed(_number: int) -> float:
        before, sys.argv = sys.argv, ["", str(path)]
        begun = perf_counter()
        try:
            exec(compiled, {})
        finally:
            sys.argv = before
        return perf_counter() - begun

    return timed


def show(yardstick: str, seconds: float, ratios: dict[str, float]) -> None:
    """Print a yardstick and what was measured with it."""
    sys.stdout.write(f"\n{yardstick}: {seconds * 1000:.1f} ms = 1\n")
    for name, ratio in ratios.items():
        goal = next((goal for begin, goal in FAIR.items() if name.startswith(begin)), None)
        said = "" if goal is None else f"   goal {goal}: {'kept' if ratio <= goal else 'MISSED'}"
        sys.stdout.write(f"  {ratio:6.2f}  {name}{said}\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mailboxes")
    parser.add_argument("--rounds", type=int, default=11, help="how often each is timed; at least 9")
    parser.add_argument("--messages", type=int, default=400, help="messages of the mailbox that is made up")
    parser.add_argument("--mbox", type=Path, help="a mailbox to read in its place")
    chosen = parser.parse_args(words)
    if chosen.rounds < 9:
        parser.error("fewer than nine rounds say nothing")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "home").mkdir()
        environ = environment(folder / "home") | {"PYTHONPATH": str(Path(__file__).parents[2])}
        path = chosen.mbox or write(folder / "box.mbox", chosen.messages)
        said = f"the same mailbox by the library, {path.name}"
        library = in_process(LIBRARY, path)
        show(said, *in_turns(library, {"heads and threads": in_process(OURS, path)}, rounds=chosen.rounds))

        def python(code: str) -> Timed:
            return command(environ, lambda _: [PYTHON, "-c", code, str(path)])

        things = {"heads and threads, a process": python(OURS)}
        program = [COMMAND] if Path(COMMAND).is_file() else [PYTHON, "-m", "freelance_comm"]
        asked = ["replies", "--from-mail", str(path), "--me", ME, "--zone", "UTC", "--json"]
        things |= {"replies --from-mail": command(environ, lambda _: [*program, *asked])}
        things |= {"mail import": importing(folder, environ, program, path)}
        show(f"{said}, a process", *in_turns(python(LIBRARY), things, rounds=chosen.rounds))
        again = {
            "a second import, unchanged": command(environ, lambda _: [*program, *_import(folder / "round-0", path)])
        }
        bare = command(environ, lambda _: [PYTHON, "-c", "pass"])
        show("python -c pass", *in_turns(bare, again, rounds=chosen.rounds))
    return 0


def importing(folder: Path, environ: dict[str, str], program: list[str], path: Path) -> Timed:
    """Return a timer of an import into a workspace that knows the clients and nothing of their mail."""
    ready = folder / "ready"
    for number in range(CLIENTS):
        words = ["client", "add", f"Client {number}", "--email", f"client{number}@firm{number}.example"]
        subprocess.run([*program, "--data-dir", str(ready), *words], env=environ, check=True, capture_output=True)

    def line(number: int) -> list[str]:
        shutil.copytree(ready, folder / f"round-{number}")
        return [*program, *_import(folder / f"round-{number}", path)]

    return command(environ, line)


def _import(workspace: Path, path: Path) -> list[str]:
    return ["--data-dir", str(workspace), "mail", "import", str(path), "--me", ME]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
