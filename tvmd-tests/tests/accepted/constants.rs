//! Constants in place of numbers, and in the program around.
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused)]

tvmd::mechanism! {
    /// What the high type is worth.
    pub const TOP = 2;
    const HALF = TOP / 4;
    const PRICE = 3 * HALF;
    const LAST = 2;

    /// Two bidders and one painting.
    pub setting Gallery<First, Second> {
        items { Painting }
        bound TOP;
        agent First:  additive { Low = { Painting: HALF * 2 }, High = TOP }
        agent Second: additive { V = 1..=LAST step HALF }
        prior independent { First { Low: HALF, High: HALF } Second uniform }
    }

    /// At a price.
    pub mechanism Posted in Gallery { posted_prices { Painting: PRICE } claims ex_post_ir, dsic; }

    /// With a reserve.
    pub mechanism Reserve in Gallery { second_price { reserve PRICE } claims dsic, bic(0 * HALF); }

    /// By a table.
    pub mechanism Table in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays PRICE,
            (Low, _)  => lottery { HALF: First gets { Painting }, HALF: nothing } and First pays HALF / 2,
            _         => nothing,
        }
    }

    /// By a menu.
    pub mechanism Menu in Gallery { menu { First: { [Painting] @ PRICE, lottery { Painting: HALF } @ HALF / 2 } } }
}

#[test]
fn runs() {
    assert_eq!(*TOP, tvmd::ratio!(2));
    let paid = Posted.outcome((gallery::First::High, gallery::Second::V1)).payment(gallery::Agent::First);
    assert_eq!(paid, *PRICE);
    assert_eq!(
        Table.outcome((gallery::First::Low, gallery::Second::V1)).revenue(),
        HALF.clone() / tvmd::ratio!(2)
    );
    assert_eq!(Gallery::setting().bound(), &*TOP);
}
