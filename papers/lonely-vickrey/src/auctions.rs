//! Auctions of two items among three bidders, and what VCG makes of them.

use tvmd::build::types::{BundleTypes, bundles};
use tvmd::build::{priors, rules};
use tvmd::case::{Case, Generator};
use tvmd::objective::{Objective, Performance};
use tvmd::{Rational, Setting, Table};

/// The most that a bundle is worth.
const MOST: u64 = 4;

/// What the first item, the second and both together are worth to a type.
pub(crate) type Worth = [u64; 3];

/// The types of each of three bidders, who take part for certain, all equally likely. `None` if that is no auction.
pub(crate) fn auction<const TYPES: usize>(bidders: [[Worth; TYPES]; 3]) -> Option<Case> {
    let types = |worth: [Worth; TYPES]| -> BundleTypes {
        let whole = |number: u64| Rational::from_integer(number.into());
        bundles(worth.into_iter().enumerate().map(|(number, [first, second, both])| {
            let values = [("A", whole(first)), ("B", whole(second)), ("A, B", whole(both))];
            (format!("T{}", number + 1), values)
        }))
    };
    let [ann, ben, cleo] = bidders.map(types);
    let auction = Setting::builder("Auction").items(["A", "B"]).bound(i64::try_from(MOST).ok()?);
    let auction = auction.agent("Ann", ann).agent("Ben", ben).agent("Cleo", cleo).build().ok()?;
    let prior = auction.prior(priors::uniform()).ok()?;
    Some(Case::new(vcg(&auction)?, prior.clone(), prior))
}

/// The same with values at random.
pub(crate) fn some_auction<const TYPES: usize>(generator: &mut Generator) -> Option<Case> {
    let mut some_type = || {
        let (first, second) = (generator.below(MOST + 1), generator.below(MOST + 1));
        [first, second, first.max(second) + generator.below(MOST + 1 - first.max(second))]
    };
    auction::<TYPES>(std::array::from_fn(|_| std::array::from_fn(|_| some_type())))
}

/// VCG in a setting.
pub(crate) fn vcg(setting: &Setting) -> Option<Table> {
    setting.mechanism("Vickrey", rules::vcg()).ok().map(|vickrey| vickrey.table().clone())
}

/// What a mechanism is expected to make under the prior of a case.
pub(crate) fn expected(objective: &dyn Objective, table: &Table, case: &Case) -> Option<Rational> {
    Performance::new(objective, table).ok()?.expectation(&case.prior).ok()
}
