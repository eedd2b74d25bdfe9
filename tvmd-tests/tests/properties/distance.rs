//! Total variation distance: four forms, one number; certificates prove it and nothing else.

use super::resolved;
use num_traits::{One, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tvmd_core::exact::ratio;
use tvmd_core::prior::distance::{event_gap, half_l1};
use tvmd_core::prior::{Distribution, TotalVariation};
use tvmd_core::{Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::naive::distance as naive;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Two distributions on the profiles of a random setting, with what the engine says about them.
struct Pair {
    p: Distribution,
    q: Distribution,
    masses: (Vec<Rational>, Vec<Rational>),
    found: TotalVariation,
}

impl Pair {
    fn of(instance: &model::InstanceDecl) -> Result<Self, TestCaseError> {
        let instance = resolved(instance)?;
        let (prior, hat) = (instance.prior().unwrap(), instance.prior_hat().unwrap());
        let (p, q) = (prior.distribution().clone(), hat.distribution().clone());
        let masses = (p.masses().collect(), q.masses().collect());
        Ok(Self { found: prior.total_variation(hat).unwrap(), p, q, masses })
    }

    fn certified(&self, claim: &TotalVariation) -> bool {
        claim.certifies(&self.p, &self.q)
    }
}

#[test]
fn the_four_forms_agree() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let Pair { p, q, masses: (ps, qs), found } = Pair::of(instance)?;
        let value = found.value.clone();
        prop_assert_eq!(&naive::over_events(&ps, &qs), &value);
        prop_assert_eq!(&naive::half_l1(&ps, &qs), &value);
        prop_assert_eq!(&naive::probability_of_difference(&found.coupling), &value);
        prop_assert_eq!(&naive::over_functions(&ps, &qs), &value);
        prop_assert_eq!(&half_l1(&p, &q), &value);
        prop_assert_eq!(&event_gap(&p, &q, |point| found.event[point]), &value);
        prop_assert_eq!(&found.dual_gap(&p, &q), &value);
        tally.case();
        tally.kind("distance strictly between 0 and 1", !value.is_zero() && !value.is_one());
        Ok(())
    };
    check("distance-forms", 600, &generate::two_priors(Limits::SMALL), property);
    tally.require("distance-forms", &[("distance strictly between 0 and 1", 30)]);
}

#[test]
fn certificates_prove_the_distance() {
    let property = |instance: &model::InstanceDecl| {
        let pair = Pair::of(instance)?;
        prop_assert!(pair.certified(&pair.found));
        prop_assert_eq!(&naive::marginals(&pair.found.coupling, pair.p.len()), &pair.masses);
        prop_assert!(pair.found.coupling.iter().all(|(_, _, mass)| *mass > Rational::zero()));
        prop_assert!(pair.found.coupling.len() < 3 * pair.p.len());
        prop_assert_eq!(&naive::half_l1(&pair.masses.0, &pair.masses.1), &pair.found.value);

        let swapped = TotalVariation::between(&pair.q, &pair.p);
        prop_assert_eq!(&swapped.value, &pair.found.value);
        prop_assert_eq!(swapped.certifies(&pair.p, &pair.q), pair.p == pair.q);
        Ok(())
    };
    check("distance-certificates", 400, &generate::two_priors(Limits::ALL), property);
}

#[test]
fn spoilt_certificates_prove_nothing() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let pair = Pair::of(instance)?;
        let (ps, qs) = &pair.masses;
        for position in 0..pair.found.coupling.len() {
            for change in [ratio(1, 97), ratio(-1, 97)] {
                let mut spoilt = pair.found.clone();
                spoilt.coupling[position].2 += change;
                prop_assert!(!pair.certified(&spoilt), "mass {}", position);
            }
            let mut spoilt = pair.found.clone();
            spoilt.coupling.remove(position);
            prop_assert!(!pair.certified(&spoilt), "without pair {}", position);
        }
        for point in 0..ps.len() {
            let mut flipped = pair.found.clone();
            flipped.event[point] = !flipped.event[point];
            prop_assert_eq!(pair.certified(&flipped), ps[point] == qs[point], "event at {}", point);
        }
        for wrong in [&pair.found.value + ratio(1, 1_000_003), &pair.found.value / ratio(2, 1) + ratio(1, 7)]
        {
            let claim = TotalVariation { value: wrong.clone(), ..pair.found.clone() };
            prop_assert_eq!(pair.certified(&claim), wrong == pair.found.value);
        }
        let independent = naive::independent_coupling(ps, qs);
        let differs = naive::probability_of_difference(&independent);
        prop_assert!(differs >= pair.found.value);
        let independent = TotalVariation { coupling: independent, ..pair.found.clone() };
        prop_assert!(independent.is_coupling(&pair.p, &pair.q));
        prop_assert_eq!(pair.certified(&independent), differs == pair.found.value);
        let consistent = TotalVariation { value: differs.clone(), ..independent };
        prop_assert_eq!(pair.certified(&consistent), differs == pair.found.value, "no dual for it");
        tally.case();
        tally.kind("some event bit decides", ps != qs);
        tally.kind("the independent coupling isn't optimal", differs != pair.found.value);
        Ok(())
    };
    let limits = Limits { types: 3, ..Limits::SMALL };
    check("distance-spoilt", 400, &generate::two_priors(limits), property);
    tally.require(
        "distance-spoilt",
        &[("some event bit decides", 50), ("the independent coupling isn't optimal", 15)],
    );
}
