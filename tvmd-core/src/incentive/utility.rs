//! The utilities of offers to types, as integers over one denominator.

use super::plane::Offer;
use crate::exact::scaled::{Integer, common_denominator, numerator, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::setting::{Bundle, Type};
use num_integer::Integer as _;
use num_traits::{One, Signed};

/// The utility of every offer to every type, type-major, and the denominator of all of them.
///
/// A utility is Σ probability · value - payment. Values, probabilities and payments are each brought over one
/// denominator first, so that every term is an integer.
pub(super) fn utilities(types: &[Type], offers: &[Offer]) -> (Vec<BigInt>, BigInt) {
    let lotteries = || offers.iter().flat_map(|(lottery, _)| lottery);
    let mut bundles: Vec<Bundle> = lotteries().map(|(_, bundle)| *bundle).collect();
    bundles.sort_unstable();
    bundles.dedup();
    let values: Vec<Rational> =
        types.iter().flat_map(|own| bundles.iter().map(|bundle| own.valuation.value(*bundle))).collect();
    let values_over = common_denominator(&values);
    let chances_over = common_denominator(lotteries().map(|(probability, _)| probability));
    let worth_over = &values_over * &chances_over;
    let denominator = worth_over.lcm(&common_denominator(offers.iter().map(|(_, payment)| payment)));

    let unit = &denominator / &worth_over;
    let terms = Terms {
        values: values.iter().map(|value| numerator(value, &values_over) * &unit).collect(),
        bundles: bundles.len(),
        payments: offers.iter().map(|(_, payment)| numerator(payment, &denominator)).collect(),
        lotteries: offers
            .iter()
            .map(|(lottery, _)| {
                let place = |bundle| bundles.binary_search(bundle).expect("every bundle was collected");
                lottery
                    .iter()
                    .map(|(chance, bundle)| (numerator(chance, &chances_over), place(bundle)))
                    .collect()
            })
            .collect(),
    };
    // Chances alone must fit too, even where nothing is worth anything.
    let most_worth =
        terms.values.iter().max().cloned().unwrap_or_default().max(BigInt::one()) * &chances_over;
    let most_paid = terms.payments.iter().map(Signed::abs).max().unwrap_or_default();
    (on_tier!(Tier::holding(&(most_worth + most_paid)), T => terms.sum::<T>()), denominator)
}

/// The integers that utilities are made of.
struct Terms {
    /// `values[type * bundles + bundle]`.
    values: Vec<BigInt>,
    bundles: usize,
    /// By offer.
    payments: Vec<BigInt>,
    /// By offer: chances, and positions of bundles.
    lotteries: Vec<Vec<(BigInt, usize)>>,
}

impl Terms {
    /// The utilities, computed in a width that was bounded to hold them.
    fn sum<T: Integer>(&self) -> Vec<BigInt> {
        let narrow = |number: &BigInt| T::narrow(number).expect("the tier was chosen to hold every term");
        let payments: Vec<T> = self.payments.iter().map(narrow).collect();
        let lotteries: Vec<Vec<(T, usize)>> = self
            .lotteries
            .iter()
            .map(|lottery| lottery.iter().map(|(chance, bundle)| (narrow(chance), *bundle)).collect())
            .collect();
        let mut utilities: Vec<BigInt> = Vec::new();
        for own in self.values.chunks(self.bundles) {
            let own: Vec<T> = own.iter().map(narrow).collect();
            utilities.extend(lotteries.iter().zip(&payments).map(|(lottery, payment)| {
                let worth = lottery
                    .iter()
                    .fold(T::zero(), |sum, (chance, bundle)| sum + chance.clone() * own[*bundle].clone());
                (worth - payment.clone()).into()
            }));
        }
        utilities
    }
}
