//! `tset` for `test`.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic at tset;
    }
}

fn main() {}
