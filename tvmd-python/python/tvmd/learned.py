"""From bids to a prior, how far off that may be, and revenue that is promised nevertheless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Mapping, Optional, Sequence, Union

from . import _tvmd
from .errors import ArgumentError
from .instance import Instance
from .numbers import Number, given, number
from .paged import Tabled

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Bidder:
    """What was seen of a bidder; of bidders who are alike, of all together."""

    name: str
    #: In so many auctions she didn't take part.
    absent: int
    #: How often each type was seen, by what it is worth.
    types: Mapping[Fraction, int]


@dataclass(frozen=True)
class Learned(Tabled):
    """What bids tell.

    The statements hold for any number of auctions, with the confidence each, if what is assumed is true. The table says how
    often each type was seen, and what it earns as a reserve; the page the worst case that revenue is promised for, too.
    """

    auctions: int
    bidders: list[Bidder]
    #: Where bins begin, or how they were chosen.
    bins: str
    dependence: str
    confidence: Fraction
    #: So near is the true prior, in total variation; None where the bins were chosen by the bids.
    radius: Optional[Fraction]
    #: The mechanism of the instance that revenue is that of: `SecondPrice`, or `PostedPrice`.
    mechanism: str
    #: Its reserve, or its price: the one that was given, or that for which most is promised.
    reserve: Fraction
    #: What it earns under the prior, and what it earns at least, in expectation.
    expected_revenue: Fraction
    guaranteed_revenue: Fraction
    #: The same for every type as a reserve: (reserve, expected, guaranteed).
    reserves: list[tuple[Fraction, Fraction, Fraction]]
    #: The setting, the prior that was counted, and the mechanism with the reserve.
    instance: Instance = field(compare=False)
    #: What is promised, in words.
    promise: str
    #: What has to be true for that, and nobody can check.
    assumptions: list[str]


def learn(
    bids: Union[str, PathLike[str], Mapping[str, Sequence[Any]], pandas.DataFrame],
    bins: Union[str, Sequence[Number], None] = None,
    *,
    dependence: str = "independent",
    mechanism: str = "second_price",
    confidence: Number = Fraction(19, 20),
    reserve: Optional[Number] = None,
) -> Learned:
    """From bids to a setting and a prior, how far off that may be, and the revenue that is promised nevertheless.

    `bids` is a CSV file, or a mapping or a table of pandas: a column for each bidder, a row for each auction, and nothing (None, NaN, an empty
    text) where she stayed away; or the columns `auction`, `bidder` and `bid`. Texts like `7.50` are exact; floats are exactly the fractions that they are.

    `bins` says which bids are one type: where bins begin, as a list; `quantiles:4`, so many with as many bids each; or `values`, each bid for
    itself. Without it: the values if they are at most 20, and else ten quantiles. Only of bins that are given by where they begin, chosen
    before the bids were seen, is a radius known. `dependence` is `independent`, each bidder with a distribution of her own; `symmetric`,
    all with the same; or `joint`, in any way. Revenue is promised of a `second_price` auction with a `reserve`, or of one price, the reserve,
    posted to the bidders in their order (`posted_prices`); without a reserve, of the one for which most is promised.

    Raises `InstanceError` with everything that is wrong with the bids, at its lines.

    >>> told = learn({"Ann": [1, 2, 1, 2] * 250, "Ben": [2, None, 2, None] * 250}, bins=[1, 2])
    >>> told.expected_revenue, told.reserve
    (Fraction(3, 2), Fraction(2, 1))
    >>> float(told.guaranteed_revenue), float(told.radius)
    (1.410786256542, 0.076625)
    >>> told.instance["SecondPrice"].check().revenue == told.expected_revenue
    True
    """
    edges = bins if bins is None or isinstance(bins, str) else ",".join(str(Fraction(edge)) for edge in bins)
    if isinstance(bids, (str, PathLike)):
        file, text = Path(bids), ""
    else:
        file, text = None, _written(bids)
    found = _tvmd.learn(file, text, edges, dependence, mechanism, Fraction(confidence), given(reserve))
    answer = json.loads(found["answer"])
    exact: dict[str, Any] = {
        name: number(answer[name])
        for name in ("confidence", "radius", "reserve", "expected_revenue", "guaranteed_revenue")
    }
    return Learned(
        auctions=answer["auctions"],
        bidders=[_bidder(bidder) for bidder in answer["bidders"]],
        bins=answer["bins"],
        dependence=answer["dependence"],
        mechanism=answer["mechanism"],
        reserves=[
            (Fraction(row["reserve"]), Fraction(row["revenue"]), Fraction(row["guaranteed_revenue"]))
            for row in answer["reserves"]
        ],
        instance=Instance(answer["instance"]),
        promise=found["promise"],
        assumptions=found["assumptions"],
        sheet=found["sheet"],
        _page=found["page"],
        **exact,
    )


def _bidder(found: dict[str, Any]) -> Bidder:
    return Bidder(found["name"], found["absent"], {Fraction(seen["value"]): seen["count"] for seen in found["types"]})


def _written(bids: Union[Mapping[str, Sequence[Any]], pandas.DataFrame]) -> str:
    """As a CSV file has them."""
    columns = {str(name): list(cells) for name, cells in bids.items()}
    if len({len(cells) for cells in columns.values()}) > 1:
        lengths = ", ".join(f"{name} has {len(cells)}" for name, cells in columns.items())
        raise ArgumentError(f"every column needs a cell for each auction, and {lengths}; write None where a bidder stayed away")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in zip(*columns.values()))
    return text.getvalue()


def _cell(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    try:
        missing = cell is None or bool(cell != cell)
    except TypeError:
        # What is missing in pandas is equal to nothing, nor unequal.
        missing = True
    if missing:
        return ""
    try:
        return str(Fraction(cell))
    except (TypeError, OverflowError) as error:
        raise ArgumentError(f"{cell!r} is no bid: {error}") from error
