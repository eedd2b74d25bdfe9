//! Programs of the literature, with the answers that it gives: `cargo run -p tvmd-lp --example literature`.
#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use tvmd_lp::{Optimum, Program, ProgramError, Rational, Relation, Solution};

fn ratio(above: i64, below: i64) -> Rational {
    Rational::new(above.into(), below.into())
}

/// Variables of at least 0 that count `objective`, and rows `form ≤ right`.
fn standard(objective: &[Rational], rows: &[(&[Rational], Rational)]) -> Result<Program, ProgramError> {
    let mut program = Program::new();
    let variables: Vec<_> =
        objective.iter().map(|factor| program.variable(Some(ratio(0, 1)), None, factor.clone())).collect();
    for (form, right) in rows {
        let form = variables.iter().copied().zip(form.iter().cloned());
        program.row(form, Relation::AtMost, right.clone())?;
    }
    Ok(program)
}

/// The first example of V. Chvátal, *Linear Programming* (1983), page 13: 13 at (2, 0, 1).
fn chvatal() -> Result<Program, ProgramError> {
    let whole = |numbers: [i64; 3]| numbers.map(|number| ratio(number, 1));
    let rows = [(whole([2, 3, 1]), 5), (whole([4, 1, 2]), 11), (whole([3, 4, 2]), 8)];
    let rows = rows.each_ref().map(|(form, right)| (form.as_slice(), ratio(*right, 1)));
    standard(&whole([5, 4, 3]), &rows)
}

/// E. M. L. Beale, "Cycling in the dual simplex algorithm" (1955): the textbook's choice of pivots goes round in circles at 0 for ever;
/// the optimum is 1/20.
fn beale() -> Result<Program, ProgramError> {
    let first = [ratio(1, 4), ratio(-60, 1), ratio(-1, 25), ratio(9, 1)];
    let second = [ratio(1, 2), ratio(-90, 1), ratio(-1, 50), ratio(3, 1)];
    let third = [ratio(0, 1), ratio(0, 1), ratio(1, 1), ratio(0, 1)];
    let objective = [ratio(3, 4), ratio(-150, 1), ratio(1, 50), ratio(-6, 1)];
    standard(&objective, &[(&first, ratio(0, 1)), (&second, ratio(0, 1)), (&third, ratio(1, 1))])
}

/// The optimum, after its certificate was checked once more.
fn solved(program: &Program) -> Option<Optimum> {
    let solution = program.maximise();
    assert!(solution.certifies(program), "an answer is proved");
    solution.optimum()
}

fn shown(numbers: &[Rational]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn main() -> Result<(), ProgramError> {
    for (name, program) in [("Chvátal", chvatal()?), ("Beale", beale()?)] {
        if let Some(Optimum { value, primal, dual }) = solved(&program) {
            println!("{name}: {value} at ({}), multipliers ({})", shown(&primal), shown(&dual));
        }
    }
    // The third row has 8, of which 4 units of x₁ would take 12.
    let mut program = chvatal()?;
    program.set_bounds(tvmd_lp::VariableId(0), Some(ratio(4, 1)), None)?;
    if let Solution::Infeasible(farkas) = program.maximise() {
        println!("Chvátal with x₁ of at least 4: infeasible, by multipliers ({})", shown(&farkas));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chvatal_has_13() {
        let optimum = solved(&chvatal().unwrap()).unwrap();
        assert_eq!(optimum.value, ratio(13, 1));
        assert_eq!(optimum.primal, [2, 0, 1].map(|number| ratio(number, 1)));
        assert_eq!(optimum.dual, [1, 0, 1].map(|number| ratio(number, 1)));
    }

    #[test]
    fn beale_has_a_twentieth() {
        let optimum = solved(&beale().unwrap()).unwrap();
        assert_eq!(optimum.value, ratio(1, 20));
        assert_eq!(optimum.primal, [ratio(1, 25), ratio(0, 1), ratio(1, 1), ratio(0, 1)]);
    }

    #[test]
    fn four_of_the_first_are_too_many() {
        let mut program = chvatal().unwrap();
        program.set_bounds(tvmd_lp::VariableId(0), Some(ratio(4, 1)), None).unwrap();
        let solution = program.maximise();
        assert!(matches!(solution, Solution::Infeasible(_)) && solution.certifies(&program));
    }
}
