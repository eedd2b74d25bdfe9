//! Two items, one buyer: selling them apart, together, or both.
//!
//! Even where the buyer's values for two items are independent and alike, the best sale is not the best sale of each.
//! With values 1 or 2, a price of 3 for both earns 9/4, and no prices of the single items more than 2. With values 0,
//! 1 or 2, neither kind of price is best: each alone earns 4/3, and a menu with a discount for both, 2 for one and 3
//! for two, earns 13/9.
//!
//! S. Hart and N. Nisan, *Approximate Revenue Maximization with Multiple Items*, Journal of Economic Theory 172,
//! 2017, 313–347.
//!
//! ```sh
//! cargo run --example two_items
//! ```

mod common;
#[path = "common/menus.rs"]
mod menus;

use common::expected;
use menus::{best_bundle, best_menu, best_separate};
use tvmd::prelude::*;

/// Together is better.
pub mod together {
    tvmd::mechanism! {
        /// Each item is worth 1 or 2, equally likely.
        pub setting TwoItemsUniform<Buyer> {
            items { A, B }
            bound 4;
            agent Buyer: additive { V = { A: 1..=2, B: 1..=2 } }
            prior uniform;
        }

        /// Both at 3.
        pub mechanism Bundle in TwoItemsUniform {
            bundles { [A, B]: 3 }
            claims ex_post_ir, dsic, bic;
        }

        /// So cheap that everything is sold.
        pub mechanism Separate in TwoItemsUniform {
            posted_prices { A: 1, B: 1 }
            claims ex_post_ir, dsic, bic;
        }

        /// Each to those who want it most.
        pub mechanism SeparateDear in TwoItemsUniform {
            posted_prices { A: 2, B: 2 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Bundle, Separate, SeparateDear);
}

/// Both is better.
pub mod discount {
    tvmd::mechanism! {
        /// Each item is worth 0, 1 or 2, equally likely.
        pub setting TwoItemsZeroOneTwo<Buyer> {
            items { A, B }
            bound 4;
            agent Buyer: additive { V = { A: 0..=2, B: 0..=2 } }
            prior uniform;
        }

        /// One for 2, two for 3.
        pub mechanism Discount in TwoItemsZeroOneTwo {
            menu { [A]: 2, [B]: 2, [A, B]: 3 }
            claims ex_post_ir, dsic, bic;
        }

        /// Both at 2.
        pub mechanism Bundle in TwoItemsZeroOneTwo {
            bundles { [A, B]: 2 }
            claims ex_post_ir, dsic, bic;
        }

        /// Each at 1.
        pub mechanism Separate in TwoItemsZeroOneTwo {
            posted_prices { A: 1, B: 1 }
            claims ex_post_ir, dsic, bic;
        }
    }

    tvmd::theorems!(Discount, Bundle, Separate);
}

fn main() {
    for (values, json) in
        [("1, 2", together::TwoItemsUniform::JSON), ("0, 1, 2", discount::TwoItemsZeroOneTwo::JSON)]
    {
        println!("Values {values}");
        let (revenue, prices) = best_separate(json);
        println!("  apart     {revenue} at prices of A and B of {prices:?}");
        let (revenue, prices) = best_bundle(json);
        println!("  together  {revenue} at prices of both of {prices:?}");
        let (revenue, prices) = best_menu(json);
        println!("  a menu    {revenue} at prices of A, of B and of both of {prices:?}");
    }
    println!("The discount leaves welfare of {}", expected(&Welfare, &discount::Discount));
}

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_files_say_the_same() {
        assert_same(together::TwoItemsUniform::instance(), "two_items_uniform.json");
        assert_same(discount::TwoItemsZeroOneTwo::instance(), "two_items_zero_one_two.json");
    }

    /// Hart and Nisan 2017: 9/4 together, 2 apart.
    #[test]
    fn together_is_better() {
        use together::{Bundle, Separate, SeparateDear, TwoItemsUniform};
        assert_eq!(expected(&Revenue, &Bundle), ratio!(9 / 4));
        assert_eq!(
            [expected(&Revenue, &Separate), expected(&Revenue, &SeparateDear)],
            [ratio!(2), ratio!(2)]
        );
        assert_eq!(best_separate(TwoItemsUniform::JSON).0, ratio!(2));
        assert_eq!(best_menu(TwoItemsUniform::JSON).0, ratio!(9 / 4));
        assert_eq!(best_bundle(TwoItemsUniform::JSON), (ratio!(9 / 4), vec![[3]]));
    }

    /// Hart and Nisan 2017: 4/3 apart, 4/3 together, 13/9 with a discount.
    #[test]
    fn a_discount_is_better_still() {
        use discount::{Bundle, Discount, Separate, TwoItemsZeroOneTwo};
        assert_eq!(
            [expected(&Revenue, &Separate), expected(&Revenue, &Bundle)],
            [ratio!(4 / 3), ratio!(4 / 3)]
        );
        assert_eq!(expected(&Revenue, &Discount), ratio!(13 / 9));
        assert_eq!(best_separate(TwoItemsZeroOneTwo::JSON).0, ratio!(4 / 3));
        assert_eq!(best_bundle(TwoItemsZeroOneTwo::JSON).0, ratio!(4 / 3));
        assert_eq!(best_menu(TwoItemsZeroOneTwo::JSON), (ratio!(13 / 9), vec![[2, 2, 3]]));
    }

    #[test]
    fn welfare() {
        use discount::{Bundle, Discount, Separate};
        let sales =
            [expected(&Welfare, &Discount), expected(&Welfare, &Bundle), expected(&Welfare, &Separate)];
        assert_eq!(sales, [ratio!(14 / 9), ratio!(16 / 9), ratio!(2)]);
        assert_eq!(expected(&Welfare, &together::Bundle), ratio!(5 / 2));
        assert_eq!(expected(&Welfare, &together::SeparateDear), ratio!(2));
    }
}
