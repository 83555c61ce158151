"""What people install works away from the sources: data, catalogs, templates and the command itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from freelance_comm.demo import cast_for
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.text.languages import own_name
from tests.contract.tree import ROOT


def build(kind: str, folder: Path, source: Path = ROOT) -> Path:
    """Build a distribution of ``source`` and return its file."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder), cwd=source)
    (built,) = folder.iterdir()
    return built


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Return what a command prints, away from the environment of the tests."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ``bin`` of a fresh environment that has the wheel and the libraries, but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    python = home / "venv" / "bin" / "python"
    site = Path(run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    run(
        *(sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "-q", str(wheel)),
        cwd=home,
        PIP_DISABLE_PIP_VERSION_CHECK="1",
    )
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n")
    return home / "venv" / "bin"


def test_the_installed_program_uses_its_own_copy_of_everything(installed: Path, tmp_path: Path) -> None:
    script = (
        "import freelance_comm, sys\n"
        "from freelance_comm.text.locate import data_folder\n"
        "print(freelance_comm.__file__)\n"
        "print(data_folder('templates'))\n"
        "print(data_folder('locales'))\n"
    )
    lines = run(str(installed / "python"), "-c", script, cwd=tmp_path).splitlines()
    home = str(installed.parent)
    assert len(lines) == 3
    assert all(line.startswith(home) for line in lines)


def test_the_installed_program_speaks_every_language_without_babel(installed: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from freelance_comm.text.catalog import interface_locales, translator\n"
        "from freelance_comm.text.languages import own_name\n"
        "print([(translator(locale).gettext('yesterday'), own_name(locale)) for locale in interface_locales()])\n"
        "print('babel' in sys.modules)\n"
    )
    said = run(str(installed / "python"), "-c", script, cwd=tmp_path, LC_ALL="C", PYTHONIOENCODING="utf-8")
    here = [(translator(locale).gettext("yesterday"), own_name(locale)) for locale in interface_locales()]
    assert said.splitlines() == [str(here), "False"]
    assert len({*here}) == len({word for word, _name in here}) == len(list((ROOT / "locales").rglob("*.po"))) + 1


def test_the_installed_program_reads_a_natural_time_without_the_reader_of_toml(installed: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from freelance_comm.text.moments import parse_duration\n"
        "print(*(int(parse_duration(text, locale='ro')) for text in ('2 ore', '1h20')))\n"
        "print([name for name in ('tomllib', 'pathlib') if name in sys.modules])\n"
    )
    said = run(str(installed / "python"), "-c", script, cwd=tmp_path)
    assert said.splitlines() == ["7200 4800", "[]"]


def test_the_installed_program_has_the_people_of_the_sample_without_the_reader_of_toml(
    installed: Path, tmp_path: Path
) -> None:
    script = (
        "import sys\n"
        "from freelance_comm.demo import cast_for\n"
        "from freelance_comm.text.catalog import interface_locales\n"
        "print([cast_for(locale) for locale in interface_locales()])\n"
        "print('tomllib' in sys.modules)\n"
    )
    said = run(str(installed / "python"), "-c", script, cwd=tmp_path, PYTHONIOENCODING="utf-8")
    assert said.splitlines() == [str([cast_for(locale) for locale in interface_locales()]), "False"]


def test_the_installed_program_finds_the_same_templates_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    script = "from freelance_comm.text.templates import Templates; print(Templates().names('ro'))"
    away = run(str(installed / "python"), "-c", script, cwd=tmp_path)
    here = run(sys.executable, "-c", script, cwd=ROOT)
    assert away == here != "()\n"


def test_the_installed_program_sets_a_pdf(installed: Path, tmp_path: Path) -> None:
    script = (
        "from datetime import date\n"
        "from freelance_comm.text.sheet import parse_sheet\n"
        "from freelance_comm.text.typesetting import set_pdf\n"
        "print(set_pdf(parse_sheet('title: x', ''), locale='ro', author='', day=date(2026, 3, 2))[:4])\n"
    )
    assert run(str(installed / "python"), "-c", script, cwd=tmp_path) == "b'%PDF'\n"


def test_the_command_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "freelance-comm")
    assert "0." in run(command, "--version", cwd=tmp_path)
    assert re.search("[а-яё]{3}", run(command, "--lang", "ru", "track", "add", "--help", cwd=tmp_path))


