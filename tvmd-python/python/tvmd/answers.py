"""What a check finds, and what a certificate proves, with every number as a ``Fraction``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, Any, Mapping, Optional, Union

from . import _tvmd, arguments
from .numbers import by_name, number

if TYPE_CHECKING:
    from .instance import Instance


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
    #: The same as the paper prints it, type by type and misreport by misreport; None, too, where it has very many corners.
    frontier_as_printed: Optional[list[tuple[Fraction, Fraction]]]
    revenue: Optional[Fraction]
    welfare: Optional[Fraction]
    #: What the verdicts rest on, where they weren't found profile by profile.
    theorem: Optional[str]
    #: The claims of the instance and the properties that were required, and whether they hold.
    claims: Mapping[str, bool]
    #: All of it, with the witnesses, to be read.
    in_words: str = field(repr=False, compare=False)
    #: What tables of a sweep show of it.
    _cells: _tvmd.Cells = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.in_words


@dataclass(frozen=True)
class Proved:
    """What a certificate proves."""

    #: `optimum`, `deterministic`, `robust-optimum`, `max-min` or `guarantee`.
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
        self.text = arguments.text("text", text)

    def save(self, file: Union[str, PathLike[str]]) -> None:
        """Writes it to a file, which holds all of it or what it held before; `OSError` says why it can't be written."""
        _tvmd.write(arguments.path("file", file), self.text)

    def verify(self, *, of: Optional[Instance] = None, budget: int = 1) -> Proved:
        """What it proves.

        Raises `CertificateError` if that is nothing, or, where an instance is given, if it is about another setting or prior.
        """
        about = None if of is None else arguments.parsed("of", of)
        return proved(json.loads(_tvmd.verify(self.text, about, arguments.count("budget", budget))))

    def __repr__(self) -> str:
        return f"<certificate of {len(self.text)} characters>"


def verdict(found: Optional[dict[str, Any]]) -> Any:
    """A verdict of an answer; None where there is none."""
    if found is None:
        return None
    witness = found["witness"]
    return Verdict(found["holds"], Fraction(found["regret"]), None if witness is None else _witness(witness))


def _witness(found: dict[str, Any]) -> Witness:
    return Witness(
        agent=found["agent"],
        type=found["type"],
        misreport=found["misreport"],
        others=found["others"],
        gain=Fraction(found["gain"]),
        truth=_consequence(found["truth"]),
        lie=None if found["lie"] is None else _consequence(found["lie"]),
    )


def _consequence(found: dict[str, Any]) -> Consequence:
    return Consequence(found["gets"], Fraction(found["pays"]), Fraction(found["utility"]))


def check(found: dict[str, Any], in_words: str, cells: _tvmd.Cells) -> Check:
    """The answer of a check."""
    return Check(
        name=found["name"],
        ex_post_ir=verdict(found["ex_post_ir"]),
        interim_ir=verdict(found["interim_ir"]),
        dsic=verdict(found["dsic"]),
        dsic_participating=verdict(found["dsic_participating"]),
        bic=verdict(found["bic"]),
        bic_participating=verdict(found["bic_participating"]),
        frontier=_steps(found["frontier"]),
        frontier_as_printed=_steps(found["frontier_as_printed"]),
        revenue=number(found["revenue"]),
        welfare=number(found["welfare"]),
        theorem=found.get("theorem"),
        claims={decided["claim"]: decided["holds"] for decided in found["claims"]},
        in_words=in_words,
        _cells=cells,
    )


def _steps(found: Optional[list[dict[str, str]]]) -> Optional[list[tuple[Fraction, Fraction]]]:
    return None if found is None else [(Fraction(step["epsilon"]), Fraction(step["q"])) for step in found]


def proved(found: dict[str, Any]) -> Proved:
    """The answer of the checker of certificates."""
    radii = found["marginals_within"]
    numbers: dict[str, Any] = {name: number(found[name]) for name in ("value", "epsilon", "within")}
    numbers["marginals_within"] = radii and by_name(radii)
    return Proved(**{**found, **numbers})
