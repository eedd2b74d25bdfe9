//! A bare value where there are several items.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = 1 }
    }
}

fn main() {}
