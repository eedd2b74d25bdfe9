//! A setting with a mistake, which is said once; mechanisms in it elsewhere are checked as far as that goes.

mod auctions {
    tvmd::mechanism! {
        pub setting Gallery<First> {
            items { Painting }
            bound 2;
            agent First: additive { Low = 1, High = 3 }
            prior independent { First { Low: 1/2, Hihg: 1/2 } }
        }
    }
}

tvmd::mechanism! {
    mechanism Posted in auctions::Gallery {
        posted_prices { Painting: 9 }
        claims not dsic;
    }

    mechanism Vcg in auctions::Gallery { vgc; }
}

fn main() {
    assert!(Posted.incentives(&auctions::Gallery::prior()).dsic.holds);
}
