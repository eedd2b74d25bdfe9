//! Corollary 1: the welfare of posted prices is stable. It is Lemma 2 for the objective welfare.
//!
//! Val(M, D) ≥ Val(M, D̂) - V·δ for every mechanism of posted prices, product priors or not. Sharp like Lemma 2: D moves mass δ from
//! where welfare is greatest to where it is least, for instance where nobody takes part.

use super::Guarantee;
use super::single_item::{independent, moved, setting, some_posted};
use crate::case::{Case, Generator};
use crate::incentive::Verdict;
use crate::kernel::{IsDsic, IsExPostIr, Mismatch};
use crate::objective::{Performance, Welfare};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::robustness::worst_within;

/// Val(M, D̂) - Val(M, D) ≤ V·δ for posted prices.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "corollary-1",
            title: "Posted prices keep their welfare",
            printed: Version::holds(Some("1"), "Val(M, D) >= Val(M, D^) - V*delta for posted prices M"),
            sharp: Version::holds(Some("1"), "the same, attained; it is Lemma 2 for welfare"),
            ratio_of: "(Val(D^) - Val(D))/(V*delta)",
            hypotheses: &["ex-post IR", "DSIC"],
            conventions: &["V is the width of the welfare's values in play"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let truthful = Verdict::ex_post_ir(&case.table).holds && Verdict::dsic(&case.table).holds;
        if truthful { compare(case) } else { Vec::new() }
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let agents = 1 + generator.position(3);
        let setting = setting(generator, agents, 2)?;
        let prior_hat = independent(generator, &setting)?;
        let prior = moved(generator, &prior_hat)?;
        Some(Case::new(some_posted(generator, &setting)?, prior, prior_hat))
    }

    fn sharpen(&self, case: Case) -> Case {
        let worst = || {
            let welfare = Performance::new(&Welfare, &case.table).ok()?;
            let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
            worst_within(welfare.values(), &case.prior_hat, &delta).ok()
        };
        match worst() {
            Some(prior) => Case { prior, ..case },
            None => case,
        }
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::without("without DSIC and ex-post IR", *self, compare)]
    }
}

fn compare(case: &Case) -> Vec<Comparison> {
    let sides = || {
        let welfare = Performance::new(&Welfare, &case.table).ok()?;
        let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
        let loss = welfare.expectation(&case.prior_hat).ok()? - welfare.expectation(&case.prior).ok()?;
        Some(Comparison::at_most("Val(D^) - Val(D) <= V*delta", loss, delta * welfare.width_in_play()))
    };
    sides().into_iter().collect()
}

/// Corollary 1 for a mechanism that is known to be DSIC and ex-post IR: its welfare under `prior`, from what it is under
/// `prior_hat`.
///
/// # Errors
/// If the proofs speak of different outcomes, or a prior belongs to another setting.
pub fn corollary1<M>(
    dsic: impl IsDsic<Mechanism = M>,
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    prior: &Prior,
    prior_hat: &Prior,
) -> Result<Guarantee, Mismatch> {
    let (dsic, ex_post_ir) = (dsic.proof(), ex_post_ir.proof());
    if !dsic.table().same_outcomes(ex_post_ir.table()) {
        return Err(Mismatch::Tables);
    }
    let welfare = Performance::new(&Welfare, dsic.table()).expect("values are in [0, H]");
    let delta = prior.total_variation(prior_hat).map_err(Mismatch::Setting)?.value;
    let known = welfare.expectation(prior_hat).map_err(Mismatch::Setting)?;
    let at_least = known - delta * welfare.width_in_play();
    Ok(Guarantee { at_least, actual: welfare.expectation(prior).map_err(Mismatch::Setting)? })
}
