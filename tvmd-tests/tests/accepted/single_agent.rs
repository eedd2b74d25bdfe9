//! A single agent needs no parentheses, in the block or outside of it.

use tvmd::ratio;

tvmd::mechanism! {
    setting Shop<Buyer> {
        items { Painting, Vase }
        bound 3;
        agent Buyer: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1 } }
        prior joint { Low: 1/2, (High): 1/2 }
    }

    mechanism Table in Shop {
        outcomes {
            Low | High => Buyer gets { Painting } pays 1,
            Bottom => nothing,
        }
        claims ex_post_ir, dsic, bic;
    }

    mechanism Menu in Shop {
        menu { [Painting] @ 1, [Painting, Vase] @ 5/2, lottery { Painting: 1, Vase: 1/2 } @ 3/2 }
        claims dsic;
    }
}

#[test]
fn runs() {
    assert_eq!(Table.outcome(shop::Buyer::Low).revenue(), ratio!(1));
    assert_eq!(Table.outcome((shop::Buyer::Bottom,)).revenue(), ratio!(0));
    assert_eq!(Table.outcome(shop::Profile { buyer: shop::Buyer::High }).revenue(), ratio!(1));
    assert!(Menu.incentives(&Shop::prior()).dsic.holds);
}
