//! An order that leaves out an agent.

tvmd::mechanism! {
    setting Gallery<First, Second, Third> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1 }
        agent Second: additive { Low = 1 }
        agent Third: additive { Low = 1 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 } order (Third, First);
    }
}

fn main() {}
