"""What can go wrong: a class for each kind, with the library's message."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Iterable, Optional


@dataclass(frozen=True)
class Mistake:
    """One mistake in an instance, or in bids."""

    #: The file, where it is in one.
    file: Optional[Path]
    #: The line of the file, counted from 1.
    line: Optional[int]
    #: Where in it, as a path of the format; in bids the column, and the row of a table that isn't in a file, from 0.
    place: str
    reason: str
    #: The way out, where one is known.
    help: Optional[str]
    #: How many more of this kind there are that aren't told.
    more: int


class TvmdError(Exception):
    """Any error of this package."""


class InstanceError(TvmdError):
    """An instance, or a file of bids, has mistakes; the message tells them all, and ``mistakes`` has them one by one."""

    mistakes: tuple[Mistake, ...]

    def __init__(self, message: str, mistakes: Iterable[tuple[Any, ...]] = ()):
        super().__init__(message)
        self.mistakes = tuple(Mistake(*mistake) for mistake in mistakes)


class ArgumentError(TvmdError, ValueError):
    """What is asked for makes no sense for the instance."""


class NoOptimumError(TvmdError):
    """There is no mechanism as wanted."""


class OverBudgetError(TvmdError):
    """It would be too much work, and wasn't begun; the message has the count."""


class TimeIsUpError(TvmdError):
    """Time was up before an optimum was found; it is at least ``value`` and at most ``upper_bound``, as far as they are known."""

    value: Optional[Fraction]
    upper_bound: Optional[Fraction]
    #: The mechanism that makes the value, in the instance format, as `Instance.with_mechanism` takes it; None where it is to do nothing, or to post
    #: prices.
    mechanism: Optional[dict[str, Any]]

    def __init__(
        self,
        message: str,
        value: Optional[Fraction] = None,
        upper_bound: Optional[Fraction] = None,
        mechanism: Optional[str] = None,
    ):
        super().__init__(message)
        self.value = value
        self.upper_bound = upper_bound
        self.mechanism = None if mechanism is None else json.loads(mechanism)


class CertificateError(TvmdError):
    """A certificate proves nothing, or is none at all."""
