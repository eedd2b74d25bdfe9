"""Arrays as calls take them: whatever has a buffer of numbers, as numpy's have, or lists of numbers."""

from __future__ import annotations

from math import lcm
from typing import Any, Mapping

from . import arguments
from .errors import ArgumentError

#: Whatever has a buffer of numbers, as numpy's arrays have, or lists of numbers.
Array = Any

#: Whole numbers of arrays have so many bits, with their sign.
_WHOLE_BITS = 64


def given(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Those that were given, by name. Exact numbers of Python's, as in `Fraction`s, become whole numbers over a denominator.

    >>> from fractions import Fraction
    >>> given({"mass": [Fraction(1, 4), "3/4"], "weight": None})
    {'mass': array([1, 3]), 'mass_denominator': 4}
    """
    told: dict[str, Array] = {}
    for name, array in arrays.items():
        if array is not None:
            # Of a table of pandas.
            array = array.to_numpy() if hasattr(array, "to_numpy") else array
            told |= _exactly(name, array) if _is_of_objects(array) else {name: array}
    return told


def _is_of_objects(array: Array) -> bool:
    """Whether these are objects of Python's, which no buffer has."""
    if isinstance(array, (list, tuple)):
        return any(_is_of_objects(part) for part in array) or any(_is_exact(part) for part in array)
    return bool(getattr(array, "dtype", None) == object)


def _is_exact(number: Any) -> bool:
    return isinstance(number, str) or hasattr(number, "as_integer_ratio") and not isinstance(number, (int, float))


def _exactly(name: str, array: Array) -> dict[str, Array]:
    """Whole numbers, and their denominator."""
    try:
        import numpy
    except ImportError:
        raise ArgumentError(f"{name}: arrays of exact numbers are numpy's, which isn't installed: `pip install numpy`") from None
    objects = numpy.asarray(array, dtype=object)
    numbers = [arguments.number(f"{name}{list(at)}", number) for at, number in numpy.ndenumerate(objects)]
    over = lcm(*(number.denominator for number in numbers))
    whole = [number.numerator * (over // number.denominator) for number in numbers]
    if max((number.bit_length() for number in [over, *whole]), default=0) >= _WHOLE_BITS:
        raise ArgumentError(f"{name}: its numbers have no common denominator with which they are whole numbers of {_WHOLE_BITS} bits")
    return {name: numpy.array(whole, dtype=numpy.int64).reshape(objects.shape), f"{name}_denominator": over}
