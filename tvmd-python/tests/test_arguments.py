"""What calls take, and what they say of anything else."""

import inspect
import math
from decimal import Decimal
from fractions import Fraction

import numpy
import pandas
import pytest
from conftest import ROOT

import tvmd
from tvmd import arguments

TENTH = Fraction(1, 10)


def test_every_way_to_say_a_number(gallery):
    expected = gallery.optimum(within=TENTH).value
    for tenth in ["1/10", "0.1", " 1 / 10 ", 0.1, numpy.float64(0.1), Decimal("0.10"), Fraction(2, 20)]:
        assert gallery.optimum(within=tenth).value == expected, tenth
    for two in [2, 2.0, numpy.int8(2), numpy.uint64(2), numpy.float32(2), Decimal("2.00"), "2", "2.0"]:
        assert gallery.with_number("reserve", two)["Reserve"].check().revenue == Fraction(3, 2), two
    # A dictionary and bids, likewise.
    said = gallery.to_dict()
    said["setting"]["bound"] = numpy.int64(2)
    said["mechanisms"]["Reserve"]["second_price"]["reserve"] = 0.1
    said["setting"]["items"] = ("Painting",)
    assert tvmd.Instance(said).to_dict()["mechanisms"]["Reserve"]["second_price"]["reserve"] == "1/10"
    assert list(tvmd.learn({"Ann": [0.1, "0.2", Decimal("0.3"), Fraction(2, 5)]}).bidders[0].types) == [Fraction(part, 10) for part in (1, 2, 3, 4)]


def test_a_float_is_the_decimal_that_it_prints_as():
    """All decimals of up to 15 digits come back; what prints with more was rounded."""
    for digits in range(1, 16):
        for text in ["1" * digits, "9" * digits, "123456789012345"[:digits]]:
            for exponent in (-20, -3, 0, 5):
                decimal_number = Decimal(text).scaleb(exponent)
                assert arguments.number("x", float(decimal_number)) == Fraction(decimal_number)
    for whole in (2**53, -(2**53), 2**53 - 1, 0.0, -0.0):
        assert arguments.number("x", float(whole)) == whole
    for rounded, meant in [(1 / 3, "'1/3'"), (0.1 + 0.2, "'3/10'"), (float(2**53 + 2), "'"), (numpy.float32(0.1), "'1/10'"), (math.pi, "'")]:
        with pytest.raises(tvmd.ArgumentError, match="is a float that was rounded; say what is meant, such as ") as error:
            arguments.number("x", rounded)
        assert meant in str(error.value) and f"Fraction({float(rounded)})" in str(error.value)
    # Which is the way out for whoever means the float.
    assert arguments.number("x", Fraction(1 / 3)) == Fraction(1 / 3) != Fraction(1, 3)


