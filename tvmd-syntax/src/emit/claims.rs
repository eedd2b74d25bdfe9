//! What verified claims give: proofs that theorems take; or a test that verifies them.

use crate::names;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use tvmd_model::model::{Claim, Property};

/// A proof for each property that is claimed, where proofs are at hand; for claims that are left for a test, the test.
pub(super) fn claims(mechanism: &Ident, claims: &[Claim], at_test: bool) -> TokenStream {
    if at_test {
        return test(mechanism, &quote!(::tvmd::__private::assert_claims::<#mechanism>()));
    }
    let mut proved: Vec<(&str, &str)> =
        claims.iter().filter(|claim| !claim.negated).filter_map(|claim| proof(&claim.property)).collect();
    proved.sort_unstable();
    proved.dedup();
    let proofs = proved.into_iter().map(|(method, property)| establishes(mechanism, method, property));
    let proofs: TokenStream = proofs.collect();
    if proofs.is_empty() { proofs } else { quote!(::tvmd::__proofs! { #proofs }) }
}

/// The method and the kernel's property for a claim; `None` where the claim has parameters that a method would need, or is in the
/// convention that no theorem is about.
fn proof(property: &Property) -> Option<(&'static str, &'static str)> {
    match property {
        Property::ExPostIr => Some(("ex_post_ir", "ExPostIr")),
        Property::Dsic => Some(("dsic", "Dsic")),
        Property::Bic => Some(("bic", "Bic")),
        Property::EpsBic(_) => Some(("eps_bic", "EpsBic")),
        _ => None,
    }
}

fn establishes(mechanism: &Ident, method: &str, property: &str) -> TokenStream {
    let doc =
        format!("The proof of `{property}`, which was claimed and verified when this crate was compiled.");
    let is = format_ident!("Is{property}");
    let (method, property) = (format_ident!("{method}"), format_ident!("{property}"));
    // Where rustc lists what establishes a property it shows the mechanism, not the whole of `mechanism!`.
    let establishes = quote_spanned! {mechanism.span()=>
        #[automatically_derived]
        impl ::tvmd::kernel::#is for #mechanism {
            type Mechanism = Self;
            fn proof(&self) -> ::tvmd::kernel::Proof<::tvmd::kernel::#property, Self> {
                Self::#method()
            }
        }
    };
    quote! {
        impl #mechanism {
            #[doc = #doc]
            #[must_use]
            pub fn #method() -> ::tvmd::kernel::Proof<::tvmd::kernel::#property, Self> {
                ::tvmd::__private::claimed()
            }
        }

        #establishes
    }
}

/// The test of what is claimed of a rule that is written by hand.
pub(super) fn claims_by_hand(mechanism: &Ident, claims: &[Claim]) -> TokenStream {
    let claims: Vec<String> = claims.iter().map(ToString::to_string).collect();
    if claims.is_empty() {
        return TokenStream::new();
    }
    let claims = claims.join(", ");
    test(mechanism, &quote!(::tvmd::__private::assert_claims_by(&#mechanism, #claims)))
}

fn test(mechanism: &Ident, assertion: &TokenStream) -> TokenStream {
    let name = names::claims_test(mechanism);
    quote! {
        #[cfg(test)]
        #[test]
        fn #name() {
            #assertion;
        }
    }
}
