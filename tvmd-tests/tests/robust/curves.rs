//! The curves of all example files: a program over priors says the same at every corner and between corners, exactly.

use num_traits::{One, Zero};
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

/// Values with their probabilities, one for each profile that priors reach; of many profiles, one for each value.
fn atoms(values: &[Rational], prior: &Prior, ball: Ball) -> Vec<(Rational, Rational)> {
    let masses = values.iter().cloned().zip(prior.distribution().masses());
    let reached = masses.filter(|(_, mass)| ball == Ball::All || !mass.is_zero());
    if values.len() <= MANY {
        return reached.collect();
    }
    let mut likely: BTreeMap<Rational, Rational> = BTreeMap::new();
    for (value, mass) in reached {
        *likely.entry(value).or_default() += mass;
    }
    likely.into_iter().collect()
}

/// The least expectation within `delta`: a program over what each value's probability becomes.
fn least(atoms: &[(Rational, Rational)], delta: &Rational) -> Rational {
    let (mut program, zero, one) = (Program::new(), Rational::zero, Rational::one);
    let (mut all, mut more) = (Vec::new(), Vec::new());
    for (value, before) in atoms {
        let mass = program.variable(Some(zero()), None, -value);
        let added = program.variable(Some(zero()), None, zero());
        program.row([(mass, one()), (added, -one())], Relation::AtMost, before.clone()).unwrap();
        all.push((mass, one()));
        more.push((added, one()));
    }
    program.row(all, Relation::Equal, one()).unwrap();
    program.row(more, Relation::AtMost, delta.clone()).unwrap();
    let solution = program.maximise();
    assert!(solution.certifies(&program));
    -solution.optimum().unwrap().value
}

#[test]
fn a_program_over_priors_says_the_same_of_all_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances");
    let mut generator = Generator::new(19);
    let (mut files, mut compared, mut unlisted, mut refuted) = (0, 0, Vec::new(), 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
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
                let atoms = atoms(performance.values(), prior, ball);
                let corners = curve.points().iter().map(|point| point.delta.clone());
                let random = (0..3).map(|_| generator.fraction());
                for delta in corners.chain(random.collect::<Vec<_>>()) {
                    let (claimed, found) = (curve.at(&delta), least(&atoms, &delta));
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
