//! Proposition 4 as it is stated: a Markov random field with pairwise edges and small Δ is close to a product.
//!
//! One of two rows: the paper *states* the bound min{√(mΔ)/4, √(1 - e^{-mΔ/2})} for some product; its *proof* shows
//! min{√(mΔ/4), √(1 - e^{-mΔ/2})} for the product D^p of the vertex potentials. This is the first; the second is
//! [`proposition_4_proof`](super::proposition_4_proof).
//!
//! **The statement is false.** Two items with five values each, potential 4 where they agree and 1/4 where they don't: Δ = ln 4, and
//! the printed bound is √(2 ln 4)/4 < 0.417. D has mass 4/25 on each of the five cells of the diagonal and 1/100 on each of the
//! other twenty. Let p × q be any product, u_i = √(p_i q_i); Σ u_i ≤ 1 by Cauchy and Schwarz. The overlap of D and p × q on the
//! diagonal is Σ min(4/25, u_i²) with 4/25 = (2/5)²; that is convex in u as long as u_i ≤ 2/5, so it is largest with all but one u_i
//! in {0, 2/5}: at most 2 · 4/25 + (1/5)² = 9/25. Off the diagonal it is at most D's 1/5. So
//! d_TV(D, p × q) ≥ 1 - 9/25 - 1/5 = 11/25 = 0.44.
//!
//! Three values are enough, with potentials 3 and 1/3 (distance at least 0.371, by the regions of
//! [`ClosestProduct`](crate::optimum::closest_product::ClosestProduct), and the bound is less than 0.3706); with two values none is known.

use super::pairwise_field::{CONVENTIONS, HYPOTHESES, Measured};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Mrf;
use crate::prior::mrf::Edge;
use num_traits::One;

/// The bound that is printed, for the closest product.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-4-statement",
            title: "Fields with small Delta are close to a product: the statement",
            printed: Version::refuted(
                Some("1"),
                "some product has TV(D, D^p) <= min{sqrt(m Delta)/4, sqrt(1 - e^(-m Delta/2))}",
            ),
            sharp: Version::holds(
                None,
                "some product has TV(D, D^p) <= tanh(m Delta/4) <= min{sqrt(m Delta/4), sqrt(1 - e^(-m Delta/2))}",
            ),
            ratio_of: "TV/(sqrt(m Delta)/4)",
            hypotheses: HYPOTHESES,
            conventions: CONVENTIONS,
            explanation: "Two items, five values, e^psi = 4 where they agree and 1/4 elsewhere: masses 4/25 on the diagonal, 1/100 \
                          off it, Delta = ln 4, bound sqrt(2 ln 4)/4 < 0.417. A product p x q overlaps with the diagonal by at \
                          most 2*4/25 + (1/5)^2 = 9/25, since the sum of sqrt(p_i q_i) is at most 1, and elsewhere by at most \
                          1/5: TV >= 11/25 = 0.44.",
        }
    }

    fn meant(&self) -> Option<Version> {
        let statement =
            "sqrt(m Delta/4) for sqrt(m Delta)/4, as the appendix derives it from Pinsker's inequality";
        Some(Version::holds(None, statement))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        check_stated(case).unwrap_or_default()
    }

    /// Items that like to agree: with five values, where the refutation can be followed by hand, then with fewer.
    fn grid(&self) -> Vec<Case> {
        let sizes = [(5, 4), (4, 3), (3, 3), (2, 3)];
        sizes
            .into_iter()
            .filter_map(|(values, factor)| Case::of_field_alone(agreeing(values, factor)?))
            .collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(true)?;
        Case::of_field_alone(field)
    }

    fn twins(&self) -> Vec<Twin> {
        let of_proof = |case: &Case| {
            let compared = Measured::of(case).and_then(|measured| {
                let distance = measured.to_vertices()?;
                measured.root(&distance, "TV(D, D^p) <= sqrt(m Delta)/4", 16)
            });
            compared.into_iter().collect()
        };
        let product = |case: &Case| {
            let distance = Measured::of(case).and_then(|measured| measured.closest());
            let zero =
                distance.map(|(below, _)| Comparison::equal("TV(D, some product) = 0", below, ratio(0, 1)));
            zero.into_iter().collect()
        };
        vec![
            Twin::wrong("for the proof's D^p", *self, of_proof),
            Twin::wrong("every field is a product", *self, product),
        ]
    }

    fn effort(&self) -> u64 {
        40
    }
}

fn check_stated(case: &Case) -> Option<Vec<Comparison>> {
    let measured = Measured::of(case)?;
    let (below, above) = measured.closest()?;
    let what = "TV(D, closest product) <= sqrt(m Delta)/4";
    // A product that is close enough proves the claim here; only a lower bound on the distance to every product refutes it.
    let proved = measured.root(&above, what, 16)?;
    let printed = if proved.holds() { proved } else { measured.root(&below, what, 16)? };
    let mut comparisons = vec![printed.printed()];
    comparisons.push(measured.exponential("TV(D, closest product) <= sqrt(1 - e^(-m Delta/2))", &above));
    comparisons.extend(measured.tilted(&above).into_iter().map(Comparison::not_sharp));
    Some(comparisons)
}

/// Two items with so many values; e^ψ is `factor` where they agree, and one over it elsewhere.
fn agreeing(values: usize, factor: i64) -> Option<Mrf> {
    let cells = (0..values).flat_map(|one| (0..values).map(move |other| one == other));
    let potentials = cells.map(|agree| if agree { ratio(factor, 1) } else { ratio(1, factor) }).collect();
    let edge = Edge { vertices: vec![0, 1], potentials };
    Mrf::new(vec![vec![Rational::one(); values]; 2], vec![edge]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::ClaimKind;

    /// The distance of 0.44 that is shown by hand, and smaller counterexamples by the search.
    #[test]
    fn refuted_by_two_items_that_like_to_agree() {
        let refuted = |values, factor| {
            let case = Case::of_field_alone(agreeing(values, factor).unwrap()).unwrap();
            let comparison = Stated
                .check(&case)
                .into_iter()
                .find(|comparison| comparison.claim == ClaimKind::Printed)
                .unwrap();
            !comparison.holds()
        };
        assert!(refuted(5, 4) && refuted(4, 3) && refuted(3, 3));
        assert!(!refuted(2, 3) && !refuted(2, 2));
        let five = Case::of_field_alone(agreeing(5, 4).unwrap()).unwrap();
        let measured = Measured::of(&five).unwrap();
        assert_eq!(measured.joint.mass(0), ratio(4, 25));
        assert_eq!(measured.joint.mass(1), ratio(1, 100));
        let (below, above) = measured.closest().unwrap();
        assert!(ratio(417, 1_000) < below && ratio(11, 25) <= above);
    }
}
