//! `prior include "prior.csv"`: data that is read while the macro expands.
//!
//! How the file is read, and what is wrong in it, is for core to say.

use crate::catalogue;
use crate::parse::Parsed;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;
use std::path::{Path, PathBuf};
use syn::Error;
use tvmd_core::diagnostic::{Diagnostic, Place, Step};
use tvmd_core::model::{FileError, Prior};

/// A file that the prior was read from.
pub(crate) struct Included {
    /// Its name as it is written.
    name: String,
    /// Its name for `include_bytes!`.
    file: TokenStream,
}

/// Puts what the file says in place of `include`, if that is what the prior says.
pub(crate) fn read(parsed: &mut Parsed) -> Option<Included> {
    let prior = parsed.instance.prior.as_mut()?;
    let Prior::Include(name) = &*prior else { return None };
    let name = name.clone();
    let written = parsed.reader.spans.at(&Place::default().field("prior").field("include"));
    // `include_bytes!` too looks beside the source file; only where there is none must it be told the folder.
    let (folder, file) = match source_folder() {
        Some(folder) => (folder, written.clone()),
        None => {
            let folder = manifest_folder();
            let file = literal(&folder.join(&name), &written);
            (folder, file)
        }
    };
    match prior.read_included(&folder, &parsed.instance.setting) {
        Ok(()) => Some(Included { name, file }),
        Err(error) => {
            let is_there = folder.join(&name).exists();
            // The folder is the builder's affair, and different on each machine.
            let error = FileError { file: Some(name.into()), ..error };
            parsed.reader.unread.push(Place::default().field("prior"));
            parsed.reader.errors.push(Error::new_spanned(written, catalogue::unreadable(error, is_there)));
            None
        }
    }
}

/// The folder of the file with the macro in it; unknown to some IDEs.
fn source_folder() -> Option<PathBuf> {
    Span::call_site().local_file()?.parent().map(PathBuf::from)
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

    /// A mistake in the file can only be underlined at the file's name, so its message says where it is: in which
    /// row of a table, at which path of JSON.
    pub(crate) fn placed(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let Diagnostic { place, message, help } = diagnostic.clone();
        let name = &self.name;
        let message = match place.0.as_slice() {
            [Step::Field("prior"), Step::Field("joint"), Step::Index(row), ..] if name.ends_with(".csv") => {
                format!("{name}: row {}: {message}", row + 1)
            }
            [Step::Field("prior"), ..] if name.ends_with(".csv") => format!("{name}: {message}"),
            [Step::Field("prior"), path @ ..] => format!("{name}: {}: {message}", Place(path.to_vec())),
            _ => message,
        };
        Diagnostic { place, message, help }
    }
}
