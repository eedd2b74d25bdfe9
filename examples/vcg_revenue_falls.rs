//! In the Vickrey–Clarke–Groves mechanism one more bidder can cost the seller everything.
//!
//! One bidder needs both items and is worth 2 with them; another is worth 2 with either. Alone they compete, and the
//! seller earns 2. Now a third bidder comes, just like the second: between them they can take both items, each is
//! worth as much as the package, nobody's presence costs the others anything, and all is given away. Two losers who
//! lie together bring the same about, although nobody can gain by lying alone.
//!
//! L. M. Ausubel and P. Milgrom, *The Lovely but Lonely Vickrey Auction*, in P. Cramton, Y. Shoham and R. Steinberg
//! (eds.), *Combinatorial Auctions*, MIT Press, 2006, 17–40. The weak types, for the lie, are worth 1/2; that number
//! is ours.
//!
//! ```sh
//! cargo run --example vcg_revenue_falls
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// All three take part, Second and Third strong.
    pub setting VcgRevenueFalls<Package, Second, Third> {
        items { A, B }
        bound 2;
        agent Package: bundles { Pair = { [A, B]: 2 } }
        agent Second:  unit_demand { Weak = { A: 1/2, B: 1/2 }, Strong = { A: 2, B: 2 } }
        agent Third:   unit_demand { Weak = { A: 1/2, B: 1/2 }, Strong = { A: 2, B: 2 } }
        prior independent { Package { Pair: 1 } Second { Strong: 1 } Third { Strong: 1 } }
    }

    /// Welfare is maximised; everybody pays what her presence costs the others.
    pub mechanism Vickrey in VcgRevenueFalls {
        vcg;
        claims ex_post_ir, dsic, bic;
    }
}

/// Before the third came.
pub mod without_third {
    tvmd::mechanism! {
        /// Third stays away.
        pub setting VcgWithoutThird<Package, Second, Third> {
            items { A, B }
            bound 2;
            agent Package: bundles { Pair = { [A, B]: 2 } }
            agent Second:  unit_demand { Weak = { A: 1/2, B: 1/2 }, Strong = { A: 2, B: 2 } }
            agent Third:   unit_demand { Weak = { A: 1/2, B: 1/2 }, Strong = { A: 2, B: 2 } }
            prior independent { Package { Pair: 1 } Second { Strong: 1 } Third { Bottom: 1 } }
        }

        /// The same mechanism.
        pub mechanism Vickrey in VcgWithoutThird {
            vcg;
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Vickrey);
}

use vcg_revenue_falls::{Agent, Package, Second, Third};

/// What an agent of type Weak gets out of an outcome.
fn utility_of_weak(agent: Agent, outcome: &Outcome) -> Rational {
    outcome.value(agent, Second::Weak.valuation()) - outcome.payment(agent)
}

fn main() {
    println!("Revenue of two bidders    {}", expected(&Revenue, &without_third::Vickrey));
    println!("Revenue of three bidders  {}", expected(&Revenue, &Vickrey));

    println!("\nSecond and Third are weak, and say");
    for (words, second, third) in
        [("so", Second::Weak, Third::Weak), ("they are strong", Second::Strong, Third::Strong)]
    {
        let outcome = Vickrey.outcome((Package::Pair, second, third));
        let [one, other] = [Agent::Second, Agent::Third].map(|agent| utility_of_weak(agent, &outcome));
        println!("  {words}: revenue {}, their utilities {one} and {other}", outcome.revenue());
    }
    println!("\nIf only one of them lies:\n{}", Vickrey.incentives(&VcgRevenueFalls::prior()));
}

tvmd::theorems!(Vickrey);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_files_say_the_same() {
        assert_same(VcgRevenueFalls::instance(), "vcg_revenue_falls.json");
        assert_same(without_third::VcgWithoutThird::instance(), "vcg_without_third.json");
    }

    /// Ausubel and Milgrom 2006: revenue falls from 2 to 0 when the third bidder comes.
    #[test]
    fn one_more_bidder_costs_everything() {
        assert_eq!(expected(&Revenue, &without_third::Vickrey), ratio!(2));
        assert_eq!(expected(&Revenue, &Vickrey), ratio!(0));
        // What is lost in revenue isn't lost in welfare.
        assert_eq!(
            [expected(&Welfare, &without_third::Vickrey), expected(&Welfare, &Vickrey)],
            [ratio!(2), ratio!(4)]
        );
    }

    #[test]
    fn payments() {
        let payments = |second, third| {
            let outcome = Vickrey.outcome((Package::Pair, second, third));
            Agent::ALL.map(|agent| outcome.payment(agent))
        };
        assert_eq!(payments(Second::Strong, Third::Strong), [ratio!(0), ratio!(0), ratio!(0)]);
        assert_eq!(payments(Second::Strong, Third::Weak), [ratio!(0), ratio!(3 / 2), ratio!(0)]);
        assert_eq!(payments(Second::Weak, Third::Weak), [ratio!(1), ratio!(0), ratio!(0)]);
        // Package and Second tie; whoever wins pays 2.
        assert_eq!(payments(Second::Strong, Third::Bottom).iter().sum::<Rational>(), ratio!(2));
    }

    /// Ausubel and Milgrom 2006: losers can collude.
    #[test]
    fn two_losers_gain_together_and_none_alone() {
        let [honest, lie] = [
            Vickrey.outcome((Package::Pair, Second::Weak, Third::Weak)),
            Vickrey.outcome((Package::Pair, Second::Strong, Third::Strong)),
        ];
        for agent in [Agent::Second, Agent::Third] {
            assert_eq!(
                [utility_of_weak(agent, &honest), utility_of_weak(agent, &lie)],
                [ratio!(0), ratio!(1 / 2)]
            );
        }
        assert!(Vickrey.incentives(&VcgRevenueFalls::prior()).dsic.holds);
    }
}
