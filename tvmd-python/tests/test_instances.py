"""Reading, writing, and what is said of mistakes."""

import threading
import time
from fractions import Fraction

import pytest
from conftest import EXAMPLES, ROOT

import tvmd


def shop(**more):
    types = [{"name": "Low", "values": {"Tea": "1"}}, {"name": "High", "values": {"Tea": Fraction(2)}}]
    agent = {"name": "Buyer", "valuation": "additive", "types": types}
    setting = {"name": "Shop", "items": ["Tea"], "bound": "2", "agents": [agent]}
    return {"tvmd": 1, "setting": setting, "prior": "uniform", **more}


def large_shop():
    """A buyer of two items with 144 types."""
    values = [str(value) for value in range(1, 13)]
    types = [{"name": f"V{tea}x{milk}", "values": {"Tea": tea, "Milk": milk}} for tea in values for milk in values]
    agent = {"name": "Buyer", "valuation": "additive", "types": types}
    setting = {"name": "Shop", "items": ["Tea", "Milk"], "bound": "24", "agents": [agent]}
    return tvmd.Instance({"tvmd": 1, "setting": setting, "prior": "uniform"})


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_what_is_written_says_the_same(file, tmp_path):
    read = tvmd.Instance.load(file)
    # In another folder, away from the files that it names.
    read.save(tmp_path / "copy.json")
    copy = tvmd.Instance.load(tmp_path / "copy.json")
    assert (copy.name, copy.agents) == (read.name, read.agents)
    assert copy.check() == read.check()
    assert tvmd.Instance(copy.to_dict()).to_dict() == copy.to_dict()


def test_mistakes_are_told_at_once():
    wrong = shop(mechanisms={"Posted": {"posted_prices": {"prices": {"Vase": "3"}}}}, prior="unifrom")
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.Instance(wrong)
    places = [mistake.place for mistake in error.value.mistakes]
    assert places[0] == "prior" and any(place.startswith("mechanisms.Posted") for place in places), places
    assert all(mistake.line is None and mistake.file is None for mistake in error.value.mistakes)
    assert "Vase" in str(error.value)


def test_mistakes_of_a_file_have_lines(tmp_path):
    file = tmp_path / "wrong.json"
    text = (ROOT / "examples" / "instances" / "gallery.json").read_text()
    file.write_text(text.replace('"tvmd": 1', '"tvmd": 7'))
    with pytest.raises(tvmd.InstanceError) as error:
        tvmd.Instance.load(file)
    assert (error.value.mistakes[0].file, error.value.mistakes[0].place) == (file, "tvmd")
    assert error.value.mistakes[0].line == 1 + text[: text.index('"tvmd"')].count("\n")
    with pytest.raises(tvmd.InstanceError, match="no such file"):
        tvmd.Instance.load(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    "ask, message",
    [
        (lambda own: own["Postde"], "there is no mechanism `Postde`"),
        (lambda own: own.optimum("revenu"), "there is no objective `revenu`; did you mean `revenue`?"),
        (lambda own: own.optimum(truthfulness="nash"), "there is no truthfulness `nash`; there are: dsic, bic"),
        (lambda own: own.optimum(epsilon=1), "`epsilon` goes with truthfulness `bic`"),
        (lambda own: own.optimum(time_limit=-1), "time_limit"),
        (lambda own: own.optimum(within=2), "2 isn't a distance of distributions"),
        (lambda own: own.optimum(within="1/2", ball="round"), "there is no ball `round`"),
        (lambda own: own.optimum(within="1/2", lotteries=False), "`within` doesn't go with `lotteries=False`"),
        (lambda own: own.max_min(within={"Third": 1}), "there is no agent `Third`; there are: First, Second"),
        (lambda own: own.max_min(family="posted", within=1), "`within` goes with the family `any`"),
        (lambda own: own.max_min(ties="first"), "`ties` goes with the family `lookahead`"),
        (lambda own: own["Posted"].robustness(delta=2), "2 isn't a distance of distributions"),
        (lambda own: own["Posted"].sheet("iterim"), "did you mean `interim`?"),
        (lambda own: own["Posted"].sheet("deviations"), "`agent` says whose deviations are meant; there are: First, Second"),
    ],
)
def test_what_makes_no_sense(gallery, ask, message):
    with pytest.raises(tvmd.ArgumentError) as error:
        ask(gallery)
    assert message in str(error.value)


def test_nothing_is_no_budget(gallery):
    for ask in [gallery.check, gallery.optimum, gallery.max_min, gallery["Posted"].robustness, gallery.optimum().certificate.verify]:
        for budget in (0, -1):
            with pytest.raises((ValueError, OverflowError)):
                ask(budget=budget)


def test_without_a_prior():
    bare = shop(mechanisms={"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}})
    del bare["prior"]
    bare = tvmd.Instance(bare)
    assert bare.prior is None and bare["Posted"].check().bic is None
    for ask in [bare.optimum, bare.max_min, bare["Posted"].robustness, bare["Posted"].gambit, lambda: bare["Posted"].sheet("interim")]:
        with pytest.raises(tvmd.ArgumentError, match="has no `prior`"):
            ask()


def test_an_optimum_that_takes_too_long():
    large = large_shop()
    with pytest.raises(tvmd.TimeIsUpError) as error:
        large.optimum(time_limit=0)
    assert 0 < error.value.value <= error.value.upper_bound


def test_what_is_too_much_is_counted():
    many = tvmd.Instance.load(ROOT / "examples" / "instances" / "hundred_bidders.json")
    assert all(check.theorem for check in many.check().values())
    with pytest.raises(tvmd.InstanceError):
        many.optimum()


def test_other_threads_run_meanwhile(gallery):
    """In the middle of one thread's work, another's is done: with the lock held it would stand still."""
    large, times = large_shop(), []

    def solve():
        times.append(time.monotonic())
        try:
            large.optimum(time_limit=2)
        except tvmd.TimeIsUpError:
            pass
        times.append(time.monotonic())

    solving = threading.Thread(target=solve)
    solving.start()
    checked = []
    while solving.is_alive():
        gallery["Posted"].check()
        checked.append(time.monotonic())
    start, end = times
    quarter = (end - start) / 4
    assert any(start + quarter < own < end - quarter for own in checked)


def test_a_certificate_is_checked(gallery, tmp_path):
    best = gallery.optimum()
    best.certificate.save(tmp_path / "best.json")
    assert tvmd.verify(tmp_path / "best.json", of=gallery).value == best.value == Fraction(3, 2)
    assert tvmd.Instance.load(tmp_path / "best.json").prior == gallery.prior
    value = f'"value": "{best.value}"'
    assert value in best.certificate.text
    forged = tvmd.Certificate(best.certificate.text.replace(value, f'"value": "{best.value + 1}"'))
    with pytest.raises(tvmd.CertificateError):
        forged.verify()
    with pytest.raises(tvmd.CertificateError):
        tvmd.Certificate("{}").verify()
    with pytest.raises(tvmd.CertificateError, match="can't be read"):
        tvmd.verify(tmp_path / "nowhere.json")
