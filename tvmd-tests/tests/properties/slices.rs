//! A check in slices is the check: on random tables of many profiles, with violations and without, however many slices there are.

use oorandom::Rand64;
use tvmd_core::build::priors;
use tvmd_core::build::types::additive;
use tvmd_core::exact::{Fractions, ratio};
use tvmd_core::incentive::{IncentiveReport, Slice, SliceError};
use tvmd_core::{Prior, Profile, Rational, Setting, Table};

/// How many shares the work is divided into.
const SHARES: [usize; 4] = [1, 2, 3, 7];

/// A setting with several hundred profiles, a joint prior and a table of random chances and payments; `lowest` is what payments start at.
fn case(seed: u128, lowest: i64) -> (Setting, Prior, Table) {
    let mut random = Rand64::new(seed);
    let (agents, types) = [(2, 80), (3, 10), (4, 5)][(seed % 3) as usize];
    let items = 1 + (seed % 2) as usize;
    let mut setting = Setting::builder("Many").items(["A", "B"].into_iter().take(items)).bound(20);
    for agent in 0..agents {
        let mut values = || (0..items).map(|_| random.rand_range(0..9)).collect::<Vec<_>>();
        let types = (0..types).map(|number| {
            (format!("T{number}"), values().into_iter().map(|value| ratio(i64::try_from(value).unwrap(), 1)))
        });
        setting = setting.agent(
            format!("Agent{agent}"),
            additive(types.map(|(name, values)| (name, values.collect::<Vec<_>>()))),
        );
    }
    let setting = setting.build().unwrap();
    let profiles = usize::pow(types, agents);
    let mut number = |most: u64| i64::try_from(random.rand_range(0..most)).unwrap();
    let chances: Vec<i64> = (0..agents as usize * profiles * items).map(|_| number(4)).collect();
    let payments: Vec<i64> = (0..agents as usize * profiles).map(|_| lowest + number(5)).collect();
    let table =
        Table::from_marginals(&setting, &Fractions::new(chances, 16), &Fractions::new(payments, 3)).unwrap();
    let masses: Vec<i64> = setting.profiles().map(|_| number(3)).collect();
    let total: i64 = masses.iter().sum();
    let atoms: Vec<(Profile, Rational)> = setting
        .profiles()
        .zip(masses)
        .filter(|(_, mass)| *mass > 0)
        .map(|(profile, mass)| (profile, ratio(mass, total)))
        .collect();
    let prior = Prior::joint(&setting, atoms).unwrap();
    (setting, prior, table)
}

fn slices(table: &Table, prior: Option<&Prior>, of: usize) -> Vec<Slice> {
    (1..=of).map(|number| Slice::of(table, prior, number, of).unwrap()).collect()
}

#[test]
fn all_slices_are_the_whole() {
    let (mut failing, mut divided) = (0, 0);
    for seed in 0..6 {
        // Where agents are paid at least so much, even staying away is tempting, or nobody loses.
        let (_, prior, table) = case(seed, [-4, 0, 3][(seed / 2 % 3) as usize]);
        let whole = IncentiveReport::of(&table, Some(&prior)).unwrap();
        failing += u32::from(!whole.dsic.holds) + u32::from(!whole.ex_post_ir.holds);
        for of in SHARES {
            let mut slices = slices(&table, Some(&prior), of);
            divided += slices
                .iter()
                .flat_map(Slice::columns)
                .flatten()
                .filter(|columns| columns.start > 0 && !columns.is_empty())
                .count();
            slices.rotate_left(of / 2);
            let together = IncentiveReport::of_slices(&table, Some(&prior), &slices).unwrap();
            assert_eq!(together, whole, "seed {seed}, {of} shares");
            let without = IncentiveReport::of_slices(&table, None, &slices).unwrap();
            assert_eq!(without, IncentiveReport::of(&table, None).unwrap());
        }
    }
    assert!(failing >= 6 && divided >= 12, "{failing} fail, {divided} were divided");
}

/// A share that is missing, there twice, of another table, or false is noticed.
#[test]
fn other_slices_are_refused() {
    let (_, prior, table) = case(0, 0);
    let good = slices(&table, Some(&prior), 2);
    let refused = |slices: &[Slice]| IncentiveReport::of_slices(&table, Some(&prior), slices).unwrap_err();
    let cover = |error| matches!(error, SliceError::Cover { .. });
    assert!(cover(refused(&[])));
    assert!(cover(refused(&good[..1])));
    assert!(cover(refused(&[good[0].clone(), good[1].clone(), good[1].clone()])));
    assert!(cover(refused(&[good[0].clone(), slices(&table, Some(&prior), 3)[1].clone()])));
    let (_, other_prior, other) = case(1, 0);
    assert!(cover(refused(&slices(&other, Some(&other_prior), 2))));

    // What it says it gains.
    let text = serde_json::to_string(&good[0]).unwrap();
    let amount = text.split("\"gain\":{\"amount\":\"").nth(1).unwrap().split('"').next().unwrap();
    let more =
        text.replacen(&format!("\"gain\":{{\"amount\":\"{amount}\""), "\"gain\":{\"amount\":\"19\"", 1);
    let forged: Slice = serde_json::from_str(&more).unwrap();
    assert_ne!(forged, good[0]);
    assert!(matches!(refused(&[forged, good[1].clone()]), SliceError::False { .. }));
}

#[test]
fn a_prior_of_another_setting_is_refused() {
    let (_, prior, _) = case(1, 0);
    let (setting, _, table) = case(0, 0);
    assert!(Slice::of(&table, Some(&prior), 1, 2).is_err());
    let uniform = setting.prior(priors::uniform()).unwrap();
    let slices = slices(&table, Some(&uniform), 2);
    assert!(matches!(
        IncentiveReport::of_slices(&table, Some(&prior), &slices),
        Err(SliceError::Incentives(_))
    ));
}
