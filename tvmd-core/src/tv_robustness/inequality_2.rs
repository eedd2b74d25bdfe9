//! Inequality (2) in the proof of Lemma 7: replacing the others' types costs an agent little value.
//!
//! Printed: E_D v_i(x_i(τ(t_i), t_-i)) ≤ E_D v_i(x̂_i(t_i, t_-i)) + Hβn. Both expectations are under D, but β is defined by D̂, and how
//! much of D is replaced has nothing to do with it: with β = 0 the inequality says that nothing is lost. With the mass of
//! what is replaced under D it holds: the difference is that of E_D g and E_{τ(D)} g for a function g with values in [0, H], so
//! by Lemma 2 it is at most H·d_TV(D_-i, τ(D_-i)) = H·(1 - Π_{j≠i}(1 - β_j(D))), which is attained.

use super::extended::{self, Hypotheses, Played, all_kept_under_hat, for_nothing};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::mechanism::{BicExtension, Form};
use crate::paper::{Comparison, Entry, Statement, Version};
use crate::setting::AgentId;

/// What replacing the others' types costs in value.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "inequality-2",
            title: "Value lost by replacing types",
            printed: Version::refuted(
                Some("1"),
                "E_D[v_i(x_i(tau(t_i), t_-i))] <= E_D[v_i(x^_i(t))] + H*beta*n, beta of D^",
            ),
            sharp: Version::holds(
                Some("1"),
                "E_D[v_i(x_i(tau(t_i), t_-i))] <= E_D[v_i(x^_i(t))] + H*d_TV(D_-i, tau(D_-i))",
            ),
            ratio_of: "loss of value/(H*TV)",
            hypotheses: &["ex-post IR", "product priors"],
            conventions: &["types that aren't kept"],
            explanation: "He is of a type that isn't kept with probability 1/2 under D and never under D^, so beta = 0; she gets the item \
                          only beside that type. Before she gets H/2 in expectation; replaced by a kept one, nothing.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        for_nothing().and_then(all_kept_under_hat).into_iter().collect()
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn compare(case: &Case) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let extension = hypotheses.extension(Form::Repaired)?;
    let played = Played::extension(&case.table, &extension)?;
    let printed = hypotheses.bound() * hypotheses.beta() * hypotheses.count();
    let each = dropped(&hypotheses).map(|(agent, truth)| {
        let others = case.prior.others(AgentId(agent));
        let left = expected(&extension, agent, truth).1 - played.expected_value(agent, truth, &others);
        let moved = hypotheses.some_dropped(&case.prior, |other| other != agent);
        [
            Comparison::at_most("as printed: loss <= H*beta*n", left.clone(), printed.clone()).printed(),
            Comparison::at_most("loss <= H*d_TV(D_-i, tau(D_-i))", left, hypotheses.bound() * moved),
        ]
    });
    Some(each.flatten().collect())
}

/// The types that aren't kept, with their agents.
pub(super) fn dropped<'h>(hypotheses: &'h Hypotheses<'_>) -> impl Iterator<Item = (usize, usize)> + 'h {
    let agents = hypotheses.kept.types().iter().enumerate();
    agents.flat_map(|(agent, kept)| {
        let types = kept.iter().enumerate().filter(|(_, kept)| !**kept);
        types.map(move |(truth, _)| (agent, truth))
    })
}

/// P and N of a type.
pub(super) fn expected(extension: &BicExtension, agent: usize, truth: usize) -> (Rational, Rational) {
    let found = extension.expected(AgentId(agent), truth);
    found.map(|(payment, value)| (payment.clone(), value.clone())).unwrap_or_default()
}
