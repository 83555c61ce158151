"""Where the command ``freelance-comm`` starts: decides which face answers, and catches what neither of them did.

Apart, and tiny, because a shell prompt runs it each time: ``remind --prompt`` is answered here from one small file,
with nothing imported that bare Python has not loaded already. Everything else is imported only once it is wanted.
"""

from __future__ import annotations

import gc
import os
import sys
import time

from freelance_comm import places, prompt_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INTERRUPTED = 130
_VALUED = ("--data-dir", "--lang", "--now")
_PLAIN = ("--demo", "--debug")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; ``arguments`` are those of the process when None."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--complete"]:
        return _guarded(lambda: _what_may_follow(words[1:]), {})
    options, rest = global_options(words)
    if arguments is not None:
        return _guarded(lambda: _answer(words, options, rest), options)
    # A command of a process of its own ends before garbage matters. Collecting cycles while modules load, and once
    # more at the end of the process, would cost a seventh of logging a time entry. The screen begins to collect when
    # its first page stands: what is loaded until then is no garbage.
    gc.disable()
    code = _guarded(lambda: _answer(words, options, rest), options)
    gc.freeze()
    return code


def global_options(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the options that every command takes, with their values, and the arguments left when they are removed.

    An option whose value is missing stays among the arguments: the command line says what is wrong with it.
    """
    options: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word in _PLAIN:
            options[word] = "yes"
        elif name in _VALUED and equals:
            options[name] = value
        elif word in _VALUED:
            value_after = next(waiting, None)
            if value_after is None:
                rest.append(word)
            else:
                options[word] = value_after
        elif word == "--":
            return options, [*rest, word, *waiting]
        else:
            rest.append(word)
    return options, rest


def _answer(arguments: list[str], options: dict[str, str], rest: list[str]) -> int:
    if rest == ["remind", "--prompt"]:
        line = _ready_line(options)
        if line is not None:
            if line:
                sys.stdout.write(line + "\n")
            return 0
    if not rest:
        return _open_screen(options)
    if rest[:2] == ["mail", "import"] and _nothing_new(options, rest[2:]):
        return 0
    if rest[0] == "coach" and "--json" not in rest:
        from freelance_comm.cli import coach_quick

        code = coach_quick.tried(rest[1:], options)
        if code is not None:
            return code
    from freelance_comm import cli

    return cli.main(arguments)


def _what_may_follow(words: list[str]) -> int:
    """Answer a shell in which somebody pressed Tab."""
    gc.disable()
    from freelance_comm.cli import completing

    return completing.answer(words)


def _ready_line(options: dict[str, str]) -> str | None:
    """Return the reminder line if it lies ready; None when it must be worked out."""
    if "--demo" in options or "--now" in options or os.environ.get(places.NOW_VARIABLE):
        return None
    config = places.config_file(os.environ)
    configured = _configured_folder(config)
    if configured is None:
        return None
    folder = places.data_folder(options.get("--data-dir", ""), configured, os.environ)
    if not folder:
        return None
    language = prompt_line.language_key(options.get("--lang", ""), os.environ)
    return prompt_line.read(folder, config, language, time.time())


def _nothing_new(options: dict[str, str], words: list[str]) -> bool:
    """Say whether mailboxes are as they were when they were read last, and nobody sits there to be told so."""
    if "--demo" in options or "--lang" in options or any(word.startswith("-") for word in words):
        return False
    if sys.stdout is None or sys.stdout.isatty():
        return False
    config = places.config_file(os.environ)
    configured = _configured_folder(config)
    if configured is None:
        return False
    folder = places.data_folder(options.get("--data-dir", ""), configured, os.environ)
    from freelance_comm import mail_stamps

    return bool(folder) and mail_stamps.unchanged(folder, config, words)


def _configured_folder(config: str) -> str | None:
    """Return ``data_dir`` of the configuration, empty if it has none, None if only the TOML reader could tell."""
    try:
        with open(config, encoding="utf-8") as file:
            content = file.read(prompt_line.SIZE_LIMIT)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return None
    if "data_dir" not in content:
        return ""
    wanted = [line for line in content.splitlines() if "data_dir" in line]
    name, _, value = wanted[0].partition("=")
    value = value.strip()
    plain = len(value) > 2 and value[0] == value[-1] and value[0] in "'\"" and not set(value[1:-1]) & set("'\"\\")
    if (
        len(wanted) > 1
        or name.strip() != "data_dir"
        or not plain
        or "[" in content
        or not value[1:].startswith(("/", "~"))
    ):
        return None
    return value[1:-1]


def _open_screen(options: dict[str, str]) -> int:
    # Whoever draws the screen elsewhere, as `serve` does in a browser, names the driver for it and needs no terminal.
    if not os.environ.get("TEXTUAL_DRIVER") and not _can_be_drawn_on():
        from freelance_comm import last_words

        return last_words.no_terminal(options)
    from freelance_comm.bootstrap import load_settings, wire
    from freelance_comm.tui import run_tui

    chosen = load_settings(data_dir=options.get("--data-dir"), lang=options.get("--lang"), now=options.get("--now"))
    if chosen.notices:
        from freelance_comm import last_words

        last_words.warn(chosen.notices, options)
    if "--demo" in options:
        from freelance_comm.demo import opened_demo

        with opened_demo(chosen, owner="tui") as desk:
            return run_tui(desk, chosen)
    return run_tui(wire(chosen, owner="tui"), chosen)


def _can_be_drawn_on() -> bool:
    """Say whether there is a terminal that knows more than lines; an editor's shell calls itself dumb."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: object) -> bool:
    """Say whether a person sits there; a stream that was closed before the start is None."""
    return stream is not None and bool(getattr(stream, "isatty", bool)())


def _guarded(run: Callable[[], int], options: dict[str, str]) -> int:
    """Return what ``run`` returns; whatever it raises becomes words and an exit code, never a traceback."""
    _have_outputs()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sign the terminal lacks must not look like a failed save
    try:
        code = run()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt as interruption:
        if type(interruption) is not KeyboardInterrupt:  # it knows more than that somebody pressed Ctrl+C
            from freelance_comm import last_words

            last_words.interrupted(interruption, options)
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return 0  # the reader had seen enough, as `| head` does
    except Exception as error:  # noqa: BLE001 - the last place where a failure can still become a sentence
        from freelance_comm import last_words

        return last_words.tell(error, options)


def _have_outputs() -> None:
    """Put nothing in the place of a standard output or error that was closed before the start (`>&-`).

    Python leaves None there, and the number of the closed file free for the next file that is opened.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _let_go_of_output() -> None:
    """Point standard output at nothing, or the interpreter would complain once more when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
