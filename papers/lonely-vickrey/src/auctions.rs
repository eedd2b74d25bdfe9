//! Auctions of two items among three bidders, and what VCG makes of them.

use tvmd::build::types::{BundleTypes, bundles};
use tvmd::build::{priors, rules};
use tvmd::case::{Case, Generator};
use tvmd::objective::{Objective, Performance};
use tvmd::{Mechanism as _, Rational, Setting, Table};

/// The most that a bundle is worth.
const MOST: u64 = 4;

/// What the first item, the second and both together are worth to each of three bidders, who take part for certain. `None` if
/// that is no auction.
pub(crate) fn auction(worth: [[u64; 3]; 3]) -> Option<Case> {
    let types = |[first, second, both]: [u64; 3]| -> BundleTypes {
        let worth = |number: u64| Rational::from_integer(number.into());
        bundles([("Keen", [("A", worth(first)), ("B", worth(second)), ("A, B", worth(both))])])
    };
    let [ann, ben, cleo] = worth.map(types);
    let auction = Setting::builder("Auction").items(["A", "B"]).bound(i64::try_from(MOST).ok()?);
    let auction = auction.agent("Ann", ann).agent("Ben", ben).agent("Cleo", cleo).build().ok()?;
    let prior = auction.prior(priors::uniform()).ok()?;
    Some(Case::new(vcg(&auction)?, prior.clone(), prior))
}

/// The same with values at random.
pub(crate) fn some_auction(generator: &mut Generator) -> Option<Case> {
    let mut below = |end: u64| generator.below(end);
    let mut bidder = || {
        let (first, second) = (below(MOST + 1), below(MOST + 1));
        [first, second, first.max(second) + below(MOST + 1 - first.max(second))]
    };
    auction([bidder(), bidder(), bidder()])
}

/// VCG in a setting.
pub(crate) fn vcg(setting: &Setting) -> Option<Table> {
    setting.mechanism("Vickrey", rules::vcg()).ok()?.table().ok()
}

/// What a mechanism is expected to make under the prior of a case.
pub(crate) fn expected(objective: &dyn Objective, table: &Table, case: &Case) -> Option<Rational> {
    Performance::new(objective, table).ok()?.expectation(&case.prior).ok()
}
