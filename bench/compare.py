#!/usr/bin/env python3
"""Exact checks beside loops in numba and products in BLAS, on the same general tables in one run.

    python3 bench/compare.py [WORD]      only sizes with WORD in their name, such as 3x30x2

Every outcome is a lottery of its own: for each agent and each profile of the others there is a random menu, and each type takes what it likes
best, so that the mechanism is DSIC and ex-post IR and nothing ends early. Everything runs on one thread, laid out beforehand, and the best of many
runs counts. What isn't installed is said and left out.
"""
import json, os, subprocess, sys, tempfile, time

for threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[threads] = "1"
try:
    import numpy as np
except ImportError:
    sys.exit("numpy isn't installed, so there are no tables and nothing to compare with: pip install numpy numba")
try:
    import numba
except ImportError:
    numba = None

# Agents, types, items, and how many offers a menu has besides nothing.
SIZES = [(2, 50, 2, 49), (3, 30, 2, 29), (4, 12, 3, 11), (6, 6, 2, 5), (3, 100, 1, 15), (3, 100, 2, 15)]
VALUES_OVER, CHANCES_OVER, ATOMS = 20, 60, 10_000_000
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Tables:
    """What one size is about: values [agent, type, item], chances [agent, profile, item], payments [agent, profile], weights [profile]."""

    def __init__(self, agents, types, items, offers):
        random = np.random.default_rng(agents * 1000 + types)
        self.shape = (agents, types, items)
        others = types ** (agents - 1)
        self.values = random.integers(0, 10 * VALUES_OVER + 1, (agents, types, items))
        chances = np.empty((agents, types, others, items), np.int64)
        payments = np.empty((agents, types, others), np.int64)
        for agent in range(agents):
            for first in range(0, others, 2048):
                some = min(2048, others - first)
                menu = random.integers(0, CHANCES_OVER + 1, (some, offers + 1, items))
                # About half of what an offer is worth to somebody, so that most are taken by someone.
                buyers = self.values[agent][random.integers(0, types, (some, offers + 1))]
                prices = (menu * buyers).sum(2) * random.integers(25, 85, (some, offers + 1)) // 1000 * 10
                menu[:, 0], prices[:, 0] = 0, 0
                taken = (np.einsum("tj,roj->rto", self.values[agent], menu) - prices[:, None, :]).argmax(2)
                rows = np.arange(some)[:, None]
                chances[agent, :, first : first + some] = menu[rows, taken].transpose(1, 0, 2)
                payments[agent, :, first : first + some] = prices[rows, taken].T
        grid = (types,) * agents
        by_profile = lambda own, agent, tail: np.moveaxis(own.reshape((types,) * agents + tail), 0, agent)
        self.chances = np.stack([by_profile(chances[a], a, (items,)).reshape(-1, items) for a in range(agents)])
        self.payments = np.stack([by_profile(payments[a], a, ()).reshape(-1) for a in range(agents)])
        self.weights = random.integers(1, 1000, types**agents)
        # For loops that like it, by agent: own report outermost, a plane for each item.
        self.planes = np.ascontiguousarray(chances.transpose(0, 3, 1, 2)).astype(float)
        self.paid = payments.astype(float)
        laid = lambda agent: np.ascontiguousarray(np.moveaxis(self.weights.reshape(grid), agent, 0).reshape(types, -1))
        self.laid = np.stack([laid(agent) for agent in range(agents)]).astype(float)

    def write(self, path):
        head = [*self.shape, VALUES_OVER, CHANCES_OVER, VALUES_OVER * CHANCES_OVER]
        parts = [np.array(head), self.values, self.chances, self.payments, self.weights]
        np.concatenate([part.ravel() for part in parts]).astype("<i8").tofile(path)


