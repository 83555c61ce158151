"""Templates of one's own: they reach nothing but facts, say what is wrong with them, and never half replace a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from freelance_comm.store import files
from tests.cli.conftest import Shell
from tests.faults.said import refused

HEAD = "subject: {{ project.name }}\nkind: first-contact\nneeds: project\n---\n"
ESCAPES = [
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ client|attr('__init__') }}",
    "{{ '{0.__class__}'.format(client) }}",
    "{{ ['{0.__class__}']|map('format', client)|list }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ client['__class__'] }}",
    "{{ requirements|map(attribute='__class__')|list }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% include '/etc/passwd' %}",
]


@pytest.fixture
def template(menu: Shell) -> Path:
    """Where an own version of the first letter belongs."""
    path = menu.folder / "templates/en/contact/first-contact.txt"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def untouched(menu: Shell, tmp_path: Path) -> Iterator[Path]:
    """A finished letter that nothing may change, in a folder where nothing may be left; the data stay too."""
    output = tmp_path / "out" / "letter.txt"
    output.parent.mkdir()
    output.write_text("old", "utf-8")

    def stored() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in menu.folder.rglob("*.json") if ".state" not in path.parts}

    data = stored()
    yield output
    assert output.read_text("utf-8") == "old"
    assert [path.name for path in output.parent.iterdir()] == ["letter.txt"]
    assert stored() == data


@pytest.mark.fault("T01")
@pytest.mark.parametrize("body", ESCAPES)
def test_no_template_gets_out_of_its_facts(menu: Shell, template: Path, untouched: Path, body: str) -> None:
    template.write_text(f"{HEAD}Hello\n{body}\n", "utf-8")
    refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 2, str(template), "line 6")


@pytest.mark.fault("T02")
@pytest.mark.parametrize(
    "body", ["{{ client.delete() }}", "{{ requirements.append(1) }}", "{{ client.update({'name': 'x'}) }}"]
)
def test_no_template_changes_what_it_is_given(menu: Shell, template: Path, untouched: Path, body: str) -> None:
    template.write_text(HEAD + body, "utf-8")
    refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 2, str(template), "line 5")


@pytest.mark.fault("T03")
@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "contact/../../x", ".", "contact/first\x00"])
def test_the_name_of_a_draft_is_never_a_path(menu: Shell, untouched: Path, name: str) -> None:
    refused(menu.try_(f"draft --force --sent --output {untouched} Menu", name), 3, "There is no letter called")


@pytest.mark.fault("T03")
@pytest.mark.parametrize("kind", ["link out", "link in a circle", "pipe", "folder", "device"])
def test_a_template_is_a_plain_file_below_its_folder(menu: Shell, template: Path, untouched: Path, kind: str) -> None:
    if kind == "link out":
        template.symlink_to("/etc/passwd")
    elif kind == "link in a circle":
        template.symlink_to(template.name)
    elif kind == "pipe":
        os.mkfifo(template)
    elif kind == "folder":
        template.mkdir()
    else:
        template.symlink_to("/dev/zero")
    refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 2, str(template), "plain file")
    assert "Ana" in menu.run("draft Menu --built-in").out


@pytest.mark.fault("T04")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ cliemt.name }}", ("line 5, column 4", "“cliemt”", "Did you mean: client")),
        ("a\n  {{ client.nmae }}", ("line 6, column 13", "“nmae”", "Did you mean: name")),
        ("{{ client.name|uper }}", ("line 5, column 16", "“uper”", "Did you mean: upper")),
        ("a\n{% if %}x{% endif %}", ("line 6, column 1", "cannot be understood")),
        ("{{ client.name", ("line 5", "cannot be understood")),
    ],
)
def test_a_mistake_in_a_template_is_shown_with_its_place(
    menu: Shell, template: Path, untouched: Path, body: str, said: tuple[str, ...]
) -> None:
    template.write_text(HEAD + body, "utf-8")
    refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 2, str(template), *said)


@pytest.mark.fault("T07")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfes\x00", "is not valid UTF-8 (byte 1)"),
        (HEAD.encode() + b"caf\xe9", "is not valid UTF-8"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"x" * 50_000_000, "is too large"),
        (b"Dear Ana", "line 1"),
    ],
    ids=["UTF-16", "Latin-1", "empty", "blank", "50 MB", "no head"],
)
def test_a_file_that_is_no_template_is_called_so(
    menu: Shell, template: Path, untouched: Path, data: bytes, said: str
) -> None:
    template.write_bytes(data)
    refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 2, str(template), said)


@pytest.mark.fault("T07")
def test_a_byte_order_mark_is_no_part_of_a_template(menu: Shell, template: Path) -> None:
    template.write_bytes(b"\xef\xbb\xbf" + HEAD.encode() + b"Salut {{ client.name }}\r\n")
    assert menu.run("draft Menu").out == "Subject: Menu\n\nSalut Ana\n"


@pytest.mark.fault("T08")
@pytest.mark.parametrize("body", [HEAD + "{{ cliemt.name }}", "", "subject: x\n---\nhello", HEAD + "{% broken %}"])
def test_a_broken_version_of_ones_own_is_named_and_the_built_in_one_offered(
    menu: Shell, template: Path, untouched: Path, body: str
) -> None:
    built_in = menu.run("draft Menu --built-in").out
    template.write_text(body, "utf-8")
    refused(menu.try_(f"draft Menu --force --output {untouched}"), 2, str(template), "--built-in")
    assert menu.run("draft Menu --built-in").out == built_in
    template.unlink()
    assert menu.run("draft Menu").out == built_in


@pytest.mark.fault("T08")
def test_a_broken_report_of_ones_own_is_passed_over_too(menu: Shell) -> None:
    menu.run("track add Menu 1h hero section")
    template = menu.folder / "templates/en/work/progress-report.txt"
    template.parent.mkdir(parents=True)
    template.write_text("subject: x\nkind: progress-report\n---\n{{ cliemt }}", "utf-8")
    refused(menu.try_("report Menu"), 2, str(template), "--built-in")
    assert "hero section" in menu.run("report Menu --built-in --sent").out


@pytest.mark.fault("T09")
def test_an_output_that_exists_is_left_alone_unless_it_is_meant(menu: Shell, tmp_path: Path) -> None:
    output = tmp_path / "letter.txt"
    output.write_text("old", "utf-8")
    refused(menu.try_(f"draft Menu --sent --output {output}"), 5, "letter.txt already exists", "--force")
    assert output.read_text("utf-8") == "old"
    before = output.stat().st_ino
    menu.run(f"draft Menu --output {output} --force")
    assert output.read_text("utf-8").startswith("Subject: Menu")
    assert output.stat().st_ino != before


@pytest.mark.fault("T09")
@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "no permission"), (errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "disk")],
)
@pytest.mark.parametrize("call", ["create", "write", "fsync", "rename"])
def test_a_disk_that_refuses_leaves_the_old_output(
    menu: Shell, untouched: Path, number: int, said: str, call: str
) -> None:
    def refuse(made: str, path: str) -> None:
        if made == call and str(untouched.parent) in path:
            raise OSError(number, os.strerror(number), path)

    before = files.observe(refuse)
    try:
        refused(menu.try_(f"draft Menu --force --sent --output {untouched}"), 5, said, "letter.txt")
    finally:
        files.observe(before)


@pytest.mark.fault("T09")
def test_a_folder_that_is_not_there_is_told(menu: Shell, tmp_path: Path) -> None:
    refused(menu.try_(f"draft Menu --output {tmp_path}/nowhere/letter.txt"), 5, "There is no folder", "letter.txt")
    refused(menu.try_(f"draft Menu --output {tmp_path}"), 5, "is a folder")
