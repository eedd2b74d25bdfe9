//! Values below 0.

tvmd::mechanism! {
    setting Gallery<First, Second, Third> {
        items { Painting }
        bound 2;
        agent First: additive { Low = { Painting: -1 }, High = 2 }
        agent Second: bundles { Low = { [Painting]: -1/2 } }
        agent Third: additive { V = -1..=1 }
    }
}

fn main() {}
