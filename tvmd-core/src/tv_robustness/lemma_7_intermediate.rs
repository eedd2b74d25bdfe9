//! The intermediate bound in the proof of Lemma 7: a lie in the extension is worth nearly what it is worth in the mechanism between
//! surrogates.
//!
//! Printed: E_D̂ u^M̂(t ← w) ≥ E_D̂ u^M(τ(t) ← τ(w)) - 4(3/2·δ + βn)H. Read to the letter, u^M(τ(t) ← τ(w)) is what truth is worth to the
//! *type* τ(t), and no bound of this kind can hold: another type may like the same things better. In its proof it is what reporting
//! τ(t) rather than τ(w) is worth to t. Read so, it fails for the extension as printed (payments out of range), and from six agents on
//! for the repaired one too. What holds for the repaired one: with G(s) = what reporting τ(t) rather than τ(w) in M is worth to t,
//! E_D̂ u^M̂(t ← w) ≥ E_D̂ G - 5κH - 6δ_iH, with κ_i = d_TV(D_-i, τ(D̂_-i)) and δ_i = d_TV(D_-i, D̂_-i).
//!
//! Proof. With f of the proof of Lemma 7, E_D f = E_D G and E_D̂ u^M̂ = E_{τ(D̂)} f. By Lemma 2 E_{τ(D̂)} f ≥ E_D f - 5κH, and
//! E_D G ≥ E_D̂ G - 6δ_iH, since both reports are worth between -H and 2H to t.

use super::extended::{self, Hypotheses, Lie, Played, lies, subsidy, tight, worst_offers};
use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::{BicExtension, Form};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, Prior, TotalVariation};
use crate::setting::{AgentId, ItemId, Profile};
use num_traits::One;

/// A lie in the extension against the lie between surrogates.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7-intermediate",
            title: "The intermediate bound of Lemma 7",
            printed: Version::refuted(
                Some("4(3/2*delta + beta*n)"),
                "E_D^[u^M^(t <- w)] >= E_D^[u^M(tau(t) <- tau(w))] - 4(3/2*delta + beta*n)*H",
            ),
            sharp: Version::holds(
                Some("5*kappa + 6*delta_i"),
                "for the repaired extension, and t's own utility of reporting tau(t) and tau(w): 5*kappa*H + 6*delta_i*H",
            ),
            ratio_of: "loss/((5*kappa + 6*delta_i)*H)",
            hypotheses: &["ex-post IR", "product priors"],
            conventions: &[
                "two readings: the utility of the type tau(t), as printed, and t's own, as in the proof",
            ],
            explanation: "To the letter: one buyer gets the item for free. Her type worth 1 is certain and kept; her type worth 1/2 isn't kept, \
                          and the other stands for it. delta = beta = 0; taking part is worth 1/2 to it and 1 to its surrogate, and 1/2 \
                          is less than 1. As the proof reads it: the instance of lemma-7-bic, where the type that isn't kept is paid \
                          100 times H.",
        }
    }

    fn meant(&self) -> Option<Version> {
        Some(Version::refuted(
            Some("4(3/2*delta + beta*n)"),
            "with t's own utility of reporting tau(t) rather than tau(w), as the proof reads it, the extension as printed fails by any \
             amount, and the repaired one from six agents on",
        ))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let six = tight(6, &ratio(1, 100), worst_offers(true));
        [gift(), subsidy(), six].into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("the type tau(t) in place of t", *self, |case| {
            let all = compare(case).unwrap_or_default().into_iter();
            all.filter(|comparison| comparison.what.starts_with("as printed, utility of tau(t)")).collect()
        })]
    }

    fn effort(&self) -> u64 {
        16
    }
}

/// One buyer, worth 1 or 1/2, who gets the item for free; the former is certain and kept.
fn gift() -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &[vec![vec![Rational::one()], vec![ratio(1, 2)]]])?;
    let table = first_only(&setting, |_| ([ItemId(0)].into_iter().collect(), ratio(0, 1)))?;
    let prior = Prior::joint(&setting, [(Profile::new(vec![1]), Rational::one())]).ok()?;
    Some(Case { kept: Some(vec![vec![true, true, false]]), ..Case::new(table, prior.clone(), prior) })
}

fn compare(case: &Case) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let mechanism = Played::mechanism(&case.table);
    let unit = ratio(6, 1) * hypotheses.delta() + ratio(4, 1) * hypotheses.beta() * hypotheses.count();
    let slack = unit * hypotheses.bound();
    let mut comparisons = Vec::new();
    for (form, name) in [(Form::Printed, "as printed"), (Form::Repaired, "repaired")] {
        let Some(extension) = hypotheses.extension(form) else { continue };
        let Some(played) = Played::extension(&case.table, &extension) else { continue };
        for agent in 0..hypotheses.agents() {
            let [d, hat] = [&case.prior, &case.prior_hat].map(|prior| prior.others(AgentId(agent)));
            let losses = |as_surrogate: bool| {
                let hers = lies(case.setting()).filter(|lie| lie.agent == agent && lie.truth != lie.report);
                hers.map(|lie| loss(&mechanism, &played, &extension, lie, as_surrogate, &hat)).max()
            };
            if form == Form::Printed {
                let what = format!("{name}, utility of tau(t): loss <= 4(3/2*delta + beta*n)*H");
                comparisons.push(Comparison::at_most(what, losses(true)?, slack.clone()).printed());
            }
            let largest = losses(false)?;
            let what = format!("{name}, t's own utility: loss <= 4(3/2*delta + beta*n)*H");
            comparisons.push(Comparison::at_most(what, largest.clone(), slack.clone()).printed());
            if form == Form::Repaired {
                let apart = TotalVariation::between(&d, &hat).value;
                let unit = ratio(5, 1) * hypotheses.kappa(&extension, agent) + ratio(6, 1) * apart;
                let what = "t's own utility: loss <= (5*kappa + 6*delta_i)*H";
                comparisons.push(Comparison::at_most(what, largest, unit * hypotheses.bound()).not_sharp());
            }
        }
    }
    Some(comparisons)
}

/// How much less truth is worth in the extension than reporting surrogates in the mechanism, to the type or to its surrogate.
fn loss(
    mechanism: &Played<'_>,
    played: &Played<'_>,
    extension: &BicExtension,
    lie: Lie,
    as_surrogate: bool,
    others: &Distribution,
) -> Rational {
    let surrogate = |from| extension.surrogate(AgentId(lie.agent), from).unwrap_or(from);
    let (truth, report) = (surrogate(lie.truth), surrogate(lie.report));
    let of = if as_surrogate { truth } else { lie.truth };
    let worth = |report| mechanism.interim(Lie { agent: lie.agent, truth: of, report }, others);
    worth(truth) - worth(report) + played.gain(lie, others)
}
