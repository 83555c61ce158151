"""Whatever a server does, the answer is one clear error within bounded time, and nothing secret is in it."""

from __future__ import annotations

import base64
import time
import traceback
from collections.abc import Callable

import pytest

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.mail import imap_wire
from freelance_comm.mail.imap import Fetched, ImapBox, ImapError
from freelance_comm.mail.imap_faults import LoginRefused, NoFolder, NotForTheWire
from freelance_comm.mail.imap_wire import Patience
from tests.fake_imap import LETTER, Answer, FakeImap, Talk, serving

CANARY = "canary-7e1f"
HURRIED = Patience(connecting=5.0, reading=1.0, in_all=3.0)
_GUARD = 20.0


def account(server: FakeImap, *folders: str) -> MailAccount:
    """Return the account of a server that answers as the test wants it."""
    return MailAccount(name="work", host="127.0.0.1", user="ana", port=server.port, tls=Security.NONE, folders=folders)


def read(server: FakeImap, password: str = CANARY, patience: Patience = HURRIED) -> list[Fetched]:
    """Read the inbox of a server."""
    with ImapBox(account(server, "INBOX"), password, patience) as box:
        return list(box.read())


def test_the_well_behaved_server_is_read() -> None:
    with serving() as server:
        assert [found.raw for found in read(server)] == [LETTER]


def _drip(talk: Talk, _tag: bytes) -> None:
    while True:
        talk.say(b"*")
        time.sleep(0.05)


def _stop_in_a_literal(talk: Talk, _tag: bytes) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nFrom")
    talk.wait()


HANGS: dict[str, dict[str, Answer]] = {
    "at the list": {"LIST": lambda talk, _tag: talk.wait()},
    "at the password": {"AUTHENTICATE": lambda talk, _tag: talk.wait()},
    "at the letters": {"FETCH": lambda talk, _tag: talk.wait()},
    "in a literal": {"FETCH": _stop_in_a_literal},
    "dripping": {"LIST": _drip},
    "at goodbye": {"LOGOUT": lambda talk, _tag: talk.wait()},
}


@pytest.mark.parametrize("where", [name for name in HANGS if name != "at goodbye"])
def test_a_server_that_hangs_is_left_in_time(where: str) -> None:
    began = time.monotonic()
    with serving(HANGS[where]) as server, pytest.raises(ImapError) as caught:
        read(server)
    assert time.monotonic() - began < _GUARD
    assert "has said nothing" in caught.value.message or "in all" in caught.value.message


def test_a_server_that_never_greets_is_left_in_time() -> None:
    with serving(greeting=lambda talk, _tag: talk.wait()) as server, pytest.raises(ImapError) as caught:
        read(server)
    assert "has said nothing" in caught.value.message


def test_a_server_that_hangs_at_goodbye_has_been_read_all_the_same() -> None:
    with serving(HANGS["at goodbye"]) as server:
        assert len(read(server)) == 1


def test_a_server_that_hangs_is_not_waited_for_again_to_say_goodbye() -> None:
    patience = Patience(reading=1.0, in_all=30.0)
    with serving({"LIST": lambda talk, _tag: talk.wait()}) as server, pytest.raises(ImapError):
        read(server, patience=patience)
    assert not any(b"LOGOUT" in line for line in server.lines)


def test_time_spent_between_the_answers_is_not_held_against_the_server() -> None:
    with serving() as server, ImapBox(account(server, "INBOX"), CANARY, Patience(in_all=0.5)) as box:
        time.sleep(0.7)
        assert len(list(box.read())) == 1


NONSENSE: dict[str, Answer] = {
    "garbage": b"\x00\xff\xfe GET / HTTP/1.1\r\n",
    "bad numbers": b"* SEARCH one two\r\n%t OK done\r\n",
    "unclosed": b"* LIST (((( \r\n%t OK done\r\n",
    "deeply nested": b"* LIST " + b"(" * 20_000 + b"\r\n%t OK done\r\n",
    "a huge number": b"* 1 FETCH (UID {" + b"9" * 5_000 + b"}\r\n",
    "no line end": b"%t OK done\n",
    "somebody else's tag": b"ZZZZ99 OK done\r\n",
    "a literal of minus one": b"* 1 FETCH (BODY[]<0> {-1}\r\n%t OK\r\n",
    "half a quote": b'* LIST () "/" "INBO\r\n%t OK done\r\n',
}


