//! A type that is declared twice, once by a grid.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, Low = 2 }
        agent Second: additive { V = 0..=1, V1 = 2 }
    }
}

fn main() {}
