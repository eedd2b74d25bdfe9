//! Over columns and over menus, checks find the same: verdicts, witnesses, expectations, frontiers and what tempts.

use super::{IncentiveReport, Temptation};
use crate::exact::{BigInt, Fractions, Rational, ratio};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::model::InstanceDecl;
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Bundle, ItemId, Setting};
use oorandom::Rand64;

fn below(random: &mut Rand64, most: u64) -> u64 {
    random.rand_range(0..most)
}

/// Up to three agents of up to three types besides ⊥, for two items.
fn setting(random: &mut Rand64, additive: bool) -> Setting {
    let agents = 1 + below(random, 3);
    let of_agent = |random: &mut Rand64, agent: u64| {
        let types = 1 + below(random, 3);
        let kind = if additive { 0 } else { below(random, 3) };
        let of_type = |random: &mut Rand64, number: u64| {
            let [a, b, more] = [5, 5, 5].map(|most| below(random, most));
            let both = a + more;
            let values = match kind {
                2 => format!(
                    r#"[{{ "bundle": ["A"], "value": "{a}/3" }}, {{ "bundle": ["A", "B"], "value": "{both}/3" }}]"#
                ),
                _ => format!(r#"{{ "A": "{a}/3", "B": "{b}/2" }}"#),
            };
            format!(r#"{{ "name": "T{number}", "values": {values} }}"#)
        };
        let types: Vec<String> = (0..types).map(|number| of_type(random, number)).collect();
        let kind = ["additive", "unit_demand", "bundles"][usize::try_from(kind).unwrap()];
        format!(r#"{{ "name": "A{agent}", "valuation": "{kind}", "types": [{}] }}"#, types.join(", "))
    };
    let agents: Vec<String> = (0..agents).map(|agent| of_agent(random, agent)).collect();
    let text = format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "S", "items": ["A", "B"], "bound": "4", "agents": [{}] }} }}"#,
        agents.join(", ")
    );
    InstanceDecl::from_json(&text).unwrap().resolve().unwrap().setting().clone()
}

/// Anybody who takes part may get and pay anything.
///
/// A payment has a small fraction with so many digits, if there are any.
fn outcome(random: &mut Rand64, takes_part: &[bool], digits: u32) -> Outcome {
    let agents = takes_part.len();
    let mut allocation = || {
        let mut bundles = vec![Bundle::EMPTY; agents];
        for item in 0..2 {
            let winner = usize::try_from(below(random, 4)).unwrap();
            if winner < agents && takes_part[winner] {
                bundles[winner] = bundles[winner].union(ItemId(item).into());
            }
        }
        Allocation::new(bundles).unwrap()
    };
    let lottery = [(ratio(1, 3), allocation()), (ratio(2, 3), allocation())];
    let small = match digits {
        0 => ratio(0, 1),
        _ => Rational::new(1.into(), BigInt::from(10).pow(digits)),
    };
    let payment = |takes_part: &bool| match takes_part {
        true => ratio(i64::try_from(below(random, 9)).unwrap() - 3, 4) + &small,
        false => ratio(0, 1),
    };
    let payments = takes_part.iter().map(payment).collect();
    Outcome::lottery(lottery, payments).unwrap()
}

fn prior(random: &mut Rand64, setting: &Setting, independent: bool) -> Prior {
    if independent {
        let marginal = |agent: &crate::setting::Agent| {
            let weights: Vec<u64> = agent.types().iter().map(|_| below(random, 4)).collect();
            let total = weights.iter().sum::<u64>();
            let mass = |weight: &u64| Rational::new((*weight).into(), total.into());
            match total {
                0 => agent
                    .types()
                    .iter()
                    .enumerate()
                    .map(|(her_type, _)| ratio(i64::from(her_type == 0), 1))
                    .collect(),
                _ => weights.iter().map(mass).collect(),
            }
        };
        let marginals: Vec<Vec<Rational>> = setting.agents().iter().map(marginal).collect();
        return Prior::independent(setting, &marginals).unwrap();
    }
    let mut weights: Vec<BigInt> = (0..setting.profile_count()).map(|_| below(random, 5).into()).collect();
    weights[0] += 1;
    let masses: Vec<Rational> = Distribution::proportional(weights).unwrap().masses().collect();
    Prior::from_masses(setting, &masses).unwrap()
}

