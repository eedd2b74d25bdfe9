//! Lemma 8: what repricing makes of any ex-post IR mechanism is BIC and ex-post IR to the naive implementation, and earns what the account
//! says.

use super::{mechanism, resolved};
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use tvmd_core::exact::ratio;
use tvmd_core::kernel::{EpsQBic, ExPostIr, Mismatch, Proof, lemma8};
use tvmd_core::setting::Setting;
use tvmd_core::tv_robustness::lemma8_direct;
use tvmd_core::{AgentId, Declared, Mechanism, Outcome, Prior, Profile, Rational};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::naive::{self, Naive};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// A mechanism with every payment that isn't negative moved to between three quarters of what is given for it and all of that: nobody loses by
/// taking part, and lies are tempting.
#[derive(Debug)]
struct Affordable<'a>(&'a Declared);

impl Mechanism for Affordable<'_> {
    fn name(&self) -> &'static str {
        "affordable"
    }
    fn setting(&self) -> &Setting {
        self.0.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let outcome = self.0.outcome(reports);
        let payment = |agent: usize| {
            let valuation = self.setting().agents()[agent].types()[reports.of(AgentId(agent))].valuation();
            let (payment, value) =
                (outcome.payment(AgentId(agent)), outcome.value(AgentId(agent), valuation));
            if payment.is_negative() { payment } else { payment.max(&value * ratio(3, 4)).min(value) }
        };
        let payments = (0..self.setting().agents().len()).map(payment).collect();
        Outcome::lottery(outcome.allocations().to_vec(), payments).unwrap()
    }
}

/// Up to sixteen profiles.
const LIMITS: Limits = Limits { agents: 2, types: 3, ..Limits::ALL };

/// What a mechanism earns under truthful reports.
fn revenue(mechanism: &impl Mechanism, prior: &Prior) -> Rational {
    prior.support().map(|(profile, mass)| mass * mechanism.outcome(&profile).revenue()).sum()
}

#[test]
fn repriced_mechanisms_are_truthful_and_earn_what_is_promised() {
    let tally = Tally::default();
    check("repricing", 400, &generate::instances(LIMITS, generate::tables()), |instance| {
        let resolved = resolved(instance)?;
        let base = Affordable(mechanism(&resolved));
        let declared = resolved.prior().unwrap();
        let prior = declared.product_of_marginals();
        let masses = naive::masses(&prior);
        let before = Naive::new(&base);
        prop_assert!(before.ex_post_ir_regret().is_zero());
        let ex_post_ir = Proof::<ExPostIr, _>::check(&base).unwrap();
        tally.case();
        if *declared != prior {
            prop_assert_eq!(lemma8(&ex_post_ir, declared).unwrap_err(), Mismatch::NotIndependent);
        }
        let repriced = lemma8(&ex_post_ir, &prior).unwrap();
        let after = Naive::new(&repriced.mechanism);
        prop_assert!(after.bic_regret(&masses).is_zero());
        prop_assert!(after.ex_post_ir_regret().is_zero());
        let account = &repriced.account;
        prop_assert_eq!(account.before(), revenue(&base, &prior));
        prop_assert_eq!(account.after(), revenue(&repriced.mechanism, &prior));
        let stays_away =
            (0..before.agents()).any(|agent| prior.marginal(AgentId(agent)).mass(0).is_positive());
        // Reports that nobody makes don't count.
        prop_assert!(account.epsilon() <= before.bic_regret(&masses), "{account}");
        let table = repriced.mechanism.table().unwrap();
        prop_assert!(table.is_without_transfers());
        prop_assert!(account.after() >= account.promised(), "{account}");
        let loss = account.loss().max(Rational::zero());
        prop_assert!(&loss * &loss <= account.most_lost_squared(), "{account}");
        // The direct route from (ε, q)-BIC, against its own bound, and against one that forgets the types that gain more than ε.
        let q = ratio(1, 4);
        let eps_q_bic = Proof::<EpsQBic, _>::check(&base, &prior, &q).unwrap();
        let epsilon = eps_q_bic.property().epsilon().clone();
        let direct = lemma8_direct(&ex_post_ir, eps_q_bic).unwrap();
        prop_assert!(&loss * &loss <= direct.most_lost_squared(), "{direct}");
        let most = account.shares.iter().map(|share| &share.gain).max().unwrap();
        prop_assert!(*most <= direct.most_gained(), "{direct}");
        tally.kind("gains more than (1-q)ε", *most > epsilon * (ratio(1, 1) - q));
        tally.kind("Bottom has mass", stays_away);
        tally.kind("lied to before", account.epsilon().is_positive());
        tally.kind("loses", loss.is_positive());
        // The twin: it is truthful in expectation only.
        tally.kind("not DSIC", !after.dsic_regret().is_zero());
        Ok(())
    });
    let least = [("lied to before", 15), ("gains more than (1-q)ε", 1), ("not DSIC", 4)];
    tally.require("repricing", &least);
}
