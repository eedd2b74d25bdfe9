//! A block in a function, where names of the function's surroundings are the user's own.
#![allow(dead_code, non_camel_case_types, reason = "they are there to be in the way")]

struct Vec;
struct Option;
struct Result;
struct Some;
struct String;
struct usize;
mod core {}
mod std {}

trait Into {}

fn revenue() -> ::std::string::String {
    tvmd::mechanism! {
        setting Gallery<First, Second> {
            items { Painting }
            bound 2;
            agent First: additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior uniform;
        }

        mechanism Reserve in Gallery {
            second_price { reserve 3/2 }
            claims dsic;
        }
    }
    ::std::assert!(Reserve.incentives(&Gallery::prior()).dsic.holds);
    Reserve.outcome((gallery::First::High, gallery::Second::Low)).revenue().to_string()
}

#[test]
fn runs() {
    ::std::assert_eq!(revenue(), "3/2");
}
