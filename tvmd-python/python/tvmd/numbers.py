"""Numbers, which are exact, and what is made of them in answers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional, Union

#: What a number may be given as: `arguments` says how each is read.
Number = Union[int, str, float, Fraction, Decimal]

#: Points (δ, value) from δ = 0 to δ = 1, with straight lines in between.
Curve = list[tuple[Fraction, Fraction]]

#: Probabilities of profiles of types, by the types' names; those of probability 0 are left out.
Prior = dict[tuple[str, ...], Fraction]


def number(text: Optional[str]) -> Optional[Fraction]:
    """A number of an answer; None where there is none."""
    return None if text is None else Fraction(text)


def by_name(found: dict[str, str]) -> dict[str, Fraction]:
    """Numbers by name."""
    return {name: Fraction(text) for name, text in found.items()}


def prior(found: dict[str, Any]) -> Prior:
    """A joint distribution of an answer."""
    return {tuple(atom["profile"]): Fraction(atom["probability"]) for atom in found["joint"]}


def curve(found: list[dict[str, str]]) -> Curve:
    """A curve of an answer."""
    return [(Fraction(point["delta"]), Fraction(point["value"])) for point in found]
