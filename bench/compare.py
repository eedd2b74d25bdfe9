#!/usr/bin/env python3
"""Exact checks beside loops in numba and products in BLAS, on the same general tables in one run.

    python3 bench/compare.py [WORD]             only sizes with WORD in their name, such as 3x30x2
    python3 bench/compare.py --native           kernels by themselves, as everybody gets them and built for this machine
    python3 bench/compare.py --files            whole processes, from the file to the verdict, which takes some minutes

Tables are those of `bench/tables.py`: nearly every outcome is a lottery of its own, and the mechanism is DSIC and ex-post IR, so that nothing
ends early. All is laid out before the clock starts, theirs as floats in whatever order suits them: tables, values and, for each agent, the
prior's weights by her type, which ours keeps with the prior. What counts is the best of many runs on one thread, ours of the build that
everybody gets; beside it stands ours on all processors. Of BIC both are timed until the largest gain is known; `bic report` is all that a
report says of the prior, and has the same rival. `long` tables have values over a power of 2 for which sums need 128 bits, `hostile` ones
numbers over 10^40; floats don't notice. For all arrays numpy asks the kernel for large pages, and so does ours here. What isn't installed
is said and left out. What is printed are the tables of `BENCHMARKS.md`.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import time

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

import tables

LONG, HOSTILE = 20 << 47, 10**40 + 9
SIZES = [(2, 50, 2), (3, 30, 2), (4, 12, 3), (6, 6, 2), (3, 100, 1), (3, 100, 2)]
OF_LONG_NUMBERS = [((2, 50, 2), "long"), ((3, 30, 2), "long"), ((2, 50, 2), "hostile")]
ATOMS = 10_000_000
ROOT = pathlib.Path(__file__).resolve().parent.parent
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


class Tables:
    """What one size is about: values [agent, type, item], chances [agent, profile, item], payments [agent, profile], weights [profile]."""

    def __init__(self, size, kind=""):
        agents, types, items = self.shape = size
        self.values_over = LONG if kind == "long" else tables.VALUES_OVER
        self.stretched = HOSTILE if kind == "hostile" else 1
        self.values, x, p, weights = tables.table(*size, values_over=self.values_over)
        self.chances, self.payments, self.weights = x.reshape(agents, -1, items), p.reshape(agents, -1), weights.ravel()
        # For loops that like it, by agent: own report outermost, a plane for each item.
        own = lambda array, agent: np.moveaxis(array, agent, 0)
        lanes = lambda array, agent: own(array, agent).reshape(types, -1)
        by_item = lambda agent: np.moveaxis(own(x[agent], agent).reshape(types, -1, items), 2, 0)
        self.planes = np.stack([by_item(agent) for agent in range(agents)]).astype(float)
        self.paid = np.stack([lanes(p[agent], agent) for agent in range(agents)]).astype(float)
        self.laid = np.stack([lanes(weights, agent) for agent in range(agents)]).astype(float)

    def write(self, path):
        over = [self.values_over, tables.CHANCES_OVER, self.values_over * tables.CHANCES_OVER]
        head = [*self.shape, *over, int(self.stretched > 1)]
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


def of_tables(own):
    """Seconds of what numpy and numba do with a size."""
    values, chances, payments = (part.astype(float) for part in (own.values, own.chances, own.payments))
    products = {"dgemm": seconds(lambda: by_products(values, own.planes, own.paid, own.laid))}
    took = {"bic": products, "bic report": products}
    if numba:
        compiled, vectors = numba.njit(plain), numba.njit(fastmath=True)(best_of_loops)
        room = np.empty(own.planes.shape[3])
        took["dsic_ir"] = {
            "numba, plain": seconds(lambda: compiled(own.shape[1], values, chances, payments)),
            "numba, best": seconds(lambda: vectors(values, own.planes, own.paid, room)),
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


# The processors that there are; None where a process can't be held to some of them.
PROCESSORS = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else None
ONE = {max(PROCESSORS)} if PROCESSORS else None


def held_to(on):
    """What holds a child process to some processors."""
    return (lambda: os.sched_setaffinity(0, on)) if on else None


def ours(folder):
    """Our seconds of all sizes in a folder: on one processor, and on all."""

    def run(on):
        command = ["cargo", "bench", "--quiet", "-p", "tvmd-tests", "--bench", "tables"]
        environment = os.environ | LARGE_PAGES
        # Built on all processors, run on some.
        subprocess.run([*command, "--no-run"], cwd=ROOT, env=environment, check=True)
        done = subprocess.run([*command, "--", folder], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, preexec_fn=held_to(on))
        return json.loads(done.stdout)

    found = {"": run(ONE)}
    if PROCESSORS and len(PROCESSORS) > 1:
        found[f"on {len(PROCESSORS)} processors"] = run(PROCESSORS)
    return found


def native():
    """Prints what the kernels that are chosen take by themselves, in turns: in the build that everybody gets, and in one for this machine."""
    programs = []
    for name, flags in [("portable", ""), ("native", "-C target-cpu=native")]:
        target = ROOT / "target" / name
        manifest = ROOT / "bench" / "kernels" / "Cargo.toml"
        command = ["cargo", "build", "--quiet", "--release", "--manifest-path", manifest, "--bin", "fastest", "--target-dir", target]
        subprocess.run(command, env=os.environ | {"RUSTFLAGS": flags}, check=True)
        programs.append(target / "release" / "fastest")
    best = [{}, {}]
    for _ in range(4):
        for program, took in zip(programs, best):
            said = subprocess.run([program], env=os.environ | LARGE_PAGES, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=held_to(ONE)).stdout
            for what, microseconds in (line.rsplit(": ", 1) for line in said.splitlines()):
                took[what] = min(took.get(what, float("inf")), float(microseconds))
    print("| kernel | everybody's, µs | native, µs | ratio |\n|---|---|---|---|")
    for what, portable in best[0].items():
        print(f"| {what} | {portable:.1f} | {best[1][what]:.1f} | {portable / best[1][what]:.2f} |")


def kernels(word):
    """Prints what kernels take."""
    if not numba:
        print("numba isn't installed, so its loops are left out: pip install numba", file=sys.stderr)
    theirs = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, kind in [(size, "") for size in SIZES] + OF_LONG_NUMBERS:
            name = "x".join(map(str, size)) + (f"-{kind}" if kind else "")
            if word in name:
                own = Tables(size, kind)
                own.write(os.path.join(folder, name + ".tables"))
                theirs[name] = of_tables(own)
        if word in "atoms":
            theirs["atoms"] = of_atoms(os.path.join(folder, "atoms.weights"))
        if not theirs:
            sys.exit(f"no size has {word!r} in its name")
        found = ours(folder)
    one = found.pop("")
    print("| size | what | ours, ms | others, ms (how many times as long as ours) |\n|---|---|---|---|")
    for name, kinds in theirs.items():
        for kind, took in kinds.items():
            own = one[name][kind]
            others = took | {other: of[name][kind] for other, of in found.items()}
            others = (f"{other} {1000 * theirs:.3f} ({theirs / own:.2f})" for other, theirs in others.items())
            print(f"| {name} | {kind} | {1000 * own:.3f} | {'; '.join(others)} |")


def process(command, environment=None):
    """The best seconds of a whole process, and the most memory it had, in MB."""
    best, memory, spent, runs = float("inf"), 0, 0.0, 0
    # Twice at least: the first time numba compiles what it keeps.
    while runs < 2 or (spent < 5 and runs < 20):
        start = time.perf_counter()
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        took = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{command} failed")
        best, memory, spent, runs = min(best, took), max(memory, used.ru_maxrss / 1000), spent + took, runs + 1
    return best, memory


def files():
    """Prints what whole processes take that read a file and check it."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "tvmd-cli", "--bin", "tvmd"], cwd=ROOT, check=True)
    tvmd = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "tvmd"
    bench = pathlib.Path(__file__).resolve()
    print("| file | ours | theirs | how many times as long |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # Numba's code is compiled once and kept.
        kept = os.environ | {"NUMBA_CACHE_DIR": str(folder / "numba")}
        for size, with_rows in [((3, 30, 2), True), ((3, 100, 2), False)]:
            # In a process of its own: a child counts what its parent has as memory that it had.
            writer = multiprocessing.get_context("spawn").Process(target=tables.write, args=(folder, size, with_rows))
            writer.start()
            writer.join()
            name = "-".join(map(str, size))
            pairs = [(f"arrays-{name}.json", "numpy.load and numba, plain", [bench, "--loops"])] if numba else []
            if with_rows:
                pairs.append((f"rows-{name}.json", "json and Fraction, unchecked", [bench.with_name("tables.py"), "--read"]))
            for file, what, call in pairs:
                own, memory = process([tvmd, "check", folder / file])
                theirs, other = process([sys.executable, *call, folder / file], kept)
                print(f"| {file} | {own:.3f} s, {memory:.0f} MB | {what}: {theirs:.3f} s, {other:.0f} MB | {theirs / own:.1f} |", flush=True)


def loops(file):
    """Reads an instance of arrays and checks it as numpy and numba would."""
    file = pathlib.Path(file)
    said = json.loads(file.read_text())
    own = lambda kind: [float(num) / float(den or 1) for num, _, den in (text.partition("/") for text in kind["values"].values())]
    values = np.array([[own(kind) for kind in agent["types"]] for agent in said["setting"]["agents"]])
    arrays = np.load(file.parent / said["mechanisms"]["M"]["arrays"])
    agents, types, items = values.shape
    chances = arrays["x"].reshape(agents, -1, items) / float(arrays["x_denominator"])
    payments = arrays["p"].reshape(agents, -1) / float(arrays["p_denominator"])
    print(numba.njit(cache=True)(plain)(types, values, chances, payments))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help="only sizes with this word in their name")
    parser.add_argument("--native", action="store_true", help="kernels by themselves, as everybody gets them and built for this machine")
    parser.add_argument("--files", action="store_true", help="whole processes")
    parser.add_argument("--loops", metavar="FILE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.loops:
        loops(asked.loops)
    elif asked.files:
        files()
    elif asked.native:
        native()
    else:
        kernels(asked.word)


if __name__ == "__main__":
    main()
