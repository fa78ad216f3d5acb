"""Records to and from canonical JSON: equal Records give equal text, and the text gives the Record back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from kg.errors import InputError
from kg.model import Record

T = TypeVar("T")
Reader = Callable[[Any], Any]
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_PLAIN: Final = frozenset((str, int, float, bool, type(None)))


def decimal_text(value: Decimal) -> str:
    """Return the canonical lexical form of a finite decimal: no exponent, no loose zeros ("100", "0.5")."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def to_data(value: Any) -> Any:
    """Return plain JSON data for a model object; fields at their defaults are left out."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [to_data(item) for item in value]
    if kind is Decimal:
        return decimal_text(value)
    if not is_dataclass(value):
        return value
    data = {}
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if item is not default and item != default:
            data[name] = item if type(item) in _PLAIN else to_data(item)
    return data


def dumps(record: Record) -> str:
    """Return the canonical JSON of a record: sorted keys, one line."""
    return _JSON.encode(to_data(record))


def from_data(kind: type[T], data: Any) -> T:
    """Return the model object of a kind that plain data describes. Raises InputError if the data does not fit."""
    key: Any = kind
    try:
        result: T = _reader(key)(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise InputError(f"not a {kind.__name__}: {type(error).__name__}: {error}", hint="extract again") from None
    return result


def loads(text: str | bytes) -> Record:
    """Return the record that a JSON text describes. Raises InputError if it is none."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(f"not a record: {error}", hint="extract again") from None
    return from_data(Record, data)


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, _default(f)) for f in fields(kind))


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _reader(kind: Any) -> Reader:
    """Return the function that reads plain data as a kind; made once a kind, since records are read by the million."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _object_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (Union, UnionType):
        inner = _reader(next(a for a in arguments if a is not type(None)))
        return lambda data: None if data is None else inner(data)
    return Decimal if kind is Decimal else _same


def _same(data: Any) -> Any:
    return data


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if arguments[-1] is Ellipsis:
        one = _reader(arguments[0])
        return tuple if one is _same else lambda data: tuple([one(item) for item in data])
    parts = [_reader(a) for a in arguments]
    return lambda data: tuple([part(item) for part, item in zip(parts, data, strict=True)])


def _object_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers: Mapping[str, Reader] = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    return lambda data: kind(**{name: readers[name](item) for name, item in data.items()})
