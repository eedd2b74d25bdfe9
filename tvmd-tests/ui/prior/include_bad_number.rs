//! A file with something else where a probability should be.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior include "include_bad_number.csv";
    }
}

fn main() {}
