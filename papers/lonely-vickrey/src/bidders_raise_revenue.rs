//! "One more bidder can't hurt." In the Vickrey–Clarke–Groves mechanism she can.
//!
//! Where every bidder wants one item only it is true: of bidders with unit demand, one more raises what each winner's presence costs the
//! others (Ausubel and Milgrom 2006, for substitutes in general, of which these are a case).

use crate::auctions::{auction, some_auction, vcg};
use tvmd::case::{Case, Generator};
use tvmd::paper::{Comparison, Entry, Statement, Version};
use tvmd::{AgentId, Bundle, ItemId, Rational};

/// The statement.
pub const STATEMENT: &dyn Statement = &BiddersRaiseRevenue;

#[derive(Clone, Copy)]
struct BiddersRaiseRevenue;

impl Statement for BiddersRaiseRevenue {
    fn entry(&self) -> Entry {
        Entry {
            id: "bidders-raise-revenue",
            title: "One more bidder can't hurt",
            printed: Version::refuted(None, "the revenue of VCG doesn't fall when a bidder joins"),
            sharp: Version::holds(None, "it doesn't if every bidder wants one item only"),
            ratio_of: "revenue without the last bidder/revenue",
            hypotheses: &[],
            conventions: &["ties go to the agent who comes first"],
            explanation: "Ann is worth 2 with both items and nothing else, Ben 2 with A. Alone they compete, and Ben pays 2. Cleo comes, \
                          to whom B is worth 2: Ben and Cleo take all, nobody's presence costs the others anything, and all is given \
                          away.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case).into_iter().collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_auction::<1>(generator)
    }

    /// The example that can be followed by hand, and bidders with unit demand.
    fn grid(&self) -> Vec<Case> {
        let substitutes = [[[3, 1, 3]], [[2, 2, 2]], [[1, 4, 4]]];
        [[[[0, 0, 2]], [[2, 0, 2]], [[0, 2, 2]]], substitutes].into_iter().filter_map(auction).collect()
    }
}

/// The expected revenue of VCG without the last bidder, against that with her.
fn compare(case: &Case) -> Option<Comparison> {
    let setting = case.setting();
    let (table, last) = (vcg(setting)?, AgentId(setting.agents().len().checked_sub(1)?));
    let revenue = |present: bool| -> Option<Rational> {
        let atoms = case.prior.support().map(|(reports, mass)| {
            let reports = if present { reports } else { reports.with(last, 0) };
            Some(mass * table.outcome(&reports)?.revenue())
        });
        atoms.sum()
    };
    let (without, with) = (revenue(false)?, revenue(true)?);
    Some(if is_unit_demand(case) {
        let what = "revenue without the last bidder <= revenue, if everybody wants one item";
        Comparison::at_most(what, without, with).not_sharp()
    } else {
        Comparison::at_most("revenue without the last bidder <= revenue", without, with).printed()
    })
}

/// Whether to every type all items together are worth the best of them.
fn is_unit_demand(case: &Case) -> bool {
    let items = case.setting().items().len();
    let types = case.setting().agents().iter().flat_map(|agent| agent.types());
    types.map(|bidder| bidder.valuation()).all(|valuation| {
        let alone = (0..items).map(|item| valuation.value([ItemId(item)].into_iter().collect()));
        alone.max().unwrap_or_default() == valuation.value(Bundle::all(items))
    })
}
