//! The mass of a profile that is given twice.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior joint { (Low, High): 1/2, (High, High): 1/4, (Low, High): 1/4 }
    }
}

fn main() {}
