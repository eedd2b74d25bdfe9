//! Proposition 3: close to a product, and yet with a large Δ.
//!
//! **First construction.** Two items with two values each; masses 1 - 2k + k³, k - k³ twice and k³, for 0 < k < 1/2. The
//! marginals are (1 - k, k), and every cell differs from their product by k² - k³: the distance is 2(k² - k³) ≤ 2k².
//! Whatever the representation, Δ is large. Let ω be the odds ratio D(A,A) D(B,B) / (D(A,B) D(B,A)) and w the product of the
//! potentials of the edges at item 1. What else D is made of are factors of item 1 alone and of item 2 alone, and those
//! cancel: ω = w(A,A) w(B,B) / (w(A,B) w(B,A)). Each of the four lies in [e^{-Δ}, e^Δ], so e^{4Δ} ≥ max(ω, 1/ω); four
//! potentials e^{±(ln ω)/4} attain it. Here 1/ω = (1 - k²)² / (k (1 - 2k + k³)),
//! which is more than 1/k because (1 - k²)² - (1 - 2k + k³) = k (2 - 2k - k² + k³) > 0.
//! As k → 0 both 2k² and 1/k are approached.
//!
//! **Second construction.** A product D^p whose rarest profile t* has mass δ ≤ 1/2, and the potential c of a hyperedge of all
//! items at t* alone, chosen so that t* gets mass ε < δ. The other profiles keep their proportions, so d_TV(D, D^p) = δ - ε,
//! and e^Δ = 1/c with c = (1 - δ) ε / ((1 - ε) δ), which goes to infinity as ε → 0. (The paper's last limit should read +∞, and
//! ε = 0 itself takes no finite potential.)

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::mrf::Edge;
use crate::prior::{Mrf, TotalVariation};
use num_traits::{One, pow};

/// Named numbers of the two constructions.
const K: &str = "k";
const EPSILON: &str = "epsilon";
/// How many cases of the second construction are tried.
const SECOND: usize = 150;

/// Both constructions, at many k, δ and ε.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-3",
            title: "Close to a product with a large Delta",
            printed: Version::holds(
                Some("2"),
                "for 0 < k < 1/2 there are D and a product within 2k^2 of it with Delta >= log(1/k)/4",
            ),
            sharp: Version::holds(
                Some("2"),
                "in every representation e^(4 Delta) >= (1 - k^2)^2 / (k (1 - 2k + k^3)) > 1/k; the distance is 2(k^2 - k^3)",
            ),
            ratio_of: "TV/k^2",
            hypotheses: &["D is one of the paper's two constructions"],
            conventions: &[
                "k, delta and epsilon are rational",
                "Delta is bounded over every representation of D",
            ],
            explanation: "",
        }
    }

    fn grid(&self) -> Vec<Case> {
        let ks = [(49, 100), (2, 5), (1, 3), (1, 4), (1, 10), (1, 100), (1, 1_000)];
        let first = ks.into_iter().flat_map(|(top, bottom)| {
            [(1, 1), (1, 5), (7, 2)].map(|(above, below)| first(&ratio(top, bottom), &ratio(above, below)))
        });
        let mut generator = Generator::new(3);
        let second = std::iter::repeat_with(|| second(&mut generator)).take(SECOND);
        first.flatten().chain(second.flatten()).collect()
    }

    fn is_general(&self) -> bool {
        false
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let of_first = case.parameter(K).and_then(|k| check_first(case, k));
        let of_second = case.parameter(EPSILON).and_then(|epsilon| check_second(case, epsilon));
        of_first.or(of_second).unwrap_or_default()
    }

    fn twins(&self) -> Vec<Twin> {
        let independent = |case: &Case| {
            // Without the cube the two items are independent, and Δ may be 0.
            let k = case.parameter(K).filter(|_| case.field.is_some());
            let compared = k.map(|k| {
                let masses = table(k, &pow(k.clone(), 2));
                Comparison::at_most("1/k <= e^(4 Delta) of every representation", k.recip(), odds(&masses))
            });
            compared.into_iter().collect()
        };
        vec![Twin::wrong("mass k^2 instead of k^3", *self, independent)]
    }
}

/// The masses of (A, A), (A, B), (B, A), (B, B) with marginals (1 - k, k) and a given mass of (B, B).
fn table(k: &Rational, both: &Rational) -> [Rational; 4] {
    let one = k - both;
    [Rational::one() - ratio(2, 1) * k + both, one.clone(), one, both.clone()]
}

