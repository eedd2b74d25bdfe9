//! Inequality (3) in the proof of Lemma 7: a type that isn't kept pays, in expectation, little more than its surrogate.
//!
//! Printed: E_D p_i(τ(t_i), t_-i) ≥ E_D p̂_i(t_i, t_-i) - Hβn. It has two faults. β is of D̂ and the expectations are under D, as in
//! (2). And the proof takes v·P/N to lie in [0, H], which needs P ≥ 0: where P < 0 and what she gets is lost by replacing types,
//! so is what she was paid. For the repaired extension it holds with H·d_TV(D_-i, τ(D_-i)): if P ≤ 0 she pays P for certain, and if
//! P > 0 then v·P/N lies in [0, H] and has expectation P under D, so Lemma 2 applies. It is attained.

use super::extended::{self, Hypotheses, Played, all_kept_under_hat, twofold};
use super::inequality_2::{dropped, expected};
use crate::case::{Case, Generator};
use crate::exact::ratio;
use crate::mechanism::Form;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::AgentId;

/// What types that aren't kept pay more than their surrogates did.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "inequality-3",
            title: "Payments after replacing types",
            printed: Version::refuted(
                Some("1"),
                "E_D[p_i(tau(t_i), t_-i)] >= E_D[p^_i(t)] - H*beta*n, beta of D^",
            ),
            sharp: Version::holds(
                Some("1"),
                "for the repaired extension, E_D[p_i(tau(t_i), t_-i)] >= E_D[p^_i(t)] - H*d_TV(D_-i, tau(D_-i))",
            ),
            ratio_of: "increase/(H*TV)",
            hypotheses: &["ex-post IR", "product priors"],
            conventions: &["types that aren't kept"],
            explanation: "Half of D isn't kept and none of D^, so beta = 0; she buys at H from the kept type only, and pays H/2 in \
                          expectation. Replaced, everybody sells to her: H. With D^ = D: she is paid H for certain, with the item in \
                          the 1 of 10 cases that are replaced; replaced, she gets no item and so isn't paid, and H > H*beta*n = H/5.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let printed = compare(case, Form::Printed).unwrap_or_default().into_iter();
        let printed = printed.filter(|comparison| comparison.claim == crate::paper::ClaimKind::Printed);
        let repaired = compare(case, Form::Repaired).unwrap_or_default().into_iter();
        printed
            .chain(repaired.filter(|comparison| comparison.claim != crate::paper::ClaimKind::Printed))
            .collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let (half, tenth) = (ratio(1, 2), ratio(1, 10));
        let sale =
            twofold(&half, [&half, &half], [(true, 1), (false, 0), (false, 0)]).and_then(all_kept_under_hat);
        let rest = ratio(9, 10);
        let paid = twofold(&tenth, [&rest, &tenth], [(false, -1), (true, -1), (false, -1)]);
        [sale, paid].into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("the definition as printed", *self, |case| {
            let all = compare(case, Form::Printed).unwrap_or_default().into_iter();
            all.filter(|comparison| comparison.claim != crate::paper::ClaimKind::Printed).collect()
        })]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn compare(case: &Case, form: Form) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let extension = hypotheses.extension(form)?;
    let played = Played::extension(&case.table, &extension)?;
    let printed = hypotheses.bound() * hypotheses.beta() * hypotheses.count();
    let each = dropped(&hypotheses).map(|(agent, truth)| {
        let others = case.prior.others(AgentId(agent));
        let left = played.expected_payment(agent, truth, &others) - expected(&extension, agent, truth).0;
        let moved = hypotheses.some_dropped(&case.prior, |other| other != agent);
        [
            Comparison::at_most("as printed: increase <= H*beta*n", left.clone(), printed.clone()).printed(),
            Comparison::at_most("increase <= H*d_TV(D_-i, tau(D_-i))", left, hypotheses.bound() * moved),
        ]
    });
    Some(each.flatten().collect())
}
