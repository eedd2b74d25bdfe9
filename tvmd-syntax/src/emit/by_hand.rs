//! `pub struct Mine`: a mechanism whose rule is written by hand. It does what a declared one does, but may do something impossible.

use super::{claims, unit_struct};
use crate::parse::Heading;
use crate::parse::rust::{Path, RulePath};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use tvmd_model::model::Claim;

/// The struct of a mechanism of `setting` by a `rule`, and what it can do.
pub(super) fn mechanism(heading: &Heading, setting: &Path, rule: &RulePath, claims: &[Claim]) -> TokenStream {
    let (name, shown) = (&heading.name, heading.spelt());
    let structure = unit_struct(heading, &[describe(rule)]);
    let tests = claims::claims_by_hand(name, claims);
    // Where it isn't a rule of the setting, rustc shows its name.
    let typed = Ident::new("typed_", Span::call_site());
    let outcome =
        quote_spanned!(rule.span()=> ::tvmd::declared::MechanismIn::<#setting>::outcome(&#rule, #typed));
    let declared = quote!(<#setting as ::tvmd::declared::DeclaredSetting>);
    let reports = quote_spanned!(name.span()=> impl ::tvmd::declared::Reports<#setting>);
    let table_error = quote!(::tvmd::mechanism::TableError);
    quote! {
        #structure

        impl #name {
            /// What happens when the agents report these types.
            #[must_use]
            pub fn outcome(&self, reports_: #reports) -> ::tvmd::Outcome {
                ::tvmd::Mechanism::outcome(self, &::tvmd::declared::Reports::profile(reports_))
            }

            /// Whether the agents want to take part and to tell the truth: exactly, with witnesses.
            ///
            /// # Errors
            /// The first outcome that is impossible.
            pub fn incentives(
                &self,
                prior_: &::tvmd::declared::PriorOf<#setting>,
            ) -> ::core::result::Result<::tvmd::IncentiveReport, #table_error> {
                ::tvmd::__private::incentives_by(self.table(), prior_)
            }

            /// The outcome of every profile; the rule is asked once for each.
            ///
            /// # Errors
            /// The first outcome that is impossible.
            pub fn table(&self) -> ::core::result::Result<&'static ::tvmd::Table, #table_error> {
                static TABLE: ::std::sync::LazyLock<::core::result::Result<::tvmd::Table, #table_error>> =
                    ::std::sync::LazyLock::new(|| ::tvmd::Table::of(&#name));
                ::core::result::Result::map_err(
                    ::core::result::Result::as_ref(&*TABLE),
                    ::core::clone::Clone::clone,
                )
            }
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
                let reports_ = <#declared::Profile as ::core::convert::TryFrom<&::tvmd::Profile>>::try_from(reports_);
                ::core::result::Result::map_or_else(reports_, |_| #declared::nothing(), |#typed| #outcome)
            }
            fn prior(&self) -> ::core::option::Option<&::tvmd::Prior> {
                #declared::instance().prior()
            }
            fn table(&self) -> ::core::result::Result<::tvmd::Table, #table_error> {
                ::core::result::Result::map(self.table(), ::core::clone::Clone::clone)
            }
        }

        #tests
    }
}

/// What the documentation says of it.
fn describe(rule: &RulePath) -> String {
    format!("Rule: `{}`, written by hand.", rule.shown())
}
