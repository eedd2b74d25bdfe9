//! Lemma 11: in a Markov random field, a type and the others' types are independent up to a factor e^{4Δ}.
//!
//! **Events are no harder than single types.** Pr\[t_i ∈ E, t_-i ∈ E'\] / (Pr\[t_i ∈ E\] Pr\[t_-i ∈ E'\]) is an average of the
//! ratios r(x, y) = D(x, y)/(D_i(x) D_-i(y)) over x ∈ E, y ∈ E', weighted with D_i(x) D_-i(y). So its extremes over all pairs
//! of events are those of r, and the check goes through all pairs (x, y) and no others.
//!
//! **It holds.** Gather the potentials that x = t_i takes part in apart from its own vertex into w(x, y); by Definition 6, w lies
//! in [e^{-Δ}, e^Δ]. Then D(x, y) = a(x) b(y) w(x, y)/Z with Z = Σ a b w, and with A = Σ a, B = Σ b
//!
//! r(x, y) = w(x, y) Z / (Σ_y' b(y') w(x, y') · Σ_x' a(x') w(x', y)) ≤ e^Δ · e^Δ A B / (e^{-Δ} B · e^{-Δ} A) = e^{4Δ},
//!
//! and r(x, y) ≥ e^{-4Δ} with every sign turned.
//!
//! **4 is the best exponent.** Two vertices with two values each, potential e^J where they agree and e^{-J} where not, and
//! vertex potentials ε for the value 1 and 1 for the value 0: all four inequalities are equations in the limit ε → 0, so
//! r(1, 1) → e^{4J} = e^{4Δ}. With the potentials turned over r(1, 1) → e^{-4J}.

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Mrf;
use crate::prior::mrf::Edge;
use num_traits::{One, pow};

const ABOVE: &str = "Pr[E and E'] <= e^(4 Delta) Pr[E] Pr[E']";
const BELOW: &str = "e^(-4 Delta) Pr[E] Pr[E'] <= Pr[E and E']";

/// e^{-4Δ} ≤ Pr\[E and E'\]/(Pr\[E\] Pr\[E'\]) ≤ e^{4Δ}, over all pairs of events.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "e^(-4 Delta) <= Pr[t_i in E, t_-i in E'] / (Pr[t_i in E] Pr[t_-i in E']) <= e^(4 Delta) for events of \
                         positive probability";
        Entry {
            id: "lemma-11",
            title: "Markov random fields are nearly independent",
            printed: Version::holds(Some("1"), statement),
            sharp: Version::holds(Some("1"), "the same; no smaller exponent than 4 will do"),
            ratio_of: "Pr[E and E'] / (Pr[E] Pr[E'] e^(4 Delta))",
            hypotheses: &["D is given by a Markov random field"],
            conventions: &[
                "potentials are given as e^psi, so that e^Delta is rational",
                "fields with Delta = 0 are vacuous: both sides are 1",
            ],
            explanation: "4 is approached by two binary vertices with potential e^J where they agree and e^-J where not, and a \
                          weight that makes the value 1 rare in both: the ratio at (1, 1) tends to e^(4J), and Delta is J.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, 4, 1)
    }

    /// Two vertices that agree or disagree by a factor, one value rare.
    fn grid(&self) -> Vec<Case> {
        let weights = [(1, 1), (1, 10), (1, 1_000)];
        let pairs = [2, 3].into_iter().flat_map(move |factor| weights.map(|rare| (factor, rare)));
        let cases = pairs.flat_map(|(factor, (top, bottom))| {
            let (more, less) = (ratio(factor, 1), ratio(1, factor));
            [[&more, &less], [&less, &more]].map(|[agree, not]| {
                let potentials = [agree, not, not, agree].map(Rational::clone).into();
                let rare = vec![Rational::one(), ratio(top, bottom)];
                let field =
                    Mrf::new(vec![rare.clone(), rare], vec![Edge { vertices: vec![0, 1], potentials }]);
                Case::of_field_alone(field.ok()?)
            })
        });
        cases.flatten().collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(false)?;
        Case::of_field_alone(field)
    }

    /// The proof's inequalities are equations where the types of the worst pair are rare: the potentials of its vertices are
    /// divided by 50.
    fn sharpen(&self, case: Case) -> Case {
        let rarer = || {
            let field = case.field.as_ref()?;
            let [(most, at), (least, other)] = extremes(field)?;
            let at = if most * least > Rational::one() { at } else { other };
            let mut vertices = field.vertices().to_vec();
            for (potentials, value) in vertices.iter_mut().zip(at) {
                potentials[value] /= Rational::from_integer(50.into());
            }
            case.with_field(Mrf::new(vertices, field.edges().to_vec()).ok()?)
        };
        rarer().unwrap_or(case)
    }

    fn twins(&self) -> Vec<Twin> {
        // Exponents are compared as 49 · 4 against 50.
        let twin = |case: &Case| compare(case, 4 * 49, 50);
        vec![Twin::wrong("exponent 3.92 instead of 4", *self, twin)]
    }
}

