"""A template reaches nothing but its facts, and comes to an end."""

from __future__ import annotations

import time
from typing import Any

import pytest
from jinja2 import nodes

from freelance_comm.domain.errors import AppError, BadValue, ExitCode
from freelance_comm.text import sandbox
from tests.unit.text.drafts import FACTS, Folder

ESCAPES = [
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ client.__class__.__base__ }}",
    "{{ entries.__class__ }}",
    "{{ total.__init__.__globals__ }}",
    "{{ due.__reduce_ex__(4) }}",
    "{{ ''|attr('__class__') }}",
    "{{ '{0.__class__}'.format(total) }}",
    "{{ '%s'|format(total) }}",
    "{{ ['{0.__class__}']|map('format', total)|list }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{% for x in entries %}{{ loop.__init__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{{ entries|map(attribute='__class__')|list }}",
    "{{ entries|map('attr', '__class__')|list }}",
    "{{ entries|groupby('__class__') }}{{ entries|sort(attribute='__class__') }}",
    "{{ client['__class__'] }}",
    "{{ ''['__class__'] }}",
    "{{ range.__self__ }}",
    "{{ dict.__base__ }}",
    "{{ (1).__class__ }}",
    "{{ hours.as_tuple() }}",
    "{{ total.amount }}",
    "{{ day.replace(year=1) }}",
    "{{ client.update({'name': 'x'}) }}",
    "{{ client.delete() }}",
    "{{ entries.append(1) }}",
    "{{ client.items() }}",
    "{{ 'a'.upper() }}",
    "{% autoescape false %}{% endautoescape %}",
    "{{ '<b>'|safe }}",
    "{{ '<b>'|tojson }}",
    "{{ caller() }}",
    "{% include '../../secret.txt' %}",
    "{% include '/etc/hostname' %}",
    "{% include ['_a.txt', '/etc/hostname'] %}",
    "{% extends client.name %}",
    "{% from 'delivery/report.txt' import x %}",
    "{{ url_for.__globals__ }}",
    "{{ request }}",
]

BOMBS = [
    "{{ 'x' * 10000000000 }}",
    "{{ [1] * 10000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 999999999 * 999999999 * 999999999 }}",
    "{{ range(1000000) }}",
    "{{ 'x'|center(10000000000) }}",
    "{{ 'x'|indent(10000000000) }}",
    "{{ '%10000000000d' % 1 }}",
    "{{ [1]|batch(10000000000, 0)|list }}",
    "{{ 1|round(1000000000) }}",
    "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
    "{% for a in range(1000) %}" + "y" * 3000 + "{% endfor %}",
    "{% set s %}{% for a in range(1000) %}" + "y" * 3000 + "{% endfor %}{% endset %}",
    "{% for a in range(1000) recursive %}{{ loop(range(1000)) }}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "{% macro f() %}" + "y" * 100_000 + "{% endmacro %}{% for a in range(1000) %}{{ f() }}{% endfor %}",
    "{% set s %}yyyyyyyyyy{% endset %}" + "{% set s %}{{ s }}{{ s }}{% endset %}" * 60,
    "{% set s = 'yyyyyyyyyy' %}" + "{% set s = s ~ s %}" * 60,
    "{% set s = 'yyyyyyyyyy' %}" + "{% set s = s + s %}" * 60,
    "{% set s = 'yyyyyyyyyy' %}" + "{% set s = [s, s]|join %}" * 60,
    "{% set s = 'yyyyyyyyyy' %}" + "{% set s = [s, s]|listing %}" * 60,
    "{{ " + "(" * 5000 + ")" * 5000 + " }}",
    "{{ " + "-" * 50_000 + "1 }}",
    "{{ 1" + "0" * 9000 + " }}",
    "{% include '_self.txt' %}",
]


@pytest.mark.fault("T01", "T02")
@pytest.mark.parametrize("body", ESCAPES)
def test_every_way_out_is_refused_with_file_and_line(folder: Folder, body: str) -> None:
    folder.write("secret.txt", "secret")
    with pytest.raises(BadValue) as caught:
        folder.render(f"fine\n{body}")
    assert caught.value.params["line"] == 4
    assert str(caught.value.params["file"]).endswith("en/try/it.txt")


@pytest.mark.parametrize("body", BOMBS, ids=range(len(BOMBS)))
def test_no_template_runs_or_grows_without_end(folder: Folder, body: str) -> None:
    folder.write("en/_self.txt", "{% include '_self.txt' %}{% include '_self.txt' %}")
    began = time.monotonic()
    with pytest.raises(BadValue) as caught:
        folder.render(body)
    assert caught.value.code is ExitCode.BAD_VALUE
    assert time.monotonic() - began < 10


