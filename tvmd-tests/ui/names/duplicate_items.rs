//! An item that is declared twice.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase, Painting }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }
}

fn main() {}