fn tables(random: &mut Rand64, setting: &Setting, digits: u32) -> Table {
    let few: bool = below(random, 2) == 0;
    let mut kept: Option<(Vec<bool>, Outcome)> = None;
    let outcomes = setting.profiles().map(|profile| {
        let takes_part: Vec<bool> = profile.types().iter().map(|reported| *reported > 0).collect();
        match &kept {
            // The same again, so that profiles have outcomes and menus in common.
            Some((who, outcome)) if few && *who == takes_part => outcome.clone(),
            _ => {
                let outcome = outcome(random, &takes_part, digits);
                kept = Some((takes_part, outcome.clone()));
                outcome
            }
        }
    });
    Table::new(setting, outcomes.collect()).unwrap()
}

#[test]
fn columns_and_menus_find_the_same() {
    let mut random = Rand64::new(1830);
    let (mut gained, mut summed) = (0, 0);
    for round in 0..400 {
        let setting = setting(&mut random, false);
        // In the last rounds sums leave 64 bits, then numbers do, and then 128 are too few.
        let digits = match round {
            0..320 => 0,
            320..350 => 15,
            350..380 => 18,
            _ => 45,
        };
        let table = tables(&mut random, &setting, digits);
        let prior = prior(&mut random, &setting, round % 3 == 0);
        let [columns, menus] = [true, false].map(|columns| table.swept_over(columns));
        let report = IncentiveReport::of(&columns, Some(&prior)).unwrap();
        assert_eq!(report, IncentiveReport::of(&menus, Some(&prior)).unwrap());
        assert_eq!(Temptation::all(&columns, &prior), Temptation::all(&menus, &prior));
        assert_eq!(Temptation::count(&columns), Temptation::count(&menus));
        gained += usize::from(!report.dsic.holds && !report.dsic_participating.holds);
        summed += usize::from(
            super::side::Side::all(&columns, Some(&prior)).iter().all(|side| side.expectations().is_some()),
        );
    }
    assert!(gained > 200 && summed > 300, "{gained} {summed}");
}

#[test]
fn what_a_prior_keeps_of_one_table_is_taken_for_no_other() {
    let mut random = Rand64::new(1832);
    let mut unlike = 0;
    for round in 0..100 {
        let setting = setting(&mut random, false);
        let prior = prior(&mut random, &setting, round % 3 == 0);
        // Nothing happens where the last agent has a certain type, so that it isn't always the same profiles of others that count.
        let tables = [0, 1, 2].map(|quiet| {
            let table = tables(&mut random, &setting, 0);
            let outcomes = setting.profiles().map(|profile| {
                if profile.types().ends_with(&[quiet]) {
                    Outcome::nothing(setting.agents().len())
                } else {
                    table.outcome(&profile).unwrap().clone()
                }
            });
            Table::new(&setting, outcomes.collect()).unwrap().swept_over(true)
        });
        // The first comes again after the others.
        for table in tables.iter().chain(&tables[..1]) {
            let menus = IncentiveReport::of(&table.swept_over(false), Some(&prior)).unwrap();
            assert_eq!(IncentiveReport::of(table, Some(&prior)).unwrap(), menus);
        }
        let lanes = |table: &Table| table.columns(0).map(|columns| columns.lanes.clone());
        unlike += usize::from(lanes(&tables[0]) != lanes(&tables[1]));
    }
    assert!(unlike > 30, "{unlike}");
}

#[test]
fn tables_of_chances_of_items_are_those_of_their_outcomes() {
    let mut random = Rand64::new(1831);
    for round in 0..100 {
        let setting = setting(&mut random, true);
        let agents = setting.agents().len();
        let profiles: usize = setting.agents().iter().map(|agent| agent.types().len() - 1).product();
        // Of 12, no agent gets more than a third.
        let chances: Vec<i64> =
            (0..agents * profiles * 2).map(|_| below(&mut random, 5).cast_signed()).collect();
        let payments: Vec<i64> =
            (0..agents * profiles).map(|_| below(&mut random, 9).cast_signed() - 3).collect();
        let table =
            Table::from_marginals(&setting, &Fractions::new(chances, 12), &Fractions::new(payments, 5))
                .unwrap();
        let listed = Table::new(&setting, table.outcomes().cloned().collect()).unwrap();
        let prior = prior(&mut random, &setting, round % 3 == 0);
        let report = IncentiveReport::of(&table, Some(&prior)).unwrap();
        assert_eq!(report, IncentiveReport::of(&listed.swept_over(false), Some(&prior)).unwrap());
        assert_eq!(Temptation::all(&table, &prior), Temptation::all(&listed.swept_over(false), &prior));
        assert_eq!(table.is_without_transfers(), listed.is_without_transfers());
        let paid = |table: &Table| {
            table
                .outcomes()
                .map(|outcome| outcome.payment(AgentId(0)))
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(paid(&table), paid(&listed));
    }
}
