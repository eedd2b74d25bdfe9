//! Values of bundles of an agent with values of items, and the other way round.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { [Painting]: 1 } }
        agent Second: bundles { Low = { Painting: 1 }, None = { []: 1 } }
    }
}

fn main() {}
