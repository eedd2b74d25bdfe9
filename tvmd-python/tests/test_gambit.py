"""Gambit agrees: telling the truth is an equilibrium exactly if the check says so, and gains are the same."""

import io
from collections import Counter
from fractions import Fraction

import pygambit
import pytest
from drawn import drawn
from pygambit import H

import tvmd


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
