//! A setting without items and bound, and without one of its agents.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        agent First: additive { Low = { Painting: 1 } }
    }
}

fn main() {}
