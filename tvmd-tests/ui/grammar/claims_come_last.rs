//! A rule after the claims.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Gallery {
        claims dsic;
        vcg;
    }
}

fn main() {}
