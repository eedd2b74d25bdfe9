//! Optimal mechanisms against known values, and against the checks of the rest of the library.

use crate::case::Generator;
use crate::exact::{Rational, ratio, text::Text};
use crate::incentive::IncentiveReport;
use crate::mechanism::{Table, rules::vcg};
use crate::model::{self, AgentDecl, Entries, FORMAT, InstanceDecl, Space, TypeDecl, ValuationKind, Values};
use crate::objective::{Performance, Revenue, Welfare};
use crate::optimum::couplings::{nearest_joint, worst_joint};
use crate::optimum::maxmin::max_min;
use crate::optimum::{Best, Design, Goal, Participation, Transfers, Truthfulness, simple};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Setting};
use crate::work::Budget;

/// Agents with the same type space: one vector of item values per type.
pub(super) fn setting(kind: ValuationKind, agents: usize, types: &[Vec<i64>], bound: i64) -> Setting {
    let items: Vec<String> = (0..types[0].len()).map(|number| format!("Item{number}")).collect();
    let types: Vec<TypeDecl> = types
        .iter()
        .enumerate()
        .map(|(number, values)| {
            let values = items.iter().cloned().zip(values.iter().map(|value| Text(ratio(*value, 1))));
            TypeDecl {
                name: format!("T{number}"),
                space: Space::One(Values::Items(Entries(values.collect()))),
            }
        })
        .collect();
    let agents = (0..agents).map(|number| AgentDecl {
        name: format!("A{number}"),
        valuation: kind,
        types: types.clone(),
    });
    let setting =
        model::SettingDecl { name: "Test".into(), items, bound: ratio(bound, 1), agents: agents.collect() };
    let instance = InstanceDecl {
        tvmd: FORMAT,
        setting,
        prior: None,
        prior_hat: None,
        mechanisms: Entries::default(),
        numbers: Entries::default(),
    };
    instance.resolve().unwrap().setting().clone()
}

pub(super) fn values(range: std::ops::RangeInclusive<i64>) -> Vec<Vec<i64>> {
    range.map(|value| vec![value]).collect()
}

/// The objective of the table is the program's value.
fn earns(best: &Best, prior: &Prior) {
    let revenue = Performance::new(&Revenue, &best.table).unwrap().expectation(prior).unwrap();
    assert_eq!(revenue, best.value);
}

#[test]
fn two_uniform_bidders() {
    // Myerson's auction sells to the highest virtual value 2v - k if it is at least 0.
    for (k, revenue) in [(2, ratio(3, 2)), (3, ratio(2, 1)), (5, ratio(71, 25))] {
        let setting = setting(ValuationKind::Additive, 2, &values(1..=k), k);
        let prior = Prior::uniform(&setting);
        for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
            let best = Design::revenue(&prior, truthfulness.clone()).best().unwrap();
            assert_eq!(best.value, revenue, "{k} {truthfulness:?}");
            earns(&best, &prior);
            let report = IncentiveReport::of(&best.table, Some(&prior)).unwrap();
            assert!(report.ex_post_ir.holds && report.bic.unwrap().verdict.holds);
            assert!(report.dsic.holds || truthfulness == Truthfulness::Bic);
        }
    }
}

#[test]
fn menus_of_lotteries_beat_deterministic_ones() {
    // Both item values uniform on {1, 2}, one additive buyer: bundling at 3 sells with probability 3/4.
    let types = [vec![1, 1], vec![1, 2], vec![2, 1], vec![2, 2]];
    let additive_buyer = setting(ValuationKind::Additive, 1, &types, 4);
    let prior = Prior::uniform(&additive_buyer);
    assert_eq!(simple::srev(&prior), ratio(2, 1));
    assert_eq!(simple::brev(&prior), ratio(9, 4));
    assert_eq!(simple::rev(&prior, &Budget::DEFAULT, &mut |_| ()).unwrap(), ratio(9, 4));
    // Lotteries over allocations give the same for additive types, and unit demand sells less.
    let additive = Goal::Weighted { allocation: &|_, _| ratio(0, 1), payment: &|_, _| ratio(1, 1) };
    let design = Design { goal: additive, ..Design::revenue(&prior, Truthfulness::Dsic) };
    assert_eq!(design.best().unwrap().value, ratio(9, 4));
    let unit = setting(ValuationKind::UnitDemand, 1, &types, 4);
    assert_eq!(simple::rev(&Prior::uniform(&unit), &Budget::DEFAULT, &mut |_| ()).unwrap(), ratio(3, 2));
}

