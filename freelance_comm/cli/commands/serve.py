"""`serve`: the screen in a browser of this computer, behind a link that works once."""

from __future__ import annotations

import gc
import shlex
import sys
from argparse import ArgumentParser, Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

HIGHEST_PORT = 65_535


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options."""
    parser.add_argument(
        "--port", default="0", metavar="NUMBER", help=tr.gettext("the port to listen on; a free one if left out")
    )
    parser.add_argument("--open", action="store_true", help=tr.gettext("open it in your browser at once"))


def run(args: Namespace, session: Session) -> int:
    """Serve until Ctrl+C."""
    port = _port(args.port)
    try:
        from freelance_comm.serving import server
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in ("textual_serve", "aiohttp", "aiohttp_jinja2"):
            raise
        raise BadValue(
            N_("The package that shows the screen in a browser is not installed."),
            hint=N_("Install it: `pip install 'freelance-comm[browser]'`."),
        ) from None
    from freelance_comm.serving.door import Door
    from freelance_comm.serving.pages import PageWords

    tr = session.tr
    try:
        listening = server.listening(port)
    except OSError as error:
        raise BadValue(
            N_("Port {port} cannot be used: {reason}."),
            hint=N_("Choose another one, or leave --port out for a free one."),
            port=port,
            reason=error.strerror or str(error),
        ) from None
    with listening:
        door = Door(listening.getsockname()[1])
        words = PageWords(
            language=tr.locale.replace("_", "-"),
            waiting=tr.gettext("One moment …"),
            ended=tr.gettext("You have left freelance-comm. What you saved is saved, what you typed is kept."),
            again=tr.gettext("Open it again"),
            refused=tr.gettext(
                "This link does not open anything: it works once, for the browser that used it first. Stop "
                "`freelance-comm serve` and start it again for a new one."
            ),
        )

        def ready() -> None:
            if session.as_json:
                session.emit({"link": door.link, "port": door.port})
            else:
                session.say(door.link)
                session.note(tr.gettext("The link works once, on this computer only. Ctrl+C ends it."))
            if args.open:
                import webbrowser

                webbrowser.open(door.link)

        gc.enable()  # this one does not end before garbage matters
        command = shlex.join([sys.executable, "-m", "freelance_comm", *session.again])
        server.serve(listening, command, door, words, ready)
    return ExitCode.DONE


def _port(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= 5 and int(given) <= HIGHEST_PORT):
        raise BadValue(
            N_("“{port}” is not a port."), hint=N_("Give a number up to 65535, or leave it out."), port=given
        )
    return int(given)
