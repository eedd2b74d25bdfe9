//! Priors from files beside this one: a table, and the JSON of instance files.

mod table {
    tvmd::mechanism! {
        pub setting Gallery<First, Second> {
            items { Painting }
            bound 2;
            agent First: additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior include "includes.csv";
        }
    }
}

mod json {
    tvmd::mechanism! {
        pub setting Gallery<First, Second> {
            items { Painting }
            bound 2;
            agent First: additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior include "includes.json";
        }
    }
}

#[test]
fn runs() {
    let distance = table::Gallery::prior().total_variation(&json::Gallery::prior());
    assert_eq!(distance.unwrap().value, tvmd::ratio!(0));
}
