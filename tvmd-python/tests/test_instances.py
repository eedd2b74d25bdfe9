"""Reading, writing, and what is said of mistakes."""

import signal
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


def large_shop(most=12):
    """A buyer of two items with a type for each pair of values up to the most."""
    values = [str(value) for value in range(1, most + 1)]
    types = [{"name": f"V{tea}x{milk}", "values": {"Tea": tea, "Milk": milk}} for tea in values for milk in values]
    agent = {"name": "Buyer", "valuation": "additive", "types": types}
    setting = {"name": "Shop", "items": ["Tea", "Milk"], "bound": str(2 * most), "agents": [agent]}
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
        (lambda own: own["Posted"].robustness(ball="rond"), "there is no ball `rond`"),
        (lambda own: own["Posted"].robustness(promises=["profit>=1"]), "profit>=1"),
        (lambda own: own["Posted"].check(require="dsci"), "dsci"),
        (lambda own: own["Posted"].check(require="bic(-1)"), "bic(-1)"),
        (lambda own: own.compare(["Posted", "Rserve"]), "there is no mechanism `Rserve`; did you mean `Reserve`?"),
        (lambda own: own.compare([]), "there is nothing to compare"),
        (lambda own: own.compare(delta=-1), "-1 isn't a distance of distributions"),
        (lambda own: own.simple(), "simple mechanisms are compared for one agent"),
        (lambda own: own.distance_to_product(tolerance=0), "a tolerance of 0; it has to be above 0"),
        (lambda own: own.distance(tvmd.Instance(shop())), "setting"),
        (lambda own: own.with_number("reserv", 1), "did you mean `mechanisms.Reserve.second_price.reserve`?"),
        (lambda own: own.sweep("reserve=2..1"), "2..1 has no values"),
        (lambda own: own.sweep("reserve"), "`reserve` is no sweep; write `reserve=0..2 step 1/4`"),
        (lambda own: own["Posted"].sheet("iterim"), "did you mean `interim`?"),
        (lambda own: own["Posted"].sheet("deviations"), "`agent` says whose deviations are meant; there are: First, Second"),
    ],
)
def test_what_makes_no_sense(gallery, ask, message):
    with pytest.raises(tvmd.ArgumentError) as error:
        ask(gallery)
    assert message in str(error.value)


def test_nothing_is_no_budget(gallery):
    asks = [gallery.check, gallery.compare, gallery.page, gallery.optimum, gallery.max_min, gallery.simple, gallery.distance_to_product]
    for ask in [*asks, gallery["Posted"].robustness, gallery["Posted"].lean, gallery.optimum().certificate.verify]:
        for budget in (0, -1):
            with pytest.raises((ValueError, OverflowError)):
                ask(budget=budget)


def test_without_a_prior():
    bare = shop(mechanisms={"Posted": {"posted_prices": {"prices": {"Tea": "3/2"}}}})
    del bare["prior"]
    bare = tvmd.Instance(bare)
    assert bare.prior is None and bare["Posted"].check().bic is None
    assert bare.compare().delta is None and bare.compare()["Posted"].revenue is None
    with pytest.raises(tvmd.ArgumentError, match="`delta` is a distance of priors"):
        bare.compare(delta="1/10")
    with pytest.raises(tvmd.ArgumentError):
        bare.check(require="bic")
    for ask in [bare.optimum, bare.max_min, bare.simple, bare.distance_to_product, bare["Posted"].robustness, bare["Posted"].gambit, lambda: bare["Posted"].sheet("interim")]:
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


def test_ctrl_c_ends_long_work():
    """The call ends at once, and so does the work, which would take longer."""
    # Where a shell runs this beside other things, it is ignored from the start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    large = large_shop(50)
    started = time.monotonic()
    timer = threading.Timer(1, lambda: signal.raise_signal(signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            large.optimum(budget=1000)
    finally:
        timer.cancel()
    assert time.monotonic() - started < 20
    # Between its steps the search looks whether it is to go on, and then puts together what it knows.
    deadline = time.monotonic() + 15
    while True:
        before = time.process_time()
        time.sleep(1)
        if time.process_time() - before < 0.5:
            break
        assert time.monotonic() < deadline


def test_another_number(gallery, tmp_path):
    gallery.save(tmp_path / "gallery.json")
    of_file = tvmd.Instance.load(tmp_path / "gallery.json")
    changed = of_file.with_mechanism("Copy", **of_file["Posted"].arrays())
    for own in [gallery, of_file, changed]:
        assert own.with_number("second_price.reserve", "3/2").to_dict()["mechanisms"]["Reserve"] == {"second_price": {"reserve": "3/2"}, **claims(own)}
    # By hand: with a reserve of 2 it sells unless both are low.
    assert gallery.with_number("reserve", 2)["Reserve"].check().revenue == Fraction(3, 2)
    with pytest.raises(tvmd.InstanceError) as error:
        gallery.with_number("reserve", -1)
    assert "reserve" in error.value.mistakes[0].place


def claims(instance):
    said = instance.to_dict()["mechanisms"]["Reserve"]
    return {"claims": said["claims"]} if "claims" in said else {}


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
    moved = tvmd.Instance.load(ROOT / "examples" / "instances" / "gallery_moved.json")
    with pytest.raises(tvmd.CertificateError, match="it is about something else: the priors are"):
        best.certificate.verify(of=moved)
    with pytest.raises(tvmd.CertificateError, match="can't be read"):
        tvmd.verify(tmp_path / "nowhere.json")
