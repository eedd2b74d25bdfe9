//! A negative gain, and a mass over 1, in claims.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Vcg in Gallery {
        vcg;
        claims bic(-1/10), bic(1/10, 5/4);
    }
}

fn main() {}
