//! `independant` for `independent`.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior independant { First { Low: 1/2, High: 1/2 } }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims bic;
    }
}

fn main() {}
