//! Theorems 1 to 4 and Observation 1 as functions of proofs: their certificates, against numbers worked out by hand.

use num_traits::{One, Zero};
use tvmd_core::exact::ratio;
use tvmd_core::kernel::{Bic, Dsic, ExPostIr, Kept, Mismatch, Proof, lemma6};
use tvmd_core::model::InstanceDecl as Model;
use tvmd_core::objective::{Custom, Revenue, Welfare};
use tvmd_core::tv_robustness::{observation1, theorem1, theorem2, theorem3, theorem4};
use tvmd_core::{Instance, Prior, Profile, Rational};

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

/// First refusal is best for the gallery's prior, among BIC mechanisms too. Where both bidders are high or both low with 1/4 + 1/20
/// each, the priors are 1/10 apart, and it makes 3/2 · 1/2 + 2 · 1/5 + 1 · 3/10 = 29/20.
#[test]
fn theorem_3_for_first_refusal() {
    let gallery = gallery();
    let refusal = gallery.mechanism("FirstRefusal").unwrap().clone();
    let product = gallery.prior().unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&refusal).unwrap();
    let bic = Proof::<Bic, _>::check(&refusal, product).unwrap();
    let correlated = alike(&gallery, ratio(1, 20));
    let theorem = theorem3(&ex_post_ir, &bic, &correlated, &Rational::one()).unwrap();
    let revenue = &theorem.revenue;
    assert_eq!([&revenue.delta, &revenue.alpha], [&ratio(1, 10), &ratio(1, 1)]);
    assert_eq!([&revenue.optimum_product, &revenue.revenue], [&ratio(3, 2), &ratio(29, 20)]);
    assert!(revenue.slack() >= Rational::zero() && revenue.promised_at(&ratio(1, 2)) <= revenue.revenue);
    // A correlated prior can be exploited: more can be earned under it than first refusal does.
    assert!(revenue.optimum > revenue.revenue);
    // At distance 0 all of the share is promised.
    let same = theorem3(&ex_post_ir, &bic, product, &Rational::one()).unwrap();
    assert_eq!((same.revenue.promised(), same.revenue.slack()), (ratio(3, 2), ratio(0, 1)));
    // And the proof must be about a product.
    let elsewhere = gallery.mechanism("Posted").unwrap().clone();
    let dsic = Proof::<Dsic, _>::check(&elsewhere).unwrap().under(&correlated).unwrap();
    let posted_ir = Proof::<ExPostIr, _>::check(&elsewhere).unwrap();
    let refused = theorem3(posted_ir, dsic, product, &Rational::one());
    assert_eq!(refused.unwrap_err(), Mismatch::NotIndependent);
}

/// The gallery's prior with `moved` more at (Low, Low) and at (High, High), and so much less at each of the others.
fn alike(gallery: &Instance, moved: Rational) -> Prior {
    let quarter = ratio(1, 4);
    let atoms = [(1, 1), (1, 2), (2, 1), (2, 2)].map(|(first, second)| {
        let mass = if first == second { &quarter + &moved } else { &quarter - &moved };
        (Profile::new(vec![first, second]), mass)
    });
    Prior::joint(gallery.setting(), atoms).unwrap()
}

/// If only the marginals are known, a price of 3/2 sells where somebody is high, and the worst is that both always are at once:
/// 3/4 at 1/2, and 3/5 at 2/5.
#[test]
fn theorem_4_for_a_posted_price() {
    let gallery = gallery();
    let posted = gallery.mechanism("Posted").unwrap().clone();
    let dsic = Proof::<Dsic, _>::check(&posted).unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&posted).unwrap();
    let theorem =
        theorem4(&dsic, &ex_post_ir, Revenue, gallery.prior().unwrap(), &lower(&gallery, &ratio(1, 10)))
            .unwrap();
    assert_eq!([&theorem.guarantee, &theorem.guarantee_hat], [&ratio(3, 4), &ratio(3, 5)]);
    assert_eq!(theorem.distances, [ratio(1, 10), ratio(1, 10)]);
    assert!(theorem.slack() >= Rational::zero() && theorem.promised() < theorem.guarantee_hat);
    assert!(theorem.to_string().starts_with("guarantee = 3/5 ≥ "), "{theorem}");
}

#[test]
fn observation_1_up_to_its_distance() {
    let gallery = gallery();
    let posted = gallery.mechanism("Posted").unwrap().clone();
    let dsic = Proof::<Dsic, _>::check(&posted).unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&posted).unwrap();
    let product = gallery.prior().unwrap();
    let near = alike(&gallery, ratio(1, 20));
    let half = observation1(&dsic, &ex_post_ir, Revenue, product, &near).unwrap();
    assert_eq!(half.promised(), &half.theorem.optimum_hat * ratio(3, 8));
    assert!(half.slack() >= Rational::zero() && half.theorem.delta <= half.reach());
    let far = alike(&gallery, ratio(1, 4));
    let refused = observation1(&dsic, &ex_post_ir, Revenue, product, &far).unwrap_err();
    let Mismatch::TooFar(numbers) = &refused else { panic!("{refused}") };
    assert!(numbers.0 == ratio(1, 2) && numbers.1 < ratio(1, 2), "{refused}");
}

/// A mechanism that pays everybody to come makes no share of what can be made.
#[test]
fn theorems_refuse_mechanisms_that_make_less_than_nothing() {
    let gift = Model::from_json(
        r#"{ "tvmd": 1,
             "setting": { "name": "Shop", "items": ["Tea"], "bound": 1, "agents": [
                 { "name": "Guest", "valuation": "additive", "types": [ { "name": "One", "values": { "Tea": 1 } } ] } ] },
             "prior": "uniform",
             "mechanisms": { "Gift": { "outcomes": [
                 { "when": ["One"], "pays": { "Guest": -1 } }, { "when": ["_"] } ] } } }"#,
    );
    let gift = gift.unwrap().resolve().unwrap();
    let (mechanism, prior) = (gift.mechanism("Gift").unwrap().clone(), gift.prior().unwrap());
    let ex_post_ir = Proof::<ExPostIr, _>::check(&mechanism).unwrap();
    let bic = Proof::<Bic, _>::check(&mechanism, prior).unwrap();
    let refused = theorem3(&ex_post_ir, bic, prior, &Rational::one()).unwrap_err();
    assert_eq!(refused, Mismatch::Negative(-Rational::one()));
}
