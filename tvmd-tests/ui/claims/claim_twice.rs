//! A property that is claimed twice.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic, bic, dsic;
    }
}

fn main() {}
