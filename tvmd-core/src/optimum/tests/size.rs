//! Programs have the size that was counted before they were made.

use crate::case::{Case, Generator};
use crate::exact::BigInt;
use crate::optimum::mechanism::{Design, Goal, Participation, Truthfulness};
use crate::optimum::program::Program;

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
