//! Proposition 4: a Markov random field with pairwise edges and small Δ is close to a product.
//!
//! Two rows. The paper *states* the bound min{√(mΔ)/4, √(1 - e^{-mΔ/2})} for some product; its *proof* shows
//! min{√(mΔ/4), √(1 - e^{-mΔ/2})} for the product D^p of the vertex potentials.
//!
//! **The proof is right, and not sharp.** Let S = Σ_e ψ_e. Every edge has two ends, so |S| ≤ mΔ/2 =: M, and D is D^p with density
//! e^S/E\[e^S\]. For an event A of mass p under D^p, D(A) ≤ p e^M/(p e^M + (1 - p) e^{-M}), and D(A) - p is largest for
//! p = 1/(1 + e^M): d_TV(D, D^p) ≤ (e^M - 1)/(e^M + 1) = tanh(mΔ/4). For m = 2 this is attained, by a potential e^Δ on one value of the
//! first item and e^{-Δ} on the others, where that value has mass 1/(1 + e^Δ) under D^p. So √(mΔ)/4 is false for this D^p:
//! for m = 2, tanh(Δ/2) > √(2Δ)/4 at Δ = ln 2 already, where 1/3 > 0.295.
//!
//! **The statement is false.** Two items with five values each, potential 4 where they agree and 1/4 where they don't: Δ = ln 4, and
//! the printed bound is √(2 ln 4)/4 < 0.417. D has mass 4/25 on each of the five cells of the diagonal and 1/100 on each of the
//! other twenty. Let p × q be any product, u_i = √(p_i q_i); Σ u_i ≤ 1 by Cauchy and Schwarz. The overlap of D and p × q on the
//! diagonal is Σ min(4/25, u_i²) with 4/25 = (2/5)²; that is convex in u as long as u_i ≤ 2/5, so it is largest with all but one u_i
//! in {0, 2/5}: at most 2 · 4/25 + (1/5)² = 9/25. Off the diagonal it is at most D's 1/5. So
//! d_TV(D, p × q) ≥ 1 - 9/25 - 1/5 = 11/25 = 0.44.
//!
//! Three values are enough, with potentials 3 and 1/3 (distance at least 0.371, by the regions of
//! [`ClosestProduct`], and the bound is less than 0.3706); with two values none is known.

use crate::case::{Case, Generator};
use crate::exact::enclosure::{self, Enclosure, decide};
use crate::exact::{Rational, ratio};
use crate::optimum::closest_product::{ClosestProduct, Patience};
use crate::paper::{ClaimKind, Comparison, Entry, Statement, Twin, Version};
use crate::prior::divergence::kullback_leibler;
use crate::prior::mrf::Edge;
use crate::prior::{Distribution, Mrf, TotalVariation};
use num_traits::{One, Zero, pow};

const CONVENTIONS: &[&str] = &[
    "potentials are given as e^psi, so that e^Delta is rational",
    "Delta is that of the given representation",
    "roots and logarithms are enclosed by rationals until the comparison is decided; the quoted side is the end that decides it",
    "fields with Delta = 0 are vacuous: they are products",
];
const HYPOTHESES: &[&str] = &["D is given by a Markov random field with only pairwise edges"];

/// How long to look for products closer than the printed bound, in rounds, see [`Patience`].
const WORK: [usize; 3] = [1, 1_000, 15_000];

/// The bound that the proof shows, for the product of the vertex potentials.
#[derive(Clone, Copy, Debug)]
pub struct Proof;

/// The bound that is printed, for the closest product.
#[derive(Clone, Copy, Debug)]
pub struct Stated;

impl Statement for Proof {
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
            let compared = Measured::of(case).and_then(|own| {
                let distance = own.to_vertices()?;
                own.root(&distance, "TV(D, D^p) <= sqrt(m Delta)/4", 16)
            });
            compared.into_iter().collect()
        };
        vec![Twin::wrong("sqrt(m Delta)/4, as the statement prints it, for the proof's D^p", *self, printed)]
    }
}

fn check_proof(case: &Case) -> Option<Vec<Comparison>> {
    let own = Measured::of(case)?;
    let distance = own.to_vertices()?;
    let product = own.field.without_edges().joint().ok()?;
    let mut comparisons = own.tilted(&distance);
    comparisons.push(own.divergence(&product)?);
    comparisons.extend(own.root(&distance, "TV(D, D^p) <= sqrt(m Delta/4)", 4));
    comparisons.push(own.exponential("TV(D, D^p) <= sqrt(1 - e^(-m Delta/2))", &distance));
    Some(comparisons)
}

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
            let compared = Measured::of(case).and_then(|own| {
                let distance = own.to_vertices()?;
                own.root(&distance, "TV(D, D^p) <= sqrt(m Delta)/4", 16)
            });
            compared.into_iter().collect()
        };
        let product = |case: &Case| {
            let distance = Measured::of(case).and_then(|own| own.closest());
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
    let own = Measured::of(case)?;
    let (below, above) = own.closest()?;
    let what = "TV(D, closest product) <= sqrt(m Delta)/4";
    // A product that is close enough proves the claim here; only a lower bound on the distance to every product refutes it.
    let proved = own.root(&above, what, 16)?;
    let printed = if proved.holds() { proved } else { own.root(&below, what, 16)? };
    let mut comparisons = vec![printed.printed()];
    comparisons.push(own.exponential("TV(D, closest product) <= sqrt(1 - e^(-m Delta/2))", &above));
    comparisons.extend(own.tilted(&above).into_iter().map(Comparison::not_sharp));
    Some(comparisons)
}

