//! A misspelt type, and another agent's type, in a joint prior.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior joint {
            (Low, Weka): 1/2,
            (Low, High): 1/2,
        }
    }
}

fn main() {}
