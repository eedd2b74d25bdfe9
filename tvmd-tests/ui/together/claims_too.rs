//! Mistakes in three mechanisms don't hide that what is claimed of others is false.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism FirstPrice in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 2,
            (Low, Low | Bottom) => First gets { Painting } pays 1,
            (_, Low | High) => Second gets { Painting } pays 1,
            _ => nothing,
        }
        claims ex_post_ir, dsic;
    }

    mechanism Posted in Gallery {
        posted_prices { Paintng: 3/2 }
        claims dsic;
    }

    mechanism Broken in Gallery {
        menu { First: { Painting @ 1 } }
        claims not dsic;
    }

    mechanism Vcg in Gallery {
        vcg;
        claims not bic, bic(-1);
    }

    mechanism Kept in Gallery {
        dsic_extension of Posted keeping { First: [Low] }
        claims not dsic;
    }

    mechanism Averaged in Gallery {
        bic_extension of Vcg keeping { First: [Lwo] } under prior;
        claims bic;
    }
}

fn main() {}
