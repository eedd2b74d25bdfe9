//! Lemma 7, its second part: the extension of a mechanism that is ε-BIC on the kept types is nearly BIC under D̂.
//!
//! Printed is the slack 4(3/2·δ + βn)H + 4δH + ε, with δ the distance of the priors and β the largest mass under D̂ of an agent's
//! types that aren't kept. As printed the extension has no such slack: where P < 0 and N is small a payment v·P/N is as large as
//! one likes. For the repaired extension the slack is ε + 5κH, and ε + 3κH without positive transfers, with
//! κ_i = d_TV(D_-i, τ(D̂_-i)) ≤ δ + (n-1)β. It is attained for every n. Since 5(n-1) > 4n for n ≥ 6, the printed slack is too small
//! from six agents on even for the repaired extension: with δ = 0 and β = 1/100 it is 0.24·H + ε, and 5κH is 0.245·H.
//!
//! Proof. Fix an agent, a type t and a misreport w. For a profile s of the others in M let pay_r(s) be p_i(r, s) for a kept type r, and
//! for another v_r(x_i(τ(r), s))·P_r/N_r if P_r > 0, P_r if not. Under the repaired extension a report r pays pay_r(τ(t_-i)), and
//! E_D pay_r = P_r, since E_D v_r(x_i(τ(r), ·)) = N_r. So with
//! f(s) = \[v_t(x_i(τ(t), s)) - pay_t(s)\] - \[v_t(x_i(τ(w), s)) - pay_w(s)\], E_D f is what reporting τ(t) in M is worth to t in
//! expectation over reporting τ(w): at least 0 if t isn't kept, by the choice of τ(t), and at least -ε if it is. The first
//! bracket lies in [0, 2H], as the extension is ex-post IR; the second in [-H, 2H], as nobody pays more than what she gets is
//! worth to some type, H at most. So f lies in an interval of width 5H, and by Lemma 2 E_{τ(D̂)} f ≥ -ε - 5κH. Without positive
//! transfers the brackets lie in [0, H] and [-H, H], an interval of width 3H.
//!
//! Attained: two kept types of one agent, whose outcomes depend on whether some other agent is of a type that isn't kept. If so
//! the lie costs 3H and if not it gains 2H; the others' types are replaced, so it always gains 2H.

use super::extended::{self, Hypotheses, Lie, Played, lies, subsidy, tight, worst_offers};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::{BicExtension, Form};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::AgentId;

/// What a lie gains in the extension, against what it gained before and how far types are replaced.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7-bic",
            title: "The BIC extension is nearly BIC",
            printed: Version::refuted(
                Some("4(3/2*delta + beta*n) + 4*delta"),
                "the extension is (4(3/2*delta + beta*n)*H + 4*delta*H + epsilon)-BIC under D^",
            ),
            sharp: Version::holds(
                Some("5"),
                "the repaired extension is (epsilon + 5*kappa*H)-BIC, kappa_i = d_TV(D_-i, tau(D^_-i)) <= delta + (n-1)*beta; 3 for 5 \
                 without positive transfers",
            ),
            ratio_of: "(gain - epsilon)/(kappa*H)",
            hypotheses: &["ex-post IR", "kept types gain at most epsilon under D", "product priors"],
            conventions: &["Bottom is kept", "incentives of all types, whatever their probability"],
            explanation: "Everybody is paid H, with the item in 1 of 100 cases: P/N is -100. Who reports the type that isn't kept gets the item \
                          in 11 of 100 cases, beside replaced types, and is paid 100 times H for it: Bottom gains 11 times H. Before, \
                          Bottom gained H, so epsilon = H, and with beta = 1/10 the slack is 9/5 of H. From six agents on even the \
                          repaired extension gains more: 5*(1 - (1-beta)^5)*H exceeds 24*beta*H: at beta = 1/100 \
                          it is more than 49/200 of H, and that 6/25.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let mut comparisons = check(case, Form::Printed, "as printed").unwrap_or_default();
        comparisons.retain(|comparison| comparison.claim == crate::paper::ClaimKind::Printed);
        comparisons.extend(check(case, Form::Repaired, "repaired").unwrap_or_default());
        comparisons
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let families = [2, 3].into_iter().flat_map(|agents| {
            [true, false].map(|transfers| tight(agents, &ratio(1, 10), worst_offers(transfers)))
        });
        families.chain([subsidy(), tight(6, &ratio(1, 100), worst_offers(true))]).flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("the definition as printed", *self, |case| {
            let mut comparisons = check(case, Form::Printed, "as printed").unwrap_or_default();
            comparisons.retain(|comparison| {
                comparison.claim == crate::paper::ClaimKind::Sharp && comparison.constant == ratio(5, 1)
            });
            comparisons
        })]
    }

    fn effort(&self) -> u64 {
        8
    }
}

