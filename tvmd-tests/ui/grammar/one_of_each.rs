//! Two bounds, two rules, two lists of claims.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        bound 3;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
        vcg;
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic;
        claims ex_post_ir;
    }
}

fn main() {}
