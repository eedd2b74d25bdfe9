"""Best mechanisms: for a prior, for the worst one near it, and where only marginals are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import Optional

from . import _tvmd
from .answers import Certificate
from .mechanism import Mechanism
from .numbers import Prior


@dataclass(frozen=True)
class Optimum:
    """A best mechanism."""

    value: Fraction
    mechanism: Mechanism
    certificate: Certificate = field(repr=False)
    #: What it is, among which mechanisms, and whether the bound on payments limits it.
    in_words: str = field(repr=False)
    #: Whether larger payments than the bound would allow more; None where that isn't known.
    limited_by_bound: Optional[bool]
    #: The optimum with payments up to twice the bound, where the bound limits it.
    with_twice_the_bound: Optional[Fraction]
    #: Where the prior may be off: what the mechanism makes under the prior itself, …
    under_the_prior: Optional[Fraction]
    #: … and one under which no mechanism makes more than the value.
    worst_prior: Optional[Prior]
    _page: _tvmd.Page = field(repr=False, compare=False)

    def page(self) -> str:
        """A page for a browser: the optimum as tables and pictures."""
        return self._page.html()

    def _repr_html_(self) -> str:
        return _paragraph(self.in_words) + self.mechanism._repr_html_()


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
class Guarantee:
    """A mechanism that guarantees most."""

    value: Fraction
    #: Its prior is the worst one.
    mechanism: Mechanism
    #: A joint distribution under which no mechanism of the family makes more.
    worst_prior: Prior
    certificate: Certificate = field(repr=False)
    #: What it is, and what the worst distribution shows.
    in_words: str = field(repr=False)
    #: Where marginals may be off: what the best mechanism for those of the prior guarantees; None, too, if time was up before that was found.
    for_the_marginals: Optional[ForTheMarginals]
    _page: _tvmd.Page = field(repr=False, compare=False)

    def page(self) -> str:
        """A page for a browser: the worst joint distribution, why the value is guaranteed, and the mechanism as tables."""
        return self._page.html()

    def _repr_html_(self) -> str:
        return _paragraph(self.in_words) + self.mechanism._repr_html_()


def _paragraph(words: str) -> str:
    lines = "<br/>".join(map(escape, words.splitlines()))
    return f"<p>{lines}</p>\n"
