//! Lemma 7, with its sharp constant: the repaired extension (Definition 4) of an ex-post IR mechanism is ex-post IR, and
//! (ε + c·κH)-BIC under D̂, if kept types gain at most ε under D by reporting kept types. c is 5, or 3 if nobody is ever paid.
//!
//! The argument. Ex-post IR: a kept type meets the outcome M(τ(t)) and reports truly in it; any other pays at most what it gets
//! is worth to it ([`BicExtension`]). BIC: fix an agent, a type t and a report w. For a profile s of the others in M let pay_r(s) be what a
//! report r pays in the extension when τ of the others is s; its expectation under D is that of p_i(τ(r), ·). Let
//! f(s) = \[v_t(x_i(τ(t), s)) - pay_t(s)\] - \[v_t(x_i(τ(w), s)) - pay_w(s)\]. Then E_D f is what reporting τ(t) rather than τ(w) in M is
//! worth to t: at least 0 if t isn't kept, by the choice of τ(t), and at least -ε if it is. The first bracket lies in
//! [0, 2H] by ex-post IR, the second in [-H, 2H]; without positive transfers in [0, H] and [-H, H]. So f lies in an interval of
//! width cH, and Lemma 2 gives E f ≥ -ε - c·κH over τ(D̂_-i), with κ = d_TV(D_-i, τ(D̂_-i)); and that is what truth is worth to t over w
//! under D̂. Conditionals of D̂ are its marginals, since D̂ is a product. ε needs only types of positive mass under D̂, as others
//! are vacuous.

use super::IsExPostIr;
use super::proof::Proof;
use super::property::{EpsBic, ExPostIr};
use super::unproved::Mismatch;
use crate::exact::{Rational, ratio};
use crate::mechanism::{BicExtension, Form, Kept, Mechanism, Outcome, Table};
use crate::prior::{Distribution, Prior, TotalVariation};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::Zero;
use std::marker::PhantomData;
use std::sync::Arc;

/// The repaired extension of the mechanism `M`.
///
/// The mechanism of a [`Lemma7`], and of what Lemma 5 makes.
pub struct BicExtended<M> {
    setting: Setting,
    extension: BicExtension,
    mechanism: PhantomData<fn() -> M>,
}

impl<M> BicExtended<M> {
    /// The extension as data: surrogates, and what they pay in expectation.
    #[must_use]
    pub fn extension(&self) -> &BicExtension {
        &self.extension
    }
}

impl<M> Mechanism for BicExtended<M> {
    fn name(&self) -> &'static str {
        "BIC extension"
    }
    fn setting(&self) -> &Setting {
        &self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let nothing = || Outcome::nothing(self.setting.agents().len());
        self.extension.outcome(reports).unwrap_or_else(nothing)
    }
}

impl<M> std::fmt::Debug for BicExtended<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BicExtended").finish_non_exhaustive()
    }
}

/// What Lemma 7 gives: the extension, and proofs about it.
///
/// [`lemma7`] makes it, and has an example.
#[derive(Debug)]
pub struct Lemma7<M> {
    /// The extension.
    pub mechanism: BicExtended<M>,
    /// It is ex-post IR.
    pub ex_post_ir: Proof<ExPostIr, BicExtended<M>>,
    /// It is (ε + c·κH)-BIC under D̂.
    pub eps_bic: Proof<EpsBic, BicExtended<M>>,
}

/// Lemma 7: extends an ex-post IR mechanism from `kept` to all types by Definition 4, repaired, with expectations under `prior`.
///
/// The proof of ε-BIC is about `prior_hat`, in units of payments.
///
/// # Errors
/// If a prior or `kept` belongs to another setting, or a prior isn't a product.
///
/// ```
/// use tvmd::kernel::{Kept, lemma7};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism Vickrey in Gallery { second_price; claims ex_post_ir; }
/// # }
///
/// let kept = Kept::all(Gallery::setting()).only(gallery::Agent::First, [gallery::First::Low]);
/// let extended = lemma7(Vickrey, &kept, &Gallery::prior(), &Gallery::prior())?;
/// assert_eq!(extended.ex_post_ir.to_string(), "proved: ex-post IR");
/// println!("{}", extended.eps_bic);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma7<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    kept: &Kept,
    prior: &Prior,
    prior_hat: &Prior,
) -> Result<Lemma7<M>, Mismatch> {
    let ex_post_ir = ex_post_ir.proof();
    let base = ex_post_ir.table();
    prior.total_variation(prior_hat).map_err(Mismatch::Setting)?;
    if [prior, prior_hat].into_iter().any(|prior| *prior != prior.product_of_marginals()) {
        return Err(Mismatch::NotIndependent);
    }
    let extension = BicExtension::new(base, kept, prior, Form::Repaired).map_err(Mismatch::Setting)?;
    let constant = ratio(if base.is_without_transfers() { 3 } else { 5 }, 1);
    let agents = 0..base.setting().agents().len();
    let slack = agents.map(|agent| {
        let [d, hat] = [prior, prior_hat].map(|prior| prior.others(AgentId(agent)));
        let kappa = TotalVariation::between(&d, &extension.replaced_others(&hat, agent)).value;
        let gain = largest_gain(base, kept, agent, &d, &prior_hat.marginal(AgentId(agent)));
        gain + &constant * kappa * base.setting().bound()
    });
    let epsilon = slack.max().unwrap_or_default();
    let mechanism = BicExtended { setting: base.setting().clone(), extension, mechanism: PhantomData };
    let table = Arc::new(Table::of(&mechanism).expect("the repaired extension pays at most H"));
    Ok(Lemma7 {
        ex_post_ir: Proof::new(ExPostIr(()), table.clone(), None),
        eps_bic: Proof::new(EpsBic { epsilon }, table, Some(prior_hat.clone())),
        mechanism,
    })
}

/// The most that a kept type with mass under D̂ gains under D by reporting a kept type; at least 0.
fn largest_gain(
    base: &Table,
    kept: &Kept,
    agent: usize,
    others: &Distribution,
    marginal: &Distribution,
) -> Rational {
    let kept = &kept.types()[agent];
    let types = || (0..kept.len()).filter(|truth| kept[*truth]);
    let likely = types().filter(|truth| !marginal.mass(*truth).is_zero());
    let gains = likely.flat_map(|truth| types().map(move |report| gain(base, agent, truth, report, others)));
    gains.max().unwrap_or_default().max(Rational::zero())
}

/// What a report gains a type in expectation.
fn gain(base: &Table, agent: usize, truth: usize, report: usize, others: &Distribution) -> Rational {
    let setting = base.setting();
    let valuation = setting.agents()[agent].types()[truth].valuation();
    let utility = |report, rest| {
        let outcome = base.outcome_at(setting.numbering().join(agent, report, rest));
        outcome.value(AgentId(agent), valuation) - outcome.payment(AgentId(agent))
    };
    others.support().map(|rest| (utility(report, rest) - utility(truth, rest)) * others.mass(rest)).sum()
}
