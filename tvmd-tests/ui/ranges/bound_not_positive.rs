//! A bound of 0.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 0;
        agent First: additive { Low = 0 }
    }
}

fn main() {}
