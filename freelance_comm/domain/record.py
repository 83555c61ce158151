"""Immutable, keyword-only value types that cost nothing to import.

Apart because of speed: importing ``dataclasses`` and building twenty of them costs a shell command more than
everything else it does together. ``Record`` keeps what we want of them (declared fields, defaults, equality, no
mutation) without generating code.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:  # ``typing`` is for those who check types: a command does not load it

    def dataclass_transform(**_: object):
        """Leave a class as it is."""
        return lambda cls: cls


_REQUIRED: Any = object()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Base of all value types. Fields are the annotated names of the class; defaults must be immutable."""

    _fields: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        fields = dict(cls._fields)
        for name, annotation in cls.__annotations__.items():
            inherited = name in fields and name not in cls.__dict__
            if name.startswith("_") or "ClassVar" in str(annotation) or inherited:
                continue
            fields[name] = cls.__dict__.get(name, _REQUIRED)
        cls._fields = fields

    def __init__(self, **values: Any) -> None:
        fields = type(self)._fields
        for name in values:
            if name not in fields:
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        own = self.__dict__
        for name, default in fields.items():
            if name in values:
                own[name] = values[name]
            elif default is _REQUIRED:
                raise TypeError(f"{type(self).__name__} needs {name!r}")
            else:
                own[name] = default
        self._check()

    def _check(self) -> None:
        """Refuse values that can never be true; subclasses raise ``ValueError`` or an ``AppError``."""

    def but(self, **changes: Any) -> Self:
        """Return a copy with ``changes`` applied."""
        return type(self)(**{**self.__dict__, **changes})

    def values(self) -> dict[str, Any]:
        """Return field names and values, in the order of declaration."""
        return dict(self.__dict__)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the fields, in the order of declaration."""
        return tuple(cls._fields)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(_hashable(value) for value in self.__dict__.values())))

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({inner})"


def _hashable(value: Any) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value
