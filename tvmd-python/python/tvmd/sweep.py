"""Many values of one number of an instance, and what is found at each."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Callable, Generic, Iterable, Iterator, Mapping, TypeVar, Union

from . import _tvmd, arguments, call
from .answers import Check
from .errors import ArgumentError, InstanceError
from .numbers import Number
from .optimum import Optimum
from .paged import Tabled
from .robustness import Robustness

if TYPE_CHECKING:
    from .instance import Instance

Answer = TypeVar("Answer")

#: What is found at a value, and what of that stands in tables, by the mechanism that it is about.
_Found = tuple[Answer, list[tuple[str, _tvmd.Cells]]]


@dataclass(frozen=True)
class Swept(Tabled, Generic[Answer]):
    """What was found at each value. The table has a row for each; the page has the curves."""

    #: By value.
    answers: Mapping[Fraction, Answer]
    #: The same as tables for people: one for each thing that was found of several mechanisms, with what is so at every value as a note.
    sheets: list[_tvmd.Sheet] = field(repr=False, compare=False)

    def __getitem__(self, value: Number) -> Answer:
        return self.answers[arguments.number("value", value)]

    def __str__(self) -> str:
        return "\n".join(map(str, self.sheets))


class Sweep:
    """Many values of one number of an instance. Iterating over it gives each value with the instance that has it.

    These are read one by one; `InstanceError` says at which value one can't be had.

    >>> from tvmd import Instance
    >>> shop = Instance({
    ...     "tvmd": 1, "prior": "uniform",
    ...     "setting": {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
    ...         {"name": "Buyer", "valuation": "additive", "types": [
    ...             {"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}]},
    ...     "mechanisms": {"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}}})
    >>> prices = shop.sweep("prices.Tea=1..2 step 1/2")
    >>> [str(priced["Posted"].check().revenue) for price, priced in prices]
    ['1', '3/4', '1']
    >>> print(prices.check())
    Posted: what changes with prices.Tea
     prices.Tea  revenue  welfare
              1        1      3/2
            3/2      3/4        1
              2        1        1
      ex-post IR, DSIC and BIC hold at every value
    >>> prices.check()[1.5]["Posted"].revenue
    Fraction(3, 4)
    """

    def __init__(self, instance: Instance, numbers: str, asked: str):
        """For `Instance` alone."""
        self._instance = instance
        self._numbers = numbers
        self._asked = asked
        self._texts = instance._said.sweep(numbers)

    def __iter__(self) -> Iterator[tuple[Fraction, Instance]]:
        return ((value, self._at(value, text)) for value, text in self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def check(
        self,
        mechanisms: Union[str, Iterable[str], None] = None,
        *,
        require: Union[str, Iterable[str]] = (),
        budget: int = 1,
    ) -> Swept[dict[str, Check]]:
        """The incentives, revenue and welfare of the mechanisms, or of these alone, as `Mechanism.check` finds them."""
        asked = call.told(self._asked, self.check, locals())
        names = None if mechanisms is None else arguments.words("mechanisms", mechanisms)
        required = arguments.words("require", require)

        def found(instance: Instance) -> _Found[dict[str, Check]]:
            chosen = list(instance) if names is None else names
            checks = {name: instance[name].check(require=required, budget=budget) for name in chosen}
            return checks, [(name, check._cells) for name, check in checks.items()]

        return self._swept(asked, found)

    def optimum(self, **options: Any) -> Swept[Optimum]:
        """The best mechanism; options are those of `Instance.optimum`."""
        asked = call.told(self._asked, self.optimum, locals())

        def found(instance: Instance) -> _Found[Optimum]:
            best = instance.optimum(**options)
            return best, [("The optimum", best._cells)]

        return self._swept(asked, found)

    def robustness(self, mechanism: str, **options: Any) -> Swept[Robustness]:
        """A mechanism under every prior near the instance's; options are those of `Mechanism.robustness`, and its `ball` is `all` or `support`."""
        asked = call.told(self._asked, self.robustness, locals())

        def found(instance: Instance) -> _Found[Robustness]:
            near = instance[mechanism].robustness(**options)
            if not isinstance(near, Robustness):
                raise ArgumentError("ball: tables of a sweep go with `all` and `support`; iterate over it for other balls")
            return near, [(mechanism, near._cells)]

        return self._swept(asked, found)

    def _swept(self, asked: str, find: Callable[[Instance], _Found[Answer]]) -> Swept[Answer]:
        answers, rows = {}, []
        for value, instance in self:
            answers[value], seen = find(instance)
            rows.append((value, seen))
        found = _tvmd.swept(self._instance.name, self._numbers.split("=")[0].strip(), rows)
        return Swept(answers, found["sheets"], sheet=found["sheet"], _page=found["page"], _asked=asked)

    def _at(self, value: Fraction, text: str) -> Instance:
        said = self._instance._said
        try:
            parsed = said.with_text(text)
        except InstanceError as error:
            help = said.way_out(self._numbers)
            error.args = (f"with {value}, by `{self._numbers}`:\n{error}" + (f"\n  help: {help}" if help else ""),)
            raise
        return type(self._instance)._of(parsed, f"dict({self._asked})[{value!r}]")
