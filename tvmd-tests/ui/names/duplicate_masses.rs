//! The mass of a type that is given twice, and an agent with two distributions.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, Low: 1/2 }
            Second uniform
            Second uniform
        }
    }
}

fn main() {}
