//! A price below 0 in every rule that has prices.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: -1 }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting] @ -1/2 }
    }

    mechanism Reserve in Gallery {
        second_price { reserve -1 }
    }
}

fn main() {}
