//! Three statements about the Vickrey–Clarke–Groves mechanism (VCG), one of them false, after L. M. Ausubel and P. Milgrom, *The Lovely but
//! Lonely Vickrey Auction*, in P. Cramton, Y. Shoham and R. Steinberg (eds.), *Combinatorial Auctions*, MIT Press, 2006, 17–40.
//!
//! This crate is also how a paper is brought to `tvmd`: a file per statement, a line for each in `statements!`, and what the
//! harness says of the paper.

mod auctions;

use tvmd::paper::{Paper, Statement};

tvmd::statements! {
    lonely_vickrey in crate;
    revenue_within_welfare: general,
    truth_is_dominant: special,
    bidders_raise_revenue: special,
}

/// The paper.
#[derive(Clone, Copy, Debug)]
pub struct LonelyVickrey;

impl Paper for LonelyVickrey {
    fn slug(&self) -> &'static str {
        "lonely-vickrey"
    }

    fn title(&self) -> &'static str {
        "The Lovely but Lonely Vickrey Auction"
    }

    fn authors(&self) -> &'static [&'static str] {
        &["Ausubel", "Milgrom"]
    }

    fn statements(&self) -> &'static [&'static dyn Statement] {
        STATEMENTS
    }

    fn throughout(&self) -> &'static [&'static str] {
        &["values are private, and nobody's value depends on what others get"]
    }
}