@pytest.mark.parametrize(
    "said, message",
    [
        ("10%", "within: `10%` is not a number; write 1/10"),
        ("1e-1", "within: `1e-1` is not a number; write 3/2, 0.25 or -7"),
        ("", "within: `` is not a number"),
        ("1/0", "within: `1/0` divides by zero"),
        (math.nan, "within: nan is no number"),
        (-math.inf, "within: -inf is no number"),
        (numpy.float64("nan"), "within: nan is no number"),
        (Decimal("NaN"), "within: NaN is no number"),
        (Decimal("sNaN"), "within: sNaN is no number"),
        (Decimal("Infinity"), "within: Infinity is no number"),
        (Decimal("1e-999999999"), "is longer than any number that is read"),
        (Fraction(1, 10**5000), "within: a number of 16610 bits; at most 6640 are read"),
        (True, "within: True is no number; write one such as 2, '3/2', Fraction(3, 2) or 0.25"),
        (numpy.bool_(True), "is no number"),
        (1j, "within: 1j is no number"),
        ([1], "within: [1] is no number"),
        (numpy.array([1, 2]), "is no number"),
        (pandas.NA, "is no number"),
        (b"1/10", "is no number"),
        (-TENTH, "within: -1/10 isn't a distance of distributions; those are in [0, 1]"),
        (numpy.longdouble("0.1"), "has more digits than a float"),
    ],
)
def test_what_is_no_number(gallery, said, message):
    with pytest.raises(tvmd.ArgumentError) as error:
        gallery.optimum(within=said)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "ask, message",
    [
        (lambda own: own.optimum(3), "there is no objective `3`; there are: revenue, welfare"),
        (lambda own: own.optimum(ball="support"), "`ball` goes with `within`"),
        (lambda own: own.optimum(truthfulness="bic", epsilon=-1), "epsilon: "),
        (lambda own: own.optimum(lotteries="no"), "lotteries: 'no' is neither True nor False"),
        (lambda own: own.optimum(time_limit=math.nan), "time_limit: nan is no time; write seconds, such as 10, or leave it out"),
        (lambda own: own.optimum(time_limit="10"), "time_limit: '10' is no time"),
        (lambda own: own.optimum(budget=0), "budget: 0 is no count; write a whole number from 1 to 18446744073709551615"),
        (lambda own: own.optimum(budget=1.0), "budget: 1.0 is no count"),
        (lambda own: own.optimum(budget=2**64), "is no count"),
        (lambda own: own.max_min(within={"Frist": 1}), "there is no agent `Frist`; did you mean `First`?"),
        (lambda own: own.max_min(within={"First": "x"}), "within['First']: `x` is not a number"),
        (lambda own: own.max_min(ball="support"), "`ball` goes with `within`"),
        (lambda own: own.compare(3), "mechanisms: 3 is no list of texts"),
        (lambda own: own.compare([own["Posted"]]), "there is no mechanism `<mechanism Posted>`; there are:"),
        (lambda own: own.compare(["Posted", "Reserve", "Posted"]), "mechanisms: `Posted` is already there"),
        (lambda own: own["Posted"].robustness(promises=["revenue>=1", "revenue>=1"]), "promises: `revenue>=1` is already there"),
        (lambda own: tvmd.learn({"Ann": "12"}), "bids: {'Ann': '12'} is no table"),
        (lambda own: tvmd.learn({}), "bids: there are no bidders in it"),
        (lambda own: own.compare([]), "mechanisms: there is nothing to compare in an empty list"),
        (lambda own: own.compare()["Psoted"], "there is no mechanism `Psoted`; did you mean `Posted`?"),
        (lambda own: own["psoted"], "there is no mechanism `psoted`; did you mean `Posted`?"),
        (lambda own: own[0], "there is no mechanism `0`; there are:"),
        (lambda own: own.distance("gallery.json"), "other: 'gallery.json' is no `tvmd.Instance`; a file is read by `tvmd.Instance.load`"),
        (lambda own: own.optimum().certificate.verify(of=3), "of: 3 is no `tvmd.Instance`"),
        (lambda own: own.with_number(3, 1), "path: 3 is no text"),
        (lambda own: own.sweep(3), "`3` is no sweep; write `reserve=0..2 step 1/4`"),
        (lambda own: own.with_mechanism("M", 3), "mechanism: 3 is no mechanism; give a `tvmd.Mechanism`, or a dictionary such as"),
        (lambda own: own.with_mechanism(3, x=[1]), "name: 3 is no text"),
        (lambda own: own.with_prior(3), "prior: 3 is no prior; give probabilities by profile"),
        (lambda own: own.with_prior("uniform", weight=[1]), "by itself or as an array, not both"),
        (lambda own: own["Posted"].robustness(promises=3), "promises: 3 is no list of texts"),
        (lambda own: own["Posted"].robustness(promises=["revenue"]), "promises: "),
        (lambda own: own["Posted"].sheet(3), "there is no table `3`; there are:"),
        (lambda own: own["Posted"].sheet("deviations", 3), "there is no agent `3`; there are: First, Second"),
        (lambda own: own.save(3), "file: 3 is no path; write the name of a file"),
        (lambda own: tvmd.Instance.load(None), "file: None is no path"),
        (lambda own: tvmd.Instance("gallery.json"), "'gallery.json' is no text of an instance; a file is read by `tvmd.Instance.load`"),
        (lambda own: tvmd.Instance(ROOT), "is no text of an instance; a file is read by `tvmd.Instance.load`"),
        (lambda own: tvmd.Instance(3), "3 is no instance; say it as a dictionary or as its JSON text"),
        (lambda own: tvmd.Instance({}, folder=3), "folder: 3 is no path"),
        (lambda own: tvmd.Certificate(3), "text: 3 is no text"),
        (lambda own: tvmd.verify(3), "file: 3 is no path"),
        (lambda own: tvmd.learn(3), "bids: 3 is no table; give the name of a CSV file, a table of pandas, or a dictionary"),
        (lambda own: tvmd.learn(numpy.array([[1, 2]])), "is no table"),
        (lambda own: tvmd.learn(pandas.Series([1, 2])), "is no table"),
        (lambda own: tvmd.learn({"Ann": [1]}, bins=10), "bins: 10 is no list; write where bins begin, as [0, 10, 20], or 'quantiles:10'"),
        (lambda own: tvmd.learn({"Ann": [1]}, bins=[0, None]), "bins[1]: None is no number"),
        (lambda own: tvmd.learn({"Ann": [1]}, bins=[2, 1]), "bins: the edge 1 isn't above the one before it, 2"),
        (lambda own: tvmd.learn({"Ann": [1]}, confidence="95%"), "confidence: `95%` is not a number; write 19/20"),
        (lambda own: tvmd.learn({"Ann": [1]}, confidence=0.3), "confidence: a confidence of 3/10; it must be at least 1/2 and below 1"),
    ],
)
def test_arguments_of_the_wrong_kind(gallery, ask, message):
    with pytest.raises(tvmd.ArgumentError) as error:
        ask(gallery)
    assert message in str(error.value), str(error.value)


