//! The kernel: lemmas conclude what is so, and what doesn't go together isn't put together.

use num_traits::{One, Zero};
use std::sync::atomic::{AtomicBool, Ordering};
use tvmd_core::case::Generator;
use tvmd_core::exact::ratio;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::kernel::{
    Bic, Dsic, EpsBic, EpsQBic, ExPostIr, Kept, Mismatch, Proof, Unproved, lemma4, lemma6, lemma7, lemma8,
};
use tvmd_core::mechanism::TableError;
use tvmd_core::model::InstanceDecl as Model;
use tvmd_core::tv_robustness::lemma5;
use tvmd_core::{Declared, Instance, Mechanism, Outcome, Prior, Profile, Rational, Setting, Table};

fn gallery() -> Instance {
    Model::from_json(include_str!("../../../examples/instances/gallery.json")).unwrap().resolve().unwrap()
}

fn declared(instance: &Instance, name: &str) -> Declared {
    instance.mechanism(name).unwrap().clone()
}

/// First refusal or posted prices, as a switch says.
struct Switched {
    posted: Declared,
    refusal: Declared,
    refuses: AtomicBool,
}

impl Mechanism for Switched {
    fn name(&self) -> &'static str {
        "switched"
    }
    fn setting(&self) -> &Setting {
        self.posted.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        if self.refuses.load(Ordering::Relaxed) {
            self.refusal.outcome(reports)
        } else {
            self.posted.outcome(reports)
        }
    }
    /// Says it is the truthful one whatever it does.
    fn table(&self) -> Result<Table, TableError> {
        Ok(self.posted.table().clone())
    }
}

fn switched() -> Switched {
    let gallery = gallery();
    let [posted, refusal] = ["Posted", "FirstRefusal"].map(|name| declared(&gallery, name));
    Switched { posted, refusal, refuses: AtomicBool::new(false) }
}

#[test]
fn proofs_of_a_mechanism_that_changed_between_them_dont_go_together() {
    let mechanism = switched();
    let dsic = Proof::<Dsic, _>::check(&mechanism).unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&mechanism).unwrap();
    let all = Kept::all(mechanism.setting());
    assert!(lemma6(&dsic, &ex_post_ir, all.clone()).is_ok());
    mechanism.refuses.store(true, Ordering::Relaxed);
    let later = Proof::<ExPostIr, _>::check(&mechanism).unwrap();
    assert_eq!(lemma6(dsic, later, all).unwrap_err(), Mismatch::Tables);
}

#[test]
fn a_table_that_a_mechanism_only_boasts_of_is_not_believed() {
    let mechanism = switched();
    mechanism.refuses.store(true, Ordering::Relaxed);
    let Err(Unproved::Refuted(witness)) = Proof::<Dsic, _>::check(&mechanism) else { panic!("believed") };
    assert_eq!(witness.gain, ratio(1, 2));
}

#[test]
fn priors_and_types_of_another_setting_are_refused() {
    let gallery = gallery();
    let posted = declared(&gallery, "Posted");
    let other = Model::from_json(include_str!("../../../examples/instances/point_mass.json"))
        .unwrap()
        .resolve()
        .unwrap();
    let dsic = Proof::<Dsic, _>::check(&posted).unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&posted).unwrap();
    assert!(matches!(dsic.under(other.prior().unwrap()), Err(Mismatch::Setting(_))));
    assert!(matches!(lemma6(&dsic, &ex_post_ir, Kept::all(other.setting())), Err(Mismatch::Setting(_))));
    let bic = dsic.under(gallery.prior().unwrap()).unwrap();
    let elsewhere = lemma4(&ex_post_ir, &bic, other.prior().unwrap(), &Rational::one());
    assert!(matches!(elsewhere, Err(Mismatch::Setting(_))));
    assert!(matches!(Proof::<Bic, _>::check(&posted, other.prior().unwrap()), Err(Unproved::Unfit(_))));
}

