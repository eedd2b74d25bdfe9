//! Programs have the size that was counted before they were made.

use crate::case::{Case, Generator};
use crate::exact::BigInt;
use crate::objective::Revenue;
use crate::optimum::maxmin::max_min;
use crate::optimum::mechanism::{Design, Goal, Participation, Truthfulness};
use crate::optimum::{OptimumError, Program};
use crate::setting::AgentId;
use crate::work::Budget;

/// What was counted, and what there is: rows, columns, nonzeros.
fn sizes(design: &Design<'_>) -> [[BigInt; 3]; 2] {
    let size = design.size();
    let mut program = Program::new();
    let plan = design.plan(&mut program);
    let (mut incentives, _) = design.constraints(&plan, &mut program);
    incentives.start(&mut program);
    let nonzeros: usize = program.rows.iter().map(|row| row.entries.len()).sum();
    let made = [program.row_count(), program.variable_count(), nonzeros].map(BigInt::from);
    [[size.rows, size.columns, size.nonzeros], made]
}

#[test]
fn programs_are_no_larger_than_counted_and_not_much_smaller() {
    let mut generator = Generator::new(8);
    let cases = std::iter::from_fn(|| Some(generator.case())).flatten();
    let large = |case: &Case| (12..200).contains(&case.setting().profile_count());
    let (mut counted, mut made) = ([0; 3].map(BigInt::from), [0; 3].map(BigInt::from));
    for case in cases.filter(large).take(60) {
        for (truthfulness, participation) in [
            (Truthfulness::Dsic, Participation::ExPost),
            (Truthfulness::Bic, Participation::ExPost),
            (Truthfulness::Bic, Participation::Interim),
        ] {
            for goal in [Goal::Revenue, Goal::Welfare] {
                let revenue = Design::revenue(&case.prior, truthfulness.clone());
                let [bound, size] = sizes(&Design { goal, participation, ..revenue });
                for (position, (bound, size)) in bound.iter().zip(&size).enumerate() {
                    assert!(size <= bound, "{position}: {size} of {bound}, {truthfulness:?}");
                    counted[position] += bound;
                    made[position] += size;
                }
            }
        }
    }
    for (counted, made) in counted.iter().zip(&made) {
        assert!(*counted <= made * 4, "{made} of {counted}");
    }
}

#[test]
fn what_is_over_the_budget_is_not_begun() {
    let mut generator = Generator::new(8);
    let case = std::iter::from_fn(|| Some(generator.case())).flatten().next().unwrap();
    let (setting, nothing) = (case.setting(), Budget { steps: 1, memory: 1 });
    let refused = |error| matches!(error, OptimumError::OverBudget(over) if over.times() > 1.into());
    let revenue = Design::revenue(&case.prior, Truthfulness::Dsic);
    let design = Design { budget: nothing.clone(), ..revenue };
    assert!(refused(design.best().unwrap_err()));
    assert!(refused(design.best_without_lotteries(&mut |_| ()).unwrap_err()));
    let marginals: Vec<_> =
        (0..setting.agents.len()).map(|agent| case.prior.marginal(AgentId(agent))).collect();
    let best = max_min(setting, &marginals, &Revenue, &nothing, &mut |_| ());
    assert!(refused(best.unwrap_err()));
}
