//! A value over the bound.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 5/2 } }
    }
}

fn main() {}
