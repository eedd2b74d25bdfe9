//! A grid for an agent with values of bundles.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: bundles { V = { Painting: 0..=2 } }
    }
}

fn main() {}
