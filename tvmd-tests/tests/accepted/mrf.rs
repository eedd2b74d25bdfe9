//! Markov random fields over agents, ⊥ among them, and over the items of a single agent.

use tvmd::prelude::*;
use tvmd::ratio;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Weak = 1, Strong = 2 }
        prior mrf {
            First { Bottom: 1/2, High: 2 },
            (First, Second) { (Low, Weak): 3, (Bottom, Strong): 4 }
        }
    }
}

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Tea, Cup }
        bound 4;
        agent Buyer: additive { V = { Tea: 0..=1, Cup: 1/2..=1 step 1/2 } }
        prior mrf { Tea { 1: 2 } (Cup, Tea) { (0.5, 1): 3, (1, 0): 5 } }
    }
}

#[test]
fn runs() {
    // ⊥: 1/2 and 4/2; Low: 3 and 1; High: 2 and 2.
    let prior = Gallery::prior();
    assert_eq!(prior.mass(&Profile::new(vec![0, 2])), ratio!(4 / 21));
    assert_eq!(prior.mass(&Profile::new(vec![1, 1])), ratio!(6 / 21));
    assert_eq!(prior.mass(&Profile::new(vec![0, 0])), ratio!(0));
    // (0, 1/2): 1; (0, 1): 5; (1, 1/2): 6; (1, 1): 2.
    let masses: Vec<_> = Shop::prior().distribution().masses().collect();
    assert_eq!(masses, [ratio!(0), ratio!(1 / 14), ratio!(5 / 14), ratio!(6 / 14), ratio!(2 / 14)]);
}
