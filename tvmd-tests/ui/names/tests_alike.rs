//! Mechanisms whose names differ, but not those of the tests that verify their claims.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism PostedPrice in Gallery {
        posted_prices { Painting: 1 }
        claims dsic at test;
    }

    #[allow(non_camel_case_types)]
    mechanism Posted_price in Gallery {
        posted_prices { Painting: 2 }
        claims dsic at test;
    }
}

fn main() {}
