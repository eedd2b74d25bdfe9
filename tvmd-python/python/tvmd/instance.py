"""Instances: settings, priors and mechanisms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional, Union

from . import _tvmd, arguments, arrays, call, comparison, distance
from .answers import Certificate, Check
from .arrays import Array
from .comparison import Comparison, Simple
from .distance import Distance, ProductDistance
from .errors import ArgumentError
from .mechanism import Mechanism
from .numbers import Number, Prior, prior
from .optimum import ForTheMarginals, Guarantee, Optimum
from .said import law, rule, whole
from .sweep import Sweep


class Instance:
    """An auction: items, agents with their types, and perhaps a prior and mechanisms. It is never changed.

    Iterating over it gives the names of its mechanisms, and `instance[name]` a mechanism.

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

        Numbers of a dictionary may be of any kind that is exact, and floats, as in every call. Raises `InstanceError` with everything that is wrong.

        >>> Instance({"tvmd": 1, "setting": {"name": "Shop", "items": [], "bound": "2", "agents": []}})
        Traceback (most recent call last):
            ...
        tvmd.errors.InstanceError: setting.items: a setting needs at least one item to sell
        setting.agents: a setting needs at least one agent
        """
        parsed = _tvmd.Instance.parse(whole(said), arguments.path("folder", folder))
        self._hold(parsed, "tvmd.Instance(…)")

    @classmethod
    def load(cls, file: Union[str, PathLike[str]]) -> Instance:
        """Reads an instance file and the files that it names.

        Raises `InstanceError` with everything that is wrong, at its lines.
        """
        asked = call.told("tvmd.Instance", cls.load, locals())
        return cls._of(_tvmd.Instance.load(arguments.path("file", file)), asked)

    @classmethod
    def _of(cls, parsed: _tvmd.Instance, asked: str) -> Instance:
        instance = cls.__new__(cls)
        instance._hold(parsed, asked)
        return instance

    def _hold(self, parsed: _tvmd.Instance, asked: str) -> None:
        self._said = parsed
        #: The call that made it.
        self._asked = asked
        self._mechanisms = {one.name: Mechanism(one, call.named(asked, one.name)) for one in parsed.mechanisms()}

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
        if not isinstance(name, str) or name not in self._mechanisms:
            raise arguments.unknown("mechanism", name, self._mechanisms)
        return self._mechanisms[name]

    def __iter__(self) -> Iterator[str]:
        """The names of its mechanisms."""
        return iter(self._mechanisms)

    def check(self, *, require: Union[str, Iterable[str]] = (), budget: int = 1) -> dict[str, Check]:
        """The incentives of all mechanisms, exactly, by name; `require` and `budget` are as in `Mechanism.check`."""
        return {name: mechanism.check(require=require, budget=budget) for name, mechanism in self._mechanisms.items()}

    def compare(
        self,
        mechanisms: Union[str, Iterable[str], None] = None,
        *,
        delta: Optional[Number] = None,
        budget: int = 1,
    ) -> Comparison:
        """The mechanisms side by side, or these alone: incentives, revenue, welfare, rents, and what is left of them under every prior within a
        total variation distance `delta`, 1/10 if it isn't said."""
        asked = call.told(self._asked, self.compare, locals())
        names = None if mechanisms is None else arguments.words("mechanisms", mechanisms)
        found = self._said.compare(names, arguments.optional("delta", delta), arguments.count("budget", budget))
        return comparison.comparison(json.loads(found["answer"]), found["sheet"], found["page"], asked)

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
        asked = call.told(self._asked, self.optimum, locals())
        found = self._said.optimum(
            arguments.word(objective),
            arguments.word(truthfulness),
            arguments.word(participation),
            arguments.optional("epsilon", epsilon),
            arguments.flag("lotteries", lotteries),
            arguments.optional("within", within),
            arguments.word(ball),
            arguments.count("budget", budget),
            arguments.seconds("time_limit", time_limit),
        )
        worst = found["worst_prior"]
        return Optimum(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"], f"{asked}.mechanism"),
            certificate=Certificate(found["certificate"]),
            in_words=found["in_words"],
            limited_by_bound=found["limited_by_bound"],
            with_twice_the_bound=found["with_twice_the_bound"],
            under_the_prior=found["under_the_prior"],
            best_for_the_prior=found["best_for_the_prior"],
            worst_prior=None if worst is None else prior(json.loads(worst)),
            sheets=found["sheets"],
            _cells=found["cells"],
            _page=found["page"],
            _asked=asked,
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
        asked = call.told(self._asked, self.max_min, locals())
        found = self._said.max_min(
            arguments.word(objective),
            arguments.word(family),
            arguments.word(ties),
            None if within is None else self._radii(within),
            arguments.word(ball),
            arguments.count("budget", budget),
            arguments.seconds("time_limit", time_limit),
        )
        known = found["for_the_marginals"]
        return Guarantee(
            value=found["value"],
            mechanism=Mechanism(found["mechanism"], f"{asked}.mechanism"),
            worst_prior=prior(json.loads(found["worst_prior"])),
            certificate=Certificate(found["certificate"]),
            in_words=found["in_words"],
            for_the_marginals=None if known is None else ForTheMarginals(*known),
            sheets=found["sheets"],
            _page=found["page"],
            _asked=asked,
        )

    def _radii(self, within: Union[Number, Mapping[str, Number]]) -> list[Fraction]:
        """By agent, how far her marginal may be off; those who aren't named are known."""
        if not isinstance(within, Mapping):
            return [arguments.number("within", within)] * len(self.agents)
        for agent in within:
            if agent not in self.agents:
                raise arguments.unknown("agent", agent, self.agents)
        return [arguments.number(f"within[{agent!r}]", within.get(agent, 0)) for agent in self.agents]

    def simple(self, *, budget: int = 1, time_limit: Optional[float] = None) -> Simple:
        """What one additive buyer brings: by separate prices, by a bundle price, and by the best mechanism.

        >>> stall = Instance({"tvmd": 1, "prior": "uniform", "setting": {"name": "Stall", "items": ["Apple", "Pear"], "bound": "4", "agents": [
        ...     {"name": "Buyer", "valuation": "additive", "types": [{"name": f"V{apple}{pear}", "values": {"Apple": apple, "Pear": pear}}
        ...         for apple in (1, 2) for pear in (1, 2)]}]}})
        >>> sold = stall.simple()
        >>> sold.srev, sold.brev, sold.rev
        (Fraction(2, 1), Fraction(9, 4), Fraction(9, 4))
        """
        asked = call.told(self._asked, self.simple, locals())
        limit = arguments.seconds("time_limit", time_limit)
        found = self._said.simple(arguments.count("budget", budget), limit)
        return comparison.simple(json.loads(found["answer"]), found["sheet"], found["page"], asked)

    def distance(self, other: Instance, *, budget: int = 1) -> Distance:
        """The total variation distance of the prior and that of another instance of the same setting, with both certificates."""
        found = self._said.distance(arguments.parsed("other", other), arguments.count("budget", budget))
        return distance.of_two(json.loads(found))

    def distance_to_product(self, *, tolerance: Number = Fraction(1, 100), budget: int = 1) -> ProductDistance:
        """Bounds on the total variation distance of the prior to the closest one under which agents are independent; of one agent, to that
        under which her values for the items are. The bounds are no more than `tolerance` apart, if that takes no more than seconds."""
        wide = arguments.number("tolerance", tolerance)
        found = self._said.distance_to_product(wide, arguments.count("budget", budget))
        return distance.to_product(json.loads(found))

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
        asked = call.told(self._asked, self.with_number, locals())
        exact = arguments.number("number", number)
        return Instance._of(self._said.with_number(arguments.text("path", path), exact), asked)

    def sweep(self, numbers: str) -> Sweep:
        """Many values of one number: `reserve=0..2 step 1/4`, as the command line takes it. Iterating over it gives each value with the instance
        that has it; its `check`, `optimum` and `robustness` are tables.

        Of a probability, `"Buyer.Low=0..1 step 1/4 rescaled"`: the others of its distribution share what is left in their proportions.
        """
        return Sweep(self, arguments.word(numbers), call.told(self._asked, self.sweep, locals()))

    def with_mechanism(
        self,
        name: str,
        mechanism: Union[Mechanism, Mapping[str, Any], None] = None,
        *,
        x: Array = None,
        p: Array = None,
        x_denominator: Optional[int] = None,
        p_denominator: Optional[int] = None,
    ) -> Instance:
        """The same with a mechanism, such as an optimum's, with one in the instance format, or with one that is given as arrays; it replaces
        one of the same name.

        `x` has each agent's probability of each item, of the shape (agents, types of the first agent, …, of the last, items), and `p` what
        she pays, without the last axis; where someone is absent nothing happens. Whole numbers are over the denominators. Floats in arrays
        aren't written but computed, and stand for exactly the multiples of powers of two that they are, as in `.npz` files.

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
        >>> shop.with_mechanism("Posted", {"posted_prices": {"prices": {"Tea": 1.5}}})["Posted"].check().revenue
        Fraction(3, 4)
        """
        asked = call.told(self._asked, self.with_mechanism, locals())
        name = arguments.text("name", name)
        given = {"x_denominator": x_denominator, "p_denominator": p_denominator, "x": x, "p": p}
        if mechanism is not None:
            if any(part is not None for part in given.values()):
                raise ArgumentError("a mechanism is given by itself or as arrays, not both")
            changed = self.to_dict()
            changed["mechanisms"] = {**changed.get("mechanisms", {}), name: rule(mechanism, f"mechanisms.{name}")}
            return Instance._of(_tvmd.Instance.parse(json.dumps(changed), Path(".")), asked)
        return Instance._of(self._said.with_mechanism(name, arrays.given(given)), asked)

    def with_prior(
        self,
        prior: Union[Prior, Mapping[str, Any], str, None] = None,
        *,
        mass: Array = None,
        mass_denominator: Optional[int] = None,
        weight: Array = None,
    ) -> Instance:
        """The same with another prior: by profiles, as `Instance.prior` and worst priors are; in the instance format; or as an array with an
        axis for each agent's types.

        The array is either `mass`, of which whole numbers are over the denominator, which add up to exactly 1, or `weight`, to which
        probabilities are proportional. Its floats are read as those of `with_mechanism`.

        >>> shop = Instance({
        ...     "tvmd": 1, "prior": "uniform",
        ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
        ...         {"name": "Buyer", "valuation": "additive", "types": [
        ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]}})
        >>> rich = shop.with_prior({("Low",): "1/4", ("High",): "3/4"})
        >>> rich.optimum().value, rich == shop.with_prior(weight=[1, 3])
        (Fraction(3, 2), False)
        >>> shop.with_prior({"independent": {"Buyer": {"Low": "1/4", "High": "3/4"}}}).prior == shop.with_prior(weight=[1, 3]).prior
        True
        """
        asked = call.told(self._asked, self.with_prior, locals())
        given = {"mass_denominator": mass_denominator, "mass": mass, "weight": weight}
        if prior is not None:
            if any(part is not None for part in given.values()):
                raise ArgumentError("a prior is given by itself or as an array, not both")
            changed = {**self.to_dict(), "prior": law(prior)}
            return Instance._of(_tvmd.Instance.parse(json.dumps(changed), Path(".")), asked)
        return Instance._of(self._said.with_prior(arrays.given(given)), asked)

    def to_json(self) -> str:
        """The instance in its file format, with what other files say written out."""
        return self._said.to_json()

    def to_dict(self) -> dict[str, Any]:
        """The same as a dictionary."""
        told: dict[str, Any] = json.loads(self.to_json())
        return told

    def save(self, file: Union[str, PathLike[str]]) -> None:
        """Writes it to a file, which holds all of it or what it held before; `OSError` says why it can't be written."""
        _tvmd.write(arguments.path("file", file), self.to_json() + "\n")

    def page(self, *, budget: int = 1) -> str:
        """A page for a browser: what a check finds of each mechanism, the mechanisms and the setting.

        >>> shop = Instance({
        ...     "tvmd": 1, "prior": "uniform",
        ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
        ...         {"name": "Buyer", "valuation": "additive", "types": [
        ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]},
        ...     "mechanisms": {"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}}})
        >>> from pathlib import Path
        >>> written = Path("shop.html").write_text(shop.page(), encoding="utf-8")
        """
        asked = call.told(self._asked, self.page, locals())
        return self._said.page(arguments.count("budget", budget)).html(asked)

    def __repr__(self) -> str:
        return f"<{self.name}: {', '.join(self.agents)}; mechanisms: {', '.join(self._mechanisms) or 'none'}>"
