//! `mechansim` for `mechanism`; what follows is still read.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechansim Posted in Gallery {
        posted_prices { Painting: 1 }
    }

    mechanism Reserve in Gallery {
        second_price { reserve 1 }
    }
}

fn main() {}
