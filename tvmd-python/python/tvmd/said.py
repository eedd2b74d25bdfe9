"""What is said in Python in the instance format, as its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from typing import Any, Union

from .arguments import exactly, shown
from .errors import ArgumentError, InstanceError
from .mechanism import Mechanism
from .numbers import Prior

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


def whole(given: Union[Mapping[str, Any], str]) -> str:
    """The JSON text of what is to be an instance."""
    if isinstance(given, Mapping):
        return text(given)
    if isinstance(given, str) and "{" in given:
        return given
    if isinstance(given, (str, PathLike)):
        raise ArgumentError(f"{shown(given)} is no text of an instance; a file is read by `tvmd.Instance.load`")
    raise ArgumentError(f"{shown(given)} is no instance; say it as a dictionary or as its JSON text")


def rule(mechanism: Union[Mechanism, Mapping[str, Any]], place: str) -> Any:
    """A mechanism in the instance format."""
    if isinstance(mechanism, Mechanism):
        return mechanism.to_dict()
    if isinstance(mechanism, Mapping):
        return plain(mechanism, place)
    known = "a `tvmd.Mechanism`, or a dictionary such as {'second_price': {}}"
    raise ArgumentError(f"mechanism: {shown(mechanism)} is no mechanism; give {known}")


def law(prior: Union[Prior, Mapping[str, Any], str]) -> Any:
    """A prior in the instance format."""
    # A column of pandas has profiles for its index.
    by_profile = dict(prior.items()) if hasattr(prior, "items") else {}
    if by_profile and all(isinstance(profile, tuple) for profile in by_profile):
        joint = [{"profile": profile, "probability": mass} for profile, mass in by_profile.items()]
        return plain({"joint": joint}, "prior")
    if isinstance(prior, (Mapping, str)):
        return plain(prior, "prior")
    known = "probabilities by profile, as {('Low', 'High'): '1/2', …}, or a prior of the instance format"
    raise ArgumentError(f"prior: {shown(prior)} is no prior; give {known}")
