//! Definition 4 as printed where it is no mechanism: a payment that divides by 0, and one that is out of range.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 3/2 }
    }

    mechanism Undefined in Gallery {
        bic_extension of Posted keeping { First: [High] } under prior as printed;
    }

    mechanism Subsidy in Gallery {
        outcomes {
            (Low | High, High) => First gets { Painting } pays -2,
            (Low | High, _) => First pays -2,
            _ => nothing,
        }
    }

    mechanism OutOfRange in Gallery {
        bic_extension of Subsidy keeping { First: [Low] } under prior as printed;
    }

    mechanism Repaired in Gallery {
        bic_extension of Subsidy keeping { First: [Low] } under prior;
        claims ex_post_ir, bic;
    }
}

fn main() {}
