//! Theorem 1 on a mechanism that claims no DSIC.
use tvmd::kernel::theorem1;
use tvmd::prelude::*;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }
    mechanism FirstRefusal in Gallery {
        outcomes {
            (High, _)   => First gets { Painting } pays 3/2,
            (Low, High) => Second gets { Painting } pays 2,
            (Low, _)    => First gets { Painting } pays 1,
            _           => nothing,
        }
        claims ex_post_ir, bic, not dsic;
    }
}

fn main() {
    let (prior, near) = (Gallery::prior(), PriorOf::<Gallery>::uniform());
    let _ = theorem1(FirstRefusal, FirstRefusal, Revenue, &prior, &near);
}
