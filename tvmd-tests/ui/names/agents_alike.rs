//! Agents whose names differ only in how words are joined.

tvmd::mechanism! {
    setting Gallery<FirstBuyer, First_buyer> {
        items { Painting }
        bound 2;
        agent FirstBuyer: additive { Low = 1 }
        agent First_buyer: additive { Low = 1 }
    }
}

fn main() {}
