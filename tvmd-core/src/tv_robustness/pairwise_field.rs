//! A Markov random field with pairwise edges beside products: distances and the bounds of Proposition 4, whose two rows
//! ([`proposition_4_statement`](super::proposition_4_statement), [`proposition_4_proof`](super::proposition_4_proof)) share it.

use crate::case::Case;
use crate::exact::enclosure::{self, Enclosure, decide};
use crate::exact::{Rational, ratio};
use crate::optimum::closest_product::{ClosestProduct, Patience};
use crate::paper::{ClaimKind, Comparison};
use crate::prior::divergence::kullback_leibler;
use crate::prior::{Distribution, Mrf, TotalVariation};
use num_traits::{One, Zero, pow};

pub(super) const CONVENTIONS: &[&str] = &[
    "potentials are given as e^psi, so that e^Delta is rational",
    "Delta is that of the given representation",
    "roots and logarithms are enclosed by rationals until the comparison is decided; the quoted side is the end that decides it",
    "fields with Delta = 0 are vacuous: they are products",
];
pub(super) const HYPOTHESES: &[&str] = &["D is given by a Markov random field with only pairwise edges"];

/// How long to look for products closer than the printed bound, in rounds, see [`Patience`].
const WORK: [usize; 3] = [1, 1_000, 15_000];

/// A field with only pairwise edges, and what both rows measure of it.
pub(super) struct Measured<'a> {
    pub(super) field: &'a Mrf,
    pub(super) joint: Distribution,
    /// e^{mΔ}, above 1.
    power: Rational,
    /// e^Δ.
    degree: Rational,
}

impl<'a> Measured<'a> {
    pub(super) fn of(case: &'a Case) -> Option<Self> {
        let field = case.field.as_ref().filter(|field| field.is_pairwise())?;
        let degree = field.maximum_weighted_degree().ok().filter(|degree| !degree.is_one())?;
        let power = pow(degree.clone(), field.sizes().len());
        Some(Self { field, joint: field.joint().ok()?, power, degree })
    }

    /// The distance to the product of the vertex potentials.
    pub(super) fn to_vertices(&self) -> Option<Rational> {
        Some(TotalVariation::between(&self.joint, &self.field.without_edges().joint().ok()?).value)
    }

    /// Bounds on the distance to the closest product, from below and from above.
    pub(super) fn closest(&self) -> Option<(Rational, Rational)> {
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
    pub(super) fn tilted(&self, distance: &Rational) -> Vec<Comparison> {
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
    pub(super) fn exponential(&self, what: &str, distance: &Rational) -> Comparison {
        let rest = Rational::one() - pow(distance.clone(), 2);
        Comparison::at_most(what, self.power.recip(), pow(rest, 2)).not_sharp()
    }

    /// distance ≤ √(mΔ/divisor). The right side is an end of an enclosure, the one that decides.
    pub(super) fn root(&self, distance: &Rational, what: &str, divisor: i64) -> Option<Comparison> {
        let right = decide(|bits| {
            let bound = enclosure::ln(&self.power, bits)?.times(&ratio(1, divisor)).sqrt(bits)?;
            deciding_end(distance, &bound)
        })?;
        Some(Comparison { claim: ClaimKind::Holds, ..Comparison::at_most(what, distance.clone(), right) })
    }

    /// min of both divergences ≤ mΔ/2, by the ends that a violation would have to pass.
    pub(super) fn divergence(&self, product: &Distribution) -> Option<Comparison> {
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
