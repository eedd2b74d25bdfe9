"""Best mechanisms: for a prior, for the worst one near it, and where only marginals are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import Optional

from ._tvmd import Cells, Sheet
from .answers import Certificate
from .mechanism import Mechanism
from .numbers import Prior
from .paged import Paged


@dataclass(frozen=True)
class Best(Paged):
    """A mechanism that makes most, and what proves it."""

    value: Fraction
    mechanism: Mechanism
    certificate: Certificate = field(repr=False)
    #: What it is, among which mechanisms; of an optimum, whether the bound on payments limits it; of a guarantee, what the worst distribution shows.
    in_words: str = field(repr=False)
    #: Where the prior or its marginals may be off, or only they are known, the worst distribution as a table; the mechanism has tables of its own.
    sheets: list[Sheet] = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.in_words

    def _repr_html_(self) -> str:
        return _paragraph(self.in_words) + self.mechanism._repr_html_()


@dataclass(frozen=True)
class Optimum(Best):
    """A best mechanism."""

    #: Whether larger payments than the bound would allow more; None where that isn't known.
    limited_by_bound: Optional[bool]
    #: The optimum with payments up to twice the bound, where the bound limits it.
    with_twice_the_bound: Optional[Fraction]
    #: Where the prior may be off: what the mechanism makes under the prior itself, …
    under_the_prior: Optional[Fraction]
    #: … what the best mechanism for the prior itself makes under it, and under the worst prior that near; None, too, if time was up before that was found …
    best_for_the_prior: Optional[tuple[Fraction, Fraction]]
    #: … and one under which no mechanism makes more than the value.
    worst_prior: Optional[Prior]
    #: What tables of a sweep show of it.
    _cells: Cells = field(repr=False, compare=False)


@dataclass(frozen=True)
class ForTheMarginals:
    """The mechanism that guarantees most for the prior's marginals themselves, as if they were known: Theorem 4."""

    #: What it guarantees for them.
    value: Fraction
    #: What it guarantees near them.
    near: Fraction
    #: What it guarantees near them at least, by Lemma 10.
    lemma_10: Fraction


@dataclass(frozen=True)
class Guarantee(Best):
    """A mechanism that guarantees most; its prior is the worst one."""

    #: A joint distribution under which no mechanism of the family makes more.
    worst_prior: Prior
    #: Where marginals may be off: what the best mechanism for those of the prior guarantees; None, too, if time was up before that was found.
    for_the_marginals: Optional[ForTheMarginals]


def _paragraph(words: str) -> str:
    lines = "<br/>".join(map(escape, words.splitlines()))
    return f"<p>{lines}</p>\n"
