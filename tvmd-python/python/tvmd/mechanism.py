"""Mechanisms, and what can be asked about one."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Iterable, Literal, Optional, Union, overload

from . import _tvmd, answers, arguments, call, robustness
from .answers import Check
from .numbers import Number
from .robustness import ProductRobustness, Robustness

if TYPE_CHECKING:
    import numpy
    import pandas


class Mechanism:
    """A mechanism: of an instance, or one that was found."""

    def __init__(self, said: _tvmd.Mechanism, asked: str):
        """For `Instance` alone."""
        self._said = said
        #: The call that made it.
        self._asked = asked

    @property
    def name(self) -> str:
        """Its name."""
        return self._said.name

    def check(self, *, require: Union[str, Iterable[str]] = (), budget: int = 1) -> Check:
        """Its incentives, exactly, with the worst lies.

        `require` lists properties that are decided beside those that the instance claims: `dsic`, `bic(1/10)`, `not ex_post_ir`, …
        `budget` is how many times the default budget of work may be spent, about a minute.
        """
        required = ",".join(arguments.words("require", require))
        found = self._said.check(required, arguments.count("budget", budget))
        return answers.check(json.loads(found["answer"]), found["in_words"], found["cells"])

    @overload
    def robustness(
        self,
        objective: str = ...,
        delta: Number = ...,
        *,
        ball: Literal["all", "support"] = ...,
        promises: Union[str, Iterable[str]] = ...,
        budget: int = ...,
    ) -> Robustness: ...

    @overload
    def robustness(
        self,
        objective: str = ...,
        delta: Number = ...,
        *,
        ball: Literal["product"],
        promises: Union[str, Iterable[str]] = ...,
        budget: int = ...,
    ) -> ProductRobustness: ...

    def robustness(
        self,
        objective: str = "revenue",
        delta: Number = Fraction(1, 10),
        *,
        ball: str = "all",
        promises: Union[str, Iterable[str]] = (),
        budget: int = 1,
    ) -> Union[Robustness, ProductRobustness]:
        """What it does under every prior near the instance's; `delta` is the total variation distance at which worst priors are shown.

        `ball` is `all`; `support`, priors that rule out what the instance's does; or `product`, those under which types are independent, each
        agent's distribution being that near, for which there are no curves but values at `delta`. `promises` are such as `revenue>=3/2`, `welfare>=1` or `regret<=1/10`.
        """
        asked = call.told(self._asked, self.robustness, locals())
        said = arguments.words("promises", promises)
        distance, times = arguments.number("delta", delta), arguments.count("budget", budget)
        found = self._said.robustness(arguments.word(objective), distance, arguments.word(ball), said, times)
        answer = json.loads(found["answer"])
        if ball == "product":
            return robustness.products(answer, found, said, asked)
        return robustness.near(answer, found, said, asked)

    def sheet(self, which: str = "outcomes", agent: Optional[str] = None, *, budget: int = 1) -> _tvmd.Sheet:
        """One of its tables: `outcomes`, `profiles` (all of them, those of probability 0 included), `interim`, `virtual-values`, `deviations` (of an agent) or `summary`."""
        whose = None if agent is None else arguments.word(agent)
        return self._said.sheet(arguments.word(which), whose, arguments.count("budget", budget))

    def table(self, which: str = "outcomes", agent: Optional[str] = None, *, budget: int = 1) -> pandas.DataFrame:
        """The same as a table of pandas, whose numbers are `Fraction`s: `table["T"].astype(float)` makes floats of a column, for a plot."""
        return self.sheet(which, agent, budget=budget).to_pandas()

    def arrays(self, *, budget: int = 1) -> dict[str, Union[numpy.ndarray, int]]:
        """What each agent gets and pays at the profiles in which all take part: `x`, `x_denominator`, `p`, `p_denominator`, as
        `Instance.with_mechanism` takes them."""
        return self._said.arrays(arguments.count("budget", budget))

    def gambit(self, *, budget: int = 1) -> str:
        """The Bayesian game that it is under the prior, in Gambit's format `.efg`: `pygambit.read_efg` reads it from a file.

        Not taking part counts as a report. Telling the truth is an equilibrium exactly if `check().bic` holds.
        """
        return self._said.gambit(arguments.count("budget", budget))

    def witness_tests(self, *, budget: int = 1) -> list[str]:
        """Its violations, each as a Rust test that shows it alone: the agents, types and outcomes that it is made of, and nothing else."""
        return self._said.counterexamples(False, arguments.count("budget", budget))

    def lean(self, *, budget: int = 1) -> list[str]:
        """The same as theorems of Lean 4."""
        return self._said.counterexamples(True, arguments.count("budget", budget))

    def drawing(self, *, budget: int = 1) -> Optional[str]:
        """Who gets what and pays what over the types, as a picture in SVG: one buyer's menu over her values of two items, or what two agents get
        over their values of one; None for others."""
        return self._said.drawing(arguments.count("budget", budget))

    def page(self, *, budget: int = 1) -> str:
        """A page for a browser: a document of HTML that shows what it does, for whom, and who gains by which report. `Instance.page` says how
        it is saved."""
        asked = call.told(self._asked, self.page, locals())
        return self._said.page(arguments.count("budget", budget)).html(asked)

    def to_dict(self, *, budget: int = 1) -> dict[str, Any]:
        """What it does at each profile, as a mechanism of the instance format."""
        said: dict[str, Any] = json.loads(self._said.to_json(arguments.count("budget", budget)))
        return said

    def _repr_html_(self) -> str:
        return self.sheet()._repr_html_()

    def __repr__(self) -> str:
        return f"<mechanism {self.name}>"
