//! One more bidder is worth more than the best negotiator.
//!
//! Values are 1, 2 or 3. The most that one bidder can be made to pay is 4/3, by a price of 2. A plain second-price
//! auction with a second bidder, and without any knowledge of the distribution, earns 14/9. Who has two bidders can
//! do better with a reserve, and best by Myerson's rule, whose virtual values are here -1, 1 and 3: the winner pays
//! the least *type* with which she would still have won, which a reserve alone forgets where values are discrete.
//!
//! J. Bulow and P. Klemperer, *Auctions Versus Negotiations*, American Economic Review 86(1), 1996, 180–194,
//! Theorem 1; R. B. Myerson, *Optimal Auction Design*, Mathematics of Operations Research 6(1), 1981, 58–73. The
//! theorems are theirs; these values, and the numbers about them, are ours.
//!
//! ```sh
//! cargo run --example bulow_klemperer
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Values 1, 2 and 3, drawn independently.
    pub setting BulowKlemperer<First, Second> {
        items { Object }
        bound 3;
        agent First:  additive { One = 1, Two = 2, Three = 3 }
        agent Second: additive { One = 1, Two = 2, Three = 3 }
        prior independent { First uniform, Second uniform }
    }

    /// The best sale to First alone.
    pub mechanism Monopoly in BulowKlemperer {
        posted_prices { First: { Object: 2 } }
        claims ex_post_ir, dsic, bic;
    }

    /// Second is let in, and nothing else is thought about.
    pub mechanism OneMoreBidder in BulowKlemperer {
        second_price;
        claims ex_post_ir, dsic, bic;
    }

    /// Both, at the monopoly's price or more.
    pub mechanism Reserve in BulowKlemperer {
        second_price { reserve 2 }
        claims ex_post_ir, dsic, bic;
    }

    /// The highest positive virtual value wins and pays the least type that would have won; ties go to First.
    pub mechanism Optimal in BulowKlemperer {
        outcomes {
            (Three, Three) => First gets { Object } pays 3,
            (Three, _)     => First gets { Object } pays 2,
            (Two, Three)   => Second gets { Object } pays 3,
            (Two, _)       => First gets { Object } pays 2,
            (_, Two)       => Second gets { Object } pays 2,
            (_, Three)     => Second gets { Object } pays 2,
            _              => nothing,
        }
        claims ex_post_ir, dsic, bic;
    }
}

fn main() {
    println!("One bidder, at the best price      {}", expected(&Revenue, &Monopoly));
    println!("Two bidders, second price          {}", expected(&Revenue, &OneMoreBidder));
    println!("Two bidders, with a reserve of 2   {}", expected(&Revenue, &Reserve));
    println!("Two bidders, Myerson's auction     {}", expected(&Revenue, &Optimal));
}

tvmd::theorems!(Monopoly, OneMoreBidder, Reserve, Optimal);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_file_says_the_same() {
        assert_same(BulowKlemperer::instance(), "bulow_klemperer.json");
    }

    /// Bulow and Klemperer 1996, Theorem 1.
    #[test]
    fn one_more_bidder_beats_the_best_price() {
        let [alone, two] = [expected(&Revenue, &Monopoly), expected(&Revenue, &OneMoreBidder)];
        assert!(two >= alone);
        assert_eq!([alone, two], [ratio!(4 / 3), ratio!(14 / 9)]);
    }

    /// Prices 1 and 3 earn 1 each from a single bidder.
    #[test]
    fn two_is_the_best_price() {
        let values = [1, 2, 3].map(|value| tvmd::exact::ratio(value, 1));
        let earned = |price: &Rational| {
            let buyers = values.iter().filter(|value| *value >= price).count();
            price * Rational::new(buyers.into(), values.len().into())
        };
        assert_eq!(values.iter().map(earned).max(), Some(expected(&Revenue, &Monopoly)));
    }

    /// Myerson 1981: the optimal revenue is the expectation of the highest virtual value, where it is positive.
    #[test]
    fn the_optimum_is_the_expected_virtual_value() {
        let virtual_values = [-1, 1, 3];
        let pairs =
            virtual_values.iter().flat_map(|one| virtual_values.iter().map(move |other| one.max(other)));
        let total: i64 = pairs.map(|highest| *highest.max(&0)).sum();
        assert_eq!(expected(&Revenue, &Optimal), tvmd::exact::ratio(total, 9));
        assert_eq!(expected(&Revenue, &Optimal), ratio!(2));
        assert_eq!(expected(&Revenue, &Reserve), ratio!(17 / 9));
    }

    #[test]
    fn welfare() {
        assert_eq!(
            [expected(&Welfare, &Monopoly), expected(&Welfare, &OneMoreBidder)],
            [ratio!(5 / 3), ratio!(22 / 9)]
        );
        assert_eq!(
            [expected(&Welfare, &Reserve), expected(&Welfare, &Optimal)],
            [ratio!(7 / 3), ratio!(7 / 3)]
        );
    }
}
