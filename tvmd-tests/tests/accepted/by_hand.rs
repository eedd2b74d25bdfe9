//! Rules that are written by hand: a function, a function in a module, a constant of a type with a parameter, a generic one.
#![deny(warnings)]

use tvmd::prelude::*;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 3;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1 } }
        agent Second: unit_demand { Low = { Painting: 1 }, High = { Painting: 2 } }
        prior uniform;
    }

    mechanism ToFirst in Gallery { by to_first; claims ex_post_ir, dsic at test; }
    mechanism Inner in Gallery { by rules::nothing; }
    /// At a price.
    pub(crate) mechanism Priced in Gallery {
        by PRICED;
        claims dsic, bic(0, 0) at test;
    }
    mechanism Generic in Gallery { by asking::<2>; }
    mechanism Declared in Gallery { vcg; claims dsic; }
}

fn to_first(reports: gallery::Profile) -> Outcome {
    use gallery::{Agent, First, Item};
    match reports.first {
        First::Bottom => Gallery::nothing(),
        First::Low | First::High => Gallery::sale(Agent::First, [Item::Painting, Item::Vase], ratio!(0)),
    }
}

mod rules {
    pub(crate) fn nothing(_: super::gallery::Profile) -> tvmd::Outcome {
        tvmd::Outcome::nothing(2)
    }
}

struct AtPrice(i64);

const PRICED: AtPrice = AtPrice(1);

impl MechanismIn<Gallery> for AtPrice {
    fn outcome(&self, reports: gallery::Profile) -> Outcome {
        use gallery::{Agent, Item};
        let price = tvmd::exact::ratio(self.0, 1);
        let wants = |value: Rational| value >= price;
        match (wants(reports.first.value(Item::Painting)), reports.second.takes_part()) {
            (true, _) => Gallery::sale(Agent::First, Item::Painting, price.clone()),
            (false, true) => Gallery::sale(Agent::Second, Item::Painting, ratio!(0)),
            (false, false) => Gallery::nothing(),
        }
    }
}

fn asking<const PRICE: i64>(reports: gallery::Profile) -> Outcome {
    AtPrice(PRICE).outcome(reports)
}

#[test]
fn runs() -> Result<(), Box<dyn std::error::Error>> {
    use gallery::{First, Second};
    assert_eq!(ToFirst.outcome((First::Low, Second::High)).revenue(), ratio!(0));
    assert!(ToFirst.incentives(&Gallery::prior())?.dsic.holds);
    assert_eq!(Inner.table()?.outcomes().len(), 1);
    assert_eq!(Generic.outcome((First::High, Second::High)).revenue(), ratio!(2));
    let names: [&dyn Mechanism; 2] = [&Priced, &Box::new(std::sync::Arc::new(Generic))];
    assert_eq!(names.map(Mechanism::name), ["Priced", "Generic"]);
    // What is written by hand can't be said in the format; the rest can.
    assert_eq!(Gallery::instance().mechanisms().len(), 1);
    assert!(Declared.incentives(&Gallery::prior()).dsic.holds);
    Ok(())
}
