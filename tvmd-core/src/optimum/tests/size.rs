//! Programs have the size that was counted before they were made.

use crate::case::{Case, Generator};
use crate::exact::{BigInt, Rational, ratio};
use crate::objective::Revenue;
use crate::optimum::maxmin::max_min;
use crate::optimum::{Ball, Design, Goal, OptimumError, Participation, Program, Truthfulness};
use crate::prior::Prior;
use crate::setting::AgentId;
use crate::work::Budget;

/// What was counted, and what there is: rows, columns, nonzeros.
fn sizes(design: &Design<'_>) -> [[BigInt; 3]; 2] {
    let size = design.size();
    let (mut program, in_play) = (Program::new(), design.in_play());
    let plan = design.plan(&mut program, &in_play, design.payments_are_fixed());
    let mut incentives = design.incentives(&plan, &mut program, &in_play);
    design.expect(&plan, &mut program);
    incentives.start(&mut program);
    [[size.rows, size.columns, size.nonzeros], made(&program)]
}

/// The same near the prior.
fn sizes_within(design: &Design<'_>, ball: Ball) -> [[BigInt; 3]; 2] {
    let radius = ratio(1, 10);
    let size = design.size_within(&radius, ball);
    let (mut program, in_play) = (Program::new(), design.in_play_within(&radius, ball));
    let plan = design.plan(&mut program, &in_play, false);
    let mut incentives = design.incentives(&plan, &mut program, &in_play);
    design.caps(&plan, &mut program, &radius, ball);
    incentives.start(&mut program);
    [[size.rows, size.columns, size.nonzeros], made(&program)]
}

/// Rows, columns, nonzeros.
fn made(program: &Program) -> [BigInt; 3] {
    let nonzeros: usize = program.rows().iter().map(|row| row.coefficients().count()).sum();
    [program.row_count(), program.variable_count(), nonzeros].map(BigInt::from)
}

/// Everything that is counted for a prior.
fn all_sizes(prior: &Prior) -> Vec<[[BigInt; 3]; 2]> {
    let kinds = [
        (Truthfulness::Dsic, Participation::ExPost),
        (Truthfulness::Bic, Participation::ExPost),
        (Truthfulness::Bic, Participation::Interim),
    ];
    let goals = [Goal::Revenue, Goal::Welfare];
    let design = |goal, (truthfulness, participation)| Design {
        goal,
        participation,
        ..Design::revenue(prior, truthfulness)
    };
    let all = goals.into_iter().flat_map(|goal| kinds.clone().map(|kind| design(goal, kind)));
    all.flat_map(|design| {
        [sizes(&design), sizes_within(&design, Ball::All), sizes_within(&design, Ball::Support)]
    })
    .collect()
}

/// Of rows, columns and nonzeros there are at least a share of what is counted, where no profile is impossible.
const SHARES: [u32; 3] = [4, 4, 10];

#[test]
fn programs_are_no_larger_than_counted_and_not_much_smaller() {
    let mut generator = Generator::new(8);
    let cases = std::iter::from_fn(|| Some(generator.case())).flatten();
    let large = |case: &Case| (12..200).contains(&case.setting().profile_count());
    let mut all = [0; 3].map(|_| [BigInt::from(0), BigInt::from(0)]);
    for case in cases.filter(large).take(60) {
        let profiles = case.setting().profile_count();
        let mass = Rational::new(1.into(), profiles.into());
        let everywhere = Prior::from_masses(case.setting(), &vec![mass; profiles]).unwrap();
        for [bound, size] in all_sizes(&case.prior) {
            assert!(bound.iter().zip(&size).all(|(bound, size)| size <= bound), "{size:?} of {bound:?}");
        }
        for [bound, size] in all_sizes(&everywhere) {
            assert!(bound.iter().zip(&size).all(|(bound, size)| size <= bound), "{size:?} of {bound:?}");
            for (all, of_one) in all.iter_mut().zip(bound.into_iter().zip(size)) {
                all[0] += of_one.0;
                all[1] += of_one.1;
            }
        }
    }
    for ([bound, size], share) in all.iter().zip(SHARES) {
        assert!(*bound <= size * share, "{all:?}");
    }
}

#[test]
fn what_is_over_the_budget_is_not_begun() {
    let mut generator = Generator::new(8);
    let case = std::iter::from_fn(|| Some(generator.case())).flatten().next().unwrap();
    let (setting, nothing) = (case.setting(), Budget { steps: 1, memory: 1, ..Budget::DEFAULT });
    let refused = |error| matches!(error, OptimumError::OverBudget(over) if over.times() > 1.into());
    let revenue = Design::revenue(&case.prior, Truthfulness::Dsic);
    let design = Design { budget: nothing.clone(), ..revenue };
    assert!(refused(design.best().unwrap_err()));
    assert!(refused(design.best_without_lotteries(&mut |_| ()).unwrap_err()));
    assert!(refused(design.best_within(&ratio(1, 10), Ball::All, &mut |_| ()).unwrap_err()));
    let marginals: Vec<_> =
        (0..setting.agents().len()).map(|agent| case.prior.marginal(AgentId(agent))).collect();
    let best = max_min(setting, &marginals, &Revenue, &nothing, &mut |_| ());
    assert!(refused(best.unwrap_err()));
}
