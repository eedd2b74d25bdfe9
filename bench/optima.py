#!/usr/bin/env python3
"""Optimal mechanisms at size: ours against QSopt_ex (exact) and HiGHS (floats) on the full linear program, in one run.

Needs numpy; esolver (Debian's qsopt-ex) and highspy are compared with if they are there. Ours is the whole command: reading the
instance, solving, checking, writing the certificate; QSopt_ex is the whole command, too, which reads the program and writes its solution;
HiGHS is solving alone. Times are medians of ROUNDS runs or, of what is short, of as many as take two seconds, in turns, in seconds; the
ratio is theirs over ours.

 add1 k: an additive buyer of two items, values 1..k each, k*k types with random weights, DSIC
 er k: an additive buyer of two items, values 1..k each, independent with equal revenue at every price
 decades k: an additive buyer of two items, k types with random values over 36 decades
 dsic k: two bidders with k random values each and random joint weights, one item, DSIC
 bic  k: the same with independent types, BIC, participation interim
 `whole`: the same instance without lotteries; ours is branch and bound, HiGHS solves an integer program
"""
import argparse, itertools, json, math, os, shutil, statistics, subprocess, sys, tempfile, time
from fractions import Fraction

import numpy as np

SIZES = [("add1", 5), ("add1", 10), ("add1", 15), ("add1", 20), ("add1", 27), ("add1", 30), ("er", 7), ("decades", 24), ("dsic", 5), ("dsic", 10), ("dsic", 20), ("bic", 5), ("bic", 10), ("bic", 20)]
WHOLE = [("add1", 5), ("add1", 10), ("add1", 12), ("dsic", 10)]
LIMIT = 120
# Larger programs written out in full take the others more memory than most machines have.
WRITTEN_OUT = 200_000


def weights(own):
    total = int(np.sum(own))
    return [f"{int(w)}/{total}" for w in own], total


def instance(kind, k):
    """The instance for us, the same program for the others (columns, rows, bounds), and what its value is divided by."""
    draw = np.random.default_rng(k)
    if kind in ("add1", "er", "decades"):
        types = list(itertools.product(range(1, k + 1), repeat=2))
        if kind == "add1":
            masses = draw.integers(1, 100, len(types))
        elif kind == "er":
            # A price v sells with probability 1/v.
            own = {v: Fraction(1, v * (v + 1)) if v < k else Fraction(1, k) for v in range(1, k + 1)}
            unit = math.lcm(*range(1, k + 2)) ** 2
            masses = [int(own[a] * own[b] * unit) for a, b in types]
        else:
            types = [tuple(int(d) * 10 ** int(e) for d, e in zip(draw.integers(1, 100, 2), draw.integers(0, 35, 2))) for _ in range(k)]
            masses = draw.integers(1, 100, k)
        total = sum(int(mass) for mass in masses)
        named = [{"name": f"T{a}x{b}", "values": {"A": str(a), "B": str(b)}} for a, b in types]
        prior = {"independent": {"Buyer": {t["name"]: f"{int(mass)}/{total}" for t, mass in zip(named, masses)}}}
        agents = [{"name": "Buyer", "valuation": "additive", "types": named}]
        setting = {"name": "Add", "items": ["A", "B"], "bound": str(max(a + b for a, b in types)), "agents": agents}
        return {"tvmd": 1, "setting": setting, "prior": prior}, single_buyer(types, masses), total
    values = [np.sort(draw.choice(np.arange(1, 4 * k), k, replace=False)) for _ in range(2)]
    joint = draw.integers(1, 100, (k, k))
    sides = None
    if kind == "bic":
        sides = [draw.integers(1, 100, k), draw.integers(1, 100, k)]
        joint = np.outer(*sides)
    names = [[f"V{v}" for v in own] for own in values]
    agents = [
        {"name": name, "valuation": "additive", "types": [{"name": f"V{v}", "values": {"A": str(v)}} for v in own]}
        for name, own in zip(["One", "Two"], values)
    ]
    total = int(joint.sum())
    if sides:
        prior = {"independent": {a["name"]: dict(zip(n, weights(s)[0])) for a, n, s in zip(agents, names, sides)}}
    else:
        cells = itertools.product(range(k), repeat=2)
        prior = {"joint": [{"profile": [names[0][a], names[1][b]], "probability": str(Fraction(int(joint[a, b]), total))} for a, b in cells]}
    setting = {"name": "Pair", "items": ["A"], "bound": str(4 * k), "agents": agents}
    return {"tvmd": 1, "setting": setting, "prior": prior}, two_bidders(values, joint, sides), total


