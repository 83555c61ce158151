"""What the headers of one message say."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha1

import pytest

from freelance_comm.mail.head import head_of, ids_in
from tests.unit.mail.writing import MONDAY, mail

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_the_id_is_taken_without_brackets_and_white_space() -> None:
    assert head_of(mail(message_id="< one two@example.com >")).id == "onetwo@example.com"


def test_an_id_without_brackets_is_an_id() -> None:
    assert head_of(mail(message_id=" one@example.com ")).id == "one@example.com"


def test_text_around_an_id_is_ignored() -> None:
    assert head_of(mail(message_id="(added) <one@example.com> by x")).id == "one@example.com"


@pytest.mark.parametrize("value", ["", " ", "<>", "< >"])
def test_without_an_id_the_sum_of_the_bytes_is_the_id(value: str) -> None:
    raw = mail(message_id=value)
    assert head_of(raw).id == "sha1-" + sha1(raw).hexdigest()


def test_ids_are_compared_with_their_case() -> None:
    assert head_of(mail(message_id="<One@Example.com>")).id == "One@Example.com"


def test_references_come_first_then_the_last_of_in_reply_to() -> None:
    head = head_of(mail(references="<a@x> <b@x>", in_reply_to="<c@x> <d@x>"))
    assert head.refs == ("a@x", "b@x", "d@x")


def test_an_answered_id_in_a_sentence_is_the_last_one() -> None:
    head = head_of(mail(in_reply_to='Message from Jo <jo@example.com> of "Mon, 2 Mar" <real@example.com>'))
    assert (head.reply_to_id, head.refs) == ("real@example.com", ("real@example.com",))


def test_without_in_reply_to_the_last_reference_is_answered() -> None:
    assert head_of(mail(references="<a@x>\n <b@x>")).reply_to_id == "b@x"


def test_an_id_folded_over_two_lines_is_one_id() -> None:
    assert head_of(b"References: <a\n b@x>\n\n").refs == ("ab@x",)


def test_the_first_of_several_headers_counts() -> None:
    assert head_of(mail("From: a@example.com", "From: b@example.com")).sender == "a@example.com"


def test_the_first_mailbox_is_the_sender() -> None:
    head = head_of(mail("From: Ana <ANA@Example.com>, Bob <b@example.com>"))
    assert (head.sender, head.sender_name) == ("ana@example.com", "Ana")


def test_a_name_that_looks_like_an_address_is_only_a_name() -> None:
    head = head_of(mail('From: "ana@client.example" <stranger@evil.example>'))
    assert head.sender == "stranger@evil.example"


def test_an_encoded_name_cannot_bring_an_address() -> None:
    head = head_of(mail("From: =?utf-8?q?Ana_=3Cana=40client=2Eexample=3E=2C?= <stranger@evil.example>"))
    assert head.sender == "stranger@evil.example"


def test_a_domain_is_compared_in_ascii() -> None:
    assert head_of(mail("From: Jo <jo@BÜCHER.example>")).sender == "jo@xn--bcher-kva.example"


def test_reply_to_identifies_nobody() -> None:
    assert head_of(mail("From: a@example.com", "Reply-To: b@example.com")).sender == "a@example.com"


def test_groups_and_comments_are_taken_apart() -> None:
    head = head_of(mail("To: Team (ours): Ana <a@x.example>, b@x.example (Bob);, c(x)@x.example"))
    assert head.to == ("a@x.example", "b@x.example", "c@x.example")


def test_a_group_without_members_is_nobody() -> None:
    assert head_of(mail("To: undisclosed-recipients:;")).to == ()


def test_a_quoted_comma_parts_nothing() -> None:
    assert head_of(mail('To: "Müller, Jörg" <j@x.example>')).to == ("j@x.example",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=?utf-8?q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?b?Q2Fmw6k=?= =?utf-8?q?_noir?=", "Café noir"),
        ("=?utf-8?b?w?= =?utf-8?b?w6k=?=", "=?utf-8?b?w?= é"),
        ("=?utf-8?b?4pw=?= =?utf-8?b?kw==?=", "✓"),
        ("=?koi8-r?b?8NLJ18XU?=", "Привет"),
        ("=?no-such?q?abc?= x", "abc x"),
        ("=?utf-8?q?a=0Ab=1B[31mc=E2=80=AEd?=", "a b[31mcd"),
        ("Invoice =?utf-8?q?n=C2=BA?= 4", "Invoice nº 4"),
    ],
)
def test_a_subject_is_decoded_into_one_safe_line(value: str, expected: str) -> None:
    assert head_of(mail(subject=value)).subject == expected


def test_bare_bytes_are_read_in_the_charset_of_the_message() -> None:
    raw = b"Subject: \xf0\xd2\xc9\xd7\xc5\xd4\nContent-Type: text/plain; charset=koi8-r\n\n"
    assert head_of(raw).subject == "Привет"


def test_lone_surrogates_never_come_out_of_a_header() -> None:
    head = head_of(b"From: \xff\xfe <a\xff@x.example>\nSubject: \xed\xa0\x80\nMessage-ID: <\xff\xed@x>\n\n")
    "".join((head.id, head.sender, head.sender_name, head.subject)).encode("utf-8")


# -- time --------------------------------------------------------------------------------------------------------------


def test_the_date_counts() -> None:
    head = head_of(mail(date=MONDAY))
    assert (head.sent_at, head.time_source) == (TEN, "date")


@pytest.mark.parametrize("zone", ["", " -0000", " +0000", " XYZ", " (PST)"])
def test_a_time_without_a_zone_anybody_knows_is_utc(zone: str) -> None:
    assert head_of(mail(date=f"Mon, 2 Mar 2026 10:00:00{zone}")).sent_at == TEN


def test_the_zone_is_taken_off() -> None:
    assert head_of(mail(date="Mon, 2 Mar 2026 12:00:00 +0200")).sent_at == TEN


def test_without_a_date_the_hop_nearest_to_the_sender_counts() -> None:
    head = head_of(
        mail(
            "Received: from b by c; Tue, 3 Mar 2026 10:00:00 +0000",
            "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000",
            "Received: by a without a date",
        )
    )
    assert (head.sent_at, head.time_source) == (TEN, "received")


@pytest.mark.parametrize(
    ("date", "believed"),
    [
        ("Tue, 3 Mar 2026 10:00:00 +0000", True),  # 24 hours after the hop
        ("Tue, 3 Mar 2026 10:00:01 +0000", False),
        ("Mon, 23 Feb 2026 10:00:00 +0000", True),  # seven days before it
        ("Mon, 23 Feb 2026 09:59:59 +0000", False),
        ("Thu, 1 Jan 1970 00:00:00 +0000", False),
        ("Wed, 1 Mar 2028 00:00:00 +0000", False),
        ("32 Feb 2026", False),
        ("Mon, 2 Mar 2026 25:00:00 +0000", False),
    ],
)
def test_a_date_a_day_after_or_a_week_before_the_hop_is_not_believed(date: str, *, believed: bool) -> None:
    head = head_of(mail("Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000", date=date))
    assert head.time_source == ("date" if believed else "received")
    assert believed or head.sent_at == TEN


def test_without_any_time_there_is_none() -> None:
    head = head_of(mail(subject="x"))
    assert (head.sent_at, "date" in head.broken) == (None, True)


def test_where_there_is_neither_the_mailbox_says_when_it_came() -> None:
    assert head_of(mail(subject="x"), internal_date=TEN).sent_at == TEN


def test_a_date_ahead_of_its_arrival_is_not_believed() -> None:
    head = head_of(mail(date="Wed, 1 Mar 2028 00:00:00 +0000"), internal_date=TEN)
    assert (head.sent_at, head.time_source) == (TEN, "internal")


def test_mail_that_was_imported_later_keeps_its_date() -> None:
    later = datetime(2026, 9, 1, tzinfo=UTC)
    assert head_of(mail(date=MONDAY), internal_date=later).sent_at == TEN


def test_absurd_dates_are_none() -> None:
    for date in ("Mon, 1 Jan 0000 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 -2300", "Mon, 2 Mar 2026 10:00 +9999"):
        assert head_of(mail(date=date)).sent_at is None, date


# -- machines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "rules"),
    [
        ("Auto-Submitted: auto-replied", ("A1",)),
        ("Auto-Submitted: auto-generated; owner-email=x", ("A1",)),
        ("Auto-Submitted: NO", ()),
        ("Auto-Submitted: (really) no (it was me)", ()),
        ("Auto-Submitted: no; x=y", ()),
        ("Return-Path: <>", ("A2",)),
        ("Return-Path: < >", ("A2",)),
        ("Return-Path: <a@example.com>", ()),
        ("Content-Type: Multipart/Report; report-type=delivery-status", ("A2",)),
        ("X-Autoreply: yes", ("A4",)),
        ("X-Autorespond:", ("A4",)),
        ("X-AutoResponder: x", ("A4",)),
        ("X-Auto-Response-Suppress: All", ()),
        ("X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: a@x", ("A4",)),
        ("X-Auto-Response-Suppress: OOF\nX-MS-Exchange-Inbox-Rules-Loop: a@x", ()),
        ("Precedence: bulk", ("A5",)),
        ("Precedence: Junk", ("A5",)),
        ("Precedence: list", ("A5",)),
        ("Precedence: auto_reply", ("A5",)),
        ("Precedence: first-class", ()),
        ("List-Id: <x.example.com>", ("A5",)),
        ("List-Unsubscribe: <mailto:x@example.com>", ("A5",)),
        ("Auto-Submitted: auto-replied\nPrecedence: bulk", ("A1", "A5")),
    ],
)
def test_machines_are_told_by_their_headers(header: str, rules: tuple[str, ...]) -> None:
    assert head_of(mail("From: a@example.com", *header.split("\n"))).rules == rules


@pytest.mark.parametrize(
    ("sender", "automatic"),
    [
        ("MAILER-DAEMON", True),
        ("Postmaster@example.com", True),
        ("no-reply@example.com", True),
        ("noreply@example.com", True),
        ("do-not-reply@example.com", True),
        ("donotreply@example.com", True),
        ("bounce@example.com", True),
        ("bounces@example.com", True),
        ("bounce-17@example.com", True),
        ("bounces+17@example.com", True),
        ("noreplying@example.com", False),
        ("bouncer@example.com", False),
        ("ana@noreply.example.com", False),
    ],
)
def test_machines_are_told_by_their_addresses(sender: str, *, automatic: bool) -> None:
    assert head_of(mail(f"From: {sender}")).rules == (("A3",) if automatic else ())


def test_lists_alone_are_told_from_machines() -> None:
    assert head_of(mail("From: a@example.com", "Precedence: list")).list_only
    assert not head_of(mail("From: a@example.com", "Precedence: list", "Auto-Submitted: auto-replied")).list_only


INVITATION = """\
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

