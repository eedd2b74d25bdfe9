//! The utilities of offers to types, as integers over one denominator.
//!
//! There are as many as types times offers, which may be more than fit into memory. So what is kept is what bundles are worth to types,
//! and the offers; the utilities of one type at a time are made from these.

use super::offer::Offers;
use crate::exact::scaled::{Integer, Integers, common_denominator, numerator, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::setting::{Bundle, Type};
use num_integer::Integer as _;
use num_traits::{One, Signed};

/// What the utilities of an agent's types are made of.
#[derive(Debug)]
pub(super) struct Utilities {
    /// `worths[type * bundles + bundle]`, over `denominator` and over that of the chances.
    worths: Integers,
    /// How many distinct bundles the offers hold.
    bundles: usize,
    /// By offer.
    payments: Vec<BigInt>,
    /// By offer: chances, and positions of bundles.
    lotteries: Vec<Vec<(BigInt, usize)>>,
    /// The common denominator of all utilities.
    pub(super) denominator: BigInt,
    /// No utility is larger in absolute value, over `denominator`; nor is anything that it is made of.
    pub(super) magnitude: BigInt,
}

/// The same in an integer type that holds all of it.
pub(super) struct Narrowed<'a, T> {
    of: &'a Utilities,
    payments: Vec<T>,
    lotteries: Vec<Vec<(T, usize)>>,
}

impl Utilities {
    /// A utility is Σ probability · value - payment. Values, probabilities and payments are each over one
    /// denominator, so that every term is an integer.
    pub(crate) fn new(types: &[Type], offers: Offers) -> Self {
        let Offers { distinct: offers, chances_over, payments_over } = offers;
        let lotteries = || offers.iter().flat_map(|(lottery, _)| lottery);
        let mut bundles: Vec<Bundle> = lotteries().map(|(_, bundle)| *bundle).collect();
        bundles.sort_unstable();
        bundles.dedup();
        let values_over = common_denominator(types.iter().flat_map(|her_type| her_type.valuation.numbers()));
        let worth_over = &values_over * &chances_over;
        let denominator = worth_over.lcm(&payments_over);

        let unit = &denominator / &worth_over;
        let worth = |value: &Rational| numerator(value, &values_over) * &unit;
        let most = types.iter().map(|her_type| her_type.valuation.most()).max().unwrap_or_default();
        let worths = on_tier!(Tier::holding(&worth(&most)), T => {
            let narrow = |value| T::narrow(&worth(&value)).expect("no bundle is worth more than the most");
            let mut worths: Vec<T> = Vec::new();
            for her_type in types {
                worths.extend(bundles.iter().map(|bundle| narrow(her_type.valuation.value(*bundle))));
            }
            T::wrap(worths)
        });
        let paid = &denominator / &payments_over;
        let payments: Vec<BigInt> = offers.iter().map(|(_, payment)| payment * &paid).collect();
        let place = |bundle: &Bundle| bundles.binary_search(bundle).expect("every bundle was collected");
        let placed = |lottery: Vec<(BigInt, Bundle)>| {
            lottery.into_iter().map(|(chance, bundle)| (chance, place(&bundle))).collect()
        };
        // Chances alone must fit too, even where nothing is worth anything.
        let most_worth = worth(&most).max(BigInt::one()) * &chances_over;
        let most_paid = payments.iter().map(Signed::abs).max().unwrap_or_default();
        Self {
            worths,
            bundles: bundles.len(),
            payments,
            lotteries: offers.into_iter().map(|(lottery, _)| placed(lottery)).collect(),
            denominator,
            magnitude: most_worth + most_paid,
        }
    }

    /// For making utilities in width `T`, which must hold [`magnitude`](Self::magnitude).
    pub(super) fn narrowed<T: Integer>(&self) -> Narrowed<'_, T> {
        let narrow = |number: &BigInt| T::narrow(number).expect("the tier was chosen to hold every term");
        let of_lottery = |lottery: &Vec<(BigInt, usize)>| {
            lottery.iter().map(|(chance, bundle)| (narrow(chance), *bundle)).collect()
        };
        Narrowed {
            of: self,
            payments: self.payments.iter().map(narrow).collect(),
            lotteries: self.lotteries.iter().map(of_lottery).collect(),
        }
    }
}

impl<T: Integer> Narrowed<'_, T> {
    /// The utility of every offer to a type.
    pub(super) fn of_type(&self, own: usize) -> Vec<T> {
        let bundles = self.of.bundles;
        let worths: Vec<T> = self.of.worths.range(own * bundles..(own + 1) * bundles);
        let utility = |(lottery, payment): (&Vec<(T, usize)>, &T)| {
            let worth = lottery
                .iter()
                .fold(T::zero(), |sum, (chance, bundle)| sum + chance.clone() * worths[*bundle].clone());
            worth - payment.clone()
        };
        self.lotteries.iter().zip(&self.payments).map(utility).collect()
    }
}