/// max(ω, 1/ω).
fn odds([aa, ab, ba, bb]: &[Rational; 4]) -> Rational {
    let odds = aa * bb / (ab * ba);
    if odds < Rational::one() { odds.recip() } else { odds }
}

/// The first construction, represented with a factor moved from B's column of the edge to the vertex.
fn first(k: &Rational, factor: &Rational) -> Option<Case> {
    let [aa, ab, ba, bb] = table(k, &pow(k.clone(), 3));
    let potentials = vec![aa, ab / factor, ba, bb / factor];
    let vertices = vec![vec![Rational::one(); 2], vec![Rational::one(), factor.clone()]];
    let field = Mrf::new(vertices, vec![Edge { vertices: vec![0, 1], potentials }]).ok()?;
    Some(Case::of_field_alone(field)?.with_parameter(K, k.clone()))
}

fn check_first(case: &Case, k: &Rational) -> Option<Vec<Comparison>> {
    let field = case.field.as_ref()?;
    let masses = table(k, &pow(k.clone(), 3));
    let joint = field.joint().ok().filter(|joint| joint.masses().eq(masses.iter().cloned()))?;
    let product = Mrf::new(vec![vec![Rational::one() - k, k.clone()]; 2], Vec::new()).ok()?.joint().ok()?;
    let distance = TotalVariation::between(&joint, &product).value;
    let (least, square) = (odds(&masses), pow(k.clone(), 2));
    let given = pow(field.maximum_weighted_degree().ok()?, 4);
    Some(vec![
        Comparison::within("TV(D, D^p) <= 2 k^2", distance.clone(), ratio(2, 1), &square),
        Comparison::equal("TV(D, D^p) = 2(k^2 - k^3)", distance, ratio(2, 1) * (&square - &square * k)),
        Comparison::at_most("1/k <= e^(4 Delta) of every representation", k.recip(), least.clone()),
        Comparison::at_most("e^(4 Delta) of every representation <= of this one", least, given).not_sharp(),
    ])
}

/// The second construction on a random product of two or three items.
fn second(generator: &mut Generator) -> Option<Case> {
    let plain = generator.field(true)?.without_edges();
    let epsilon = plain.joint().ok()?.masses().min()? * (generator.fraction() + ratio(1, 50)) * ratio(49, 51);
    let (rarest, delta) = rarest(&plain)?;
    let one = Rational::one();
    let potential = (&one - &delta) * &epsilon / ((&one - &epsilon) * &delta);
    let mut potentials: Vec<Rational> = vec![one; plain.sizes().iter().product()];
    *potentials.get_mut(rarest)? = potential;
    let all = (0..plain.sizes().len()).collect();
    let field = Mrf::new(plain.vertices().to_vec(), vec![Edge { vertices: all, potentials }]).ok()?;
    Some(Case::of_field_alone(field)?.with_parameter(EPSILON, epsilon))
}

/// The number and the mass of a profile of smallest probability.
fn rarest(product: &Mrf) -> Option<(usize, Rational)> {
    let masses = product.joint().ok()?.masses().enumerate().collect::<Vec<_>>();
    masses.into_iter().min_by(|one, other| one.1.cmp(&other.1))
}

fn check_second(case: &Case, epsilon: &Rational) -> Option<Vec<Comparison>> {
    let field = case.field.as_ref()?;
    let product = field.without_edges();
    let (rarest, delta) = rarest(&product)?;
    let [edge] = field.edges() else { return None };
    let elsewhere = field.configurations().enumerate().filter(|(number, _)| *number != rarest);
    let mut others = elsewhere.map(|(_, at)| edge.potential(&field.sizes(), &at).clone());
    if *epsilon >= delta || delta > ratio(1, 2) || others.any(|potential| !potential.is_one()) {
        return None;
    }
    let (joint, one) = (field.joint().ok()?, Rational::one());
    let distance = TotalVariation::between(&joint, &product.joint().ok()?).value;
    let potential = (&one - &delta) * epsilon / ((&one - epsilon) * &delta);
    Some(vec![
        Comparison::equal("TV(D, D^p) = delta - epsilon", distance, &delta - epsilon),
        Comparison::equal("D(t*) = epsilon", joint.mass(rarest), epsilon.clone()),
        Comparison::equal("e^Delta = 1/c", field.maximum_weighted_degree().ok()?, potential.recip()),
    ])
}
