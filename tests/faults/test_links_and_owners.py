"""Data that lie elsewhere than they seem, belong to somebody else, or in a folder with an odd name."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.process import Command, Ended
from tests.faults.said import refused
from tests.faults.unprivileged import NOBODY

AS_NOBODY = (sys.executable, "-m", "tests.faults.unprivileged")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to somebody else")


def names(ended: Ended) -> list[str]:
    """Return the names of the clients in a JSON list."""
    return [row["name"] for row in json.loads(ended.out)]


# -- whose folder ----------------------------------------------------------------------------------------------------


@pytest.mark.fault("P02")
@pytest.mark.parametrize("mode", [0o755, 0o777, 0o750])
def test_a_folder_that_others_can_look_into_is_warned_of_once(working: Command, mode: int) -> None:
    working.data.chmod(mode)
    first = working.done("client", "list", "--json")
    assert names(first) == ["Ana"]
    assert "warning: Other users of this computer can look into your data folder." in first.err
    assert f"chmod 700 {working.data}" in first.err
    assert working.done("client", "list").err == ""
    assert working.done("client", "add", "Bo").err == ""
    assert working.data.stat().st_mode & 0o777 == mode


@pytest.fixture
def shared_home() -> Iterator[Command]:
    """A home that belongs to nobody, with Ana in it, where nobody can go."""
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    made = Command(home)
    made.done("client", "add", "Ana")
    for path in (home, *home.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    yield made
    shutil.rmtree(home)


@needs_root
@pytest.mark.fault("P05")
def test_a_file_of_somebody_else_is_read_and_not_written(shared_home: Command) -> None:
    file = shared_home.data / "clients.json"
    os.chown(file, 0, 0)
    file.chmod(0o444)
    before = file.read_bytes()
    assert names(shared_home.run("client", "list", "--json", start=AS_NOBODY)) == ["Ana"]
    refused(shared_home.run("client", "add", "Bo", start=AS_NOBODY), 5, "clients.json belongs to root")
    assert file.read_bytes() == before
    assert [path.name for path in shared_home.data.iterdir() if path.name.endswith(".tmp")] == []
    os.chown(file, NOBODY, NOBODY)
    file.chmod(0o600)
    assert shared_home.run("client", "add", "Bo", start=AS_NOBODY).code == 0
    assert names(shared_home.run("client", "list", "--json", start=AS_NOBODY)) == ["Ana", "Bo"]


@needs_root
@pytest.mark.fault("P05")
def test_a_file_of_somebody_else_that_may_not_be_read_says_whose_it_is(shared_home: Command) -> None:
    file = shared_home.data / "clients.json"
    os.chown(file, 0, 0)
    file.chmod(0o400)
    refused(shared_home.run("client", "list", start=AS_NOBODY), 4, "clients.json cannot be read: it belongs to root")
    refused(shared_home.run("client", "add", "Bo", start=AS_NOBODY), 4, "it belongs to root")
    file.chmod(0o000)
    os.chown(file, NOBODY, NOBODY)
    refused(shared_home.run("client", "list", start=AS_NOBODY), 4, "clients.json cannot be read", "permissions")


@needs_root
@pytest.mark.fault("P05")
def test_a_write_protected_file_of_ones_own_is_not_replaced(shared_home: Command) -> None:
    file = shared_home.data / "clients.json"
    file.chmod(0o400)
    refused(shared_home.run("client", "add", "Bo", start=AS_NOBODY), 5, "clients.json is write-protected")
    assert names(shared_home.run("client", "list", "--json", start=AS_NOBODY)) == ["Ana"]


# -- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.fault("P03")
def test_a_link_inside_the_folder_is_kept_and_its_target_written(working: Command) -> None:
    link, target = working.data / "clients.json", working.data / "elsewhere" / "people.json"
    target.parent.mkdir()
    link.rename(target)
    link.symlink_to("elsewhere/people.json")
    assert names(working.done("client", "list", "--json")) == ["Ana"]
    working.done("client", "add", "Bo")
    assert link.is_symlink()
    assert '"Bo"' in target.read_text("utf-8")
    assert names(working.done("client", "list", "--json")) == ["Ana", "Bo"]


@pytest.mark.fault("P03")
def test_the_folder_itself_may_be_a_link(working: Command) -> None:
    real = working.home / "Sync" / "work"
    real.parent.mkdir()
    working.data.rename(real)
    working.data.symlink_to(real)
    working.done("client", "add", "Bo")
    assert working.data.is_symlink()
    assert '"Bo"' in (real / "clients.json").read_text("utf-8")


@pytest.mark.fault("P03")
def test_a_link_out_of_the_folder_is_refused(working: Command) -> None:
    link, target = working.data / "clients.json", working.home / "clients.json"
    link.rename(target)
    link.symlink_to(target)
    before = target.read_bytes()
    for words in (("client", "list"), ("client", "add", "Bo"), ("today",)):
        refused(working.run(*words), 4, "clients.json is a link that points outside the data folder", str(target))
    assert (target.read_bytes(), link.is_symlink()) == (before, True)
    link.unlink()
    target.rename(link)
    working.done("client", "add", "Bo")


@pytest.mark.fault("P03")
def test_a_partition_that_leads_out_of_the_folder_is_refused(working: Command) -> None:
    outside = working.home / "time"
    working.done("track", "add", "Menu", "1h")
    (working.data / "time").rename(outside)
    (working.data / "time").symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.iterdir()}
    refused(working.run("track", "add", "Menu", "1h"), 4, "points outside the data folder")
    refused(working.run("track", "list"), 4, "points outside the data folder")
    assert {path: path.read_bytes() for path in outside.iterdir()} == before


@pytest.mark.fault("P03")
@pytest.mark.parametrize("target", ["nowhere.json", "elsewhere/people.json", "/nowhere/clients.json"])
@pytest.mark.parametrize("known", [True, False])
def test_a_link_to_nothing_is_refused_and_nothing_is_made_through_it(
    command: Command, target: str, *, known: bool
) -> None:
    command.done("profile", "set", "--name", "Mia")
    link = command.data / "clients.json"
    if known:
        command.done("client", "add", "Ana")
        link.unlink()
    link.symlink_to(target)
    refused(command.run("client", "list"), 4, "clients.json")
    refused(command.run("client", "add", "Bo"), 4, "clients.json")
    assert link.is_symlink()
    assert not link.exists()


# -- odd folders -----------------------------------------------------------------------------------------------------


@pytest.mark.fault("P09")
@pytest.mark.parametrize(
    "folder",
    [
        "with blanks",
        "new\nline",
        "🎉 données",
        "relative/",
        "./a/../b",
        "~/tilde",
        "'quotes\"",
        "-rf",
        "esc\x1b[31m",
    ],
)
def test_a_folder_with_an_odd_name_works(command: Command, folder: str) -> None:
    command.done(f"--data-dir={folder}", "client", "add", "Ana")
    command.done("client", "add", "Bo", env={"FREELANCE_COMM_DATA": folder})
    assert names(command.done("client", "list", "--json", f"--data-dir={folder}")) == ["Ana", "Bo"]
    assert "\x1b" not in command.done(f"--data-dir={folder}", "where").out


@pytest.mark.fault("P09")
def test_a_tilde_is_the_home_and_a_name_after_it_is_somebody_elses(command: Command) -> None:
    command.done("--data-dir", "~/tilde", "client", "add", "Ana")
    assert (command.home / "tilde/clients.json").is_file()
    refused(command.run("--data-dir", "~no-such-user/x", "client", "list"), 2, "--data-dir")
    assert [path.name for path in command.home.iterdir()] == ["tilde"]


@pytest.mark.fault("P09")
def test_a_path_of_nearly_four_thousand_bytes_works_and_a_longer_one_is_refused(command: Command) -> None:
    long = str(command.home) + "/abcdefghi" * 350
    command.done("--data-dir", long, "client", "add", "Ana")
    assert names(command.done("--data-dir", long, "client", "list", "--json")) == ["Ana"]
    command.done("--data-dir", long, "client", "add", "Bo")
    for path in (str(command.home) + "/abcdefghi" * 400, str(command.home) + "/abcdefghi" * 1_000, "n" * 300):
        refused(command.run("--data-dir", path, "client", "list"), 2, "path of the data folder is too long")
        refused(command.run("--data-dir", path, "client", "add", "Bo"), 2, "path of the data folder is too long")


@pytest.mark.fault("P09")
@pytest.mark.parametrize("folder", ["", "  "])
def test_an_empty_path_is_refused(command: Command, folder: str) -> None:
    refused(command.run("--data-dir", folder, "client", "list"), 2)


@pytest.mark.fault("P09")
@pytest.mark.parametrize("folder", ["/dev/null", "/dev/null/x", "file"])
def test_a_file_in_the_place_of_the_folder_is_refused(command: Command, folder: str) -> None:
    (command.home / "file").write_text("mine", "utf-8")
    ended = command.run("--data-dir", folder, "client", "add", "Ana")
    refused(ended, 5, "a file where a folder should be", "--data-dir")
    assert (command.home / "file").read_text("utf-8") == "mine"
