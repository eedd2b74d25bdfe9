//! Grids: of one item, of several, beside single types, of an agent with unit demand.

tvmd::mechanism! {
    setting Market<First, Second> {
        agent First: additive { V = { A: 0..=2 step 1/2, B: 1 }, Top = { A: 5, B: 5 } }
        agent Second: unit_demand { W = { A: 0..=1, B: 0..=4 step 2 } }
        items { A, B }
        bound 10;
        prior uniform;
    }

    mechanism Vcg in Market { vcg; claims dsic; }
}

mod one_item {
    tvmd::mechanism! {
        pub setting Auction<Bidder> {
            items { House }
            bound 10;
            agent Bidder: additive { V = 0..=10 step 1/4, W = { House: 1/3 } }
        }
    }
}

#[test]
fn runs() {
    use market::{First, Second};
    assert_eq!(First::ALL.len(), 1 + 5 + 1);
    assert_eq!(
        Second::ALL,
        [Second::Bottom, Second::W0x0, Second::W0x2, Second::W0x4, Second::W1x0, Second::W1x2, Second::W1x4,]
    );
    let _ = (First::V0x1, First::V1_2x1, First::V3_2x1, First::Top);
    assert!(Vcg.incentives(&Market::prior()).dsic.holds);
    assert_eq!(one_item::auction::Bidder::ALL.len(), 1 + 41 + 1);
    let _ = (one_item::auction::Bidder::V1_4, one_item::auction::Bidder::W);
}
