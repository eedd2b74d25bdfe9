//! `pub struct Gallery`: the setting itself, and the engine's view of it.

use super::unit_struct;
use crate::names;
use crate::parse::Heading;
use crate::parse::rust::Path;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// The struct of the setting and what it can do. One that is like another, its `base`, has the types of that.
pub(super) fn setting(heading: &Heading, json: &str, has_prior: bool, base: Option<&Path>) -> TokenStream {
    let name = &heading.name;
    let module = names::module(name);
    let docs = format!("Its agents, types and items are in the module [`{module}`].");
    let structure = unit_struct(heading, &[docs]);
    // Rust would only say again that the name needs a capital.
    let allow = names::is_like_its_module(name)
        .then(|| quote!(#[allow(non_camel_case_types, reason = "it is an error")]));
    let json = raw_string(json);
    let prior = has_prior.then(|| {
        quote! {
            /// The prior that is declared with the setting.
            #[must_use]
            pub fn prior() -> ::tvmd::declared::PriorOf<Self> {
                ::tvmd::__private::prior::<Self>()
            }
        }
    });
    let (profile, agent, load) = match base {
        Some(base) => (
            quote!(<#base as ::tvmd::declared::DeclaredSetting>::Profile),
            quote!(<#base as ::tvmd::declared::DeclaredSetting>::Agent),
            quote!(::tvmd::__private::load_in::<#base>),
        ),
        None => (quote!(#module::Profile), quote!(#module::Agent), quote!(::tvmd::__private::load)),
    };
    let loaded = loaded(&load, &quote!(#name::JSON));
    quote! {
        #allow
        #structure

        impl #name {
            /// The setting, its prior and its mechanisms in the format of instance files.
            pub const JSON: &'static ::core::primitive::str = #json;

            /// The setting as the engine has it.
            #[must_use]
            pub fn setting() -> &'static ::tvmd::Setting {
                ::tvmd::__private::setting::<Self>()
            }

            #prior
        }

        #[automatically_derived]
        impl ::tvmd::declared::DeclaredSetting for #name {
            type Profile = #profile;
            type Agent = #agent;

            fn instance() -> &'static ::tvmd::Instance {
                #loaded
            }
        }
    }
}

/// An instance that is loaded when it is first asked for.
pub(super) fn loaded(load: &TokenStream, json: &impl ToTokens) -> TokenStream {
    quote! {
        static INSTANCE: ::std::sync::LazyLock<::tvmd::Instance> = ::std::sync::LazyLock::new(|| #load(#json));
        &INSTANCE
    }
}

/// `text` as it reads best: a raw string, with as many `#` as it takes.
pub(super) fn raw_string(text: &str) -> Literal {
    let fences = (1..).map(|count| "#".repeat(count));
    let fence = fences.into_iter().find(|fence| !text.contains(&format!("\"{fence}"))).unwrap_or_default();
    let raw = format!("r{fence}\"{text}\"{fence}").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use super::raw_string;

    #[test]
    fn raw_strings_have_enough_fences() {
        assert_eq!(raw_string("{\"a\": 1}").to_string(), "r#\"{\"a\": 1}\"#");
        assert_eq!(raw_string("a\"# b").to_string(), "r##\"a\"# b\"##");
    }
}
