"""Finds text of people on its way to a terminal that no cleaning helper has seen.

Reads the syntax trees of both faces. A place where something is drawn or printed may only be given what is surely safe:
constants, our own translated words, what a helper returned, and what is put together from those alone. Everything else
counts as raw, so that a new way of showing something has to be looked at once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

HELPERS = {
    "line", "block", "field_value", "area_value", "one_line", "show", "show_block",  # clean
    "error_lines", "told", "written",  # clean what they are given, word by word or as JSON
    "gettext", "ngettext", "pgettext", "npgettext", "key_name",  # our own words, before anything is filled in
    "b64encode", "len", "str_width",
}  # fmt: skip
"""Functions whose result is safe whatever they are given."""
PASSING = {"join", "two_ends", "clip", "pad", "wrap", "aligned", "fitted", "rstrip", "strip", "split", "splitlines"} | {
    "tuple", "list", "stylize", "truncate", "decode", "encode", "assemble", "styled", "Content", "reversed", "sorted",
    "flowing", "rows_folded",
}  # fmt: skip
"""Functions and methods that add nothing raw of their own: safe where all that goes in is safe."""
WIDGETS = {
    "Static", "Label", "Button", "Tab", "TabPane", "Select", "Option", "OptionList", "Input", "TextArea", "Markdown",
    "Collapsible", "Checkbox", "RadioButton", "SelectionList", "Selection", "Tree", "ListItem", "Digits", "Link",
    "Content", "Text", "Segment", "Hit", "DiscoveryHit", "CommandPalette",
}  # fmt: skip
DRAWN = {"title", "subtitle", "label", "prompt", "placeholder", "tooltip", "text", "value", "help", "match_display"}
"""Keyword arguments that are drawn."""
METHODS = {
    "update", "notify", "add_row", "add_rows", "add_column", "add_columns", "add_option", "add_options", "set_options",
    "load_text", "insert_text_at_cursor", "write", "print", "input", "write_quietly", "_write", "search_commands",
    "styled", "assemble", "copy_to_clipboard", "set_title",
}  # fmt: skip
FORBIDDEN = {"from_markup", "from_rich_text", "render_markup"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title", "placeholder", "renderable", "visual"}
Returns = dict[str, list[tuple[ast.ClassDef | None, ast.AST, ast.expr]]]
_STREAMS = {"write_quietly", "_write"}
_FILLING = {"append", "extend", "insert"}
_GATES = {"write_quietly", "_write"}
_ONLY_METHODS = {"write", "update", "notify"}
_ANY_SIZE = {"Hit"}


def raw_text(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and source of every place where something is shown that is not surely safe."""
    ours = _services(tree)
    returns = _returns(tree)
    for owner, function in _functions(tree):
        if getattr(function, "name", "") in _GATES:
            continue  # what they pass on was looked at where they were called
        scope = _Scope(function, owner, returns)
        for node in _own_nodes(function):
            for shown in _shown(node, ours):
                if not scope.safe(shown):
                    yield shown.lineno, ast.unparse(node)


def raw_cells(tree: ast.Module, attribute: str) -> Iterator[tuple[int, str]]:
    """Yield every read of ``x.<attribute>`` that is not at once handed to a cleaning helper."""
    cleaned = {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in ("show", "show_block")
        for argument in call.args
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == attribute and id(node) not in cleaned:
            yield node.lineno, ast.unparse(node)


def _functions(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.AST]]:
    yield None, tree
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node, node
            yield from ((node, part) for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in node.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and id(node) not in inside:
            yield None, node


def _services(tree: ast.Module) -> set[str]:
    """Return the names of our own services in a module: they draw nothing, whatever their functions are called."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("freelance_comm.services")
        for alias in node.names
    }


def _returns(tree: ast.Module) -> Returns:
    """Return what the functions of a module return: those that return only what is safe are helpers, too."""
    found: Returns = {}
    for owner, function in _functions(tree):
        if isinstance(function, ast.FunctionDef):
            for node in _own_nodes(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    found.setdefault(function.name, []).append((owner, function, node.value))
    return found


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions inside it, which are looked at for themselves."""
    for child in ast.iter_child_nodes(function):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        yield child
        yield from _own_nodes(child)


def _shown(node: ast.AST, ours: set[str]) -> Sequence[ast.expr]:
    """Return the expressions that ``node`` puts on a terminal."""
    if isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Attribute)]
        return [node.value] if any(target.attr in ATTRIBUTES for target in targets) else []
    if not isinstance(node, ast.Call):
        return []
    name = _name(node.func)
    if name in FORBIDDEN:
        return [ast.Name(id="markup", lineno=node.lineno)]
    if name not in WIDGETS and name not in METHODS:
        return []
    if isinstance(node.func, ast.Attribute):
        if ast.unparse(node.func.value) in ours:
            return []
    elif name in _ONLY_METHODS:
        return []
    positional = list(node.args)
    if name in _STREAMS:
        positional = [one for one in positional if not _is_stream(one)]
    elif name == "styled":
        positional = positional[:1]
    elif name in _ANY_SIZE:
        positional = positional[1:2]
    elif name == "DiscoveryHit":
        positional = positional[:1]
    elif name == "search_commands":
        positional = []
    return [*positional, *(word.value for word in node.keywords if word.arg in DRAWN)]


