//! Values that are over the bound only together.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { High = { Painting: 3/2, Vase: 1 } }
    }
}

fn main() {}
