//! One price for ten buyers, half as good as a prophet.
//!
//! Ten buyers come one after another; each stays away half of the time, is usually worth 1 and rarely 8. A prophet
//! who knew all values would sell to the best. One price for all achieves half of his welfare, whatever the order and
//! the distributions: half of what he expects is such a price, and so is the median of the highest value. Here the
//! highest value *is* the median, 1, more than half of the time, and it matters whether a buyer of just that value is
//! served: at a price of 1 she is, and somebody cheap nearly always comes first; at 2 she isn't, and that is good
//! enough.
//!
//! E. Samuel-Cahn, *Comparison of Threshold Stop Rules and Maximum for Independent Nonnegative Random Variables*,
//! Annals of Probability 12(4), 1984, 1213–1216 (the median); R. Kleinberg and S. M. Weinberg, *Matroid Prophet
//! Inequalities*, STOC 2012 (half the expectation). The theorems are theirs; these buyers, and the numbers about
//! them, are ours.
//!
//! ```sh
//! cargo run --example posted_prices_ten
//! ```

mod common;

use common::expected;
use tvmd::objective::Custom;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Three types each, Bottom included: 59049 profiles.
    pub setting PostedPricesTen<Ada, Ben, Cleo, Dan, Eve, Finn, Gus, Hana, Ivo, Jane> {
        items { Item }
        bound 8;
        agent Ada:  additive { Low = 1, High = 8 }
        agent Ben:  additive { Low = 1, High = 8 }
        agent Cleo: additive { Low = 1, High = 8 }
        agent Dan:  additive { Low = 1, High = 8 }
        agent Eve:  additive { Low = 1, High = 8 }
        agent Finn: additive { Low = 1, High = 8 }
        agent Gus:  additive { Low = 1, High = 8 }
        agent Hana: additive { Low = 1, High = 8 }
        agent Ivo:  additive { Low = 1, High = 8 }
        agent Jane: additive { Low = 1, High = 8 }
        prior independent {
            Ada  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Ben  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Cleo { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Dan  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Eve  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Finn { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Gus  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Hana { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Ivo  { Bottom: 1/2, Low: 7/16, High: 1/16 }
            Jane { Bottom: 1/2, Low: 7/16, High: 1/16 }
        }
    }

    /// The price is half of what the prophet expects.
    pub mechanism HalfExpectedMaximum in PostedPricesTen {
        posted_prices { Item: 4758466546009/2199023255552 }
        claims ex_post_ir, dsic;
    }

    /// Serves only who is worth more than the median, 1.
    pub mechanism AboveMedian in PostedPricesTen {
        posted_prices { Item: 2 }
        claims ex_post_ir, dsic;
    }

    /// Serves who is worth the median as well.
    pub mechanism AtMedian in PostedPricesTen {
        posted_prices { Item: 1 }
        claims ex_post_ir, dsic;
    }
}

/// What the item would be worth to the best buyer, whoever gets it.
fn prophet() -> impl Objective {
    let bound = PostedPricesTen::setting().bound().clone();
    Custom::new("prophet", (ratio!(0), bound), |setting, types, _| {
        let item = Bundle::from(posted_prices_ten::Item::Item);
        let agents = setting.agents().iter().zip(types.types());
        agents
            .map(|(agent, her_type)| agent.types()[*her_type].valuation().value(item))
            .max()
            .unwrap_or_default()
    })
}

fn main() {
    let most = expected(&prophet(), &AtMedian);
    println!("The prophet expects {most}");
    let sales = [
        ("half of that", expected(&Welfare, &HalfExpectedMaximum), expected(&Revenue, &HalfExpectedMaximum)),
        ("2, over the median", expected(&Welfare, &AboveMedian), expected(&Revenue, &AboveMedian)),
        ("1, the median", expected(&Welfare, &AtMedian), expected(&Revenue, &AtMedian)),
    ];
    for (price, welfare, revenue) in sales {
        let enough = if ratio!(2) * &welfare >= most { "at least half" } else { "less than half" };
        println!("A price of {price}: welfare {welfare}, {enough} of the prophet's; revenue {revenue}");
    }
}

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    /// All 59049 profiles, and that each sale is ex-post IR and DSIC.
    #[test]
    fn the_file_says_the_same() {
        assert_same(PostedPricesTen::instance(), "posted_prices_ten.json");
    }

    #[test]
    fn the_price_is_half_of_what_the_prophet_expects() {
        let most = expected(&prophet(), &AtMedian);
        assert_eq!(most, exactly("4758466546009/1099511627776"));
        let everybody_high = posted_prices_ten::Profile::all().last().unwrap();
        let sold = HalfExpectedMaximum.outcome(everybody_high);
        assert_eq!(sold.payment(posted_prices_ten::Agent::Ada), most / ratio!(2));
    }

    /// Samuel-Cahn 1984, Kleinberg and Weinberg 2012: the welfare is at least half of what the prophet expects.
    #[test]
    fn a_price_is_half_as_good_as_the_prophet() {
        let half = expected(&prophet(), &AtMedian) / ratio!(2);
        let welfare = [expected(&Welfare, &HalfExpectedMaximum), expected(&Welfare, &AboveMedian)];
        assert!(welfare.iter().all(|welfare| *welfare >= half));
        let above = exactly("522861237151/137438953472");
        assert_eq!(welfare, [above.clone(), above]);
        // Serving a buyer of just the median isn't half as good.
        assert_eq!(expected(&Welfare, &AtMedian), ratio!(15_345 / 8_192));
        assert!(expected(&Welfare, &AtMedian) < half);
    }

    #[test]
    fn revenue() {
        let of_half = exactly("2488017705187911601580359/2417851639229258349412352");
        assert_eq!(expected(&Revenue, &HalfExpectedMaximum), of_half);
        assert_eq!(expected(&Revenue, &AboveMedian), exactly("522861237151/549755813888"));
        assert_eq!(expected(&Revenue, &AtMedian), ratio!(1_023 / 1_024));
    }

    fn exactly(number: &str) -> Rational {
        tvmd::exact::parse(number).unwrap()
    }
}
