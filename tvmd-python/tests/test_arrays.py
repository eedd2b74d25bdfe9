"""Mechanisms and priors as arrays, and what comes out as arrays."""

import array
from fractions import Fraction

import numpy
import pandas
import pytest
from conftest import ROOT

import tvmd


def test_a_table_goes_out_and_comes_back(gallery):
    for name, mechanism in gallery.mechanisms.items():
        arrays = mechanism.arrays()
        assert arrays["x"].dtype == arrays["p"].dtype == numpy.int64
        assert arrays["x"].shape == (*arrays["p"].shape, 1)
        copy = gallery.with_mechanism("Copy", **arrays)["Copy"]
        assert copy.sheet().rows == mechanism.sheet().rows, name
        assert copy.check().revenue == mechanism.check().revenue


def test_every_way_to_say_numbers(gallery):
    expected = gallery["Posted"].check().revenue
    given = gallery["Posted"].arrays()
    narrow = lambda kind: {**given, "x": given["x"].astype(kind), "p": given["p"].astype(kind)}
    turned = {**given, "x": numpy.asfortranarray(given["x"]), "p": given["p"][:, ::-1].copy()[:, ::-1]}
    lists = {**given, "x": given["x"].tolist(), "p": given["p"].tolist()}
    exact = {"x": given["x"] / given["x_denominator"], "p": given["p"] / given["p_denominator"]}
    single = {name: floats.astype(numpy.float32) for name, floats in exact.items()}
    for change in [*map(narrow, ["i1", "u1", "i2", "u2", "i4", "u4"]), turned, lists, exact, single]:
        assert gallery.with_mechanism("Copy", **change)["Copy"].check().revenue == expected
    # Another mechanism: payments a little lower.
    lower = {**given, "p": given["p"] - (given["p"] > 0)}
    assert gallery.with_mechanism("Copy", **lower)["Copy"].check().revenue < expected


def test_floats_are_the_fractions_that_they_are():
    prior = {"weight": numpy.array([0.1, 0.2])}
    agent = {"name": "Buyer", "valuation": "additive", "types": [{"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": "2"}}]}
    setting = {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [agent]}
    shop = tvmd.Instance({"tvmd": 1, "setting": setting}).with_prior(**prior)
    low, high = Fraction(0.1), Fraction(0.2)
    assert shop.prior == {("Low",): low / (low + high), ("High",): high / (low + high)}
    # Without numpy, too.
    assert shop.with_prior(mass=array.array("q", [1, 3]), mass_denominator=4).prior[("High",)] == Fraction(3, 4)
    for wrong, message in [
        ({"mass": numpy.array([0.1, 0.2])}, "mass"),
        ({"mass": numpy.array([1, 1, 1]), "mass_denominator": 3}, "(2,)"),
        ({"mass": numpy.array([1, 2]), "mass_denominator": 0}, "mass_denominator"),
        ({"mass": numpy.array([1, 2]), "mass_denominator": 2**70}, "mass_denominator"),
        ({"mass": numpy.array([float("nan"), 1])}, "mass[0]"),
        ({"mass": numpy.array([Fraction(1, 3)] * 2)}, "2/3"),
        ({"mass": "half"}, "mass"),
        ({}, "mass"),
    ]:
        with pytest.raises(tvmd.InstanceError) as error:
            shop.with_prior(**wrong)
        assert message in str(error.value), str(error.value)


def test_exact_arrays(gallery):
    """Of Python's own numbers, as pandas makes of columns."""
    by_profile = pandas.Series(gallery.prior)
    moved = {("Low", "Low"): Fraction(1, 3), ("High", "High"): "2/3"}
    for prior in [moved, pandas.Series(moved), {"joint": [{"profile": list(profile), "probability": mass} for profile, mass in moved.items()]}]:
        assert gallery.with_prior(prior).prior == {profile: Fraction(mass) for profile, mass in moved.items()}
    assert gallery.with_prior(by_profile).prior == gallery.prior
    square = by_profile.unstack()[["Low", "High"]].loc[["Low", "High"]]
    for mass in [square, square.to_numpy(), square.to_numpy().tolist(), [["1/4", 0.25], [Fraction(1, 4), "0.25"]]]:
        assert gallery.with_prior(mass=mass).prior == gallery.prior
    uneven = gallery.with_prior(mass=[["1/3", "1/6"], [Fraction(3, 8), 0.125]])
    assert list(uneven.prior.values()) == [Fraction(1, 3), Fraction(1, 6), Fraction(3, 8), Fraction(1, 8)]
    with pytest.raises(tvmd.ArgumentError, match=r"mass\[0, 1\]: `half` is not a number"):
        gallery.with_prior(mass=[["1/4", "half"], ["1/4", "1/4"]])
    with pytest.raises(tvmd.ArgumentError, match="no common denominator"):
        gallery.with_prior(weight=[[Fraction(1, 3**30), Fraction(1, 2**40)], [1, 1]])


def test_mistakes_are_told_at_their_index(gallery):
    given = gallery["Posted"].arrays()
    with pytest.raises(tvmd.InstanceError) as error:
        gallery.with_mechanism("Wrong", **{**given, "x": -given["x"]})
    assert "x[" in str(error.value) and "Painting" in str(error.value)
    assert error.value.mistakes[0].place.startswith("mechanisms.Wrong")


def test_arrays_that_a_file_names(tmp_path):
    learned = tvmd.Instance.load(ROOT / "examples" / "learned" / "auction.json")
    assert learned.check()
    (tmp_path / "auction.npz").write_bytes(b"no archive")
    with pytest.raises(tvmd.InstanceError, match="is no .npz file"):
        tvmd.Instance((ROOT / "examples" / "learned" / "auction.json").read_text(), folder=tmp_path)
    with pytest.raises(tvmd.InstanceError, match="there is no such file"):
        tvmd.Instance((ROOT / "examples" / "learned" / "auction.json").read_text(), folder=tmp_path / "nowhere")
