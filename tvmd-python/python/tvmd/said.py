"""What is said in Python in the instance format, as its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .arguments import exactly, shown
from .errors import InstanceError

#: Where a value is, as messages tell it.
_Mistakes = list[tuple[str, str]]


def text(said: Mapping[str, Any]) -> str:
    """A dictionary as the JSON text that says the same, every number exactly.

    Raises `InstanceError` with everything that the format has no way to say.

    >>> text({"bound": 2.5, "items": ("Tea", "Milk")})
    '{"bound": "5/2", "items": ["Tea", "Milk"]}'
    >>> text({"bound": float("nan"), "items": {"Tea"}})
    Traceback (most recent call last):
        ...
    tvmd.errors.InstanceError: bound: nan is no number
    items: {'Tea'} can't be said in an instance; write names, numbers, lists and dictionaries
    """
    return json.dumps(plain(said, ""))


def plain(said: Any, place: str) -> Any:
    """What is said at a place, of texts, whole numbers, lists and dictionaries alone."""
    mistakes: _Mistakes = []
    try:
        told = _plain(said, place, mistakes)
    except RecursionError:
        mistakes = [(place, "it is nested too deep, or contains itself")]
    if mistakes:
        lines = [f"{place}: {reason}" if place else reason for place, reason in mistakes]
        raise InstanceError("\n".join(lines), [(None, None, place, reason, None, 0) for place, reason in mistakes])
    return told


def _plain(said: Any, place: str, mistakes: _Mistakes) -> Any:
    """The same, where mistakes are collected."""
    if said is None or isinstance(said, (str, bool)):
        return said
    if isinstance(said, Mapping):
        return {_name(name, place, mistakes): _plain(one, _under(place, name), mistakes) for name, one in said.items()}
    # Numpy's arrays say what they hold as lists.
    parts = said.tolist() if hasattr(said, "tolist") and getattr(said, "ndim", None) else said
    if isinstance(parts, (list, tuple)):
        return [_plain(one, f"{place}[{position}]", mistakes) for position, one in enumerate(parts)]
    try:
        number = exactly(said)
    except ValueError as error:
        unsaid = f"{shown(said)} can't be said in an instance; write names, numbers, lists and dictionaries"
        mistakes.append((place, str(error) if _is_number(said) else unsaid))
        return None
    return number.numerator if number.denominator == 1 else str(number)


def _name(name: Any, place: str, mistakes: _Mistakes) -> str:
    if isinstance(name, str):
        return name
    mistakes.append((place, f"{shown(name)} is no name; names are texts"))
    return shown(name)


def _under(place: str, name: Any) -> str:
    return f"{place}.{name}" if place else str(name)


def _is_number(said: Any) -> bool:
    return hasattr(said, "__float__") and not hasattr(said, "__len__")
