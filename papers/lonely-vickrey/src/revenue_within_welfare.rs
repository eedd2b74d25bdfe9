//! Where taking part costs nobody anything, the seller can't earn more than there is.
//!
//! Proof: at each profile everybody pays at most what she gets is worth to her, and what is got is worth the welfare. Posting the one
//! value that there is as the price attains it.

use crate::auctions::{expected, some_auction};
use tvmd::Setting;
use tvmd::build::{priors, rules, types::additive};
use tvmd::case::{Case, Generator};
use tvmd::incentive::Verdict;
use tvmd::objective::{Revenue, Welfare};
use tvmd::paper::{Comparison, Entry, Statement, Twin, Version};

/// The statement.
pub const STATEMENT: &dyn Statement = &RevenueWithinWelfare;

#[derive(Clone, Copy)]
struct RevenueWithinWelfare;

impl Statement for RevenueWithinWelfare {
    fn entry(&self) -> Entry {
        let statement = "expected revenue is at most expected welfare";
        Entry {
            id: "revenue-within-welfare",
            title: "Revenue is at most welfare",
            printed: Version::holds(Some("1"), statement),
            sharp: Version::holds(Some("1"), statement),
            ratio_of: "E[revenue]/E[welfare]",
            hypotheses: &["ex-post IR"],
            conventions: &[],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if Verdict::ex_post_ir(&case.table).holds { compare(case) } else { Vec::new() }
    }

    /// VCG, in which taking part costs nobody anything.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_auction::<2>(generator)
    }

    fn grid(&self) -> Vec<Case> {
        posted_value().into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::without("without ex-post IR", Anyhow, compare)]
    }
}

/// The same cases, and mechanisms that ask for payments for nothing.
#[derive(Clone, Copy)]
struct Anyhow;

impl Statement for Anyhow {
    fn entry(&self) -> Entry {
        RevenueWithinWelfare.entry()
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case)
    }
}

fn compare(case: &Case) -> Vec<Comparison> {
    let sides = expected(&Revenue, &case.table, case).zip(expected(&Welfare, &case.table, case));
    let compared =
        sides.map(|(revenue, welfare)| Comparison::at_most("E[revenue] <= E[welfare]", revenue, welfare));
    compared.into_iter().collect()
}

/// One buyer of one type, who is asked for all that tea is worth to her.
fn posted_value() -> Option<Case> {
    let shop = Setting::builder("Shop").items(["Tea"]).bound(1).agent("Buyer", additive([("Thirsty", [1])]));
    let shop = shop.build().ok()?;
    let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", 1)])).ok()?;
    let prior = shop.prior(priors::uniform()).ok()?;
    Some(Case::new(posted.table().clone(), prior.clone(), prior))
}
