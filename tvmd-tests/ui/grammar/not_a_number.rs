//! A number with an exponent, one with a Rust type, a fraction over zero and a word.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 1e3;
        agent First: additive { Low = 1u8, Mid = 1/0, High = two }
    }
}

fn main() {}
