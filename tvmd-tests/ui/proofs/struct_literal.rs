//! A proof has no public fields to fill in.
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
    let stolen = Posted::dsic();
    let _: Proof<Dsic, Other> = Proof { property: stolen.property().clone(), table: stolen.table().clone() };
}
