//! A misspelt agent in an independent prior.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, High: 1/2 }
            Secnod { Low: 1/2, High: 1/2 }
        }
    }
}

fn main() {}