/// Under random priors near its own, first refusal is never worse than Lemma 4 says, with the sharp constant; and the proof
/// is about the other prior.
#[test]
fn lemma_4_concludes_what_is_so() {
    let gallery = gallery();
    let refusal = declared(&gallery, "FirstRefusal");
    let prior = gallery.prior().unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&refusal).unwrap();
    let bic = Proof::<Bic, _>::check(&refusal, prior).unwrap();
    let mut generator = Generator::new(31);
    let mut violated = 0;
    for _ in 0..300 {
        let near: Prior = generator.near(prior);
        let report = IncentiveReport::of(bic.table(), Some(&near)).unwrap().bic.unwrap();
        violated += usize::from(!report.verdict.holds);
        for q in [ratio(1, 10), ratio(1, 2), ratio(1, 1)] {
            let proof: Proof<EpsQBic, _> = lemma4(&ex_post_ir, &bic, &near, &q).unwrap();
            assert_eq!(proof.prior(), Some(&near));
            assert!(report.frontier.smallest_epsilon(&q) <= *proof.property().epsilon());
            let exact = Proof::<EpsQBic, _>::check(&refusal, &near, &q).unwrap();
            assert!(exact.property().epsilon() <= proof.property().epsilon());
        }
    }
    assert!(violated > 50, "only {violated} of the priors make anyone lie");
}

#[test]
fn what_is_no_probability_is_refused() {
    let gallery = gallery();
    let refusal = declared(&gallery, "FirstRefusal");
    let prior = gallery.prior().unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&refusal).unwrap();
    let bic = Proof::<Bic, _>::check(&refusal, prior).unwrap();
    let lemma4 = |q: &Rational| lemma4(&ex_post_ir, &bic, prior, q);
    let check = |q: &Rational| Proof::<EpsQBic, _>::check(&refusal, prior, q);
    for q in [ratio(-1, 2), ratio(3, 2)] {
        assert_eq!(lemma4(&q).unwrap_err(), Mismatch::Probability(q.clone()));
        assert_eq!(check(&q).unwrap_err(), Unproved::Probability(q));
    }
    let none = Rational::zero();
    let error = lemma4(&none).unwrap_err();
    assert_eq!(error.to_string(), "q is a probability above 0 and at most 1, and 0 isn't");
    assert!(check(&none).is_ok() && check(&Rational::one()).is_ok() && lemma4(&Rational::one()).is_ok());
}

/// The twin: without BIC the conclusion fails, since at distance 0 it would say that nobody gains.
#[test]
fn lemma_4_needs_its_hypothesis() {
    let gallery = gallery();
    let moved = Model::from_json(include_str!("../../../examples/instances/gallery_moved.json")).unwrap();
    let moved = moved.resolve().unwrap();
    let refusal = declared(&gallery, "FirstRefusal");
    assert!(matches!(Proof::<Bic, _>::check(&refusal, moved.prior().unwrap()), Err(Unproved::Refuted(_))));
    let report = IncentiveReport::of(refusal.table(), moved.prior()).unwrap().bic.unwrap();
    assert!(report.frontier.smallest_epsilon(&Rational::zero()) > Rational::zero());
}

