//! A lookahead auction of two items.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
        prior uniform;
    }

    mechanism Lookahead in Gallery {
        lookahead;
    }
}

fn main() {}
