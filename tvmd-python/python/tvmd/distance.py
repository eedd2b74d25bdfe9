"""How far priors are apart, in total variation, with what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Mapping

from .numbers import by_name

#: The types of all agents, by name.
Profile = tuple[str, ...]


@dataclass(frozen=True)
class Distance:
    """The total variation distance of two priors. Each of its certificates proves a side of it."""

    value: Fraction
    #: A way to move the one prior to the other, which moves no more than the distance: the mass of pairs (from, to).
    coupling: Mapping[tuple[Profile, Profile], Fraction]
    #: A function whose expectations under the two differ by the distance, no two values of which differ by more than 1: 1/2 on an event and -1/2
    #: off it. Profiles that are impossible under both aren't listed.
    dual: Mapping[Profile, Fraction]


@dataclass(frozen=True)
class ProductDistance:
    """Bounds on the total variation distance of a prior to the closest one under which agents are independent, or items."""

    #: No product is nearer.
    lower: Fraction
    #: So far away is `product`.
    upper: Fraction
    #: How far apart the bounds might be, and whether they aren't farther.
    tolerance: Fraction
    reached: bool
    #: The distribution of each agent, or of each item.
    product: Mapping[str, Mapping[str, Fraction]]


def of_two(found: dict[str, Any]) -> Distance:
    """The answer about two priors."""
    return Distance(
        value=Fraction(found["value"]),
        coupling={
            (tuple(pair["from"]), tuple(pair["to"])): Fraction(pair["probability"]) for pair in found["coupling"]
        },
        dual={tuple(point["profile"]): Fraction(point["value"]) for point in found["dual"]},
    )


def to_product(found: dict[str, Any]) -> ProductDistance:
    """The answer about the closest product."""
    return ProductDistance(
        lower=Fraction(found["lower"]),
        upper=Fraction(found["upper"]),
        tolerance=Fraction(found["tolerance"]),
        reached=found["reached"],
        product={name: by_name(masses) for name, masses in found["product"].items()},
    )
