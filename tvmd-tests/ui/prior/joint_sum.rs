//! The profiles' masses don't add up to 1.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior joint { (Low, High): 1/2, (High, Low): 2/3 }
    }
}

fn main() {}
