//! Corollary 2, first half: if Rev(D) ≥ 2m·BRev(D), then d_TV(D, D^p) ≥ Rev(D)/(4V) for every product D^p. One additive
//! buyer, m items.
//!
//! The argument is Observation 1 with BRev ≥ Rev/m on products: BRev(D) ≥ (Rev(D) - Vδ)/m - Vδ, and BRev(D) ≤ Rev(D)/(2m),
//! so δ ≥ Rev(D)/(2(m + 1)V). This is the printed bound for m = 1 only, where the hypothesis never holds. For m ≥ 16 another argument shows
//! it, and for m ≥ 8 if BRev ≥ Rev/m on products: see [`corollary_2a_many_items`](super::corollary_2a_many_items). Below that it is open, and no
//! counterexample is known.
//!
//! **Rev from below.** If a truthful mechanism makes R under D, with 2m·BRev(D) ≤ R, then the corollary gives d_TV(D, D^p) ≥
//! R/(4V), and that for all mechanisms is the corollary. Priors of many types come with such a mechanism: their linear
//! programs, whose numbers span dozens of orders of magnitude, take an exact solver seconds.
//!
//! **The hypothesis can be met** from m = 2 on, by Hart and Nisan's construction with types enough ([`hn13`](super::hn13)), and with few
//! types from m = 4 on: one for each nonempty set of items (`one_type_per_set`, in their manner). Sets come by size; the k-th type values the items of its set S at
//! W_k/|S| each and nothing else, W_k grows by factors of at least M from W_1 = 1, and Pr\[type k or later\] = 1/W_k. So
//! every price for all items makes at most 1. Selling each S at W_k/|S| makes (1 - 1/M)/|S| from each type, or more: an
//! earlier set T is worth at most (|S| - 1)/|S| of W_k to her, which is what S leaves her, and later sets are too dear. For
//! m = 4 that is 103/12 · (1 - 1/M) ≥ 8 = 2m for M ≥ 15, and for m = 5 it is 887/60 · (1 - 1/M) ≥ 10 for M ≥ 4. But V is the
//! last W: these priors are farther from products than they need to be by many orders of magnitude.

use super::buyer::{Revenues, chosen};
use super::gap::{far, generate, nearest};
use super::single_item::whole;
use crate::case::build::additive;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Standing, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{Bundle, ItemId};
use num_traits::{One, Zero};

/// The most types of the buyer, ⊥ included, for which Rev is a linear program's.
const MAX_TYPES: usize = 10;

