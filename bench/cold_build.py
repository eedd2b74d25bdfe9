#!/usr/bin/env python3
"""How long a newcomer's first build takes: a crate with one auction, against a crate with serde's derive and syn.

Both are built from nothing, in turns, alone on the machine; medians and their ratio are printed, how many crates are compiled, and what
`cargo check` and `cargo build` take when one follows the other.

    python3 bench/cold_build.py [ROUNDS]
"""

import os
import pathlib
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


def cargo(folder, command):
    """Runs a command of cargo, and returns the seconds it takes and how many crates it compiles or checks."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
    start = time.monotonic()
    done = subprocess.run(["cargo", command, "--offline"], cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(done.stderr)
    lines = [line.split() for line in done.stderr.splitlines()]
    return seconds, [line[1] for line in lines if line and line[0] in ("Compiling", "Checking")]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    times = {name: [] for name in CRATES}
    with tempfile.TemporaryDirectory() as temporary:
        folders = {name: pathlib.Path(temporary) / name.replace(" ", "-") for name in CRATES}
        for name, (dependencies, source) in CRATES.items():
            make(folders[name], dependencies, source)
        for _ in range(rounds):
            for name, folder in folders.items():
                shutil.rmtree(folder / "target", ignore_errors=True)
                seconds, crates = cargo(folder, "build")
                times[name].append(seconds)
                print(f"{name}: {seconds:.1f} s, {len(crates)} crates", flush=True)
        one, other = (statistics.median(times[name]) for name in CRATES)
        print(f"cold build, medians of {rounds}: {one:.1f} s and {other:.1f} s, ratio {one / other:.2f}")
        folder = folders["auction"]
        for command in ["check", "build", "check", "build"]:
            seconds, crates = cargo(folder, command)
            print(f"then cargo {command}: {seconds:.1f} s, {', '.join(crates) or 'nothing'}")


main()
