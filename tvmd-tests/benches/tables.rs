//! How long exact checks of general tables take, laid out beforehand: `bench/compare.py` makes the tables and does the same with numpy and
//! numba. Prints seconds as JSON.
#![allow(clippy::unwrap_used, reason = "a file that can't be read is no benchmark")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tvmd_core::exact::{BigInt, Fractions, Rational};
use tvmd_core::incentive::{BayesianReport, IncentiveReport, Verdict};
use tvmd_core::prior::{Distribution, distance::half_l1};
use tvmd_core::setting::{Agent, Type, Valuation};
use tvmd_core::{Prior, Setting, Table};

fn numbers(path: &Path) -> Vec<i64> {
    let bytes = std::fs::read(path).unwrap();
    bytes.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect()
}

/// The best of many runs.
#[allow(clippy::float_arithmetic, reason = "time is measured")]
fn seconds<T>(mut run: impl FnMut() -> T) -> f64 {
    let (mut best, mut spent) = (f64::INFINITY, 0.0);
    while spent < 1.5 {
        let start = Instant::now();
        black_box(run());
        let took = start.elapsed().as_secs_f64();
        (best, spent) = (best.min(took), spent + took);
    }
    best
}

fn rational(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator.into(), denominator.into())
}

/// Sizes, denominators of values, chances and payments, whether amounts are to be hostile, and the four arrays, one after the other.
fn checks(path: &Path) -> BTreeMap<&'static str, f64> {
    let all = numbers(path);
    let [agents, types, items] = [0, 1, 2].map(|at| usize::try_from(all[at]).unwrap());
    let [values_over, chances_over, payments_over] = [all[3], all[4], all[5]];
    // What all amounts are multiplied with, so that their numerators and denominators are long.
    let over: BigInt = if all[6] == 1 { BigInt::from(10).pow(40) } else { BigInt::from(1) };
    let stretch = Rational::new(&over + all[6] * 9, over.clone());
    let profiles = types.pow(u32::try_from(agents).unwrap());
    let mut rest = &all[7..];
    let mut take = |count: usize| rest.split_off(..count).unwrap();
    let (values, chances) = (take(agents * types * items), take(agents * profiles * items));
    let (payments, weights) = (take(agents * profiles), take(profiles));

    let worth = |own: &[i64]| {
        Valuation::Additive(own.iter().map(|value| rational(*value, values_over) * &stretch).collect())
    };
    let of_agent = |(agent, values): (usize, &[i64])| {
        let listed =
            values.chunks(items).enumerate().map(|(own, values)| Type::new(format!("T{own}"), worth(values)));
        Agent::new(format!("A{agent}"), [Type::bottom()].into_iter().chain(listed).collect())
    };
    let agents_made = values.chunks(types * items).enumerate().map(of_agent).collect();
    let names = (0..items).map(|item| format!("I{item}")).collect();
    let bound = values.iter().max().unwrap() * i64::try_from(items).unwrap();
    let setting =
        Setting::of_parts("Tables", names, rational(bound, values_over) * &stretch, agents_made).unwrap();

    // Shared out among the agents, so that no item is given too often.
    let shared = |over: i64| over * i64::try_from(agents).unwrap();
    let payments = if over == BigInt::from(1) {
        Fractions::new(payments.to_vec(), shared(payments_over))
    } else {
        let long: Vec<BigInt> = payments.iter().map(|paid| stretch.numer() * paid).collect();
        Fractions::new(long, stretch.denom() * shared(payments_over))
    };
    let chances = Fractions::new(chances.to_vec(), shared(chances_over));
    let table = Table::from_marginals(&setting, &chances, &payments).unwrap();
    let mut masses = vec![Rational::default(); setting.profile_count()];
    let total: i64 = weights.iter().sum();
    let taking_part = setting.profiles().enumerate().filter(|(_, at)| at.types().iter().all(|own| *own > 0));
    for ((at, _), weight) in taking_part.zip(weights) {
        masses[at] = rational(*weight, total);
    }
    let prior = Prior::from_masses(&setting, &masses).unwrap();
    table.lay_out();
    let dsic_ir = seconds(|| {
        let report = IncentiveReport::of(&table, None).unwrap();
        assert!(report.dsic.holds && report.ex_post_ir.holds);
    });
    let bic = seconds(|| assert!(Verdict::bic(&table, &prior).unwrap().holds));
    let report = seconds(|| assert!(BayesianReport::of(&table, &prior).unwrap().verdict.holds));
    BTreeMap::from([("dsic_ir", dsic_ir), ("bic", bic), ("bic report", report)])
}

/// The weights of two distributions, one after the other.
fn distance(path: &Path) -> BTreeMap<&'static str, f64> {
    let weights = numbers(path);
    let (p, q) = weights.split_at(weights.len() / 2);
    let [p, q] = [p, q].map(|own| Distribution::of_weights(own.to_vec()).unwrap());
    BTreeMap::from([("tv", seconds(|| half_l1(&p, &q)))])
}

fn main() {
    // Cargo adds `--bench`; without a directory there is nothing to do.
    let Some(directory) = std::env::args().skip(1).find(|own| !own.starts_with("--")) else { return };
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let took = match path.extension().and_then(|own| own.to_str()) {
            Some("tables") => checks(&path),
            Some("weights") => distance(&path),
            _ => continue,
        };
        found.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), took);
    }
    println!("{}", serde_json::to_string(&found).unwrap());
}
