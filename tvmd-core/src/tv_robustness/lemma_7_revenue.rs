//! Lemma 7, its third part: the extension earns nearly as much under D̂ as the mechanism does under D.
//!
//! Printed is a loss of at most V(βn + δ). As printed the extension may pay out any amount (see Definition 4), so it fails. For the
//! repaired extension it holds, and more: the loss is at most V·ρ, with ρ = 1 - Σ min(D(t), D̂(t)) over profiles t of kept types, and V
//! the width of an interval that contains the revenue of both at every profile.
//!
//! Proof. Couple t from D and t̂ from D̂ optimally. With probability 1 - ρ they agree and all types are kept, and then the
//! extension pays what the mechanism does. Elsewhere the revenues differ by at most V. And ρ ≤ δ + 1 - Π(1 - β_i) ≤ δ + βn.
//! Attained with one agent: a type that paid H is replaced by one that is paid H.

use super::extended::{self, Hypotheses, Played, subsidy, tight};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::Form;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::{One, Signed, Zero};

/// What the extension earns less, against how much is replaced.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7-revenue",
            title: "The BIC extension earns nearly as much",
            printed: Version::refuted(Some("1"), "Rev(extension, D^) >= Rev(M, D) - V*(beta*n + delta)"),
            sharp: Version::holds(
                Some("1"),
                "Rev(repaired extension, D^) >= Rev(M, D) - V*rho, rho = 1 - sum of min(D, D^) over profiles of kept types",
            ),
            ratio_of: "(Rev(M, D) - Rev(extension, D^))/(V*rho)",
            hypotheses: &["ex-post IR", "product priors"],
            conventions: &[
                "printed: V = 2nH, or nH without positive transfers",
                "sharp: V is the width of the revenues in play of both mechanisms",
            ],
            explanation: "Everybody is paid H, with the item in 1 of 100 cases: P/N is -100. A type of probability 1/10 isn't kept; beside \
                          replaced types she gets the item in 11 of 100 cases and is paid 100 times H for it, 11 times H instead of H. \
                          The loss is H, and with V = 4*H, beta = 1/10 and n = 2, V*beta*n is 4/5 of H.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let printed = compare(case, Form::Printed, false).map(Comparison::printed);
        printed.into_iter().chain(compare(case, Form::Repaired, true)).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let paid = (None, -Rational::one());
        let pays = (Some(1), Rational::one());
        let alone = tight(1, &Rational::zero(), [[paid.clone(), paid], [pays.clone(), pays]]);
        let alone = alone.map(|case| Case { kept: Some(vec![vec![true, true, false]]), ..case });
        [alone, subsidy()].into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("the definition as printed", *self, |case| {
            compare(case, Form::Printed, true).into_iter().collect()
        })]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn compare(case: &Case, form: Form, sharp: bool) -> Option<Comparison> {
    let hypotheses = Hypotheses::of(case)?;
    let played = Played::extension(&case.table, &hypotheses.extension(form)?)?;
    let [before, after] = [Played::mechanism(&case.table).revenues(), played.revenues()];
    let loss =
        case.prior.distribution().expectation(&before) - case.prior_hat.distribution().expectation(&after);
    if sharp {
        // A twin keeps the V of a mechanism with payments in range.
        let in_play: Vec<&Rational> =
            before.iter().chain(after.iter().filter(|_| form == Form::Repaired)).collect();
        let width = *in_play.iter().max()? - *in_play.iter().min()?;
        return Some(Comparison::at_most("loss <= V*rho", loss, width * apart(&hypotheses)));
    }
    let transfers = case.table.outcomes().any(|outcome| {
        (0..hypotheses.agents()).any(|agent| outcome.payment(crate::AgentId(agent)).is_negative())
    });
    let width = hypotheses.bound() * hypotheses.count() * ratio(if transfers { 2 } else { 1 }, 1);
    let moved = hypotheses.beta() * hypotheses.count() + hypotheses.delta();
    Some(Comparison::at_most("as printed: loss <= V*(beta*n + delta)", loss, width * moved))
}

/// ρ: how likely it is that the types drawn from D and D̂ differ, or aren't all kept, when they are coupled optimally.
fn apart(hypotheses: &Hypotheses<'_>) -> Rational {
    let case = hypotheses.case;
    let all_kept =
        |types: &[usize]| types.iter().enumerate().all(|(agent, at)| hypotheses.is_kept(agent, *at));
    let kept = case.prior.support().filter(|(profile, _)| all_kept(profile.types()));
    let common: Rational = kept.map(|(profile, mass)| mass.min(case.prior_hat.mass(&profile))).sum();
    Rational::one() - common
}
