//! Theorems 1 and 2 as functions of proofs: their certificates, against numbers worked out by hand.

use num_traits::{One, Zero};
use tvmd_core::exact::ratio;
use tvmd_core::kernel::{Bic, Dsic, ExPostIr, Kept, Mismatch, Proof, lemma6, theorem1, theorem2};
use tvmd_core::model::Instance as Model;
use tvmd_core::objective::{Custom, Revenue, Welfare};
use tvmd_core::{Instance, Prior, Rational};

fn gallery() -> Instance {
    Model::from_json(include_str!("../../../examples/instances/gallery.json")).unwrap().resolve().unwrap()
}

/// The gallery's prior with each bidder low with probability 1/2 + `moved`, independently.
fn lower(gallery: &Instance, moved: &Rational) -> Prior {
    let half = ratio(1, 2);
    let masses = vec![Rational::zero(), &half + moved, &half - moved];
    Prior::independent(gallery.setting(), &[masses.clone(), masses]).unwrap()
}

/// At a price of 3/2 somebody buys with probability 3/4, and 16/25 after the move: 24/25 is made. The move changes the
/// probabilities of the four profiles from 1/4 each to 9/25 (both low), 6/25 twice and 4/25: a distance of 11/100.
#[test]
fn theorem_1_for_a_posted_price() {
    let gallery = gallery();
    let posted = gallery.mechanism("Posted").unwrap().clone();
    let dsic = Proof::<Dsic, _>::check(&posted).unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&posted).unwrap();
    let prior = gallery.prior().unwrap();
    let near = lower(&gallery, &ratio(1, 10));
    let theorem = theorem1(&dsic, &ex_post_ir, Revenue, prior, &near).unwrap();
    assert_eq!((theorem.performance.clone(), theorem.performance_hat.clone()), (ratio(9, 8), ratio(24, 25)));
    assert_eq!(theorem.delta, ratio(11, 100));
    // A reserve of 2 makes 2 · 3/4, and the linear program says that nothing makes more.
    assert_eq!(theorem.optimum, ratio(3, 2));
    assert_eq!(theorem.alpha, ratio(3, 4));
    assert!(theorem.slack() >= Rational::zero());
    assert_eq!(theorem.width, ratio(2, 1));
    let line = theorem.to_string();
    assert!(line.starts_with("E = 24/25 ≥ 3/4·OPT − 7/4·V·δ = "), "{line}");
    let all = lemma6(&dsic, &ex_post_ir, Kept::all(gallery.setting())).unwrap();
    let extension = theorem1(&all, &all, Welfare, prior, &near).unwrap();
    assert_eq!(
        extension.performance_hat,
        theorem1(dsic, ex_post_ir, Welfare, prior, &near).unwrap().performance_hat
    );
}

#[test]
fn theorem_2_for_first_refusal() {
    let gallery = gallery();
    let refusal = gallery.mechanism("FirstRefusal").unwrap().clone();
    let prior = gallery.prior().unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&refusal).unwrap();
    let bic = Proof::<Bic, _>::check(&refusal, prior).unwrap();
    let near = lower(&gallery, &ratio(1, 10));
    let theorem = theorem2(&ex_post_ir, &bic, Revenue, &near, &Rational::one()).unwrap();
    // One item and nobody is paid: 2 · H · δ.
    assert_eq!(*theorem.incentives.property().epsilon(), ratio(2 * 2 * 11, 100));
    // High: 3/2; (Low, High): 2; (Low, Low): 1.
    assert_eq!(theorem.performance, ratio(3, 2));
    assert_eq!(theorem.performance_hat, ratio(36, 25));
    assert!(theorem.slack() >= Rational::zero());
    let line = theorem.to_string();
    assert!(line.starts_with("(11/25, 1)-BIC; E = 36/25 ≥ 3/2 − V·δ = 3/2 − 2·11/100 = 32/25"), "{line}");
    let lying = Custom::new("payments", (ratio(0, 1), ratio(1, 1)), |_, _, outcome| outcome.revenue());
    let refused = theorem2(ex_post_ir, bic, lying, &near, &Rational::one());
    assert!(matches!(refused, Err(Mismatch::Objective(_))));
}
