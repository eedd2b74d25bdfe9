//! The best reserve of a second-price auction, by trying all: the setting, the prior and the mechanism are functions of the
//! number of bidders, the number of types and the reserve.
//!
//! Where values are uniform on [0, 1], the best reserve is 1/2, however many bidders there are. It raises the revenue from two
//! bidders from 1/3 to 5/12, and that from three from 1/2 to 17/32. Here values are rounded down to multiples of 1/n. Reserves are such
//! multiples, too, so rounding changes nobody's mind about taking part and lowers a price by 1/n at most: the revenue at every n bounds that
//! of the continuum from both sides, exactly.
//!
//! R. B. Myerson, *Optimal Auction Design*, Mathematics of Operations Research 6(1), 1981, 58–73; J. G. Riley and W. F. Samuelson,
//! *Optimal Auctions*, American Economic Review 71(3), 1981, 381–392. That the reserve doesn't depend on the number of bidders is
//! theirs; the revenues follow from it by Myerson's formula, as the tests show.
//!
//! ```sh
//! cargo run --example reserve_sweep
//! ```

use tvmd::build::types::{additive, grid, steps};
use tvmd::build::{priors, rules};
use tvmd::prelude::*;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The fraction `part / whole`.
fn fraction(part: usize, whole: usize) -> Rational {
    Rational::new(part.into(), whole.into())
}

/// Bidders for one object, each with the values 0, 1/n, …, (n - 1)/n.
fn auction_house(bidders: usize, n: usize) -> Result<Setting> {
    let values = grid([("Object", steps(0, fraction(n - 1, n), fraction(1, n)))]);
    let types = additive([("V", values)]);
    let house = Setting::builder("AuctionHouse").items(["Object"]).bound(1);
    let house =
        (1..=bidders).fold(house, |house, bidder| house.agent(format!("Bidder{bidder}"), types.clone()));
    Ok(house.build()?)
}

/// The expected revenue at each reserve 0, 1/n, …, (n - 1)/n, when values are uniform.
fn revenues(bidders: usize, n: usize) -> Result<Vec<(Rational, Rational)>> {
    let house = auction_house(bidders, n)?;
    let uniform = house.prior(priors::uniform())?;
    let sweep = (0..n).map(|step| {
        let reserve = fraction(step, n);
        let auction = house.mechanism("Auction", rules::second_price().reserve(&reserve))?;
        let revenue = Performance::new(&Revenue, auction.table())?.expectation(&uniform)?;
        Ok((reserve, revenue))
    });
    sweep.collect()
}

/// The reserve that earns most, and what it earns; of several the lowest.
fn best(revenues: &[(Rational, Rational)]) -> &(Rational, Rational) {
    revenues.iter().rev().max_by_key(|(_, revenue)| revenue).expect("there is a reserve of 0")
}

fn main() -> Result<()> {
    for (bidders, sizes) in [(2, [2, 4, 8, 16]), (3, [2, 4, 6, 8])] {
        for n in sizes {
            let revenues = revenues(bidders, n)?;
            let (reserve, revenue) = best(&revenues);
            println!(
                "{bidders} bidders of {n:2} types: {} without a reserve, {revenue} at {reserve}",
                revenues[0].1
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Myerson 1981, for n values on [0, 1] and a reserve of 1/2: the expectation of the highest virtual value 2v - 1, where it is
    /// positive. With F(v) = v that is the integral of b (2v - 1) v^(b-1) from the reserve to 1, for b bidders.
    fn of_the_continuum(bidders: u32, reserve: &Rational) -> Rational {
        let power = |exponent: u32| (0..exponent).fold(ratio!(1), |power, _| power * reserve);
        let b = Rational::from_integer(bidders.into());
        let primitive =
            |upper: Rational, one_less: Rational| ratio!(2) * &b * upper / (&b + ratio!(1)) - one_less;
        primitive(ratio!(1), ratio!(1)) - primitive(power(bidders + 1), power(bidders))
    }

    #[test]
    fn half_is_the_best_reserve_whatever_the_number_of_bidders() -> Result<()> {
        for (bidders, sizes) in [(1, [2, 4, 8, 16]), (2, [2, 4, 8, 16]), (3, [2, 4, 6, 8])] {
            for n in sizes {
                assert_eq!(best(&revenues(bidders, n)?).0, ratio!(1 / 2), "{bidders} bidders of {n} types");
            }
        }
        Ok(())
    }

    #[test]
    fn revenues_bound_those_of_the_continuum() -> Result<()> {
        let known = [(2, ratio!(1 / 3), ratio!(5 / 12)), (3, ratio!(1 / 2), ratio!(17 / 32))];
        for (bidders, without, with) in known {
            assert_eq!(of_the_continuum(bidders, &ratio!(0)), without);
            assert_eq!(of_the_continuum(bidders, &ratio!(1 / 2)), with);
            for n in [4, 8] {
                for (reserve, revenue) in revenues(usize::try_from(bidders)?, n)? {
                    let exact = of_the_continuum(bidders, &reserve);
                    assert!(
                        revenue <= exact && exact <= &revenue + fraction(1, n),
                        "{bidders}, {n}, {reserve}"
                    );
                }
            }
        }
        Ok(())
    }

    #[test]
    fn bids_are_honest_at_every_reserve() -> Result<()> {
        let house = auction_house(3, 4)?;
        for reserve in 0..4 {
            let auction = house.mechanism("Auction", rules::second_price().reserve(fraction(reserve, 4)))?;
            let report = Mechanism::report(&auction, None)?;
            assert!(report.dsic.holds && report.ex_post_ir.holds);
        }
        Ok(())
    }
}
