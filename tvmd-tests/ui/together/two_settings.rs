//! A mechanism of a second setting isn't looked at as if it were one of the first.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    setting Auction<Buyer> {
        items { Vase }
        bound 2;
        agent Buyer: additive { Any = 1 }
    }

    mechanism Posted in Auction {
        posted_prices { Vase: 1 }
        claims dsic;
    }

    mechanism Menu in Gallery {
        menu { [Vase] @ 1 }
    }
}

fn main() {}
