//! An item, and a bundle, with two prices.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1, Painting: 2 }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting, Vase] @ 1, [Vase, Painting] @ 2 }
    }
}

fn main() {}
