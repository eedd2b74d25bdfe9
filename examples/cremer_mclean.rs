//! The full surplus in dominant strategies, where values are correlated.
//!
//! Two bidders are worth 1, 2 or 3; they are of the same type with probability 1/2, all of them equally likely. A second-price
//! auction makes truth dominant and leaves types 2 and 3 rents. `FullExtraction` adds to it, for each bidder, a lottery over the *other's*
//! report: she receives 1 if the other is Low and pays 2 if he is High. Her own report doesn't matter to her lottery, so truth stays
//! dominant for who takes part; and since the distributions of the other's type given hers are linearly independent, there is
//! a lottery that costs each type in expectation exactly her rent. Everybody breaks even and the seller has all surplus.
//!
//! That is the theorem of J. Crémer and R. P. McLean, *Full Extraction of the Surplus in Bayesian and Dominant Strategy Auctions*,
//! Econometrica 56(6), 1988, 1247–1257: where these distributions have full rank for each bidder, an auction in dominant
//! strategies extracts the full surplus. The numbers here are ours, the construction and what is asserted are theirs.
//!
//! Their convention isn't that of `dsic`. Misreports are those of bidders who take part, and taking part pays in expectation
//! given one's type: `dsic_participating` and `interim_ir`. Where staying away is a report like any other, the auction is *not* DSIC, as a
//! loser who knows that the other is High would rather stay away.
//!
//! ```sh
//! cargo run --example cremer_mclean
//! cargo tvmd optimum examples/instances/cremer_mclean.json --truthfulness dsic --participation interim
//! ```

mod common;

use common::expected;
use tvmd::optimum::{Design, Participation, Truthfulness};
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Values 1, 2 and 3, the same for both with probability 1/2.
    pub setting CremerMcLean<First, Second> {
        items { Object }
        bound 5;
        agent First:  additive { Low = 1, Middle = 2, High = 3 }
        agent Second: additive { Low = 1, Middle = 2, High = 3 }
        prior joint {
            (Low, Low): 1/6,     (Low, Middle): 1/12,   (Low, High): 1/12,
            (Middle, Low): 1/12, (Middle, Middle): 1/6, (Middle, High): 1/12,
            (High, Low): 1/12,   (High, Middle): 1/12,  (High, High): 1/6,
        }
    }

    /// The object to the highest value at the second highest, to First of equal ones; besides, each bidder pays -1, 0 or 2 as the other
    /// is Low, Middle or High. Who is alone gets the object for nothing.
    pub mechanism FullExtraction in CremerMcLean {
        outcomes {
            (Low, Low)       => First gets { Object } pays 0 and Second pays -1,
            (Middle, Low)    => First gets { Object } pays 0 and Second pays 0,
            (High, Low)      => First gets { Object } pays 0 and Second pays 2,
            (Middle, Middle) => First gets { Object } pays 2 and Second pays 0,
            (High, Middle)   => First gets { Object } pays 2 and Second pays 2,
            (High, High)     => First gets { Object } pays 5 and Second pays 2,
            (Low, Middle)    => Second gets { Object } pays 0 and First pays 0,
            (Low, High)      => Second gets { Object } pays 0 and First pays 2,
            (Middle, High)   => Second gets { Object } pays 2 and First pays 2,
            (Low | Middle | High, Bottom) => First gets { Object },
            (Bottom, Low | Middle | High) => Second gets { Object },
            _                             => nothing,
        }
        claims dsic_participating, interim_ir, bic, not dsic, not ex_post_ir;
    }

    /// The auction without the lotteries.
    pub mechanism Vickrey in CremerMcLean {
        second_price;
        claims ex_post_ir, dsic, bic;
    }
}

/// The most revenue of a dominant-strategy auction, with participation as asked for.
fn best(participation: Participation) -> Rational {
    let prior = CremerMcLean::prior();
    let design = Design { participation, ..Design::revenue(&prior, Truthfulness::Dsic) };
    design.best().expect("selling nothing is always possible").value
}

