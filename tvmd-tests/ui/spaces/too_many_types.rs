//! A grid with too many types.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { V = { Painting: 0..=1 step 1/200, Vase: 0..=1 step 1/200 } }
    }
}

fn main() {}
