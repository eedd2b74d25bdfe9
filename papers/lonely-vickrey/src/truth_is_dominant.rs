//! In the Vickrey–Clarke–Groves mechanism truth is dominant.
//!
//! Proof (Groves 1973): what a bidder ends with is the welfare, by her report and the others', less what the others could have without
//! her. The second doesn't depend on her report, and the mechanism maximises the first by what she says; so she says what is
//! true.

use crate::auctions::{some_auction, vcg};
use tvmd::case::{Case, Generator};
use tvmd::incentive::Verdict;
use tvmd::mechanism::Outcome;
use tvmd::paper::{Comparison, Entry, Statement, Twin, Version};
use tvmd::{AgentId, Rational, Table};

/// The statement.
pub const STATEMENT: &dyn Statement = &TruthIsDominant;

#[derive(Clone, Copy)]
struct TruthIsDominant;

impl Statement for TruthIsDominant {
    fn entry(&self) -> Entry {
        let statement = "in VCG truth is dominant";
        Entry {
            id: "truth-is-dominant",
            title: "VCG is truthful",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, statement),
            ratio_of: "",
            hypotheses: &[],
            conventions: &["ties go to the agent who comes first"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        vcg(case.setting()).iter().map(gain).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_auction::<2>(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        let as_bid = |case: &Case| pay_as_bid(case).iter().map(gain).collect();
        vec![Twin::wrong("each pays what she bids", *self, as_bid)]
    }
}

fn gain(table: &Table) -> Comparison {
    let gain = Verdict::dsic(table).regret;
    Comparison::at_most("the largest gain of a lie <= 0", gain, Rational::default()).not_sharp()
}

/// VCG's allocation, for which everybody pays what she says it is worth to her.
fn pay_as_bid(case: &Case) -> Option<Table> {
    let (setting, table) = (case.setting(), vcg(case.setting())?);
    let outcomes = setting.profiles().map(|reports| {
        let outcome = table.outcome(&reports)?;
        let agents = setting.agents().iter().enumerate();
        let paid = agents.map(|(agent, bidder)| {
            let bid = bidder.types()[reports.of(AgentId(agent))].valuation();
            outcome.value(AgentId(agent), bid)
        });
        Outcome::lottery(outcome.allocations().iter().cloned(), paid.collect()).ok()
    });
    Table::new(setting, outcomes.collect::<Option<_>>()?).ok()
}
