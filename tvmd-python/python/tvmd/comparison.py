"""Mechanisms side by side, and simple ones beside the best."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Mapping, Optional

from . import _tvmd
from .answers import Verdict, verdict
from .numbers import by_name, number

if TYPE_CHECKING:
    import pandas


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
class Comparison:
    """Mechanisms side by side."""

    #: The total variation distance within which priors may move, for what is guaranteed; None without a prior.
    delta: Optional[Fraction]
    #: By name, in the order in which they were asked for.
    mechanisms: Mapping[str, Compared]
    #: A row for each quantity, a column for each mechanism.
    sheet: _tvmd.Sheet = field(repr=False, compare=False)
    _page: _tvmd.Page = field(repr=False, compare=False)

    def table(self) -> pandas.DataFrame:
        """The same as a table of pandas."""
        return self.sheet.to_pandas()

    def page(self) -> str:
        """A page for a browser: the table, the least revenue of each by distance, and each mechanism."""
        return self._page.html()

    def __getitem__(self, name: str) -> Compared:
        return self.mechanisms[name]

    def _repr_html_(self) -> str:
        return self.sheet._repr_html_()


@dataclass(frozen=True)
class Simple:
    """What one additive buyer brings, sold to simply and sold to optimally."""

    #: Each item at its best price.
    srev: Fraction
    #: All items together at one best price.
    brev: Fraction
    #: By the best mechanism.
    rev: Fraction
    sheet: _tvmd.Sheet = field(repr=False, compare=False)
    _page: _tvmd.Page = field(repr=False, compare=False)

    def page(self) -> str:
        """A page for a browser: the three ways of selling side by side, each as tables and pictures."""
        return self._page.html()

    def _repr_html_(self) -> str:
        return self.sheet._repr_html_()


def comparison(found: dict[str, Any], sheet: _tvmd.Sheet, page: _tvmd.Page) -> Comparison:
    """The answer about several mechanisms."""
    compared = map(_compared, found["mechanisms"])
    return Comparison(number(found.get("delta")), {own.name: own for own in compared}, sheet, page)


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


def simple(found: dict[str, str], sheet: _tvmd.Sheet, page: _tvmd.Page) -> Simple:
    """The answer about one buyer."""
    return Simple(**by_name(found), sheet=sheet, _page=page)
