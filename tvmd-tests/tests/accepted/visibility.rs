//! Settings and mechanisms are as visible as they are written to be, and may be used from anywhere they are visible.
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused)]

/// Auctions.
pub mod auctions {
    tvmd::mechanism! {
        /// Visible everywhere.
        pub setting Open<Bidder> {
            items { House }
            bound 2;
            agent Bidder: additive { Low = 1, High = 2 }
        }

        /// Visible everywhere.
        pub mechanism Posted in Open { posted_prices { House: 1 } }

        pub(crate) mechanism Reserve in Open { second_price { reserve 1 } }

        mechanism Hidden in Open { vcg; }
    }

    /// What a private mechanism yields.
    pub fn hidden() -> tvmd::Outcome {
        Hidden.outcome(open::Bidder::Low)
    }

    pub(crate) mod inner {
        tvmd::mechanism! {
            pub(super) setting Narrow<Bidder> {
                items { House }
                bound 2;
                agent Bidder: additive { Low = 1, High = 2 }
            }

            pub(super) mechanism Free in Narrow { vcg; }
        }
    }

    pub(crate) fn free() -> tvmd::Outcome {
        inner::Free.outcome(inner::narrow::Bidder::High)
    }
}

mod private {
    tvmd::mechanism! {
        setting Closed<Bidder> {
            items { House }
            bound 2;
            agent Bidder: additive { Low = 1, High = 2 }
        }

        mechanism Free in Closed { vcg; }
    }

    pub(crate) fn revenue() -> String {
        Free.outcome(closed::Bidder::High).revenue().to_string()
    }
}

#[test]
fn runs() {
    use auctions::{Posted, Reserve, open::Bidder};
    assert_eq!(Posted.outcome(Bidder::Low), Reserve.outcome(Bidder::Low));
    assert_eq!(auctions::free(), auctions::hidden());
    assert_eq!(private::revenue(), "0");
}
