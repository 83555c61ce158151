"""`replies --from-mail`: the first thing a newcomer can try, and what programs read of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.hours_notation import DAYS
from freelance_comm.text.catalog import interface_locales
from tests.cli.conftest import Answer, Shell
from tests.unit.mail.writing import MONDAY, mail, maildir, mbox
from tests.unit.services.test_mailbox_replies import TRUTH

PAIR = (
    "thread",
    "inbound",
    "reply",
    "received",
    "replied",
    "wall_seconds",
    "business_seconds",
    "due_at",
    "over_target",
)
OPEN = ("thread", "inbound", "received")
LISTED = "rpm-list.listrule-on"
"""The file whose answers leave lists out, which no option does."""


def asked(me: str, sender: str, own: str, date: str, *more: str, body: str = "Shall we?") -> bytes:
    """Return a message from ``sender`` to ``me``."""
    head = (f"From: {sender}", f"To: {me}", f"Message-ID: <{own}@x.example>", f"Date: {date}", "Subject: Logo")
    return mail(*head, *more, body=body)


def question(own: str = "i", date: str = MONDAY, *more: str, sender: str = "Ana <ana@client.example>") -> bytes:
    return asked("me@example.com", sender, own, date, *more)


def answer(own: str = "o", date: str = "Mon, 02 Mar 2026 11:30:00 +0000", to: str = "i", *more: str) -> bytes:
    return asked("ana@client.example", "me@example.com", own, date, f"In-Reply-To: <{to}@x.example>", *more)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A mailbox with a question of Monday at ten and an answer ninety minutes later."""
    path = tmp_path / "box"
    path.write_bytes(mbox(question(), answer()))
    return path


def look(shell: Shell, path: Path, *more: str) -> Answer:
    return shell.run(f"replies --me me@example.com --zone UTC --from-mail {path}", *more)


def data(shell: Shell, path: Path, *more: str) -> Any:
    return look(shell, path, "--json", *more).data


# -- what programs read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in TRUTH if name != LISTED])
def test_every_sender_gives_exactly_the_answers_of_the_reference_data(shell: Shell, shared: Path, name: str) -> None:
    truth = json.loads((shared / f"data/mail/truth/{name}.json").read_text(encoding="utf-8"))
    windows = {day: ",".join(f"{start}-{end}" for start, end in truth["hours"].get(day, [])) for day in DAYS}
    words = ["--every-sender", "--json", "--zone", truth["tz"], "--target-hours", "8"]
    words += ["--hours", ";".join(f"{day} {times}" for day, times in windows.items() if times)]
    words += [word for address in truth["me"] for word in ("--me", address)]
    words += [word for day in truth["holidays"] for word in ("--holiday", day)]
    found = shell.run(f"replies --from-mail {shared / 'data/mail' / truth['mailbox']}", *words).data
    assert found["pairs"] == [{key: pair[key] for key in PAIR} for pair in truth["pairs_thread"]]
    assert found["unanswered"] == [{key: each[key] for key in OPEN} for each in truth["unanswered"]]
    same = set(found["counts"]) & set(truth["counts"])
    assert len(same) > 10
    assert {key: found["counts"][key] for key in same} == {key: truth["counts"][key] for key in same}
    figures, known = found["figures"]["all"], truth["stats_business_minutes"]
    assert figures["answered"] == known["n"]
    assert [figures["business"][key] // 60 for key in ("median", "p90")] == [
        known["p50_nearest_rank"],
        known["p90_nearest_rank"],
    ]


def test_a_pair_is_told_to_the_second(shell: Shell, box: Path) -> None:
    assert data(shell, box)["pairs"] == [
        {
            "thread": "i@x.example",
            "inbound": "i@x.example",
            "reply": "o@x.example",
            "received": "2026-03-02T10:00:00Z",
            "replied": "2026-03-02T11:30:00Z",
            "wall_seconds": 5_400,
            "business_seconds": 5_400,
            "due_at": "2026-03-03T10:00:00Z",
            "over_target": False,
        }
    ]


