//! What bundles are worth to a type, and the best set to buy at given prices.

use super::bundle::Bundle;
use super::position::ItemId;
use crate::exact::Rational;
use num_traits::{Signed, Zero};

/// The value of every bundle to one type, in [0, H].
///
/// ```
/// use tvmd::setting::Valuation;
/// use tvmd::{Bundle, ItemId, ratio};
///
/// let both = Bundle::all(2);
/// let numbers = vec![ratio!(1), ratio!(2)];
/// assert_eq!(Valuation::Additive(numbers.clone()).value(both), ratio!(3));
/// assert_eq!(Valuation::UnitDemand(numbers).value(both), ratio!(2));
///
/// // Tea at 1/2 and milk at 3/2, for someone who wants the two together.
/// let together = Valuation::Bundles(vec![(both, ratio!(3))]);
/// let prices = |item: ItemId| if item.0 == 0 { ratio!(1 / 2) } else { ratio!(3 / 2) };
/// assert_eq!(together.best_set(both, prices), both);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Valuation {
    /// The sum of its items' values; one value per item.
    Additive(Vec<Rational>),
    /// The largest of its items' values; one value per item.
    UnitDemand(Vec<Rational>),
    /// The value listed for it, or of its most valuable listed part. ⊥ lists nothing.
    Bundles(Vec<(Bundle, Rational)>),
}

impl Valuation {
    /// ⊥: everything is worth 0.
    pub const BOTTOM: Self = Self::Bundles(Vec::new());

    /// What `bundle` is worth.
    #[must_use]
    pub fn value(&self, bundle: Bundle) -> Rational {
        match self {
            Self::Additive(values) => bundle.items().filter_map(|item| values.get(item.0)).sum(),
            Self::UnitDemand(values) => largest(bundle.items().filter_map(|item| values.get(item.0))),
            Self::Bundles(listed) => match listed.iter().find(|(known, _)| *known == bundle) {
                Some((_, value)) => value.clone(),
                None => {
                    largest(listed.iter().filter(|(part, _)| part.is_within(bundle)).map(|(_, value)| value))
                }
            },
        }
    }

    /// The numbers that it was given by.
    pub fn numbers(&self) -> impl Iterator<Item = &Rational> {
        let (items, bundles) = match self {
            Self::Additive(values) | Self::UnitDemand(values) => (values.as_slice(), &[][..]),
            Self::Bundles(listed) => (&[][..], listed.as_slice()),
        };
        items.iter().chain(bundles.iter().map(|(_, value)| value))
    }

    /// The most that any bundle is worth.
    pub fn most(&self) -> Rational {
        match self {
            Self::Additive(values) => values.iter().sum(),
            Self::UnitDemand(values) => largest(values.iter()),
            Self::Bundles(listed) => largest(listed.iter().map(|(_, value)| value)),
        }
    }

    /// The set within `left` that this type buys at posted item prices, all at least 0.
    ///
    /// Ties: the largest utility, then the dearest, then the most items, then the first in the items' order. So
    /// an indifferent buyer buys. Additive types decide item by item, unit-demand types take their best item and
    /// all that is free; types with bundle values try all subsets.
    #[must_use]
    pub fn best_set(&self, left: Bundle, price: impl Fn(ItemId) -> Rational) -> Bundle {
        let cost = |bundle: Bundle| -> Rational { bundle.items().map(&price).sum() };
        let rank = |bundle: &Bundle| {
            let cost = cost(*bundle);
            (self.value(*bundle) - &cost, cost, bundle.len(), bundle.first_in_order())
        };
        match self {
            Self::Additive(values) => left
                .items()
                .filter(|item| values.get(item.0).is_some_and(|value| *value >= price(*item)))
                .collect(),
            Self::UnitDemand(_) => {
                let free: Bundle = left.items().filter(|item| price(*item).is_zero()).collect();
                left.items()
                    .map(|item| Bundle::from_iter([item]).union(free))
                    .chain([free])
                    .max_by_key(rank)
                    .unwrap_or(Bundle::EMPTY)
            }
            Self::Bundles(_) => left.subsets().max_by_key(rank).unwrap_or(Bundle::EMPTY),
        }
    }
}

/// The largest of some values that are at least 0; 0 for none.
fn largest<'a>(values: impl Iterator<Item = &'a Rational>) -> Rational {
    let zero = Rational::zero();
    let most = values.max().filter(|value| value.is_positive());
    most.cloned().unwrap_or(zero)
}
