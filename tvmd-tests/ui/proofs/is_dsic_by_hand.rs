//! Whoever implements `IsDsic` by hand still needs a proof to return.
use tvmd::kernel::*;

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Tea }
        bound 2;
        agent Buyer: additive { Low = 1, High = 2 }
        prior uniform;
    }
    mechanism Posted in Shop { posted_prices { Tea: 1 } claims ex_post_ir, dsic; }
    mechanism Other in Shop { posted_prices { Tea: 2 } claims ex_post_ir, dsic; }
}

struct Boast;

impl IsDsic for Boast {
    type Mechanism = Other;
    fn proof(&self) -> Proof<Dsic, Other> {
        Posted::dsic()
    }
}

fn main() {}
