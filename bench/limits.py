#!/usr/bin/env python3
"""Every command at the limits of what instances may be, in 8 GB and 60 s of the processor: an answer, or a refusal with a count.

Prints a table; fails if a run is killed, aborts, or is over the time.
"""
import argparse, json, os, resource, subprocess, sys, tempfile, time

MEMORY, SECONDS = 8_000_000_000, 60


def setting(agents, items, types, valuation):
    """Agents with the same types: one item on a grid, or several items with drawn values."""
    names = [f"I{item}" for item in range(items)]
    bound = 1000 * items + types

    def values(own):
        each = {name: str(1 + (own * (item + 3) * 7919) % 997) for item, name in enumerate(names)}
        if valuation != "bundles":
            return each
        halves = [names[: items // 2], names[items // 2 :], names]
        return [{"bundle": half, "value": str(own % 900 + 10 * (place + 1))} for place, half in enumerate(halves) if half]

    grid = [{"name": "V", "grid": {"I0": {"from": "1", "to": str(types), "step": "1"}}}]
    listed = [{"name": f"T{own}", "values": values(own)} for own in range(types)]
    types = grid if items == 1 and valuation == "additive" else listed
    agents = [{"name": f"B{agent}", "valuation": valuation, "types": types} for agent in range(agents)]
    return {"name": "Limit", "items": names, "bound": str(bound), "agents": agents}


def rule(name, setting, types):
    items = setting["items"]
    if name == "posted_prices":
        return {"posted_prices": {"prices": {item: "300" for item in items}}}
    if name == "bundles":
        return {"bundles": {"offers": [{"bundle": [item], "price": "300"} for item in items[:24]]}}
    if name == "menu":
        return {"menu": {setting["agents"][0]["name"]: [{"bundle": items, "price": "500"}, {"bundle": items[:1], "price": "200"}]}}
    if name == "pay_your_bid":
        others = ["_"] * (len(setting["agents"]) - 1)
        first = setting["agents"][0]["name"]
        row = lambda own: {"when": [f"V{own}", *others], "gets": {first: items}, "pays": {first: str(own)}}
        return {"outcomes": [*map(row, range(1, types + 1)), {"when": ["_", *others]}]}
    return {name: {}}


def cases():
    """By name: the instance's shape (agents, items, types of an agent besides ⊥, valuation), a rule, and the command."""
    shapes = {
        "10000 types": (1, 1, 9999, "additive"),
        "2 x 2047": (2, 1, 2047, "additive"),
        "3 x 160": (3, 1, 160, "additive"),
        "22 agents": (22, 1, 1, "additive"),
        "11 x 3": (11, 1, 3, "additive"),
        "64 additive items": (2, 64, 20, "additive"),
        "64 unit-demand items": (2, 64, 20, "unit_demand"),
        "16 items in bundles": (2, 16, 20, "bundles"),
        "10 unit-demand items": (6, 10, 2, "unit_demand"),
        "1 buyer, 16 items": (1, 16, 400, "additive"),
    }
    for name, shape in shapes.items():
        rules = ["posted_prices", "bundles", "menu"]
        rules += ["pay_your_bid"] if shape[1] == 1 else []
        rules += ["second_price"] if shape[1] == 1 or shape[3] == "additive" else []
        rules += ["lookahead"] if shape[1] == 1 else []
        rules += ["vcg"] if shape[3] == "additive" or shape[1] <= 10 else []
        for own in rules:
            yield name, shape, own, ["check"]
        for own in ["posted_prices", *[own for own in rules if own == "pay_your_bid"]]:
            yield name, shape, own, ["robustness", "--mechanism", "M"]
        if shape[0] > 1 or shape[1] == 1:
            yield name, shape, None, ["tv"]
        yield name, shape, None, ["tv", "SAME"]
        for options in [[], ["--truthfulness=bic"], ["--truthfulness=bic", "--participation=interim"], ["--no-lotteries"]]:
            yield name, shape, None, ["optimum", *options]
        for family in ["any", "lookahead", "posted"] if shape[1] == 1 else ["any"]:
            yield name, shape, None, ["maxmin", f"--family={family}"]
        if shape[0] == 1 and shape[3] == "additive":
            yield name, shape, None, ["simple"]
    # More profiles than can be listed.
    every = ["posted_prices", "bundles", "menu", "second_price", "lookahead", "vcg"]
    for name, shape, rules in [
        ("1000 bidders", (1000, 1, 30, "additive"), every),
        ("100 buyers, 8 items", (100, 8, 10, "unit_demand"), ["posted_prices", "bundles"]),
        ("100 buyers, 16 items", (100, 16, 10, "additive"), ["posted_prices", "second_price"]),
    ]:
        for own in rules:
            yield name, shape, own, ["check"]
        yield name, shape, None, ["optimum"]
    small = (2, 1, 12, "additive")
    yield "2 x 12", small, None, ["optimum", "--certificate=CERTIFICATE"]
    yield "2 x 12", small, None, ["maxmin", "--certificate=CERTIFICATE"]


def run(arguments):
    """The status, what was said on standard error, and the seconds: by the clock, and of the processor."""

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    used = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    start, before = time.time(), used()
    done = subprocess.run(arguments, preexec_fn=limit, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return done.returncode, said, time.time() - start, used() - before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tvmd", nargs="?", default="target/release/tvmd", metavar="TVMD", help="the command, by default target/release/tvmd")
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help="only cases with this word in their name")
    asked = parser.parse_args()
    tvmd, word = asked.tvmd, asked.word
    failed = 0
    print("| instance | command | answer | s | of processor |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, shape, own, command in cases():
            title = f"{' '.join(command)}{f', {own}' if own else ''}"
            if word not in f"{name}: {title}":
                continue
            agents, items, types, valuation = shape
            place = setting(*shape)
            file = {"tvmd": 1, "setting": place, "prior": "uniform", "mechanisms": {"M": rule(own, place, types)} if own else {}}
            path, certificate = os.path.join(folder, "auction.json"), os.path.join(folder, "certificate.json")
            with open(path, "w") as out:
                json.dump(file, out)
            spelt = [path if part == "SAME" else part.replace("CERTIFICATE", certificate) for part in command[1:]]
            runs = [[tvmd, command[0], path, *spelt, "--format=json"]]
            if "--certificate" in title:
                runs.append([tvmd, "verify", certificate])
            for arguments in runs:
                status, said, seconds, processor = run(arguments)
                words = " ".join(said)
                refused = status == 2 and ("--budget" in words or "at most" in words)
                answer = "answered" if status == 0 else f"refused: {said[-1].split(': ', 2)[-1]}" if refused else f"FAILED ({status}): {words[-200:]}"
                failed += status != 0 and not refused
                print(f"| {name} | {arguments[1] if len(runs) > 1 else title} | {answer} | {seconds:.1f} | {processor:.1f} |", flush=True)
    sys.exit(failed > 0)


main()
