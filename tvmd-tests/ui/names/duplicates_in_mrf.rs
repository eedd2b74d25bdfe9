//! Potentials, vertices and hyperedges of a Markov random field that are there twice.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            First { Low: 2, Low: 3 }
            First { High: 2 }
            (First, Second) { (Low, Weak): 2, (High, Weak): 2, (Low, Weak): 2 }
            (Second, First) { (Weak, Low): 2 }
            (Second, Second) { (Weak, Weak): 2 }
        }
    }
}

fn main() {}
