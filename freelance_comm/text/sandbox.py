"""The room in which templates run: they see values, call nothing of ours, and end in bounded time and space.

Jinja's immutable sandbox, narrowed: no attribute of any value can be reached (only the keys of dictionaries), only
macros and loops can be called, filters are a short list, and every loop, call and printed character is counted. The
sandbox of the library alone still calls methods of what it is given and can be made to print for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from time import thread_time
from types import CodeType, MethodType
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, UndefinedError, nodes, pass_context
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

STEP_LIMIT = 100_000
"""Turns of loops and calls of macros in one draft."""
CHARACTER_LIMIT = 2_000_000
"""Characters handled on the way to one draft, those in macros and captured blocks included."""
SECOND_LIMIT = 5
"""Seconds of work, not of waiting; reached only by templates that sort or search long lists over and over."""
RANGE_LIMIT = 1_000
NUMBER_LIMIT = 10**15

_FILTERS = (
    *("default", "d"),
    *("count", "first", "last", "length", "list", "max", "min", "reverse", "sort", "unique"),
    *("dictsort", "groupby", "map", "reject", "rejectattr", "select", "selectattr"),
)
_ON_TEXT: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "trim": str.strip,
    "capfirst": lambda text: text[:1].upper() + text[1:],
    # Markdown runs lines together unless they end so; spaces at line ends would not outlive the tidying.
    "breaks": lambda text: text.replace("\n", "\\\n"),
}
_COMPILED: dict[Any, CodeType] = {}
"""What texts were compiled to in this process: threads may share it."""
_MOST_COMPILED = 256
_INNER = (LoopContext, Macro, TemplateModule, TemplateReference, BlockReference)
"""Objects of the template language itself, whose public attributes are the language."""


class UnknownName(UndefinedError):
    """A template names a fact that it was not given; ``known`` are the names there are in that place."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class NoValue(Exception):
    """A template prints something that has no words: nothing, yes or no, a whole list."""


