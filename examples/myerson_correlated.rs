//! When values are correlated, the seller can have everything.
//!
//! Two bidders are worth 10 or 100, and likely the same. In `FullExtraction` a low bidder also bets on the other
//! being low: she receives a side payment if he is, and pays 30 if he isn't. The odds are such that a low bidder
//! breaks even and a high one who plays low loses on the bet what she saves on the price. So all surplus goes to the
//! seller. `SideBets` does it with bets on top of a second-price auction, after which truth is even dominant for
//! those who take part. The price of both is ex-post participation: a loser may have to pay.
//!
//! The example is from R. B. Myerson, *Optimal Auction Design*, Mathematics of Operations Research 6(1), 1981, 58–73.
//! The general construction is from J. Crémer and R. P. McLean, *Full Extraction of the Surplus in Bayesian and
//! Dominant Strategy Auctions*, Econometrica 56(6), 1988, 1247–1257; the bets in `SideBets` are it on Myerson's
//! numbers. `cremer_mclean.rs` is an example of theirs with more types.
//!
//! ```sh
//! cargo run --example myerson_correlated
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Values 10 and 100: with probability 1/3 both are low, with 1/3 both are high.
    pub setting MyersonCorrelated<First, Second> {
        items { Object }
        bound 160;
        agent First:  additive { Low = 10, High = 100 }
        agent Second: additive { Low = 10, High = 100 }
        prior include "instances/myerson_correlated.csv";
    }

    /// Myerson's auction, in expectation over its coin. What happens when somebody stays away is ours.
    pub mechanism FullExtraction in MyersonCorrelated {
        outcomes {
            (High, High)   => lottery { 1/2: First gets { Object }, 1/2: Second gets { Object } }
                              and First pays 50 and Second pays 50,
            (High, Low)    => First gets { Object } pays 100 and Second pays 30,
            (Low, High)    => Second gets { Object } pays 100 and First pays 30,
            (Low, Low)     => lottery { 1/2: First gets { Object }, 1/2: Second gets { Object } }
                              and First pays -10 and Second pays -10,
            (High, Bottom) => First gets { Object } pays 100,
            (Bottom, High) => Second gets { Object } pays 100,
            _              => nothing,
        }
        claims bic, not dsic, not ex_post_ir, not dsic_participating, interim_ir;
    }

    /// A second-price auction in which each bidder pays 60 more against a high opponent and 30 less against a low one.
    pub mechanism SideBets in MyersonCorrelated {
        outcomes {
            (High, High)         => First gets { Object } pays 160 and Second pays 60,
            (High, Low)          => First gets { Object } pays -20 and Second pays 60,
            (Low, High)          => First pays 60 and Second gets { Object } pays -20,
            (Low, Low)           => First gets { Object } pays -20 and Second pays -30,
            (Low | High, Bottom) => First gets { Object },
            (Bottom, Low | High) => Second gets { Object },
            _                    => nothing,
        }
        claims bic, not dsic, not ex_post_ir, dsic_participating, interim_ir;
    }

    /// Sells to high bidders only.
    pub mechanism Reserve in MyersonCorrelated {
        second_price { reserve 100 }
        claims ex_post_ir, dsic, bic;
    }

    /// Sells always.
    pub mechanism Vickrey in MyersonCorrelated {
        second_price;
        claims ex_post_ir, dsic, bic;
    }
}

/// Expected utilities of truth by agent and type, ⊥ left out.
fn interim_utilities(report: &IncentiveReport) -> Vec<Vec<Rational>> {
    let agents = report.bic.iter().flat_map(|bic| &bic.interim);
    agents.map(|hers| (1..hers.masses.len()).filter_map(|of| hers.utility(of).cloned()).collect()).collect()
}

fn main() {
    let prior = MyersonCorrelated::prior();
    println!("Revenue of");
    println!("  Vickrey         {}", expected(&Revenue, &Vickrey));
    println!("  Reserve         {}", expected(&Revenue, &Reserve));
    println!("  FullExtraction  {}", expected(&Revenue, &FullExtraction));
    println!("  SideBets        {}", expected(&Revenue, &SideBets));
    println!("and the most that the object can be worth, {}.\n", expected(&Welfare, &Vickrey));
    println!("What Low and High bidders expect to gain, First and Second:");
    for (name, report) in [("Vickrey", Vickrey.incentives(&prior)), ("SideBets", SideBets.incentives(&prior))]
    {
        let utilities: Vec<String> =
            interim_utilities(&report).iter().flatten().map(ToString::to_string).collect();
        println!("  {name:<14}  {}", utilities.join(", "));
    }
    println!("\nFullExtraction\n{}\n", FullExtraction.incentives(&prior));
    println!("SideBets\n{}", SideBets.incentives(&prior));
}

tvmd::theorems!(FullExtraction, SideBets, Reserve, Vickrey);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_file_says_the_same() {
        assert_same(MyersonCorrelated::instance(), "myerson_correlated.json");
    }

    /// Myerson 1981: revenue 70, which is all there is, with a side payment of 30.
    #[test]
    fn the_seller_has_everything() {
        use myerson_correlated::{Agent, First, Second};
        assert_eq!(expected(&Revenue, &FullExtraction), ratio!(70));
        assert_eq!(FullExtraction.outcome((First::High, Second::Low)).payment(Agent::Second), ratio!(30));
        // Crémer and McLean 1988: so do bets on the others' types.
        assert_eq!(expected(&Revenue, &SideBets), ratio!(70));
        assert_eq!(expected(&Welfare, &Vickrey), ratio!(70));
        let prior = MyersonCorrelated::prior();
        for report in [FullExtraction.incentives(&prior), SideBets.incentives(&prior)] {
            assert_eq!(interim_utilities(&report), vec![vec![ratio!(0); 2]; 2]);
        }
    }

    #[test]
    fn without_bets_he_has_not() {
        assert_eq!(expected(&Revenue, &Reserve), ratio!(200 / 3));
        assert_eq!(expected(&Revenue, &Vickrey), ratio!(40));
        let left = interim_utilities(&Vickrey.incentives(&MyersonCorrelated::prior()));
        assert_eq!(left, vec![vec![ratio!(0), ratio!(30)]; 2]);
    }

    #[test]
    fn losers_may_have_to_pay() {
        let prior = MyersonCorrelated::prior();
        let report = FullExtraction.incentives(&prior);
        let loser = report.ex_post_ir.witness.unwrap();
        assert_eq!((loser.agent_name(), loser.type_name()), ("First", "Low"));
        assert_eq!((loser.others(), &loser.gain), (Some(vec![("Second", "High")]), &ratio!(30)));
        assert_eq!(report.dsic.regret, ratio!(60));
        let report = SideBets.incentives(&prior);
        assert_eq!([report.ex_post_ir.regret, report.dsic.regret], [ratio!(60), ratio!(60)]);
    }

    /// In the convention of Crémer and McLean, where staying away is no report.
    #[test]
    fn bets_keep_truth_dominant_for_those_who_take_part() {
        let prior = MyersonCorrelated::prior();
        assert!(SideBets.incentives(&prior).dsic_participating.holds);
        assert_eq!(FullExtraction.incentives(&prior).dsic_participating.regret, ratio!(60));
    }
}
