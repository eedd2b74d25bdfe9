//! Hyperedges that join nothing, and combinations of too few and too many values.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            () { (): 2 }
            (First, Second) { Low: 2, (Low, Weak, Low): 2 }
        }
    }
}

fn main() {}
