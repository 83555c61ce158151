"""`forecast --stdin` answers line by line, and says of every line it cannot take what is wrong with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PERSON = '{"type": "person", "person": "one"}'
FINISHED = (
    '{"type": "finished", "project": "a", "task_id": "1", "started": "2025-01-06T09:00",'
    ' "finished": "2025-01-06T15:00", "estimate_hours": 2, "actual_hours": 6}'
)
PREDICT = '{"type": "predict", "project": "a", "task_id": "2", "started": "2025-01-09T09:00", "estimate_hours": 2}'


def command(tmp_path: Path, *words: str, **environment: str) -> tuple[list[str], dict[str, str]]:
    """Return the command with an own home, and its environment."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "FREELANCE_COMM_DATA": str(tmp_path / "data"),
        **environment,
    }
    return [sys.executable, "-m", "freelance_comm", "forecast", "--stdin", *words], env


def asked(tmp_path: Path, *lines: str | bytes, words: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """Run the command on lines and return what came of it."""
    argv, env = command(tmp_path, *words)
    told = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
    return subprocess.run(argv, env=env, input=told, capture_output=True, timeout=60, check=False)


@contextmanager
def talking(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command with both ends open, in buffers of Python's own choice."""
    argv, env = command(tmp_path)
    with subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


def test_each_question_is_answered_before_the_next_line_is_sent(tmp_path: Path) -> None:
    with talking(tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers = []
        for told in ((PERSON,), (), (FINISHED,) * 5):
            process.stdin.write("".join(f"{line}\n" for line in (*told, PREDICT)))
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        assert process.wait(60) == 0
    assert answers[0] == answers[1]
    assert answers[2]["p50"] > answers[1]["p50"]


@pytest.mark.parametrize("model", ["ours", "baseline", "ebs"])
def test_every_model_answers(tmp_path: Path, model: str) -> None:
    answer = asked(tmp_path, PERSON, *[FINISHED] * 4, PREDICT, words=("--model", model))
    assert (answer.returncode, answer.stderr) == (0, b"")
    told = json.loads(answer.stdout)
    assert 2 < told["p50"] <= told["p80"] <= told["p95"]


def test_a_line_that_cannot_be_meant_is_named_and_the_others_are_answered(tmp_path: Path) -> None:
    bad = FINISHED.replace('"actual_hours": 6', '"actual_hours": -6')
    answer = asked(tmp_path, PERSON, bad, "nonsense", PREDICT)
    plain = asked(tmp_path, PERSON, PREDICT)
    assert answer.returncode == 2
    assert answer.stdout == plain.stdout
    said = answer.stderr.decode()
    assert "(line 2)" in said
    assert "(line 3)" in said
    assert all(line.startswith("error:") for line in said.splitlines())


@pytest.mark.parametrize("hours", ["0", "-2", "NaN", "Infinity", "8766000", "1e999", '"two"', "null"])
def test_a_question_that_has_no_answer_gets_a_line_all_the_same(tmp_path: Path, hours: str) -> None:
    answer = asked(tmp_path, PREDICT.replace('"estimate_hours": 2', f'"estimate_hours": {hours}'), PREDICT)
    refused, answered = (json.loads(line) for line in answer.stdout.splitlines())
    assert set(refused) == {"error"}
    assert answered["p50"] > 0
    assert answer.returncode == 2


def test_a_stream_of_another_kind_is_refused_in_few_words(tmp_path: Path) -> None:
    answer = asked(tmp_path, *[b"\xff\xfe\x00 no lines at all"] * 500)
    assert answer.returncode == 2
    assert answer.stdout == b""
    said = answer.stderr.decode().splitlines()
    assert len(said) < 400
    assert "400" in said[-1]


def test_no_line_is_no_answer_and_no_error(tmp_path: Path) -> None:
    answer = asked(tmp_path, "\ufeff", "", "   ")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")


def test_nothing_is_stored(tmp_path: Path) -> None:
    asked(tmp_path, PERSON, FINISHED, PREDICT)
    assert not (tmp_path / "data" / "workspace.json").exists()


def test_a_model_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert asked(tmp_path, words=("--model", "oracle")).returncode == 2
