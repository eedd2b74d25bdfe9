//! A single agent whose types are not a grid: no type is worth (1, 0).

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Tea, Cup }
        bound 2;
        agent Buyer: additive { None = { Tea: 0 }, Cup = { Cup: 1 }, Both = { Tea: 1, Cup: 1 } }
        prior mrf { (Tea, Cup) { (1, 1): 2 } }
    }
}

fn main() {}
