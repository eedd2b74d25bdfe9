//! Claims, verified as the macro verifies them: a false one is refused exactly when the naive implementation says that it is
//! false, and the message is the witness that the report has.

use super::resolved;
use num_traits::Zero;
use proptest::prelude::*;
use tvmd_core::claims::verify;
use tvmd_core::exact::ratio;
use tvmd_core::model;
use tvmd_core::model::{Claim, InstanceDecl, MechanismDecl as Written, Property, RuleDecl};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::naive::Naive;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// The instance with its sale written out as a table, one payment of it moved by a fifth of H, and a claim of DSIC.
fn moved(instance: &InstanceDecl, which: usize, up: bool) -> Option<InstanceDecl> {
    let resolved = instance.resolve().ok()?;
    let RuleDecl::Outcomes(mut rows) = resolved.mechanisms()[0].table().to_model() else { return None };
    let bound = &instance.setting.bound;
    let step = bound * if up { ratio(1, 5) } else { ratio(-1, 5) };
    let mut payments: Vec<&mut model::Row> = rows.iter_mut().filter(|row| !row.pays.is_empty()).collect();
    let count = payments.len();
    if count > 0 {
        let payment = &mut payments[which % count].pays.0[0].1.0;
        *payment = (&*payment + step).min(bound.clone()).max(-bound);
    }
    let claims = vec![Claim { negated: false, property: Property::Dsic }];
    let mechanism = (MECHANISM.to_owned(), Written { rule: RuleDecl::Outcomes(rows), claims });
    Some(InstanceDecl { mechanisms: [mechanism].into_iter().collect(), ..instance.clone() })
}

#[test]
fn moved_prices_are_refused_exactly_when_they_should_be() {
    let tally = Tally::default();
    let sales = generate::instances(Limits::ALL, generate::posted_prices());
    check("claims", 1_000, &sales, |sale| {
        for (which, up) in [(0, true), (1, false), (2, true)] {
            let Some(instance) = moved(sale, which, up) else { continue };
            let resolved = resolved(&instance)?;
            let mechanism = &resolved.mechanisms()[0];
            let truthful = Naive::new(mechanism).dsic_regret().is_zero();
            let verified = verify(&instance, &[], |_| true);
            prop_assert_eq!(verified.is_ok(), truthful);
            tally.case();
            tally.kind("refused", !truthful);
            tally.kind("still truthful", truthful);
            if let Err(errors) = verified {
                let message = errors.to_string();
                let witness = mechanism.incentives().dsic.witness.as_ref().unwrap().to_string();
                prop_assert!(message.contains(&witness), "{message}\ndoesn't say\n{witness}");
                prop_assert!(message.contains("outcomes["), "no row is blamed: {message}");
            }
        }
        Ok(())
    });
    tally.require("claims", &[("refused", 10), ("still truthful", 10)]);
}

/// A payment that a message suggests does make the claim true.
#[test]
fn suggested_payments_would_do() {
    let tally = Tally::default();
    check("claims-hint", 300, &generate::instances(Limits::SMALL, generate::posted_prices()), |sale| {
        let Some(instance) = moved(sale, 0, true) else { return Ok(()) };
        resolved(&instance)?;
        let Err(errors) = verify(&instance, &[], |_| true) else { return Ok(()) };
        tally.case();
        let error = errors.iter().next().unwrap();
        let hint = error.help.as_deref().unwrap_or_default();
        let suggested = hint.strip_prefix("with a payment of ").and_then(|hint| hint.split_once(" here"));
        tally.kind("a payment is suggested", suggested.is_some());
        let Some((payment, _)) = suggested else { return Ok(()) };
        let mut mended = instance.clone();
        let RuleDecl::Outcomes(rows) = &mut mended.mechanisms.0[0].1.rule else { unreachable!("a table") };
        let place = error.place.to_string();
        let (row, agent) = place.split_once("outcomes[").unwrap().1.split_once("].pays.").unwrap();
        let pays = &mut rows[row.parse::<usize>().unwrap()].pays.0;
        pays.iter_mut().find(|(name, _)| name == agent).unwrap().1.0 =
            tvmd_core::exact::parse(payment).unwrap();
        prop_assert!(verify(&mended, &[], |_| true).is_ok());
        Ok(())
    });
    tally.require("claims-hint", &[("a payment is suggested", 5)]);
}
