"""Importing a module does nothing: no file is opened, no clock read, nothing printed, no process started."""

from __future__ import annotations

import ast

import pytest

from tests.contract.tree import fresh, module_name, python_files, shown, tree

MODULES = [module_name(path) for path in python_files("freelance_comm")]

LIBRARIES = (
    "textual.app", "textual.widgets", "rich.text", "jinja2.sandbox", "babel.dates", "babel.numbers",
    "babel.messages.pofile", "babel.messages.mofile", "tinydb", "markupsafe", "aiohttp.web", "textual_serve.server",
)  # fmt: skip
"""What others wrote may do as it likes when it is imported."""

WATCH = f"""
import builtins, contextlib, importlib, io, os, pathlib, socket, subprocess, time, warnings
import argparse, asyncio, csv, decimal, email, gettext, json, logging, zoneinfo
for library in {LIBRARIES!r}:
    importlib.import_module(library)
answer = []
ours = os.path.join(os.getcwd(), "freelance_comm")

def watched(owner, name):
    real = getattr(owner, name)
    def call(*arguments, **options):
        frame = sys._getframe(1)
        while frame is not None and not frame.f_code.co_filename.startswith(ours):
            # importing itself reads files; what it runs is judged by its own frames
            if frame.f_code.co_filename.startswith("<frozen importlib"):
                return real(*arguments, **options)
            frame = frame.f_back
        if frame is not None:
            answer.append(frame.f_code.co_filename[len(ours):] + f":{{frame.f_lineno}} calls {{name}}")
        return real(*arguments, **options)
    setattr(owner, name, call)

for owner, names in {{
    builtins: ("open", "print", "input"),
    io: ("open",),
    os: ("open", "stat", "scandir", "listdir", "getcwd", "mkdir", "makedirs", "system", "fork", "popen"),
    time: ("time", "time_ns", "monotonic", "perf_counter", "sleep", "localtime"),
    subprocess: ("run", "Popen"),
    socket: ("socket",),
}}.items():
    for name in names:
        watched(owner, name)
"""


def test_importing_any_module_opens_no_file_and_reads_no_clock() -> None:
    watched = f"{WATCH}\nfor name in {MODULES!r}:\n    importlib.import_module(name)\n"
    assert fresh(watched) == []


def test_the_watch_notices_what_it_is_there_for() -> None:
    offence = "exec(compile('import os, time\\nos.stat(\"/\")\\ntime.time()', ours + '/offender.py', 'exec'))"
    assert fresh(f"{WATCH}\n{offence}\n") == ["/offender.py:2 calls stat", "/offender.py:3 calls time"]


PARTS = sorted({name.split(".")[1] for name in MODULES if "." in name})


@pytest.mark.parametrize("part", PARTS)
def test_every_module_can_be_imported_first(part: str) -> None:
    # A circle of imports shows only to whoever enters it at the wrong place.
    modules = [name for name in MODULES if name.split(".")[1:2] == [part]]
    code = (
        "import gc, os, importlib\n"
        "gc.disable()\n"  # no child lives long enough for garbage to matter
        f"for library in {LIBRARIES!r}: importlib.import_module(library)\n"  # or every child loads them anew
        "answer = []\n"
        f"for name in {modules!r}:\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        try:\n"
        "            __import__(name)\n"
        "            os._exit(0)\n"
        "        except BaseException as error:\n"
        "            os._exit(1)\n"
        "    if os.waitpid(child, 0)[1]:\n"
        "        answer.append(name)\n"
    )
    assert fresh(code) == []


CLOCK_CALLS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime")


@pytest.mark.parametrize("folder", ["domain", "stages", "coach", "forecast", "mail", "text", "services"])
def test_no_rule_and_no_use_case_reads_a_clock(folder: str) -> None:
    reads = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files(f"freelance_comm/{folder}")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCK_CALLS
    ]
    assert reads == []
