//! Myerson's auction: the most revenue from one item and independent values, without a linear program.
//!
//! Sold to an agent at a price, the item goes at a rate q = Pr\[value ≥ price\] and makes R = price·q. From one value of hers to
//! the next below, R grows by her *virtual value* per unit of q:
//!
//! φ(v) = v - (v' - v)·Pr\[value ≥ v'\]/Pr\[value = v\], with v' the next value above v.
//!
//! Lotteries over prices attain the concave hull of the points (q, R); its slope at v is the *ironed* virtual value. It grows
//! with v, and the revenue of any BIC mechanism is at most the expectation of the winner's. So the item goes to the greatest
//! one if that is at least 0, at the least value of the winner with which she would still have won: truth is a dominant
//! strategy, nobody loses, and the bound is attained. Where φ itself doesn't grow with v, the auction without ironing
//! isn't even truthful.
//!
//! Ties: to the agent who comes first in the setting; 0 is enough to win. ⊥ may have mass: whoever stays away is worth 0, and who is
//! worth 0 never wins. A value of probability 0 counts as the next one below that has some, and never wins if there is none.
//!
//! Myerson 1981, *Optimal auction design*; Elkind 2007, *Designing and learning optimal finite support auctions*, for finitely many values.
//!
//! ```
//! use tvmd::optimum::myerson::Myerson;
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior independent { First uniform Second { Low: 3/4, High: 1/4 } }
//!     }
//! }
//!
//! let auction = Myerson::of(&Gallery::prior())?;
//! let low = &auction.levels(gallery::Agent::Second)[0];
//! assert_eq!(low.virtual_value, ratio!(2 / 3), "1 - (2 - 1)·(1/4)/(3/4)");
//! assert!(!auction.is_ironed());
//! let revenue = Performance::new(&Revenue, &auction.table()?)?;
//! assert_eq!(revenue.expectation(&Gallery::prior())?, ratio!(3 / 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::values::{atoms, value};
use crate::exact::Rational;
use crate::mechanism::{Mechanism, Outcome};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::{Signed, Zero};
use std::cmp::Reverse;
use std::fmt;

/// The most profitable auction of one item for a prior under which agents are independent.
#[derive(Clone, Debug)]
pub struct Myerson {
    setting: Setting,
    /// By agent: the values above 0 of positive probability, lowest first.
    levels: Vec<Vec<Level>>,
}

/// A value of an agent, and what it is worth to the seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What the item is worth to her, above 0.
    pub value: Rational,
    /// How likely that is, above 0.
    pub mass: Rational,
    /// Her virtual value φ.
    pub virtual_value: Rational,
    /// The same, ironed: never less than at a lower value of hers.
    pub ironed: Rational,
}

/// Why Myerson's theorem doesn't speak about a prior.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Beyond {
    /// The setting has this many items and not one.
    Items(usize),
    /// The agents' types aren't independent.
    Correlated,
}

impl fmt::Display for Beyond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Items(items) => write!(
                f,
                "Myerson's auction sells one item, and the setting has {items}; `Design` finds the best mechanism for several"
            ),
            Self::Correlated => f.write_str(
                "Myerson's auction is for independent agents, and these are correlated; `Design` finds the best mechanism for them",
            ),
        }
    }
}

impl std::error::Error for Beyond {}

impl Myerson {
    /// The auction for a prior.
    ///
    /// # Errors
    /// If there isn't exactly one item, or agents aren't independent.
    pub fn of(prior: &Prior) -> Result<Self, Beyond> {
        let setting = prior.setting();
        if setting.items().len() != 1 {
            return Err(Beyond::Items(setting.items().len()));
        }
        if prior.product_of_marginals() != *prior {
            return Err(Beyond::Correlated);
        }
        let levels = (0..setting.agents().len())
            .map(|agent| levels(atoms(prior, agent).into_iter().filter(|(value, _)| value.is_positive())));
        Ok(Self { setting: setting.clone(), levels: levels.collect() })
    }

