//! Claims about a prior where there is none; what is dominant needs none.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic, dsic_participating, bic, interim_ir, not bic(1/10, 1/4);
    }
}

fn main() {}
