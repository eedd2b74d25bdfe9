//! Documentation, conditions and lints go onto what is generated.
#![deny(missing_docs, unused, non_camel_case_types)]

tvmd::mechanism! {
    /// Two bidders.
    #[allow(non_camel_case_types)]
    pub setting Gallery<First, second> {
        /// What is sold.
        items {
            /// In oil.
            Painting,
        }
        /// H.
        bound 2;
        /// Comes first.
        agent First: additive {
            /// Likes it little.
            Low = 1,
            #[allow(dead_code)]
            High = 2,
        }
        #[allow(clippy::all)]
        agent second: additive { V = 1..=2 }
        /// Everyone is as likely.
        prior uniform;
    }

    /// At a price.
    pub mechanism Posted in Gallery {
        /// The price.
        posted_prices { Painting: 3/2 }
        /// Truthful.
        claims dsic;
    }

    /// By a table.
    #[allow(non_camel_case_types)]
    pub mechanism by_table in Gallery {
        outcomes {
            /// She buys.
            (High, _) => First gets { Painting } pays 3/2,
            _         => nothing,
        }
    }

    #[cfg(any())]
    mechanism Never in Gallery { vcg; }

    #[cfg(all())]
    mechanism Always in Gallery { vcg; claims dsic at test; }
}

/// Its name is free.
pub struct Never;

tvmd::mechanism! {
    #[cfg(any())]
    pub setting Gone<Buyer> {
        items { Tea }
        bound 1;
        agent Buyer: additive { Low = 1 }
    }

    mechanism InGone in Gone { vcg; }

    #[cfg(any())]
    const NOTHING = 1;
}

tvmd::mechanism! {
    #[cfg(any())]
    mechanism Elsewhere in Gone { vcg; }

    #[cfg(any())]
    const MORE = 1;
}

tvmd::mechanism! {
    #[cfg(any())]
    mechanism Conditional in Gallery { vcg; }

    mechanism Free in Gallery { vcg; }

    #[cfg(all())]
    mechanism Too in Gallery { second_price; }
}

#[test]
fn runs() {
    let profile = (gallery::First::High, gallery::second::V1);
    assert_eq!(Free.outcome(profile), Always.outcome(profile));
    assert_eq!(Too.outcome(profile), Always.outcome(profile));
    assert_eq!(by_table.outcome(profile), Posted.outcome(profile));
    let _ = Never;
}
