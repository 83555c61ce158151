"""A language is folders only: the program takes a new one as it is, and no Python of the program lists those there are.

Tried in a checkout in which the program lies unchanged beside one language more, made of another one's folders.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.text.catalog import interface_locales
from tests.contract.tree import PACKAGE, ROOT, python_files, shown, tree

NEW, MODEL = "nl", "de"
"""A code for which there is no folder, and the language whose folders it begins as."""
CHANGED = {
    "locales/nl/language.toml": (("Deutsch", "Nederlands"), ('"„", "“"', '"‘", "’"')),
    "locales/nl/moments.toml": (('"übermorgen"', '"overmorgen"'),),
    "locales/nl/LC_MESSAGES/freelance_comm.po": (
        ('msgstr "morgen {time}"', 'msgstr "morgenvroeg {time}"'),
        ("hilft dir, verlässlich", "helpt je, betrouwbaar"),
    ),
    "locales/nl/demo.toml": (("Katrin Lindner", "Katrijn de Linde"),),
    "templates/nl/_letter.txt": (("Guten Tag", "Goedendag"),),
}
"""What a translator would write over it, in each file: so that nothing of it can come from the model."""
MOMENT = "2026-03-12T10:00:00Z"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with the program and its languages as they are, and a new one."""
    home = tmp_path_factory.mktemp("checkout")
    for name in (PACKAGE.name, "pyproject.toml"):
        (home / name).symlink_to(ROOT / name)
    for kind in ("locales", "templates"):
        (home / kind).mkdir()
        for folder in (ROOT / kind).iterdir():
            (home / kind / folder.name).symlink_to(folder)
        assert not (home / kind / NEW).exists()
        shutil.copytree(ROOT / kind / MODEL, home / kind / NEW)
    for file, changes in CHANGED.items():
        text = (home / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (home / file).write_text(text, encoding="utf-8")
    return home


def run(checkout: Path, *words: str, given: str = "", **environment: str) -> str:
    """Return what the program of that checkout says, both ways."""
    done = subprocess.run(
        [sys.executable, "-m", PACKAGE.name, "--data-dir", str(checkout / "data"), "--now", MOMENT, *words],
        cwd=checkout,
        input=given,
        env={"PATH": os.environ["PATH"], "HOME": str(checkout), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(checkout: Path) -> str:
    """Return the name of a project for somebody who reads the new language."""
    run(checkout, "profile", "set", "--name", "Noor")
    run(checkout, "client", "add", "Ana", "--language", NEW)
    run(checkout, "project", "add", "Site", "--client", "Ana")
    return "Site"


def asked(checkout: Path, expression: str) -> Any:
    """Return the value of an expression about languages, as the program in that checkout has it."""
    script = f"import json\nfrom freelance_comm.text import catalog, languages\nprint(json.dumps({expression}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=checkout, capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)


def test_a_new_language_is_among_those_of_the_interface_under_its_own_name(checkout: Path) -> None:
    assert asked(checkout, "catalog.interface_locales()") == sorted({*interface_locales(), NEW})
    assert asked(checkout, f"languages.own_name('{NEW}_BE')") == "Nederlands (BE)"
    assert asked(checkout, f"languages.quotation_marks('{NEW}')") == ["‘", "’"]
    said = " ".join(run(checkout, "profile", "set", "--help").split())
    assert ", ".join(sorted({*interface_locales(), NEW})) in said


def test_the_interface_speaks_a_new_language_to_those_who_ask_for_it(checkout: Path, project: str) -> None:
    run(checkout, "promise", "add", "texts", "--client", "Ana", "--by", "tomorrow 17:00")
    assert "morgenvroeg" in run(checkout, "--lang", NEW, "promise", "list")
    assert "helpt je, betrouwbaar" in run(checkout, "--data-dir", "empty", "help", LANG=f"{NEW}_BE.UTF-8")


def test_times_are_typed_in_a_new_language(checkout: Path, project: str) -> None:
    words = ("promise", "add", "plan", "--client", "Ana", "--by", "overmorgen halb neun")
    said = run(checkout, "--lang", NEW, "--json", *words)
    assert "2026-03-14T08:30:00Z" in said


def test_letters_are_written_in_a_new_language(checkout: Path, project: str) -> None:
    assert "Goedendag Ana,\n" in run(checkout, "draft", project, "closing/thanks")


def test_the_sample_has_the_people_of_a_new_language(checkout: Path) -> None:
    assert "Katrijn de Linde" in run(checkout, "--demo", "--lang", f"{NEW}_BE", "client", "show", "Radhaus")
    assert "Radhaus" in run(checkout, "--lang", NEW, "client", "--help")


def test_the_coach_does_not_pretend_to_know_a_new_language(checkout: Path, project: str) -> None:
    letter = run(checkout, "draft", project, "closing/thanks")
    said = run(checkout, "coach", "--client", "Ana", given=letter)
    assert said == "The coach does not know the language of this text.\n"


def test_no_python_of_the_program_lists_the_languages() -> None:
    known = {*interface_locales()}
    one = re.compile(rf"(?:\"|, |\b)(?:{'|'.join(known)})(?:\"|,)")
    found = []
    for path in python_files("freelance_comm"):
        if len(one.findall(path.read_text(encoding="utf-8"))) < 2:
            continue
        for node in ast.walk(tree(path)):
            inside = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
            named = {part.value for part in inside if isinstance(part, ast.Constant)}
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named = {*re.findall(r"\b[a-z]{2}\b(?=,)", node.value)}
            if len(named & known) > 1 and isinstance(node, ast.expr):
                found.append(f"{shown(path)}:{node.lineno}")
    assert found == []
