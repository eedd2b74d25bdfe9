"""What is answered of random auctions is what numbers of Python's own come to, from the outcomes and the definitions."""

import itertools
from fractions import Fraction

import numpy
import pytest
from drawn import BOTTOM, drawn

import tvmd

SEEDS = range(40)


def values(instance):
    """By agent and type, what each item is worth; nothing to Bottom."""
    agents = instance.to_dict()["setting"]["agents"]
    worth = lambda own: {item: Fraction(value) for item, value in own["values"].items()}
    return {agent["name"]: {BOTTOM: {}, **{own["name"]: worth(own) for own in agent["types"]}} for agent in agents}


def outcomes(mechanism, instance):
    """By profile, what each agent's value and payment are in expectation; nothing where it isn't said."""
    worth = values(instance)
    profiles = itertools.product(*(of.keys() for of in worth.values()))
    made = {profile: {agent: (Fraction(0), Fraction(0)) for agent in worth} for profile in profiles}
    said, first = mechanism.to_dict()["outcomes"], set()
    for row in said:
        for profile in made:
            fits = all(report in ("_", own) or isinstance(report, list) and own in report for report, own in zip(row["when"], profile))
            if not fits or profile in first:
                continue
            first.add(profile)
            draws = row.get("lottery", [{**row, "probability": "1"}])
            for draw, (position, agent) in itertools.product(draws, enumerate(worth)):
                items = draw.get("gets", {}).get(agent, [])
                value = sum((worth[agent][profile[position]].get(item, Fraction(0)) for item in items), Fraction(0))
                pays = Fraction(row.get("pays", draw.get("pays", {})).get(agent, 0))
                before = made[profile][agent]
                made[profile][agent] = before[0] + Fraction(draw["probability"]) * value, pays
    return made


def expected(prior, quantity):
    return sum((mass * quantity(profile) for profile, mass in prior.items()), Fraction(0))


def least(prior, quantity, profiles, delta):
    """Over all priors within delta: mass goes from where most is made to where least is."""
    bottom, left, lost = min(map(quantity, profiles)), delta, Fraction(0)
    for profile in sorted(prior, key=quantity, reverse=True):
        moved = min(left, prior[profile])
        lost += moved * (quantity(profile) - bottom)
        left -= moved
    return expected(prior, quantity) - lost


@pytest.mark.parametrize("seed", SEEDS)
def test_comparisons(seed):
    instance = drawn(seed)
    mechanism, prior = instance["Drawn"], instance.prior
    made = outcomes(mechanism, instance)
    revenue = lambda profile: sum(pays for _, pays in made[profile].values())
    delta = Fraction(seed, 80)
    found = instance.compare(delta=delta)["Drawn"]
    assert found.revenue == expected(prior, revenue)
    assert found.welfare == expected(prior, lambda profile: sum(value for value, _ in made[profile].values()))
    for agent, rent in found.rents.items():
        assert rent == expected(prior, lambda profile: made[profile][agent][0] - made[profile][agent][1])
    assert found.least_revenue == least(prior, revenue, made, delta)
    near = mechanism.robustness(delta=delta, promises=[f"revenue>={found.least_revenue}"])
    assert sum(near.worst_prior.values()) == 1 and expected(near.worst_prior, revenue) == found.least_revenue
    assert near.promises[f"revenue>={found.least_revenue}"] >= delta
    # Priors that rule out what this one does are some of them, and Bottom isn't reached where nobody is that.
    kept = mechanism.robustness(delta=delta, ball="support")
    assert expected(kept.worst_prior, revenue) == least(prior, revenue, prior, delta) >= found.least_revenue
    assert set(kept.worst_prior) <= set(prior)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_agent_is_always_a_product(seed):
    instance = next(own for own in map(drawn, itertools.count(100 * seed)) if len(own.agents) == 1)
    near, product = (instance["Drawn"].robustness(delta="1/8", ball=ball) for ball in ("all", "product"))
    at = lambda curve: interpolated(curve, Fraction(1, 8))
    assert (product.least, product.most) == (at(near.least), at(near.most))
    assert product.regret == max(at(near.regret), near.ruled_out)


def interpolated(curve, delta):
    """A curve is straight between its points."""
    for (left, low), (right, high) in itertools.pairwise(curve):
        if left <= delta <= right:
            return low + (high - low) * (delta - left) / (right - left)
    raise AssertionError(curve)