/// Two items with so many values; e^ψ is `factor` where they agree, and one over it elsewhere.
fn agreeing(values: usize, factor: i64) -> Option<Mrf> {
    let cells = (0..values).flat_map(|one| (0..values).map(move |other| one == other));
    let potentials = cells.map(|agree| if agree { ratio(factor, 1) } else { ratio(1, factor) }).collect();
    let edge = Edge { vertices: vec![0, 1], potentials };
    Mrf::new(vec![vec![Rational::one(); values]; 2], vec![edge]).ok()
}

/// A field with only pairwise edges, and what both rows measure of it.
struct Measured<'a> {
    field: &'a Mrf,
    joint: Distribution,
    /// e^{mΔ}, above 1.
    power: Rational,
    /// e^Δ.
    degree: Rational,
}

impl<'a> Measured<'a> {
    fn of(case: &'a Case) -> Option<Self> {
        let field = case.field.as_ref().filter(|field| field.is_pairwise())?;
        let degree = field.maximum_weighted_degree().ok().filter(|degree| !degree.is_one())?;
        let power = pow(degree.clone(), field.sizes().len());
        Some(Self { field, joint: field.joint().ok()?, power, degree })
    }

    /// The distance to the product of the vertex potentials.
    fn to_vertices(&self) -> Option<Rational> {
        Some(TotalVariation::between(&self.joint, &self.field.without_edges().joint().ok()?).value)
    }

    /// Bounds on the distance to the closest product, from below and from above.
    fn closest(&self) -> Option<(Rational, Rational)> {
        let mut bounds = (Rational::zero(), self.to_vertices()?);
        let mut tolerance = Rational::one();
        for work in WORK {
            let found =
                ClosestProduct::search(&self.joint, &self.field.sizes(), &Patience { tolerance, work })?;
            bounds = (bounds.0.max(found.lower), bounds.1.min(found.upper));
            // Once the printed bound is on one side, no more precision is needed.
            let [above, below] = [&bounds.1, &bounds.0].map(|bound| self.root(bound, "", 16));
            let printed = above?;
            if printed.holds() || !below?.holds() {
                break;
            }
            tolerance = (&bounds.1 - printed.right) / ratio(2, 1);
        }
        Some(bounds)
    }

    /// distance ≤ tanh(mΔ/4); without roots where m isn't 2, in the form ((1 + TV)/(1 - TV))² ≤ e^{mΔ}.
    fn tilted(&self, distance: &Rational) -> Vec<Comparison> {
        let one = Rational::one();
        if self.field.sizes().len() == 2 {
            let bound = (&self.degree - &one) / (&self.degree + &one);
            return vec![Comparison::at_most("TV <= tanh(Delta/2) for m = 2", distance.clone(), bound)];
        }
        let odds = (&one + distance) / (&one - distance);
        let what = "((1 + TV)/(1 - TV))^2 <= e^(m Delta)";
        vec![Comparison::at_most(what, pow(odds, 2), self.power.clone()).not_sharp()]
    }

    /// distance ≤ √(1 - e^{-mΔ/2}), without roots.
    fn exponential(&self, what: &str, distance: &Rational) -> Comparison {
        let rest = Rational::one() - pow(distance.clone(), 2);
        Comparison::at_most(what, self.power.recip(), pow(rest, 2)).not_sharp()
    }

    /// distance ≤ √(mΔ/divisor). The right side is an end of an enclosure, the one that decides.
    fn root(&self, distance: &Rational, what: &str, divisor: i64) -> Option<Comparison> {
        let right = decide(|bits| {
            let bound = enclosure::ln(&self.power, bits)?.times(&ratio(1, divisor)).sqrt(bits)?;
            deciding_end(distance, &bound)
        })?;
        Some(Comparison { claim: ClaimKind::Holds, ..Comparison::at_most(what, distance.clone(), right) })
    }

    /// min of both divergences ≤ mΔ/2, by the ends that a violation would have to pass.
    fn divergence(&self, product: &Distribution) -> Option<Comparison> {
        const BITS: u32 = 64;
        let forth = kullback_leibler(&self.joint, product, BITS)?;
        let back = kullback_leibler(product, &self.joint, BITS)?;
        let least = forth.low().min(back.low()).clone();
        let bound = enclosure::ln(&self.power, BITS)?.times(&ratio(1, 2));
        let what = "min{KL(D, D^p), KL(D^p, D)} <= m Delta/2";
        Some(Comparison::at_most(what, least, bound.high().clone()).not_sharp())
    }
}

/// The end of the bound's enclosure on the side of the distance, if the distance isn't inside.
fn deciding_end(distance: &Rational, bound: &Enclosure) -> Option<Rational> {
    if distance <= bound.low() {
        Some(bound.low().clone())
    } else {
        (distance > bound.high()).then(|| bound.high().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The distance of 0.44 that is shown by hand, and smaller counterexamples by the search.
    #[test]
    fn refuted_by_two_items_that_like_to_agree() {
        let refuted = |values, factor| {
            let case = Case::of_field_alone(agreeing(values, factor).unwrap()).unwrap();
            let comparison =
                Stated.check(&case).into_iter().find(|own| own.claim == ClaimKind::Printed).unwrap();
            !comparison.holds()
        };
        assert!(refuted(5, 4) && refuted(4, 3) && refuted(3, 3));
        assert!(!refuted(2, 3) && !refuted(2, 2));
        let five = Case::of_field_alone(agreeing(5, 4).unwrap()).unwrap();
        let own = Measured::of(&five).unwrap();
        assert_eq!(own.joint.mass(0), ratio(4, 25));
        assert_eq!(own.joint.mass(1), ratio(1, 100));
        let (below, above) = own.closest().unwrap();
        assert!(ratio(417, 1_000) < below && ratio(11, 25) <= above);
    }
}
