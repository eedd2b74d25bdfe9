//! Priors from files of their own: a table of profiles with their masses, or the `prior` of a JSON file.

use super::document::Document;
use super::error::{FileError, Mistake};
use super::excerpt::Excerpt;
use super::read_text;
use super::shape::{self, Shape};
use super::table::{self, Layout};
use crate::diagnostic::{Diagnostic, PathStep, Place};
use crate::model::{PriorDecl, SettingDecl};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A file that a prior was read from: where in it something is.
///
/// What `read_included` gives, which has an example.
pub struct Included {
    file: PathBuf,
    source: Source,
}

enum Source {
    Table {
        text: String,
        layout: Layout,
    },
    Json {
        text: String,
        /// Whether it is a whole instance, whose prior is meant.
        whole: bool,
        /// Made when a mistake is to be placed.
        document: OnceLock<Option<Document<'static>>>,
    },
}

/// What an included file says, and what is wrong with its shape.
pub struct Inclusion {
    pub shape: Shape<PriorDecl>,
    pub included: Included,
}

impl Included {
    /// A mistake that was found in the prior, at its place in this file; `None` if it is about something else.
    #[must_use]
    pub fn placed(&self, diagnostic: &Diagnostic) -> Option<Mistake> {
        let [PathStep::Field("prior" | "prior_hat"), rest @ ..] = diagnostic.place.0.as_slice() else {
            return None;
        };
        let mistake = match &self.source {
            Source::Table { text, layout } => {
                let part = match rest {
                    [PathStep::Field("joint"), PathStep::Index(row), rest @ ..] => {
                        layout.part(text, *row, rest)
                    }
                    _ => None,
                };
                let (line, part) = part.unzip();
                let excerpt = line.zip(part.flatten()).map(|(line, part)| Excerpt::of(text, line, part));
                Mistake { excerpt, ..Mistake::of(diagnostic, String::new(), line) }
            }
            Source::Json { text, whole, document } => {
                let place = if *whole { Place::default().field("prior") } else { Place::default() };
                let place = Place([place.0.as_slice(), rest].concat());
                match document.get_or_init(|| Document::parse(text).ok().map(Document::into_owned)) {
                    Some(document) => document.mistake(text, diagnostic, &place),
                    None => Mistake::of(diagnostic, place.to_string(), None),
                }
            }
        };
        Some(Mistake { file: Some(self.file.clone()), ..mistake })
    }
}

/// Reads the file that a prior includes, if it does, in place of the prior of this `field`.
pub fn read(
    prior: &PriorDecl,
    field: &'static str,
    folder: &Path,
    setting: &SettingDecl,
    unread: &[Place],
) -> Result<Option<Inclusion>, FileError> {
    let PriorDecl::Include(name) = prior else { return Ok(None) };
    let file = folder.join(name);
    let read = match file.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => read_text(&file).map(|text| {
            let agents = Place::default().field("setting").field("agents");
            let known =
                unread.iter().all(|own| !own.0.starts_with(&agents.0) && !agents.0.starts_with(&own.0));
            let (shape, layout) = table::read(&text, setting, known, &Place::default().field(field));
            (shape, Source::Table { text, layout })
        }),
        Some("json") => read_text(&file).and_then(|text| json(text, field)),
        Some("npz") => Err(FileError::whole(
            None,
            "holds arrays, which the command line reads (`\"prior\": { \"arrays\": … }` in an instance file); a .csv or .json file is included",
        )),
        _ => read_text(&file).and(Err(FileError::whole(None, "is neither a .csv nor a .json file"))),
    };
    let (shape, source) = read.map_err(|error| error.in_file(&file))?;
    Ok(Some(Inclusion { shape, included: Included { file, source } }))
}

/// A prior, or an instance with one, in JSON.
fn json(text: String, field: &'static str) -> Result<(Shape<PriorDecl>, Source), FileError> {
    let Document { tree, .. } = Document::parse(&text)?;
    let whole = tree.field("setting").is_some();
    let shape = match tree.field("prior") {
        None if whole => return Err(FileError::whole(None, "holds no prior")),
        Some(prior) if whole => shape::prior(prior, field),
        _ => shape::prior(&tree, field),
    };
    Ok((shape, Source::Json { text, whole, document: OnceLock::new() }))
}