@pytest.mark.parametrize("seed", SEEDS)
def test_distances(seed):
    one = drawn(seed)
    sizes = [len(types) for types in one.agents.values()]
    weight = numpy.random.default_rng(seed).integers(0, 5, size=sizes)
    weight.flat[0] += 1
    other = one.with_prior(weight=weight)
    p, q = one.prior, other.prior
    mass = lambda prior, profile: prior.get(profile, Fraction(0))
    found = one.distance(other)
    assert found.value == sum(abs(mass(p, profile) - mass(q, profile)) for profile in p.keys() | q.keys()) / 2
    for side, prior in [(0, p), (1, q)]:
        for profile in prior:
            assert sum(moved for pair, moved in found.coupling.items() if pair[side] == profile) == prior[profile]
    assert sum(moved for (left, right), moved in found.coupling.items() if left != right) == found.value
    assert found.dual.keys() == p.keys() | q.keys() and all(abs(value) == Fraction(1, 2) for value in found.dual.values())
    assert expected(p, found.dual.get) - expected(q, found.dual.get) == found.value


@pytest.mark.parametrize("seed", range(8))
def test_the_closest_product(seed):
    chance = numpy.random.default_rng(seed)
    types = [{"name": name, "values": {"Tea": value}} for name, value in [("Low", 1), ("High", 2)]]
    agents = [{"name": name, "valuation": "additive", "types": types} for name in ("Ann", "Ben")]
    said = {"tvmd": 1, "setting": {"name": "Pair", "items": ["Tea"], "bound": 2, "agents": agents}}
    pair = tvmd.Instance(said).with_prior(weight=chance.integers(1, 9, size=(2, 2)))
    found = pair.distance_to_product(tolerance="1/1000")
    away = lambda product: sum(
        abs(mass - product["Ann"].get(ann, 0) * product["Ben"].get(ben, 0)) for (ann, ben), mass in pair.prior.items()
    ) / 2
    assert found.reached and found.upper - found.lower <= Fraction(1, 1000)
    assert away(found.product) == found.upper and all(sum(own.values()) == 1 for own in found.product.values())
    # None of many others is nearer than the lower bound.
    sides = [Fraction(part, 40) for part in range(41)]
    others = ({"Ann": {"Low": ann, "High": 1 - ann}, "Ben": {"Low": ben, "High": 1 - ben}} for ann in sides for ben in sides)
    assert found.lower <= min(map(away, others))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_bids_tell(seed):
    chance = numpy.random.default_rng(seed)
    count, auctions = int(chance.integers(1, 4)), 60
    bids = {f"B{own}": [int(bid) if bid else None for bid in chance.integers(0, 6, size=auctions)] for own in range(count)}
    told = tvmd.learn(bids, bins=[0, 1, 2, 3, 4, 5])
    seen = {name: [Fraction(sum(bid == value for bid in own), auctions) for value in [None, 1, 2, 3, 4, 5]] for name, own in bids.items()}
    for reserve, revenue, least in told.reserves:
        by_hand = Fraction(0)
        for profile in itertools.product(range(6), repeat=count):
            mass = numpy.prod([own[value] for own, value in zip(seen.values(), profile)])
            highest, second, *_ = sorted([*profile, 0], reverse=True)
            by_hand += mass * max(second, reserve) if highest and highest >= reserve else 0
        assert revenue == by_hand and 0 <= least <= revenue
    assert told.guaranteed_revenue == max(least for _, _, least in told.reserves)
    assert told.instance["SecondPrice"].check().revenue == told.expected_revenue
    assert 0 < told.radius <= 1


def test_what_bids_tell_of_a_single_price():
    """By hand: of a hundred buyers sixty pay 1. Smirnov's bound on one tail is about sqrt(ln(20)/200), and never more (Massart 1990)."""
    told = tvmd.learn({"Buyer": [1] * 60 + [None] * 40}, confidence="19/20")
    least = float(told.guaranteed_revenue)
    massart = (numpy.log(20) / 200) ** 0.5
    assert 0.6 - massart <= least < 0.6 - 0.9 * massart
    assert told.radius is None, "the bins were chosen by the bids"
    # With more confidence less is promised.
    assert tvmd.learn({"Buyer": [1] * 60 + [None] * 40}, confidence="99/100").guaranteed_revenue < told.guaranteed_revenue
