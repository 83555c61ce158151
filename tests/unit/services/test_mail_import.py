"""Mail that is taken in: whose it is, what it is to the clock, in which thread, what is left out: decision table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm.domain.mail_sources import Choice, SourceKind
from freelance_comm.domain.message import Direction, MessageKind, Settled
from freelance_comm.services import mail_import, mail_left_out, mail_people
from freelance_comm.services.undoing import undo
from tests.unit.services.letters import ANA, ME, MONDAY_TEN, Post, minutes, written
from tests.unit.services.rig import Rig

STRANGER = "somebody@elsewhere.example"


@pytest.fixture
def post(rig: Rig, tmp_path: Path) -> Post:
    """A desk with an empty mailbox."""
    return Post(rig, tmp_path / "Mail")


def waiting(post: Post) -> list[str]:
    """Return the ids of the mails that wait for an answer."""
    return sorted(one.waiting.source_id for one in post.rig.desk.reader.conversations() if one.waiting is not None)


# -- who and what ----------------------------------------------------------------------------------------------------


def test_a_clients_question_waits_and_my_answer_stops_it(post: Post) -> None:
    client = post.client()
    post.arrives(written("q@x", subject="The logo", body="Hello,\n\nthe logo is a little dark."))
    post.fetch()
    stored = post.messages()["q@x"]
    assert (stored.client_id, stored.direction, stored.kind) == (client.id, Direction.IN, MessageKind.PERSONAL)
    assert (stored.at, stored.subject, stored.excerpt) == (MONDAY_TEN, "The logo", "the logo is a little dark.")
    assert (stored.sender, stored.people) == (ANA, (ME,))
    assert waiting(post) == ["q@x"]
    post.arrives(written("a@x", sender=ME, to=ANA, at=minutes(90), in_reply_to="<q@x>"), folder="Sent")
    post.fetch()
    assert waiting(post) == []
    assert post.messages()["a@x"].thread == stored.thread == "q@x"


def test_no_body_is_kept_beyond_its_first_words(post: Post) -> None:
    post.client()
    post.arrives(written("q@x", body="word " * 200 + "CANARY"))
    post.fetch()
    assert len(post.messages()["q@x"].excerpt) <= 200
    texts = [path.read_bytes() for path in post.rig.folder.rglob("*") if path.is_file()]
    assert not any(b"CANARY" in text for text in texts)


def test_my_own_automatic_answer_is_none(post: Post) -> None:
    post.client()
    vacation = written("v@x", sender=ME, to=ANA, at=minutes(1), in_reply_to="<q@x>", auto_submitted="auto-replied")
    post.arrives(written("q@x"), vacation)
    post.fetch()
    assert post.messages()["v@x"].kind is MessageKind.AUTOMATIC
    assert waiting(post) == ["q@x"]


def test_a_clients_note_of_absence_joins_the_thread_and_starts_nothing(post: Post) -> None:
    post.client()
    absent = written("o@x", at=minutes(5), in_reply_to="<a@x>", auto_submitted="auto-replied")
    post.arrives(written("a@x", sender=ME, to=ANA), absent)
    post.fetch()
    stored = post.messages()["o@x"]
    assert (stored.kind, stored.reason, stored.thread) == (MessageKind.AUTOMATIC, "A1", "a@x")
    assert waiting(post) == []
    assert [one.mail.source_id for one in mail_left_out.listed(post.rig.desk)] == ["o@x"]


def bounce(about: str) -> bytes:
    """Return a report that a mail of mine was not delivered."""
    body = (
        "--b\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ana@petrescu.example\nAction: failed\n"
        f"Status: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{about}>\nSubject: Re\n--b--"
    )
    kind = 'multipart/report; report-type=delivery-status; boundary="b"'
    return written("d@x", sender="mailer-daemon@mx.example", at=minutes(31), content_type=kind, body=body)


@pytest.mark.parametrize("first", ["answer", "report"])
def test_an_answer_that_did_not_arrive_lets_the_clock_run_again(post: Post, first: str) -> None:
    post.client()
    answer = written("a@x", sender=ME, to=ANA, at=minutes(30), in_reply_to="<q@x>")
    post.arrives(written("q@x"), *([answer] if first == "answer" else [bounce("a@x")]))
    post.fetch()
    post.arrives(bounce("a@x") if first == "answer" else answer)
    assert post.fetch().undelivered == ("a@x",)
    assert post.messages()["a@x"].undelivered
    assert waiting(post) == ["q@x"]


def test_a_report_about_nothing_that_is_known_is_left_out(post: Post) -> None:
    post.client()
    post.arrives(bounce("elsewhere@x"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    assert (entry.mail.reason, entry.mail.about) == ("bounce", "elsewhere@x")
    assert "did not arrive" in entry.why


@pytest.mark.parametrize(("method", "kind"), [("REQUEST", MessageKind.INVITE), ("REPLY", MessageKind.AUTOMATIC)])
def test_an_invitation_has_its_own_list_and_an_answer_to_one_is_automatic(
    post: Post, method: str, kind: MessageKind
) -> None:
    post.client()
    post.arrives(written("i@x", content_type=f"text/calendar; method={method}", body="BEGIN:VCALENDAR\nEND:VCALENDAR"))
    post.fetch()
    assert post.messages()["i@x"].kind is kind
    assert waiting(post) == []


def test_invitations_of_a_client_count_where_that_was_said(post: Post) -> None:
    post.client(invites_count=True)
    post.arrives(written("i@x", content_type="text/calendar; method=REQUEST", body="BEGIN:VCALENDAR\nEND:VCALENDAR"))
    post.fetch()
    assert waiting(post) == ["i@x"]


def test_a_newsletter_from_a_clients_domain_is_left_out_with_its_reason(post: Post) -> None:
    client = post.client()
    post.arrives(written("n@x", sender="news@petrescu.example", list_unsubscribe="<mailto:off@petrescu.example>"))
    result = post.fetch()
    assert (result.added, result.left_out) == ((), 1)
    [entry] = mail_left_out.listed(post.rig.desk)
    assert (entry.mail.client_id, entry.mail.reason, entry.client_name) == (client.id, "A5", "Ana Petrescu")


def test_a_known_client_who_writes_to_me_through_a_list_counts(post: Post) -> None:
    post.client()
    post.arrives(written("l@x", precedence="list"))
    post.fetch()
    assert post.messages()["l@x"].reason == "list-known-client"
    assert waiting(post) == ["l@x"]


def test_mail_in_which_i_am_in_cc_only_starts_no_clock(post: Post) -> None:
    post.client()
    post.arrives(written("c@x", to="other@freelance.example", cc=ME))
    post.fetch()
    assert post.messages()["c@x"].kind is MessageKind.CC
    assert waiting(post) == []


def test_mail_in_cc_counts_for_a_client_of_whom_that_was_said(post: Post) -> None:
    post.client(cc_counts=True)
    post.arrives(written("c@x", to="other@freelance.example", cc=ME))
    post.fetch()
    assert waiting(post) == ["c@x"]


def test_mail_that_names_me_nowhere_counts_unless_it_went_to_a_list(post: Post) -> None:
    post.client()
    post.arrives(written("b@x", to="team@petrescu.example"), written("l@x", to="team@x.example", list_id="<t.x>"))
    post.fetch()
    assert post.messages()["b@x"].reason == "bcc"
    assert "l@x" not in post.messages()
    assert [one.mail.source_id for one in mail_left_out.listed(post.rig.desk)] == ["l@x"]


def test_two_contacts_of_one_client_share_the_clock_of_a_thread(post: Post) -> None:
    post.client("Petrescu Café", ANA, "bob@petrescu.example")
    post.arrives(written("q@x"), written("b@x", sender="bob@petrescu.example", at=minutes(60), in_reply_to="<q@x>"))
    post.fetch()
    assert waiting(post) == ["q@x"]
    post.arrives(written("a@x", sender=ME, to="bob@petrescu.example", at=minutes(90), in_reply_to="<b@x>"))
    post.fetch()
    assert waiting(post) == []


def test_an_answer_of_a_delegate_stops_the_clock_and_is_marked(post: Post) -> None:
    post.client()
    base = post.rig.desk.reader.profile()
    assert base is not None
    with post.rig.desk.change() as change:
        change.save_profile(base, base.but(delegates=("help@desk.example",)))
    post.arrives(
        written("q@x"),
        written("a@x", sender="help@desk.example", to=ANA, cc=ME, at=minutes(20), in_reply_to="<q@x>"),
    )
    post.fetch()
    stored = post.messages()["a@x"]
    assert (stored.direction, stored.by_delegate) == (Direction.OUT, True)
    assert waiting(post) == []


def test_a_colleague_of_the_client_in_the_thread_is_heard_and_closes_nothing(post: Post) -> None:
    post.client()
    colleague = written("c@x", sender="dan@petrescu.example", to=ANA, cc=ME, at=minutes(30), in_reply_to="<q@x>")
    post.arrives(written("q@x"), colleague)
    post.fetch()
    assert post.messages()["c@x"].reason == "colleague"
    [conversation] = post.rig.desk.reader.conversations()
    assert conversation.waiting is not None and conversation.waiting.source_id == "q@x"
    assert conversation.colleague is not None and conversation.colleague.source_id == "c@x"


def test_somebody_at_the_clients_domain_outside_their_threads_is_offered(post: Post) -> None:
    post.client()
    post.arrives(written("c@x", sender="dan@petrescu.example", name="Dan"))
    post.fetch()
    assert post.messages() == {}
    [offer] = mail_people.offers(post.rig.desk)
    assert (offer.name, offer.client_name) == ("Dan", "Ana Petrescu")


def test_an_address_at_a_domain_that_anybody_can_have_makes_nobody_a_colleague(post: Post) -> None:
    post.client("Ana", "ana@gmail.com")
    post.arrives(written("q@x", sender="ana@gmail.com"), written("c@x", sender="dan@gmail.com", in_reply_to="<q@x>"))
    post.fetch()
    assert set(post.messages()) == {"q@x"}


def test_a_name_and_a_reply_to_make_nobody_the_client(post: Post) -> None:
    post.client()
    post.arrives(written("e@x", sender="stranger@evil.example", name="Ana Petrescu", reply_to=ANA))
    post.fetch()
    assert post.messages() == {}
    assert [one.person.address for one in mail_people.offers(post.rig.desk)] == ["stranger@evil.example"]


@pytest.mark.parametrize(
    ("kept", "used"),
    [
        ("Ana@Petrescu.Example", "ana@petrescu.example"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@petrescu.example", "ana+shop@petrescu.example"),
    ],
)
def test_spellings_of_one_address_are_one(post: Post, kept: str, used: str) -> None:
    post.client("Ana", kept)
    post.arrives(written("q@x", sender=used))
    post.fetch()
    assert waiting(post) == ["q@x"]


def test_my_mail_to_two_clients_answers_both(post: Post) -> None:
    post.client()
    post.client("Bo", "bo@other.example")
    post.arrives(written("q@x"), written("r@x", sender="bo@other.example"))
    post.arrives(written("a@x", sender=ME, to=f"{ANA}, bo@other.example", at=minutes(5), references="<q@x> <r@x>"))
    assert len(post.fetch().added) == 4
    assert waiting(post) == []


# -- ids, threads, times ---------------------------------------------------------------------------------------------


def test_copies_of_one_mail_are_one_message_with_the_earliest_time(post: Post) -> None:
    post.client()
    copy = written("q@x", at=minutes(10), subject="[list] The logo", body="The logo is a little dark.\n____\nthe list")
    post.arrives(copy)
    post.fetch()
    post.arrives(written("q@x"), folder="All Mail")
    result = post.fetch()
    assert (len(result.added), result.present) == (0, 1)
    assert post.messages()["q@x"].at == MONDAY_TEN


def test_different_mails_under_one_id_are_two_messages(post: Post) -> None:
    post.client()
    other = written("q@x", body="And now something else.")
    post.arrives(written("q@x"), other)
    post.fetch()
    ids = sorted(post.messages())
    assert ids[0] == "q@x" and ids[1].startswith("sha1-")
    assert len({one.thread for one in post.messages().values()}) == 2
    with post.rig.desk.change() as change:
        change.remove(change.mail_sources()[0])
    assert post.fetch().present == 2
    assert len(post.messages()) == 2


def test_a_mail_without_an_id_is_known_by_what_it_holds(post: Post) -> None:
    post.client()
    post.arrives(written(""))
    post.fetch()
    assert next(iter(post.messages())).startswith("sha1-")


def test_a_mail_without_a_time_is_left_out(post: Post) -> None:
    post.client()
    post.arrives(written("q@x").replace(b"Date:", b"X-Date:"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    assert entry.mail.reason == "undated"
    assert mail_left_out.when(entry.mail, post.rig.desk.now(), post.rig.desk.zone, post.rig.desk.tr) == "–"


def test_a_time_years_ahead_gives_way_to_the_hop_nearest_to_the_sender(post: Post) -> None:
    post.client()
    hops = "by late.example; Wed, 4 Nov 2026 10:00:00 +0000\nReceived: by near.example; Mon, 2 Mar 2026 10:00:00 +0000"
    post.arrives(written("q@x", at=datetime(2029, 1, 1, tzinfo=UTC), received=hops))
    post.fetch()
    assert post.messages()["q@x"].at == MONDAY_TEN


def test_an_answer_that_bears_an_earlier_time_than_its_question_settles_it(post: Post) -> None:
    post.client()
    post.arrives(written("q@x", at=minutes(10)), written("a@x", sender=ME, to=ANA, at=minutes(5), in_reply_to="<q@x>"))
    post.fetch()
    assert post.messages()["q@x"].settled is Settled.ANSWERED_EARLIER
    assert waiting(post) == []


@pytest.mark.parametrize("how", ["folder", "flag", "x-unsent"])
def test_a_draft_answers_nothing_and_is_noted_on_the_question(post: Post, how: str) -> None:
    post.client()
    post.arrives(written("q@x"))
    mark = {"x_unsent": "1"} if how == "x-unsent" else {}
    draft = written("d@x", sender=ME, to=ANA, at=minutes(5), in_reply_to="<q@x>", **mark)
    if how == "flag":
        (post.folder / "cur" / "99.desk:2,DS").write_bytes(draft)
    else:
        post.arrives(draft, folder="Drafts" if how == "folder" else "")
    post.fetch()
    assert set(post.messages()) == {"q@x"}
    assert post.messages()["q@x"].drafted_at == minutes(5)
    assert waiting(post) == ["q@x"]


def test_a_mark_of_a_draft_hides_no_mail_of_others(post: Post) -> None:
    post.client()
    post.arrives(written("q@x", x_unsent="1"))
    post.fetch()
    assert waiting(post) == ["q@x"]


def test_an_answer_without_a_reference_is_not_joined_by_its_subject(post: Post) -> None:
    post.client()
    post.arrives(written("q@x"), written("a@x", sender=ME, to=ANA, at=minutes(5), subject="Re: The logo"))
    post.fetch()
    assert waiting(post) == ["q@x"]


def test_one_subject_in_unrelated_threads_stays_apart_and_another_subject_stays_in_its_thread(post: Post) -> None:
    post.client()
    post.arrives(written("1@x", subject="Invoice"), written("2@x", subject="Invoice"))
    post.arrives(written("3@x", subject="Something else", references="<1@x>", at=minutes(3)))
    post.fetch()
    threads = {own: one.thread for own, one in post.messages().items()}
    assert threads == {"1@x": "1@x", "2@x": "2@x", "3@x": "1@x"}


def test_a_mail_that_joins_two_stored_threads_makes_them_one(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"), written("2@x", at=minutes(5)))
    post.fetch()
    assert waiting(post) == ["1@x", "2@x"]
    post.arrives(written("3@x", at=minutes(9), references="<1@x> <2@x>"))
    post.fetch()
    assert {one.thread for one in post.messages().values()} == {"1@x"}
    assert waiting(post) == ["1@x"]


def test_mail_of_others_joins_threads_though_it_is_not_kept(post: Post) -> None:
    post.client()
    between = written("2@x", sender=STRANGER, references="<1@x>")
    post.arrives(written("1@x"), between, written("3@x", references="<2@x>", at=minutes(9)))
    post.fetch()
    assert {own: one.thread for own, one in post.messages().items()} == {"1@x": "1@x", "3@x": "1@x"}


def test_an_answer_to_the_list_a_client_wrote_to_is_an_answer(post: Post) -> None:
    post.client()
    post.arrives(written("q@x", to=f"{ME}, team@lists.example"))
    post.arrives(written("a@x", sender=ME, to="team@lists.example", at=minutes(5), in_reply_to="<q@x>"))
    post.fetch()
    assert waiting(post) == []


def test_a_clients_mail_forwarded_to_somebody_else_answers_nothing(post: Post) -> None:
    post.client()
    post.arrives(written("q@x"), written("f@x", sender=ME, to=STRANGER, at=minutes(5), in_reply_to="<q@x>"))
    post.fetch()
    assert waiting(post) == ["q@x"]


# -- again, in part, undone ------------------------------------------------------------------------------------------


def test_a_second_import_reads_only_what_is_new(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"))
    assert post.fetch().read == 1
    assert post.fetch().read == 0
    post.arrives(written("2@x", at=minutes(5)))
    result = post.fetch()
    assert (result.read, [one.source_id for one in result.added]) == (1, ["2@x"])


def test_an_import_that_finds_nothing_writes_nothing(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"))
    post.fetch()
    before = post.rig.workspace.stamp()
    assert not post.fetch().is_news
    assert post.rig.workspace.stamp() == before


def test_an_import_is_taken_back_by_one_undo_and_finds_it_all_again(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"), written("s@x", sender=STRANGER))
    post.rig.workspace.begin_step()
    post.fetch()
    undo(post.rig.desk)
    assert post.messages() == {} and mail_people.offers(post.rig.desk) == ()
    result = post.fetch()
    assert (len(result.added), result.people) == (1, 1)


def test_a_dry_run_tells_what_would_come_and_changes_nothing(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"), written("s@x", sender=STRANGER))
    before = post.rig.workspace.stamp()
    result = post.fetch(dry_run=True)
    assert (len(result.added), result.people) == (1, 1)
    assert post.rig.workspace.stamp() == before


def test_an_import_that_is_stopped_keeps_nothing_half_and_the_next_one_brings_all(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_import, "BATCH", 2)
    post.client()
    post.arrives(*(written(f"{number}@x", at=minutes(number)) for number in range(5)))
    post.arrives(written("s@x", sender=STRANGER))
    asked = iter(range(100))
    assert post.fetch(stopped=lambda: next(asked) >= 4).stopped
    assert len(post.messages()) == 4
    result = post.fetch()
    assert (len(result.added), result.present) == (1, 4)
    assert [one.person.received for one in mail_people.offers(post.rig.desk)] == [1]


def test_two_imports_at_once_bring_everything_once(post: Post) -> None:
    post.client()
    post.arrives(written("1@x"), written("s@x", sender=STRANGER))
    other = post.rig.again()
    source = mail_import.source_for(other, SourceKind.PATH, str(post.folder))
    began: list[bool] = []

    def meanwhile() -> bool:
        if not began:
            began.append(True)
            post.fetch()
        return False

    mail_import.import_from(other, source, stopped=meanwhile)
    assert len(post.messages()) == 1
    assert [one.person.received for one in mail_people.offers(post.rig.desk)] == [1]


def test_mail_from_before_a_day_is_passed_over(post: Post) -> None:
    post.client()
    post.arrives(written("old@x", at=MONDAY_TEN - timedelta(days=9)), written("new@x"))
    post.fetch(since=MONDAY_TEN - timedelta(days=1))
    assert set(post.messages()) == {"new@x"}


def test_junk_and_what_was_thrown_away_are_not_read(post: Post) -> None:
    post.client()
    post.arrives(written("j@x"), folder="Junk")
    post.arrives(written("t@x"), folder="Trash")
    assert post.fetch().read == 0


def test_a_folder_of_eml_files_and_an_mbox_are_read_too(post: Post, tmp_path: Path) -> None:
    post.client()
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "one.eml").write_bytes(written("e@x"))
    (folder / "old.mbox").write_bytes(b"From ana Mon Mar  2 10:00:00 2026\n" + written("m@x", at=minutes(2)))
    source = mail_import.source_for(post.rig.desk, SourceKind.PATH, str(folder))
    mail_import.import_from(post.rig.desk, source)
    assert set(post.messages()) == {"e@x", "m@x"}


def test_without_an_address_of_mine_nothing_is_read(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(written("q@x"))
    source = mail_import.source_for(rig.desk, SourceKind.PATH, str(tmp_path / "one.eml"))
    with pytest.raises(mail_import.UnknownAddresses):
        mail_import.import_from(rig.desk, source)
    assert mail_import.import_from(rig.desk, source, mine=[ME]).people == 1


def test_who_becomes_a_client_brings_their_past_mail(post: Post) -> None:
    post.arrives(written("q@x"), written("a@x", sender=ME, to=ANA, at=minutes(5), in_reply_to="<q@x>"))
    post.arrives(written("s@x", sender=STRANGER))
    post.fetch()
    assert {one.person.address: one.person.received for one in mail_people.offers(post.rig.desk)}[ANA] == 1
    post.client()
    post.fetch()
    assert set(post.messages()) == {"q@x", "a@x"}
    assert {one.person.address: one.person.received for one in mail_people.offers(post.rig.desk)} == {STRANGER: 1}


def test_an_address_of_mine_that_is_told_later_makes_answers_of_what_was_read(post: Post) -> None:
    post.client()
    other = "ilinca@home.example"
    post.arrives(written("q@x"), written("a@x", sender=other, to=ANA, at=minutes(5), in_reply_to="<q@x>"))
    post.fetch()
    assert waiting(post) == ["q@x"]
    post.fetch(mine=[other])
    assert waiting(post) == []


def test_a_project_of_the_thread_is_that_of_a_new_mail_in_it(post: Post) -> None:
    client = post.client()
    post.arrives(written("q@x"))
    post.fetch()
    project = post.rig.project("Site", client=client.ref)
    stored = post.messages()["q@x"]
    with post.rig.desk.change() as change:
        change.save(stored, stored.but(project_id=project.id))
    post.arrives(written("r@x", at=minutes(9), in_reply_to="<q@x>"))
    post.fetch()
    assert post.messages()["r@x"].project_id == project.id


def test_nothing_that_was_said_about_a_message_is_lost_by_reading_it_again(post: Post) -> None:
    post.client()
    post.arrives(written("q@x"))
    post.fetch()
    stored = post.messages()["q@x"]
    with post.rig.desk.change() as change:
        change.save(stored, stored.but(settled=Settled.NO_ANSWER_NEEDED))
        change.remove(change.mail_sources()[0])
    assert post.fetch().present == 1
    assert post.messages()["q@x"].settled is Settled.NO_ANSWER_NEEDED


# -- people and what was left out ------------------------------------------------------------------------------------


def test_people_one_wrote_to_come_first_and_circulars_make_nobody_known(post: Post) -> None:
    post.arrives(written("s@x", sender=STRANGER, at=minutes(60)))
    post.arrives(written("o@x", sender=ME, to="Bo <bo@other.example>"))
    post.arrives(written("c@x", sender=ME, to=", ".join(f"p{number}@many.example" for number in range(40))))
    post.fetch()
    offers = mail_people.offers(post.rig.desk)
    assert [(one.name, one.person.received, one.person.sent) for one in offers] == [("Bo", 0, 1), (STRANGER, 1, 0)]


def test_copies_of_a_strangers_mail_are_counted_once(post: Post) -> None:
    post.arrives(written("s@x", sender=STRANGER))
    post.arrives(written("s@x", sender=STRANGER), folder="All Mail")
    post.fetch()
    assert [one.person.received for one in mail_people.offers(post.rig.desk)] == [1]


def test_somebody_is_made_a_client_with_one_step(post: Post) -> None:
    post.arrives(written("q@x", name="Ana Petrescu"))
    post.fetch()
    [offer] = mail_people.offers(post.rig.desk)
    client = mail_people.add(post.rig.desk, offer.person)
    assert [(one.name, one.email) for one in client.contacts] == [("Ana Petrescu", ANA)]
    assert mail_people.fetch(post.rig.desk, client).messages == 1
    assert waiting(post) == ["q@x"]
    assert mail_people.offers(post.rig.desk, everybody=True) == ()


def test_a_new_client_is_written_to_in_the_language_they_write_in(post: Post) -> None:
    words = "Bună ziua, v-am trimis textele pentru pagina nouă și aș vrea să știu când putem vorbi despre ele."
    post.arrives(written("q@x", body=words, content_type="text/plain; charset=utf-8"))
    post.fetch()
    [offer] = mail_people.offers(post.rig.desk)
    client = mail_people.add(post.rig.desk, offer.person)
    assert mail_people.fetch(post.rig.desk, client).language == "ro"
    assert [one.language for one in post.rig.desk.reader.clients()] == ["ro"]


def test_somebody_can_be_added_to_a_client(post: Post) -> None:
    client = post.client()
    post.arrives(written("q@x", sender="dan@petrescu.example", name="Dan"))
    post.fetch()
    [offer] = mail_people.offers(post.rig.desk)
    mail_people.fetch(post.rig.desk, mail_people.add(post.rig.desk, offer.person, client=client))
    assert post.messages()["q@x"].client_id == client.id


def test_who_is_to_be_left_alone_is_never_offered_again(post: Post) -> None:
    post.arrives(written("1@x", sender=STRANGER))
    post.fetch()
    [offer] = mail_people.offers(post.rig.desk)
    mail_people.ignore(post.rig.desk, offer.person)
    post.arrives(written("2@x", sender=STRANGER), written("3@x", sender=STRANGER, list_id="<a.b>"))
    post.fetch()
    assert mail_people.offers(post.rig.desk) == () == mail_left_out.listed(post.rig.desk)
    mail_people.ignore(post.rig.desk, offer.person, never=False)
    assert len(mail_people.offers(post.rig.desk)) == 1


def test_a_mail_that_was_left_out_is_let_in_where_it_belongs(post: Post) -> None:
    post.client()
    post.arrives(written("a@x", sender=ME, to=ANA))
    post.arrives(written("o@x", at=minutes(5), in_reply_to="<a@x>", auto_submitted="auto-generated"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    mail_left_out.rescue(post.rig.desk, entry.mail)
    assert waiting(post) == ["o@x"]
    assert mail_left_out.listed(post.rig.desk) == ()


def test_a_newsletter_let_in_for_good_counts_from_then_on(post: Post) -> None:
    client = post.client()
    news = "news@petrescu.example"
    post.arrives(written("1@x", sender=news, list_id="<n.p>"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    message = mail_left_out.rescue(post.rig.desk, entry.mail, always=True)
    assert (message.client_id, message.reason, message.thread) == (client.id, "rescued", "1@x")
    post.arrives(written("2@x", sender=news, list_id="<n.p>", at=minutes(9)))
    post.fetch()
    assert waiting(post) == ["1@x", "2@x"]
    assert [one.choice for one in post.rig.desk.reader.mail_people()] == [Choice.ALWAYS]


def test_a_strangers_automatic_mail_needs_a_client_to_be_let_in(post: Post) -> None:
    from freelance_comm.domain.errors import BadValue

    post.arrives(written("1@x", sender=STRANGER, list_id="<n.p>"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    with pytest.raises(BadValue, match="belongs to no client"):
        mail_left_out.rescue(post.rig.desk, entry.mail)
    client = post.client()
    assert mail_left_out.rescue(post.rig.desk, entry.mail, client=client).client_id == client.id


def test_what_was_left_out_before_its_sender_became_a_client_is_theirs_afterwards(post: Post) -> None:
    post.arrives(written("q@x"), written("o@x", at=minutes(5), auto_submitted="auto-replied"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    assert entry.client_name == ""
    client = post.client()
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    assert entry.client_name == client.name
    assert mail_left_out.rescue(post.rig.desk, entry.mail).client_id == client.id


def test_mail_left_out_is_let_in_for_the_client_who_has_its_address_now(post: Post) -> None:
    post.arrives(written("o@x", auto_submitted="auto-replied"))
    post.fetch()
    [entry] = mail_left_out.listed(post.rig.desk)
    client = post.client()
    assert mail_left_out.rescue(post.rig.desk, entry.mail).client_id == client.id


def test_the_list_of_what_was_left_out_stays_short(post: Post) -> None:
    post.client()
    automatic = {"auto_submitted": "auto-generated"}
    post.arrives(*(written(f"{number}@x", at=minutes(number), **automatic) for number in range(30)))
    post.arrives(*(written(f"s{number}@x", sender=STRANGER, at=minutes(number), **automatic) for number in range(30)))
    post.fetch()
    entries = mail_left_out.listed(post.rig.desk)
    assert len(entries) == 23
    assert entries[0].mail.source_id == "29@x"


def test_taking_a_client_away_leaves_nothing_of_their_mail(post: Post) -> None:
    from freelance_comm.services.removing import remove_client_with_everything

    client = post.client()
    post.arrives(written("q@x"), written("n@x", sender="news@petrescu.example", list_id="<n.p>"))
    post.fetch()
    remove_client_with_everything(post.rig.desk, client)
    assert post.messages() == {} and post.rig.desk.reader.left_out() == ()
    assert post.rig.desk.reader.messages(date.min, date.max) == ()
    assert not [one for one in post.rig.workspace.examine().ailments if one.grave]
