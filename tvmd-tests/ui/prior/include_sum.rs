//! A file whose masses don't add up to 1.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior include "include_sum.csv";
    }
}

fn main() {}
