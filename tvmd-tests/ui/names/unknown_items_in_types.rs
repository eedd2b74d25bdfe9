//! A misspelt item in values, in a grid and in values of bundles.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Paintng: 1 }, V = { Painting: 1, Vaes: 0..=1 } }
        agent Second: bundles { Both = { [Painting, Vsae]: 1 } }
    }
}

fn main() {}
