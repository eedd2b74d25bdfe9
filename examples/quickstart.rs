//! What a newcomer copies: two bidders, one painting, three ways to sell it.
//!
//! ```sh
//! cargo run --example quickstart
//! ```

use tvmd::prelude::*;

tvmd::mechanism! {
    /// Two bidders and one painting: the example after Theorem 2 of the paper.
    pub setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First:  additive { Low = { Painting: 1 }, High = { Painting: 2 } }
        agent Second: additive { Low = { Painting: 1 }, High = { Painting: 2 } }
        prior independent {
            First  { Low: 1/2, High: 1/2 }
            Second { Low: 1/2, High: 1/2 }
        }
    }

    /// First buys at 3/2 when she is High; Second pays his value when only he is High.
    pub mechanism FirstRefusal in Gallery {
        outcomes {
            (High, _)    => First gets { Painting } pays 3/2,
            (Low, High)  => Second gets { Painting } pays 2,
            (Low, _)     => First gets { Painting } pays 1,
            _            => nothing,
        }
        claims ex_post_ir, bic, not dsic;
    }

    /// One price for whoever comes first and wants it.
    pub mechanism Posted in Gallery {
        posted_prices { Painting: 3/2 } order (First, Second);
        claims ex_post_ir, dsic;
    }

    /// The highest bidder wins and pays the second bid, or the reserve.
    pub mechanism Reserve in Gallery {
        second_price { reserve 3/2 }
        claims ex_post_ir, dsic;
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    use gallery::{Agent, First, Second};

    // What happens at one profile of reports.
    let outcome = FirstRefusal.outcome((First::Low, Second::High));
    assert_eq!(outcome.payment(Agent::Second), ratio!(2));

    // Who can gain by lying, exactly, with the worst witness.
    println!("FirstRefusal\n{}\n", FirstRefusal.incentives(&Gallery::prior()));
    println!("Posted\n{}\n", Posted.incentives(&Gallery::prior()));

    // Revenue when the prior is right, and when a tenth of Second's mass moved from High to Low.
    let revenue = Performance::new(&Revenue, FirstRefusal.table())?;
    let moved = PriorOf::<Gallery>::joint([
        ((First::Low, Second::Low), ratio!(3 / 10)),
        ((First::Low, Second::High), ratio!(1 / 5)),
        ((First::High, Second::Low), ratio!(3 / 10)),
        ((First::High, Second::High), ratio!(1 / 5)),
    ])?;
    let distance = Gallery::prior().total_variation(&moved)?;
    println!("revenue {} before", revenue.expectation(&Gallery::prior())?);
    println!("revenue {} after a move of TV distance {}", revenue.expectation(&moved)?, distance.value);
    println!("BIC after the move: {}", FirstRefusal.incentives(&moved));
    Ok(())
}

tvmd::theorems!(FirstRefusal, Posted, Reserve);
