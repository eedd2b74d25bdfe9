//! Every form of every rule and every claim.

use tvmd::ratio;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 4;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1/2 } }
        agent Second: bundles { Weak = { [Vase]: 1 }, Strong = { [Vase]: 1, [Painting, Vase]: 3 } }
        prior joint { (Low, Weak): 1/2, (High, Strong): 1/4, (High, Bottom): 0.25 }
    }

    mechanism Table in Gallery {
        outcomes {
            (High, Strong) => First gets { Painting } pays 1 and Second gets { Vase } pays 1/2,
            (Low | High, _) => First gets { Painting, Vase } pays 1,
            (Bottom, Strong | Weak) => Second gets { Vase },
            _ => nothing,
        }
        claims not dsic, bic(1/4), not bic(1/10, 1/10);
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 3/2, Vase: 0.5 }
    }

    mechanism PostedInOrder in Gallery {
        posted_prices { Painting: 3/2 } order (Second, First);
        claims ex_post_ir, dsic, bic;
    }

    mechanism PostedPerAgent in Gallery {
        posted_prices { First: { Painting: 1 }, Second: { Painting: 2, Vase: 1/3 } } order (First, Second);
    }

    mechanism Bundles in Gallery {
        bundles { [Painting, Vase] @ 3, [Vase] @ 1 }
    }

    mechanism BundlesInOrder in Gallery {
        bundles { [Painting, Vase] @ 3 } order (Second, First);
    }

    mechanism Menus in Gallery {
        menu { First: { [Painting] @ 1 }, Second: { [Vase] @ 1, lottery { [Vase]: 1/2 } @ 1/4 } }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims ex_post_ir, dsic;
    }
}

/// Additive agents.
pub mod additive {
    tvmd::mechanism! {
        pub setting Shelf<First, Second> {
            items { Painting, Vase }
            bound 4;
            agent First: additive { Low = { Painting: 1 } }
            agent Second: additive { Low = { Painting: 1 } }
            prior independent { First uniform, Second: { Low: 9/10, Bottom: 1/10 } }
        }

        pub mechanism SecondPrice in Shelf { second_price; }

        pub mechanism Reserve in Shelf { second_price { reserve 3/2 } claims dsic; }
    }
}

/// One item.
pub mod one_item {
    tvmd::mechanism! {
        pub setting Stall<First, Second> {
            items { Painting }
            bound 2;
            agent First: additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior independent { First { Low: 1/4, High: 3/4 } Second uniform }
        }

        pub mechanism Lookahead in Stall {
            lookahead;
            claims ex_post_ir, dsic, bic;
        }

        pub mechanism Posted in Stall { posted_prices { Painting: 1 } }

        pub mechanism Extended in Stall {
            bic_extension of Posted keeping { First: [Low] } under prior;
            claims ex_post_ir, bic;
        }

        pub mechanism AsPrinted in Stall {
            bic_extension of Posted keeping { First: [Low], } under prior as printed;
            claims ex_post_ir, bic;
        }
    }
}

#[test]
fn runs() {
    use gallery::{Agent, First, Second};
    let outcome = Table.outcome((First::High, Second::Strong));
    assert_eq!(outcome.payment(Agent::Second), ratio!(1 / 2));
    assert_eq!(PostedInOrder.outcome((First::High, Second::Weak)).payment(Agent::First), ratio!(3 / 2));
    assert_eq!(Gallery::setting().agents().len(), 2);
    for report in [
        Posted.incentives(&Gallery::prior()),
        PostedPerAgent.incentives(&Gallery::prior()),
        Bundles.incentives(&Gallery::prior()),
        BundlesInOrder.incentives(&Gallery::prior()),
        Menus.incentives(&Gallery::prior()),
        Vcg.incentives(&Gallery::prior()),
    ] {
        assert!(report.dsic.holds, "{report}");
    }
    let profile = (additive::shelf::First::Low, additive::shelf::Second::Low);
    assert_eq!(additive::SecondPrice.outcome(profile).revenue(), ratio!(1));
    assert_eq!(additive::Reserve.outcome(profile).revenue(), ratio!(0));
    use one_item::stall;
    let profile = (stall::First::High, stall::Second::Low);
    assert_eq!(one_item::Lookahead.outcome(profile).revenue(), ratio!(2));
    assert_eq!(one_item::Extended.outcome(profile), one_item::AsPrinted.outcome(profile));
}
