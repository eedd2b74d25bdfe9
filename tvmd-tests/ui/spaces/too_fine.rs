//! A grid of one item that is far too fine.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=1 step 1/1000000000000 }
    }
}

fn main() {}
