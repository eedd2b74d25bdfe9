//! Lemma 5: from (ε, q)-BIC to nearly BIC at a small loss of revenue.
//!
//! Printed: of an ex-post IR mechanism that is (ε, q)-BIC under a product prior one can make an ex-post IR mechanism that is
//! O(ε + nqH)-BIC and earns at least Rev(M) - nqV. It depends on the reading of (ε, q)-BIC.
//!
//! *Per misreport, as the definition is printed* (for each misreport, the types that gain more than ε by it have mass at most q), it
//! is false for every constant C. One buyer, k items; for each item a type worth H and one worth H/2, all 2k equally likely;
//! everybody gets her item for all it is worth. Each misreport gains one type at most, so this is (0, 1/(2k))-BIC, and earns 3H/4. But
//! if no type gains more than γ, the two types of an item pay (H + γ)/2 on average at most: with the lower type's item won with
//! probability x and her payment p ≤ xH/2, the higher one pays at most H - xH + p + γ. With γ = C·H/(2k) that is H/2 + C·H/(4k), less
//! than 3H/4 - nqV = 3H/4 - H/k (V = 2nH, as the proof of Theorem 3 takes it) as soon as k > C + 4.
//!
//! *Per type* (types that gain more than ε by any misreport have mass at most q), it holds: extend M from the types that gain at most
//! ε, and ⊥, by the repaired Definition 4. By Lemma 7 with D̂ = D the slack is ε + 5κH with κ ≤ 1 - (1-q)^(n-1), 3 for 5 without positive
//! transfers, and the loss is at most V(1 - (1-q)^n) ≤ nqV. Where ⊥ gains by a report, ε is taken to be at least that much.
//! All are attained.

mod applied;
mod cases;

pub use applied::{Lemma5, lemma5};

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::{BayesianReport, Verdict};
use crate::mechanism::Form;
use crate::objective::{Performance, Revenue};
use crate::optimum::{Design, Truthfulness};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::AgentId;
use crate::tv_robustness::extended::{Hypotheses, Lie, Played, lies};
use cases::{lost, pairs, replaced};
use num_traits::{One, Signed, Zero};

/// The name of the constant C at which the printed reading is checked.
const CONSTANT: &str = "C";

/// What is left of incentives and revenue when the types that gain more than ε are replaced.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-5",
            title: "From (epsilon, q)-BIC to nearly BIC",
            printed: Version::refuted(
                Some("O(1)"),
                "of an ex-post IR mechanism that is (epsilon, q)-BIC per misreport, which is what the definition says to the letter, \
                 one can make an ex-post IR, O(epsilon + n*q*H)-BIC one with Rev >= Rev(M) - n*q*V",
            ),
            sharp: Version::holds(
                Some("5"),
                "misreports quantified per type: slack epsilon + 5*(1-(1-q)^(n-1))*H (3 for 5 without positive transfers), loss of \
                 revenue at most (1-(1-q)^n)*V <= n*q*V",
            ),
            ratio_of: "(gain - epsilon)/((1-(1-q)^(n-1))*H)",
            hypotheses: &["ex-post IR", "(epsilon, q)-BIC", "product prior"],
            conventions: &[
                "printed: misreports quantified outside the probability, V = 2nH; meant and sharp: per type",
                "Bottom is kept, and epsilon is at least what it gains",
                "C: the constant in O(epsilon + n*q*H)",
            ],
            explanation: "One buyer, k items, for each a type worth H and one worth H/2, equally likely, who pay what it is worth: 3/4 of H, and \
                          each report gains one type of 2k at most. Where no type gains more than g, revenue is at most (H+g)/2: too little \
                          for g = C*H/(2k) and k > C+4. With C = 1 and k = 6: 7/12 is to be reached, and 13/24 can be. The proof \
                          asks that most types gain little by every misreport; so read, the lemma's order holds.",
        }
    }

    fn meant(&self) -> Option<Version> {
        Some(Version::holds(
            Some("5"),
            "misreports quantified per type, as in the proof: the slack is at most epsilon + 5*n*q*H",
        ))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let mut comparisons: Vec<Comparison> = printed(case).into_iter().collect();
        comparisons.extend(per_type(case, Types::GainingLittle).unwrap_or_default());
        comparisons
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case()?.individually_rational()?;
        let prior = case.prior.product_of_marginals();
        Some(Case { prior_hat: prior.clone(), prior, ..case })
    }

    fn grid(&self) -> Vec<Case> {
        let family = [1, 2, 3].map(|constant| {
            Some(pairs(constant + 5)?.with_parameter(CONSTANT, Rational::from_integer(constant.into())))
        });
        family.into_iter().chain([replaced(true), replaced(false), lost()]).flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let all_kept = |case: &Case| {
            let all = per_type(case, Types::All).unwrap_or_default().into_iter();
            all.filter(|comparison| comparison.what.contains("gain - epsilon")).collect()
        };
        vec![Twin::wrong("types that gain more than epsilon are kept", *self, all_kept)]
    }

    fn effort(&self) -> u64 {
        16
    }
}

