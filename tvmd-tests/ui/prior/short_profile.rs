//! Profiles that name too few and too many types.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior joint { (Low): 1/2, (Low, High, High): 1/2 }
    }
}

fn main() {}
