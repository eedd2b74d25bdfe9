//! A rule that is written by hand can't be run while its block is compiled.

use tvmd::prelude::*;

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Free in Gallery {
        by free;
        claims ex_post_ir, bic(1/10), not dsic;
    }

    mechanism Extended in Gallery {
        dsic_extension of Free keeping { First: [Low] }
    }
}

fn free(reports: gallery::Profile) -> Outcome {
    if reports.first.takes_part() {
        Gallery::sale(gallery::Agent::First, gallery::Item::Painting, ratio!(0))
    } else {
        Gallery::nothing()
    }
}

fn main() {
    println!("{}", Free.outcome(gallery::First::Low).revenue());
}
