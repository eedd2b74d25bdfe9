//! The example after Theorem 2 that is offered as tight for Theorem 1: a point mass at V, and a price of V.
//!
//! One buyer, one item. Under P she values it at V for certain, under Q at V with probability 1 - δ and at 0 otherwise. Revenue and
//! welfare of the price V are V and (1 - δ)V, and the distance is δ. So Lemma 2 is an equation here. But Theorem 1 compares with the
//! optimum under Q, and that is (1 - δ)V as well: the price V is optimal for both priors, and the theorem's whole loss of
//! (1 + α)Vδ = 2Vδ is slack. (Theorem 1 is tight elsewhere: see there.)
//!
//! For one buyer and one item no mechanism makes more than the best price (Myerson 1981; Riley and Zeckhauser 1983).

use crate::case::Case;
use crate::case::build::{first_only, unit_demand};
use crate::exact::{Rational, ratio};
use crate::objective::{Objective, Performance, Revenue, Welfare};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle};
use num_traits::{One, Zero};

/// The shares of mass that go to 0.
const DELTAS: [(i64, i64); 5] = [(1, 10), (1, 100), (1, 3), (1, 2), (9, 10)];
/// The type that values the item at V.
const HIGH: usize = 2;

/// The point mass and the price, sentence by sentence, at several δ.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "example-theorem-1",
            title: "The point mass and the price",
            printed: Version::refuted(
                Some("2"),
                "for a price of V and a buyer who is worth V, or V with probability 1 - delta and 0 otherwise, Theorem 1 is tight",
            ),
            sharp: Version::holds(
                Some("1"),
                "there Lemma 2 is tight, for revenue and welfare; Theorem 1 has slack 2*V*delta, since the price V is optimal for \
                 both priors",
            ),
            ratio_of: "(E_P - E_Q)/(V*TV)",
            hypotheses: &[],
            conventions: &["Theorem 1 is tight where E_Q = alpha*OPT(Q) - (1 + alpha)*V*TV"],
            explanation: "Under Q the price V makes (1 - delta)*V, and no mechanism makes more: only a buyer worth V can pay.\n\
                          So E_Q - OPT(Q) = 0, while the theorem, with alpha = 1, allows a loss of 2*V*delta: at delta = 1/10 and \
                          V = 1, it promises 7/10 and 9/10 is made.",
        }
    }

    fn examples(&self) -> Vec<Case> {
        let price = Rational::one();
        DELTAS.iter().filter_map(|(top, bottom)| example(&ratio(*top, *bottom), &price)).collect()
    }

    fn is_general(&self) -> bool {
        false
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        sentences(case).unwrap_or_default()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("a price of V/2", *self, |case| {
            let half = case.parameter("delta").and_then(|delta| example(delta, &ratio(1, 2)));
            let sentences = half.and_then(|case| sentences(&case)).unwrap_or_default();
            sentences.into_iter().filter(|comparison| comparison.what == gap(&Revenue)).collect()
        })]
    }
}

fn gap(objective: &dyn Objective) -> String {
    format!("{}: E_P - E_Q = V * TV", objective.name())
}

fn sentences(case: &Case) -> Option<Vec<Comparison>> {
    let distance = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let v = case.setting().bound();
    let lost = v * &distance;
    let optimum = best_price(case);
    let mut comparisons =
        vec![Comparison::equal("TV = delta", distance.clone(), case.parameter("delta")?.clone())];
    for objective in [&Revenue as &dyn Objective, &Welfare] {
        let performance = Performance::new(objective, &case.table).ok()?;
        let [p, q] = [&case.prior, &case.prior_hat].map(|prior| performance.expectation(prior));
        let (p, q) = (p.ok()?, q.ok()?);
        let name = objective.name();
        comparisons.push(Comparison::equal(gap(objective), p - &q, lost.clone()));
        comparisons.push(Comparison::equal(
            format!("{name}: the price is optimal under Q, too"),
            q.clone(),
            optimum.clone(),
        ));
        // With alpha = 1.
        let promised = &optimum - ratio(2, 1) * &lost;
        let what = format!("as printed, {name}: E_Q = alpha*OPT(Q) - (1 + alpha)*V*TV");
        comparisons.push(Comparison::equal(what, q, promised).printed());
    }
    Some(comparisons)
}

/// The most revenue under Q, and the most welfare: as the other type is worth nothing, they are equal.
fn best_price(case: &Case) -> Rational {
    let types = case.setting().agents()[0].types();
    let value = |at: usize| types[at].valuation().value(Bundle::all(1));
    let marginal = case.prior_hat.marginal(AgentId(0));
    let revenue = |price: Rational| -> Rational {
        let buyers = (0..types.len()).filter(|at| value(*at) >= price);
        &price * buyers.map(|at| marginal.mass(at)).sum::<Rational>()
    };
    (0..types.len()).map(|at| revenue(value(at))).max().unwrap_or_default()
}

/// The example with V = 1, at a price.
fn example(delta: &Rational, price: &Rational) -> Option<Case> {
    let (zero, one) = (Rational::zero(), Rational::one());
    let setting = unit_demand(1, one.clone(), &[vec![vec![zero.clone()], vec![one.clone()]]])?;
    let table = first_only(&setting, |profile| {
        if profile.of(AgentId(0)) == HIGH {
            (Bundle::all(1), price.clone())
        } else {
            (Bundle::EMPTY, zero.clone())
        }
    });
    let prior = Prior::from_masses(&setting, &[zero.clone(), zero.clone(), one.clone()]).ok()?;
    let prior_hat = Prior::from_masses(&setting, &[zero.clone(), delta.clone(), one - delta]).ok()?;
    Some(Case::new(table?, prior, prior_hat).with_parameter("delta", delta.clone()))
}
