//! What blocks share: the macro beside a setting, which hands the setting on to blocks elsewhere, and the instance of such
//! a block.
//!
//! Macros have names of their own, so the macro of `Gallery` is called `Gallery` too, and is wherever the setting is: in the
//! same module, as visible, imported and re-exported along with it.

use super::agents::declared;
use super::profile::reports;
use super::setting::{loaded, raw_string};
use crate::invocation::Shared;
use crate::names;
use crate::parse::Heading;
use crate::parse::rust::Path;
use crate::spans::Spans;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::sync::atomic::{AtomicUsize, Ordering};
use tvmd_model::expansion::Engine;
use tvmd_model::model::SettingDecl;

/// The macro that hands a setting on: `Gallery! { { callback } block }` is `callback! { setting block }`.
pub(super) fn handing_on(heading: &Heading, shared: &Shared, engine: &dyn Engine) -> TokenStream {
    /// Settings so far: what other crates see stands in the root of its crate, where names must differ.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let Heading { vis, name, .. } = heading;
    let unique = format_ident!("__tvmd_{}_{}", names::module(name), COUNT.fetch_add(1, Ordering::Relaxed));
    let export = vis.is_public().then(|| quote!(#[macro_export]));
    let setting = shared.write(engine);
    let reason = "the macro is for blocks elsewhere, if there are any";
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros, non_local_definitions, reason = #reason)]
        #export
        macro_rules! #unique {
            ({ $($callback:tt)* } $($block:tt)*) => { $($callback)*! { #setting $($block)* } };
        }
        #[doc(hidden)]
        #[allow(unused_imports, reason = #reason)]
        #vis use #unique as #name;
    }
}

/// The module of a setting that is like another: the other's, so that both have the same types.
pub(super) fn module(heading: &Heading, base: &Path, setting: &SettingDecl, spans: &Spans) -> TokenStream {
    let Heading { vis, name, .. } = heading;
    let (module, path) = (names::module(name), base.with_last(names::module));
    let reports = reports(name, &module, &declared(setting, spans));
    let allow = quote!(#[allow(unused_imports, unreachable_pub, reason = "a program may do without the names in it")]);
    if vis.is_private() {
        return quote!(#allow use #path as #module; #reports);
    }
    // The other's module may be imported here, where only what is in it can be passed on.
    let (imported, docs) =
        (format_ident!("__tvmd_{module}"), format!("The agents, types and items of the setting `{name}`."));
    quote! {
        #[doc(hidden)]
        #allow
        use #path as #imported;
        #[doc = #docs]
        #vis mod #module {
            #[doc(no_inline)]
            #allow
            pub use super::#imported::*;
        }

        #reports
    }
}

/// Where a mechanism in a setting of another block is declared: in the instance of its own block, which `host` keeps.
pub(super) fn instance(mechanism: &Ident, host: Option<&Ident>, setting: &Path, json: &str) -> TokenStream {
    let body = match host {
        Some(host) if host != mechanism => quote!(<#host as ::tvmd::declared::DeclaredMechanism>::instance()),
        _ => loaded(&quote!(::tvmd::__private::load_in::<#setting>), &raw_string(json)),
    };
    quote! {
        fn instance() -> &'static ::tvmd::Instance {
            #body
        }
    }
}
