//! How far a joint distribution of several variables is from every product distribution, certified from both sides.
//!
//! From above, a product that is near. From below, a tree of regions that cover the marginals of all variables but one: in each, the
//! overlap Σ min(D(x), Π p_i(x_i)) = 1 - d_TV(D, p) of every product is bounded in `bound`. The distance isn't convex in the marginals, so
//! regions are halved, those that might hold the closest product first (in `search`). Any interval that comes out is right; patience
//! only makes it narrower. In general the distance is irrational: (1/7, …, 1/7) on a diagonal is met by marginals √(1/7).
//!
//! ```
//! use tvmd::optimum::closest_product::{ClosestProduct, Patience};
//! use tvmd::prior::Distribution;
//! use tvmd::ratio;
//!
//! // Two coins that always agree.
//! let joint = Distribution::new(&[ratio!(1 / 2), ratio!(0), ratio!(0), ratio!(1 / 2)])?;
//! let found = ClosestProduct::search(&joint, &[2, 2], &Patience::default()).ok_or("other sizes")?;
//! assert!(found.certifies(&joint, &[2, 2]));
//! assert!(found.upper <= ratio!(1 / 2), "the product of the marginals is 1/2 away");
//! assert!(&found.upper - &found.lower <= ratio!(1 / 100));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bound;
mod search;

use crate::exact::{BigInt, Rational, ratio};
use crate::prior::{Distribution, Prior, TotalVariation, Variables};
use crate::work::{RATIONAL, RATIONAL_BYTES, Work};
use bound::Table;
use num_traits::{One, Zero};

/// When to stop looking for the closest product: as soon as either is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How wide the interval may be, in probability mass.
    pub tolerance: Rational,
    /// How many masses may be looked at: each region looks at all of the joint distribution.
    pub work: usize,
}

impl Default for Patience {
    /// An interval of a hundredth, or half a million masses: seconds.
    fn default() -> Self {
        Self { tolerance: ratio(1, 100), work: 500_000 }
    }
}

/// Bounds on the distance to the closest product distribution, with what proves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosestProduct {
    /// No product is nearer than this, in total variation.
    pub lower: Rational,
    /// So far away is `product`.
    pub upper: Rational,
    /// A product that is near: the distribution of each variable.
    pub product: Vec<Distribution>,
    /// What proves the lower bound.
    pub regions: Region,
}

/// A box of marginals of all variables but the one with most values that occur, which is free; the whole is \[0, 1\] everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Region {
    /// The overlap is bounded with this price for the free variable's probability, see [`ClosestProduct::certifies`].
    Bounded(Rational),
    /// The interval of one probability is halved at its middle.
    Halved {
        /// The variable.
        variable: usize,
        /// Its value.
        value: usize,
        /// The region with the lower half and that with the upper.
        halves: Box<[Region; 2]>,
    },
}

impl ClosestProduct {
    /// Looks for the product closest to a distribution of variables with so many values each, numbered with the first variable most
    /// significant.
    ///
    /// `None` if there is no variable, or the numbers of values don't multiply to the number of points.
    #[must_use]
    pub fn search(joint: &Distribution, sizes: &[usize], patience: &Patience) -> Option<Self> {
        let table = Table::new(joint, sizes)?;
        let (product, regions) = search::search(&table, patience);
        let product: Vec<Distribution> =
            product.iter().map(|masses| Distribution::new(masses).ok()).collect::<Option<_>>()?;
        let upper = TotalVariation::between(joint, &Distribution::product(&product)).value;
        Some(Self { lower: no_nearer(&table, &regions), upper, product, regions })
    }

    /// What looking for it among so many points takes, and the bounds on its distance.
    #[must_use]
    pub fn work(points: usize, sizes: &[usize], patience: &Patience) -> Work {
        let regions = patience.work / points.max(1);
        let (points, variables) = (BigInt::from(points), BigInt::from(sizes.len()));
        let looked = BigInt::from(patience.work) + &points * (4 * sizes.len() + 2);
        let region = 4 * sizes.iter().sum::<usize>() + 8;
        Work {
            what: format!("the closest product, over {points} points,"),
            steps: looked * (&variables * 2 + 10) * RATIONAL,
            memory: (points * (variables * 2 + 8) + regions * region) * RATIONAL_BYTES,
        }
    }

    /// The closest product to a prior that is found with so much patience; `None` where its setting has no [`Variables`].
    #[must_use]
    pub fn to_prior(prior: &Prior, patience: &Patience) -> Option<Prior> {
        let variables = Variables::of(prior)?;
        variables.independent(&Self::search(&variables.joint, &variables.sizes(), patience)?.product)
    }

    /// Whether this proves that the distance of `joint` to the closest product lies between `lower` and `upper`: the product is
    /// that far away, and no region has more overlap than 1 - `lower`.
    ///
    /// In a region, λ + Σ_y max_t (f_y(t) - λt) bounds the overlap at any price λ ≥ 0, f_y(t) being the most that can overlap at the value y
    /// of the free variable if that has probability t: these probabilities add up to 1.
    #[must_use]
    pub fn certifies(&self, joint: &Distribution, sizes: &[usize]) -> bool {
        let Some(table) = Table::new(joint, sizes) else { return false };
        self.product.iter().map(Distribution::len).eq(sizes.iter().copied())
            && TotalVariation::between(joint, &Distribution::product(&self.product)).value == self.upper
            && self.regions.halves_only(&table)
            && no_nearer(&table, &self.regions) >= self.lower
    }
}

impl Region {
    /// Whether only probabilities are halved that the table has, and no price is negative.
    fn halves_only(&self, table: &Table) -> bool {
        match self {
            Self::Bounded(price) => *price >= Rational::zero(),
            Self::Halved { variable, value, halves } => {
                table.is_boxed(*variable, *value) && halves.iter().all(|half| half.halves_only(table))
            }
        }
    }

    /// The most overlap in this region, whose box is `within`.
    fn overlap(&self, table: &Table, within: &bound::Marginals) -> Rational {
        match self {
            Self::Bounded(price) => table.overlap(within, price),
            Self::Halved { variable, value, halves } => {
                let boxes = within.halved(*variable, *value);
                let overlaps = halves.iter().zip(&boxes).map(|(half, within)| half.overlap(table, within));
                overlaps.max().unwrap_or_default()
            }
        }
    }
}

/// What the regions prove: no product is nearer than this.
fn no_nearer(table: &Table, regions: &Region) -> Rational {
    let overlap = regions.overlap(table, &table.all_marginals());
    (Rational::one() - overlap).max(Rational::zero())
}

#[cfg(test)]
mod tests;