Join us.
--b
Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
END:VCALENDAR
--b--
"""


def test_an_invitation_is_told_by_its_method() -> None:
    assert head_of(b"From: a@example.com\n" + INVITATION.encode()).method == "REQUEST"


def test_the_method_may_stand_in_the_calendar() -> None:
    raw = INVITATION.replace("; method=REQUEST", "").replace("END", "METHOD:REPLY\nEND")
    assert head_of(raw.encode()).method == "REPLY"


def test_a_letter_that_speaks_of_calendars_is_no_invitation() -> None:
    assert head_of(mail(body="Content-Type: text/calendar; method=REQUEST")).method == ""


BOUNCE = """\
From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ana@client.example
Action: failed
Status: 5.1.1
--b
Content-Type: {kind}

From: me@example.com
Message-ID: <mine@example.com>
Subject: x

The text.
--b--
"""


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_of_failure_names_my_message(kind: str) -> None:
    head = head_of(BOUNCE.format(kind=kind).encode())
    assert (head.report, head.reported_id) == ("failed", "mine@example.com")


def test_a_report_of_delay_is_no_failure() -> None:
    raw = BOUNCE.format(kind="message/rfc822").replace("Action: failed", "Action: delayed")
    assert head_of(raw.encode()).report == "delayed"


def test_a_receipt_says_which_message_was_read() -> None:
    raw = (
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n--b\n"
        b"Content-Type: message/disposition-notification\n\nOriginal-Message-ID: <mine@example.com>\n"
        b"Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
    )
    head = head_of(raw)
    assert (head.report, head.reported_id) == ("read", "mine@example.com")


@pytest.mark.parametrize(
    ("labels", "role"),
    [
        ("Sent,Important", "sent"),
        ("Draft", "drafts"),
        ("Inbox,Spam", "junk"),
        ('"Trash",Work', "trash"),
        ("=?UTF-8?Q?=D0=A7=D0=B5=D1=80=D0=BD=D0=BE=D0=B2=D0=B8=D0=BA=D0=B8?=", "drafts"),
        ("Inbox,Opened", ""),
    ],
)
def test_labels_of_an_archive_say_what_a_folder_would(labels: str, role: str) -> None:
    head = head_of(mail("X-GM-THRID: 17", f"X-Gmail-Labels: {labels}", "From: me@example.com"))
    assert (head.role, head.is_draft) == (role, role == "drafts")


def test_a_sender_cannot_label_a_letter() -> None:
    assert head_of(mail("Received: from a by b; x", "X-GM-THRID: 17", "X-Gmail-Labels: Spam")).role == ""


# -- where headers end -------------------------------------------------------------------------------------------------


def test_a_line_that_is_no_header_ends_them() -> None:
    head = head_of(b"Subject: a\nthis is text\nFrom: a@example.com\n\n")
    assert (head.subject, head.sender) == ("a", "")


def test_a_line_of_the_mailbox_before_them_is_passed_over() -> None:
    assert head_of(b"From x Mon Mar  2 10:00:00 2026\nSubject: a\n\n").subject == "a"


def test_line_ends_of_all_kinds_are_line_ends() -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        raw = end.join((b"Subject: a", b" b", b"From: x@example.com", b"", b"To: no@example.com"))
        head = head_of(raw)
        assert (head.subject, head.sender, head.to) == ("a b", "x@example.com", ()), end


def test_an_empty_message_has_a_head() -> None:
    assert head_of(b"").id == "sha1-da39a3ee5e6b4b0d3255bfef95601890afd80709"


def test_ids_are_cut_to_what_a_line_of_mail_can_hold() -> None:
    assert len(ids_in(b"<" + b"a" * 5_000 + b">")[0]) == 998
