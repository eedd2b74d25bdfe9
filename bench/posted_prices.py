#!/usr/bin/env python3
"""Sequential posted prices to many unit-demand buyers: `tvmd check FILE` beside the same dynamic program in Python's `Fraction`.

    python3 bench/posted_prices.py [--buyers 100] [--items 8] [--types 10] [--tvmd target/release/tvmd] [--seed 0]
    python3 bench/posted_prices.py --write FILE …    only writes the instance

Both are timed as whole processes on one file, from reading it to the expected revenue, and must agree on it; the best of several runs
counts. The dynamic program runs over the sets of items that may be left. `--ours` leaves Python out, which takes minutes for a thousand
buyers.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path


def instance(buyers: int, items: int, types: int, seed: int) -> dict:
    """Values from 0 to 99, prices from 85 to 98: about half of the types want something."""
    draw = random.Random(seed)
    names = [f"Item{item}" for item in range(items)]
    agents, marginals, prices = [], {}, {}
    for buyer in range(buyers):
        own = [f"T{t}" for t in range(types)]
        values = [{item: str(draw.randrange(100)) for item in names} for _ in own]
        listed = [{"name": name, "values": value} for name, value in zip(own, values)]
        agents.append({"name": f"Buyer{buyer}", "valuation": "unit_demand", "types": listed})
        weights = [draw.randrange(1, 98) for _ in own]
        marginals[f"Buyer{buyer}"] = {name: f"{weight}/{sum(weights)}" for name, weight in zip(own, weights)}
        prices[f"Buyer{buyer}"] = {item: str(draw.randrange(85, 99)) for item in names}
    return {
        "tvmd": 1,
        "setting": {"name": "Sale", "items": names, "bound": "100", "agents": agents},
        "prior": {"independent": marginals},
        "mechanisms": {"Posted": {"posted_prices": {"prices": prices}, "claims": ["ex_post_ir", "dsic"]}},
    }


def revenue(file: str) -> Fraction:
    """The expected revenue of a file's sale, over the sets of items that may be left."""
    said = json.loads(Path(file).read_text())
    items = said["setting"]["items"]
    everything = (1 << len(items)) - 1
    likely, earned = {everything: Fraction(1)}, Fraction(0)
    for agent in said["setting"]["agents"]:
        mass = {name: Fraction(text) for name, text in said["prior"]["independent"][agent["name"]].items()}
        price = [Fraction(said["mechanisms"]["Posted"]["posted_prices"]["prices"][agent["name"]][item]) for item in items]
        value = {own["name"]: [Fraction(own["values"][item]) for item in items] for own in agent["types"]}
        after: dict[int, Fraction] = {}
        for left, before in likely.items():
            for name, chance in mass.items():
                # An indifferent buyer buys, of equal utility the dearest, then the first.
                wanted = [
                    (value[name][item] - price[item], price[item], -item)
                    for item in range(len(items))
                    if left >> item & 1 and value[name][item] >= price[item]
                ]
                rest, weight = left, before * chance
                if wanted:
                    bought = -max(wanted)[2]
                    rest ^= 1 << bought
                    earned += weight * price[bought]
                after[rest] = after.get(rest, Fraction(0)) + weight
        likely = after
    return earned


def seconds(call: list[str], runs: int) -> tuple[float, str]:
    """The fastest of some runs, and what it printed."""
    best, said = float("inf"), ""
    for _ in range(runs):
        start = time.perf_counter()
        said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
        best = min(best, time.perf_counter() - start)
    return best, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--buyers", type=int, default=100)
    parser.add_argument("--items", type=int, default=8)
    parser.add_argument("--types", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tvmd", default="target/release/tvmd")
    parser.add_argument("--ours", action="store_true", help="don't run Python's")
    parser.add_argument("--write", metavar="FILE", help="only write the instance")
    parser.add_argument("--revenue", metavar="FILE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.revenue:
        print(revenue(asked.revenue))
        return
    text = json.dumps(instance(asked.buyers, asked.items, asked.types, asked.seed), indent=1)
    if asked.write:
        Path(asked.write).write_text(text + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "sale.json")
        Path(file).write_text(text)
        ours, answer = seconds([asked.tvmd, "check", "--format=json", file], asked.runs)
        print(f"{asked.buyers} buyers, {asked.items} items, {asked.types} types: tvmd {ours * 1000:.1f} ms")
        if asked.ours:
            return
        theirs, found = seconds([sys.executable, __file__, "--revenue", file], 1)
        print(f"Python's Fraction {theirs * 1000:.0f} ms: {theirs / ours:.0f} times as long")
        if json.loads(answer)["mechanisms"][0]["revenue"] != found.strip():
            sys.exit("the revenues differ")


if __name__ == "__main__":
    main()
