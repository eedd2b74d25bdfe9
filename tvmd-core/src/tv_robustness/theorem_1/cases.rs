//! Small cases of Theorem 1: one buyer of two types, and two bidders.

use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle};
use num_traits::{One, Zero};

/// One buyer, worth 1/2 or 1 with masses α : 1, who is given the item; half of the first mass moves to the second.
pub(super) fn low_and_high(alpha: &Rational) -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &[vec![vec![ratio(1, 2)], vec![Rational::one()]]])?;
    let table = first_only(&setting, |_| (Bundle::all(1), Rational::zero()))?;
    let low = alpha / (Rational::one() + alpha);
    let prior = |low: Rational| {
        let high = Rational::one() - &low;
        Prior::from_masses(&setting, &[Rational::zero(), low, high]).ok()
    };
    Some(Case::new(table, prior(low.clone())?, prior(low / ratio(2, 1))?))
}

/// Two bidders of one type each for one item, and two priors.
pub(super) fn two_bidders(generator: &mut Generator) -> Option<Case> {
    let mut bidder = || vec![vec![ratio(if generator.below(2) == 0 { 1 } else { 2 }, 2)]];
    let bidders = [bidder(), bidder()];
    let setting = unit_demand(1, Rational::one(), &bidders)?;
    let prior = generator.prior(&setting);
    let prior_hat = generator.near(&prior);
    Case::of_priors(prior, prior_hat).ok()
}

/// One buyer worth 1/2 or 1, at every price that matters, and pairs of priors with masses in halves and thirds.
pub(super) fn low_or_high() -> Option<Vec<Case>> {
    let half = ratio(1, 2);
    let setting = unit_demand(1, Rational::one(), &[vec![vec![half.clone()], vec![Rational::one()]]])?;
    let priors = |parts: i64| {
        let low = (0..=parts).flat_map(move |low| (0..=parts - low).map(move |high| (low, high)));
        low.map(move |(low, high)| [parts - low - high, low, high].map(|mass| ratio(mass, parts)))
    };
    let priors: Vec<Prior> =
        priors(2).chain(priors(3)).filter_map(|masses| Prior::from_masses(&setting, &masses).ok()).collect();
    let mut cases = Vec::new();
    for price in [Rational::zero(), half.clone(), Rational::one()] {
        let table = first_only(&setting, |reports| {
            let sold = reports.of(AgentId(0)) == 2 || price <= half;
            if sold { (Bundle::all(1), price.clone()) } else { (Bundle::EMPTY, Rational::zero()) }
        })?;
        let pairs = priors.iter().flat_map(|one| priors.iter().map(move |other| (one, other)));
        cases.extend(
            pairs.map(|(prior, prior_hat)| Case::new(table.clone(), prior.clone(), prior_hat.clone())),
        );
    }
    Some(cases)
}