def single_buyer(types, masses):
    n = len(types)
    if n * n > WRITTEN_OUT:
        return None
    cost, rows = [0] * (2 * n) + [int(m) for m in masses], []
    for t, v in enumerate(types):
        truth = {t: -v[0], n + t: -v[1], 2 * n + t: 1}
        rows.append((truth, 0))
        rows += [({s: v[0], n + s: v[1], 2 * n + s: -1, **truth}, 0) for s in range(n) if s != t]
    return cost, rows, [(0, 1)] * (2 * n) + [(None, None)] * n


def two_bidders(values, joint, sides):
    k, n = len(values[0]), joint.size
    chance = lambda agent, a, b: agent * n + a * k + b
    rows = [({chance(0, a, b): 1, chance(1, a, b): 1}, 1) for a in range(k) for b in range(k)]
    profile = lambda agent, own, other: (own, other) if agent == 0 else (other, own)
    if sides is None:
        cost = [0] * (2 * n) + [int(w) for w in joint.ravel()] * 2
        for agent, own, other in itertools.product(range(2), range(k), range(k)):
            v, at = int(values[agent][own]), profile(agent, own, other)
            truth = {chance(agent, *at): -v, 2 * n + chance(agent, *at): 1}
            rows.append((truth, 0))
            for lie in (lie for lie in range(k) if lie != own):
                at = profile(agent, lie, other)
                rows.append(({chance(agent, *at): v, 2 * n + chance(agent, *at): -1, **truth}, 0))
        return cost, rows, [(0, 1)] * (2 * n) + [(None, None)] * (2 * n)
    cost = [0] * (2 * n) + [int(m) for m in joint.sum(1)] + [int(m) for m in joint.sum(0)]
    for agent, own in itertools.product(range(2), range(k)):
        others = sides[1 - agent]
        v, total = int(values[agent][own]), int(others.sum())
        expected = lambda report, sign: {
            **{chance(agent, *profile(agent, report, o)): sign * v * int(w) for o, w in enumerate(others)},
            2 * n + agent * k + report: -sign * total,
        }
        rows.append((expected(own, -1), 0))
        rows += [({**expected(lie, 1), **expected(own, -1)}, 0) for lie in range(k) if lie != own]
    return cost, rows, [(0, 1)] * (2 * n) + [(None, None)] * (2 * k)


def write_lp(program, path):
    cost, rows, bounds = program
    term = lambda factor, column: f"{'+' if factor >= 0 else '-'} {abs(factor)} x{column}"
    with open(path, "w") as out:
        out.write("Maximize\n obj: " + "\n ".join(term(c, j) for j, c in enumerate(cost) if c) + "\nSubject To\n")
        for number, (row, right) in enumerate(rows):
            out.write(f" r{number}: " + " ".join(term(c, j) for j, c in row.items()) + f" <= {right}\n")
        free = lambda own: own[0] is None
        out.write("Bounds\n" + "\n".join(f" x{j} free" if free(own) else f" 0 <= x{j} <= 1" for j, own in enumerate(bounds)) + "\nEnd\n")


