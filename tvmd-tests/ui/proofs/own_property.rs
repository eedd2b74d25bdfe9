//! Only the kernel's properties can be proved.
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

#[derive(Clone, Debug)]
struct Wonderful;

impl std::fmt::Display for Wonderful {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("wonderful")
    }
}

impl Provable for Wonderful {}

fn main() {}