/// The gains under D̂ against a constant times ε + (βn + δ)H, for the extension as printed.
pub(super) fn of_order(case: &Case, constant: &Rational) -> Option<Comparison> {
    let hypotheses = Hypotheses::of(case)?;
    let played = Played::extension(&case.table, &hypotheses.extension(Form::Printed)?)?;
    let most = largest_gains(&hypotheses, &played).into_iter().map(|(_, gain)| gain).max()?;
    let moved = hypotheses.beta() * hypotheses.count() + hypotheses.delta();
    let unit = hypotheses.epsilon(|_| true) + moved * hypotheses.bound();
    let what = "as printed: gain <= C*(epsilon + (beta*n + delta)*H)";
    Some(Comparison::within(what, most, constant.clone(), &unit).printed())
}

/// The gains under D̂ against the printed slack and against 5κH.
fn check(case: &Case, form: Form, name: &str) -> Option<Vec<Comparison>> {
    let hypotheses = Hypotheses::of(case)?;
    let extension = hypotheses.extension(form)?;
    let played = Played::extension(&case.table, &extension)?;
    // The paper's ε is about all reports; for the sharp slack kept ones are enough.
    let epsilon = hypotheses.epsilon(|_| true);
    let least = hypotheses.epsilon(|lie| hypotheses.is_kept(lie.agent, lie.report));
    let gains: Vec<(usize, Rational)> = largest_gains(&hypotheses, &played);
    let most = gains.iter().map(|(_, gain)| gain.clone()).max()?;
    let unit = ratio(10, 1) * hypotheses.delta() + ratio(4, 1) * hypotheses.beta() * hypotheses.count();
    let what = format!("{name}: gain <= 4(3/2*delta + beta*n)*H + 4*delta*H + epsilon");
    let printed = Comparison::at_most(what, most, unit * hypotheses.bound() + epsilon).printed();
    let sharp = gains.into_iter().map(|(agent, gain)| within(&hypotheses, &extension, agent, gain - &least));
    Some(std::iter::once(printed).chain(sharp).collect())
}

/// What an agent gains beyond ε, against c·κH.
fn within(hypotheses: &Hypotheses<'_>, extension: &BicExtension, agent: usize, gain: Rational) -> Comparison {
    let unit = hypotheses.kappa(extension, agent) * hypotheses.bound();
    if hypotheses.case.table.is_without_transfers() {
        let what = "without positive transfers: gain - epsilon <= 3*kappa*H";
        Comparison::within(what, gain, ratio(3, 1), &unit)
    } else {
        Comparison::within("gain - epsilon <= 5*kappa*H", gain, ratio(5, 1), &unit)
    }
}

/// The most that each agent gains under D̂.
fn largest_gains(hypotheses: &Hypotheses<'_>, played: &Played<'_>) -> Vec<(usize, Rational)> {
    let all: Vec<Lie> = lies(hypotheses.case.setting()).collect();
    let gains = (0..hypotheses.agents()).map(|agent| {
        let others = hypotheses.case.prior_hat.others(AgentId(agent));
        let hers = all.iter().filter(|lie| lie.agent == agent);
        (agent, hers.map(|lie| played.gain(*lie, &others)).max().unwrap_or_default())
    });
    gains.collect()
}
