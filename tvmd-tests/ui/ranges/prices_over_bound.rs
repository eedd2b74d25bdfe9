//! A price over the bound in every rule that has prices.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 5/2 }
    }

    mechanism PerAgent in Gallery {
        posted_prices { First: { Painting: 3 } }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting] @ 3 }
    }

    mechanism Menu in Gallery {
        menu { [Painting] @ 2.01 }
    }

    mechanism Reserve in Gallery {
        second_price { reserve 3 }
    }
}

fn main() {}