def test_a_template_that_only_wastes_time_is_stopped(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10**9, 2))
    monkeypatch.setattr(sandbox, "thread_time", lambda: next(clock))
    with pytest.raises(BadValue):
        folder.render("{% for a in range(100) %}{{ range(1000)|sort|length }}{% endfor %}")


def test_a_long_report_is_no_bomb(folder: Folder) -> None:
    entries = [{"note": "a task with quite a long description " * 2, "seconds": 60 * number} for number in range(3000)]
    body = "{% for e in entries %}\n- {{ e.note }}: {{ e.seconds|duration }}{{ ',' if not loop.last }}\n{% endfor %}"
    assert folder.render(body, entries=entries).count("\n") == 3000


@pytest.mark.fault("T04")
@pytest.mark.parametrize(
    ("body", "column", "name", "near"),
    [
        ("{{ clent.name }}", 4, "clent", "client"),
        ("Dear {{ client.nmae }},", 16, "nmae", "name"),
        ("{% for e in entries %}{{ e.notes }}{% endfor %}", 28, "notes", "note"),
        ("{{ total|mony }}", 10, "mony", "money"),
        ("{% if clinet %}{% endif %}", 7, "clinet", "client"),
        ("{{ prject.name.first }}", 4, "prject", "project"),
        ("{{ client['nam'] }}", 12, "nam", "name"),
    ],
)
def test_a_misspelt_name_is_shown_with_its_place_and_the_nearest_one(
    folder: Folder, body: str, column: int, name: str, near: str
) -> None:
    with pytest.raises(BadValue) as caught:
        folder.render(f"one\ntwo\n{body}")
    params = caught.value.params
    assert (params["line"], params["column"], params["name"]) == (5, column, name)
    assert near in caught.value.near


@pytest.mark.parametrize(
    "body", ["{{ a + }}", "{% fr x in y %}", "{% if client %}", "{{ client", "{% endif %}", "{{ 'x }}", "{% block %}"]
)
def test_what_cannot_be_read_is_shown_with_its_line(folder: Folder, body: str) -> None:
    with pytest.raises(BadValue) as caught:
        folder.render(f"one\n{body}")
    assert caught.value.params["line"] == 4
    assert body.split()[0] in str(caught.value)


def test_a_mistake_in_a_borrowed_part_names_the_part(folder: Folder) -> None:
    folder.write("en/_letter.txt", "\n{% macro hello(client) %}\nDear {{ client.nmae }},\n{% endmacro %}\n")
    with pytest.raises(BadValue) as caught:
        folder.render('{% import "_letter.txt" as letter %}{{ letter.hello(client) }}')
    assert str(caught.value.params["file"]).endswith("en/_letter.txt")
    assert (caught.value.params["line"], caught.value.near) == (3, ("name",))


def test_a_mistake_in_the_subject_names_its_line(folder: Folder) -> None:
    folder.write("en/a/b.txt", "kind: reply\nsubject: {{ projct.name }}\n---\nx\n")
    with pytest.raises(BadValue) as caught:
        folder.templates.render("a/b", "en", FACTS)
    assert (caught.value.params["line"], caught.value.params["column"]) == (2, 13)


def test_no_message_shows_the_insides_of_the_program(folder: Folder) -> None:
    said: list[str] = []
    for body in [*ESCAPES, *BOMBS]:
        try:
            folder.render(body)
        except AppError as error:
            said.append(f"{error} {error.hint}")
    words: tuple[Any, ...] = ("jinja", "object at 0x", "traceback", "<class", "<function", "exception")
    assert [text for text in said if any(word in text.lower() for word in words)] == []


def test_a_text_that_is_compiled_once_speaks_each_language_and_is_safe_in_each_form(folder: Folder) -> None:
    body = '{{ ["a", "<b>"]|listing }}'
    said = [folder.render(body, locale=locale).strip() for locale in ("en", "fr", "ru", "en")]
    assert said == ["a and <b>", "a et <b>", "a и <b>", "a and <b>"]
    assert "&lt;b&gt;" in folder.render(body, form="html")


def test_what_several_drafts_borrow_is_compiled_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = sandbox.Sandbox._parse

    def counted(room: sandbox.Sandbox, source: str, name: str | None, filename: str | None) -> nodes.Template:
        compiled.append(source)
        return real(room, source, name, filename)

    monkeypatch.setattr(sandbox.Sandbox, "_parse", counted)
    folder.write("en/_ours.txt", "{% macro hello(name) %}Once only, {{ name }}{% endmacro %}")
    for number in range(3):
        body = '{% from "_ours.txt" import hello %}{{ hello("Ana") }} ' + str(number)
        assert folder.render(body).strip() == f"Once only, Ana {number}"
    assert sum("Once only" in source for source in compiled) == 1