/// Both sides to the power `power`, with e^Δ to the power `exponent`.
fn compare(case: &Case, exponent: usize, power: usize) -> Vec<Comparison> {
    let Some(field) = &case.field else { return Vec::new() };
    let Ok(degree) = field.maximum_weighted_degree() else { return Vec::new() };
    let Some([(most, _), (least, _)]) = extremes(field) else { return Vec::new() };
    if degree.is_one() {
        return Vec::new();
    }
    let bound = pow(degree, exponent);
    vec![
        Comparison::at_most(ABOVE, pow(most, power), bound.clone()),
        Comparison::at_most(BELOW, bound.recip(), pow(least, power)),
    ]
}

/// The largest and the smallest D(x, y)/(D_i(x) D_-i(y)) over all vertices i and configurations, and where.
fn extremes(field: &Mrf) -> Option<[(Rational, Vec<usize>); 2]> {
    let joint = field.joint().ok()?;
    let sizes = field.sizes();
    let count = sizes.len();
    let mut extremes: Option<[(Rational, Vec<usize>); 2]> = None;
    for vertex in 0..count {
        let others: Vec<usize> = (0..count).filter(|other| *other != vertex).collect();
        let (marginal, rest) = (field.marginal(&[vertex]).ok()?, field.marginal(&others).ok()?);
        for (number, at) in field.configurations().enumerate() {
            let number_of_rest = others.iter().fold(0, |number, other| number * sizes[*other] + at[*other]);
            let ratio = joint.mass(number) / (marginal.mass(at[vertex]) * rest.mass(number_of_rest));
            match &mut extremes {
                None => extremes = Some([(ratio.clone(), at.clone()), (ratio, at)]),
                Some([most, _]) if ratio > most.0 => *most = (ratio, at),
                Some([_, least]) if ratio < least.0 => *least = (ratio, at),
                Some(_) => {}
            }
        }
    }
    extremes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs (x, y) stand for all pairs of events.
    #[test]
    fn events_are_no_worse_than_types() {
        let mut generator = Generator::new(3);
        let fields = std::iter::repeat_with(|| generator.field(false)).take(60).flatten();
        for field in fields.filter(|field| field.sizes().len() == 2) {
            let (joint, sizes) = (field.joint().unwrap(), field.sizes());
            let [(most, _), (least, _)] = extremes(&field).unwrap();
            let events = |size: usize| 1_u32..1 << size;
            let mass = |one: u32, other: u32| -> Rational {
                let cells = (0..sizes[0]).flat_map(|x| (0..sizes[1]).map(move |y| (x, y)));
                let inside = cells.filter(|(x, y)| one >> x & 1 == 1 && other >> y & 1 == 1);
                inside.map(|(x, y)| joint.mass(x * sizes[1] + y)).sum()
            };
            let all = u32::MAX;
            for (one, other) in
                events(sizes[0]).flat_map(|one| events(sizes[1]).map(move |other| (one, other)))
            {
                let ratio = mass(one, other) / (mass(one, all) * mass(all, other));
                assert!(least <= ratio && ratio <= most);
            }
        }
    }
}
