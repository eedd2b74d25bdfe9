//! Potentials e^ψ that are 0 or negative, of a vertex and of a hyperedge.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            First { Low: 0, High: 2 }
            (First, Second) { (Low, Weak): -1/2, (High, Strong): 3 }
        }
    }
}

fn main() {}
