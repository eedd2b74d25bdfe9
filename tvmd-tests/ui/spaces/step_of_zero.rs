//! Grids with step 0 and a step below it.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=2 step 0, W = 2..=0 step -1 }
    }
}

fn main() {}
