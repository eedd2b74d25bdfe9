"""What is found, with every number as a ``Fraction``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any, Mapping, Optional, Union

from . import _tvmd

#: Points (δ, value) from δ = 0 to δ = 1, with straight lines in between.
Curve = list[tuple[Fraction, Fraction]]

#: Probabilities of profiles of types, by the types' names; those of probability 0 are left out.
Prior = dict[tuple[str, ...], Fraction]


@dataclass(frozen=True)
class Consequence:
    """What comes of a report, for the agent who makes it."""

    #: In words.
    gets: str
    pays: Fraction
    utility: Fraction


@dataclass(frozen=True)
class Witness:
    """Who gains how much by which report."""

    agent: str
    type: str
    #: None where it is taking part that costs something.
    misreport: Optional[str]
    #: What the others report, by agent; None where it is in expectation over their types.
    others: Optional[Mapping[str, str]]
    gain: Fraction
    truth: Consequence
    lie: Optional[Consequence]


@dataclass(frozen=True)
class Verdict:
    """Whether a property holds, exactly. It is true in a condition if it does."""

    holds: bool
    #: The largest loss or gain; 0 where it holds.
    regret: Fraction
    #: Who can gain most, where it doesn't hold.
    witness: Optional[Witness]

    def __bool__(self) -> bool:
        return self.holds


@dataclass(frozen=True)
class Check:
    """What a check finds of a mechanism; without a prior, what is about one is None."""

    name: str
    ex_post_ir: Verdict
    interim_ir: Optional[Verdict]
    #: Not taking part (Bottom) counts as a report, here and in `bic`.
    dsic: Verdict
    #: Among types that take part.
    dsic_participating: Verdict
    bic: Optional[Verdict]
    bic_participating: Optional[Verdict]
    #: Pairs (epsilon, q): types of mass q gain more than epsilon.
    frontier: Optional[list[tuple[Fraction, Fraction]]]
    revenue: Optional[Fraction]
    welfare: Optional[Fraction]
    #: What the verdicts rest on, where they weren't found profile by profile.
    theorem: Optional[str]
    #: The claims of the file, and whether they hold.
    claims: Mapping[str, bool]


@dataclass(frozen=True)
class Proved:
    """What a certificate proves."""

    #: `optimum`, `deterministic`, `max-min` or `guarantee`.
    proves: str
    value: Fraction
    setting: str
    objective: str
    truthfulness: str
    epsilon: Optional[Fraction]
    participation: str
    #: How far the prior, or by agent her marginal, may be off, in total variation; None where it may not.
    within: Optional[Fraction]
    marginals_within: Optional[Mapping[str, Fraction]]
    #: Which distributions within that there are: `all`, or those that keep the `support`.
    ball: Optional[str]


class Certificate:
    """A proof of an optimum, which `verify` checks with code that shares nothing with what wrote it."""

    def __init__(self, text: str):
        #: The text of its file.
        self.text = text

    def save(self, file: Union[str, PathLike[str]]) -> None:
        """Writes it to a file."""
        Path(file).write_text(self.text, encoding="utf-8")

    def verify(self, budget: int = 1) -> Proved:
        """What it proves.

        Raises `CertificateError` if that is nothing.
        """
        return proved(json.loads(_tvmd.verify(self.text, budget)))

    def __repr__(self) -> str:
        return f"<certificate of {len(self.text)} characters>"


@dataclass(frozen=True)
class Lie:
    """The best lie under the worst prior."""

    agent: str
    type: str
    misreport: str
    gain: Fraction


@dataclass(frozen=True)
class Robustness:
    """A mechanism under every prior within a total variation distance δ of its own.

    Curves are lists of points (δ, value), with straight lines in between.
    """

    mechanism: str
    objective: str
    #: The least and the most that the objective is worth in expectation.
    least: Curve
    most: Curve
    #: The largest expected gain of a lie, given the type.
    regret: Curve
    #: What types of probability 0 gain at any distance above 0.
    ruled_out: Fraction
    #: The distance that was asked about; what follows is about it.
    delta: Fraction
    #: Where the objective is least.
    worst_prior: Prior
    #: The lie that gains most, and where it does; None where no lie gains anything.
    lie: Optional[Lie]
    tempting_prior: Prior
    #: A page for a browser: a document of HTML with the curves, the worst prior, the mechanism and its setting.
    page: str = field(repr=False)

    def _repr_html_(self) -> str:
        return framed(self.page)


def verdict(found: Optional[dict[str, Any]]) -> Any:
    """A verdict of an answer; None where there is none."""
    if found is None:
        return None
    witness = found["witness"]
    return Verdict(found["holds"], Fraction(found["regret"]), None if witness is None else _witness(witness))


def _witness(found: dict[str, Any]) -> Witness:
    others = found["others"]
    return Witness(
        agent=found["agent"],
        type=found["type"],
        misreport=found["misreport"],
        others=others,
        gain=Fraction(found["gain"]),
        truth=_consequence(found["truth"]),
        lie=None if found["lie"] is None else _consequence(found["lie"]),
    )


def _consequence(found: dict[str, Any]) -> Consequence:
    return Consequence(found["gets"], Fraction(found["pays"]), Fraction(found["utility"]))


def number(text: Optional[str]) -> Optional[Fraction]:
    """A number of an answer; None where there is none."""
    return None if text is None else Fraction(text)


def check(found: dict[str, Any]) -> Check:
    """The answer of a check."""
    steps = found["frontier"]
    return Check(
        name=found["name"],
        ex_post_ir=verdict(found["ex_post_ir"]),
        interim_ir=verdict(found["interim_ir"]),
        dsic=verdict(found["dsic"]),
        dsic_participating=verdict(found["dsic_participating"]),
        bic=verdict(found["bic"]),
        bic_participating=verdict(found["bic_participating"]),
        frontier=None if steps is None else [(Fraction(step["epsilon"]), Fraction(step["q"])) for step in steps],
        revenue=number(found["revenue"]),
        welfare=number(found["welfare"]),
        theorem=found["theorem"],
        claims={decided["claim"]: decided["holds"] for decided in found["claims"]},
    )


def proved(found: dict[str, Any]) -> Proved:
    """The answer of the checker of certificates."""
    radii = found["marginals_within"]
    numbers: dict[str, Any] = {name: number(found[name]) for name in ("value", "epsilon", "within")}
    numbers["marginals_within"] = radii and {agent: Fraction(radius) for agent, radius in radii.items()}
    return Proved(**{**found, **numbers})


def prior(found: dict[str, Any]) -> Prior:
    """A joint distribution of an answer."""
    return {tuple(atom["profile"]): Fraction(atom["probability"]) for atom in found["joint"]}


def _curve(found: list[dict[str, str]]) -> Curve:
    return [(Fraction(point["delta"]), Fraction(point["value"])) for point in found]


def robustness(found: dict[str, Any], objective: str) -> Robustness:
    """The answer about priors near an instance's."""
    lie = found["lie"]
    return Robustness(
        mechanism=found["mechanism"],
        objective=objective,
        least=_curve(found["least"]),
        most=_curve(found["most"]),
        regret=_curve(found["regret"]),
        ruled_out=Fraction(found["ruled_out"]),
        delta=Fraction(found["delta"]),
        worst_prior=prior(found["worst_prior"]),
        lie=None if lie is None else Lie(lie["agent"], lie["type"], lie["misreport"], Fraction(lie["gain"])),
        tempting_prior=prior(found["tempting_prior"]),
        page=found["page"],
    )


def framed(page: str) -> str:
    """A page inside another, as notebooks show it: its style is its own."""
    return f'<iframe srcdoc="{escape(page)}" style="width:100%;height:40em;border:0"></iframe>'
