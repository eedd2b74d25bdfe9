//! A proof can't be read from a file.
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

fn main() {
    let _: Result<Proof<Dsic, Posted>, _> = serde_json::from_str("{}");
}
