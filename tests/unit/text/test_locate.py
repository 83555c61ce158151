"""The program finds its own data where they can lie, and says so when they lie nowhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from freelance_comm.domain.errors import AppError
from freelance_comm.text.locate import data_folder

ROOT = Path(__file__).parents[3]


def test_a_checkout_has_its_data_beside_the_package() -> None:
    assert data_folder("locales") == ROOT / "locales"


def test_an_installed_package_has_its_data_inside(tmp_path: Path) -> None:
    package = tmp_path / "freelance_comm"
    (package / "_data" / "locales").mkdir(parents=True)
    assert data_folder("locales", package_folder=package) == package / "_data" / "locales"


def test_folders_beside_an_installed_package_are_not_taken_for_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "freelance_comm"
    package.mkdir()
    (tmp_path / "locales").mkdir()
    with pytest.raises(AppError, match="locales"):
        data_folder("locales", package_folder=package)


def test_the_data_are_found_when_the_program_runs_from_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "program.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for source in (*(ROOT / "freelance_comm").glob("domain/*.py"), *(ROOT / "freelance_comm").glob("text/*.py")):
            packed.write(source, source.relative_to(ROOT))
        packed.write(ROOT / "freelance_comm" / "__init__.py", "freelance_comm/__init__.py")
        packed.writestr("freelance_comm/_data/locales/xx/LC_MESSAGES/freelance_comm.po", "")
        packed.writestr("freelance_comm/_data/templates/en/a/b.txt", "kind: reply\n---\nHello {{ name }}\n")
    script = (
        "from freelance_comm.text.catalog import interface_locales\n"
        "from freelance_comm.text.templates import Templates\n"
        "print(interface_locales())\n"
        "print(Templates().names('fr_CA'), repr(Templates().render('a/b', 'fr', {'name': 'Ana'}).body))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(archive)!r})\n{script}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.splitlines() == ["('en', 'xx')", "('a/b',) 'Hello Ana\\n'"]
