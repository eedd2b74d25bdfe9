"""What is exact, in Rust. Programs use the package, which makes these convenient."""

from fractions import Fraction
from os import PathLike
from typing import Any, Optional, TypedDict, final

import pandas

__all__ = ["Cells", "Instance", "Mechanism", "Page", "Sheet", "learn", "number", "swept", "unknown", "verify", "write"]

class _Optimum(TypedDict):
    value: Fraction
    in_words: str
    limited_by_bound: Optional[bool]
    with_twice_the_bound: Optional[Fraction]
    under_the_prior: Optional[Fraction]
    best_for_the_prior: Optional[tuple[Fraction, Fraction]]
    worst_prior: Optional[str]
    sheets: list[Sheet]
    cells: Cells
    mechanism: Mechanism
    certificate: str
    page: Page

class _Guaranteed(TypedDict):
    value: Fraction
    in_words: str
    mechanism: Mechanism
    worst_prior: str
    certificate: str
    for_the_marginals: Optional[tuple[Fraction, Fraction, Fraction]]
    sheets: list[Sheet]
    page: Page

class _Comparison(TypedDict):
    answer: str
    sheet: Sheet
    page: Page

class _Sold(TypedDict):
    answer: str
    sheet: Sheet
    page: Page

class _Check(TypedDict):
    answer: str
    in_words: str
    cells: Cells

class _Robustness(TypedDict):
    answer: str
    in_words: str
    sheets: list[Sheet]
    cells: Optional[Cells]
    page: Page

class _Swept(TypedDict):
    sheet: Sheet
    sheets: list[Sheet]
    page: Page

class _Told(TypedDict):
    answer: str
    sheet: Sheet
    promise: str
    assumptions: list[str]
    page: Page

def number(what: str, text: str) -> Fraction: ...
def unknown(what: str, word: str, known: list[str]) -> str: ...
def swept(setting: str, path: str, rows: list[tuple[Fraction, list[tuple[str, Cells]]]]) -> _Swept: ...
def write(file: PathLike[str], text: str) -> None: ...
def verify(text: str, of: Optional[Instance], budget: int) -> str: ...
def learn(
    file: Optional[PathLike[str]],
    text: str,
    bins: Optional[str],
    dependence: str,
    mechanism: str,
    confidence: Fraction,
    reserve: Optional[Fraction],
) -> _Told: ...
@final
class Instance:
    @staticmethod
    def load(file: PathLike[str]) -> Instance: ...
    @staticmethod
    def parse(text: str, folder: PathLike[str]) -> Instance: ...
    def __deepcopy__(self, memo: object, /) -> Instance: ...
    @property
    def name(self) -> str: ...
    @property
    def agents(self) -> list[tuple[str, list[str]]]: ...
    def prior(self) -> Optional[list[tuple[list[str], Fraction]]]: ...
    def mechanisms(self) -> list[Mechanism]: ...
    def with_mechanism(self, name: str, given: dict[str, Any]) -> Instance: ...
    def with_prior(self, given: dict[str, Any]) -> Instance: ...
    def sweep(self, numbers: str) -> list[tuple[Fraction, str]]: ...
    def with_text(self, text: str) -> Instance: ...
    def way_out(self, numbers: str) -> Optional[str]: ...
    def with_number(self, path: str, number: Fraction) -> Instance: ...
    def to_json(self) -> str: ...
    def optimum(
        self,
        objective: str,
        truthfulness: str,
        participation: str,
        epsilon: Optional[Fraction],
        lotteries: bool,
        within: Optional[Fraction],
        ball: str,
        budget: int,
        time_limit: Optional[float],
    ) -> _Optimum: ...
    def max_min(
        self,
        objective: str,
        family: str,
        ties: str,
        within: Optional[list[Fraction]],
        ball: str,
        budget: int,
        time_limit: Optional[float],
    ) -> _Guaranteed: ...
    def compare(self, mechanisms: Optional[list[str]], delta: Optional[Fraction], budget: int) -> _Comparison: ...
    def simple(self, budget: int, time_limit: Optional[float]) -> _Sold: ...
    def distance(self, other: Instance, budget: int) -> str: ...
    def distance_to_product(self, tolerance: Fraction, budget: int) -> str: ...
    def page(self, budget: int) -> Page: ...

@final
class Mechanism:
    def __deepcopy__(self, memo: object, /) -> Mechanism: ...
    @property
    def name(self) -> str: ...
    def check(self, require: str, budget: int) -> _Check: ...
    def robustness(
        self, objective: str, delta: Fraction, ball: str, promises: list[str], budget: int
    ) -> _Robustness: ...
    def sheet(self, which: str, agent: Optional[str], budget: int) -> Sheet: ...
    def arrays(self, budget: int) -> dict[str, Any]: ...
    def gambit(self, budget: int) -> str: ...
    def counterexamples(self, lean: bool, budget: int) -> list[str]: ...
    def drawing(self, budget: int) -> Optional[str]: ...
    def page(self, budget: int) -> Page: ...
    def to_json(self, budget: int) -> str: ...

@final
class Cells:
    def __deepcopy__(self, memo: object, /) -> Cells: ...

@final
class Page:
    def html(self, call: str) -> str: ...
    def __deepcopy__(self, memo: object, /) -> Page: ...

@final
class Sheet:
    """A table of exact numbers and words."""

    @property
    def name(self) -> str:
        """By what it is asked for."""
    @property
    def title(self) -> str:
        """What it shows."""
    @property
    def columns(self) -> list[str]:
        """What each column holds."""
    @property
    def rows(self) -> list[list[str | Fraction | None]]:
        """Rows of words, `Fraction`s, and None where there is nothing to say."""
    @property
    def notes(self) -> list[str]:
        """What has to be known to read it."""
    def csv(self) -> str:
        """As comma-separated values."""
    def markdown(self) -> str:
        """In Markdown."""
    def latex(self) -> str:
        """In LaTeX, with the package `booktabs`."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a table of pandas, whose numbers are `Fraction`s."""
    def __deepcopy__(self, memo: object, /) -> Sheet: ...
    def __len__(self) -> int: ...
    def _repr_html_(self) -> str: ...