/// The printed reading: the best revenue of any mechanism that is C(ε + nqH)-BIC, with ε = 0.
fn printed(case: &Case) -> Option<Comparison> {
    // A smaller constant is refuted by the same instances, and says less.
    let constant = case.parameter(CONSTANT).filter(|constant| **constant >= Rational::one())?;
    if !Verdict::ex_post_ir(&case.table).holds || case.prior != case.prior.product_of_marginals() {
        return None;
    }
    let q =
        BayesianReport::of(&case.table, &case.prior).ok()?.frontier_as_printed?.smallest_q(&Rational::zero());
    let revenue = Performance::new(&Revenue, &case.table).ok()?.expectation(&case.prior).ok()?;
    let total = case.setting().bound() * Rational::from_integer(case.setting().agents().len().into());
    let slack = constant * &q * &total;
    if slack.is_negative() {
        return None;
    }
    let width = ratio(2, 1) * &total;
    let best = Design::revenue(&case.prior, Truthfulness::EpsBic(slack)).best().ok()?.value;
    let least = revenue - Rational::from_integer(case.setting().agents().len().into()) * q * width;
    let what = "as printed: Rev(M) - n*q*V <= best revenue of C(epsilon + n*q*H)-BIC mechanisms";
    Some(Comparison::at_most(what, least, best).printed())
}

/// Which types are kept.
#[derive(Clone, Copy)]
enum Types {
    /// Those that gain at most ε.
    GainingLittle,
    /// All of them: the mechanism stays as it is.
    All,
}

/// The reading per type, for every ε that matters.
fn per_type(case: &Case, types: Types) -> Option<Vec<Comparison>> {
    let all = Case { kept: Some(all_kept(case)), prior_hat: case.prior.clone(), ..case.clone() };
    let hypotheses = Hypotheses::of(&all)?;
    let gains = best_gains(&hypotheses);
    let bottom = gains.iter().filter_map(|gains| gains.first()).max()?.clone();
    let mut levels: Vec<Rational> = gains.iter().flatten().filter(|gain| **gain >= bottom).cloned().collect();
    levels.sort();
    levels.dedup();
    let each = levels.into_iter().filter_map(|epsilon| {
        let kept = gains.iter().map(|gains| gains.iter().map(|gain| *gain <= epsilon).collect()).collect();
        at(&Case { kept: Some(kept), ..all.clone() }, &epsilon, types)
    });
    Some(each.flatten().collect())
}

fn all_kept(case: &Case) -> Vec<Vec<bool>> {
    case.setting().agents().iter().map(|agent| vec![true; agent.types().len()]).collect()
}

/// The most that each type gains by a report, by agent and type, whatever its probability; at least 0.
fn best_gains(hypotheses: &Hypotheses<'_>) -> Vec<Vec<Rational>> {
    let played = Played::mechanism(&hypotheses.case.table);
    let agents = hypotheses.case.setting().agents().iter().enumerate();
    let gains = agents.map(|(agent, spec)| {
        let others = hypotheses.case.prior.others(AgentId(agent));
        let types = 0..spec.types().len();
        let best = |truth| {
            let gain = |report| played.gain(Lie { agent, truth, report }, &others);
            types.clone().map(gain).max().unwrap_or_default()
        };
        types.clone().map(best).collect()
    });
    gains.collect()
}

/// The extension from the types that gain at most ε.
fn at(case: &Case, epsilon: &Rational, types: Types) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let played = match types {
        Types::GainingLittle => Played::extension(&case.table, &hypotheses.extension(Form::Repaired)?)?,
        Types::All => Played::mechanism(&case.table),
    };
    let one = Rational::one();
    let q = (0..hypotheses.agents()).map(|agent| hypotheses.dropped(&case.prior, agent)).max()?;
    let rest: Rational = (1..hypotheses.agents()).map(|_| &one - &q).product();
    let some = &one - &rest * (&one - &q);
    let others: Vec<_> = (0..hypotheses.agents()).map(|agent| case.prior.others(AgentId(agent))).collect();
    let gain = lies(case.setting()).map(|lie| played.gain(lie, &others[lie.agent])).max()? - epsilon;
    let unit = hypotheses.bound() * (&one - rest);
    let incentives = if case.table.is_without_transfers() {
        let what = "without positive transfers: gain - epsilon <= 3*(1-(1-q)^(n-1))*H";
        Comparison::within(what, gain, ratio(3, 1), &unit)
    } else {
        Comparison::within("gain - epsilon <= 5*(1-(1-q)^(n-1))*H", gain, ratio(5, 1), &unit)
    };
    let [before, after] = [Played::mechanism(&case.table).revenues(), played.revenues()];
    let in_play: Vec<&Rational> = before.iter().chain(&after).collect();
    let width = *in_play.iter().max()? - *in_play.iter().min()?;
    let expected = |revenues: &[Rational]| case.prior.distribution().expectation(revenues);
    let loss = expected(&before) - expected(&after);
    Some(vec![incentives, Comparison::at_most("loss <= (1-(1-q)^n)*V", loss, width * some)])
}