def plain(types, values, chances, payments):
    """As anybody would write it: the largest gain of a lie, and the least that truth is worth."""
    agents, profiles, items = chances.shape
    gain, least = 0.0, 0.0
    for agent in range(agents):
        stride = types ** (agents - 1 - agent)
        for others in range(profiles // types):
            start = others // stride * stride * types + others % stride
            for own in range(types):
                truth = -payments[agent, start + own * stride]
                for item in range(items):
                    truth += values[agent, own, item] * chances[agent, start + own * stride, item]
                least = min(least, truth)
                for report in range(types):
                    lie = -payments[agent, start + report * stride]
                    for item in range(items):
                        lie += values[agent, own, item] * chances[agent, start + report * stride, item]
                    gain = max(gain, lie - truth)
    return gain, least


def best_of_loops(values, planes, paid, best):
    """The same over planes, the others innermost, one report at a time, so that the compiler makes vectors of it."""
    agents, items, types, others = planes.shape
    gain, least = 0.0, 0.0
    for agent in range(agents):
        for own in range(types):
            first = values[agent, own, 0]
            second = values[agent, own, 1] if items > 1 else 0.0
            third = values[agent, own, 2] if items > 2 else 0.0
            for report in range(types):
                if items == 1:
                    for at in range(others):
                        worth = first * planes[agent, 0, report, at] - paid[agent, report, at]
                        best[at] = worth if report == 0 else max(best[at], worth)
                elif items == 2:
                    for at in range(others):
                        worth = first * planes[agent, 0, report, at] + second * planes[agent, 1, report, at]
                        worth -= paid[agent, report, at]
                        best[at] = worth if report == 0 else max(best[at], worth)
                else:
                    for at in range(others):
                        worth = first * planes[agent, 0, report, at] + second * planes[agent, 1, report, at]
                        worth += third * planes[agent, 2, report, at] - paid[agent, report, at]
                        best[at] = worth if report == 0 else max(best[at], worth)
            for at in range(others):
                truth = first * planes[agent, 0, own, at] - paid[agent, own, at]
                if items > 1:
                    truth += second * planes[agent, 1, own, at]
                if items > 2:
                    truth += third * planes[agent, 2, own, at]
                gain = max(gain, best[at] - truth)
                least = min(least, truth)
    return gain, least


def by_products(values, planes, paid, laid):
    """The largest expected gain, by a product of matrices for each plane."""
    gain = 0.0
    for agent in range(len(values)):
        expected = -(laid[agent] @ paid[agent].T)
        for item in range(values.shape[2]):
            expected += values[agent, :, item, None] * (laid[agent] @ planes[agent, item].T)
        gain = max(gain, (expected - np.diag(expected)[:, None]).max())
    return gain


def halves(p, q):
    total = 0.0
    for at in range(len(p)):
        total += abs(p[at] - q[at])
    return total / 2


def seconds(run):
    """The best of many."""
    run()
    best, spent = float("inf"), 0.0
    while spent < 1.5:
        start = time.perf_counter()
        run()
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best


def of_tables(tables):
    """Seconds of what numpy and numba do with a size."""
    values, chances, payments = (own.astype(float) for own in (tables.values, tables.chances, tables.payments))
    took = {"bic": {"dgemm": seconds(lambda: by_products(values, tables.planes, tables.paid, tables.laid))}}
    if numba:
        compiled, vectors = numba.njit(plain), numba.njit(fastmath=True)(best_of_loops)
        room = np.empty(tables.planes.shape[3])
        took["dsic_ir"] = {
            "numba, plain": seconds(lambda: compiled(tables.shape[1], values, chances, payments)),
            "numba, best": seconds(lambda: vectors(values, tables.planes, tables.paid, room)),
        }
    return took


def of_atoms(path):
    random = np.random.default_rng(1)
    weights = [random.integers(0, 1000, ATOMS) for _ in range(2)]
    np.concatenate(weights).astype("<i8").tofile(path)
    p, q = (own / own.sum() for own in weights)
    took = {"numpy": seconds(lambda: np.abs(p - q).sum() / 2)}
    if numba:
        loops = numba.njit(fastmath=True)(halves)
        took["numba, best"] = seconds(lambda: loops(p, q))
    return {"tv": took}


def main():
    if not numba:
        print("numba isn't installed, so its loops are left out: pip install numba", file=sys.stderr)
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    theirs = {}
    with tempfile.TemporaryDirectory() as directory:
        for size in SIZES:
            name = "x".join(map(str, size[:3]))
            if word in name:
                tables = Tables(*size)
                tables.write(os.path.join(directory, name + ".tables"))
                theirs[name] = of_tables(tables)
        if word in "atoms":
            theirs["atoms"] = of_atoms(os.path.join(directory, "atoms.weights"))
        ours = {}
        if theirs:
            command = ["cargo", "bench", "--quiet", "-p", "tvmd-tests", "--bench", "tables", "--", directory]
            if hasattr(os, "sched_setaffinity"):
                # Built on all processors, run on one.
                subprocess.run(command[:-2] + ["--no-run"], cwd=ROOT, check=True)
                os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
            ours = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    print(f"{'':10} {'':8} {'ours, ms':>9}   theirs, ms (ours is so many times as fast)")
    for name, kinds in theirs.items():
        for kind, took in kinds.items():
            own = ours[name][kind]
            others = (f"{other} {1000 * theirs:.3f} ({theirs / own:.1f})" for other, theirs in took.items())
            print(f"{name:10} {kind:8} {1000 * own:9.3f}   {'; '.join(others)}")


main()
