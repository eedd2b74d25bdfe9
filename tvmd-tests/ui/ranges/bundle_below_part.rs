//! The value of a bundle over the bound.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: bundles { High = { [Painting]: 2, [Painting, Vase]: 1 } }
    }
}

fn main() {}
