"""Auctions at random."""

import itertools
import random
from fractions import Fraction

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
