//! Claims about a prior where there is none.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic, bic, not bic(1/10, 1/4);
    }
}

fn main() {}