#[test]
fn every_promise_is_kept_on_random_priors() {
    let mut generator = Generator::new(5);
    let setting = setting(ValuationKind::Additive, 2, &[vec![1, 1], vec![2, 0]], 2);
    for _ in 0..15 {
        let prior = generator.prior(&setting);
        let mut last = None;
        for (truthfulness, participation, transfers) in [
            (Truthfulness::Dsic, Participation::ExPost, Transfers::General),
            (Truthfulness::Bic, Participation::ExPost, Transfers::NoPositive),
            (Truthfulness::Bic, Participation::ExPost, Transfers::General),
            (Truthfulness::EpsBic(ratio(1, 10)), Participation::ExPost, Transfers::General),
            (Truthfulness::EpsBic(ratio(1, 10)), Participation::Interim, Transfers::General),
        ] {
            let slack = if truthfulness == Truthfulness::Bic { ratio(0, 1) } else { ratio(1, 10) };
            let dsic = truthfulness == Truthfulness::Dsic;
            let design = Design { participation, transfers, ..Design::revenue(&prior, truthfulness) };
            let best = design.best().unwrap();
            earns(&best, &prior);
            let report = IncentiveReport::of(&best.table, Some(&prior)).unwrap();
            assert!(!dsic || report.dsic.holds);
            assert!(report.ex_post_ir.holds || participation == Participation::Interim);
            assert!(report.bic.unwrap().verdict.regret <= slack);
            // Each problem allows what the one before it does.
            assert!(last.is_none_or(|last| last <= best.value));
            last = Some(best.value);
        }
        let welfare = Design { goal: Goal::Welfare, ..Design::revenue(&prior, Truthfulness::Dsic) };
        let best = welfare.best().unwrap();
        let performance = Performance::new(&Welfare, &best.table).unwrap();
        assert_eq!(performance.expectation(&prior).unwrap(), best.value);
    }
}

fn marginals(prior: &Prior) -> Vec<Distribution> {
    (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
}

#[test]
fn joint_distributions() {
    let mut generator = Generator::new(6);
    let setting = setting(ValuationKind::Additive, 3, &values(1..=2), 2);
    for _ in 0..20 {
        let (prior, other) = (generator.prior(&setting), generator.prior(&setting));
        let values: Vec<Rational> =
            generator.prior(&setting).distribution().masses().map(|mass| mass - ratio(1, 20)).collect();
        let fixed = marginals(&prior);
        let worst = worst_joint(&setting, &fixed, &values).unwrap();
        assert_eq!(marginals(&worst.prior), fixed);
        assert_eq!(worst.prior.distribution().expectation(&values), worst.value);
        assert!(worst.value <= prior.distribution().expectation(&values));
        let potentials = fixed.iter().zip(&worst.potentials);
        let expected: Rational = potentials.map(|(marginal, values)| marginal.expectation(values)).sum();
        assert_eq!(expected, worst.value);
        for (profile, _) in prior.product_of_marginals().support() {
            let sum: Rational = worst
                .potentials
                .iter()
                .zip(profile.types())
                .map(|(potential, report)| &potential[*report])
                .sum();
            assert!(sum <= values[setting.index_of(&profile).unwrap()]);
        }

        let near = nearest_joint(&prior, &marginals(&other)).unwrap();
        assert_eq!(marginals(&near.prior), marginals(&other));
        assert_eq!(prior.total_variation(&near.prior).unwrap().value, near.distance);
        assert!(near.distance <= prior.total_variation(&other).unwrap().value);
    }
}

#[test]
fn max_min_is_a_saddle_point() {
    let mut generator = Generator::new(7);
    let setting = setting(ValuationKind::Additive, 2, &values(1..=3), 3);
    for _ in 0..10 {
        let fixed = marginals(&generator.prior(&setting));
        let best = max_min(&setting, &fixed, &Revenue, &Budget::DEFAULT, &mut |_| ()).unwrap();
        let revenue = Performance::new(&Revenue, &best.table).unwrap();
        assert_eq!(worst_joint(&setting, &fixed, revenue.values()).unwrap().value, best.value);
        assert_eq!(marginals(&best.worst), fixed);
        let against = Design::revenue(&best.worst, Truthfulness::Dsic).best().unwrap();
        assert_eq!(against.value, best.value);
        assert!(IncentiveReport::of(&best.table, None).unwrap().dsic.holds);
    }
}

/// No mechanism has more welfare at any profile than VCG, so none guarantees more.
#[test]
fn max_min_welfare_is_that_of_vcg() {
    let mut generator = Generator::new(8);
    let setting = setting(ValuationKind::UnitDemand, 2, &values(1..=3), 3);
    let outcomes = setting.profiles().map(|types| vcg(&setting, &types));
    let table = Table::new(&setting, outcomes.collect()).unwrap();
    let welfare = Performance::new(&Welfare, &table).unwrap();
    for _ in 0..10 {
        let fixed = marginals(&generator.prior(&setting));
        let best = max_min(&setting, &fixed, &Welfare, &Budget::DEFAULT, &mut |_| ()).unwrap();
        assert_eq!(worst_joint(&setting, &fixed, welfare.values()).unwrap().value, best.value);
    }
}
