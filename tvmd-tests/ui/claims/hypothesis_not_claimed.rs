//! A theorem on a mechanism whose hypothesis isn't claimed.

use tvmd::kernel::IsDsic;

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Claimed in Gallery {
        vcg;
        claims dsic;
    }

    mechanism Unclaimed in Gallery {
        vcg;
    }
}

fn theorem(_: impl IsDsic) {}

fn main() {
    theorem(Claimed);
    theorem(Unclaimed);
}
