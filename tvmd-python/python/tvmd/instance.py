"""Instances and their mechanisms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _tvmd, answers
from .answers import Certificate, Check, Prior, Robustness
from .errors import ArgumentError

if TYPE_CHECKING:
    import numpy
    import pandas

#: What a number may be given as; a float stands for exactly the fraction that it is.
Number = Union[int, str, float, Fraction]
#: Whatever has a buffer of numbers, as numpy's arrays have, or lists of numbers.
Array = Any


class Instance:
    """An auction: items, agents with their types, and perhaps a prior and mechanisms. It is never changed.

    >>> shop = Instance({
    ...     "tvmd": 1,
    ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
    ...         {"name": "Buyer", "valuation": "additive", "types": [
    ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]},
    ...     "prior": "uniform",
    ...     "mechanisms": {"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}}})
    >>> shop.agents
    {'Buyer': ['Low', 'High']}
    >>> shop.prior
    {('Low',): Fraction(1, 2), ('High',): Fraction(1, 2)}
    >>> shop["Posted"].check().revenue
    Fraction(3, 4)
    >>> shop.optimum().value
    Fraction(1, 1)
    """

    _said: _tvmd.Instance

    def __init__(self, said: Union[Mapping[str, Any], str], folder: Union[str, PathLike[str]] = "."):
        """What a dictionary or a JSON text says in the instance format. Files that it names are looked for in `folder`.

        Raises `InstanceError` with everything that is wrong.

        >>> Instance({"tvmd": 1, "setting": {"name": "Shop", "items": [], "bound": "2", "agents": []}})
        Traceback (most recent call last):
            ...
        tvmd.errors.InstanceError: setting.items: a setting needs at least one item to sell
        setting.agents: a setting needs at least one agent
        """
        text = said if isinstance(said, str) else _dumped(said)
        self._hold(_tvmd.Instance.parse(text, Path(folder)))

    @classmethod
    def load(cls, file: Union[str, PathLike[str]]) -> Instance:
        """Reads an instance file and the files that it names.

        Raises `InstanceError` with everything that is wrong, at its lines.
        """
        return cls._of(_tvmd.Instance.load(Path(file)))

    @classmethod
    def _of(cls, said: _tvmd.Instance) -> Instance:
        instance = cls.__new__(cls)
        instance._hold(said)
        return instance

    def _hold(self, said: _tvmd.Instance) -> None:
        self._said = said
        self._mechanisms = {own.name: Mechanism(own) for own in said.mechanisms()}

    @property
    def name(self) -> str:
        """The setting's name."""
        return self._said.name

    @property
    def agents(self) -> dict[str, list[str]]:
        """The types of each agent, by name; not taking part, `Bottom`, is always there and isn't listed."""
        return dict(self._said.agents)

    @property
    def prior(self) -> Optional[Prior]:
        """The probability of each profile of types that is possible; None if there is no prior."""
        listed = self._said.prior()
        return None if listed is None else {tuple(profile): mass for profile, mass in listed}

    @property
    def mechanisms(self) -> dict[str, Mechanism]:
        """The mechanisms by name."""
        return dict(self._mechanisms)

    def __getitem__(self, name: str) -> Mechanism:
        """The mechanism of this name."""
        if name not in self._mechanisms:
            there = ", ".join(self._mechanisms) or "none"
            raise ArgumentError(f"there is no mechanism `{name}`; there are: {there}")
        return self._mechanisms[name]

    def check(self, budget: int = 1) -> dict[str, Check]:
        """The incentives of all mechanisms, exactly, by name."""
        return {name: mechanism.check(budget) for name, mechanism in self._mechanisms.items()}

    def optimum(
        self,
        objective: str = "revenue",
        truthfulness: str = "dsic",
        participation: str = "ex-post",
        *,
        epsilon: Optional[Number] = None,
        lotteries: bool = True,
        within: Optional[Number] = None,
        ball: str = "all",
        budget: int = 1,
        time_limit: Optional[float] = None,
    ) -> Optimum:
        """The best mechanism for the prior, exactly, with a certificate.

        `objective` is `revenue` or `welfare`; `truthfulness` is `dsic` or `bic`, the latter with `epsilon` up to a gain of so much;
        `participation` is `ex-post` or `interim`. With `within`, a total variation distance, it is the mechanism that makes most under the
        worst prior that is no further off: of all, or those that keep the `ball` to the prior's `support`. With `time_limit`, in seconds, `TimeIsUpError` has the bounds that are known by then.
        `budget` is how many times the default budget of work may be spent.
        """
        gain = None if epsilon is None else Fraction(epsilon)
        near = None if within is None else (Fraction(within), ball)
        found = self._said.optimum(objective, truthfulness, participation, gain, lotteries, near, budget, time_limit)
        worst = found["worst_prior"]
        return Optimum(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"]),
            certificate=Certificate(found["certificate"]),
            limited_by_bound=found["limited_by_bound"],
            with_twice_the_bound=found["with_twice_the_bound"],
            worst_prior=None if worst is None else answers.prior(json.loads(worst)),
        )

    def max_min(
        self,
        objective: str = "revenue",
        family: str = "any",
        *,
        ties: str = "any",
        within: Union[Number, Mapping[str, Number], None] = None,
        ball: str = "all",
        budget: int = 1,
        time_limit: Optional[float] = None,
    ) -> Guarantee:
        """The mechanism that guarantees most under all joint distributions with the prior's marginals.

        `family` is `any`, `lookahead` or `posted`, the last two for one item; `ties` is `any` or, in lookahead auctions, `first`.
        Marginals may be `within` a total variation distance of the prior's, one for all agents or one by agent; `ball` is as in `optimum`.
        """
        near = None if within is None else (self._radii(within), ball)
        found = self._said.max_min(objective, family, ties, near, budget, time_limit)
        return Guarantee(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"]),
            worst_prior=answers.prior(json.loads(found["worst_prior"])),
            certificate=Certificate(found["certificate"]),
        )

    def _radii(self, within: Union[Number, Mapping[str, Number]]) -> list[Fraction]:
        """By agent, how far her marginal may be off; those who aren't named are known."""
        if not isinstance(within, Mapping):
            return [Fraction(within)] * len(self.agents)
        for agent in within:
            if agent not in self.agents:
                raise ArgumentError(f"there is no agent `{agent}`; there are: {', '.join(self.agents)}")
        return [Fraction(within.get(agent, 0)) for agent in self.agents]

    def with_mechanism(
        self,
        name: str,
        *,
        x: Array,
        p: Array,
        x_denominator: Optional[int] = None,
        p_denominator: Optional[int] = None,
    ) -> Instance:
        """The same with a mechanism given as arrays, in place of one of the same name.

        `x` has each agent's probability of each item, of the shape (agents, types of the first agent, …, of the last, items), and `p` what
        she pays, without the last axis; where someone is absent nothing happens. Whole numbers are over the denominators; floats are
        read as exactly the fractions that they are.

        >>> shop = Instance({
        ...     "tvmd": 1, "prior": "uniform",
        ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
        ...         {"name": "Buyer", "valuation": "additive", "types": [
        ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]}})
        >>> import numpy
        >>> x, p = numpy.array([[[1], [2]]]), numpy.array([[1, 3]])
        >>> learned = shop.with_mechanism("Learned", x=x, p=p, x_denominator=2, p_denominator=2)
        >>> learned["Learned"].check().revenue
        Fraction(1, 1)
        """
        given = {"x": x, "p": p, "x_denominator": x_denominator, "p_denominator": p_denominator}
        return Instance._of(self._said.with_mechanism(name, _there(given)))

    def with_prior(
        self, *, mass: Array = None, mass_denominator: Optional[int] = None, weight: Array = None
    ) -> Instance:
        """The same with a prior given as an array with an axis for each agent's types.

        Either `mass`, of which whole numbers are over the denominator, which add up to exactly 1, or `weight`, to which probabilities are proportional.
        """
        given = {"mass": mass, "mass_denominator": mass_denominator, "weight": weight}
        return Instance._of(self._said.with_prior(_there(given)))

    def to_json(self) -> str:
        """The instance in its file format, with what other files say written out."""
        return self._said.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as a dictionary."""
        said: dict[str, Any] = json.loads(self.to_json())
        return said

    def save(self, file: Union[str, PathLike[str]]) -> None:
        """Writes it to a file."""
        Path(file).write_text(self.to_json() + "\n", encoding="utf-8")

    def __repr__(self) -> str:
        return f"<{self.name}: {', '.join(self.agents)}; mechanisms: {', '.join(self._mechanisms) or 'none'}>"


class Mechanism:
    """A mechanism: of an instance, or one that was found."""

    def __init__(self, own: _tvmd.Mechanism):
        """For `Instance` alone."""
        self._own = own

    @property
    def name(self) -> str:
        """Its name."""
        return self._own.name

    def check(self, budget: int = 1) -> Check:
        """Its incentives, exactly, with the worst lies.

        `budget` is how many times the default budget of work may be spent, about a minute.
        """
        return answers.check(json.loads(self._own.check(budget)))

    def robustness(self, objective: str = "revenue", delta: Number = Fraction(1, 10), budget: int = 1) -> Robustness:
        """What it does under every prior near the instance's; `delta` is the total variation distance at which worst priors are shown."""
        return answers.robustness(json.loads(self._own.robustness(objective, Fraction(delta), budget)), objective)

    def sheet(self, which: str = "outcomes", agent: Optional[str] = None) -> _tvmd.Sheet:
        """One of its tables: `outcomes`, `interim`, `virtual-values`, `deviations` (of an agent) or `summary`."""
        return self._own.sheet(which, agent)

    def table(self, which: str = "outcomes", agent: Optional[str] = None) -> pandas.DataFrame:
        """The same as a table of pandas, whose numbers are `Fraction`s."""
        return self.sheet(which, agent).to_pandas()

    def arrays(self) -> dict[str, Union[numpy.ndarray, int]]:
        """What each agent gets and pays at the profiles in which all take part: `x`, `x_denominator`, `p`, `p_denominator`, as
        `Instance.with_mechanism` takes them."""
        return self._own.arrays()

    def gambit(self) -> str:
        """The Bayesian game that it is under the prior, in Gambit's format `.efg`: `pygambit.read_efg` reads it from a file.

        Not taking part counts as a report. Telling the truth is an equilibrium exactly if `check().bic` holds.
        """
        return self._own.gambit()

    def page(self) -> str:
        """A page for a browser: a document of HTML that shows what it does, for whom, and who gains by which report."""
        return self._own.page()

    def to_dict(self) -> dict[str, Any]:
        """What it does at each profile, as a mechanism of the instance format."""
        said: dict[str, Any] = json.loads(self._own.to_json())
        return said

    def _repr_html_(self) -> str:
        return self.sheet()._repr_html_()

    def __repr__(self) -> str:
        return f"<mechanism {self.name}>"


@dataclass(frozen=True)
class Optimum:
    """A best mechanism."""

    value: Fraction
    mechanism: Mechanism
    certificate: Certificate = field(repr=False)
    #: Whether larger payments than the bound would allow more; None where that isn't known.
    limited_by_bound: Optional[bool]
    #: The optimum with payments up to twice the bound, where the bound limits it.
    with_twice_the_bound: Optional[Fraction]
    #: Where the prior may be off: one under which no mechanism makes more.
    worst_prior: Optional[Prior]

    def _repr_html_(self) -> str:
        return f"<p>optimal: {self.value}</p>\n" + self.mechanism._repr_html_()


@dataclass(frozen=True)
class Guarantee:
    """A mechanism that guarantees most."""

    value: Fraction
    mechanism: Mechanism
    #: A joint distribution under which no mechanism of the family makes more.
    worst_prior: Prior
    certificate: Certificate = field(repr=False)

    def _repr_html_(self) -> str:
        return f"<p>guaranteed: {self.value}</p>\n" + self.mechanism._repr_html_()


def _there(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: array for name, array in given.items() if array is not None}


def _dumped(said: Mapping[str, Any]) -> str:
    """As JSON, in which fractions are texts like `3/2`."""

    def text(number: Any) -> str:
        if isinstance(number, Fraction):
            return str(number)
        raise TypeError(f"an instance has no {type(number).__name__} in it: {number!r}")

    return json.dumps(said, default=text)
