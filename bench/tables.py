"""Writes instance files with large tables, 170 MB of them: python3 bench/tables.py FOLDER, and needs numpy.

Each agent faces, at each profile of the others, a menu drawn at random, and takes what is best for her; so every table is DSIC and ex-post
IR, nobody's check ends early, and no two outcomes need be alike. For each size there is an instance with a row for every profile
(`rows-….json`), and the same mechanism and prior as arrays (`arrays-….json` with two `.npz` files). Then

    time cargo run --release -p tvmd-cli --bin tvmd -- check --timings FOLDER/rows-3-30-2.json
    time python3 bench/tables.py --read FOLDER/rows-3-30-2.json

says how long the command takes, and how long Python's `json` and `Fraction` take to read the same file, without any check.
"""

import argparse
import itertools
import json
import pathlib
import time
from fractions import Fraction

SIZES = [(2, 50, 2), (3, 30, 2), (4, 12, 3), (6, 6, 2)]  # agents, types of each, items
AS_ARRAYS_ONLY = [(3, 100, 2)]
VALUES_OVER, CHANCES_OVER = 20, 60  # what values and chances are over; prices are over both


def table(agents, types, items, seed=1, values_over=VALUES_OVER):
    """Values, chances times the number of agents, payments times it, and weights of profiles, as whole numbers."""
    import numpy as np

    random = np.random.default_rng(seed)
    others = types ** (agents - 1)
    entries = min(types, 30)
    values = random.integers(0, 10 * values_over + 1, (agents, types, items))
    shape = (agents,) + (types,) * agents
    x, p = np.zeros(shape + (items,), np.int64), np.zeros(shape, np.int64)
    for agent in range(agents):
        offers = random.integers(0, CHANCES_OVER + 1, (others, entries, items))
        # Dear enough that many entries are somebody's best.
        for_whom = values[agent][random.integers(0, types, (others, entries))]
        prices = (offers * for_whom).sum(-1) // 100 * random.integers(30, 80, (others, entries))
        offers[:, 0], prices[:, 0] = 0, 0
        best = np.empty((others, types), np.int64)
        for some in range(0, others, 4096):
            part = slice(some, some + 4096)
            worth = np.einsum("tj,oej->ote", values[agent], offers[part]) - prices[part, None]
            best[part] = worth.argmax(-1)
        # The agent's own report is the last axis; it belongs where she stands.
        own = (types,) * agents
        given = np.take_along_axis(offers, best[..., None], 1).reshape(own + (items,))
        x[agent] = np.moveaxis(given, agents - 1, agent)
        p[agent] = np.moveaxis(np.take_along_axis(prices, best, 1).reshape(own), agents - 1, agent)
    return values, x, p, random.integers(1, 1000, (types,) * agents)


def setting(values):
    agents, _, items = values.shape
    def kind(t, own):
        return {"name": f"T{t}", "values": {f"I{item}": str(Fraction(int(own[item]), VALUES_OVER)) for item in range(items)}}
    return {
        "name": "S",
        "items": [f"I{item}" for item in range(items)],
        "bound": str(Fraction(int(values.max()) * items, VALUES_OVER)),
        "agents": [
            {"name": f"A{agent}", "valuation": "additive", "types": [kind(t, own) for t, own in enumerate(of_agent)]}
            for agent, of_agent in enumerate(values)
        ],
    }


def lottery(chances, agents):
    """One agent is drawn, and gets her items with her chances, which are coupled: the likelier ones come first."""
    drawn = []
    for agent, own in enumerate(chances):
        order = sorted(range(len(own)), key=lambda item: -own[item])
        levels = [CHANCES_OVER] + [int(own[item]) for item in order] + [0]
        for count, (above, below) in enumerate(zip(levels, levels[1:])):
            if above > below:
                gets = {f"A{agent}": [f"I{item}" for item in order[:count]]} if count else {}
                drawn.append({"probability": str(Fraction(above - below, CHANCES_OVER * agents)), "gets": gets})
    return drawn


def rows(values, x, p, weights):
    agents, types = values.shape[:2]
    paid_over, sum_of_weights = VALUES_OVER * CHANCES_OVER * agents, int(weights.sum())
    table, joint = [], []
    for profile in itertools.product(range(types), repeat=agents):
        names = [f"T{own}" for own in profile]
        pays = {f"A{agent}": str(Fraction(int(p[(agent, *profile)]), paid_over)) for agent in range(agents)}
        table.append({"when": names, "lottery": lottery(x[(slice(None), *profile)], agents), "pays": pays})
        joint.append({"profile": names, "probability": str(Fraction(int(weights[profile]), sum_of_weights))})
    return table + [{"when": ["_"] * agents}], joint


def write(folder, size, with_rows):
    import numpy as np

    values, x, p, weights = table(*size)
    name = "-".join(map(str, size))
    agents = size[0]
    np.savez(
        folder / f"table-{name}.npz",
        x=x, x_denominator=CHANCES_OVER * agents, p=p, p_denominator=VALUES_OVER * CHANCES_OVER * agents,
    )
    np.savez(folder / f"prior-{name}.npz", weight=weights)
    instance = {
        "tvmd": 1,
        "setting": setting(values),
        "prior": {"arrays": f"prior-{name}.npz"},
        "mechanisms": {"M": {"arrays": f"table-{name}.npz"}},
    }
    (folder / f"arrays-{name}.json").write_text(json.dumps(instance))
    if with_rows:
        listed, joint = rows(values, x, p, weights)
        instance |= {"prior": {"joint": joint}, "mechanisms": {"M": {"outcomes": listed}}}
        (folder / f"rows-{name}.json").write_text(json.dumps(instance))


def read(file):
    """Reads every number of a file with rows, as a program in Python would."""
    started = time.perf_counter()
    instance = json.loads(pathlib.Path(file).read_text())
    parsed = time.perf_counter()
    numbers = [Fraction(atom["probability"]) for atom in instance["prior"]["joint"]]
    for row in instance["mechanisms"]["M"]["outcomes"]:
        numbers += [Fraction(branch["probability"]) for branch in row.get("lottery", [])]
        numbers += [Fraction(payment) for payment in row.get("pays", {}).values()]
    print(f"json {parsed - started:.3f} s, Fraction {time.perf_counter() - parsed:.3f} s, {len(numbers)} numbers")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("folder", nargs="?", type=pathlib.Path, metavar="FOLDER", help="where to write them")
    asked.add_argument("--read", metavar="FILE", help="only time how long Python takes to read one with rows")
    asked = parser.parse_args()
    if asked.read:
        return read(asked.read)
    folder = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        write(folder, size, with_rows=True)
    for size in AS_ARRAYS_ONLY:
        write(folder, size, with_rows=False)


if __name__ == "__main__":
    main()
