//! An agent that is listed twice, and one that is declared twice.

tvmd::mechanism! {
    setting Gallery<First, Second, First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1 }
    }
}

fn main() {}
