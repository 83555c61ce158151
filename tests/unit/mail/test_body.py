"""The words of a letter, and what of them its writer wrote."""

from __future__ import annotations

import pytest

from freelance_comm.mail.body import body_sum, excerpt, own_part, quoted_part, text_of
from freelance_comm.mail.html_text import html_text
from tests.unit.mail.writing import mail


def both(plain: str, html: str) -> bytes:
    return (
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
        f"{html}\n--b\nContent-Type: text/plain\n\n{plain}\n--b--\n"
    ).encode()


def test_the_plain_version_is_read_whichever_comes_first() -> None:
    assert text_of(both("Plain.", "<p>Rich.</p>")) == "Plain."


def test_an_empty_plain_version_is_passed_over() -> None:
    assert text_of(both("", "<p>Rich.</p>")) == "Rich."


def test_attachments_are_not_read() -> None:
    attached = b"--b\nContent-Disposition: attachment\n\nNo.\n"
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + attached + b"--b\n\nYes.\n--b--\n"
    assert text_of(raw) == "Yes."


def test_charset_and_encoding_are_undone() -> None:
    raw = b"Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n8NLJ18XU\n"
    assert text_of(raw) == "Привет"


def test_damaged_base64_is_read_as_far_as_it_goes() -> None:
    assert text_of(b"Content-Transfer-Encoding: base64\n\nSGVsbG8!!\nuIQ=\nx\n").startswith("Hello")


def test_nothing_that_a_terminal_obeys_comes_out() -> None:
    text = text_of("Content-Type: text/plain; charset=utf-8\n\na\x1b[31mb\u202ec\x00d\x9be\n".encode())
    assert text == "a[31mbcde"


def test_tags_scripts_and_styles_are_no_words() -> None:
    html = "<html><head><title>T</title><style>x{}</style></head><body><p>One<br>two</p><script>no</script>&amp; 3"
    assert html_text(html) == "One\ntwo\n\n& 3"


def test_quoted_html_gets_the_marks_of_plain_text() -> None:
    assert html_text("Yes.<blockquote>Shall we?<blockquote>When?</blockquote></blockquote>So.") == (
        "Yes.\n> Shall we?\n> > When?\nSo."
    )


ANNOUNCED = [
    "On Mon, 2 Mar 2026 at 10:00, Ana Petrescu <ana@client.example> wrote:",
    "On Mon, 2 Mar 2026 at 10:00, Ana Petrescu\n<ana@client.example> wrote:",
    "În lun., 2 mar. 2026 la 10:00, Ana Petrescu <ana@client.example> a scris:",
    "Pe 2 martie 2026, Ana Petrescu a scris:",
    "пн, 2 мар. 2026 г. в 10:00, Мария Иванова <m@client.example>:",
    "2 марта 2026 г., 10:00, Мария Иванова <m@client.example> пишет:",
    "02.03.2026 10:00, Мария Иванова написала:",
    "Le lun. 2 mars 2026 à 10:00, Zoé Roux <zoe@client.example> a écrit :",
    "-----Original Message-----\nFrom: Ana\nSent: Monday",
    "-------- Mesaj original --------\nDe la: Ana",
    "-----Исходное сообщение-----\nОт: Мария",
    "-----Message d'origine-----\nDe : Zoé",
    "________________________________\nFrom: Ana <ana@client.example>\nSent: Monday\nTo: Me\nSubject: Logo",
    "De la: Ana\nTrimis: luni, 2 martie 2026\nCătre: eu\nSubiect: Logo",
    "От: Мария\nОтправлено: понедельник, 2 марта 2026 г.\nКому: мне\nТема: Логотип",
    "De : Zoé\nEnvoyé : lundi 2 mars 2026\nÀ : moi\nObjet : Logo",
    "*From:* Ana\n*Sent:* Monday\n*To:* Me",
]


@pytest.mark.parametrize("announced", ANNOUNCED)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_what_was_written_before_is_a_quote(announced: str, mark: str) -> None:
    text = f"Friday suits me.\n\n{announced}\n\n{mark}When would you like it?\n{mark}Soon?"
    assert own_part(text) == "Friday suits me."
    assert "When would you like it?" in quoted_part(text)


def test_answers_between_quotes_are_kept() -> None:
    assert own_part("> One?\nYes.\n> Two?\nNo.") == "Yes.\nNo."


@pytest.mark.parametrize(
    "text", ["As Ana wrote:\nit is fine.", "La urmă:\nmai vedem.", "From: here to there.\nIt goes.", "To: x\nFrom: y"]
)
def test_sentences_that_only_look_like_it_are_not_quotes(text: str) -> None:
    assert own_part(text) == text


@pytest.mark.parametrize(
    "sign", ["-- \nAna", "--\nAna", "Sent from my iPhone", "Trimis de pe iPhone", "Отправлено с iPhone"]
)
def test_signatures_are_left_out(sign: str) -> None:
    assert own_part(f"Friday suits me.\n{sign}") == "Friday suits me."


@pytest.mark.parametrize(
    "greeting", ["Hi Ilinca,", "Dear Ms Pop,", "Bună ziua,", "Dragă Ilinca,", "Здравствуйте, Илинка!", "Bonjour,"]
)
def test_an_excerpt_begins_after_the_greeting(greeting: str) -> None:
    assert excerpt(f"{greeting}\n\nCould we move it?\n\n> quoted") == "Could we move it?"


def test_a_greeting_alone_is_the_excerpt() -> None:
    assert excerpt("Hello!") == "Hello!"


def test_an_excerpt_is_short_and_ends_at_a_word() -> None:
    found = excerpt("word " * 200)
    assert len(found) <= 200
    assert found.endswith("word…")


def test_copies_that_came_different_ways_have_one_sum() -> None:
    plain = mail(body="Hello there.")
    footer = mail("List-Id: <x>", body="Hello  there.\n\n_____________\nlist@lists.example")
    assert body_sum(plain) == body_sum(footer)


def test_other_words_have_another_sum() -> None:
    assert body_sum(mail(body="Yes.")) != body_sum(mail(body="Yes, but not today."))


def test_messages_without_words_are_told_by_all_of_their_body() -> None:
    first = b"Content-Type: application/pdf\n\nAAAA\n"
    assert body_sum(first) != body_sum(first.replace(b"AAAA", b"BBBB"))
    assert body_sum(first) == body_sum(b"X: y\n" + first)
