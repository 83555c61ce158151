"""Text of people passes a cleaning helper on every way to a terminal: it is never markup and never an escape."""

from __future__ import annotations

import ast

import pytest

from tests.contract.plain_text import raw_cells, raw_text
from tests.contract.tree import PACKAGE, python_files, shown, tree

EXCUSED = {
    # A letter as bytes: mail that is piped into another program must stay what it is; its headers refuse such signs.
    ("freelance_comm/cli/session.py", "self.out.buffer.write(data)"),
    # Words of commands, and names only where they are what would be shown of them: completing_names.py sees to it.
    ("freelance_comm/cli/completing.py", "sys.stdout.buffer.write(''.join((f'{line}\\n' for line in lines)).encode())"),
    # Pieces of a layout, which cleans every text: the test of its cells, below.
    ("freelance_comm/tui/ledger.py", "Segment(strip_control_codes(piece), self._mix(style, base, on_cursor))"),
    ("freelance_comm/tui/ledger.py", "Segment(' ' * max(0, room), self._mix('', base, on_cursor))"),
}
FACES = ("freelance_comm/tui", "freelance_comm/cli")


@pytest.mark.fault("D01", "D02")
@pytest.mark.parametrize("face", FACES)
def test_nothing_reaches_a_widget_or_a_stream_that_nothing_has_cleaned(face: str) -> None:
    raw = [(shown(path), line, code) for path in python_files(face) for line, code in raw_text(tree(path))]
    assert [place for place in raw if (place[0], place[2]) not in EXCUSED] == []


def test_the_excuses_are_still_needed() -> None:
    raw = {(shown(path), code) for face in FACES for path in python_files(face) for _line, code in raw_text(tree(path))}
    assert raw >= EXCUSED


@pytest.mark.fault("D01", "D02")
def test_the_lists_clean_every_cell_as_they_lay_it_out() -> None:
    layout = tree(PACKAGE / "tui" / "layout.py")
    assert "text" in {node.attr for node in ast.walk(layout) if isinstance(node, ast.Attribute)}
    assert list(raw_cells(layout, "text")) == []


RAW = (
    "Static(client.name)",
    "Static(f'To {client.name}')",
    "Static('To ' + client.name)",
    "Static('To {name}'.format(name=client.name))",
    "Static(tr.gettext('To {name}').format(name=client.name))",
    "Static('' if gone else client.name)",
    "Static(client.name or plain.line('nobody'))",
    "Static(plain.line(client.name), tooltip=client.notes)",
    "Static(', '.join(one.name for one in contacts))",
    "Label(label=client.name)",
    "Button(client.name)",
    "Tab(client.name)",
    "Select([(client.name, 1)])",
    "Input(placeholder=client.name)",
    "TextArea(client.notes)",
    "Content(client.name)",
    "Content.from_markup(plain.line(name))",
    "Content.styled(client.name, 'bold')",
    "Text(client.name)",
    "Hit(1, plain.line(name), run, text=client.name)",
    "DiscoveryHit(client.name, run)",
    "line.update(client.name)",
    "table.add_row('1', client.name)",
    "self.notify(client.name)",
    "self.notify('Saved', title=client.name)",
    "self.border_title = client.name",
    "self.tooltip = client.notes",
    "area.load_text(client.notes)",
    "app.copy_to_clipboard(client.notes)",
    "print(client.name)",
    "sys.stdout.write(client.name + '\\n')",
    "write_quietly(sys.stderr, error.args[0])",
    "name = client.name\nStatic(name)",
    "words = [plain.line('a')]\nwords.append(client.name)\nStatic(Content.assemble(*words))",
    "def told(one):\n    return one.name\ndef draw(one):\n    Static(shown(one))\ndef shown(one):\n    return one.name",
    "class A:\n    def keep(self, one):\n        self.said = one.name\n    def draw(self):\n        Static(self.said)",
)


@pytest.mark.parametrize("code", RAW)
def test_the_check_finds_text_that_is_shown_raw(code: str) -> None:
    assert list(raw_text(ast.parse(code)))


CLEAN = (
    "Static('Subject')",
    "Static(plain.line(client.name))",
    "Static(plain.block(f'To {client.name}'))",
    "Static(tr.gettext('Subject'))",
    "Static(', '.join(show(one.name) for one in contacts))",
    "name = show(client.name)\nStatic('To ' + name)",
    "title = plain.line(client.name)\nHit(1, title.stylize('bold', 1, 2), run, text=title.plain)",
    "left, right = two_ends(show(one.name), show(two.name), width)\nContent.styled(left, 'bold')",
    "def shown(one):\n    return show(one.name)\ndef draw(one):\n    Static(shown(one))",
    "sys.stderr.write(show(question) + ' ')",
    "write_quietly(sys.stderr, '\\n'.join(error_lines(error, tr)) + '\\n')",
    "update(names)",
    "from freelance_comm.services import quoting\nquoting.update(desk, title)",
)


@pytest.mark.parametrize("code", CLEAN)
def test_the_check_lets_cleaned_text_pass(code: str) -> None:
    assert list(raw_text(ast.parse(code))) == []


def test_the_check_finds_a_cell_that_is_laid_out_raw() -> None:
    assert list(raw_cells(ast.parse("pad(cell.text, 3)"), "text"))
    assert not list(raw_cells(ast.parse("pad(show(cell.text), 3)"), "text"))
