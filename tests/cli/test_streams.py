"""Standard output that is closed, a device, or in another encoding never makes a save look as if it had failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOW = "2026-03-12T10:00:00Z"


def shell(tmp_path: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of sh in which ``$fc`` is the command on an own data folder."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "FREELANCE_COMM_DATA": str(tmp_path / "data"),
        "FREELANCE_COMM_NOW": NOW,
        "fc": f"{sys.executable} -m freelance_comm",
        **environment,
    }
    return subprocess.run(
        ["/bin/sh", "-c", line], env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def names(tmp_path: Path) -> list[str]:
    """Return the names of the clients that are stored."""
    return [row["name"] for row in json.loads(shell(tmp_path, "$fc client list --json").stdout)]


@pytest.mark.parametrize("closing", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_save_with_closed_output_is_a_save(tmp_path: Path, closing: str) -> None:
    assert shell(tmp_path, f"$fc client add Ana {closing}").returncode == 0
    assert names(tmp_path) == ["Ana"]


def test_an_error_with_closed_output_keeps_its_code(tmp_path: Path) -> None:
    assert shell(tmp_path, "$fc client show Ana >&- 2>&-").returncode == 3


def test_what_is_typed_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    added = shell(tmp_path, "$fc client add 'Ștefan Țurcanu' --notes 'чай'", **plain)
    assert (added.returncode, added.stderr) == (0, "")
    assert names(tmp_path) == ["Ștefan Țurcanu"]


def test_files_with_foreign_names_are_written_and_read_in_the_c_locale(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    (tmp_path / "часы.csv").write_text("Day,Hours\n2026-03-02,2\n", encoding="utf-8")
    line = "$fc client add Ana && $fc project add Page --client Ana && $fc draft Page --output письмо.txt"
    done = shell(tmp_path, line + " && $fc track import часы.csv --project Page --date Day --hours Hours", **plain)
    assert (done.returncode, "error" in done.stderr) == (0, False)
    assert "Ana" in (tmp_path / "письмо.txt").read_text(encoding="utf-8")


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    answer = shell(tmp_path, "$fc client add \"$(printf 'a\\377')\"")
    assert answer.returncode == 2
    assert "not valid UTF-8 at byte 2" in answer.stderr


def test_a_draft_goes_into_a_pipe_and_does_not_replace_it(tmp_path: Path) -> None:
    line = "$fc client add Ana >&2 && $fc project add Page --client Ana >&2"
    done = shell(tmp_path, line + " && $fc draft Page --output /dev/stdout --force && test -p /dev/stdout && echo pipe")
    assert "Ana" in done.stdout
    assert done.stdout.endswith("pipe\n")


def test_a_draft_replaces_what_a_link_points_at(tmp_path: Path) -> None:
    line = "$fc client add Ana && $fc project add Page --client Ana && echo old > real && ln -s real link"
    shell(tmp_path, line + " && $fc draft Page --output link --force")
    assert (tmp_path / "link").is_symlink()
    assert "Ana" in (tmp_path / "real").read_text(encoding="utf-8")


def test_json_shows_a_terminal_nothing_that_it_obeys(tmp_path: Path) -> None:
    shell(tmp_path, "$fc client add Ana")
    (stored,) = (tmp_path / "data").glob("clients.json")
    odd = "A\x1b]0;x\x07\x9b1m\u202ena\u2028"
    text = stored.read_text(encoding="utf-8").replace('"name":"Ana"', '"name":' + json.dumps(odd))
    stored.write_text(text.replace('"name": "Ana"', '"name": ' + json.dumps(odd)), encoding="utf-8")
    out = shell(tmp_path, "$fc client list --json").stdout
    assert json.loads(out)[0]["name"] == odd
    assert not set(out) & set("\x1b\x07\x9b\u202e\u2028")
