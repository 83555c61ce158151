"""Who is at the other end is always checked; without protection only this machine is talked to."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.mail import imap_wire
from freelance_comm.mail.imap import ImapBox, ImapError
from freelance_comm.mail.imap_wire import Patience
from tests.dovecot import Dovecot
from tests.fake_imap import Answer, Talk, serving

PATIENT = Patience(connecting=20.0, reading=30.0, in_all=60.0)


def connect(port: int, *, host: str = "localhost", tls: Security = Security.IMPLICIT, ca: Path | str = "") -> ImapBox:
    """Connect and log in."""
    return ImapBox(MailAccount(name="work", host=host, user="u", port=port, tls=tls, ca=str(ca)), "secret", PATIENT)


@pytest.mark.parametrize(
    ("shown", "trusted", "said"),
    [
        ("expired", "ca.pem", "has expired"),
        ("other-name", "ca.pem", "is for another name"),
        ("stranger", "ca.pem", "anybody this machine trusts"),
        ("server", "", "anybody this machine trusts"),
    ],
)
def test_a_certificate_that_proves_nothing_ends_the_connection(
    shown: str, trusted: str, said: str, certificates: Path
) -> None:
    with serving(certificate=certificates / f"{shown}.pem") as server, pytest.raises(ImapError) as caught:
        connect(server.port, ca=certificates / trusted if trusted else "")
    assert said in caught.value.message and caught.value.hint
    assert server.lines == []


def test_a_certificate_of_an_authority_that_the_account_names_is_trusted(certificates: Path) -> None:
    with (
        serving(certificate=certificates / "server.pem") as server,
        connect(server.port, ca=certificates / "ca.pem") as box,
    ):
        assert {found.folder for found in box.read()} == {"INBOX", "Drafts"}


def test_the_address_in_place_of_the_name_has_to_be_in_the_certificate(dovecot: Dovecot) -> None:
    with pytest.raises(ImapError) as caught:  # the account is real, its password is not: TLS has gone well
        connect(dovecot.port, host="127.0.0.1", ca=dovecot.ca)
    assert "did not let" in caught.value.message


def test_an_authority_of_the_account_stands_alone(certificates: Path) -> None:
    account = MailAccount(name="work", host="localhost", user="u", ca=str(certificates / "ca.pem"))
    assert len(imap_wire._context(account).get_ca_certs()) == 1


@pytest.mark.parametrize("ca", ["", "ca.pem"])
def test_certificate_and_name_are_always_asked_for(ca: str, certificates: Path) -> None:
    account = MailAccount(name="work", host="localhost", user="u", ca=str(certificates / ca) if ca else "")
    context = imap_wire._context(account)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_file_of_certificates_that_is_gone_is_named() -> None:
    with serving() as server, pytest.raises(BadValue) as caught:
        connect(server.port, ca="/nowhere/ca.pem")
    assert caught.value.params["file"] == "/nowhere/ca.pem"


def test_a_server_without_tls_at_that_port_is_told(certificates: Path) -> None:
    with serving() as server, pytest.raises(ImapError) as caught:
        connect(server.port, ca=certificates / "ca.pem")
    assert "does not speak TLS" in caught.value.message


# -- STARTTLS ----------------------------------------------------------------------------------------------------------

OFFERED = b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n%t OK done\r\n"


def test_a_server_that_offers_no_starttls_gets_no_password() -> None:
    with serving() as server, pytest.raises(ImapError) as caught:
        connect(server.port, tls=Security.STARTTLS)
    assert "does not offer STARTTLS" in caught.value.message
    assert [line for line in server.lines if b"AUTHENTICATE" in line or b"LOGIN" in line] == []


@pytest.mark.parametrize("answer", [b"%t NO later\r\n", b"%t BAD what\r\n", b"%t OK go on\r\nin the clear\r\n"])
def test_starttls_that_goes_wrong_ends_without_a_password(answer: bytes) -> None:
    with serving({"CAPABILITY": OFFERED, "STARTTLS": answer}) as server, pytest.raises(ImapError):
        connect(server.port, tls=Security.STARTTLS)
    assert [line for line in server.lines if b"AUTHENTICATE" in line or b"LOGIN" in line] == []


def test_words_slipped_in_behind_starttls_are_noticed() -> None:
    slipped = b"%t OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"
    with serving({"CAPABILITY": OFFERED, "STARTTLS": slipped}) as server, pytest.raises(ImapError) as caught:
        connect(server.port, tls=Security.STARTTLS)
    assert "not IMAP" in caught.value.message


def test_a_greeting_that_claims_we_are_logged_in_does_not_get_round_starttls() -> None:
    greeting: Answer = b"* PREAUTH welcome\r\n"
    with serving({"CAPABILITY": OFFERED}, greeting=greeting) as server, pytest.raises(ImapError):
        connect(server.port, tls=Security.STARTTLS)
    assert [line for line in server.lines if b"LIST" in line or b"EXAMINE" in line] == []


def test_the_certificate_counts_behind_starttls_too(certificates: Path) -> None:
    def begin(talk: Talk, tag: bytes) -> None:
        talk.say(b"%t OK go on\r\n", tag)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates / "other-name.pem")
        context.wrap_socket(talk.connection, server_side=True)

    with serving({"CAPABILITY": OFFERED, "STARTTLS": begin}) as server, pytest.raises(ImapError) as caught:
        connect(server.port, tls=Security.STARTTLS, ca=certificates / "ca.pem")
    assert "another name" in caught.value.message


# -- without protection ------------------------------------------------------------------------------------------------


def test_without_protection_another_machine_is_not_talked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap_wire, "_is_loopback", lambda _sock: False)
    with serving() as server, pytest.raises(ImapError) as caught:
        connect(server.port, tls=Security.NONE)
    assert "is not this machine" in caught.value.message
    assert server.lines == []


@pytest.mark.parametrize(
    ("address", "here"), [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("::1%lo", True)]
)
def test_this_machine_is_known_by_its_address(address: str, here: bool) -> None:
    assert imap_wire._is_loopback(_At(address)) is here  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "fe80::1%eth0", "0.0.0.0"])
def test_any_other_address_is_another_machine(address: str) -> None:
    assert not imap_wire._is_loopback(_At(address))  # type: ignore[arg-type]


class _At:
    def __init__(self, address: str) -> None:
        self.address = address

    def getpeername(self) -> tuple[str, int]:
        """Where the other end is."""
        return self.address, 143


# -- not there at all --------------------------------------------------------------------------------------------------


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ImapError) as caught:
        connect(port, host="127.0.0.1")
    assert "cannot be reached" in caught.value.message and caught.value.params["port"] == port


def test_a_name_that_leads_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_words: object, **_more: object) -> socket.socket:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", nowhere)
    with pytest.raises(ImapError) as caught:
        connect(993, host="imap.example.invalid")
    assert "cannot be found" in caught.value.message


def test_a_machine_that_never_answers_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_words: object, **_more: object) -> socket.socket:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(ImapError) as caught:
        connect(993, host="imap.example.com")
    assert "did not answer" in caught.value.message
