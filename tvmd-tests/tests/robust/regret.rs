//! The worst incentive to lie: no prior within δ is worse, one is as bad, and so says a linear program.

use super::program;
use num_traits::{One, Signed, Zero};
use tvmd_core::case::{Case, Generator};
use tvmd_core::exact::ratio;
use tvmd_core::incentive::Verdict;
use tvmd_core::robustness::{Regret, Tempted};
use tvmd_core::{AgentId, Prior, Rational, Table};

const CASES: usize = 300;

fn cases(seed: u64) -> impl Iterator<Item = Case> {
    let mut generator = Generator::new(seed);
    (0..CASES).filter_map(move |_| generator.case())
}

/// Her gain by a misreport at every profile with her type, `None` elsewhere.
pub(crate) fn gains(table: &Table, agent: AgentId, own: usize, report: usize) -> Vec<Option<Rational>> {
    let setting = table.setting();
    let valuation = setting.agents()[agent.0].types()[own].valuation();
    let utility = |types: &tvmd_core::Profile| {
        let outcome = table.outcome(types).unwrap();
        outcome.value(agent, valuation) - outcome.payment(agent)
    };
    let gain = |types: tvmd_core::Profile| {
        (types.of(agent) == own).then(|| utility(&types.with(agent, report)) - utility(&types))
    };
    setting.profiles().map(gain).collect()
}

/// Her expected gain by a misreport, given her type; `None` if that has probability 0.
fn gain(table: &Table, prior: &Prior, (agent, own): (AgentId, usize), report: usize) -> Option<Rational> {
    let gains = gains(table, agent, own, report).into_iter().zip(prior.distribution().masses());
    let (mut sum, mut mass) = (Rational::zero(), Rational::zero());
    for (gain, likely) in gains.filter_map(|(gain, likely)| Some((gain?, likely))) {
        sum += gain * &likely;
        mass += likely;
    }
    (!mass.is_zero()).then(|| sum / mass)
}

#[test]
fn at_distance_0_it_is_the_bic_regret() {
    for case in cases(1) {
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        let verdict = Verdict::bic(&case.table, &case.prior).unwrap();
        assert_eq!(regret.at(&Rational::zero()), verdict.regret);
        assert_eq!(regret.curve.at(&Rational::zero()), verdict.regret);
        assert_eq!(regret.types.is_empty() && regret.ruled_out.is_empty(), Verdict::dsic(&case.table).holds);
    }
}

/// A curve for a type and a misreport: what is checked, and what wrong versions of it say.
type Claimed = fn(&Case, &Tempted, usize, &Rational) -> Rational;

fn ours(_: &Case, tempted: &Tempted, report: usize, delta: &Rational) -> Rational {
    tempted.misreports.iter().find(|(lie, _)| *lie == report).unwrap().1.at(delta)
}

/// How often a prior within the distance is worse than claimed, and how often a linear program says something else.
fn contradictions(claimed: Claimed) -> [usize; 3] {
    let [mut compared, mut worse, mut other] = [0; 3];
    for case in cases(2) {
        let delta = case.prior.total_variation(&case.prior_hat).unwrap().value;
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        for tempted in regret.types.iter().chain(regret.ruled_out.iter().filter(|_| !delta.is_zero())) {
            for (report, _) in &tempted.misreports {
                compared += 1;
                let claimed = claimed(&case, tempted, *report, &delta);
                let gain = gain(&case.table, &case.prior_hat, (tempted.agent, tempted.own), *report);
                worse += usize::from(gain.is_some_and(|gain| gain > claimed));
                if case.setting().profile_count() <= 12 {
                    let gains = gains(&case.table, tempted.agent, tempted.own, *report);
                    let most = program::highest(&gains, &case.prior, &delta).unwrap();
                    other += usize::from(most != claimed);
                }
            }
        }
    }
    [compared, worse, other]
}

#[test]
fn no_prior_within_delta_is_worse_and_a_linear_program_says_the_same() {
    let [compared, worse, other] = contradictions(ours);
    assert!(compared > 1_000, "only {compared} comparisons");
    assert_eq!([worse, other], [0, 0]);
}

/// Wrong: a type's gain moves by the width of its gains times δ, as if types were certain.
fn without_the_probability_of_the_type(
    case: &Case,
    tempted: &Tempted,
    report: usize,
    delta: &Rational,
) -> Rational {
    let gains: Vec<Rational> =
        gains(&case.table, tempted.agent, tempted.own, report).into_iter().flatten().collect();
    let [least, most] = [gains.iter().min().unwrap(), gains.iter().max().unwrap()];
    (ours(case, tempted, report, &Rational::zero()) + (most - least) * delta).min(most.clone())
}

/// Wrong: mass is only brought in from other types, and none moved among the profiles with this one.
fn only_from_other_types(case: &Case, tempted: &Tempted, report: usize, delta: &Rational) -> Rational {
    let gains = gains(&case.table, tempted.agent, tempted.own, report).into_iter().flatten();
    let brought = delta.clone().min(Rational::one() - &tempted.mass);
    let most = gains.max().unwrap();
    if (&tempted.mass + &brought).is_zero() {
        return most;
    }
    (ours(case, tempted, report, &Rational::zero()) * &tempted.mass + most * &brought)
        / (&tempted.mass + brought)
}

#[test]
fn wrong_curves_are_refuted() {
    for wrong in [without_the_probability_of_the_type, only_from_other_types] {
        let [_, worse, other] = contradictions(wrong);
        assert!(worse > 0 && other > worse, "{worse} priors are worse, {other} linear programs disagree");
    }
}

#[test]
fn the_worst_prior_is_within_delta_and_as_bad_as_said() {
    let mut lies = 0;
    for case in cases(3) {
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        for delta in [ratio(0, 1), ratio(1, 10), ratio(1, 2), ratio(1, 1)] {
            let worst = regret.worst_prior(&case.table, &delta).unwrap();
            assert!(case.prior.total_variation(&worst).unwrap().value <= delta);
            assert_eq!(Verdict::bic(&case.table, &worst).unwrap().regret, regret.at(&delta));
            let Some(lie) = regret.worst_lie(&delta) else { continue };
            lies += 1;
            assert_eq!(gain(&case.table, &worst, (lie.agent, lie.own), lie.report), Some(lie.gain));
        }
    }
    assert!(lies > CASES, "only {lies} lies");
}

#[test]
fn curves_rise_to_the_largest_gain_and_each_misreport_is_concave() {
    for case in cases(4) {
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        for tempted in regret.types.iter().chain(&regret.ruled_out) {
            for (report, curve) in &tempted.misreports {
                let gains = gains(&case.table, tempted.agent, tempted.own, *report).into_iter().flatten();
                assert_eq!(curve.at(&Rational::one()), gains.max().unwrap());
                let slopes: Vec<Rational> = curve
                    .points()
                    .windows(2)
                    .map(|pair| (&pair[1].value - &pair[0].value) / (&pair[1].delta - &pair[0].delta))
                    .collect();
                assert!(
                    slopes.is_sorted_by(|one, other| one >= other) && !slopes.iter().any(Signed::is_negative)
                );
            }
            let value = |twelfth| {
                let delta = ratio(twelfth, 12);
                let most = tempted.misreports.iter().map(|(_, curve)| curve.at(&delta)).max().unwrap();
                (tempted.curve.at(&delta), most.max(Rational::zero()))
            };
            assert!((0..=12).map(value).all(|(curve, most)| curve == most));
        }
    }
}
