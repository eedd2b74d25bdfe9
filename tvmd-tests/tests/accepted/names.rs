//! Mechanisms, agents, types and items called like something in what is generated.
#![allow(dead_code, non_camel_case_types, reason = "they are called so on purpose")]

tvmd::mechanism! {
    setting Setting<Second, tvmd> {
        items { ALL, item, Bottom }
        bound 2;
        agent Second: additive { profile = { ALL: 1 }, r#type = { item: 2 } }
        agent tvmd: additive { setting = { ALL: 1 }, Profile = { item: 1 } }
        prior uniform;
    }

    mechanism prior in Setting { vcg; claims ex_post_ir, dsic, bic, bic(1); }
    mechanism reports in Setting { second_price; claims dsic at test; }
    mechanism profile in Setting { posted_prices { ALL: 1 } }
    mechanism name in Setting { posted_prices { item: 1 } }
    mechanism instance in Setting { vcg; }
    mechanism INSTANCE in Setting { vcg; }
    mechanism first in Setting { vcg; }
    mechanism run in Setting { vcg; }
    mechanism table in Setting { vcg; }
    mechanism incentives in Setting { vcg; }
    mechanism f in Setting { vcg; }
    mechanism dsic in Setting { vcg; claims dsic; }
    mechanism Proof in Setting { vcg; claims dsic; }
    mechanism Rational in Setting { vcg; }
    mechanism Self_ in Setting { vcg; }
    mechanism Some in Setting { vcg; }
    mechanism callback in Setting { vcg; }
}

mod elsewhere {
    tvmd::mechanism! {
        const PRIOR = 1;
        pub(super) setting Moved = super::Setting with prior uniform;
        pub(super) mechanism prior in Moved { posted_prices { item: PRIOR } }
    }
}

#[test]
fn runs() {
    let reported = (setting::Second::r#type, setting::tvmd::Profile);
    assert_eq!(prior.outcome(reported), dsic.outcome(reported));
    assert!(prior.incentives(&Setting::prior()).dsic.holds);
    assert_eq!(elsewhere::prior.outcome(reported).revenue(), tvmd::ratio!(1));
}
