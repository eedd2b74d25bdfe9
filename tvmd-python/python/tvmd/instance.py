"""Instances: settings, priors and mechanisms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional, Union

from . import _tvmd, comparison, distance
from .answers import Certificate, Check
from .comparison import Comparison, Simple
from .distance import Distance, ProductDistance
from .errors import ArgumentError
from .mechanism import Mechanism
from .numbers import Number, Prior, given, prior
from .optimum import ForTheMarginals, Guarantee, Optimum

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
        self._mechanisms = {one.name: Mechanism(one) for one in said.mechanisms()}

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

    def check(self, *, require: Union[str, Iterable[str]] = (), budget: int = 1) -> dict[str, Check]:
        """The incentives of all mechanisms, exactly, by name; `require` and `budget` are as in `Mechanism.check`."""
        return {name: mechanism.check(require=require, budget=budget) for name, mechanism in self._mechanisms.items()}

    def compare(
        self, mechanisms: Optional[Iterable[str]] = None, *, delta: Optional[Number] = None, budget: int = 1
    ) -> Comparison:
        """The mechanisms side by side, or these alone: incentives, revenue, welfare, rents, and what is left of them under every prior within a
        total variation distance `delta`, 1/10 if it isn't said."""
        names = None if mechanisms is None else list(mechanisms)
        found = self._said.compare(names, given(delta), budget)
        return comparison.comparison(json.loads(found["answer"]), found["sheet"], found["page"])

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
        worst prior that is no further off: of all of them, or, with the `ball` of those that keep the `support`, of those that rule out what the
        prior does. With `time_limit`, in seconds, `TimeIsUpError` has the bounds that are known by then.
        `budget` is how many times the default budget of work may be spent.
        """
        near = None if within is None else (Fraction(within), ball)
        found = self._said.optimum(
            objective, truthfulness, participation, given(epsilon), lotteries, near, budget, time_limit
        )
        worst = found["worst_prior"]
        return Optimum(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"]),
            certificate=Certificate(found["certificate"]),
            in_words=found["in_words"],
            limited_by_bound=found["limited_by_bound"],
            with_twice_the_bound=found["with_twice_the_bound"],
            under_the_prior=found["under_the_prior"],
            worst_prior=None if worst is None else prior(json.loads(worst)),
            _page=found["page"],
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
        known = found["for_the_marginals"]
        return Guarantee(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"]),
            worst_prior=prior(json.loads(found["worst_prior"])),
            certificate=Certificate(found["certificate"]),
            in_words=found["in_words"],
            for_the_marginals=None if known is None else ForTheMarginals(*known),
            _page=found["page"],
        )

    def _radii(self, within: Union[Number, Mapping[str, Number]]) -> list[Fraction]:
        """By agent, how far her marginal may be off; those who aren't named are known."""
        if not isinstance(within, Mapping):
            return [Fraction(within)] * len(self.agents)
        for agent in within:
            if agent not in self.agents:
                raise ArgumentError(f"there is no agent `{agent}`; there are: {', '.join(self.agents)}")
        return [Fraction(within.get(agent, 0)) for agent in self.agents]

    def simple(self, *, budget: int = 1, time_limit: Optional[float] = None) -> Simple:
        """What one additive buyer brings: by separate prices, by a bundle price, and by the best mechanism.

        >>> stall = Instance({"tvmd": 1, "prior": "uniform", "setting": {"name": "Stall", "items": ["Apple", "Pear"], "bound": "4", "agents": [
        ...     {"name": "Buyer", "valuation": "additive", "types": [{"name": f"V{apple}{pear}", "values": {"Apple": apple, "Pear": pear}}
        ...         for apple in (1, 2) for pear in (1, 2)]}]}})
        >>> sold = stall.simple()
        >>> sold.srev, sold.brev, sold.rev
        (Fraction(2, 1), Fraction(9, 4), Fraction(9, 4))
        """
        found = self._said.simple(budget, time_limit)
        return comparison.simple(json.loads(found["answer"]), found["sheet"], found["page"])

    def distance(self, other: Instance, *, budget: int = 1) -> Distance:
        """The total variation distance of the prior and that of another instance of the same setting, with both certificates."""
        return distance.of_two(json.loads(self._said.distance(other._said, budget)))

    def distance_to_product(self, *, tolerance: Number = Fraction(1, 100), budget: int = 1) -> ProductDistance:
        """Bounds on the total variation distance of the prior to the closest one under which agents are independent; of one agent, to that
        under which her values for the items are. The bounds are no more than `tolerance` apart, if that takes no more than seconds."""
        return distance.to_product(json.loads(self._said.distance_to_product(Fraction(tolerance), budget)))

    def with_number(self, path: str, number: Number) -> Instance:
        """The same with another number at a path of the file format, or at the only path that ends so.

        >>> shop = Instance({
        ...     "tvmd": 1, "prior": "uniform",
        ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
        ...         {"name": "Buyer", "valuation": "additive", "types": [
        ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]},
        ...     "mechanisms": {"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}}})
        >>> shop.with_number("prices.Tea", 1)["Posted"].check().revenue
        Fraction(1, 1)
        """
        return Instance._of(self._said.with_number(path, Fraction(number)))

    def sweep(self, numbers: str) -> Iterator[tuple[Fraction, Instance]]:
        """Many values of one number, each with the instance that has it: `reserve=0..2 step 1/4`, as the command line takes it.

        Of a probability, `"Buyer.Low=0..1 step 1/4 rescaled"`: the others of its distribution share what is left in their proportions.

        >>> shop = Instance({
        ...     "tvmd": 1, "prior": "uniform",
        ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
        ...         {"name": "Buyer", "valuation": "additive", "types": [
        ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]},
        ...     "mechanisms": {"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}}})
        >>> [str(priced["Posted"].check().revenue) for price, priced in shop.sweep("prices.Tea=1..2 step 1/2")]
        ['1', '3/4', '1']
        """
        swept = self._said.sweep(numbers)
        return ((value, Instance._of(self._said.with_text(text))) for value, text in swept)

    def with_mechanism(
        self,
        name: str,
        mechanism: Optional[Mechanism] = None,
        *,
        x: Array = None,
        p: Array = None,
        x_denominator: Optional[int] = None,
        p_denominator: Optional[int] = None,
    ) -> Instance:
        """The same with a mechanism, such as an optimum's, or with one that is given as arrays; it replaces one of the same name.

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
        >>> both = learned.with_mechanism("Best", shop.optimum().mechanism).compare()
        >>> both["Best"].revenue, both["Learned"].revenue
        (Fraction(1, 1), Fraction(1, 1))
        """
        arrays = {"x": x, "p": p, "x_denominator": x_denominator, "p_denominator": p_denominator}
        if mechanism is not None:
            if _there(arrays):
                raise ArgumentError("a mechanism is given by itself or as arrays, not both")
            said = self.to_dict()
            said["mechanisms"] = {**said.get("mechanisms", {}), name: mechanism.to_dict()}
            return Instance(said)
        return Instance._of(self._said.with_mechanism(name, _there(arrays)))

    def with_prior(
        self, *, mass: Array = None, mass_denominator: Optional[int] = None, weight: Array = None
    ) -> Instance:
        """The same with a prior given as an array with an axis for each agent's types.

        Either `mass`, of which whole numbers are over the denominator, which add up to exactly 1, or `weight`, to which probabilities are proportional.
        """
        arrays = {"mass": mass, "mass_denominator": mass_denominator, "weight": weight}
        return Instance._of(self._said.with_prior(_there(arrays)))

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

    def page(self, *, budget: int = 1) -> str:
        """A page for a browser: what a check finds of each mechanism, the mechanisms and the setting."""
        return self._said.page(budget)

    def __repr__(self) -> str:
        return f"<{self.name}: {', '.join(self.agents)}; mechanisms: {', '.join(self._mechanisms) or 'none'}>"


def _there(arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {name: array for name, array in arrays.items() if array is not None}


def _dumped(said: Mapping[str, Any]) -> str:
    """As JSON, in which fractions are texts like `3/2`."""

    def text(number: Any) -> str:
        if isinstance(number, Fraction):
            return str(number)
        raise TypeError(f"an instance has no {type(number).__name__} in it: {number!r}")

    return json.dumps(said, default=text)
