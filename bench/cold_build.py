#!/usr/bin/env python3
"""How long a newcomer's first build takes: a crate with one auction, against a crate with serde's derive and syn.

Both are built from nothing, in turns, alone on the machine. The auction's crate is built in both ways in which cargo compiles dependencies:
those of a registry or a repository as a whole and without lints (`published`), those in a folder incrementally (`folder`). Medians and
ratios are printed, seconds of the processor beside them; how many crates are compiled; and what `cargo check` and `cargo build` take when
one follows the other.
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

AUCTION = """
use tvmd::prelude::*;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First:  additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }
    mechanism Auction in Gallery {
        second_price { reserve 3/2 }
        claims ex_post_ir, dsic;
    }
}

fn main() {
    println!("{}", Auction.outcome((gallery::First::High, gallery::Second::High)).payment(gallery::Agent::First));
    assert!(Auction.incentives(&Gallery::prior()).dsic.holds);
    let _ = ratio!(1 / 2);
}
"""

SERDE = """
#[derive(serde::Serialize)]
struct Point {
    x: i32,
}

fn main() {
    let file = syn::parse_str::<syn::File>("fn main() {}");
    println!("{} {}", file.is_ok(), Point { x: 1 }.x);
}
"""

CRATES = {
    "auction": (f'tvmd = {{ path = "{ROOT}" }}', AUCTION),
    "serde and syn": ('serde = { version = "1", features = ["derive"] }\nsyn = { version = "3", features = ["full"] }', SERDE),
}


def make(folder, dependencies, source):
    """A crate of its own, with the versions of the workspace."""
    (folder / "src").mkdir(parents=True)
    manifest = f'[package]\nname = "newcomer"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n{dependencies}\n'
    (folder / "Cargo.toml").write_text(manifest)
    (folder / "src" / "main.rs").write_text(source)
    shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")


def cargo(folder, command, published):
    """Runs a command of cargo; returns the seconds it takes, those of the processor, and the crates that it compiles or checks."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
    if published:
        # How cargo compiles what it downloads.
        environment |= {"CARGO_INCREMENTAL": "0", "RUSTFLAGS": "--cap-lints=allow"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(["cargo", command, "--offline"], cwd=folder, env=environment, capture_output=True, text=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(done.stderr)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = [line.split() for line in done.stderr.splitlines()]
    return seconds, processor, [line[1] for line in lines if line and line[0] in ("Compiling", "Checking")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=3, metavar="ROUNDS", help="builds of each crate in each way, by default 3")
    rounds = parser.parse_args().rounds
    builds = [("serde and syn", True), ("auction", True), ("auction", False)]
    times = {build: [] for build in builds}
    with tempfile.TemporaryDirectory() as temporary:
        folders = {name: pathlib.Path(temporary) / name.replace(" ", "-") for name in CRATES}
        for name, (dependencies, source) in CRATES.items():
            make(folders[name], dependencies, source)
        for _ in range(rounds):
            for name, published in builds:
                shutil.rmtree(folders[name] / "target", ignore_errors=True)
                seconds, processor, crates = cargo(folders[name], "build", published)
                times[name, published].append((seconds, processor))
                way = "published" if published else "folder"
                print(f"{name}, {way}: {seconds:.1f} s, {processor:.1f} s of the processor, {len(crates)} crates", flush=True)
        middle = {build: [statistics.median(own) for own in zip(*times[build])] for build in builds}
        other = middle["serde and syn", True]
        for published, way in [(True, "published"), (False, "in a folder")]:
            seconds, processor = middle["auction", published]
            ratios = f"{seconds / other[0]:.2f}, of the processor {processor / other[1]:.2f}"
            print(f"cold build, tvmd {way}, medians of {rounds}: {seconds:.1f} s and {other[0]:.1f} s, ratio {ratios}")
        folder = folders["auction"]
        for command in ["check", "build", "check", "build"]:
            seconds, _, crates = cargo(folder, command, published=False)
            print(f"then cargo {command}: {seconds:.1f} s, {', '.join(crates) or 'nothing'}")


main()
