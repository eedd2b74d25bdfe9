//! A mechanism that doesn't name its setting.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted {
        posted_prices { Painting: 1 }
    }
}

fn main() {}
