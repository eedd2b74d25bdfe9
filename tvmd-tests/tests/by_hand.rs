//! Rules that are written by hand, with typed profiles: a truthful one, its broken twin, and an impossible one.
#![allow(clippy::unwrap_used, reason = "a failed test")]

use std::sync::Arc;
use tvmd::TypeId;
use tvmd::kernel::{Dsic, ExPostIr, Kept, Proof, lemma6};
use tvmd::mechanism::{OutcomeError, TableError};
use tvmd::model::{InstanceDecl, MechanismDecl};
use tvmd::prelude::*;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 3;
        agent First:  additive { Low = 1, Middle = 2, High = 3 }
        agent Second: additive { Low = 1, Middle = 2, High = 3 }
        prior independent { First { Low: 1/2, High: 1/2 } Second uniform }
    }

    mechanism Declared in Gallery { second_price; claims dsic; }
    mechanism Vickrey in Gallery { by vickrey; claims ex_post_ir, dsic, bic at test; }
    mechanism PayYourReport in Gallery { by pay_your_report; claims ex_post_ir, not dsic, bic(2) at test; }
    mechanism Impossible in Gallery { by impossible; }
}

/// The winner and the loser, by name.
fn ranked(reports: gallery::Profile) -> (gallery::Agent, Rational, Rational) {
    use gallery::{Agent, Item};
    let [first, second] = [reports.first.value(Item::Painting), reports.second.value(Item::Painting)];
    if first >= second { (Agent::First, first, second) } else { (Agent::Second, second, first) }
}

fn vickrey(reports: gallery::Profile) -> Outcome {
    let (winner, highest, second) = ranked(reports);
    if highest == ratio!(0) {
        return Gallery::nothing();
    }
    Gallery::sale(winner, gallery::Item::Painting, second)
}

/// The twin: the winner pays her own bid.
fn pay_your_report(reports: gallery::Profile) -> Outcome {
    let (winner, highest, _) = ranked(reports);
    if highest == ratio!(0) {
        return Gallery::nothing();
    }
    Gallery::sale(winner, gallery::Item::Painting, highest)
}

/// Charges First more than the bound when both are High.
fn impossible(reports: gallery::Profile) -> Outcome {
    use gallery::{Agent, First, Item, Profile, Second};
    match reports {
        Profile { first: First::High, second: Second::High } => {
            Gallery::sale(Agent::First, Item::Painting, ratio!(4))
        }
        _ => Gallery::nothing(),
    }
}

#[test]
fn the_rule_by_hand_is_the_declared_one() {
    assert!(Vickrey.table().unwrap().same_outcomes(Declared.table()));
    assert!(!PayYourReport.table().unwrap().same_outcomes(Declared.table()));
    for profile in gallery::Profile::all() {
        assert_eq!(Vickrey.outcome(profile), Declared.outcome(profile));
    }
    assert_eq!(Vickrey.incentives(&Gallery::prior()).unwrap(), Declared.incentives(&Gallery::prior()));
}

#[test]
fn its_twin_is_refuted() {
    let report = PayYourReport.incentives(&Gallery::prior()).unwrap();
    let witness = report.dsic.witness.unwrap();
    let (agent, own) = (gallery::Agent::try_from(witness.agent), witness.own);
    assert_eq!(
        (agent, gallery::First::try_from(TypeId(own))),
        (Ok(gallery::Agent::First), Ok(gallery::First::High))
    );
    assert_eq!(witness.gain, ratio!(2));
    assert!(Proof::<Dsic, _>::check(&Vickrey).is_ok() && Proof::<Dsic, _>::check(&PayYourReport).is_err());
}

#[test]
#[should_panic(expected = "PayYourReport: `dsic` is false\nFirst of type High gains 2")]
fn a_false_claim_fails_its_test() {
    tvmd::__private::assert_claims_by(&PayYourReport, "ex_post_ir, dsic");
}

#[test]
#[should_panic(expected = "Impossible is impossible at (High, High): First pays 4, outside [-3, 3]")]
fn claims_about_something_impossible_fail_their_test() {
    tvmd::__private::assert_claims_by(&Impossible, "not dsic");
}

