//! Proposition 4 as it is proved: a Markov random field with pairwise edges and small Δ is close to a product.
//!
//! One of two rows: the paper *states* the bound min{√(mΔ)/4, √(1 - e^{-mΔ/2})} for some product; its *proof* shows
//! min{√(mΔ/4), √(1 - e^{-mΔ/2})} for the product D^p of the vertex potentials. This is the second; the first is
//! [`proposition_4_statement`](super::proposition_4_statement).
//!
//! **The proof is right, and not sharp.** Let S = Σ_e ψ_e. Every edge has two ends, so |S| ≤ mΔ/2 =: M, and D is D^p with density
//! e^S/E\[e^S\]. For an event A of mass p under D^p, D(A) ≤ p e^M/(p e^M + (1 - p) e^{-M}), and D(A) - p is largest for
//! p = 1/(1 + e^M): d_TV(D, D^p) ≤ (e^M - 1)/(e^M + 1) = tanh(mΔ/4). For m = 2 this is attained, by a potential e^Δ on one value of the
//! first item and e^{-Δ} on the others, where that value has mass 1/(1 + e^Δ) under D^p. So √(mΔ)/4 is false for this D^p:
//! for m = 2, tanh(Δ/2) > √(2Δ)/4 at Δ = ln 2 already, where 1/3 > 0.295.

use super::pairwise_field::{CONVENTIONS, HYPOTHESES, Measured};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Mrf;
use crate::prior::mrf::Edge;
use num_traits::One;

/// The bound that the proof shows, for the product of the vertex potentials.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-4-proof",
            title: "Fields with small Delta are close to a product: the proof",
            printed: Version::holds(
                None,
                "TV(D, D^p) <= min{sqrt(m Delta / 4), sqrt(1 - e^(-m Delta / 2))} for the product D^p of the vertex potentials",
            ),
            sharp: Version::holds(
                Some("1"),
                "TV(D, D^p) <= tanh(m Delta / 4) for this D^p, attained for m = 2",
            ),
            ratio_of: "TV/tanh(m Delta/4) at m = 2",
            hypotheses: HYPOTHESES,
            conventions: CONVENTIONS,
            explanation: "tanh(m Delta/4) is attained for m = 2 by e^Delta on one value of the first item and e^-Delta on the \
                          others, where that value has mass 1/(1 + e^Delta) under D^p.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        check_proof(case).unwrap_or_default()
    }

    fn grid(&self) -> Vec<Case> {
        let steep = [2, 3, 5].into_iter().filter_map(|factor| {
            let (more, less) = (ratio(factor, 1), ratio(1, factor));
            let potentials = vec![less.clone(), less, more.clone(), more.clone()];
            let edge = Edge { vertices: vec![0, 1], potentials };
            let field = Mrf::new(vec![vec![more, Rational::one()], vec![Rational::one(); 2]], vec![edge]);
            Case::of_field_alone(field.ok()?)
        });
        steep.collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(true)?;
        Case::of_field_alone(field)
    }

    fn twins(&self) -> Vec<Twin> {
        let printed = |case: &Case| {
            let compared = Measured::of(case).and_then(|measured| {
                let distance = measured.to_vertices()?;
                measured.root(&distance, "TV(D, D^p) <= sqrt(m Delta)/4", 16)
            });
            compared.into_iter().collect()
        };
        vec![Twin::wrong("sqrt(m Delta)/4, as the statement prints it, for the proof's D^p", *self, printed)]
    }
}

fn check_proof(case: &Case) -> Option<Vec<Comparison>> {
    let measured = Measured::of(case)?;
    let distance = measured.to_vertices()?;
    let product = measured.field.without_edges().joint().ok()?;
    let mut comparisons = measured.tilted(&distance);
    comparisons.push(measured.divergence(&product)?);
    comparisons.extend(measured.root(&distance, "TV(D, D^p) <= sqrt(m Delta/4)", 4));
    comparisons.push(measured.exponential("TV(D, D^p) <= sqrt(1 - e^(-m Delta/2))", &distance));
    Some(comparisons)
}
