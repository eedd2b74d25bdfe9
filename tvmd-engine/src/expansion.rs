//! What the front end of the macro asks while a block expands.

use crate::claims;
use crate::diagnostic::{Diagnostics, Place};
use crate::files::{self, FileError, Included};
use crate::model::{InstanceDecl, PriorDecl, SettingDecl};
use std::path::Path;
use tvmd_model::model::BlockDecl;

/// This engine.
#[derive(Clone, Copy, Debug)]
pub struct Engine;

impl tvmd_model::expansion::Engine for Engine {
    fn verify(
        &self,
        block: &BlockDecl,
        unread: &[Place],
        chosen: &dyn Fn(&str) -> bool,
    ) -> Result<(), Diagnostics> {
        claims::verify(&block.clone().into(), unread, chosen)
    }

    fn include(
        &self,
        prior: &mut PriorDecl,
        folder: &Path,
        setting: &SettingDecl,
        unread: &[Place],
    ) -> Result<Option<Included>, FileError> {
        files::read_included(prior, folder, setting, unread)
    }

    fn written(&self, block: &BlockDecl) -> String {
        InstanceDecl::from(block.clone()).to_json()
    }

    fn read(&self, json: &str) -> Result<BlockDecl, FileError> {
        let InstanceDecl { setting, prior, mechanisms, .. } = InstanceDecl::from_json(json)?;
        Ok(BlockDecl { setting, prior, mechanisms })
    }
}