/// Rev(D) ≥ 2m·BRev(D) implies a distance of Rev(D)/(4V) from all products.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "corollary-2a",
            title: "Gaps to bundling need distance from products",
            printed: Version::new(
                Standing::Open,
                Some("1/4"),
                "if Rev(D) >= 2m*BRev(D), then d_TV(D, D^p) >= Rev(D)/(4V) for every product D^p",
            ),
            sharp: Version::holds(
                Some("1/4"),
                "true for m >= 16, and for m >= 8 if BRev >= Rev/m on products (corollary-2a-many-items); open for 2 <= m <= 15",
            ),
            ratio_of: "Rev/(4V*TV)",
            hypotheses: &["Rev(D) >= 2m*BRev(D)", "D^ is a product"],
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "V is the most that all items together are worth under either prior",
                "where the case has a mechanism, Rev is what that makes, if it is truthful",
            ],
            explanation: "The printed argument isn't enough: with BRev >= Rev/m on products, Observation 1 gives BRev(D) >= (Rev - V*TV)/m - \
                          V*TV. At BRev(D) = Rev/(2m) that says TV >= Rev/(2(m + 1)V), less than Rev/(4V) for m >= 2. Another \
                          argument, which keeps the types that are worth much apart, shows it for many items. Random priors never meet \
                          the hypothesis. Those with a type for each nonempty set of 4 or 5 items do, if each is rarer and more valuable \
                          than the one before by a factor of 15 or 4; all that were tried are far from products.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let twice = Rational::from_integer((2 * case.setting().items().len()).into());
        far(
            case,
            || known(case),
            "Rev/(4V) <= TV, if Rev >= 2m*BRev",
            |revenues| revenues.rev >= &revenues.brev * twice,
        )
    }

    /// The least whole factors for four and five items.
    fn grid(&self) -> Vec<Case> {
        let powers = |items: usize, growth: i64| {
            let worth = |position| Rational::from_integer(num_traits::pow(growth.into(), position));
            one_type_per_set(items, &(0..(1 << items) - 1).map(worth).collect::<Vec<_>>())
        };
        [powers(4, 15), powers(5, 4)].into_iter().flatten().collect()
    }

    /// Mostly four or five items and factors that differ from set to set.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let (items, least) = match generator.below(4) {
            0 => return generate(generator),
            1 => (5, 4),
            _ => (4, 15),
        };
        let mut worth = Rational::one();
        let mut worths = vec![worth.clone()];
        for _ in 2..1 << items {
            worth *= ratio(least + whole(generator.below(4)), 1);
            worths.push(worth.clone());
        }
        one_type_per_set(items, &worths)
    }

    fn sharpen(&self, case: Case) -> Case {
        if is_small(&case) { nearest(case) } else { case }
    }

    fn twins(&self) -> Vec<Twin> {
        let bold = |case: &Case| {
            far(
                case,
                || known(case),
                "Rev/(4V) <= TV, if Rev >= BRev",
                |revenues| revenues.rev >= revenues.brev,
            )
        };
        vec![Twin::wrong("Rev >= BRev for Rev >= 2m*BRev", *self, bold)]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn is_small(case: &Case) -> bool {
    case.setting().profile_count() <= MAX_TYPES
}

/// `None` where a linear program would be too large as well.
fn known(case: &Case) -> Option<Revenues> {
    let may = is_small(case) || Revenues::has_mechanism(case);
    may.then(|| Revenues::known(case)).flatten()
}

/// A type for each nonempty set of so many items, by size, with these values for them in all; the k-th or a later one comes with
/// probability 1/W_k. The mechanism offers the sets, and the product beside the prior has the first type alone.
fn one_type_per_set(items: usize, worths: &[Rational]) -> Option<Case> {
    let mut sets: Vec<Bundle> = Bundle::all(items).subsets().filter(|set| !set.is_empty()).collect();
    sets.sort_by_key(|set| set.items().count());
    let later = worths.iter().skip(1).map(Rational::recip).chain([Rational::zero()]);
    let masses: Vec<Rational> = [Rational::zero()]
        .into_iter()
        .chain(worths.iter().zip(later).map(|(worth, later)| worth.recip() - later))
        .collect();
    let shares: Vec<Rational> = sets
        .iter()
        .zip(worths)
        .map(|(set, worth)| worth / Rational::from_integer(set.items().count().into()))
        .collect();
    let types = sets.iter().zip(&shares).map(|(set, share)| {
        let value = |item| if set.contains(ItemId(item)) { share.clone() } else { Rational::zero() };
        (0..items).map(value).collect()
    });
    let setting = additive(items, worths.last()?.clone(), &[types.collect()])?;
    let menu: Vec<(Bundle, Rational)> = sets.into_iter().zip(shares).collect();
    let first: Vec<Rational> = (0..masses.len()).map(|at| ratio(i64::from(at == 1), 1)).collect();
    Some(Case::new(
        chosen(&setting, &menu)?,
        Prior::from_masses(&setting, &masses).ok()?,
        Prior::from_masses(&setting, &first).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 4/1 + 6/2 + 4/3 + 1/4 = 103/12, of all types but the last less a fifteenth.
    #[test]
    fn bundling_can_be_eight_times_worse_on_four_items() {
        let [four, five] = Stated.grid().try_into().unwrap();
        let revenues = known(&four).unwrap();
        assert_eq!(revenues.brev, Rational::one());
        assert!(revenues.rev >= ratio(103, 12) * ratio(14, 15) && revenues.rev >= ratio(8, 1));
        for case in [&four, &five] {
            assert!(Stated.check(case)[0].holds());
        }
        // Smaller growth isn't enough, nor are three items.
        let vacuous = |items: usize, growth: i64| {
            let worth = |position| Rational::from_integer(num_traits::pow(growth.into(), position));
            let worths: Vec<Rational> = (0..(1 << items) - 1).map(worth).collect();
            Stated.check(&one_type_per_set(items, &worths).unwrap()).is_empty()
        };
        assert!(vacuous(4, 2) && vacuous(3, 16));
    }
}