def test_mistakes_of_a_dictionary_have_places():
    said = {"tvmd": 1, "setting": {"bound": math.nan, "items": {"Tea"}, "agents": [{"name": object, 3: "4"}]}}
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.Instance(said)
    assert [mistake.place for mistake in error.value.mistakes] == ["setting.bound", "setting.items", "setting.agents[0].name", "setting.agents[0]"]
    assert "setting.bound: nan is no number" in str(error.value) and "3 is no name; names are texts" in str(error.value)
    said["setting"] = said
    with pytest.raises(tvmd.InstanceError, match="it is nested too deep, or contains itself"):
        tvmd.Instance(said)


def test_mistakes_of_bids_are_in_rows():
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.learn(pandas.DataFrame({"Ann": [1, True, 1 / 3], "Ben": [[1], math.inf, 2]}, dtype=object))
    places = [mistake.place for mistake in error.value.mistakes]
    assert places == ["column Ann, row 1", "column Ann, row 2", "column Ben, row 0", "column Ben, row 1"], places
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.learn({"Ann": [1, 2, -1], "Ben": ["7 50", 1, 2]})
    assert [(mistake.line, mistake.place) for mistake in error.value.mistakes] == [(None, "column Ben, row 0"), (None, "column Ann, row 2")]
    with pytest.raises(tvmd.InstanceError, match="the agent `Ann` is already there"):
        tvmd.learn(pandas.DataFrame([[1, 2]], columns=["Ann", "Ann"]))


def test_a_file_of_bids_says_the_same_read_by_pandas(tmp_path):
    file = tmp_path / "bids.csv"
    file.write_text("Ann,Ben\n12.10,7.99\n,9.05\n7.1,\n")
    assert tvmd.learn(pandas.read_csv(file)) == tvmd.learn(file)
    bids = ROOT / "examples" / "data" / "mario_kart.csv"
    assert tvmd.learn(pandas.read_csv(bids), bins=[0, 30.5, 40]) == tvmd.learn(bids, bins=["0", "61/2", "40"])


