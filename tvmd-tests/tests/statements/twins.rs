//! Twins: a smaller constant, a coupling that isn't optimal, a mechanism that isn't the paper's.

use num_traits::{One, Zero};
use tvmd_core::exact::ratio;
use tvmd_core::paper::{
    Case, Comparison, Entry, Statement, definition_1, definition_2, lemma_1, lemma_2, statements,
};
use tvmd_core::prior::{Distribution, TotalVariation, distance};
use tvmd_core::search::{Options, audit, hunt};
use tvmd_core::{Rational, paper};

fn refuted(statement: &dyn Statement) -> Comparison {
    let found = hunt(statement, &Options::default(), &mut |_| {});
    let (comparison, _) = found.violation.unwrap_or_else(|| panic!("{} survived", statement.entry().id));
    comparison
}

#[test]
fn the_statements_themselves_survive_and_are_not_vacuous() {
    for row in audit(statements(), &Options::default(), &mut |_, _| {}) {
        assert!(!row.search.violated, "{}", row.id);
        assert!(row.search.instances > row.search.vacuous, "{}: {} vacuous", row.id, row.search.vacuous);
        assert_eq!(row.search.best_ratio.unwrap().0, Rational::one(), "{} is attained", row.id);
    }
}

/// Lemma 2 with its constant lowered by 2%.
struct SmallerConstant;

impl Statement for SmallerConstant {
    fn entry(&self) -> Entry {
        lemma_2::Lemma2.entry()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        let mut comparisons = lemma_2::Lemma2.check(case);
        for comparison in &mut comparisons {
            comparison.right *= ratio(98, 100);
        }
        comparisons
    }
    fn sharpen(&self, case: Case) -> Case {
        lemma_2::Lemma2.sharpen(case)
    }
}

#[test]
fn lemma_2_with_a_smaller_constant_is_refuted() {
    let comparison = refuted(&SmallerConstant);
    assert!(comparison.slack() < Rational::zero());
}

/// Definition 1 with only single points as events.
struct EventsOfOnePoint;

impl Statement for EventsOfOnePoint {
    fn entry(&self) -> Entry {
        definition_1::Definition1.entry()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        let supremum = (0..p.len()).map(|point| distance::event_gap(p, q, |own| own == point)).max().unwrap();
        vec![Comparison::equal("one point", supremum, TotalVariation::between(p, q).value)]
    }
}

/// Definition 2 with the coupling that draws both sides independently.
struct IndependentCoupling;

fn differ_independently(p: &Distribution, q: &Distribution) -> Rational {
    let meet: Rational = (0..p.len()).map(|point| p.mass(point) * q.mass(point)).sum();
    Rational::one() - meet
}

impl Statement for IndependentCoupling {
    fn entry(&self) -> Entry {
        definition_2::Definition2.entry()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        vec![Comparison::equal(
            "independent",
            differ_independently(p, q),
            TotalVariation::between(p, q).value,
        )]
    }
}

/// Lemma 1 with dual functions in [-1/2, 1/2] replaced by functions in [0, 1/2].
struct HalfTheDual;

impl Statement for HalfTheDual {
    fn entry(&self) -> Entry {
        lemma_1::Lemma1.entry()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        let distance = TotalVariation::between(p, q);
        let dual: Vec<Rational> =
            (0..p.len()).map(|point| distance.dual(point).max(Rational::zero())).collect();
        vec![Comparison::equal("half the dual", p.expectation(&dual) - q.expectation(&dual), distance.value)]
    }
}

#[test]
fn broken_forms_of_the_distance_are_refuted() {
    refuted(&EventsOfOnePoint);
    refuted(&IndependentCoupling);
    refuted(&HalfTheDual);
}

/// The example after Theorem 2 with first refusal at 7/4 instead of 3/2: then the high first bidder prefers to lie.
struct OtherPrice;

impl Statement for OtherPrice {
    fn entry(&self) -> Entry {
        paper::example_theorem_2::ExampleTheorem2.entry()
    }
    fn is_general(&self) -> bool {
        false
    }
    fn examples(&self) -> Vec<Case> {
        let example = include_str!("../../../examples/instances/gallery.json")
            .replace(r#""pays": { "First": "3/2" }"#, r#""pays": { "First": "7/4" }"#);
        let instance = tvmd_core::model::Instance::from_json(&example).unwrap().resolve().unwrap();
        let cases = paper::example_theorem_2::ExampleTheorem2.examples();
        let table = instance.mechanism("FirstRefusal").unwrap().outcomes();
        cases.into_iter().map(|case| Case { table: table.clone(), ..case }).collect()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        paper::example_theorem_2::ExampleTheorem2.check(case)
    }
}

#[test]
fn the_two_bidder_example_with_another_price_is_refuted() {
    refuted(&OtherPrice);
}
