"""Only plain, small files below the two folders are ever read as templates."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from freelance_comm.domain.errors import AppError, BadValue, ExitCode, NotFound
from freelance_comm.text import template_files
from freelance_comm.text.template_files import SIZE_LIMIT
from tests.unit.text.drafts import Folder

NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "a/../b",
    "./a",
    "a//b",
    "a/",
    "",
    "a.txt",
    "a\x00b",
    "a\nb",
    "~/x",
    "C:\\x",
    "x" * 300,
]


@pytest.mark.fault("T03")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_be_a_path_is_refused(folder: Folder, name: str) -> None:
    with pytest.raises(BadValue) as caught:
        folder.templates.render(name, "en", {})
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize("locale", ["../../etc", "/etc", "..", "", "en/../..", "x" * 500])
def test_a_locale_that_could_be_a_path_finds_nothing_outside(folder: Folder, tmp_path: Path, locale: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("kind: reply\n---\nsecret\n")
    folder.root.mkdir()
    with pytest.raises(AppError) as caught:
        folder.templates.render("a/b", locale, {})
    assert caught.value.code in (ExitCode.BAD_VALUE, ExitCode.NOT_FOUND)


def test_a_link_out_of_the_folder_is_refused(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("kind: reply\n---\nsecret\n")
    (folder.root / "en" / "a").mkdir(parents=True)
    (folder.root / "en" / "a" / "b.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(BadValue, match="refused"):
        folder.templates.render("a/b", "en", {})


def test_a_folder_that_is_a_link_out_is_refused(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("kind: reply\n---\nsecret\n")
    (folder.root / "en").mkdir(parents=True)
    (folder.root / "en" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadValue, match="refused"):
        folder.templates.render("a/b", "en", {})


def test_a_link_inside_the_folder_is_followed(folder: Folder) -> None:
    target = folder.write("en/a/real.txt", "kind: reply\n---\nfine\n")
    (folder.root / "en" / "a" / "alias.txt").symlink_to(target)
    assert folder.templates.render("a/alias", "en", {}).body == "fine\n"


def test_the_folder_itself_may_be_a_link(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    folder.root.symlink_to(tmp_path / "dotfiles")
    assert folder.render("fine") == "fine\n"


def test_links_in_a_circle_are_refused(folder: Folder) -> None:
    (folder.root / "en" / "a").mkdir(parents=True)
    (folder.root / "en" / "a" / "b.txt").symlink_to("b.txt")
    with pytest.raises(BadValue):
        folder.templates.render("a/b", "en", {})


def test_a_pipe_is_refused_and_not_waited_for(folder: Folder) -> None:
    (folder.root / "en" / "a").mkdir(parents=True)
    os.mkfifo(folder.root / "en" / "a" / "b.txt")
    with pytest.raises(BadValue, match="refused"):
        folder.templates.render("a/b", "en", {})


def test_a_folder_in_place_of_a_file_is_refused(folder: Folder) -> None:
    (folder.root / "en" / "a" / "b.txt").mkdir(parents=True)
    with pytest.raises(BadValue):
        folder.templates.render("a/b", "en", {})


def test_a_file_without_permission_is_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    folder.write("en/a/b.txt", "kind: reply\n---\nx\n")
    monkeypatch.setattr(template_files, "os", SimpleNamespace(**{**vars(os), "open": refuse}))
    with pytest.raises(BadValue, match=r"b\.txt cannot be opened"):
        folder.templates.render("a/b", "en", {})


@pytest.mark.fault("T07")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"kind: reply\n---\n" + b"x" * SIZE_LIMIT, "too large"),
        ("kind: reply\n---\nBună".encode("cp1250"), "not valid UTF-8"),
        ("kind: reply\n---\nx".encode("utf-16"), "not valid UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_name(folder: Folder, data: bytes, said: str) -> None:
    folder.write("en/a/b.txt", "").write_bytes(data)
    with pytest.raises(BadValue, match=rf"b\.txt.* {said}"):
        folder.templates.render("a/b", "en", {})


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder: Folder) -> None:
    folder.write("en/a/b.txt", "").write_bytes("\ufeffkind: reply\r\n---\r\nBună\r\n\r\nziua\r\n".encode())
    assert folder.templates.render("a/b", "en", {}).body == "Bună\n\nziua\n"


def test_a_broken_template_of_the_user_is_named_and_the_built_in_one_offered(folder: Folder) -> None:
    path = folder.write("en/contact/first-contact.txt", "kind: first-contact\n---\n{{ clint }}\n")
    with pytest.raises(BadValue) as caught:
        folder.templates.render("contact/first-contact", "en", {})
    assert caught.value.params["file"] == str(path)
    assert "built-in" in caught.value.hint
    assert folder.templates.header("contact/first-contact", "en", built_in=True).kind == "first-contact"


def test_nothing_at_all_is_found_in_an_empty_folder(folder: Folder) -> None:
    with pytest.raises(NotFound):
        folder.templates.render("no/such-thing", "en", {})