    /// An agent's values above 0 of positive probability, lowest first.
    ///
    /// # Panics
    /// If the setting has no such agent.
    #[must_use]
    pub fn levels(&self, agent: impl Into<AgentId>) -> &[Level] {
        &self.levels[agent.into().0]
    }

    /// Whether some virtual value had to be ironed.
    #[must_use]
    pub fn is_ironed(&self) -> bool {
        self.levels.iter().flatten().any(|level| level.ironed != level.virtual_value)
    }

    /// The ironed virtual value of a type, if it can win at all.
    fn score(&self, agent: usize, report: usize) -> Option<&Rational> {
        let value = value(&self.setting, agent, report);
        let level = self.levels[agent].iter().rev().find(|level| level.value <= value)?;
        (!level.ironed.is_negative()).then_some(&level.ironed)
    }
}

impl Mechanism for Myerson {
    fn name(&self) -> &'static str {
        "myerson"
    }

    fn setting(&self) -> &Setting {
        &self.setting
    }

    fn outcome(&self, reports: &Profile) -> Outcome {
        let agents = self.setting.agents().len();
        // Greatest first; of equally great ones the agent who comes first.
        let mut ranks: Vec<(&Rational, Reverse<usize>)> = reports
            .types()
            .iter()
            .enumerate()
            .filter_map(|(agent, report)| Some((self.score(agent, *report)?, Reverse(agent))))
            .collect();
        ranks.sort_by(|one, other| other.cmp(one));
        let Some((_, Reverse(winner))) = ranks.first() else { return Outcome::nothing(agents) };
        let wins = |level: &&Level| match ranks.get(1) {
            Some(rival) => (&level.ironed, Reverse(*winner)) > *rival,
            None => !level.ironed.is_negative(),
        };
        let price = self.levels[*winner].iter().find(wins).map(|level| level.value.clone());
        Outcome::sale(agents, AgentId(*winner), Bundle::all(1), price.unwrap_or_default())
    }
}

