//! Definition 5: Markov random fields.
//!
//! The probability of a profile is the product of all potentials at it over the partition function. The library never sums
//! over profiles to get the latter, or a marginal: it eliminates one vertex after the other. Here both are compared with
//! the definition, summed over all profiles. The potentials are a representation and not unique: multiplying one table by
//! a constant changes nothing, which is checked too.

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Mrf, Prior};

/// The prior of a field, and its sums by elimination, are those of the definition.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "D(c) is proportional to the product of e^psi over vertices and hyperedges";
        Entry {
            id: "definition-5",
            title: "Markov random fields",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, "the same; partition function and marginals by variable elimination"),
            ratio_of: "by elimination / by summing over all profiles",
            hypotheses: &["D is given by a Markov random field"],
            conventions: &["potentials are given as e^psi, rational and positive"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let unchanged = case.field.as_ref().and_then(|field| doubled(case, field));
        let what = "a constant factor changes no probability";
        let unchanged = unchanged.map(|same| Comparison::equal(what, same, ratio(1, 1)));
        compare(case, weights).into_iter().flatten().chain(unchanged).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(false)?;
        Case::of_field_alone(field)
    }

    fn twins(&self) -> Vec<Twin> {
        let twin = |case: &Case| {
            let without = |field: &Mrf| {
                let ones =
                    field.vertices().iter().map(|potentials| vec![ratio(1, 1); potentials.len()]).collect();
                Mrf::new(ones, field.edges().to_vec()).map(|field| weights(&field)).unwrap_or_default()
            };
            compare(case, without).unwrap_or_default()
        };
        vec![Twin::wrong("without the potentials of vertices", *self, twin)]
    }
}

/// The product of all potentials at each configuration.
fn weights(field: &Mrf) -> Vec<Rational> {
    let sizes = field.sizes();
    let weight = |at: Vec<usize>| -> Rational {
        let vertices = at.iter().zip(field.vertices()).map(|(value, potentials)| &potentials[*value]);
        vertices.chain(field.edges().iter().map(|edge| edge.potential(&sizes, &at))).product()
    };
    field.configurations().map(weight).collect()
}

fn compare(case: &Case, weights: impl Fn(&Mrf) -> Vec<Rational>) -> Option<Vec<Comparison>> {
    let field = case.field.as_ref()?;
    let weights = weights(field);
    let sum: Rational = weights.iter().sum();
    let by_elimination = field.partition_function().ok()?;
    // The rarest value of the first vertex, as a marginal and as a sum.
    let marginal = field.marginal(&[0]).ok()?;
    let rarest = (0..marginal.len()).min_by_key(|value| marginal.mass(*value))?;
    let with_it = field.configurations().zip(&weights).filter(|(at, _)| at.first() == Some(&rarest));
    let summed = with_it.map(|(_, weight)| weight).sum::<Rational>() / &sum;
    // The prior numbers profiles in the same order, after ⊥.
    let likeliest = (0..weights.len()).max_by(|one, other| weights[*one].cmp(&weights[*other]))?;
    let mass = case.prior.distribution().mass(likeliest + 1);
    Some(vec![
        Comparison::equal("the partition function", by_elimination, sum.clone()),
        Comparison::equal("the probability of the likeliest profile", mass, &weights[likeliest] / &sum),
        Comparison::equal("the marginal of the first vertex", marginal.mass(rarest), summed),
    ])
}

/// 1 if the field with its last table doubled has the case's prior.
fn doubled(case: &Case, field: &Mrf) -> Option<Rational> {
    let (mut vertices, mut edges) = (field.vertices().to_vec(), field.edges().to_vec());
    let table = edges.last_mut().map(|edge| &mut edge.potentials).or(vertices.last_mut())?;
    for potential in table {
        *potential *= ratio(2, 1);
    }
    let prior = Prior::of_field(case.setting(), &Mrf::new(vertices, edges).ok()?).ok()?;
    Some(ratio(i64::from(prior == case.prior), 1))
}
