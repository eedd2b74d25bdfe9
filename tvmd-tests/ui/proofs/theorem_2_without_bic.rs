//! Theorem 2 on a mechanism that claims no BIC.
use tvmd::kernel::theorem2;
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
        claims ex_post_ir;
    }
}

fn main() {
    let near = PriorOf::<Gallery>::uniform();
    let _ = theorem2(FirstRefusal, FirstRefusal, Revenue, &near, &ratio!(1 / 4));
}