class WrongValue(Exception):
    """A filter or a loop is given something it cannot work with; ``what`` names the filter."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class TooMuch(Exception):
    """A template does not end, or its result is too large."""


class Forbidden(SecurityError):
    """A template asks for what no template may do."""


class Budget:
    """What one draft may use up."""

    def __init__(self) -> None:
        self.steps = 0
        self.characters = 0
        self._end = thread_time() + SECOND_LIMIT

    def step(self, count: int = 1) -> None:
        """Count turns of a loop or calls."""
        self.steps += count
        if self.steps > STEP_LIMIT or thread_time() > self._end:
            raise TooMuch

    def write(self, count: int) -> None:
        """Count characters."""
        self.characters += count
        if self.characters > CHARACTER_LIMIT:
            raise TooMuch


class Sandbox(ImmutableSandboxedEnvironment):
    """One draft's environment: made for a render, thrown away after it.

    ``told`` turns a value into its words in the reader's locale (dates, amounts, numbers). ``escape`` makes text safe
    for the form of the draft; ``None`` for plain text, where nothing needs it.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(
        self, loader: BaseLoader, told: Callable[[Any], str], escape: Callable[[str], str] | None = None
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=Missing,
            finalize=_finalize,
            autoescape=escape is not None,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=20,
            auto_reload=False,
            optimized=False,  # what is compiled follows from the text alone, not from this draft's filters
        )
        self.budget = Budget()
        self._told = told
        self._escape = escape
        self.globals.clear()
        self.globals["range"] = self._range
        filters = {name: self.filters[name] for name in _FILTERS}
        self.filters.clear()
        self.filters.update(filters, join=self.join, _each=self._each)
        for name, change in _ON_TEXT.items():
            self.filters[name] = _on_text(name, change)

    def printed(self, value: Any) -> str:
        """Return what ``value`` looks like in the draft, safe for its form, and count it."""
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, Markup):
            text: str = value
        elif self._escape is None:
            text = value if isinstance(value, str) else self._told(value)
        else:
            text = Markup(self._escape(value if isinstance(value, str) else self._told(value)))
        self.budget.write(len(text))
        return text

    def safe(self, text: str) -> str:
        """Return ``text``, put together from printed parts, as something that needs no further escaping."""
        return text if self._escape is None else Markup(text)

    def join(self, items: Iterable[Any], between: str = "") -> str:
        """Return the items in a row with ``between`` between them."""
        parts = [self.printed(item) for item in items]
        gap = self.printed(between)
        self.budget.write(len(gap) * len(parts))
        return self.safe(gap.join(parts))

    def _each(self, items: Any, weight: int) -> list[Any]:
        """Count the turns of a loop before they are taken; ``weight`` is the fixed text that one turn prints."""
        if isinstance(items, Undefined):
            str(items)  # says which name is unknown
        if isinstance(items, str) or not isinstance(items, Iterable):
            raise WrongValue("for")
        taken = []
        for item in items:
            self.budget.step()
            self.budget.write(weight)
            taken.append(item)
        return taken

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        if len(numbers) > RANGE_LIMIT:
            raise TooMuch
        return numbers

    # What Jinja asks while it compiles.

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Compile a text, or take what it was compiled to for an earlier draft: all letters borrow the same parts."""
        compiled: Callable[..., Any] = super().compile
        if raw or not isinstance(source, str):
            return compiled(source, name, filename, raw, defer_init)
        key = (source, name, filename, defer_init, self.autoescape)
        done = _COMPILED.pop(key, None) or compiled(source, name, filename, raw, defer_init)
        _COMPILED[key] = done  # at the end: what was not wanted for longest goes first
        for oldest in list(_COMPILED)[:-_MOST_COMPILED]:
            _COMPILED.pop(oldest, None)
        return done

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for switch in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
            error = Forbidden("autoescape")
            error.lineno = switch.lineno  # type: ignore[attr-defined]
            raise error
        for loop in list(tree.find_all(nodes.For)):
            weight = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
            loop.iter = _filter("_each", loop.iter, [nodes.Const(weight, lineno=loop.lineno)])
        _replace_concatenations(tree)
        tree.set_environment(self)
        return tree

    # What Jinja asks while a template runs.

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the key of a dictionary; of the language's own objects the public attributes; else nothing."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, _INNER):
            return super().getattr(obj, attribute)
        if isinstance(obj, Undefined):
            str(obj)  # says which name is unknown
        raise Forbidden(attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the item of a dictionary or list, or a part of a text."""
        if isinstance(obj, Mapping):
            known = isinstance(argument, str) and argument in obj
            return obj[argument] if known else self.undefined(obj=obj, name=str(argument))
        if isinstance(obj, list | tuple | str | range) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except (IndexError, ValueError):
                return self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Only macros, loops and ``range`` can be called."""
        if isinstance(obj, MethodType):
            return isinstance(obj.__self__, LoopContext) or obj == self._range
        return isinstance(obj, Macro | LoopContext | BlockReference)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro, counted; what it wrote is counted again where it is printed."""
        if isinstance(__obj, Undefined):
            str(__obj)
        __self.budget.step()
        if not __self.is_safe_callable(__obj):
            raise Forbidden(getattr(__obj, "__name__", type(__obj).__name__))
        result = super().call(__context, __obj, *args, **kwargs)
        if isinstance(result, str):
            __self.budget.write(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with small numbers; a text may be lengthened by another text, nothing may be multiplied."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.join((left, right))
        numbers = (int, Decimal)
        if operator == "**" or not (isinstance(left, numbers) and isinstance(right, numbers)):
            raise Forbidden(operator)
        result = super().call_binop(context, operator, left, right)
        if not abs(result) < NUMBER_LIMIT:
            raise TooMuch
        return Decimal(str(result)) if isinstance(result, float) else result

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Load a template for an include or import, counted."""
        self.budget.step()
        if not isinstance(name, str):
            raise Forbidden(str(type(name).__name__))
        return super().get_template(name, parent, globals)


class Missing(StrictUndefined):
    """A name without a fact: whatever is done with it says so, with the names that exist in its place."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        if name is not None and exc is UndefinedError:
            known = tuple(str(key) for key in obj) if isinstance(obj, Mapping) else ()
            wanted = name

            def exc(_message: str | None = None) -> UnknownName:
                return UnknownName(wanted, known)

        super().__init__(hint, obj=obj, name=name, exc=exc)


@pass_context
def _finalize(context: Context, value: Any) -> str:
    # With the context as an argument, because Jinja then leaves constants alone until the draft is written.
    environment = context.environment
    if not isinstance(environment, Sandbox):
        raise TypeError("finalize belongs to the sandbox")
    return environment.printed(value)


def _on_text(name: str, change: Callable[[str], str]) -> Callable[[Any], str]:
    def changed(value: Any) -> str:
        if isinstance(value, Undefined):
            str(value)  # says which name is unknown
        if not isinstance(value, str):
            raise WrongValue(name)
        # A marked-up text stays one: its own methods would escape what is escaped already.
        return type(value)(change(str.__str__(value)))

    return changed


def _filter(name: str, operand: nodes.Node, arguments: list[nodes.Expr]) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", operand), name, arguments, [], None, None, lineno=operand.lineno)


def _replace_concatenations(node: nodes.Node) -> None:
    """Turn ``a ~ b`` into a counted join, all over the tree."""
    for field, value in node.iter_fields():
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, nodes.Node):
                continue
            _replace_concatenations(child)
            if isinstance(child, nodes.Concat):
                row = nodes.List(child.nodes, lineno=child.lineno)
                joined = _filter("join", row, [])
                if isinstance(value, list):
                    value[index] = joined
                else:
                    setattr(node, field, joined)
