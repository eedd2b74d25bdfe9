//! What the front end of the macro asks of the engine while a block expands.

use crate::diagnostic::{Diagnostics, Place};
use crate::files::{FileError, Included};
use crate::model::{BlockDecl, PriorDecl, SettingDecl};
use std::path::Path;

/// Who knows what a block means.
pub trait Engine {
    /// Everything that is wrong with a block, some places of which are `unread`, and that is false of what is claimed of the mechanisms
    /// that are `chosen` by name.
    ///
    /// # Errors
    /// That.
    fn verify(
        &self,
        block: &BlockDecl,
        unread: &[Place],
        chosen: &dyn Fn(&str) -> bool,
    ) -> Result<(), Diagnostics>;

    /// Replaces a prior that is in a file by what the file says. Files are named relative to `folder`. Returns the file, to place mistakes
    /// of meaning in it.
    ///
    /// # Errors
    /// All that is wrong with the file.
    fn include(
        &self,
        prior: &mut PriorDecl,
        folder: &Path,
        setting: &SettingDecl,
        unread: &[Place],
    ) -> Result<Option<Included>, FileError>;

    /// A block in the format of instance files.
    fn written(&self, block: &BlockDecl) -> String;

    /// The block that was written so.
    ///
    /// # Errors
    /// If it wasn't.
    fn read(&self, json: &str) -> Result<BlockDecl, FileError>;
}
