//! `prior include "prior.csv"`: data that is read while the macro expands.
//!
//! How the file is read, and what is wrong in it, is for the engine to say.

use crate::catalogue;
use crate::parse::Parsed;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;
use std::path::{Path, PathBuf};
use syn::Error;
use tvmd_model::diagnostic::{Diagnostic, Place};
use tvmd_model::expansion::Engine;
use tvmd_model::files::{self, Mistake};
use tvmd_model::model::PriorDecl;

/// A file that the prior was read from.
pub(crate) struct Included {
    /// Its name as it is written.
    name: String,
    /// Its name for `include_bytes!`.
    file: TokenStream,
    /// Where in it something is.
    places: files::Included,
}

/// Puts what the file says in place of `include`, if that is what the prior says.
pub(crate) fn read(parsed: &mut Parsed, engine: &dyn Engine) -> Option<Included> {
    let prior = parsed.said.prior.as_mut()?;
    let PriorDecl::Include(name) = &*prior else { return None };
    let name = name.clone();
    let written = parsed.reader.spans.at(&Place::default().field("prior").field("include"));
    // `include_bytes!` too looks beside the source file; only where there is none must it be told the folder.
    let (folder, file) = match source_folder(&written) {
        Some(folder) => (folder, written.clone()),
        None => {
            let folder = manifest_folder();
            let file = literal(&folder.join(&name), &written);
            (folder, file)
        }
    };
    match engine.include(prior, &folder, &parsed.said.setting, &parsed.reader.unread) {
        Ok(places) => places.map(|places| Included { name, file, places }),
        Err(error) => {
            let is_there = folder.join(&name).exists();
            parsed.reader.unread.push(Place::default().field("prior"));
            let mistakes = error.mistakes.into_iter().map(|mistake| named(mistake, &name));
            let errors = mistakes
                .map(|mistake| Error::new_spanned(&written, catalogue::unreadable(mistake, is_there)));
            parsed.reader.errors.extend(errors);
            None
        }
    }
}

/// A mistake in the file that was named like this. Its folder is the builder's affair, and different on each machine.
fn named(mistake: Mistake, name: &str) -> Mistake {
    Mistake { file: Some(name.into()), ..mistake }
}

/// The folder of the file with the macro in it; unknown to some IDEs.
fn source_folder(written: &TokenStream) -> Option<PathBuf> {
    written.clone().into_iter().next()?.span().local_file()?.parent().map(PathBuf::from)
}

fn manifest_folder() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

/// The name of `file` in quotes, with the span of `written`.
fn literal(file: &Path, written: &TokenStream) -> TokenStream {
    let mut literal = Literal::string(&file.to_string_lossy());
    literal.set_span(written.clone().into_iter().next().map_or_else(Span::call_site, |tree| tree.span()));
    TokenTree::from(literal).into()
}

impl Included {
    /// An item that makes cargo expand the macro again when the file changes.
    pub(crate) fn watch(&self) -> TokenStream {
        let file = &self.file;
        quote!(
            const _: &[u8] = ::core::include_bytes!(#file);
        )
    }

    /// A mistake in the file can only be underlined at the file's name, so its message says where it is: in which line of
    /// a table, at which path of JSON.
    pub(crate) fn placed(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let Some(mistake) = self.places.placed(diagnostic) else { return diagnostic.clone() };
        let place = Mistake { help: None, more: 0, ..named(mistake, &self.name) };
        Diagnostic { message: place.to_string(), ..diagnostic.clone() }
    }
}
