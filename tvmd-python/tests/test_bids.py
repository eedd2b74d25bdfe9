"""Bids in all forms that Python has for them, and what is wrong with them."""

import decimal
import math
from fractions import Fraction

import numpy
import pandas
import pytest

import tvmd

TOLD = {"Ann": [12, None, "7.50"], "Ben": [Fraction(15, 2), 9, None]}


def test_every_way_to_say_bids(tmp_path):
    file = tmp_path / "bids.csv"
    file.write_text("Ann,Ben\n12,7.50\n,9\n7.50,\n")
    long = {
        "auction": ["May", "May", "June", "July"],
        "bidder": ["Ann", "Ben", "Ben", "Ann"],
        "bid": [decimal.Decimal("12"), 7.5, numpy.int64(9), numpy.float64(7.5)],
    }
    missing = pandas.DataFrame({"Ann": pandas.array([12, pandas.NA, 7.5], dtype="Float64"), "Ben": [7.5, 9, math.nan]})
    expected = tvmd.learn(file)
    assert [own.absent for own in expected.bidders] == [1, 1] and expected.auctions == 3
    for bids in [str(file), TOLD, long, pandas.DataFrame(long), missing, pandas.read_csv(file), pandas.read_csv(file, dtype=str)]:
        assert tvmd.learn(bids) == expected
    assert Fraction(1, 10) in tvmd.learn({"Ann": ["0.1", 1]}).bidders[0].types


def test_mistakes_are_told_at_once(tmp_path):
    file = tmp_path / "bids.csv"
    file.write_text("Ann,Ben\n12,7 50\n-1,9\n")
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.learn(file)
    assert [(mistake.file, mistake.line) for mistake in error.value.mistakes] == [(file, 2), (file, 3)]
    with pytest.raises(tvmd.InstanceError, match="no such file"):
        tvmd.learn(tmp_path / "nowhere.csv")
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.learn({"Ann": [-1]})
    assert error.value.mistakes[0].file is None and "at least 0" in str(error.value)


@pytest.mark.parametrize(
    "ask, message",
    [
        (lambda: tvmd.learn({"Ann": [1], "Ben": [1, 2]}), "Ann has 1, Ben has 2"),
        (lambda: tvmd.learn(TOLD, "thirds"), "thirds"),
        (lambda: tvmd.learn(TOLD, [10, 20]), "Ben's bid of 7.5 is below 10, where the first bin begins"),
        (lambda: tvmd.learn(TOLD, dependence="join"), "there is no dependence `join`; did you mean `joint`?"),
        (lambda: tvmd.learn(TOLD, confidence=1), "1"),
        (lambda: tvmd.learn(TOLD, reserve=-1), "a reserve of -1; it must be at least 0"),
    ],
)
def test_what_makes_no_sense(ask, message):
    with pytest.raises(tvmd.ArgumentError) as error:
        ask()
    assert message in str(error.value), str(error.value)


def test_what_is_learned_is_shown():
    told = tvmd.learn(TOLD, reserve=9)
    assert told.reserve == 9 and "reserve of 9" in told.promise and len(told.assumptions) >= 2
    assert list(told.table().columns) == told.sheet.columns and "<table>" in told._repr_html_()