fn main() {
    println!("Revenue in dominant strategies");
    println!("  of the second-price auction                      {}", expected(&Revenue, &Vickrey));
    println!("  at most, if nobody may lose at any profile       {}", best(Participation::ExPost));
    println!("  of FullExtraction                                {}", expected(&Revenue, &FullExtraction));
    println!("  at most, if nobody may lose in expectation       {}", best(Participation::Interim));
    println!("and the most that the object can be worth          {}\n", expected(&Welfare, &Vickrey));
    println!("FullExtraction\n{}", FullExtraction.incentives(&CremerMcLean::prior()));
}

tvmd::theorems!(FullExtraction, Vickrey);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;
    use cremer_mc_lean::{Agent, First, Second};
    use tvmd::TypeId;
    use tvmd::setting::Valuation;

    #[test]
    fn the_file_says_the_same() {
        assert_same(CremerMcLean::instance(), "cremer_mclean.json");
    }

    /// Crémer and McLean 1988: the full surplus, which is 7/3 here, and no auction in dominant strategies can have more.
    #[test]
    fn the_seller_has_the_full_surplus() {
        let surplus = ratio!(7 / 3);
        assert_eq!(expected(&Welfare, &Vickrey), surplus);
        assert_eq!(expected(&Revenue, &FullExtraction), surplus);
        assert_eq!(best(Participation::Interim), surplus);
    }

    #[test]
    fn without_lotteries_over_the_others_report_there_are_rents() {
        assert_eq!(expected(&Revenue, &Vickrey), ratio!(5 / 3));
        assert_eq!(best(Participation::ExPost), ratio!(23 / 12));
    }

    /// Participation binds for every type, and truth is dominant among those that take part, whoever else does.
    #[test]
    fn everybody_breaks_even_and_truth_is_dominant_for_who_takes_part() {
        let report = FullExtraction.incentives(&CremerMcLean::prior());
        let bic = report.bic.as_ref().unwrap();
        assert!(report.dsic_participating.holds && bic.participating.holds && bic.interim_ir.holds);
        let prior = CremerMcLean::prior();
        let utility = |agent: Agent, own: TypeId, valuation: &Valuation| -> Rational {
            let of_own = prior.support().filter(|(types, _)| types.of(agent) == own.0);
            let utilities = of_own.map(|(types, mass)| {
                let outcome = FullExtraction.outcome(&types);
                mass * (outcome.value(agent, valuation) - outcome.payment(agent))
            });
            utilities.sum()
        };
        for own in First::ALL {
            assert_eq!(utility(Agent::First, own.into(), own.valuation()), ratio!(0));
        }
        for own in Second::ALL {
            assert_eq!(utility(Agent::Second, own.into(), own.valuation()), ratio!(0));
        }
    }

    /// Where ⊥ is a report it isn't DSIC: who loses against a High bidder would rather have stayed away.
    #[test]
    fn losers_would_rather_have_stayed_away() {
        let report = FullExtraction.incentives(&CremerMcLean::prior());
        let loser = report.dsic.witness.unwrap();
        assert_eq!((loser.misreport_name(), &loser.gain), (Some("Bottom"), &ratio!(2)));
        assert_eq!(report.ex_post_ir.regret, ratio!(2));
    }

    /// What each pays is what the second-price auction asks, and a lottery that depends on the other's report alone.
    #[test]
    fn lotteries_are_over_the_others_report() {
        for types in CremerMcLean::instance().setting().profiles().filter(|types| !types.types().contains(&0))
        {
            for (agent, other) in [(Agent::First, Agent::Second), (Agent::Second, Agent::First)] {
                let lottery = [ratio!(-1), ratio!(0), ratio!(2)][types.of(other) - 1].clone();
                let [with, without] = [FullExtraction.outcome(&types), Vickrey.outcome(&types)]
                    .map(|outcome| outcome.payment(agent));
                assert_eq!(with, without + lottery);
            }
        }
    }
}