def highs(program, whole):
    import highspy

    cost, rows, bounds = program
    infinite = highspy.kHighsInf
    model, lp = highspy.Highs(), highspy.HighsLp()
    for option, value in [("output_flag", False), ("threads", 1), ("time_limit", float(LIMIT))]:
        model.setOptionValue(option, value)
    lp.num_col_, lp.num_row_, lp.sense_ = len(cost), len(rows), highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(cost, float)
    lp.col_lower_ = np.array([-infinite if low is None else low for low, _ in bounds], float)
    lp.col_upper_ = np.array([infinite if high is None else high for _, high in bounds], float)
    lp.row_lower_ = np.full(len(rows), -infinite)
    lp.row_upper_ = np.array([right for _, right in rows], float)
    if whole:
        chance = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [chance[own == (0, 1)] for own in bounds]
        model.setOptionValue("mip_rel_gap", 0.0)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(row) for row, _ in rows]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([list(row) for row, _ in rows]).astype(np.int32)
    lp.a_matrix_.value_ = np.concatenate([list(row.values()) for row, _ in rows]).astype(float)
    start = time.perf_counter()
    model.passModel(lp)
    model.run()
    return time.perf_counter() - start, model.getInfo().objective_function_value


def timed(command):
    start = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None, ""
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return time.perf_counter() - start, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tvmd", nargs="?", default="target/release/tvmd", metavar="TVMD", help="the command, by default target/release/tvmd")
    parser.add_argument("rounds", nargs="?", type=int, default=3, metavar="ROUNDS", help="runs of each at least, by default 3")
    asked = parser.parse_args()
    tvmd, rounds = asked.tvmd, asked.rounds
    exact = shutil.which("esolver")
    try:
        import highspy  # noqa: F401
        floats = True
    except ImportError:
        floats = False
    show = lambda seconds: "-" if seconds is None else f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.3f}"
    print(f"{'instance':14}{'value':>22}{'ours':>9}{'verify':>9}{'QSopt_ex':>10}{'ratio':>8}{'HiGHS':>9}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, k, whole in [(*own, False) for own in SIZES] + [(*own, True) for own in WHOLE]:
            ours, program, total = instance(kind, k)
            path = lambda name: os.path.join(folder, name)
            json.dump(ours, open(path("instance.json"), "w"))
            if program:
                write_lp(program, path("program.lp"))
            truthfulness = ["--truthfulness", "bic", "--participation", "interim"] if kind == "bic" else ["--truthfulness", "dsic"]
            truthfulness += ["--no-lotteries"] if whole else []
            optimum = [tvmd, "optimum", path("instance.json"), *truthfulness, "--certificate", path("certificate.json"), "--format", "json"]
            theirs = None
            times = {"ours": [], "verify": [], "exact": [], "floats": []}
            start = time.perf_counter()
            while len(times["ours"]) < rounds or (time.perf_counter() - start < 2 and len(times["ours"]) < 40):
                seconds, printed = timed(optimum)
                times["ours"].append(seconds)
                times["verify"].append(timed([tvmd, "verify", path("certificate.json")])[0])
                if floats and program:
                    seconds, theirs = highs(program, whole)
                    times["floats"].append(seconds)
                if exact and program and not whole and None not in times["exact"]:
                    times["exact"].append(timed([exact, "-L", "-O", path("program.sol"), path("program.lp")])[0])
            value = Fraction(json.loads(printed)["value"])
            if theirs is not None and abs(theirs / total - float(value)) > 1e-6 * float(value):
                print(f"  HiGHS says {theirs / total}")
            middle = {name: statistics.median(own) if own and None not in own else None for name, own in times.items()}
            ratio = lambda name: "-" if middle[name] is None else f"{middle[name] / middle['ours']:.2f}"
            late = f">{LIMIT}" if times["exact"] and middle["exact"] is None else show(middle["exact"])
            name = f"{kind} {k}{' whole' if whole else ''}"
            print(f"{name:14}{str(value):>22}{show(middle['ours']):>9}{show(middle['verify']):>9}"
                  f"{late:>10}{ratio('exact'):>8}{show(middle['floats']):>9}{ratio('floats'):>8}", flush=True)


if __name__ == "__main__":
    main()
