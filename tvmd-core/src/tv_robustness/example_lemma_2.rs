//! The tightness remark after Theorem 2, for Lemma 2: equality where objective and mechanism together look like the
//! dual function.
//!
//! The objective is b where P ≥ Q and a elsewhere; then E_P\[O\] - E_Q\[O\] = (b - a)(P(E) - Q(E)) for the event E of
//! Definition 1, which is V · d_TV(P, Q).

use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::objective::{Custom, Performance};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::TotalVariation;

/// For the objective 1/2 on {P ≥ Q} and -1/2 off it, Lemma 2 is an equation.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement =
            "an objective that is greatest where P >= Q and least elsewhere attains V * d_TV(P, Q)";
        Entry {
            id: "example-lemma-2",
            title: "Tightness of Lemma 2",
            printed: Version::holds(Some("1"), statement),
            sharp: Version::holds(Some("1"), statement),
            ratio_of: "(E_P - E_Q)/(V*TV)",
            hypotheses: &[],
            conventions: &["truthful reports"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, |dual| dual)
    }

    fn twins(&self) -> Vec<Twin> {
        let other_way_round = |case: &Case| compare(case, |dual| -dual);
        vec![Twin::wrong("greatest where P < Q", *self, other_way_round)]
    }
}

/// The gap of an objective made from the dual function, 1/2 on {P ≥ Q} and -1/2 off it.
fn compare(case: &Case, made: fn(Rational) -> Rational) -> Vec<Comparison> {
    let distance = TotalVariation::between(case.prior.distribution(), case.prior_hat.distribution());
    let range = (ratio(-1, 2), ratio(1, 2));
    let objective = Custom::new("dual function", range, |setting, types, _| {
        setting.index_of(types).map_or_else(Rational::default, |index| made(distance.dual(index)))
    });
    let gap = Performance::new(&objective, &case.table).ok().and_then(|performance| {
        Some(performance.expectation(&case.prior).ok()? - performance.expectation(&case.prior_hat).ok()?)
    });
    gap.map(|gap| Comparison::equal("E_P - E_Q = V * TV", gap, distance.value)).into_iter().collect()
}
