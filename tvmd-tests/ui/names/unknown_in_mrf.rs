//! Unknown agents and types in a Markov random field.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            Frist { Low: 2 }
            Second { Weka: 2 }
            (First, Third) { (Low, Weak): 2 }
            (First, Second) { (Weak, Strong): 2, (High, Bottom): 3 }
        }
    }
}

fn main() {}