def _is_stream(node: ast.expr) -> bool:
    names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    names |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return bool(names & {"stderr", "stdout", "err", "out", "stream", "file"})


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


class _Scope:
    """What is known about the names of one function, and about ``self.x`` of its class."""

    def __init__(self, function: ast.AST, owner: ast.ClassDef | None, returns: Returns) -> None:
        self._values: dict[str, list[ast.expr | None]] = {}
        self._returns = returns
        self._asked: set[str] = set()
        for node in _own_nodes(function):
            self._learn(node)
        for node in ast.walk(owner) if owner is not None else ():
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                self._learn_attributes(node)

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
            self._bind(node.target, node.value)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            self._bind(node.target, node.iter)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FILLING:
            self._bind(node.func.value, node.args[-1] if node.args else None)

    def _learn_attributes(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and node.value is not None:
                self._values.setdefault(ast.unparse(target), []).append(node.value)

    def _bind(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._bind(part, value)
        elif isinstance(target, ast.Name):
            self._values.setdefault(target.id, []).append(value)

    def safe(self, node: ast.expr | None) -> bool:
        """Say whether an expression surely holds nothing raw."""
        if node is None:
            return False
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Name | ast.Attribute):
            return self._safe_name(node)
        if isinstance(node, ast.Call):
            return self._safe_call(node)
        return isinstance(node, _PARTS) and all(self.safe(part) for part in _parts(node))

    def _safe_name(self, node: ast.Name | ast.Attribute) -> bool:
        if isinstance(node, ast.Attribute) and node.attr == "plain" and self.safe(node.value):
            return True
        name = ast.unparse(node)
        if name in self._asked:
            return True  # asked about while it is being answered: its other values decide
        values = self._values.get(name)
        if not values:
            return False
        self._asked.add(name)
        try:
            return all(self.safe(value) for value in values)
        finally:
            self._asked.discard(name)

    def _safe_call(self, node: ast.Call) -> bool:
        name = _name(node.func)
        if name in HELPERS:
            return True
        if name not in PASSING:
            return self._safe_returns(name)
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
        of_class = isinstance(receiver, ast.Name) and receiver.id in ("Content", "columns", "self")
        parts = [*node.args, *(word.value for word in node.keywords)]
        if name in ("stylize", "styled", "truncate", "decode", "encode"):
            parts = parts[:1] if name == "styled" else []
        if name in ("fitted", "flowing", "rows_folded"):
            parts = parts[:1]
        elif name in ("clip", "pad", "wrap", "two_ends"):
            parts = [part for part in parts if not _is_number(part)]
        return (receiver is None or of_class or self.safe(receiver)) and all(self.safe(part) for part in parts)

    def _safe_returns(self, name: str) -> bool:
        """Say whether a function of this module returns only what is safe whatever it is given."""
        values = self._returns.get(name)
        if not values or name in self._asked:
            return False
        for owner, function, value in values:
            scope = _Scope(function, owner, self._returns)
            scope._asked = {*self._asked, name}
            if not scope.safe(value):
                return False
        return True


_PARTS = (
    ast.JoinedStr, ast.FormattedValue, ast.BinOp, ast.BoolOp, ast.IfExp, ast.List, ast.Tuple, ast.Starred,
    ast.Subscript, ast.GeneratorExp, ast.ListComp,
)  # fmt: skip


def _parts(node: ast.expr) -> list[ast.expr | None]:
    """Return what an expression is put together from, as far as it is shown."""
    if isinstance(node, ast.JoinedStr):
        return list(node.values)
    if isinstance(node, ast.FormattedValue | ast.Starred | ast.Subscript):
        return [node.value]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.BoolOp):
        return list(node.values)
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.List | ast.Tuple):
        return list(node.elts)
    assert isinstance(node, ast.GeneratorExp | ast.ListComp)
    return [node.elt]


def _is_number(node: ast.expr) -> bool:
    """Say whether an argument is a width: arithmetic over names that are no texts."""
    names = {ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)}
    return any(word in name for name in names for word in ("width", "room", "LABEL", "most"))
