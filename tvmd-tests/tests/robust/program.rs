//! The largest conditional expectation over a ball as a linear program, by Charnes and Cooper's change of variables.

use num_traits::{One, Zero};
use tvmd_core::optimum::{Program, Relation, VariableId};
use tvmd_core::{Prior, Rational};

/// The largest E\[f | event\] over the priors within `delta` that give the event mass; f is given by profile, `None` off the event.
///
/// With D̂ the prior and k = 1/D̂(event), the variables are k and k·D̂, and what k·D̂ exceeds k·D by.
pub(crate) fn highest(values: &[Option<Rational>], prior: &Prior, delta: &Rational) -> Option<Rational> {
    let one = Rational::one;
    let (mut program, zero) = (Program::new(), Some(Rational::zero()));
    let scale = program.variable(zero.clone(), None, Rational::zero());
    let masses: Vec<VariableId> = values
        .iter()
        .map(|value| program.variable(zero.clone(), None, value.clone().unwrap_or_default()))
        .collect();
    let added: Vec<VariableId> =
        values.iter().map(|_| program.variable(zero.clone(), None, Rational::zero())).collect();
    let all = masses.iter().map(|mass| (*mass, one()));
    program.row(all.clone().chain([(scale, -one())]), Relation::Equal, Rational::zero()).unwrap();
    let on_event = all.zip(values).filter(|(_, value)| value.is_some()).map(|(mass, _)| mass);
    program.row(on_event, Relation::Equal, one()).unwrap();
    for ((mass, added), before) in masses.iter().zip(&added).zip(prior.distribution().masses()) {
        let more = [(*mass, one()), (scale, -before), (*added, -one())];
        program.row(more, Relation::AtMost, Rational::zero()).unwrap();
    }
    let added = added.iter().map(|added| (*added, one()));
    program.row(added.chain([(scale, -delta.clone())]), Relation::AtMost, Rational::zero()).unwrap();
    let solution = program.maximise();
    assert!(solution.certifies(&program));
    solution.optimum().map(|optimum| optimum.value)
}
