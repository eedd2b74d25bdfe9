//! \[DK19\]: posted prices under independent values of which each distribution is a little off.
//!
//! If d_TV(D_i, D̂_i) = ε_i, the products are within 1 - Π(1 - ε_i) ≤ Σ_i ε_i ≤ nε: couple each agent's types optimally and
//! independently, then all agree with probability Π(1 - ε_i). So by Lemma 2 welfare falls by at most V(1 - Π(1 - ε_i)).
//! For one item V is H and not nH, since only one agent is served.
//!
//! Both are attained. Everybody stays away under D̂ but the last agent, who has value H; under D each agent's type is another
//! with probability ε_i: those before the last take the item, which costs 0 and is worth nothing to them, and the last
//! stays away. Welfare is H under D̂, and under D only if nobody's type is another.

use super::lemma_9::largest_times_n;
use super::single_item::{distances, independent, moved, posted, setting, some_posted, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::objective::{Performance, Welfare};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use num_traits::{One, Zero};

/// The distance of products, and the welfare of posted prices under them.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "dk19",
            title: "Posted prices under inaccurate independent priors",
            printed: Version::holds(
                Some("n"),
                "if d_TV(D_i, D^_i) <= eps for all i, products are within n*eps, and the welfare of posted prices for values in \
                 [0, 1] falls by at most n*n*eps",
            ),
            sharp: Version::holds(
                Some("1"),
                "products are within 1 - prod(1 - eps_i), and welfare falls by at most V times that; for one item V is H, not \
                 n*H; both attained",
            ),
            ratio_of: "d_TV(D, D^)/(1 - prod(1 - eps_i))",
            hypotheses: &["independent types"],
            conventions: &["V is the width of the welfare's values in play", "an indifferent buyer buys"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (prior, prior_hat) = (case.prior.product_of_marginals(), case.prior_hat.product_of_marginals());
        let by_agent = distances(&prior, &prior_hat);
        let one = Rational::one;
        let together = one() - by_agent.iter().fold(one(), |agree, chance| agree * (one() - chance));
        let sides = || {
            let distance = prior.total_variation(&prior_hat).ok()?.value;
            let welfare = Performance::new(&Welfare, &case.table).ok()?;
            let loss = welfare.expectation(&prior_hat).ok()? - welfare.expectation(&prior).ok()?;
            let bound = &together * welfare.width_in_play();
            let printed = largest_times_n(&by_agent);
            let products = "d_TV(D, D^) <= 1 - prod(1 - eps_i)";
            Some(vec![
                Comparison::at_most("d_TV(D, D^) <= n*eps", distance.clone(), printed).not_sharp(),
                Comparison::at_most(products, distance, together.clone()),
                Comparison::at_most("Val(D^) - Val(D) <= V*(1 - prod(1 - eps_i))", loss, bound),
            ])
        };
        sides().unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let agents = 2 + generator.position(2);
        if generator.below(2) == 0 {
            return crowded_out(agents, &ratio(1, 2 + whole(generator.below(20))));
        }
        let setting = setting(generator, agents, 2)?;
        let prior_hat = independent(generator, &setting)?;
        let prior = moved(generator, &prior_hat)?;
        Some(Case::new(some_posted(generator, &setting)?, prior, prior_hat))
    }

    fn twins(&self) -> Vec<Twin> {
        let largest = |case: &Case| {
            let (prior, prior_hat) =
                (case.prior.product_of_marginals(), case.prior_hat.product_of_marginals());
            let largest = distances(&prior, &prior_hat).into_iter().max().unwrap_or_default();
            let distance = prior.total_variation(&prior_hat);
            let distance = distance.into_iter().map(|distance| distance.value);
            distance
                .map(|distance| Comparison::at_most("d_TV(D, D^) <= eps", distance, largest.clone()))
                .collect()
        };
        vec![Twin::wrong("eps for n*eps", *self, largest)]
    }
}

/// The case of equality: each agent's type is another with this probability.
fn crowded_out(agents: usize, share: &Rational) -> Option<Case> {
    let last = agents - 1;
    let value = |agent| vec![vec![if agent == last { Rational::one() } else { Rational::zero() }]];
    let setting = additive(1, Rational::one(), &(0..agents).map(value).collect::<Vec<_>>())?;
    let masses = |share: &Rational| -> Vec<Vec<Rational>> {
        let stays = Rational::one() - share;
        let of_agent = |agent| {
            if agent == last {
                vec![share.clone(), stays.clone()]
            } else {
                vec![stays.clone(), share.clone()]
            }
        };
        (0..agents).map(of_agent).collect()
    };
    let prior = Prior::independent(&setting, &masses(share)).ok()?;
    let prior_hat = Prior::independent(&setting, &masses(&Rational::zero())).ok()?;
    let free = vec![Some(Rational::zero()); agents];
    Some(Case::new(posted(&setting, (0..agents).collect(), &free)?, prior, prior_hat))
}
