"""From bids to a prior, how far off that may be, and revenue that is promised nevertheless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, Any, Mapping, Optional, Sequence, Union

from . import _tvmd, arguments, call
from .errors import ArgumentError, InstanceError
from .instance import Instance
from .numbers import Number, number
from .paged import Tabled

if TYPE_CHECKING:
    import pandas


#: Of bids that are none so many are told.
_MOST_TOLD = 12


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
    text) where she stayed away; or the columns `auction`, `bidder` and `bid`. Bids are texts like `7.50` or numbers as in any call, so that a
    file says the same by itself and read by pandas.

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
    asked = call.told("tvmd", learn, locals())
    if isinstance(bids, (str, PathLike)):
        file, text = arguments.path("bids", bids), ""
    else:
        file, text = None, _written(bids)
    found = _tvmd.learn(
        file,
        text,
        _edges(bins),
        arguments.word(dependence),
        arguments.word(mechanism),
        arguments.number("confidence", confidence),
        arguments.optional("reserve", reserve),
    )
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
        _asked=asked,
        **exact,
    )


def _bidder(found: dict[str, Any]) -> Bidder:
    return Bidder(found["name"], found["absent"], {Fraction(seen["value"]): seen["count"] for seen in found["types"]})


def _edges(bins: Union[str, Sequence[Number], None]) -> Optional[str]:
    """Bins as the command line takes them."""
    if bins is None or isinstance(bins, str):
        return bins
    edges = arguments.listed(bins)
    if edges is None:
        quantiles = f"'quantiles:{bins}'" if isinstance(bins, int) and bins > 0 else "'quantiles:4'"
        raise ArgumentError(
            f"bins: {arguments.shown(bins)} is no list; write where bins begin, as [0, 10, 20], or {quantiles} for so many bins"
        )
    return ",".join(str(arguments.number(f"bins[{position}]", edge)) for position, edge in enumerate(edges))


def _written(bids: Union[Mapping[str, Sequence[Any]], pandas.DataFrame]) -> str:
    """As a CSV file has them."""
    try:
        # A table of pandas may have two columns of one name.
        columns = [(str(name), _cells(cells)) for name, cells in bids.items()]
    except (AttributeError, TypeError):
        kinds = "the name of a CSV file, a table of pandas, or a dictionary with a list of bids for each bidder"
        raise ArgumentError(f"bids: {arguments.shown(bids)} is no table; give {kinds}") from None
    if not columns:
        raise ArgumentError("bids: there are no bidders in it; give each a name and a list of bids")
    if len({len(cells) for _, cells in columns}) > 1:
        lengths = ", ".join(f"{name} has {len(cells)}" for name, cells in columns)
        raise ArgumentError(f"every column needs a cell for each auction, and {lengths}; write None where a bidder stayed away")
    mistakes: list[tuple[str, str]] = []
    written = [_column(name, cells, mistakes) for name, cells in columns]
    if mistakes:
        told = [f"{place}: {reason}" for place, reason in mistakes]
        raise InstanceError("\n".join(told), [(None, None, place, reason, None, 0) for place, reason in mistakes])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(name for name, _ in columns)
    writer.writerows(zip(*written))
    return text.getvalue()


def _cells(cells: Any) -> list[Any]:
    """What is in a column; a text is none."""
    if isinstance(cells, (str, bytes)):
        raise TypeError
    return list(cells)


def _column(name: str, cells: Sequence[Any], mistakes: list[tuple[str, str]]) -> list[str]:
    """The cells of a column as texts; those that are no bids are mistakes, of which the first few are told."""
    written = []
    for position, cell in enumerate(cells):
        try:
            written.append(_cell(cell))
        except ValueError as error:
            if len(mistakes) < _MOST_TOLD:
                mistakes.append((f"column {name}, row {position}", str(error)))
    return written


def _cell(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    try:
        is_missing = cell is None or bool(cell != cell)
    except (ArithmeticError, TypeError, ValueError):
        # What is missing in pandas is equal to nothing, nor unequal; a list of several is no bid.
        is_missing = type(cell).__name__ == "NAType"
    return "" if is_missing else str(arguments.exactly(cell))
