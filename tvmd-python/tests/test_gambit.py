"""Gambit agrees: telling the truth is an equilibrium exactly if the check says so, and gains are the same."""

import io
import itertools
import random
from collections import Counter
from fractions import Fraction

import pygambit
import pytest
from pygambit import H

import tvmd

BOTTOM = "Bottom"


def drawn(seed):
    """A small auction with a prior, in which Bottom may be likely, and a mechanism, all at random."""
    chance = random.Random(seed)
    items = ["Tea", "Milk"][: chance.choice([1, 1, 2])]
    names = ["First", "Second", "Third"][: chance.choice([1, 2, 2, 3])]
    counts = [chance.randint(1, 3 if len(names) < 3 else 1) for _ in names]
    whole = lambda low, high: str(Fraction(chance.randint(low, high), chance.choice([1, 2, 3])))
    agents = [
        {
            "name": name,
            "valuation": "additive",
            "types": [{"name": f"T{own}", "values": {item: whole(0, 4) for item in items}} for own in range(count)],
        }
        for name, count in zip(names, counts)
    ]
    types = [[f"T{own}" for own in range(count)] + [BOTTOM] for count in counts]
    profiles = list(itertools.product(*types))
    weights = [chance.choice([0, 1, 1, 2, 5]) for _ in profiles]
    weights[0] += 1
    joint = [
        {"profile": list(profile), "probability": str(Fraction(weight, sum(weights)))}
        for profile, weight in zip(profiles, weights)
        if weight
    ]
    said = {
        "tvmd": 1,
        "setting": {"name": "Drawn", "items": items, "bound": "8", "agents": agents},
        "prior": {"joint": joint},
        "mechanisms": {"Drawn": mechanism(chance, items, names, profiles, whole)},
    }
    return tvmd.Instance(said)


def mechanism(chance, items, names, profiles, whole):
    """Anything at all, or posted prices, which are truthful, or posted prices with something wrong at one profile."""
    prices = {item: whole(0, 4) for item in items}
    kind = chance.choice(["any", "posted", "constant"])
    if kind == "posted":
        return {"posted_prices": {"prices": prices}}
    rows = []
    fixed = chance.choice(names), whole(-1, 0)
    for profile in profiles:
        there = [name for name, own in zip(names, profile) if own != BOTTOM]
        gets, pays = {}, {}
        if kind == "any":
            for item in items:
                if there and chance.random() < 0.7:
                    gets.setdefault(chance.choice(there), []).append(item)
            pays = {name: whole(-1, 4) for name in there}
        elif fixed[0] in there:
            # Whoever takes part gets everything, and perhaps something beside.
            gets, pays = {fixed[0]: items}, {fixed[0]: fixed[1]}
        rows.append({"when": list(profile), "gets": gets, "pays": pays})
    return {"outcomes": rows}


def honest(game):
    """The profile of behaviour in which everybody tells the truth, exactly."""
    data = []
    for position, player in enumerate(game.players):
        # Chance moves first, and its move names all types.
        own = lambda infoset: infoset[0].action.split(", ")[position]
        chances = lambda infoset: [int(report == own(infoset)) for report in game.get_actions(H.path(*infoset.actions))]
        data.append([chances(infoset) for infoset in game.get_infosets(player)])
    assert all(sum(chances) == 1 for sets in data for chances in sets)
    return game.mixed_behavior_profile(data=data, rational=True)


def judged(mechanism):
    """Whether the truth is an equilibrium, and the most that a type gains by a lie, by Gambit."""
    game = pygambit.read_efg(io.StringIO(mechanism.gambit()))
    truth = honest(game)
    gains = dict(truth.infoset_regrets).values()
    return truth.max_regret() == 0, max(Fraction(gain.numerator, gain.denominator) for gain in gains)


def test_truth_is_an_equilibrium_exactly_if_the_check_says_so():
    found = Counter()
    for seed in range(150):
        instance = drawn(seed)
        bic = instance["Drawn"].check().bic
        assert judged(instance["Drawn"]) == (bic.holds, bic.regret), instance.to_json()
        found[bic.holds, len(instance.agents)] += 1
    # Both kinds, and with one agent as with several.
    assert all(found[holds, agents] >= 5 for holds in (True, False) for agents in (1, 2, 3)), found


def test_the_examples(gallery):
    bic = {name: check.bic for name, check in gallery.check().items()}
    assert {name: judged(gallery[name]) for name in bic} == {name: (own.holds, own.regret) for name, own in bic.items()}
    # Where Low has to pay for nothing, she had better stay away.
    given = gallery["Posted"].arrays()
    paid = given["p"].copy()
    paid[0, 0, :] += 1
    dear = gallery.with_mechanism("Dear", **{**given, "p": paid})["Dear"]
    assert judged(dear) == (dear.check().bic.holds, dear.check().bic.regret) and not dear.check().bic


def test_a_game_that_is_too_large(gallery):
    types = [{"name": f"V{own}", "values": {"Vase": str(own)}} for own in range(1, 33)]
    agents = [{"name": name, "valuation": "additive", "types": types} for name in ("First", "Second")]
    setting = {"name": "Large", "items": ["Vase"], "bound": "32", "agents": agents}
    prices = {"posted_prices": {"prices": {"Vase": "7"}}}
    large = tvmd.Instance({"tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": {"Posted": prices}})
    with pytest.raises(tvmd.ArgumentError, match="1024 profiles of types, each with 1089 of reports"):
        large["Posted"].gambit()


def test_any_name_is_read():
    names = ['say "hi"', "back\\slash", "at the end\\", "{é}", "1/2"]
    types = [{"name": name, "values": {"Tea": str(value)}} for value, name in enumerate(names)]
    agents = [{"name": 'Ann "A"', "valuation": "additive", "types": types}]
    setting = {"name": 'A "game"', "items": ["Tea"], "bound": "4", "agents": agents}
    prices = {"posted_prices": {"prices": {"Tea": "2"}}}
    named = tvmd.Instance({"tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": {"Posted": prices}})
    game = pygambit.read_efg(io.StringIO(named["Posted"].gambit()))
    assert (game.title, list(game.players)) == ('Posted in A "game"', ['Ann "A"'])
    assert [infoset[0].action for infoset in game.get_infosets('Ann "A"')] == [name.replace("\\", "\u2216") for name in names]
    assert judged(named["Posted"]) == (True, 0)
