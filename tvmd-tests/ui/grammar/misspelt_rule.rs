//! `posted_price` for `posted_prices`.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_price { Painting: 1 }
        claims dsic;
    }
}

fn main() {}
