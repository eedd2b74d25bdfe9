"""Calls as they are typed, which pages tell at their end."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from fractions import Fraction
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import Any, Callable

from .arguments import exactly

#: Longer calls are told by their end.
_LONGEST = 400
#: Longer arguments aren't told.
_LONGEST_ARGUMENT = 80
#: So many parts of a list, likewise.
_MOST_PARTS = 20
#: The arguments that are files. Of whole paths only the name is told, since a page may be shown to others.
_FILES = ("file", "bids")


def told(whose: str, method: Callable[..., Any], arguments: Mapping[str, Any]) -> str:
    """A call of a method with these arguments, without those that are what they are anyway; `whose` is what was called before.

    >>> def optimum(objective="revenue", *, within=None): ...
    >>> told("tvmd.Instance.load(…)", optimum, {"objective": "revenue", "within": 0.1})
    'tvmd.Instance.load(…).optimum(within="1/10")'
    """
    written = []
    for name, parameter in inspect.signature(method).parameters.items():
        said = arguments[name]
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            written += [f"{option}={_argument(option, value)}" for option, value in said.items()]
        elif parameter.default is inspect.Parameter.empty:
            written.append(_argument(name, said))
        elif said is not parameter.default and not _equal(said, parameter.default):
            written.append(f"{name}={_argument(name, said)}")
    call = f"{whose}.{method.__name__}({', '.join(written)})"
    return call if len(call) <= _LONGEST else f"…{call[-_LONGEST:]}"


def named(whose: str, name: str) -> str:
    """What is called by a name."""
    return f"{whose}[{_text(name)}]"


def _equal(said: Any, default: Any) -> bool:
    # Arrays are equal to nothing in particular.
    alike = any(isinstance(said, kind) and isinstance(default, kind) for kind in (str, Real))
    return alike and bool(said == default)


def _argument(name: str, said: Any) -> str:
    if name in _FILES and isinstance(said, (str, PathLike)):
        return _text(_file(said))
    return _short(_value(said))


def _file(said: Any) -> str:
    file = Path(said)
    return file.name if file.is_absolute() else str(file)


def _value(said: Any) -> str:
    if isinstance(said, str):
        return _text(said)
    if said is None or isinstance(said, bool):
        return str(said)
    if isinstance(said, (list, tuple, Mapping)) and len(said) > _MOST_PARTS:
        return "…"
    if isinstance(said, (list, tuple)):
        return f"[{', '.join(_value(one) for one in said)}]"
    if isinstance(said, Mapping) and all(isinstance(name, str) for name in said):
        return f"{{{', '.join(f'{_text(name)}: {_value(one)}' for name, one in said.items())}}}"
    try:
        number = exactly(said)
    except ValueError:
        return "…"
    return _number(number, isinstance(said, Integral))


def _number(number: Fraction, is_whole: bool) -> str:
    return str(number) if is_whole or number.denominator == 1 else _text(str(number))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _short(written: str) -> str:
    return written if len(written) <= _LONGEST_ARGUMENT else "…"
