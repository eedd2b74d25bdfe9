//! Grids with too many types only together.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=1 step 1/6000, W = 0..=1 step 1/7000 }
    }
}

fn main() {}
