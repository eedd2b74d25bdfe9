//! Prices whose least expected revenue, over all joint distributions with given marginals, is greatest: chains of offers.
//!
//! Asked from the highest price down, offers at p_1 > p_2 > … that are accepted with probabilities q_1 < q_2 < … make Σ q_k (p_k - p_{k+1}) at worst, and
//! an offer that is no likelier to be accepted than a higher one adds nothing ([`posted`](super::posted) says why).

use super::error::OptimumError;
use super::so_far::SoFar;
use super::stage::Stage;
use super::values::values;
use super::work;
use crate::exact::Rational;
use crate::prior::Distribution;
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::{Signed as _, Zero as _};
use std::collections::HashMap;

/// A price for an agent.
struct Offer {
    agent: usize,
    price: Rational,
    /// How likely it is that she accepts.
    accepted: Rational,
}

/// The search for the best chain.
pub(super) struct Chains<'a> {
    /// Highest price first.
    offers: Vec<Offer>,
    /// By an offer and the agents before it in the chain, in binary: what the chain makes from that offer on, and the next one in it.
    known: HashMap<(usize, u64), (Rational, Option<usize>)>,
    budget: &'a Budget,
    progress: &'a mut dyn FnMut(Stage),
    all: usize,
}

/// Time was up.
struct Stopped;

impl<'a> Chains<'a> {
    /// The price for each agent; none where it isn't for sale to her.
    pub(super) fn best(
        setting: &Setting,
        marginals: &[Distribution],
        budget: &'a Budget,
        progress: &'a mut dyn FnMut(Stage),
    ) -> Result<Vec<Option<Rational>>, OptimumError> {
        let mut offers = Vec::new();
        for (agent, marginal) in marginals.iter().enumerate() {
            let mut accepted = Rational::zero();
            for (price, mass) in values(setting, agent, marginal).into_iter().rev() {
                accepted += mass;
                if price.is_positive() {
                    offers.push(Offer { agent, price, accepted: accepted.clone() });
                }
            }
        }
        offers.sort_by(|one, other| other.price.cmp(&one.price));
        let work = work::chains(setting, marginals, offers.len());
        let all = usize::try_from(&work::beginnings(marginals.len(), offers.len())).unwrap_or(usize::MAX);
        budget.allows(work)?;
        let mut chains = Self { offers, known: HashMap::new(), budget, progress, all };
        let mut best = (Rational::zero(), None);
        for first in 0..chains.offers.len() {
            match chains.from(first, 0) {
                Ok(made) if made > best.0 => best = (made, Some(first)),
                Ok(_) => {}
                Err(Stopped) => return Err(chains.so_far()),
            }
        }
        let (mut prices, mut before) = (vec![None; marginals.len()], 0);
        let mut next = best.1;
        while let Some(at) = next {
            let Offer { agent, price, .. } = &chains.offers[at];
            prices[*agent] = Some(price.clone());
            next = chains.known[&(at, before)].1;
            before |= 1 << agent;
        }
        Ok(prices)
    }

    /// What the best chain makes from an offer on, where these agents come before it.
    fn from(&mut self, at: usize, before: u64) -> Result<Rational, Stopped> {
        if let Some((made, _)) = self.known.get(&(at, before)) {
            return Ok(made.clone());
        }
        if self.budget.is_over() {
            return Err(Stopped);
        }
        let Offer { agent, price, accepted } = &self.offers[at];
        let (price, accepted, with) = (price.clone(), accepted.clone(), before | 1 << agent);
        let mut best = (&accepted * &price, None);
        for next in at + 1..self.offers.len() {
            let offer = &self.offers[next];
            if with >> offer.agent & 1 == 0 && offer.price < price && offer.accepted > accepted {
                let until = &accepted * (&price - &offer.price);
                let made = until + self.from(next, with)?;
                if made > best.0 {
                    best = (made, Some(next));
                }
            }
        }
        self.known.insert((at, before), best.clone());
        (self.progress)(Stage::Choices { tried: self.known.len(), all: self.all });
        Ok(best.0)
    }

    /// A single price, and what chains could make if an agent could have several.
    fn so_far(&self) -> OptimumError {
        let value = self.offers.iter().map(|offer| &offer.price * &offer.accepted).max();
        let mut likeliest = Rational::zero();
        let mut upper = Rational::zero();
        for (at, offer) in self.offers.iter().enumerate() {
            likeliest = likeliest.max(offer.accepted.clone());
            let next = self.offers.get(at + 1).map(|next| next.price.clone()).unwrap_or_default();
            upper += &likeliest * (&offer.price - next);
        }
        OptimumError::TimeIsUp(Box::new(SoFar { value, upper: Some(upper), mechanism: None }))
    }
}
