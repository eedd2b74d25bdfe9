"""Mechanisms side by side, and simple ones beside the best."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Iterator, Mapping, Optional

from . import _tvmd
from .answers import Verdict, verdict
from .arguments import unknown
from .numbers import by_name, number
from .paged import Tabled


@dataclass(frozen=True)
class Compared:
    """One of several mechanisms; without a prior, what is about one is None."""

    name: str
    ex_post_ir: Verdict
    dsic: Verdict
    bic: Optional[Verdict]
    revenue: Optional[Fraction]
    welfare: Optional[Fraction]
    #: What each agent keeps of her value, in expectation.
    rents: Optional[Mapping[str, Fraction]]
    #: The least expected revenue over all priors within the distance.
    least_revenue: Optional[Fraction]
    #: The largest expected gain of a lie over all of them.
    regret: Optional[Fraction]


@dataclass(frozen=True)
class Comparison(Tabled):
    """Mechanisms side by side: a row of the table for each quantity, a column for each mechanism. The page has the least revenue of each by
    distance, too, and each mechanism.
    """

    #: The total variation distance within which priors may move, for what is guaranteed; None without a prior.
    delta: Optional[Fraction]
    #: By name, in the order in which they were asked for.
    mechanisms: Mapping[str, Compared]

    def __getitem__(self, name: str) -> Compared:
        if not isinstance(name, str) or name not in self.mechanisms:
            raise unknown("mechanism", name, self.mechanisms)
        return self.mechanisms[name]

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(self.mechanisms)


@dataclass(frozen=True)
class Simple(Tabled):
    """What one additive buyer brings, sold to simply and sold to optimally; on the page each as tables and pictures."""

    #: Each item at its best price.
    srev: Fraction
    #: All items together at one best price.
    brev: Fraction
    #: By the best mechanism.
    rev: Fraction


def comparison(found: dict[str, Any], sheet: _tvmd.Sheet, page: _tvmd.Page, asked: str) -> Comparison:
    """The answer about several mechanisms."""
    compared = map(_compared, found["mechanisms"])
    mechanisms = {one.name: one for one in compared}
    return Comparison(number(found.get("delta")), mechanisms, sheet=sheet, _page=page, _asked=asked)


def _compared(found: dict[str, Any]) -> Compared:
    rents = found["rents"]
    return Compared(
        name=found["name"],
        ex_post_ir=verdict(found["ex_post_ir"]),
        dsic=verdict(found["dsic"]),
        bic=verdict(found["bic"]),
        revenue=number(found["revenue"]),
        welfare=number(found["welfare"]),
        rents=None if rents is None else by_name(rents),
        least_revenue=number(found["least_revenue"]),
        regret=number(found["regret"]),
    )


def simple(found: dict[str, str], sheet: _tvmd.Sheet, page: _tvmd.Page, asked: str) -> Simple:
    """The answer about one buyer."""
    return Simple(**by_name(found), sheet=sheet, _page=page, _asked=asked)
