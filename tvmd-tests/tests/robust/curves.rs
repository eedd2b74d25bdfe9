//! The curves of all example files: a program over priors says the same at every corner and between corners, exactly.

use super::program;
use num_traits::Zero;
use std::collections::BTreeMap;
use std::path::Path;
use tvmd_core::case::Generator;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::{Performance, Standard};
use tvmd_core::optimum::{Ball, Program, Relation};
use tvmd_core::robustness::Extremes;
use tvmd_core::{Prior, Rational};

/// A program has one variable per profile up to this many; of more, one for each value of the objective.
const MANY: usize = 100;

/// The least expectation of a function within `delta`: over priors, or over how likely its values are.
fn least(values: &[Rational], prior: &Prior, delta: &Rational, ball: Ball) -> Rational {
    let reached = |at: usize| ball == Ball::All || !prior.distribution().mass(at).is_zero();
    if values.len() <= MANY {
        let lost: Vec<Option<Rational>> = values.iter().map(|value| Some(-value)).collect();
        return -program::highest_among(&lost, prior, delta, &reached).unwrap();
    }
    let mut likely: BTreeMap<&Rational, Rational> = BTreeMap::new();
    for at in (0..values.len()).filter(|at| reached(*at)) {
        *likely.entry(&values[at]).or_default() += prior.distribution().mass(at);
    }
    let (mut program, zero) = (Program::new(), Rational::zero);
    let one = || Rational::from_integer(1.into());
    let (mut all, mut more) = (Vec::new(), Vec::new());
    for (value, before) in &likely {
        let mass = program.variable(Some(zero()), None, -*value);
        let added = program.variable(Some(zero()), None, zero());
        program.row([(mass, one()), (added, -one())], Relation::AtMost, before.clone()).unwrap();
        all.push((mass, one()));
        more.push((added, one()));
    }
    program.row(all, Relation::Equal, one()).unwrap();
    program.row(more, Relation::AtMost, delta.clone()).unwrap();
    -program.maximise().optimum().unwrap().value
}

#[test]
fn a_program_over_priors_says_the_same_of_all_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances");
    let mut generator = Generator::new(19);
    let (mut files, mut compared, mut unlisted, mut refuted) = (0, 0, Vec::new(), 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|own| own != "json") {
            continue;
        }
        files += 1;
        // What has too many profiles to be listed has no curves.
        let Ok(instance) = InstanceDecl::load(&path) else {
            unlisted.push(path.file_stem().unwrap().to_owned());
            continue;
        };
        let prior = instance.prior().unwrap();
        for mechanism in instance.mechanisms() {
            for (objective, ball) in [Standard::Revenue, Standard::Welfare]
                .into_iter()
                .flat_map(|objective| [Ball::All, Ball::Support].map(|ball| (objective, ball)))
            {
                let performance = Performance::new(&objective, mechanism.table()).unwrap();
                let curve = Extremes::over(performance.clone(), prior, ball).unwrap().least;
                let corners = curve.points().iter().map(|point| point.delta.clone());
                let random = (0..3).map(|_| generator.fraction());
                for delta in corners.chain(random.collect::<Vec<_>>()) {
                    let (claimed, found) =
                        (curve.at(&delta), least(performance.values(), prior, &delta, ball));
                    assert_eq!(claimed, found, "{} {objective:?} {ball:?} {delta}", path.display());
                    compared += 1;
                    // Wrong: a straight line from the one end to the other.
                    let ends = [&curve.points()[0].value, &curve.points().last().unwrap().value];
                    refuted += usize::from(ends[0] + (ends[1] - ends[0]) * &delta != found);
                }
            }
        }
    }
    assert_eq!(unlisted, ["hundred_bidders"]);
    assert!(files > 15 && compared > 500 && refuted > 100, "{files} {compared} {refuted}");
}