def test_the_shape_is_the_same_with_nothing_in_it(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(question())
    found = data(shell, tmp_path / "a.eml")
    assert (found["pairs"], found["unanswered"]) == ([], [])
    assert [one["reason"] for one in found["left_out"]] == ["stranger"]
    assert found["figures"]["all"]["business"] == {"median": None, "p90": None}


@pytest.mark.parametrize("kind", ["mbox", "maildir", "folder", "nested"])
def test_every_kind_of_mailbox_says_the_same(shell: Shell, tmp_path: Path, box: Path, kind: str) -> None:
    path = tmp_path / "other"
    if kind == "mbox":
        path = box
    elif kind == "maildir":
        maildir(path, question())
        maildir(path / ".Sent", answer())
    else:
        inner = path / "sub" if kind == "nested" else path
        inner.mkdir(parents=True)
        (path / "a.eml").write_bytes(question())
        (inner / "b.eml").write_bytes(answer())
    assert data(shell, path)["pairs"] == data(shell, box)["pairs"]


@pytest.mark.parametrize(
    ("hours", "seconds"),
    [
        ("mon-fri 09:00-17:00", 5_400),
        ("mon-fri 09:00-11:00,10:30-12:00", 5_400),  # windows that overlap count each moment once
        ("mon 09:00-10:30,11:00-11:15", 2_700),
        ("sun 22:00-11:00", 3_600),  # a window begun the evening before
        ("tue 09:00-17:00", 0),
        ("mon-sun 00:00-24:00", 5_400),
        ("none", 0),
    ],
)
def test_working_hours_are_what_is_counted(shell: Shell, box: Path, hours: str, seconds: int) -> None:
    assert data(shell, box, "--hours", hours)["pairs"][0]["business_seconds"] == seconds


def test_without_working_hours_nothing_is_ever_due(shell: Shell, box: Path) -> None:
    assert data(shell, box, "--hours", "none")["pairs"][0]["due_at"] is None


def test_a_holiday_drops_its_windows_but_not_the_one_begun_before(shell: Shell, box: Path) -> None:
    assert data(shell, box, "--holiday", "2026-03-02")["pairs"][0]["business_seconds"] == 0
    night = data(shell, box, "--hours", "sun-mon 22:00-11:00", "--holiday", "2026-03-02")
    assert night["pairs"][0]["business_seconds"] == 3_600


def test_the_target_decides_what_is_too_late(shell: Shell, box: Path) -> None:
    assert [data(shell, box, "--target-hours", hours)["pairs"][0]["over_target"] for hours in ("1.5", "1.4")] == [
        False,
        True,
    ]


def test_the_target_used_up_at_closing_time_is_no_breach_by_the_clock_of_work(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    evening = answer(date="Mon, 02 Mar 2026 20:00:00 +0000")
    path.write_bytes(mbox(question(date="Mon, 02 Mar 2026 09:00:00 +0000"), evening))
    found = data(shell, path)
    assert (found["pairs"][0]["over_target"], found["counts"]["breached"]) == (False, 1)


def test_my_absence_note_is_no_answer_in_either_mode(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    note = answer("auto", "Mon, 02 Mar 2026 10:00:10 +0000", "i", "Auto-Submitted: auto-replied")
    path.write_bytes(mbox(question(), note, answer()))
    for more in ((), ("--every-sender",)):
        assert [pair["reply"] for pair in data(shell, path, *more)["pairs"]] == ["o@x.example"]


def test_other_words_under_one_id_are_two_messages_in_either_mode(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    other = asked("me@example.com", "ana@client.example", "i", "Tue, 03 Mar 2026 10:00:00 +0000", body="Another thing.")
    path.write_bytes(mbox(question(), other, answer()))
    for more in ((), ("--every-sender",)):
        found = data(shell, path, *more)
        assert [each["inbound"][:5] for each in found["unanswered"]] == ["sha1-"]
        assert found["counts"]["same_id_other_text"] == 1


def test_every_sender_counts_what_the_other_way_leaves_out(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    newsletter = question("n", MONDAY, "List-Unsubscribe: <mailto:x@y.example>", sender="news@shop.example")
    path.write_bytes(mbox(newsletter, question("s", MONDAY, sender="eve@other.example")))
    assert data(shell, path)["unanswered"] == []
    assert [each["inbound"] for each in data(shell, path, "--every-sender")["unanswered"]] == [
        "n@x.example",
        "s@x.example",
    ]


def test_what_is_left_out_is_listed_with_its_reason(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    machine = question("m", MONDAY, "Auto-Submitted: auto-generated")
    undated = mail("From: ana@client.example", "Message-ID: <u@x.example>")
    path.write_bytes(mbox(machine, undated, question("s", MONDAY, sender="eve@other.example")))
    found = data(shell, path)["left_out"]
    assert {one["id"][:1]: one["reason"] for one in found} == {"m": "A1", "u": "undated", "s": "stranger"}
    assert set(found[0]) == {"id", "from", "received", "subject", "reason"}


def test_an_answer_written_afresh_is_a_hint(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "box"
    fresh = mail(
        "From: me@example.com",
        "To: ana@client.example",
        "Message-ID: <f@x.example>",
        "Date: Mon, 02 Mar 2026 11:00:00 +0000",
        "Subject: Re: Logo",
    )
    path.write_bytes(mbox(question(), fresh))
    assert data(shell, path)["hints"] == [
        {"kind": "link", "thread": "i@x.example", "inbound": "i@x.example", "other": "f@x.example"}
    ]


@pytest.mark.parametrize(
    ("days", "count"),
    [
        (("--from", "2026-03-02"), 1),
        (("--from", "2026-03-03"), 0),
        (("--to", "2026-03-01"), 0),
        (("--from", "2026-03-01", "--to", "2026-03-02"), 1),
    ],
)
def test_questions_of_some_days_can_be_chosen(shell: Shell, box: Path, days: tuple[str, ...], count: int) -> None:
    found = data(shell, box, *days)
    assert (len(found["pairs"]), found["figures"]["all"]["answered"]) == (count, count)


def test_json_is_the_same_in_every_language(shell: Shell, box: Path) -> None:
    said = {look(shell, box, "--json", "--lang", locale).out for locale in interface_locales()}
    assert len(said) == 1


# -- what people read --------------------------------------------------------------------------------------------------


def test_people_are_told_the_figures(shell: Shell, box: Path) -> None:
    out = look(shell, box).out
    assert "1 hr, 30 min" in out
    assert "On time: 100%, that is 1 of 1. The target is 8 hr of working time." in out
    assert "Ana" in out


def test_lines_fit_into_eighty_columns(shell: Shell, shared: Path) -> None:
    path = shared / "data/mail/correspondence/rpm-list.delisted.mbox"
    out = shell.run(f"replies --from-mail {path} --me matthias@egwn.net --zone Europe/Paris").out
    assert max(len(line) for line in out.splitlines()[1:] if "“" not in line) <= 80


def test_the_first_command_of_the_readme_works_on_an_empty_home(shell: Shell, blank_home: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("freelance-comm replies --from-mail"))
    maildir(blank_home / "Mail", question(), answer())
    words = line.removeprefix("freelance-comm ").replace("you@example.com", "me@example.com")
    assert "1 question answered" in shell.run(words).out


def test_nothing_is_stored(shell: Shell, box: Path, blank_home: Path) -> None:
    before = sorted(blank_home.rglob("*"))
    look(shell, box)
    assert not shell.folder.exists()
    assert sorted(blank_home.rglob("*")) == before


def test_each_message_left_out_can_be_listed(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(question())
    out = look(shell, tmp_path / "a.eml", "--left-out").out
    assert " ".join(out.split()) == "2026-03-02 ana@client.example Logo from people you have never written to"


def test_escapes_of_a_letter_never_reach_the_terminal(shell: Shell, tmp_path: Path) -> None:
    nasty = "From: \x1b]0;x\x07 =?utf-8?q?=1B=5B2JE=E2=80=AEve?= <ana@client.example>"
    raw = mail(
        nasty, "To: me@example.com", "Message-ID: <i@x.example>", f"Date: {MONDAY}", "Subject: \x1b[31mRed \u202e"
    )
    (tmp_path / "box").write_bytes(mbox(raw, answer()))
    for more in ((), ("--left-out",), ("--json",)):
        out = look(shell, tmp_path / "box", *more).out
        assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_one_who_has_not_said_who_they_are_is_asked_with_likely_answers(shell: Shell, box: Path) -> None:
    found = shell.try_(f"replies --from-mail {box}")
    assert found.code == 2
    assert "error: Which addresses in this mailbox are yours?" in found.err
    assert "error: Most mail here went to or came from: " in found.err
    assert "me@example.com" in found.err
    assert "Did you mean" not in found.err


def test_the_addresses_on_record_are_mine(shell: Shell, box: Path) -> None:
    shell.run("profile set --email me@example.com --zone UTC")
    assert len(shell.run(f"replies --from-mail {box} --json").data["pairs"]) == 1


def test_a_mailbox_of_others_is_said_to_lack_my_letters(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(question())
    assert "No message here is from you" in look(shell, tmp_path / "a.eml").err


# -- what cannot be meant ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--from-mail /no/such/box", 3, "There is no file or folder “/no/such/box”."),
        ("--from-mail ''", 3, "There is no file or folder “”."),
        ("--from-mail {empty}", 2, "There is no mail in"),
        ("--from-mail {words}", 2, "There is no mail in"),
        ("--from-mail {box} --zone Mars/Base", 2, "Mars/Base"),
        ("--from-mail {box} --zone ''", 2, "is not a time zone"),
        ("--from-mail {box} --hours ''", 2, "does not describe working hours"),
        ("--from-mail {box} --hours whenever", 2, "does not describe working hours"),
        ("--from-mail {box} --hours 'mon-fri 9-25'", 2, "does not describe working hours"),
        ("--from-mail {box} --holiday 2026-02-30", 2, "2026-02-30"),
        ("--from-mail {box} --target-hours 0", 2, "makes no sense"),
        ("--from-mail {box} --target-hours -3", 2, "is below zero"),
        ("--from-mail {box} --target-hours soon", 2, "is not a number"),
        ("--from-mail {box} --me nobody", 2, "“nobody” is not exactly one mail address."),
        ("--from-mail {box} --me 'a@b.example, evil@x.example'", 2, "is not exactly one mail address"),
        ("--from-mail {box} --delegate a@b@c", 2, "is not exactly one mail address"),
        ("--from-mail {box} --client Ana", 2, "--client cannot be used with --from-mail."),
        ("--every-sender", 2, "--every-sender only works with --from-mail."),
    ],
)
def test_what_cannot_be_meant_is_refused(
    shell: Shell, tmp_path: Path, box: Path, words: str, code: int, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "words").write_text("Just words.", encoding="utf-8")
    line = words.format(box=box, empty=tmp_path / "empty", words=tmp_path / "words")
    found = shell.try_(f"replies {line}")
    assert (found.code, found.out) == (code, "")
    assert said in found.err
    assert 1 <= len(found.err.splitlines()) <= 4
    assert found.err.startswith("error:")
