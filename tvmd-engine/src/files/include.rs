//! Priors from files of their own, with all that is wrong with them.

use super::{FileError, Included};
use crate::diagnostic::Place;
use crate::model::{Entries, InstanceDecl, PriorDecl, SettingDecl};
use std::path::Path;
use tvmd_model::files::include::{self, Inclusion};
use tvmd_model::model::BlockDecl;

/// Replaces `include "file"` by what the file says. Files are named relative to `folder`.
///
/// A CSV file has a heading: a column per agent, by her name and in any order, and a column `probability`. A JSON
/// file holds a prior as in the instance format, or a whole instance whose prior is meant.
///
/// Returns the file, to place mistakes of meaning in it; `None` if nothing was to be included.
///
/// Some places of the setting may be `unread`: what stands there only stands in for something.
///
/// # Errors
/// [`FileError`] if the file can't be read or isn't of the shape of a prior: all that is wrong with it.
///
/// ```
/// use tvmd::files::read_included;
/// use tvmd::model::{InstanceDecl, PriorDecl};
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// # }
///
/// # let folder = std::env::temp_dir().join(format!("tvmd-include-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("prior.csv"), "Buyer,probability\nLow,1/4\nHigh,3/4\n")?;
/// let said = InstanceDecl::from_json(Shop::JSON)?;
/// let mut prior = PriorDecl::Include("prior.csv".to_owned());
/// let included = read_included(&mut prior, &folder, &said.setting, &[])?;
/// assert!(included.is_some(), "it says where mistakes are, if what was read turns out to make no sense");
/// assert!(matches!(prior, PriorDecl::Joint(atoms) if atoms.len() == 2));
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_included(
    prior: &mut PriorDecl,
    folder: &Path,
    setting: &SettingDecl,
    unread: &[Place],
) -> Result<Option<Included>, FileError> {
    let Some(Inclusion { shape, included }) = include::read(prior, "prior", folder, setting, unread)? else {
        return Ok(None);
    };
    if shape.errors.is_empty() {
        *prior = shape.read;
        return Ok(Some(included));
    }
    let (setting, prior) = (setting.clone(), Some(shape.read));
    let alone = InstanceDecl::from(BlockDecl { setting, prior, mechanisms: Entries::default() });
    let unread = [unread, shape.unread.as_slice()].concat();
    let meant = alone.resolve_knowing(&unread).err().unwrap_or_default();
    let errors = shape.errors.iter().chain(meant.iter());
    let placed = errors.filter_map(|error| Some((0, included.placed(error)?)));
    Err(FileError::in_order(placed.collect()))
}