@pytest.mark.parametrize("kind", NONSENSE)
@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "FETCH"])
def test_nonsense_never_becomes_anything_but_a_clear_error(command: str, kind: str) -> None:
    with serving({command: NONSENSE[kind]}) as server:
        try:
            found = read(server)
        except (ImapError, NoFolder) as error:
            assert error.hint and CANARY not in f"{error} {error.params}"
        else:
            assert all(isinstance(one.raw, bytes) for one in found)


@pytest.mark.parametrize("command", ["LIST", "EXAMINE", "FETCH", "LOGIN"])
def test_nonsense_in_the_greeting_is_told(command: str) -> None:
    with serving(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server, pytest.raises(ImapError) as caught:
        read(server)
    assert "not IMAP" in caught.value.message or "closed the connection" in caught.value.message


POURS: dict[str, Callable[[Talk, bytes], object]] = {
    "one line without end": lambda talk, _tag: talk.pour(b"x" * 60_000),
    "lines without end": lambda talk, _tag: talk.pour(b"* OK still here\r\n" * 1_000),
    "lists without end": lambda talk, _tag: talk.pour(b'* LIST () "/" "a"\r\n' * 1_000),
    "letters without end": lambda talk, _tag: talk.pour(b"* 1 FETCH (UID 1 BODY[]<0> {4}\r\nFrom)\r\n" * 1_000),
}


@pytest.mark.parametrize("kind", POURS)
def test_a_server_that_sends_without_end_is_cut_off(kind: str) -> None:
    with serving({"LIST": POURS[kind]}) as server, pytest.raises(ImapError) as caught:
        read(server, patience=Patience(reading=10.0, in_all=60.0))
    assert "far more than it was asked for" in caught.value.message


@pytest.mark.parametrize("size", [5_000_000, 4_000_000_000, 10**15])
def test_a_literal_that_is_too_large_is_not_even_begun(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(imap_wire.Wire, "_receive", _counted(imap_wire.Wire._receive, asked))
    with (
        serving({"FETCH": b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\nFrom" % size}) as server,
        pytest.raises(ImapError) as caught,
    ):
        read(server)
    assert "far more" in caught.value.message and len(asked) < 50


def _counted(act: Callable[[imap_wire.Wire], None], seen: list[int]) -> Callable[[imap_wire.Wire], None]:
    def counted(wire: imap_wire.Wire) -> None:
        seen.append(1)
        act(wire)

    return counted


@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "FETCH"])
@pytest.mark.parametrize("begun", [b"", b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nFrom: a", b"* LI"])
def test_a_connection_that_ends_in_the_middle_is_told(command: str, begun: bytes) -> None:
    def break_off(talk: Talk, _tag: bytes) -> None:
        talk.say(begun)
        talk.hang_up()

    with serving({command: break_off}) as server, pytest.raises(ImapError) as caught:
        read(server)
    assert "closed the connection" in caught.value.message


def test_a_server_that_says_goodbye_is_quoted() -> None:
    with serving({"LIST": b"* BYE down for repair until 14:00\r\n"}) as server, pytest.raises(ImapError) as caught:
        read(server)
    assert "down for repair" in str(caught.value)


@pytest.mark.parametrize("echoed", [CANARY, base64.b64encode(f"\0ana\0{CANARY}".encode()).decode()])
def test_a_server_that_repeats_the_password_does_not_get_it_into_the_error(echoed: str) -> None:
    refusal = b"%t NO [AUTHENTICATIONFAILED] wrong: " + echoed.encode() + b"\r\n"
    with (
        serving({"AUTHENTICATE": lambda talk, tag: talk.take_password(tag, refusal)}) as server,
        pytest.raises(LoginRefused) as caught,
    ):
        read(server)
    said = "".join([*traceback.format_exception(caught.value), str(caught.value), str(caught.value.params)])
    assert CANARY not in said and echoed not in said
    assert "wrong" in str(caught.value)


def test_escapes_in_what_a_server_says_do_not_get_through() -> None:
    refusal = b"%t NO \x1b]0;owned\x07\x1b[31mno\r\n"
    with serving({"LIST": refusal}) as server, pytest.raises(ImapError) as caught:
        read(server)
    assert "\x1b" not in str(caught.value) and "\x07" not in str(caught.value)


def test_a_login_by_plain_words_is_used_where_nothing_better_is_offered() -> None:
    with serving({"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n"}) as server:
        assert len(read(server, 'a"b\\c')) == 1
    assert b'LOGIN "ana" "a\\"b\\\\c"\r\n' in b"".join(server.lines)


@pytest.mark.parametrize("offer", [b"IMAP4rev1 LOGINDISABLED", b"IMAP4rev1"])
def test_a_password_that_cannot_be_sent_is_not_sent(offer: bytes) -> None:
    with (
        serving({"CAPABILITY": b"* CAPABILITY " + offer + b"\r\n%t OK done\r\n"}) as server,
        pytest.raises(ImapError) as caught,
    ):
        read(server, "пароль")
    assert "does not accept this kind of password" in caught.value.message
    assert [line for line in server.lines if b"LOGIN" in line] == []


@pytest.mark.parametrize("offer", [b"", b" AUTH=PLAIN"])
@pytest.mark.parametrize("password", ["a\r\nx LOGOUT", "a\nb", "a\0b"])
def test_a_line_break_in_a_password_never_reaches_the_wire_as_one(password: str, offer: bytes) -> None:
    offered = b"* CAPABILITY IMAP4rev1" + offer + b"\r\n%t OK done\r\n"
    with serving({"CAPABILITY": offered}) as server, pytest.raises(NotForTheWire):
        read(server, password)
    assert [line for line in server.lines if b"LOGIN" in line or b"AUTH" in line or b"x LOGOUT" in line] == []


@pytest.mark.parametrize("name", ["INBOX\r\na1 DELETE INBOX", "a\nb", "a\0b", "a\x1bb"])
def test_a_folder_whose_name_holds_control_characters_is_not_asked_for(name: str) -> None:
    listed = b"* LIST () NIL {%d}\r\n%b\r\n%%t OK done\r\n" % (len(name), name.encode())
    with serving({"LIST": listed}) as server, ImapBox(account(server), CANARY, HURRIED) as box:
        assert list(box.read()) == []
    assert all(line.count(b"\n") == 1 and b"DELETE" not in line for line in server.lines)


@pytest.mark.parametrize("folder", ["INBOX\r\na1 DELETE INBOX", "a\nb", "a\0b"])
def test_the_wire_itself_sends_one_line_for_one_command(folder: str) -> None:
    with serving() as server, ImapBox(account(server), CANARY, HURRIED) as box:
        box._talk._names["x"] = folder
        with pytest.raises(NotForTheWire):
            box._talk.examine("x")
    assert not any(b"DELETE" in line for line in server.lines)


def test_nothing_but_reading_is_ever_asked_of_the_server() -> None:
    with serving() as server:
        read(server)
    words = [line.split()[1] for line in server.lines if len(line.split()) > 1]
    assert set(words) <= {b"CAPABILITY", b"AUTHENTICATE", b"LIST", b"EXAMINE", b"UID", b"LOGOUT"}
    assert all(b"BODY.PEEK" in line for line in server.lines if b"FETCH" in line)


def test_letters_that_were_not_asked_for_are_not_taken() -> None:
    strange = b"* 9 FETCH (UID 99 BODY[]<0> {4}\r\nevil)\r\n* 1 FETCH (UID 1 BODY[]<0> {4}\r\ngood)\r\n%t OK done\r\n"
    with serving({"FETCH": strange}) as server:
        assert [found.raw for found in read(server)] == [b"good"]


@pytest.mark.parametrize(
    "values",
    [b"UID 1 BODY[]<0> NIL", b'UID 1 INTERNALDATE "yesterday" FLAGS NIL', b"UID 1 RFC822.SIZE NIL BODY[]<0> 12"],
)
def test_a_letter_of_which_little_is_said_is_still_one(values: bytes) -> None:
    with serving({"FETCH": b"* 1 FETCH (" + values + b")\r\n%t OK done\r\n"}) as server:
        (found,) = read(server)
    assert (found.uid, found.raw, found.internal_date, found.flags) == (1, b"", None, frozenset())


def test_every_error_of_a_server_says_what_to_do_next() -> None:
    failing: list[dict[str, Answer]] = [
        {"LIST": b"%t NO no\r\n"},
        {"LIST": b"%t NO \r\n"},
        {"EXAMINE": b"%t NO gone\r\n"},
        {"SEARCH": b"%t BAD what\r\n"},
        {"FETCH": b"%t NO no\r\n"},
    ]
    for answers in failing:
        with serving(answers) as server, pytest.raises(AppError) as caught:
            read(server)
        assert caught.value.hint and "refused" in caught.value.message
