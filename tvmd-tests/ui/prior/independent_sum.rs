//! An agent's masses that don't add up to 1.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, High: 1/3 }
            Second { Low: 1/2, High: 1/2 }
        }
    }
}

fn main() {}
