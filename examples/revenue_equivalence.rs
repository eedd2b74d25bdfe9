//! Revenue equivalence: who wins decides what the seller earns, not how the price is named.
//!
//! Two bidders with values 1 to 4, all equally likely. In `SecondPrice` the winner pays the other's value. In
//! `FirstPriceShaded` she pays a bid of her own, shaded as in a first-price auction: the value that she can expect to
//! have beaten. The same bidder wins, every type expects the same utility, and the seller the same revenue;
//! but only in the first is truth best whatever the other says. Whoever must pay all that she reports reports less:
//! `PayYourReport` would earn more, and isn't BIC.
//!
//! W. Vickrey, *Counterspeculation, Auctions, and Competitive Sealed Tenders*, Journal of Finance 16(1), 1961, 8–37;
//! R. B. Myerson, *Optimal Auction Design*, Mathematics of Operations Research 6(1), 1981, 58–73. The theorem is
//! theirs; these values, and the numbers about them, are ours.
//!
//! ```sh
//! cargo run --example revenue_equivalence
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Values 1 to 4, drawn independently.
    pub setting RevenueEquivalence<First, Second> {
        items { Object }
        bound 4;
        agent First:  additive { V = 1..=4 }
        agent Second: additive { V = 1..=4 }
        prior independent { First uniform, Second uniform }
    }

    /// The higher value wins and pays the other; ties go to First.
    pub mechanism SecondPrice in RevenueEquivalence {
        second_price;
        claims ex_post_ir, dsic, bic;
    }

    /// The higher value wins and pays its bid of the first-price auction: First (v + 1)/2, Second v/2.
    pub mechanism FirstPriceShaded in RevenueEquivalence {
        outcomes {
            (V4, _) => First gets { Object } pays 5/2,
            (_, V4) => Second gets { Object } pays 2,
            (V3, _) => First gets { Object } pays 2,
            (_, V3) => Second gets { Object } pays 3/2,
            (V2, _) => First gets { Object } pays 3/2,
            (_, V2) => Second gets { Object } pays 1,
            (V1, _) => First gets { Object } pays 1,
            (_, V1) => Second gets { Object } pays 1/2,
            _       => nothing,
        }
        claims ex_post_ir, bic, not dsic;
    }

    /// The higher value wins and pays all of it.
    pub mechanism PayYourReport in RevenueEquivalence {
        outcomes {
            (V4, _) => First gets { Object } pays 4,
            (_, V4) => Second gets { Object } pays 4,
            (V3, _) => First gets { Object } pays 3,
            (_, V3) => Second gets { Object } pays 3,
            (V2, _) => First gets { Object } pays 2,
            (_, V2) => Second gets { Object } pays 2,
            (V1, _) => First gets { Object } pays 1,
            (_, V1) => Second gets { Object } pays 1,
            _       => nothing,
        }
        claims ex_post_ir, bic(1), not bic, not dsic;
    }
}

/// What each type of an agent expects to gain by taking part truthfully, from the lowest value on.
fn interim_utilities(report: &IncentiveReport, agent: revenue_equivalence::Agent) -> Vec<Rational> {
    let AgentId(agent) = agent.into();
    let interim = report.bic.iter().map(|bic| &bic.interim[agent]);
    interim.flat_map(|hers| (1..hers.masses.len()).filter_map(|of| hers.utility(of).cloned())).collect()
}

fn main() {
    use revenue_equivalence::Agent;
    let prior = RevenueEquivalence::prior();
    let sales = [
        ("SecondPrice", expected(&Revenue, &SecondPrice), SecondPrice.incentives(&prior)),
        ("FirstPriceShaded", expected(&Revenue, &FirstPriceShaded), FirstPriceShaded.incentives(&prior)),
        ("PayYourReport", expected(&Revenue, &PayYourReport), PayYourReport.incentives(&prior)),
    ];
    for (name, revenue, report) in sales {
        println!("{name}: revenue {revenue}");
        for agent in Agent::ALL {
            let utilities: Vec<String> =
                interim_utilities(&report, agent).iter().map(ToString::to_string).collect();
            println!("  {agent:?} of value 1 to 4 expects {}", utilities.join(", "));
        }
        println!("{report}\n");
    }
}

tvmd::theorems!(SecondPrice, FirstPriceShaded, PayYourReport);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::revenue_equivalence::Agent;
    use super::*;

    #[test]
    fn the_file_says_the_same() {
        assert_same(RevenueEquivalence::instance(), "revenue_equivalence.json");
    }

    /// Vickrey 1961, Myerson 1981.
    #[test]
    fn the_seller_earns_the_same() {
        assert_eq!(
            [expected(&Revenue, &SecondPrice), expected(&Revenue, &FirstPriceShaded)],
            [ratio!(15 / 8), ratio!(15 / 8)]
        );
        assert_eq!(expected(&Revenue, &PayYourReport), ratio!(25 / 8));
        for welfare in [expected(&Welfare, &SecondPrice), expected(&Welfare, &FirstPriceShaded)] {
            assert_eq!(welfare, ratio!(25 / 8));
        }
    }

    /// Vickrey 1961, Myerson 1981.
    #[test]
    fn every_type_expects_the_same() {
        let prior = RevenueEquivalence::prior();
        for agent in Agent::ALL {
            let utilities = [ratio!(0), ratio!(1 / 4), ratio!(3 / 4), ratio!(3 / 2)];
            assert_eq!(interim_utilities(&SecondPrice.incentives(&prior), agent), utilities);
            assert_eq!(interim_utilities(&FirstPriceShaded.incentives(&prior), agent), utilities);
            let nothing = vec![ratio!(0); 4];
            assert_eq!(interim_utilities(&PayYourReport.incentives(&prior), agent), nothing);
        }
    }

    #[test]
    fn paying_ones_report_invites_lies() {
        let prior = RevenueEquivalence::prior();
        let verdict = PayYourReport.incentives(&prior).bic.unwrap().verdict;
        let witness = verdict.witness.unwrap();
        assert_eq!((witness.agent_name(), witness.type_name()), ("First", "V4"));
        assert_eq!((witness.misreport_name(), verdict.regret), (Some("V2"), ratio!(1)));
        assert_eq!(FirstPriceShaded.incentives(&prior).dsic.regret, ratio!(3 / 2));
    }
}
