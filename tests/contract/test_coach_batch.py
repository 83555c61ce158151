"""What programs that measure the coach rely on: cases in, one line each out, in order, in one stable shape."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freelance_comm import cli
from tests.unit.services.coach_fake import fake_coach

Batch = Callable[..., list[dict[str, Any]]]
SOON = {"id": "a", "lang": "en", "kind": "reply", "text": "Hello Ana,\n\nI will send it soon.\n"}
FIELDS = ["rule", "start", "end", "message", "suggestion"]


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Run cases (objects, or lines as they are) and return the answers; it must end with 0 and be silent otherwise."""
    fake_coach(monkeypatch)

    def run(*cases: dict[str, Any] | str, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        lines = [case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases]
        (tmp_path / "cases.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        folder = ("--data-dir", str(tmp_path / "data"))
        code = cli.main([*folder, *options, "coach", "--batch", str(tmp_path / "cases.jsonl"), "--json"])
        captured = capsys.readouterr()
        assert (code, captured.err) == (0, "")
        return [json.loads(line) for line in captured.out.splitlines()]

    return run


def refused(lines: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "cases.jsonl").write_text(lines, encoding="utf-8")
    code = cli.main(["--data-dir", str(tmp_path), "coach", "--batch", str(tmp_path / "cases.jsonl"), "--json"])
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    return captured.err


def test_a_case_is_answered_with_its_findings(batch: Batch) -> None:
    (answer,) = batch(SOON)
    assert list(answer) == ["id", "findings"]
    (finding,) = answer["findings"]
    assert list(finding) == FIELDS
    assert (answer["id"], finding["rule"]) == ("a", "vague-promise")
    assert finding["message"] == "This promises something without saying when."


def test_offsets_are_code_points_of_the_text_as_it_was_given(batch: Batch) -> None:
    text = "\ufeffBună 😀,\r\n\r\nIt is your fault.\u2028"
    (answer,) = batch({**SOON, "text": text})
    (finding,) = answer["findings"]
    assert text[finding["start"] : finding["end"]] == "It is your fault."


def test_what_is_about_the_whole_draft_has_no_offsets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"id": 1, "lang": "en", "kind": "reply", "text": "It is ready.", "client_name": "Ana"}
    (tmp_path / "c").write_text(json.dumps(case))
    cli.main(["--data-dir", str(tmp_path / "data"), "coach", "--batch", str(tmp_path / "c"), "--json"])
    (answer,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = {finding["rule"]: finding for finding in answer["findings"]}
    assert (found["greeting"]["start"], found["greeting"]["end"]) == (None, None)


def test_answers_keep_the_order_and_the_ids_of_the_cases(batch: Batch) -> None:
    ids = ["b", 7, None, "b", {"n": 1}, "\u2028é"]
    assert [answer["id"] for answer in batch(*({**SOON, "id": one} for one in ids))] == ids


def test_empty_lines_and_a_byte_order_mark_are_passed_over(batch: Batch) -> None:
    assert len(batch("\ufeff" + json.dumps(SOON), "", "  \r", json.dumps(SOON) + "\r")) == 2


def test_fields_that_nobody_knows_are_passed_over(batch: Batch) -> None:
    assert batch({**SOON, "expect": ["blame"], "note": {"deep": [1]}, "hard": True}) == batch(SOON)


def test_a_field_that_is_null_is_not_there(batch: Batch) -> None:
    names = ("lang", "client_name", "incoming", "today", "earliest_realistic", "options_asked", "prepayment_refused")
    assert len(batch({**SOON, **dict.fromkeys(names), "kind": None})) == 1


def test_a_kind_that_nobody_knows_is_read_as_a_reply(batch: Batch) -> None:
    assert batch({**SOON, "kind": "postcard"}) == batch(SOON)


@pytest.mark.parametrize("lang", ["", "xx", "fr_CA", "EN"])
def test_any_language_is_answered(batch: Batch, lang: str) -> None:
    assert len(batch({**SOON, "lang": lang})) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("today", "2026-03-12T08:00:00Z"),
        ("options_asked", "2"),
        ("options_asked", 2.0),
        ("prepayment_refused", "true"),
        ("prepayment_refused", 0),
        ("earliest_realistic", ""),
    ],
)
def test_what_is_meant_is_taken_however_it_is_written(batch: Batch, name: str, value: object) -> None:
    assert len(batch({**SOON, name: value})) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", None),
        ("text", 5),
        ("today", "next week"),
        ("today", "2026-02-30"),
        ("today", 20260312),
        ("options_asked", "two"),
        ("options_asked", -1),
        ("options_asked", True),
        ("options_asked", 1.5),
        ("prepayment_refused", "perhaps"),
        ("prepayment_refused", [1]),
        ("client_name", ["Ana"]),
        ("kind", 3),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: object
) -> None:
    said = refused(f"{json.dumps(SOON)}\n\n{json.dumps({**SOON, name: value})}\n", tmp_path, capsys)
    assert "Line 3" in said
    assert name in said


@pytest.mark.parametrize("line", ["{", "[]", "7", '"text"', "nonsense", "[" * 100_000, '{"text": "a"} x'])
def test_a_line_that_is_no_object_is_refused_with_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert "Line 2" in refused(f"{json.dumps(SOON)}\n{line}\n", tmp_path, capsys)


def test_no_cases_give_no_answers(batch: Batch) -> None:
    assert batch() == []


def test_the_answers_are_the_same_in_every_language(batch: Batch) -> None:
    assert batch(SOON, options=("--lang", "ru")) == batch(SOON, options=("--lang", "en"))


def test_nothing_on_record_changes_an_answer(batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--data-dir", str(tmp_path / "data"), "coach", "rest", "vague-promise"])
    capsys.readouterr()
    assert batch(SOON)[0]["findings"] != []


def test_cases_may_come_by_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(SOON).encode())))
    assert cli.main(["--data-dir", str(tmp_path), "coach", "--batch", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a"


def test_notes_are_no_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from freelance_comm.coach.model import Finding
    from freelance_comm.services import coaching

    note = Finding(rule="tight-deadline", message="m", start=0, end=3, soft=True)
    monkeypatch.setattr(coaching, "findings_of", lambda *_all, **_named: ([note], []))
    (tmp_path / "c").write_text(json.dumps(SOON))
    cli.main(["--data-dir", str(tmp_path / "data"), "coach", "--batch", str(tmp_path / "c"), "--json"])
    assert json.loads(capsys.readouterr().out)["findings"] == []
