"""Arguments of calls: what each may be, and of any other a message with the place, the reason and the way out.

Numbers are exact. A float is read as the decimal that Python prints for it, `0.1` as 1/10, as long as that has at most 15 digits: every such decimal
comes back the same from its way through a float. What prints with more was rounded on the way there, as `1/3` or `0.1 + 0.2` are, and is refused.
"""

from __future__ import annotations

import reprlib
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterable, Optional, Union

from . import _tvmd
from .errors import ArgumentError
from .numbers import Number

if TYPE_CHECKING:
    from .instance import Instance

#: A decimal of so many digits is the same after its way through a float.
_FAITHFUL_DIGITS = 15
#: Up to here every whole number is a float.
_WHOLE_FLOATS = 2**53
#: Longer numbers aren't read from text, either: they have more than 2000 characters.
_MOST_BITS = 6_640
#: Longer ones are no words of ours.
_LONGEST_WORD = 500
#: The largest count.
_MOST = 2**64 - 1


def shown(said: object) -> str:
    """What somebody said, in a message: cut where it is long."""
    return reprlib.repr(said)


def number(what: str, said: Number) -> Fraction:
    """An exact number; `what` is the argument's name.

    >>> number("within", 0.1), number("within", "1/10"), number("within", Decimal("0.10"))
    (Fraction(1, 10), Fraction(1, 10), Fraction(1, 10))
    >>> number("within", 1 / 3)
    Traceback (most recent call last):
        ...
    tvmd.errors.ArgumentError: within: 0.3333333333333333 is a float that was rounded; say what is meant, such as '1/3', or Fraction(0.3333333333333333) for the float itself
    >>> number("within", "10%")
    Traceback (most recent call last):
        ...
    tvmd.errors.ArgumentError: within: `10%` is not a number; write 1/10
    """
    if isinstance(said, str):
        return _tvmd.number(what, said)
    try:
        return exactly(said)
    except ValueError as error:
        raise ArgumentError(f"{what}: {error}") from None


def exactly(said: object) -> Fraction:
    """What is no text as a number; a `ValueError` says why it is none."""
    if isinstance(said, bool) or not isinstance(said, (Real, Decimal)):
        raise ValueError(f"{shown(said)} is no number; write one such as 2, '3/2', Fraction(3, 2) or 0.25")
    if isinstance(said, Rational):
        return _short(Fraction(int(said.numerator), int(said.denominator)))
    if not isinstance(said, Decimal):
        near = float(said)
        if near != said and near == near:
            raise ValueError(f"{shown(said)} has more digits than a float; write it as a text such as '3/2'")
        # Narrower floats print with fewer digits than the same number as Python's.
        return _written(near, format(near, ".12g") if isinstance(said, float) else str(said))
    if not said.is_finite():
        raise ValueError(f"{said} is no number")
    # Whose exponent may be of any size.
    if abs(said.adjusted()) > _MOST_BITS:
        raise ValueError(f"{shown(said)} is longer than any number that is read")
    return _short(Fraction(said))


def _written(said: float, about: str) -> Fraction:
    """A float as the decimal that it is written as; `about` is what it may be meant to be."""
    if said.is_integer() and abs(said) <= _WHOLE_FLOATS:
        return Fraction(said)
    decimal = Decimal(repr(said))
    if not decimal.is_finite():
        raise ValueError(f"{said} is no number")
    if len(decimal.normalize().as_tuple().digits) <= _FAITHFUL_DIGITS:
        return Fraction(decimal)
    near = Fraction(said).limit_denominator(1000)
    meant = near if float(near) == said else Fraction(about)
    raise ValueError(
        f"{said} is a float that was rounded; say what is meant, such as '{meant}', or Fraction({said}) for the float itself"
    )


def _short(said: Fraction) -> Fraction:
    """The number, if it isn't longer than what is read as text."""
    bits = max(said.numerator.bit_length(), said.denominator.bit_length())
    if bits > _MOST_BITS:
        raise ValueError(f"a number of {bits} bits; at most {_MOST_BITS} are read")
    return said


def optional(what: str, said: Optional[Number]) -> Optional[Fraction]:
    """A number, or None."""
    return None if said is None else number(what, said)


def count(what: str, said: int) -> int:
    """How many of something."""
    if isinstance(said, Integral) and not isinstance(said, bool) and 1 <= said <= _MOST:
        return int(said)
    raise ArgumentError(f"{what}: {shown(said)} is no count; write a whole number from 1 to {_MOST}")


def seconds(what: str, said: Optional[float]) -> Optional[float]:
    """A time, or None."""
    if said is None:
        return None
    try:
        limit = float(said) if isinstance(said, (Real, Decimal)) and not isinstance(said, bool) else -1.0
    except (OverflowError, ValueError):
        limit = -1.0
    if 0 <= limit < float("inf"):
        return limit
    raise ArgumentError(f"{what}: {shown(said)} is no time; write seconds, such as 10, or leave it out")


def flag(what: str, said: bool) -> bool:
    """True or False."""
    # Of numpy's, too.
    if isinstance(said, bool) or type(said).__name__ in ("bool", "bool_"):
        return bool(said)
    raise ArgumentError(f"{what}: {shown(said)} is neither True nor False")


def word(said: str) -> str:
    """A word, of which is told what it may be if it is another one."""
    return said if isinstance(said, str) and len(said) <= _LONGEST_WORD else shown(said)


def listed(said: Any) -> Optional[list[Any]]:
    """What is in a list, or anything else that has parts; None if it has none."""
    try:
        return list(said)
    except TypeError:
        return None


def words(what: str, said: Union[str, Iterable[str]]) -> list[str]:
    """Several words, each once, or a single one."""
    if isinstance(said, str):
        return [said]
    parts = listed(said)
    if parts is None:
        raise ArgumentError(f"{what}: {shown(said)} is no list of texts")
    told = [word(one) for one in parts]
    twice = next((one for position, one in enumerate(told) if one in told[:position]), None)
    if twice is not None:
        raise ArgumentError(f"{what}: `{twice}` is already there")
    return told


def path(what: str, said: Union[str, PathLike[str]]) -> Path:
    """A path of a file."""
    try:
        return Path(said)
    except TypeError:
        raise ArgumentError(f"{what}: {shown(said)} is no path; write the name of a file") from None


def text(what: str, said: str) -> str:
    """A text."""
    if isinstance(said, str):
        return said
    raise ArgumentError(f"{what}: {shown(said)} is no text")


def parsed(what: str, said: Instance) -> _tvmd.Instance:
    """An instance."""
    inner = getattr(said, "_said", None)
    if isinstance(inner, _tvmd.Instance):
        return inner
    raise ArgumentError(f"{what}: {shown(said)} is no `tvmd.Instance`; a file is read by `tvmd.Instance.load`")


def unknown(what: str, said: object, known: Iterable[str]) -> ArgumentError:
    """That there is no such thing, and what there is."""
    return ArgumentError(_tvmd.unknown(what, said if isinstance(said, str) and len(said) <= _LONGEST_WORD else shown(said), list(known)))
