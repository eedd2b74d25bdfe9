//! A grid that ends over the bound.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=4 step 1/2 }
    }
}

fn main() {}
