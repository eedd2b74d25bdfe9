//! How long claims take to verify while a user's crate compiles.
//!
//! ```sh
//! cargo bench -p tvmd-tests --bench expansion
//! ```
//!
//! A crate outside the workspace is checked with and without claims, turn about; the median difference is the cost of
//! the claims. Once as a user's crate is by default (the engine unoptimised), once with it optimised.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo ends the benchmark")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs of each kind; the median counts.
const RUNS: usize = 7;
/// Agents and types each (besides Bottom) of the settings.
const SPACES: [(usize, usize); 4] = [(3, 7), (3, 13), (4, 11), (5, 9)];
const RULES: [(&str, &str); 2] =
    [("second price", "second_price { reserve 2 }"), ("posted prices", "posted_prices { Tea: 2, Cup: 3 }")];

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expansion");
    println!("claims ex_post_ir, dsic; medians of {RUNS} differences of whole `cargo check` runs\n");
    println!("{:<15} {:>12} {:>14} {:>16}", "rule", "deviations", "default dev", "engine at opt 3");
    for (name, rule) in RULES {
        for (agents, types) in SPACES {
            let times = [false, true].map(|optimised| cost(&folder, optimised, agents, types, rule));
            let deviations = agents * (types + 1).pow(u32::try_from(agents + 1).unwrap());
            println!(
                "{name:<15} {deviations:>12} {:>11} ms {:>13} ms",
                times[0].as_millis(),
                times[1].as_millis()
            );
        }
    }
}

/// The median difference between checking the crate with and without claims.
fn cost(folder: &Path, optimised: bool, agents: usize, types: usize, rule: &str) -> Duration {
    let folder = folder.join(if optimised { "optimised" } else { "default" });
    write_manifest(&folder, optimised);
    check(&folder, agents, types, rule, "");
    let mut differences: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let with = check(&folder, agents, types, rule, "claims ex_post_ir, dsic;");
            with.saturating_sub(check(&folder, agents, types, rule, ""))
        })
        .collect();
    differences.sort();
    differences[RUNS / 2]
}

fn write_manifest(folder: &Path, optimised: bool) {
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let workspace: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut manifest = format!(
        "[package]\nname = \"expansion\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntvmd = {{ path = {:?} }}\n",
        workspace.canonicalize().unwrap()
    );
    if optimised {
        manifest += "\n[profile.dev.package.tvmd-engine]\nopt-level = 3\n";
    }
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Checks the crate with one mechanism and says how long that took.
fn check(folder: &Path, agents: usize, types: usize, rule: &str, claims: &str) -> Duration {
    let names: Vec<String> = (1..=agents).map(|agent| format!("A{agent}")).collect();
    let mut source =
        format!("tvmd::mechanism! {{ setting S<{}> {{ items {{ Tea, Cup }} bound 20;\n", names.join(", "));
    for name in &names {
        writeln!(source, "agent {name}: additive {{ V = {{ Tea: 1..={types}, Cup: 3 }} }}").unwrap();
    }
    writeln!(source, "}} mechanism M in S {{ {rule} {claims} }} }} fn main() {{}}").unwrap();
    std::fs::write(folder.join("src/main.rs"), source).unwrap();
    let start = Instant::now();
    let output = Command::new(env!("CARGO")).arg("check").current_dir(folder).output().unwrap();
    let took = start.elapsed();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    took
}
