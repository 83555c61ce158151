"""A draft says what its facts say, in the client's language and formats, and says nothing it does not know."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.quote import Unit
from freelance_comm.text.catalog import PSEUDO_VARIABLE
from freelance_comm.text.templates import Templates, one_line, tidy
from tests.unit.text.drafts import FACTS, Folder

REPORT = """subject: Raport – {{ project.name }}
kind: progress-report
needs: client.name, entries
---
{% from "_letter.txt" import greeting %}
{{ greeting(client) }}

Lucrat până acum:
{% for entry in entries %}
– {{ entry.note }}: {{ entry.seconds|duration }}
{% endfor %}

{% if note %}
{{ note }}
{% endif %}

Folosit: {{ total }}
"""
LETTER = "{% macro greeting(client) %}Bună ziua, {{ client.name }},{% endmacro %}\n"


@pytest.fixture
def report(folder: Folder) -> Folder:
    """Return a folder with a Romanian progress report."""
    folder.write("ro/delivery/report.txt", REPORT)
    folder.write("ro/_letter.txt", LETTER)
    return folder


def test_a_draft_is_written_from_its_template_and_facts(report: Folder) -> None:
    draft = report.templates.render("delivery/report", "ro_MD", FACTS)
    assert (draft.name, draft.locale, draft.kind, draft.form, draft.own) == (
        "delivery/report",
        "ro",
        "progress-report",
        "txt",
        True,
    )
    assert draft.source.endswith("ro/delivery/report.txt")
    assert draft.subject == "Raport – Landing page"
    assert draft.body == (
        "Bună ziua, Ana Petrescu,\n"
        "\n"
        "Lucrat până acum:\n"
        "– hero section: 6 ore și 30 de minute\n"
        "– booking form: 5 ore și 10 minute\n"
        "\n"
        "Folosit: 2.340,00\u00a0EUR\n"
    )


def test_what_a_client_wrote_is_never_read_as_a_template(report: Folder) -> None:
    facts = {**FACTS, "client": {"name": "{{ 7*7 }} {% for %}"}, "project": {"name": "{{ zone }}"}}
    draft = report.templates.render("delivery/report", "ro", facts)
    assert draft.subject == "Raport – {{ zone }}"
    assert draft.body.startswith("Bună ziua, {{ 7*7 }} {% for %},\n")


def test_a_form_without_a_subject_has_that_of_the_text(report: Folder) -> None:
    report.write("ro/delivery/report.html", "kind: progress-report\n---\n<p>{{ project.name }}</p>\n")
    assert report.templates.render("delivery/report", "ro", FACTS, form="html").subject == (
        report.templates.render("delivery/report", "ro", FACTS).subject
    )
    report.write("ro/delivery/report.html", "subject: Alt subiect\nkind: progress-report\n---\n<p>.</p>\n")
    assert report.templates.render("delivery/report", "ro", FACTS, form="html").subject == "Alt subiect"


def test_a_subject_is_one_line_whatever_its_facts_hold(report: Folder) -> None:
    facts = {**FACTS, "project": {"name": "Landing\r\nBcc: evil@example.com\x00\u2028 page"}}
    assert report.templates.render("delivery/report", "ro", facts).subject == (
        "Raport – Landing Bcc: evil@example.com page"
    )


def test_a_body_holds_no_terminal_escapes(folder: Folder) -> None:
    assert folder.render("{{ word }}!", word="a\x1b]52;c;x\x07b\u202ec") == "a]52;c;xbc!\n"


@pytest.mark.parametrize("name", ["client.name", "entries"])
@pytest.mark.parametrize("gap", [None, "", [], "absent"])
def test_a_needed_fact_that_is_not_known_stops_the_draft(report: Folder, name: str, gap: Any) -> None:
    facts: dict[str, Any] = {**FACTS}
    if name == "entries":
        facts["entries"] = gap
    else:
        facts["client"] = {"name": gap}
    if gap == "absent":
        facts.pop(name.partition(".")[0])
    with pytest.raises(BadValue) as caught:
        report.templates.render("delivery/report", "ro", facts)
    assert caught.value.params["fact"] == name
    assert caught.value.params["line"] == 3
    assert str(caught.value.params["file"]).endswith("ro/delivery/report.txt")


def test_a_needed_amount_of_nothing_is_known(folder: Folder) -> None:
    folder.write("en/a/b.txt", "kind: reply\nneeds: hours\n---\n{{ hours|duration }}\n")
    assert folder.templates.render("a/b", "en", {"hours": 0}).body == "0 minutes\n"


def test_a_draft_is_in_the_nearest_language_there_is(folder: Folder) -> None:
    folder.write("en/a/b.txt", "kind: reply\n---\nenglish\n")
    folder.write("fr/a/b.txt", "kind: reply\n---\nfrançais\n")
    said = [folder.templates.render("a/b", locale, {}).body.strip() for locale in ("fr_CA", "fr", "ro", "en_GB")]
    assert said == ["français", "français", "english", "english"]


def test_formats_follow_the_client_where_the_language_is_theirs(folder: Folder) -> None:
    folder.write("en/a/b.txt", "kind: reply\n---\n{{ day }}\n")
    said = [folder.templates.render("a/b", locale, FACTS).body.strip() for locale in ("en_GB", "en", "de", "ro_MD")]
    assert said == ["24 November 2026", "November 24, 2026", "November 24, 2026", "November 24, 2026"]


def test_a_letter_borrows_only_from_its_own_language(folder: Folder) -> None:
    folder.write("en/_words.txt", "Dear")
    folder.write("fr/a/b.txt", 'kind: reply\n---\n{% include "_words.txt" %}\n')
    with pytest.raises(BadValue, match=r"_words\.txt"):
        folder.templates.render("a/b", "fr", {})


def test_the_users_own_template_comes_before_the_built_in_one(folder: Folder) -> None:
    name = next(name for name in Templates().names("en") if name.startswith("contact/"))
    folder.write(f"en/{name}.txt", "kind: first-contact\n---\nmine\n")
    assert folder.templates.render(name, "en", {}).own
    assert folder.templates.header(name, "en", built_in=True) != folder.templates.header(name, "en")


def test_templates_are_listed_once_and_parts_are_not(folder: Folder) -> None:
    folder.write("fr/a/b.txt", "x")
    folder.write("fr/a/b.md", "x")
    folder.write("en/a/b.txt", "x")
    folder.write("en/_letter.txt", "x")
    folder.write("en/a/.hidden.txt", "x")
    folder.write("en/a/notes.pdf", "x")
    own = set(folder.templates.names("fr_CA")) - set(Templates().names("fr_CA"))
    assert own == {"a/b"}


def test_a_name_that_is_not_there_is_answered_with_near_names(folder: Folder) -> None:
    folder.write("en/contact/welcome-aboard.txt", "kind: reply\n---\nx\n")
    with pytest.raises(NotFound) as caught:
        folder.templates.render("contact/welcome-abord", "en", {})
    assert "contact/welcome-aboard" in caught.value.near
    with pytest.raises(NotFound) as caught:
        folder.templates.render("welcome-aboard", "en", {})
    assert caught.value.near == ("contact/welcome-aboard",)


def test_a_form_that_is_not_there_is_answered_with_those_that_are(folder: Folder) -> None:
    folder.write("en/only/text.txt", "kind: reply\n---\nx\n")
    with pytest.raises(NotFound) as caught:
        folder.templates.render("only/text", "en", {}, form="html")
    assert caught.value.params["forms"] == "txt"
    with pytest.raises(BadValue):
        folder.templates.render("only/text", "en", {}, form="exe")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{{ day|date }} / {{ day|date('short') }}", "24 ноября 2026 г. / 24.11.2026"),
        ("{{ day|weekday }}", "вторник, 24 ноября"),
        ("{{ day|on_day|capfirst }}", "Во вторник, 24 ноября"),
        ("{{ day|by_day }}", "ко вторнику, 24 ноября"),
        ("{{ day|day }}", "24 ноября"),
        ("{{ day|period(due) }}", "24–26 ноября 2026 г."),
        ("{{ due|time }} / {{ due|time('America/New_York') }}", "16:00 / 09:00"),
        ("{{ due|moment }}", "26 ноября 2026 г., 16:00"),
        ("{{ due|date }}", "26 ноября 2026 г."),
        ("{{ total }} / {{ total|money }} / {{ total|price }}", "2 340,00 € / 2 340,00 € / 2 340,00 €"),
        ("{{ hours }} / {{ hours|number }} / {{ 19|percent }}", "1,5 / 1,5 / 19 %"),
        ("{{ hours|quantity('hour') }} / {{ hours|quantity(unit) }}", "1,5 часа / 1,5 страницы"),
        ("{{ 4860|duration }}", "1 час 21 минута"),
        ("{{ 4860|duration(spent=true) }}", "1 час 21 минуту"),
        ("{{ 4860|duration(short=true) }}", "1 ч 21 мин"),
        ("{{ entries|map(attribute='note')|listing }}", "hero section и booking form"),
        ("{{ entries|map(attribute='note')|join(', ') }}", "hero section, booking form"),
        ("{{ 'привет'|capfirst }} {{ 2026 }}", "Привет 2026"),
        ("{{ 'привет\\nмир'|breaks }}", "привет\\\nмир"),
        ("{{ entries|length }} {{ entries[0].note|upper }} {{ entries|last|length }}", "2 HERO SECTION 2"),
        ("{{ 'a' ~ 1 ~ total }}", "a12 340,00 €"),
        ("{{ nothing|default('–') }}", "–"),
        ("{% if not note %}нет{% endif %}", "нет"),
        ("{% for e in entries %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b"),
        ("{% if hours > 1 and entries|length == 2 %}да{% endif %}", "да"),
        ("{{ 2 + 3 * 4 - 1 }}", "13"),
    ],
)
def test_a_template_can_say_every_kind_of_fact(folder: Folder, expression: str, expected: str) -> None:
    said = folder.render(expression, locale="ru", unit=Unit.PAGE)
    assert said.strip().replace("\u00a0", " ").replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    "expression", ["{{ note }}", "{{ true }}", "{{ entries }}", "{{ client }}", "{{ due - due }}", "{{ range(3) }}"]
)
def test_a_draft_never_shows_a_value_without_words(folder: Folder, expression: str) -> None:
    with pytest.raises(BadValue):
        folder.render(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "{{ 'x'|money }}",
        "{{ total|duration }}",
        "{{ true|number }}",
        "{{ day|time }}",
        "{{ day|date('tiny') }}",
        "{{ hours|quantity('parsec') }}",
        "{{ 'abc'|listing }}",
        "{{ total|upper }}",
        "{{ due|time('Mars/Phobos') }}",
        "{{ due|time('../etc') }}",
        "{% for x in 'abc' %}{% endfor %}",
    ],
)
def test_a_filter_refuses_what_it_cannot_tell(folder: Folder, expression: str) -> None:
    with pytest.raises(BadValue) as caught:
        folder.render(expression)
    assert (caught.value.params["line"], caught.value.code) == (3, 2)


def test_html_and_markdown_show_the_clients_words_and_obey_none(folder: Folder) -> None:
    words = "<b>*x*</b> [a](javascript:b) & _c_"
    for form, expected in (
        ("html", "<p>&lt;b&gt;*x*&lt;/b&gt; [a](javascript:b) &amp; _c_</p>"),
        ("md", r"<p>\<b\>\*x\*\</b\> \[a\](javascript:b) \& \_c\_</p>"),
        ("txt", f"<p>{words}</p>"),
    ):
        assert folder.render("<p>{{ words }}</p>", form=form, words=words).strip() == expected


@pytest.mark.parametrize("form", ["html", "md"])
def test_words_that_passed_a_macro_a_list_or_a_filter_are_escaped_exactly_once(folder: Folder, form: str) -> None:
    body = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{% set s %}{{ w }}{% endset %}"
        "{{ m(w) }}|{{ s }}|{{ [w, m(w)]|join(' & ') }}|{{ [w, w]|listing }}|{{ w ~ m(w) }}|{{ w|upper }}"
        "|{{ m(w)|trim }}"
    )
    plain = folder.render(body, w="<a>")
    escaped = folder.render(body, form=form, w="<a>")
    for one in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")) if form == "html" else (("\\", ""),):
        escaped = escaped.replace(*one)
    assert escaped == plain


def test_a_marked_up_string_among_the_facts_is_only_text(folder: Folder) -> None:
    class Markup(str):
        """What claims to be safe HTML."""

        def __html__(self) -> str:
            return "<script>"

    assert folder.render("{{ w }}", form="html", w=Markup("<b>")).strip() == "&lt;b&gt;"


@pytest.mark.parametrize("value", [object(), 1.5, {1, 2}, b"x", datetime(2026, 1, 1), len])  # noqa: DTZ001
def test_a_program_cannot_hand_anything_but_plain_values_to_a_template(folder: Folder, value: object) -> None:
    with pytest.raises(TypeError, match="client"):
        folder.render("hello", client={"name": [value]})


def test_facts_are_not_changed_by_a_draft(folder: Folder) -> None:
    entries = [{"note": "b"}, {"note": "a"}]
    folder.render("{% for e in entries|sort(attribute='note') %}{{ e.note }}{% endfor %}", entries=entries)
    assert entries == [{"note": "b"}, {"note": "a"}]


def test_a_final_text_has_no_loose_ends() -> None:
    assert tidy("\n\n a \t\r\n\n\n\n\nb  \n\n") == " a\n\nb\n"


def test_spaces_that_must_not_break_survive_in_a_subject() -> None:
    assert one_line(" Devis\u00a0: 2\u202f340\u00a0€   net ") == "Devis\u00a0: 2\u202f340\u00a0€ net"


def test_an_interface_under_test_does_not_mark_drafts_twice(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PSEUDO_VARIABLE, "1")
    assert folder.render("{{ day|on_day }}", locale="ro") == "⟦marți, 24 noiembrie⟧\n"


def test_no_user_folder_is_needed(tmp_path: Path) -> None:
    assert Templates(tmp_path / "absent").names("ro") == Templates(None).names("ro")