/// Lemmas 7 and 5: extensions of auctions are ex-post IR, and what they let anyone gain is within what is proved.
#[test]
fn lemmas_7_and_5_conclude_what_is_so() {
    let gallery = gallery();
    let (prior, setting) = (gallery.prior().unwrap().product_of_marginals(), gallery.setting());
    let mut generator = Generator::new(7);
    let (mut gained, mut replaced) = (0, 0);
    for name in ["Posted", "FirstRefusal"] {
        let auction = declared(&gallery, name);
        let ex_post_ir = Proof::<ExPostIr, _>::check(&auction).unwrap();
        for _ in 0..150 {
            let near = generator.near(&prior).product_of_marginals();
            let agent = generator.position(2);
            let kept = Kept::all(setting).only(tvmd_core::AgentId(agent), [1 + generator.position(2)]);
            let extended = lemma7(&ex_post_ir, &kept, &prior, &near).unwrap();
            Proof::<ExPostIr, _>::check(&extended.mechanism).unwrap();
            let exact = Proof::<EpsBic, _>::check(&extended.mechanism, &near).unwrap();
            gained += usize::from(!exact.property().epsilon().is_zero());
            assert!(exact.property().epsilon() <= extended.eps_bic.property().epsilon());
            for q in [ratio(0, 1), ratio(1, 4), ratio(1, 1)] {
                let eps_q_bic = Proof::<EpsQBic, _>::check(&auction, &near, &q).unwrap();
                let nearly = lemma5(&ex_post_ir, eps_q_bic).unwrap();
                let exact = Proof::<EpsBic, _>::check(&nearly.mechanism, &near).unwrap();
                assert!(exact.property().epsilon() <= nearly.eps_bic.property().epsilon());
                assert!(*nearly.eps_bic.property().epsilon() <= nearly.most_gained(), "{nearly}");
                assert!(nearly.loss() <= nearly.most_lost(), "{nearly}");
                assert!(nearly.replaced.iter().all(|mass| *mass <= q), "{nearly}");
                replaced += usize::from(nearly.loss() > Rational::zero());
            }
        }
    }
    assert!(gained > 10, "only {gained} of the extensions make anyone lie");
    assert!(replaced > 10, "only {replaced} of the nearly BIC auctions earn less");
}

/// The twin: for a correlated prior there is no such lemma.
#[test]
fn lemma_7_refuses_correlated_priors() {
    let gallery = gallery();
    let posted = declared(&gallery, "Posted");
    let ex_post_ir = Proof::<ExPostIr, _>::check(&posted).unwrap();
    let profile = |reported| Profile::new(vec![reported; 2]);
    let atoms = [(profile(1), ratio(1, 2)), (profile(2), ratio(1, 2))];
    let correlated = Prior::joint(gallery.setting(), atoms).unwrap();
    let refused = lemma7(ex_post_ir, &Kept::all(gallery.setting()), &correlated, &correlated);
    assert_eq!(refused.unwrap_err(), Mismatch::NotIndependent);
}

/// Lemma 8 on one buyer, worth 2 or 1, who pays 3/2 or 1 for the painting: the former gains 1/2 by reporting the latter, and a
/// truthful mechanism earns 1 at most.
#[test]
fn lemma_8_makes_a_tempting_sale_truthful() {
    let tempting = Model::from_json(
        r#"{ "tvmd": 1,
             "setting": { "name": "Shop", "items": ["Tea"], "bound": 2, "agents": [
                 { "name": "Buyer", "valuation": "additive",
                   "types": [ { "name": "Low", "values": { "Tea": 1 } }, { "name": "High", "values": { "Tea": 2 } } ] } ] },
             "prior": "uniform",
             "mechanisms": { "Tempting": { "outcomes": [
                 { "when": ["High"], "gets": { "Buyer": ["Tea"] }, "pays": { "Buyer": "3/2" } },
                 { "when": ["Low"], "gets": { "Buyer": ["Tea"] }, "pays": { "Buyer": 1 } },
                 { "when": ["_"] } ] } } }"#,
    );
    let tempting = tempting.unwrap().resolve().unwrap();
    let sale = declared(&tempting, "Tempting");
    let prior = tempting.prior().unwrap();
    let ex_post_ir = Proof::<ExPostIr, _>::check(&sale).unwrap();
    assert!(matches!(Proof::<Bic, _>::check(&sale, prior), Err(Unproved::Refuted(_))));
    let repriced = lemma8(&ex_post_ir, prior).unwrap();
    Proof::<Bic, _>::check(&repriced.mechanism, prior).unwrap();
    let account = &repriced.account;
    assert_eq!(
        [account.before(), account.after(), account.epsilon()],
        [ratio(5, 4), ratio(1, 1), ratio(1, 2)]
    );
    let words = "revenue 5/4 → 1, promised 1/3; loss 1/4 ≤ 2n√(Hε) = √(4), ε = 1/2\n  \
                 Buyer pays 5/4 → 1, promised 1/3, gained 1/4 by lying";
    assert_eq!(account.to_string(), words);
}
