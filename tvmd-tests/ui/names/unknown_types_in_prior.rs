//! A misspelt type in an independent prior.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, Hihg: 1/2 }
            Second uniform
        }
    }
}

fn main() {}