def test_the_wheel_holds_catalogs_only_compiled_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert [
        name for name in names if name.endswith((".po", "glossary.txt")) or name.startswith(("tests/", "locales/"))
    ] == []
    kept = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.*") if path.is_file()}
    assert kept == {name.removeprefix("freelance_comm/_data/") for name in names if "/_data/templates/" in name}
    assert len([name for name in names if name.endswith(".mo")]) == len(list((ROOT / "locales").rglob("*.po")))


def test_the_manual_page_and_the_completions_lie_where_man_and_the_shells_look(installed: Path) -> None:
    share = installed.parent / "share"
    scripts = ROOT / "freelance_comm" / "cli" / "shells"
    found = {path.relative_to(share).as_posix(): path.read_bytes() for path in share.rglob("*") if path.is_file()}
    assert found == {
        "man/man1/freelance-comm.1": (ROOT / "docs" / "freelance-comm.1").read_bytes(),
        "bash-completion/completions/freelance-comm": (scripts / "freelance-comm.bash").read_bytes(),
        "zsh/site-functions/_freelance-comm": (scripts / "_freelance-comm").read_bytes(),
        "fish/vendor_completions.d/freelance-comm.fish": (scripts / "freelance-comm.fish").read_bytes(),
    }


def test_the_package_says_what_it_is_and_links_to_nothing_that_it_does_not_hold(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        told = message_from_bytes(packed.read(name))
    assert told["License-Expression"] == "MIT"
    assert told["Description-Content-Type"] == "text/markdown"
    assert {line.rpartition(":: ")[2] for line in told.get_all("Classifier", [])} >= {"3.11", "3.12", "3.13"}
    text = str(told.get_payload())
    assert text.startswith("# freelance-comm")
    assert re.findall(r"\]\((?!https?://|#)|<picture|<img|docs/\w+\.(?:md|svg)", text) == []


def test_the_installed_program_prints_its_completions(installed: Path, tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "--complete" in run(str(installed / "freelance-comm"), "completion", shell, cwd=tmp_path)


def test_the_same_sources_make_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build("wheel", tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_a_wheel_can_be_built_from_the_source_archive(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", tmp_path / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    for needed in ("templates/en", "locales/ro", "tests/contract", "hatch_build.py", "README.md", "LICENSE"):
        assert (source / needed).exists()
    with zipfile.ZipFile(build("wheel", tmp_path / "from-source", source)) as again, zipfile.ZipFile(wheel) as first:
        assert sorted(again.namelist()) == sorted(first.namelist())


def test_an_editable_install_uses_the_sources(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", str(tmp_path / "e"), cwd=ROOT)
    (built,) = (tmp_path / "e").iterdir()
    with zipfile.ZipFile(built) as packed:
        assert [name for name in packed.namelist() if "_data" in name] == []
    assert not (ROOT / "freelance_comm" / "_data").exists()


def test_the_installed_program_reads_drafts_in_every_language(installed: Path, tmp_path: Path) -> None:
    texts = {
        "en": "Hello Ana,\n\nHere are the pages.",
        "fr": "Bonjour Ana,\n\nVoici les pages.",
        "ro": "Bună ziua, Ana,\n\nIată paginile.",
        "ru": "Здравствуйте, Ана!\n\nВот страницы.",
    }
    cases = [json.dumps({"id": locale, "lang": locale, "text": text}) for locale, text in texts.items()]
    (tmp_path / "cases.jsonl").write_text("\n".join(cases), encoding="utf-8")
    said = run(str(installed / "freelance-comm"), "coach", "--batch", "cases.jsonl", "--json", cwd=tmp_path)
    assert [json.loads(line)["id"] for line in said.splitlines()] == list(texts)
    (tmp_path / "draft").write_text(texts["en"], encoding="utf-8")
    script = (
        "import sys\n"
        "from freelance_comm.entry import main\n"
        "main(['coach', '--language', 'en', 'draft'])\n"
        "print('tomllib' in sys.modules)\n"
    )
    assert run(str(installed / "python"), "-c", script, cwd=tmp_path).splitlines()[-1] == "False"
