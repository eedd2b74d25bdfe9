//! Items of a single agent as vertices: an item and values that aren't there.

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Tea, Cup }
        bound 4;
        agent Buyer: additive { V = { Tea: 0..=2, Cup: 1..=2 } }
        prior mrf {
            Tee { 0: 2 }
            Cup { 0: 2, 1.0: 3 }
            (Tea, Cup) { (High, 1): 2 }
        }
    }
}

fn main() {}