#[test]
fn what_is_impossible_is_an_error() {
    let TableError { reports, error, .. } = Impossible.table().unwrap_err();
    assert_eq!((reports.as_str(), error), ("(High, High)", OutcomeError::PaymentOutOfRange(0, ratio!(4))));
    assert!(Impossible.incentives(&Gallery::prior()).is_err());
    assert!(Impossible.incentives(&PriorOf::uniform()).is_err());
    let twice = Gallery::sales(
        [gallery::Agent::First, gallery::Agent::Second]
            .map(|agent| (agent, gallery::Item::Painting, ratio!(0))),
    );
    assert_eq!(twice, Err(OutcomeError::GivenTwice { item: 0, agents: (0, 1) }));
}

/// Its table can be said in the format, and means the same there.
#[test]
fn its_table_is_a_file() {
    let mut file = InstanceDecl::from_json(Gallery::JSON).unwrap();
    assert_eq!(file.mechanisms.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Declared"]);
    let rule = Vickrey.table().unwrap().to_model();
    file.mechanisms.0.push(("Vickrey".to_owned(), MechanismDecl { rule, claims: Vec::new() }));
    let read = InstanceDecl::from_json(&file.to_json()).unwrap().resolve().unwrap();
    assert!(read.mechanism("Vickrey").unwrap().table().same_outcomes(Vickrey.table().unwrap()));
}

#[test]
fn parameters_are_fields_of_a_rule() {
    struct Reserve(Rational);
    impl MechanismIn<Gallery> for Reserve {
        fn outcome(&self, reports: gallery::Profile) -> Outcome {
            let (winner, highest, second) = ranked(reports);
            if highest < self.0 || highest == ratio!(0) {
                return Gallery::nothing();
            }
            Gallery::sale(winner, gallery::Item::Painting, second.max(self.0.clone()))
        }
    }
    let revenue = |reserve: Rational| {
        let mechanism = ByHand::new(format!("Reserve{reserve}"), Reserve(reserve));
        let table = mechanism.table().unwrap();
        assert!(mechanism.incentives(&Gallery::prior()).unwrap().dsic.holds);
        Performance::new(&Revenue, &table).unwrap().expectation(&Gallery::prior()).unwrap()
    };
    // First is worth 1 or 3, Second 1, 2 or 3: without a reserve the lower of both expects 1/2 · 1 + 1/2 · 2.
    assert_eq!([ratio!(0), ratio!(2), ratio!(3)].map(revenue), [ratio!(3 / 2), ratio!(11 / 6), ratio!(2)]);
    let closure = ByHand::<Gallery, _>::new("Closure", |_: gallery::Profile| Gallery::nothing());
    assert_eq!(closure.outcome((gallery::First::High, gallery::Second::Low)).revenue(), ratio!(0));
}

/// Everything that takes a mechanism takes what points to one.
#[test]
fn pointers_are_mechanisms() {
    fn name_and_outcomes(mechanism: impl Mechanism) -> (String, usize) {
        (mechanism.name().to_owned(), mechanism.table().unwrap().outcomes().len())
    }
    let borrowed: &dyn Mechanism = &Vickrey;
    let shared: Arc<dyn Mechanism> = Arc::new(Vickrey);
    let boxed: Box<dyn Mechanism> = Box::new(Vickrey);
    let expected = name_and_outcomes(Vickrey);
    assert_eq!(
        [name_and_outcomes(borrowed), name_and_outcomes(shared), name_and_outcomes(boxed)]
            .map(|found| found == expected),
        [true; 3]
    );
    let kept = Kept::all(Gallery::setting()).only(gallery::Agent::First, [gallery::First::Low]);
    assert!(
        lemma6(
            Proof::<Dsic, _>::check(&&Vickrey).unwrap(),
            Proof::<ExPostIr, _>::check(&&Vickrey).unwrap(),
            kept
        )
        .is_ok()
    );
}

tvmd::theorems!(Vickrey, PayYourReport);
