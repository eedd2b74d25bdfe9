#!/usr/bin/env python3
"""What every operation costs against the number of agents, types and items: writes BENCHMARKS.md, and docs/costs.svg if matplotlib is there.

Needs numpy. Times are of whole processes, from the file to the answer, the median of ROUNDS; for tables the kernel's own seconds stand beside them.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import optima
import posted_prices
import tables

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMIT = 120

TABLES = [(2, 20, 2), (2, 50, 2), (2, 100, 2), (2, 200, 2), (3, 10, 2), (3, 30, 2), (3, 60, 2), (3, 100, 2), (4, 12, 1), (4, 12, 2), (4, 12, 3), (6, 6, 2)]
POSTED = [(10, 8), (100, 4), (100, 8), (1000, 4), (1000, 8)]
BIDDERS = [(10, 10), (100, 10), (1000, 10), (1000, 100)]
OPTIMA = [("add1", k) for k in (5, 10, 15, 20, 25, 30)] + [(kind, k) for kind in ("dsic", "bic") for k in (5, 10, 20)]
SHARED = [5, 10, 20]


def cpu():
    """What this machine says that it is."""
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


class Bench:
    def __init__(self, tvmd, rounds, folder):
        self.tvmd, self.rounds, self.folder, self.rows = tvmd, rounds, folder, []

    def file(self, name, instance):
        path = self.folder / name
        path.write_text(json.dumps(instance))
        return str(path)

    def run(self, what, sizes, arguments, kernel=False):
        """Times a call, and keeps the row; what isn't done in time is said to take longer."""
        seconds, inside = [], []
        for _ in range(self.rounds):
            started = time.perf_counter()
            try:
                done = subprocess.run([self.tvmd, *arguments, "--format", "json"], capture_output=True, text=True, timeout=LIMIT)
            except subprocess.TimeoutExpired:
                seconds = [float("inf")]
                break
            if done.returncode == 2:
                sys.exit(f"{what} {sizes}: {done.stderr}")
            seconds.append(time.perf_counter() - started)
            if kernel:
                timings = json.loads(done.stdout)["mechanisms"][0]["timings"]
                inside.append((timings["kernel"], timings["kernel_name"]))
        took = statistics.median(seconds)
        middle = sorted(inside)[len(inside) // 2] if inside else None
        self.rows.append((what, sizes, took, middle))
        print(f"{what} {sizes}: {took:.3f} s" + (f", kernel {middle[0] * 1000:.3f} ms ({middle[1]})" if middle else ""), flush=True)


def bidders(count, values):
    """A second-price auction with so many bidders of so many values."""
    types = [{"name": f"V{value}", "values": {"Vase": str(value)}} for value in range(1, values + 1)]
    agents = [{"name": f"Bidder{number}", "valuation": "additive", "types": types} for number in range(count)]
    setting = {"name": "Auction", "items": ["Vase"], "bound": str(values), "agents": agents}
    return {"tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": {"Vickrey": {"second_price": {"reserve": str(values // 2)}}}}


def measure(bench):
    for size in TABLES:
        tables.write(bench.folder, size, with_rows=False)
        name = "-".join(map(str, size))
        bench.run("check, a general table", "{} × {} × {}".format(*size), ["check", "--timings", str(bench.folder / f"arrays-{name}.json")], kernel=True)
    for buyers, items in POSTED:
        file = bench.file("posted.json", posted_prices.instance(buyers, items, 10, 0))
        bench.run("check, posted prices", f"{buyers} × 10 × {items}", ["check", file])
    for count, values in BIDDERS:
        bench.run("check, second price", f"{count} × {values} × 1", ["check", bench.file("bidders.json", bidders(count, values))])
    for kind, k in OPTIMA:
        instance, _, _ = optima.instance(kind, k)
        options = ["--truthfulness", "bic", "--participation", "interim"] if kind == "bic" else ["--truthfulness", "dsic"]
        agents, items, types = (1, 2, k * k) if kind == "add1" else (2, 1, k)
        what = f"optimum, {'BIC' if kind == 'bic' else 'DSIC'}"
        bench.run(what, f"{agents} × {types} × {items}", ["optimum", bench.file("optimum.json", instance), "--objective", "revenue", *options])
    for k in SHARED:
        instance, _, _ = optima.instance("bic", k)
        instance["mechanisms"] = {"Vickrey": {"second_price": {}}}
        file = bench.file("shared.json", instance)
        bench.run("maxmin", f"2 × {k} × 1", ["maxmin", file])
        bench.run("robustness", f"2 × {k} × 1", ["robustness", file, "--mechanism", "Vickrey"])
        bench.run("tv to products", f"2 × {k} × 1", ["tv", file])
    for k in (3, 5, 10):
        instance, _, _ = optima.instance("add1", k)
        bench.run("simple", f"1 × {k * k} × 2", ["simple", bench.file("simple.json", instance)])


def shown(seconds):
    return f"over {LIMIT}" if seconds == float("inf") else f"{seconds:.3f}"


def page(bench):
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {datetime.date.today()} on {cpu()} with {os.cpu_count()} cores, by `python3 bench/costs.py`: seconds of whole processes, from the",
        f"file to the answer, the median of {bench.rounds}. Sizes are agents × types of each × items. A machine that is busy is slower; what to compare with what is said in",
        "the tables below.",
        "",
        "| operation | size | seconds | of these the kernel, ms |",
        "|---|---|---|---|",
    ]
    for what, sizes, took, kernel in bench.rows:
        inside = f"{kernel[0] * 1000:.3f} ({kernel[1]})" if kernel else ""
        lines.append(f"| {what} | {sizes} | {shown(took)} | {inside} |")
    plotted = plot(bench)
    if plotted:
        lines += ["", "![Seconds against the number of types of an agent, by operation](docs/costs.svg)"]
    # What other scripts measured stays.
    file = ROOT / "BENCHMARKS.md"
    others = file.read_text().partition("\n## ") if file.exists() else ("", "", "")
    file.write_text("\n".join(lines) + "\n" + "".join(others[1:]))


def plot(bench):
    try:
        import matplotlib
    except ImportError:
        print("matplotlib isn't installed: the figure stays as it is")
        return (ROOT / "docs" / "costs.svg").exists()
    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "costs", "font.size": 9})
    import matplotlib.pyplot as pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    curves = {}
    for what, sizes, took, _ in bench.rows:
        agents, types, items = (int(size) for size in sizes.split(" × "))
        varies = agents if what.startswith(("check, posted", "check, second")) else types
        fixed = f"{items} items" if varies == agents else f"{agents} agents, {items} items"
        if took != float("inf"):
            curves.setdefault(f"{what}, {fixed}", []).append((varies, took))
    for name, points in curves.items():
        if len(points) > 1:
            axes.plot(*zip(*sorted(points)), marker=".", label=name)
    axes.set(xscale="log", yscale="log", xlabel="types of an agent (posted prices, second price: agents)", ylabel="seconds, whole process")
    axes.legend(fontsize=6, ncols=2)
    figure.tight_layout()
    figure.savefig(ROOT / "docs" / "costs.svg", metadata={"Date": None, "Creator": None})
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tvmd", nargs="?", default=str(ROOT / "target" / "release" / "tvmd"), metavar="TVMD", help="the command, by default target/release/tvmd")
    parser.add_argument("rounds", nargs="?", type=int, default=3, metavar="ROUNDS", help="runs of each, by default 3")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked.tvmd, asked.rounds, pathlib.Path(folder))
        measure(bench)
        page(bench)


if __name__ == "__main__":
    main()
