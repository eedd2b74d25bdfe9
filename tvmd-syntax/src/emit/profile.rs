//! `gallery::Profile`: a type of every agent, and the forms in which agents may report.

use super::agents::Declared;
use super::derives;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// A type of every agent.
pub(super) fn profile(setting: &Ident, agents: &[Declared<'_>]) -> TokenStream {
    let derives = derives();
    let names: Vec<&Ident> = agents.iter().map(|declared| &declared.name).collect();
    let fields: Vec<&Ident> = agents.iter().map(|declared| &declared.field).collect();
    let docs = agents.iter().map(|declared| format!("The type of agent {}.", declared.agent.name));
    let (spelt, count) = (setting.to_string(), agents.len());
    let shown = format!("({})", vec!["{}"; count].join(", "));
    let only = match (names.as_slice(), fields.as_slice()) {
        ([name], [field]) => Some(quote! {
            #[automatically_derived]
            impl ::core::convert::From<#name> for Profile {
                fn from(#field: #name) -> Self {
                    Self { #field }
                }
            }
        }),
        _ => None,
    };
    quote! {
        /// A type of every agent: what they report, or what they are.
        #derives
        pub struct Profile {
            #(#[doc = #docs] pub #fields: #names,)*
        }

        #[automatically_derived]
        impl ::core::convert::From<(#(#names,)*)> for Profile {
            fn from((#(#fields,)*): (#(#names,)*)) -> Self {
                Self { #(#fields),* }
            }
        }

        #only

        #[automatically_derived]
        impl ::core::convert::From<Profile> for ::tvmd::Profile {
            fn from(profile: Profile) -> Self {
                Self::new(::std::vec![#(profile.#fields as ::core::primitive::usize),*])
            }
        }

        #[automatically_derived]
        impl ::core::convert::TryFrom<&::tvmd::Profile> for Profile {
            type Error = ::tvmd::declared::NotInSetting;
            fn try_from(profile: &::tvmd::Profile) -> ::core::result::Result<Self, Self::Error> {
                let [#(#fields),*] = *profile.types() else {
                    return ::core::result::Result::Err(::tvmd::__private::no_profile(profile, #spelt, #count));
                };
                ::core::result::Result::Ok(Self {
                    #(#fields: ::core::convert::TryFrom::try_from(::tvmd::TypeId(#fields))?,)*
                })
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for Profile {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, #shown, #(self.#fields),*)
            }
        }
    }
}

/// What turns into a profile is what agents may report.
pub(super) fn reports(setting: &Ident, module: &Ident, agents: &[Declared<'_>]) -> TokenStream {
    let names: Vec<&Ident> = agents.iter().map(|declared| &declared.name).collect();
    let only = if let [name] = names.as_slice() { Some(quote!(#module::#name)) } else { None };
    let profile = quote!(#module::Profile);
    let tuple = quote!((#(#module::#names,)*));
    let forms =
        [(profile.clone(), quote!(self))].into_iter().chain([tuple].into_iter().chain(only).map(|form| {
            let typed = quote!(<#profile as ::core::convert::From<#form>>::from(self));
            (form, typed)
        }));
    // Located at the setting, but resolved like the rest of what is emitted.
    let at = Span::call_site().located_at(setting.span());
    let reports = forms.map(|(form, typed)| {
        // Where rustc lists what may be reported it shows the setting.
        quote_spanned! {at=>
            #[automatically_derived]
            impl ::tvmd::declared::Reports<#setting> for #form {
                fn profile(self) -> ::tvmd::Profile {
                    ::core::convert::Into::into(#typed)
                }
            }
        }
    });
    reports.collect()
}
