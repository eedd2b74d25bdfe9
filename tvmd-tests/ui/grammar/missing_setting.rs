//! A mechanism in a setting that there isn't, neither in its block nor elsewhere.

mod auctions {}

tvmd::mechanism! {
    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }
}

tvmd::mechanism! {
    mechanism Vcg in auctions::Gallery {
        vcg;
    }
}

fn main() {}
