//! Lotteries in rows and on menus, over items and over bundles.

use tvmd::ratio;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 3;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1 } }
        agent Second: additive { Low = { Painting: 1 } }
    }

    mechanism Drawn in Gallery {
        outcomes {
            (High, Low) => lottery {
                1/2: First gets { Painting } and Second gets { Vase },
                1/4: First gets { Painting, Vase },
                1/4: nothing,
            } and First pays 1/2 and Second pays -1/4,
            (Low, _) => lottery { 1: First gets { Vase } },
            _ => nothing,
        }
    }

    mechanism Shares in Gallery {
        menu {
            First: { lottery { Painting: 1/2, Vase: 1 } @ 1, lottery { [Painting]: 1/4, [Painting, Vase]: 1/4 } @ 3/4 },
            Second: { lottery { Painting: 1/2 } @ 1/2 },
        }
    }
}

#[test]
fn runs() {
    use gallery::{First, Second};
    assert_eq!(Drawn.outcome((First::High, Second::Low)).revenue(), ratio!(1 / 4));
    assert_eq!(Shares.outcome((First::High, Second::Low)).revenue(), ratio!(3 / 2));
}
