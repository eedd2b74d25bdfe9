//! Mechanisms in settings of other modules, and settings like others but for their priors.
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused)]

use tvmd::prelude::*;

/// Auctions.
pub mod auctions {
    tvmd::mechanism! {
        /// Two bidders and one painting.
        pub setting Gallery<First, Second> {
            items { Painting }
            bound 2;
            agent First:  additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior independent { First { Low: 1/2, High: 1/2 } Second { Low: 1/2, High: 1/2 } }
        }

        /// For the other module.
        pub mechanism Posted in Gallery {
            posted_prices { Painting: 3/2 }
            claims dsic;
        }
    }

    pub(crate) mod narrow {
        tvmd::mechanism! {
            pub(crate) setting Stall<Buyer> {
                items { Cup }
                bound 2;
                agent Buyer: additive { Low = 1, High = 2 }
                prior include "shared.csv";
            }
        }

        tvmd::mechanism! {
            pub(in crate::accepted::shared::auctions) mechanism Given in Stall { menu { [Cup] @ 0 } claims ex_post_ir, dsic; }
        }
    }

    pub(crate) fn given() -> Outcome {
        narrow::Given.outcome(narrow::stall::Buyer::Low)
    }

    use tvmd::Outcome;
}

/// Elsewhere.
pub mod elsewhere {
    tvmd::mechanism! {
        /// A reserve in a setting of another module.
        pub mechanism Reserve in crate::accepted::shared::auctions::Gallery {
            second_price { reserve 3/2 }
            claims ex_post_ir, dsic, bic;
        }

        mechanism Loser in crate::accepted::shared::auctions::Gallery {
            outcomes {
                (High, _) => First gets { Painting } pays 2,
                (Low, _)  => First gets { Painting } pays 1,
                _         => nothing,
            }
            claims not dsic at test;
        }
    }

    tvmd::mechanism! {
        /// The same with optimists.
        pub setting Moved = super::auctions::Gallery with prior independent { First { High: 1 } Second uniform };

        /// A price for them.
        pub mechanism Dear in Moved { posted_prices { Painting: 2 } claims dsic, bic; }
    }

    pub(crate) fn loses() -> bool {
        use super::auctions::gallery::First;
        Loser.outcome((First::Low, super::auctions::gallery::Second::Low)).revenue() == tvmd::ratio!(1)
    }
}

mod again {
    use super::auctions::*;
    use super::elsewhere::Moved;
    use tvmd::prelude::*;

    tvmd::mechanism! {
        pub(super) mechanism Vickrey in Gallery { second_price; claims dsic; }
    }
    tvmd::mechanism! {
        pub(super) mechanism OfMoved in Moved { lookahead; claims dsic; }
    }

    pub(super) fn both() -> [Rational; 2] {
        let run = (gallery::First::High, gallery::Second::Low);
        [Vickrey.outcome(run).revenue(), OfMoved.outcome(run).revenue()]
    }
}

fn in_a_function() -> String {
    tvmd::mechanism! {
        setting Shop<Buyer> {
            items { Tea }
            bound 2;
            agent Buyer: additive { Low = 1, High = 2 }
            prior uniform;
        }
    }
    tvmd::mechanism! {
        mechanism Posted in Shop { posted_prices { Tea: 1 } claims dsic; }
    }
    tvmd::mechanism! {
        setting Cheap = Shop with prior joint { Low: 1 }
        mechanism Free in Cheap { posted_prices { Tea: 0 } claims dsic; }
    }
    let moved = Shop::prior().total_variation(&Cheap::prior()).unwrap();
    let sum = Posted.outcome(shop::Buyer::Low).revenue() + Free.outcome(cheap::Buyer::Low).revenue();
    format!("{sum} {}", moved.value)
}

#[test]
fn runs() {
    use auctions::{Gallery, Posted, gallery};
    use elsewhere::{Dear, Moved, Reserve, moved};

    // One setting: the same handle, the same types.
    let handle = Gallery::setting();
    for setting in [Posted.setting(), Reserve.setting(), Dear.setting(), Moved::setting()] {
        assert!(std::ptr::eq(setting.name(), handle.name()));
    }
    let profile = (moved::First::High, gallery::Second::Low);
    assert_eq!(Posted.outcome(profile), Reserve.outcome(profile));
    assert_eq!(Dear.outcome(profile).revenue(), tvmd::ratio!(2));

    // Priors of both can be compared, and one isn't mistaken for the other.
    let (before, after): (PriorOf<Gallery>, PriorOf<Moved>) = (Gallery::prior(), Moved::prior());
    assert_eq!(before.total_variation(&after).unwrap().value, tvmd::ratio!(1 / 2));
    assert!(Reserve.incentives(&before).dsic.holds && Dear.incentives(&after).dsic.holds);
    assert_eq!(Dear.prior(), Some(&*after));
    assert_eq!(Reserve.prior(), Some(&*before));

    // Claims are proofs wherever the mechanism stands.
    let proof: tvmd::kernel::Proof<tvmd::kernel::Dsic, Reserve> = Reserve::dsic();
    drop(proof);

    assert!(elsewhere::loses());
    assert_eq!(auctions::given().probability(AgentId(0), [ItemId(0)].into_iter().collect()), tvmd::ratio!(1));
    assert_eq!(again::both(), [tvmd::ratio!(1), tvmd::ratio!(2)]);
    assert_eq!(in_a_function(), "1 1/2");
}
