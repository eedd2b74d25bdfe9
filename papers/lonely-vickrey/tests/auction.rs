//! The paper's statements as tests of an auction of one's own.

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Tea }
        bound 2;
        agent Buyer: additive { Low = 1, High = 2 }
        prior uniform;
    }
    mechanism Posted in Shop {
        posted_prices { Tea: 1 }
        claims ex_post_ir, dsic;
    }
}

tvmd::theorems!(lonely_vickrey::lonely_vickrey: Posted [revenue_within_welfare]);

mod all {
    use super::Posted;
    tvmd::theorems!(lonely_vickrey::lonely_vickrey: Posted);
}
