"""A mechanism under every prior near the one that it was made for."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Mapping, Optional, Sequence

from ._tvmd import Cells, Sheet
from .numbers import Curve, Prior, curve, number, prior
from .paged import Paged


@dataclass(frozen=True)
class Lie:
    """The best lie under the worst prior."""

    agent: str
    type: str
    misreport: str
    gain: Fraction


@dataclass(frozen=True)
class Robustness(Paged):
    """A mechanism under every prior within a total variation distance δ of its own.

    Curves are lists of points (δ, value), with straight lines in between. The page has them with the paper's bounds, the worst priors, the
    mechanism and its setting.
    """

    mechanism: str
    objective: str
    #: Which priors that near there are: `all`, or those that rule out what the instance's does, which keep its `support`.
    ball: str
    #: The least and the most that the objective is worth in expectation.
    least: Curve
    most: Curve
    #: The largest expected gain of a lie, given the type.
    regret: Curve
    #: What types of probability 0 gain at any distance above 0.
    ruled_out: Fraction
    #: Lemma 2: the objective falls by at most the first times δ; on this mechanism by at most the second.
    lemma_2: tuple[Fraction, Fraction]
    #: Lemma 4: a type of probability p gains at most the first times δ/p, and the second is sharp; None where it says nothing.
    lemma_4: Optional[tuple[Fraction, Fraction]]
    #: Up to which distance promises hold; None where they don't under the prior itself.
    promises: Mapping[str, Optional[Fraction]]
    #: The distance that was asked about; what follows is about it.
    delta: Fraction
    #: Where the objective is least.
    worst_prior: Prior
    #: The lie that gains most, and where it does; None where no lie gains anything.
    lie: Optional[Lie]
    tempting_prior: Prior
    #: Triples (epsilon, q, exact): under every prior, types of mass q gain more than epsilon; and whether no less of q holds.
    frontier: list[tuple[Fraction, Fraction, bool]]
    #: All of it but the priors, to be read.
    in_words: str = field(repr=False, compare=False)
    #: The curves by their corners, and the worst priors beside the prior, as tables.
    sheets: list[Sheet] = field(repr=False, compare=False)
    #: What tables of a sweep show of it.
    _cells: Cells = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.in_words

    @property
    def kept(self) -> dict[str, bool]:
        """Whether promises hold under every prior within `delta`."""
        return {said: reach is not None and reach >= self.delta for said, reach in self.promises.items()}


@dataclass(frozen=True)
class ProductRobustness(Paged):
    """A mechanism where types stay independent, and each agent's distribution is within a total variation distance of her own."""

    mechanism: str
    objective: str
    #: The distance that all of this is about.
    delta: Fraction
    #: The least and the most that the objective is worth in expectation.
    least: Fraction
    most: Fraction
    #: Where the objective is least.
    worst_prior: Prior
    #: The largest expected gain of a lie, given the type.
    regret: Fraction
    #: The lie that gains so much, and where it does; None where no lie gains anything.
    lie: Optional[Lie]
    tempting_prior: Optional[Prior]
    #: Whether promises hold.
    promises: Mapping[str, bool]
    #: All of it but the priors, to be read.
    in_words: str = field(repr=False, compare=False)
    #: The values at the distance, and the worst priors beside the prior, as tables.
    sheets: list[Sheet] = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.in_words


def near(found: dict[str, Any], whole: Mapping[str, Any], promises: Sequence[str], asked: str) -> Robustness:
    """The answer about priors near an instance's; `whole` has it in words, as tables and as a page."""
    objective, incentives, bounds = found["objective"], found["incentives"], found["bounds"]
    lemma_2, lemma_4 = bounds["lemma_2"], bounds["lemma_4"]
    steps = incentives["frontier"]
    return Robustness(
        mechanism=found["mechanism"],
        objective=objective["name"],
        ball=found["ball"],
        least=curve(objective["least"]),
        most=curve(objective["most"]),
        regret=curve(incentives["regret"]),
        ruled_out=Fraction(incentives["ruled_out"]),
        lemma_2=(Fraction(lemma_2["width"]), Fraction(lemma_2["width_in_play"])),
        lemma_4=lemma_4 and (Fraction(lemma_4["printed"]), Fraction(lemma_4["sharp"])),
        promises={said: number(promise["holds_up_to"]) for said, promise in zip(promises, found["promises"])},
        delta=Fraction(found["delta"]),
        worst_prior=prior(objective["worst_prior"]),
        lie=_lie(incentives["lie"]),
        tempting_prior=prior(incentives["worst_prior"]),
        frontier=[(Fraction(step["epsilon"]), Fraction(step["q"]), step["exact"]) for step in steps],
        in_words=whole["in_words"],
        sheets=whole["sheets"],
        _cells=whole["cells"],
        _page=whole["page"],
        _asked=asked,
    )


def products(
    found: dict[str, Any], whole: Mapping[str, Any], promises: Sequence[str], asked: str
) -> ProductRobustness:
    """The answer about independent priors, likewise."""
    objective, incentives = found["objective"], found["incentives"]
    tempting = incentives["worst_prior"]
    return ProductRobustness(
        mechanism=found["mechanism"],
        objective=objective["name"],
        delta=Fraction(found["delta"]),
        least=Fraction(objective["least_at_delta"]),
        most=Fraction(objective["most_at_delta"]),
        worst_prior=prior(objective["worst_prior"]),
        regret=Fraction(incentives["regret_at_delta"]),
        lie=_lie(incentives["lie"]),
        tempting_prior=tempting and prior(tempting),
        promises={said: promise["holds"] for said, promise in zip(promises, found["promises"])},
        in_words=whole["in_words"],
        sheets=whole["sheets"],
        _page=whole["page"],
        _asked=asked,
    )


def _lie(found: Optional[dict[str, str]]) -> Optional[Lie]:
    if found is None:
        return None
    return Lie(found["agent"], found["type"], found["misreport"], Fraction(found["gain"]))