def subjects(gallery):
    """Every call that there is, with arguments that are right."""
    posted, best = gallery["Posted"], gallery.optimum()
    return [
        (tvmd.Instance, {"said": gallery.to_dict()}),
        (tvmd.Instance.load, {"file": ROOT / "examples" / "instances" / "gallery.json"}),
        (tvmd.learn, {"bids": {"Ann": [1, 2]}}),
        (tvmd.verify, {"file": ROOT / "examples" / "instances" / "gallery.json"}),
        (gallery.check, {}),
        (gallery.compare, {}),
        (gallery.optimum, {}),
        (gallery.max_min, {}),
        (gallery.simple, {}),
        (gallery.distance, {"other": gallery}),
        (gallery.distance_to_product, {}),
        (gallery.with_number, {"path": "reserve", "number": 1}),
        (gallery.with_mechanism, {"name": "Other", "mechanism": posted}),
        (gallery.with_prior, {"prior": gallery.prior}),
        (lambda numbers: list(gallery.sweep(numbers)), {"numbers": "reserve=0..1"}),
        (gallery.sweep("reserve=0..0").check, {}),
        (lambda objective, within: gallery.sweep("reserve=0..0").optimum(objective=objective, within=within), {"objective": "revenue", "within": None}),
        (lambda mechanism, delta: gallery.sweep("reserve=0..0").robustness(mechanism, delta=delta), {"mechanism": "Posted", "delta": 0}),
        (gallery.page, {}),
        (gallery.__getitem__, {"name": "Posted"}),
        (posted.check, {}),
        (posted.robustness, {}),
        (posted.sheet, {}),
        (posted.table, {}),
        (posted.arrays, {}),
        (posted.gambit, {}),
        (posted.witness_tests, {}),
        (posted.lean, {}),
        (posted.drawing, {}),
        (posted.page, {}),
        (posted.to_dict, {}),
        (best.certificate.verify, {}),
        (tvmd.Certificate, {"text": "{}"}),
    ]


ANYTHING = [
    None, True, 0, -1, 7, 2**70, 10**400, 0.1, 1 / 3, math.nan, math.inf, 1j, "", "revenue", "10%", "½", "\0", "\u202e", "x" * 1_000, "9" * 5_000,
    b"revenue", [], [1], ["revenue"], [None], (), {}, {"First": 0.1}, {"First": None}, {1: 2}, {("Low",): 1}, {"a"}, object(), len, Fraction(1, 10**5000),
    Decimal("sNaN"), Decimal("1e999999999"), numpy.float64("nan"), numpy.int64(3), numpy.array([1, 2]), numpy.array(1), numpy.array(["a"]), pandas.NA,
    pandas.NaT, pandas.DataFrame({"Ann": [1, 2]}), pandas.Series([0.5]), range(3), tvmd,
]  # fmt: skip


def test_anything_at_all(gallery, tmp_path, monkeypatch):
    """Whatever is given for an argument, the call works, or says what is wrong in an exception of the package, shortly and in words."""
    monkeypatch.chdir(tmp_path)
    refused = 0
    for call, right in subjects(gallery):
        for name in inspect.signature(call).parameters:
            for given in ANYTHING:
                try:
                    call(**{**right, name: given})
                except tvmd.TvmdError as error:
                    told = str(error)
                    assert told and len(told) < 8_000, (call, name, told[:300])
                    for foreign in ["object cannot", "PyO3", "'_said'", "Traceback", "argument '", "has no attribute", "unhashable"]:
                        assert foreign not in told, (call, name, given, told)
                    refused += 1
    assert refused > 2_000
    with pytest.raises(FileNotFoundError, match="no folder"):
        gallery.save(tmp_path / "no folder" / "gallery.json")
    with pytest.raises((OSError, ValueError)):
        gallery.save("\0")
