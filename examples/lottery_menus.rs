//! With two items, the best menu may sell lottery tickets.
//!
//! For one item and one buyer a price is enough (Myerson 1981). For two items it isn't: a type who can't pay much may
//! be offered half a chance of an item for little, which keeps her as a customer and, unlike a low price, doesn't
//! tempt those who would pay for all of it. Each of these menus earns more than any deterministic mechanism, as is
//! checked by trying all prices: with values that are independent, correlated, or independent and alike, and for a
//! buyer who wants one item only.
//!
//! C. Daskalakis, *Multi-Item Auctions Defying Intuition?*, ACM SIGecom Exchanges 14(1), 2015, after C. Daskalakis,
//! A. Deckelbaum and C. Tzamos, *The Complexity of Optimal Mechanism Design*, SODA 2014; S. Hart and P. J. Reny,
//! *Maximal Revenue with Multiple Goods: Nonmonotonicity and Other Observations*, Theoretical Economics 10(3), 2015,
//! 893–922. The unit-demand variant is ours, in the spirit of J. Thanassoulis, *Haggling over Substitutes*, Journal
//! of Economic Theory 117(2), 2004, 217–245. For one item: R. B. Myerson, *Optimal Auction Design*, Mathematics of
//! Operations Research 6(1), 1981, 58–73.
//!
//! ```sh
//! cargo run --example lottery_menus
//! ```

mod common;
#[path = "common/menus.rs"]
mod menus;

use common::expected;
use menus::{best_bundle, best_menu, best_separate};
use tvmd::prelude::*;

