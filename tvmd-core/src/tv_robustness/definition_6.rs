//! Definition 6: weighted degrees, and Δ.
//!
//! d_i is the largest |Σ_{e ∋ i} ψ_e(x_e)|, the sum over the hyperedges at i and the maximum over all profiles x; Δ is the
//! largest d_i. The library computes e^{d_i} by elimination; here it is compared with the definition.
//!
//! **Δ belongs to the potentials, not to the distribution.** A factor that depends on one vertex only can be moved from an
//! edge to the vertex: D stays, Δ changes. The twin claims that Δ is a property of D, and is refuted. What can be said of every
//! representation of D comes from Lemma 11; for two vertices with two values each the least Δ is known exactly, see
//! [`proposition_3`](super::proposition_3).

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Mrf, Prior};
use num_traits::One;

/// Weighted degrees by elimination are those of the definition, and moving factors leaves D as it is.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement =
            "d_i is the largest |sum of psi_e over the hyperedges at i|; Delta is the largest d_i";
        Entry {
            id: "definition-6",
            title: "Weighted degree and Delta",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, "the same; Delta depends on the potentials and not only on D"),
            ratio_of: "e^d by elimination / by the definition",
            hypotheses: &["D is given by a Markov random field"],
            conventions: &["degrees are given as e^d, rational and at least 1"],
            explanation: "Delta belongs to the representation: dividing an edge's potential by a factor of one of its values and \
                          multiplying that vertex's potential by it leaves D as it is and changes Delta.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some(field) = &case.field else { return Vec::new() };
        let degrees = (0..field.sizes().len()).map(|vertex| {
            let what = "e^d by elimination and by the definition";
            Some(Comparison::equal(what, field.weighted_degree(vertex).ok()?, degree(field, vertex)))
        });
        let same = moved(field).and_then(|other| {
            let same = Prior::of_field(case.setting(), &other).ok()? == case.prior;
            let what = "moving a factor from an edge to a vertex keeps D";
            Some(Comparison::equal(what, ratio(i64::from(same), 1), ratio(1, 1)))
        });
        degrees.flatten().chain(same).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(false)?;
        Case::of_field_alone(field)
    }

    fn twins(&self) -> Vec<Twin> {
        let invariant = |case: &Case| {
            let both = case.field.as_ref().and_then(|field| Some((field, moved(field)?)));
            let compared = both.and_then(|(field, other)| {
                let (one, other) =
                    (field.maximum_weighted_degree().ok()?, other.maximum_weighted_degree().ok()?);
                Some(Comparison::equal("e^Delta of two representations of one D", one, other))
            });
            compared.into_iter().collect()
        };
        vec![Twin::wrong("Delta is a property of D", *self, invariant)]
    }
}

/// e^{d_i} by the definition.
fn degree(field: &Mrf, vertex: usize) -> Rational {
    let sizes = field.sizes();
    let edges = || field.edges().iter().filter(|edge| edge.vertices.contains(&vertex));
    let products = field.configurations().map(|at| {
        let product: Rational = edges().map(|edge| edge.potential(&sizes, &at)).product();
        if product < Rational::one() { product.recip() } else { product }
    });
    products.max().unwrap_or_else(Rational::one)
}

/// The same distribution: the potentials of an edge, where its first vertex has value 0, divided by 3, and that vertex's
/// multiplied by it. `None` without an edge.
fn moved(field: &Mrf) -> Option<Mrf> {
    let (mut vertices, mut edges) = (field.vertices().to_vec(), field.edges().to_vec());
    let edge = edges.first_mut()?;
    let vertex = *edge.vertices.first()?;
    let block = edge.potentials.len() / field.sizes()[vertex];
    for potential in edge.potentials.iter_mut().take(block) {
        *potential /= ratio(3, 1);
    }
    *vertices[vertex].first_mut()? *= ratio(3, 1);
    Mrf::new(vertices, edges).ok()
}
