//! Two mechanisms with one name.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 2 }
    }
}

fn main() {}
