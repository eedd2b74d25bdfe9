//! `pub struct FirstRefusal`: a mechanism, and what can be asked of it.

use super::{Home, claims, unit_struct};
use crate::parse::Heading;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use tvmd_model::model::MechanismDecl;

/// The struct of a mechanism of `setting` and what it can do; `instance` says where it is declared, if not with that.
pub(super) fn mechanism(
    heading: &Heading,
    Home { setting, profile }: &Home,
    model: Option<&MechanismDecl>,
    at_test: bool,
    instance: Option<TokenStream>,
) -> TokenStream {
    let (name, shown) = (&heading.name, heading.spelt());
    let claims = model.map(|model| claims::claims(name, &model.claims, at_test));
    let structure = unit_struct(heading, &model.map(describe).unwrap_or_default());
    // Where rustc says what asks for reports it shows the mechanism, not the whole of `mechanism!`.
    let reports = quote_spanned!(name.span()=> impl ::tvmd::declared::Reports<#setting>);
    quote! {
        #structure

        impl #name {
            /// What happens when the agents report these types.
            #[must_use]
            pub fn outcome(&self, reports_: #reports) -> ::tvmd::Outcome {
                ::tvmd::Mechanism::outcome(self, &::tvmd::declared::Reports::profile(reports_))
            }

            #[doc(hidden)]
            #[must_use]
            pub fn run(&self, reports_: impl ::core::convert::Into<#profile>) -> ::tvmd::Outcome {
                self.outcome(<_ as ::core::convert::Into<#profile>>::into(reports_))
            }

            /// Whether the agents want to take part and to tell the truth: exactly, with witnesses.
            #[must_use]
            pub fn incentives(
                &self,
                prior_: &::tvmd::declared::PriorOf<#setting>,
            ) -> ::tvmd::IncentiveReport {
                ::tvmd::__private::incentives::<Self>(prior_)
            }

            /// The outcome of every profile.
            #[must_use]
            pub fn table(&self) -> &'static ::tvmd::Table {
                ::tvmd::__private::declared::<Self>().table()
            }
        }

        #[automatically_derived]
        impl ::tvmd::declared::DeclaredMechanism for #name {
            type Setting = #setting;
            const NAME: &'static ::core::primitive::str = #shown;

            #instance
        }

        #[automatically_derived]
        impl ::tvmd::Mechanism for #name {
            fn name(&self) -> &::core::primitive::str {
                #shown
            }
            fn setting(&self) -> &::tvmd::Setting {
                ::tvmd::__private::setting::<#setting>()
            }
            fn outcome(&self, reports_: &::tvmd::Profile) -> ::tvmd::Outcome {
                ::tvmd::Mechanism::outcome(::tvmd::__private::declared::<Self>(), reports_)
            }
            fn prior(&self) -> ::core::option::Option<&::tvmd::Prior> {
                <#setting as ::tvmd::declared::DeclaredSetting>::instance().prior()
            }
            fn table(&self) -> ::core::result::Result<::tvmd::Table, ::tvmd::mechanism::TableError> {
                ::core::result::Result::Ok(::core::clone::Clone::clone(self.table()))
            }
        }

        #claims
    }
}

/// What the documentation says of a mechanism: its rule, and what is claimed of it.
fn describe(MechanismDecl { rule, claims }: &MechanismDecl) -> Vec<String> {
    let rule = format!("Rule: {}.", rule.in_words());
    let claims: Vec<String> = claims.iter().map(|claim| format!("`{claim}`")).collect();
    if claims.is_empty() { vec![rule] } else { vec![rule, format!("Claims: {}.", claims.join(", "))] }
}