/// Independent values of different items (Daskalakis 2015).
pub mod independent {
    tvmd::mechanism! {
        /// A is worth 1 or 2, B is worth 1 or 3, all equally likely.
        pub setting LotteryMenu<Buyer> {
            items { A, B }
            bound 5;
            agent Buyer: additive { V = { A: 1..=2, B: 1..=3 step 2 } }
            prior uniform;
        }

        /// Both at 4, or A and half a chance of B at 5/2.
        pub mechanism Lottery in LotteryMenu {
            menu { lottery { A: 1, B: 1/2 }: 5/2, [A, B]: 4 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best without chance.
        pub mechanism Separate in LotteryMenu {
            posted_prices { A: 1, B: 3 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best price of both.
        pub mechanism Bundle in LotteryMenu {
            bundles { [A, B]: 3 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Lottery, Separate, Bundle);
}

/// Correlated values (Hart and Reny 2015).
pub mod correlated {
    tvmd::mechanism! {
        /// Three types, equally likely.
        pub setting LotteryMenuCorrelated<Buyer> {
            items { A, B }
            bound 6;
            agent Buyer: additive { OnlyA = { A: 1 }, OnlyB = { B: 2 }, Both = { A: 3, B: 3 } }
            prior independent { Buyer { OnlyA: 1/3, OnlyB: 1/3, Both: 1/3 } }
        }

        /// Half a chance of A at 1/2, B at 2, both at 5.
        pub mechanism Lottery in LotteryMenuCorrelated {
            menu { lottery { A: 1/2 }: 1/2, [B]: 2, [A, B]: 5 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best without chance: who sells all of A at 1 must sell both at 4.
        pub mechanism Deterministic in LotteryMenuCorrelated {
            menu { [A]: 1, [B]: 2, [A, B]: 4 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Lottery, Deterministic);
}

/// Independent values of items that are alike (Hart and Reny 2015).
pub mod alike {
    tvmd::mechanism! {
        /// Each item is worth 1, 2 or 4, with probabilities 1/6, 1/2 and 1/3.
        pub setting LotteryMenuIid<Buyer> {
            items { A, B }
            bound 8;
            agent Buyer: additive {
                OneOne  = { A: 1, B: 1 }, OneTwo  = { A: 1, B: 2 }, OneFour  = { A: 1, B: 4 },
                TwoOne  = { A: 2, B: 1 }, TwoTwo  = { A: 2, B: 2 }, TwoFour  = { A: 2, B: 4 },
                FourOne = { A: 4, B: 1 }, FourTwo = { A: 4, B: 2 }, FourFour = { A: 4, B: 4 },
            }
            prior independent {
                Buyer {
                    OneOne:  1/36, OneTwo:  1/12, OneFour:  1/18,
                    TwoOne:  1/12, TwoTwo:  1/4,  TwoFour:  1/6,
                    FourOne: 1/18, FourTwo: 1/6,  FourFour: 1/9,
                }
            }
        }

        /// Half a chance of either item at 1, both at 4.
        pub mechanism Lottery in LotteryMenuIid {
            menu { lottery { A: 1/2 }: 1, lottery { B: 1/2 }: 1, [A, B]: 4 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best without chance.
        pub mechanism Separate in LotteryMenuIid {
            posted_prices { A: 2, B: 2 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best price of both.
        pub mechanism Bundle in LotteryMenuIid {
            bundles { [A, B]: 4 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Lottery, Separate, Bundle);
}

/// A buyer who wants one item (our variant).
pub mod unit_demand {
    tvmd::mechanism! {
        /// Three types, equally likely, none of which has a use for two items.
        pub setting LotteryUnitDemand<Buyer> {
            items { A, B }
            bound 3;
            agent Buyer: unit_demand { OnlyA = { A: 1 }, OnlyB = { B: 2 }, Either = { A: 3, B: 3 } }
            prior independent { Buyer uniform }
        }

        /// Half a chance of A at 1/2, B at 2.
        pub mechanism Lottery in LotteryUnitDemand {
            menu { lottery { [A]: 1/2 }: 1/2, [B]: 2 }
            claims ex_post_ir, dsic, bic;
        }

        /// The best without chance.
        pub mechanism Deterministic in LotteryUnitDemand {
            menu { [A]: 3, [B]: 2 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Lottery, Deterministic);
}

fn main() {
    let sales = [
        ("independent values", expected(&Revenue, &independent::Lottery), independent::LotteryMenu::JSON),
        (
            "correlated values",
            expected(&Revenue, &correlated::Lottery),
            correlated::LotteryMenuCorrelated::JSON,
        ),
        ("items alike", expected(&Revenue, &alike::Lottery), alike::LotteryMenuIid::JSON),
        ("unit demand", expected(&Revenue, &unit_demand::Lottery), unit_demand::LotteryUnitDemand::JSON),
    ];
    for (values, lottery, json) in sales {
        println!("{values}: {lottery} with lotteries");
        println!(
            "  {} by the best menu without, {} by separate prices",
            best_menu(json).0,
            best_separate(json).0
        );
        println!("  and {} by a price of both", best_bundle(json).0);
    }
}

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_files_say_the_same() {
        assert_same(independent::LotteryMenu::instance(), "lottery_menu.json");
        assert_same(correlated::LotteryMenuCorrelated::instance(), "lottery_menu_correlated.json");
        assert_same(alike::LotteryMenuIid::instance(), "lottery_menu_iid.json");
        assert_same(unit_demand::LotteryUnitDemand::instance(), "lottery_unit_demand.json");
    }

    /// The menu is from Daskalakis 2015; what it earns is calculated.
    #[test]
    fn independent_values() {
        use independent::{Bundle, Lottery, LotteryMenu, Separate};
        assert_eq!(
            [expected(&Revenue, &Lottery), expected(&Welfare, &Lottery)],
            [ratio!(21 / 8), ratio!(23 / 8)]
        );
        assert_eq!(
            [expected(&Revenue, &Separate), expected(&Revenue, &Bundle)],
            [ratio!(5 / 2), ratio!(9 / 4)]
        );
        assert_eq!(best_menu(LotteryMenu::JSON).0, ratio!(5 / 2));
        assert_eq!(best_separate(LotteryMenu::JSON).0, ratio!(5 / 2));
        assert_eq!(best_bundle(LotteryMenu::JSON).0, ratio!(9 / 4));
    }

    /// Hart and Reny 2015: 5/2 with a lottery, 7/3 without.
    #[test]
    fn correlated_values() {
        use correlated::{Deterministic, Lottery, LotteryMenuCorrelated};
        assert_eq!(
            [expected(&Revenue, &Lottery), expected(&Welfare, &Lottery)],
            [ratio!(5 / 2), ratio!(17 / 6)]
        );
        assert_eq!(expected(&Revenue, &Deterministic), ratio!(7 / 3));
        assert_eq!(best_menu(LotteryMenuCorrelated::JSON).0, ratio!(7 / 3));
        assert_eq!(best_separate(LotteryMenuCorrelated::JSON).0, ratio!(7 / 3));
        assert_eq!(best_bundle(LotteryMenuCorrelated::JSON).0, ratio!(2));
    }

    /// Hart and Reny 2015: 61/18 with lotteries, 60/18 without.
    #[test]
    fn items_alike() {
        use alike::{Bundle, Lottery, LotteryMenuIid, Separate};
        assert_eq!(
            [expected(&Revenue, &Lottery), expected(&Welfare, &Lottery)],
            [ratio!(61 / 18), ratio!(83 / 18)]
        );
        assert_eq!(
            [expected(&Revenue, &Separate), expected(&Revenue, &Bundle)],
            [ratio!(60 / 18), ratio!(29 / 9)]
        );
        assert_eq!(best_menu(LotteryMenuIid::JSON).0, ratio!(60 / 18));
        assert_eq!(best_separate(LotteryMenuIid::JSON).0, ratio!(60 / 18));
        assert_eq!(best_bundle(LotteryMenuIid::JSON).0, ratio!(29 / 9));
    }

    /// Numbers of our own.
    #[test]
    fn unit_demand_values() {
        use unit_demand::{Deterministic, Lottery, LotteryUnitDemand};
        assert_eq!(
            [expected(&Revenue, &Lottery), expected(&Welfare, &Lottery)],
            [ratio!(3 / 2), ratio!(11 / 6)]
        );
        assert_eq!(expected(&Revenue, &Deterministic), ratio!(4 / 3));
        assert_eq!(best_menu(LotteryUnitDemand::JSON).0, ratio!(4 / 3));
    }
}
