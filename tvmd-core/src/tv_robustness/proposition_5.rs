//! Proposition 5: the range of u_i(t_i ← t'_i, t_-i), what truth is worth over a misreport, in ex-post IR mechanisms.
//!
//! The paper prints [-H, 3H]; the lower end is false, and the range is [-2H, 3H]. Indeed truth is worth at least 0 by ex-post
//! IR, and at most H + H (a value, and being paid). A misreport is worth at most H + H for the same reason, and at least -H:
//! the price was acceptable to the type that was reported, so it is at most H. Where nobody is paid, both upper
//! bounds are H, and the range is [-H, 2H].
//!
//! With a single item, let x' be the chance to get it by misreporting. Its price is at most H·x', so misreporting is worth at
//! least (v - H)·x' ≥ v - H, v the true value; and truth is worth at most v plus what is paid to the agent. So the upper
//! ends fall to v + H - (v - H) = 2H, and without positive transfers to v - (v - H) = H.
//!
//! All eight ends are attained by a single agent with two types.

use crate::case::build::{Offer, first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::{Verdict, differences, misreports};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle};
use num_traits::{One, Zero};

/// u_i(t_i ← t'_i, t_-i) is in [-2H, 3H] for every ex-post IR mechanism.
pub const STATEMENT: &dyn Statement = &Stated::NEW;

#[derive(Clone, Copy)]
struct Stated {
    /// Dropped in a twin.
    ex_post_ir: bool,
}

impl Stated {
    const NEW: Self = Self { ex_post_ir: true };
}

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-5",
            title: "Range of the worth of truth",
            printed: Version::refuted(
                Some("[-H, 3H]"),
                "-H <= u(t <- t') <= 3H for every ex-post IR mechanism",
            ),
            sharp: Version::holds(
                Some("[-2H, 3H]"),
                "-2H <= u(t <- t') <= 3H; without positive transfers -H <= u <= 2H; with a single item -2H <= u <= 2H and \
                 -H <= u <= H; every end is attained",
            ),
            ratio_of: "|u|/H",
            hypotheses: &["ex-post IR"],
            conventions: &["payments in [-H, H]; without positive transfers in [0, H]"],
            explanation: "A report may pay the agent H and give her an item worth H to her: a bidder whose own type gets nothing \
                          and pays nothing then loses 2H by telling the truth.\n\
                          One bidder, one item, types b and w, both value it at H. Report b: nothing. Report w: the item, and H \
                          in money. Both types end at 0 or more, and u(b <- w) = 0 - (H + H) = -2H < -H.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (table, bound) = (&case.table, case.setting().bound());
        if self.ex_post_ir && !Verdict::ex_post_ir(table).holds {
            return Vec::new();
        }
        let all = misreports(table).flat_map(|(agent, truth, report)| {
            differences(table, agent, truth, report).map(|(_, difference)| difference)
        });
        let (mut least, mut most) = (Rational::zero(), Rational::zero());
        for difference in all {
            least = least.min(difference.clone());
            most = most.max(difference);
        }
        let within = |what: &str, left: &Rational, constant| {
            Comparison::within(what, left.clone(), ratio(constant, 1), bound)
        };
        let least = -least;
        let mut comparisons = vec![within("as printed: -u <= H", &least, 1).printed()];
        let single = case.setting().items().len() == 1;
        comparisons.extend(match (single, table.is_without_transfers()) {
            (false, false) => [within("-u <= 2H", &least, 2), within("u <= 3H", &most, 3)],
            (false, true) => [
                within("without positive transfers: -u <= H", &least, 1),
                within("without positive transfers: u <= 2H", &most, 2),
            ],
            (true, false) => {
                [within("single item: -u <= 2H", &least, 2), within("single item: u <= 2H", &most, 2)]
            }
            (true, true) => [
                within("single item, without positive transfers: -u <= H", &least, 1),
                within("single item, without positive transfers: u <= H", &most, 1),
            ],
        });
        comparisons
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        if generator.below(2) == 0 {
            return generator.case().and_then(Case::individually_rational);
        }
        let table = generator.extreme(self.ex_post_ir)?;
        let prior = Prior::uniform(table.setting());
        Some(Case::new(table, prior.clone(), prior))
    }

    /// A single agent with two types who value one item at 0 or H, and every offer of the item or nothing to either of them
    /// at -H, 0 or H.
    fn grid(&self) -> Vec<Case> {
        let ends = |from: i64| (from..=1).map(|number| ratio(number, 1));
        let offers: Vec<Offer> = [Bundle::EMPTY, Bundle::all(1)]
            .into_iter()
            .flat_map(|bundle| ends(-1).map(move |p| (bundle, p)))
            .collect();
        let mut cases = Vec::new();
        for values in ends(0).flat_map(|one| ends(0).map(move |other| [vec![one.clone()], vec![other]])) {
            let Some(setting) = unit_demand(1, Rational::one(), &[values.to_vec()]) else { continue };
            let prior = Prior::uniform(&setting);
            for offered in offers.iter().flat_map(|one| offers.iter().map(move |other| [one, other])) {
                let table = first_only(&setting, |profile| offered[profile.of(AgentId(0)) - 1].clone());
                cases.extend(table.map(|table| Case::new(table, prior.clone(), prior.clone())));
            }
        }
        cases
    }

    fn twins(&self) -> Vec<Twin> {
        let twin = Self { ex_post_ir: false };
        vec![Twin::dropped("without ex-post IR", twin)]
    }
}
