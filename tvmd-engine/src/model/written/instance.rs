//! Instances as written: they may name the schema that they follow.

use super::super::object::objects;
use super::super::{Entries, InstanceDecl, MechanismDecl, PriorDecl, SettingDecl};
use crate::exact::text::Text;
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Written {
    /// For editors.
    #[serde(rename = "$schema", default, skip_serializing)]
    _schema: Option<String>,
    tvmd: u32,
    setting: SettingDecl,
    #[serde(default)]
    prior: Option<PriorDecl>,
    #[serde(default)]
    prior_hat: Option<PriorDecl>,
    #[serde(default)]
    mechanisms: Entries<MechanismDecl>,
    #[serde(default)]
    numbers: Entries<Text>,
}

objects!(Written);

impl<'de> Deserialize<'de> for InstanceDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { tvmd, setting, prior, prior_hat, mechanisms, numbers, .. } =
            Deserialize::deserialize(deserializer)?;
        Ok(Self { tvmd, setting, prior, prior_hat, mechanisms, numbers })
    }
}
