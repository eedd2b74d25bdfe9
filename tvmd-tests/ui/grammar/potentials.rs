//! Slips in the grammar of a Markov random field, each at its token.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            First { Low 2, High: }
            (First, Second) (Low, Weak): 2
            [First, Second] { (Low, Weak): 2 }
            (First, 7) { (Low, Weak): 2 }
        }
    }
}

fn main() {}
