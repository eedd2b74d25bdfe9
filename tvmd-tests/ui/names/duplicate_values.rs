//! The value of an item, and of a bundle, that is given twice.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1, Painting: 2 } }
        agent Second: bundles { Both = { [Painting, Vase]: 1, [Vase, Painting]: 2 } }
    }
}

fn main() {}
