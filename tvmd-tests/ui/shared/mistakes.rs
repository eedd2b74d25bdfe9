//! What is wrong with a mechanism in a setting of another module is said at its own tokens, and only what.

mod auctions {
    tvmd::mechanism! {
        pub(crate) setting Gallery<First, Second> {
            items { Painting }
            bound 2;
            agent First:  additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior uniform;
        }
    }
}

tvmd::mechanism! {
    mechanism Posted in auctions::Gallery {
        posted_prices { Paintng: 3 }
    }

    mechanism Loser in auctions::Gallery {
        outcomes {
            (Hihg, _) => Third gets { Painting } pays 1,
            _ => nothing,
        }
    }

    mechanism Greedy in auctions::Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 2,
            (Low, _)  => First gets { Painting } pays 1,
            _         => nothing,
        }
        claims ex_post_ir, dsic;
    }

    mechanism Elsewhere in crate::Shop { vcg; }
}

fn main() {
    let _ = (Posted, Loser, Greedy, Elsewhere);
}
