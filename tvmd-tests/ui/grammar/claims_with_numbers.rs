//! Numbers on claims that take none, or others; no claim at all.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic(1/10), bic(1/10, 1/4, 1/2), bic(), bic_participating(1/10), interim_ir();
    }

    mechanism Reserve in Gallery {
        second_price;
        claims;
    }
}

fn main() {}
