//! Files of arrays that an instance names, read by whoever knows their format.

use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::model::{Array, ArrayFile, Entries, InstanceDecl, PriorDecl, RuleDecl};
use std::path::Path;
use std::sync::Arc;

/// Reads the arrays of a file, or says in words why it can't: `there is no such file`.
pub type ReadArrays<'a> = dyn Fn(&Path) -> Result<Entries<Array>, String> + 'a;

/// How the files are read that an instance names.
#[derive(Clone, Copy)]
pub(super) struct Others<'a> {
    /// Relative to which they are named.
    pub(super) folder: &'a Path,
    pub(super) arrays: Option<&'a ReadArrays<'a>>,
}

/// The files of arrays that an instance names, with their places.
pub(super) fn named(instance: &mut InstanceDecl) -> Vec<(Place, &mut ArrayFile)> {
    let InstanceDecl { prior, prior_hat, mechanisms, .. } = instance;
    let root = Place::default();
    let priors = [("prior", prior), ("prior_hat", prior_hat)].into_iter().filter_map(|(field, prior)| {
        let Some(PriorDecl::Arrays(file)) = prior else { return None };
        Some((root.field(field).field("arrays"), file))
    });
    let at = root.field("mechanisms");
    let rules = mechanisms.0.iter_mut().enumerate().filter_map(|(index, (name, mechanism))| {
        let RuleDecl::Arrays(file) = &mut mechanism.rule else { return None };
        Some((at.entry(index, name).field("arrays"), file))
    });
    priors.chain(rules).collect()
}

/// Reads the files of arrays that an instance names, relative to `folder`; and says which can't be read, and where they are named.
pub(super) fn read(
    instance: &mut InstanceDecl,
    folder: &Path,
    read: &ReadArrays<'_>,
    unread: &[Place],
) -> (Diagnostics, Vec<Place>) {
    let (mut errors, mut missing) = (Diagnostics::default(), Vec::new());
    for (place, file) in named(instance) {
        if unread.iter().any(|broken| place.0.starts_with(&broken.0)) {
            continue;
        }
        match read(&folder.join(&file.file)) {
            Ok(arrays) => file.read = Some(Arc::new(arrays)),
            Err(reason) => {
                errors.report(place.clone(), catalogue::arrays_unreadable(&file.file, &reason));
                missing.push(place);
            }
        }
    }
    (errors, missing)
}
