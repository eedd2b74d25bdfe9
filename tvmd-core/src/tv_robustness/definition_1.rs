//! Definition 1: total variation distance as a supremum over events.
//!
//! The supremum is attained by the event {x : P(x) ≥ Q(x)}: outside it every point has P < Q, inside none has, so adding or
//! removing points can only lower P(E) - Q(E), which is therefore largest there. Q(E) - P(E) is the same for the complement of E. For
//! few points all events are tried.

use crate::case::Case;
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, TotalVariation, distance};

/// The most points of positive mass for which all events are tried.
const MAX_POINTS: usize = 10;

/// sup over events of |P(E) - Q(E)| is attained where P ≥ Q.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "definition-1",
            title: "Total variation distance",
            printed: Version::holds(None, "d_TV(P, Q) is the supremum of |P(E) - Q(E)| over events E"),
            sharp: Version::holds(None, "the event {x : P(x) >= Q(x)} attains the supremum"),
            ratio_of: "supremum over all events / value at {P >= Q}",
            hypotheses: &[],
            conventions: &[],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        let distance = TotalVariation::between(p, q);
        let attained = distance::event_gap(p, q, |point| distance.event[point]);
        let mut comparisons =
            vec![Comparison::equal("|P(E) - Q(E)| at E = {P >= Q}", attained, distance.value.clone())];
        comparisons.extend(
            supremum(p, q)
                .map(|supremum| Comparison::equal("supremum over all events", supremum, distance.value)),
        );
        comparisons
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("events of a single point only", *self, single_points)]
    }
}

fn single_points(case: &Case) -> Vec<Comparison> {
    let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
    let supremum = (0..p.len()).map(|point| distance::event_gap(p, q, |alone| alone == point)).max();
    let distance = TotalVariation::between(p, q).value;
    vec![Comparison::equal("supremum over single points", supremum.unwrap_or_default(), distance)]
}

/// The largest |P(E) - Q(E)| over all events of the points that have mass; `None` if they are too many to try.
fn supremum(p: &Distribution, q: &Distribution) -> Option<Rational> {
    let mut points: Vec<usize> = p.support().chain(q.support()).collect();
    points.sort_unstable();
    points.dedup();
    if points.len() > MAX_POINTS {
        return None;
    }
    let events = 0_u32..1 << points.len();
    let gap = |event: u32| {
        distance::event_gap(p, q, |point| {
            points.binary_search(&point).is_ok_and(|position| event >> position & 1 == 1)
        })
    };
    events.map(gap).max()
}
