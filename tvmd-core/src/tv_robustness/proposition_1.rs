//! Proposition 1: the product of its own marginals is nearly the closest product to a joint distribution.
//!
//! Let D be the product of the marginals of D̂, and D^p any product with d_TV(D̂, D^p) = ε. Printed: d_TV(D, D̂) ≤ (n+1)ε. It holds, and
//! n+1 is the best constant for every n ≥ 2, though it isn't attained.
//!
//! Proof. Marginals are no farther apart than the joint distributions, so each of D is within ε of that of D^p, and couplings of the
//! marginals, drawn independently, agree with probability at least (1-ε)^n: d_TV(D, D^p) ≤ 1 - (1-ε)^n. So
//! d_TV(D, D̂) ≤ ε + 1 - (1-ε)^n, which is below (n+1)ε for n ≥ 2 and 0 < ε < 1; for one agent D = D̂.
//!
//! No smaller constant. Under D^p agent i has type c_i with probability s and else e_i. Let D̂ be D^p with the mass s^n of
//! (c_1, …, c_n) moved to a profile (a_1, …, a_n) of types that D^p doesn't have. Then ε = s^n. Under D the profile of the a_i has
//! mass s^{n²}, so D̂ has s^n - s^{n²} more there. And at each of the n profiles in which one agent has c_i and the others e_j, D̂ has mass
//! s(1-s)^{n-1} and D has (s - s^n)(1-s)^{n-1}: D̂ has s^n(1-s)^{n-1} more. Divided by ε these add up to
//! 1 - s^{n²-n} + n(1-s)^{n-1}, which tends to n+1 as s falls to 0.

use crate::case::build::unit_demand;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::optimum::closest_product::{ClosestProduct, Patience};
use crate::paper::{Comparison, Entry, Statement, Term, Twin, Version};
use crate::prior::Prior;
use crate::setting::Profile;
use num_traits::{One, Zero};

/// The distance to the product of the marginals, against the distance to another product.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-1",
            title: "The product of the marginals is nearly the closest",
            printed: Version::holds(
                Some("n+1"),
                "if a product distribution is within epsilon of D^, the product D of its marginals is within (n+1)*epsilon",
            ),
            sharp: Version::holds(
                Some("n+1"),
                "it is within epsilon + 1 - (1-epsilon)^n; n+1 is the best constant for n >= 2, not attained; for one agent it is 0",
            ),
            ratio_of: "TV(D, D^)/TV(D^p, D^)",
            hypotheses: &["D^p a product", "at least two agents"],
            conventions: &["the first prior is D^p, the second D^; D is the product of D^'s marginals"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, &Rational::one()).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let prior = generator.case()?.prior.product_of_marginals();
        let prior_hat = generator.near(&prior);
        Case::of_priors(prior, prior_hat).ok()
    }

    /// D^p is the closest product to D̂ that can be found, if it is closer than what was drawn.
    fn sharpen(&self, case: Case) -> Case {
        let patience = Patience { tolerance: ratio(1, 10), work: 1_000 };
        let closest = ClosestProduct::to_prior(&case.prior_hat, &patience);
        let distance =
            |prior: &Prior| prior.total_variation(&case.prior_hat).ok().map(|distance| distance.value);
        match closest.filter(|closest| distance(closest) < distance(&case.prior)) {
            Some(prior) => Case { prior, ..case },
            None => case,
        }
    }

    fn grid(&self) -> Vec<Case> {
        let rare = [ratio(1, 10), ratio(1, 400)];
        rare.iter().flat_map(|rare| [2, 3].map(|agents| moved(agents, rare))).flatten().collect()
    }

    fn effort(&self) -> u64 {
        10
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("n for n+1", *self, |case| {
            compare(case, &Rational::zero()).unwrap_or_default().into_iter().take(1).collect()
        })]
    }
}

fn compare(case: &Case, more: &Rational) -> Option<Vec<Comparison>> {
    let agents = case.setting().agents().len();
    if agents < 2 || case.prior != case.prior.product_of_marginals() {
        return None;
    }
    let epsilon = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let distance = case.prior_hat.product_of_marginals().total_variation(&case.prior_hat).ok()?.value;
    let same: Rational = (0..agents).map(|_| Rational::one() - &epsilon).product();
    let count = Rational::from_integer(agents.into());
    let what = format!("{agents} agents: TV(D, D^) <= (n+1)*epsilon");
    let bound = vec![Term::sharp("n*epsilon", &count * &epsilon), Term::sharp("epsilon", more * &epsilon)];
    Some(vec![
        Comparison { constant: count + more, ..Comparison::at_most_sum(what, distance.clone(), bound) },
        Comparison::at_most(
            "TV(D, D^) <= epsilon + 1 - (1-epsilon)^n",
            distance,
            epsilon + Rational::one() - same,
        )
        .not_sharp(),
    ])
}

/// D^p with types of probability `rare`, and D̂ with the mass of the profile of these moved to types that D^p doesn't have.
fn moved(agents: usize, rare: &Rational) -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &vec![vec![vec![Rational::zero()]; 3]; agents])?;
    // The types: c, e and a.
    let marginal = vec![Rational::zero(), rare.clone(), Rational::one() - rare, Rational::zero()];
    let prior = Prior::independent(&setting, &vec![marginal; agents]).ok()?;
    let (from, to) = (Profile::new(vec![1; agents]), Profile::new(vec![3; agents]));
    let atoms = prior
        .support()
        .map(|(profile, mass)| if profile == from { (to.clone(), mass) } else { (profile, mass) });
    let prior_hat = Prior::joint(&setting, atoms.collect::<Vec<_>>()).ok()?;
    Case::of_priors(prior, prior_hat).ok()
}