/// The virtual values of (value, probability), given lowest value first, plain and ironed.
fn levels(atoms: impl DoubleEndedIterator<Item = (Rational, Rational)>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    // The corners of the revenue curve's hull from the highest value on: how many levels end there, and the (q, R) between.
    let mut pieces: Vec<(usize, Rational, Rational)> = Vec::new();
    let (mut sold, mut revenue) = (Rational::zero(), Rational::zero());
    for (value, mass) in atoms.rev() {
        sold += &mass;
        let more = &value * &sold - &revenue;
        revenue += &more;
        let virtual_value = &more / &mass;
        levels.push(Level { value, mass: mass.clone(), ironed: virtual_value.clone(), virtual_value });
        let mut piece = (1, mass, more);
        // A slope that rises is below the chord over it and the one before.
        while let Some((count, wide, high)) =
            pieces.pop_if(|(_, wide, high)| &piece.2 * &*wide > &*high * &piece.1)
        {
            piece = (piece.0 + count, piece.1 + wide, piece.2 + high);
        }
        pieces.push(piece);
    }
    let slopes = pieces.iter().flat_map(|(count, wide, high)| std::iter::repeat_n(high / wide, *count));
    levels.iter_mut().zip(slopes).for_each(|(level, slope)| level.ironed = slope);
    levels.reverse();
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Generator, build::additive};
    use crate::exact::ratio;
    use crate::incentive::IncentiveReport;
    use crate::objective::{Performance, Revenue};
    use crate::optimum::{Design, Truthfulness};

    fn prior(values: &[Vec<i64>], masses: &[Vec<Rational>]) -> Prior {
        let types: Vec<Vec<Vec<Rational>>> =
            values.iter().map(|values| values.iter().map(|value| vec![ratio(*value, 1)]).collect()).collect();
        let setting = additive(1, ratio(9, 1), &types).unwrap();
        Prior::independent(&setting, masses).unwrap()
    }

    /// Two agents of three to five types, or three of up to two; ⊥ and probability 0 included.
    fn random(generator: &mut Generator) -> Prior {
        let agents = 2 + generator.position(4) / 3;
        let types = |generator: &mut Generator| {
            if agents == 2 { 3 + generator.position(3) } else { 1 + generator.position(2) }
        };
        let small = |generator: &mut Generator, end: u64| i64::try_from(generator.below(end)).unwrap();
        let values: Vec<Vec<i64>> =
            (0..agents).map(|_| (0..types(generator)).map(|_| small(generator, 10)).collect()).collect();
        let masses: Vec<Vec<Rational>> = values
            .iter()
            .map(|values| {
                let mut weight = |report| small(generator, 5).pow(2) + i64::from(report == 1);
                let weights: Vec<i64> = (0..=values.len()).map(&mut weight).collect();
                let total: i64 = weights.iter().sum();
                weights.iter().map(|weight| ratio(*weight, total)).collect()
            })
            .collect();
        prior(&values, &masses)
    }

    fn revenue(auction: &Myerson, prior: &Prior) -> Rational {
        Performance::new(&Revenue, &auction.table().unwrap()).unwrap().expectation(prior).unwrap()
    }

    /// The auction that trusts φ as it is.
    fn without_ironing(auction: &Myerson) -> Myerson {
        let mut auction = auction.clone();
        auction.levels.iter_mut().flatten().for_each(|level| level.ironed = level.virtual_value.clone());
        auction
    }

    #[test]
    fn is_truthful_and_as_good_as_any() {
        let (mut ironed, mut refuted) = (0, 0);
        let mut generator = Generator::new(1);
        for _ in 0..60 {
            let prior = random(&mut generator);
            let auction = Myerson::of(&prior).unwrap();
            let report = auction.incentives(Some(&prior)).unwrap();
            assert!(report.ex_post_ir.holds && report.dsic.holds);
            let earned = revenue(&auction, &prior);
            for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
                assert_eq!(Design::revenue(&prior, truthfulness).best().unwrap().value, earned);
            }
            ironed += usize::from(auction.is_ironed());
            let twin = IncentiveReport::of(&without_ironing(&auction).table().unwrap(), None).unwrap();
            refuted += usize::from(!twin.dsic.holds);
            assert!(auction.is_ironed() || twin.dsic.holds);
        }
        // A quarter of these priors need ironing; where it matters, an auction without it isn't truthful.
        assert!((10..20).contains(&ironed), "{ironed}, {refuted}");
        assert!((5..20).contains(&refuted), "{ironed}, {refuted}");
    }

    #[test]
    fn ironing_by_hand() {
        // 1, 2 and 4 with 1/2, 1/8 and 3/8: R is 3/2 at q = 3/8, 1 at 1/2 and 1 at 1.
        let masses = vec![ratio(0, 1), ratio(1, 2), ratio(1, 8), ratio(3, 8)];
        let auction = Myerson::of(&prior(&[vec![1, 2, 4]], &[masses])).unwrap();
        let slopes = |of: fn(&Level) -> &Rational| -> Vec<Rational> {
            auction.levels(AgentId(0)).iter().map(of).cloned().collect()
        };
        assert_eq!(slopes(|level| &level.virtual_value), [ratio(0, 1), ratio(-4, 1), ratio(4, 1)]);
        assert_eq!(slopes(|level| &level.ironed), [ratio(-4, 5), ratio(-4, 5), ratio(4, 1)]);
    }

    #[test]
    fn speaks_of_one_item_and_independent_agents_only() {
        let halves = || vec![ratio(0, 1), ratio(1, 2), ratio(1, 2)];
        let apart = prior(&[vec![1, 2], vec![1, 2]], &[halves(), halves()]);
        let together = [vec![1, 1], vec![2, 2]].map(|types| (Profile::new(types), ratio(1, 2)));
        let correlated = Prior::joint(apart.setting(), together).unwrap();
        assert_eq!(Myerson::of(&correlated).unwrap_err(), Beyond::Correlated);
        let two = additive(2, ratio(2, 1), &[vec![vec![ratio(1, 1), ratio(1, 1)]]]).unwrap();
        assert_eq!(Myerson::of(&Prior::uniform(&two)).unwrap_err(), Beyond::Items(2));
    }
}
