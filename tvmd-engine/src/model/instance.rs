//! An instance: a setting, its priors and the mechanisms in it.

use super::object::{Object, object};
use super::{Entries, FORMAT, MechanismDecl, PriorDecl, SCHEMA, SettingDecl};
use crate::exact::text;
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use tvmd_model::model::BlockDecl;

/// A setting, its priors and the mechanisms in it: what an instance file or a `mechanism!` block holds.
///
/// As data, without any text. (Most programs build settings and rules by [`build`](crate::build) instead, which is shorter.)
///
/// ```
/// use tvmd::exact::text::Text;
/// use tvmd::model::{
///     AgentDecl, Entries, FORMAT, Grid, InstanceDecl, MechanismDecl, Prices, PriorDecl, RuleDecl, SettingDecl, Space,
///     TypeDecl, ValuationKind,
/// };
/// use tvmd::ratio;
///
/// let tea = |of| [("Tea".to_owned(), of)].into_iter().collect();
/// let grid = Grid { from: ratio!(1), to: ratio!(2), step: ratio!(1 / 2) };
/// let types = TypeDecl { name: "V".to_owned(), space: Space::Grid([("Tea".to_owned(), grid)].into_iter().collect()) };
/// let buyer = AgentDecl { name: "Buyer".to_owned(), valuation: ValuationKind::Additive, types: vec![types] };
/// let rule = RuleDecl::PostedPrices { order: None, prices: Prices::Anonymous(tea(Text(ratio!(3 / 2)))) };
/// let shop = InstanceDecl {
///     tvmd: FORMAT,
///     setting: SettingDecl { name: "Shop".to_owned(), items: vec!["Tea".to_owned()], bound: ratio!(2), agents: vec![buyer] },
///     prior: Some(PriorDecl::Uniform),
///     prior_hat: None,
///     mechanisms: [("Posted".to_owned(), MechanismDecl { rule, claims: Vec::new() })].into_iter().collect(),
///     numbers: Entries::default(),
/// };
/// let resolved = shop.resolve()?;
/// assert_eq!(resolved.setting().agents()[0].types().len(), 4, "⊥, V1, V3_2 and V2");
/// assert_eq!(InstanceDecl::from_json(&shop.to_json())?, shop);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceDecl {
    /// The format version, [`FORMAT`].
    pub tvmd: u32,
    /// Items, agents and their types.
    pub setting: SettingDecl,
    /// The distribution of types, if one is assumed.
    pub prior: Option<PriorDecl>,
    /// The perturbed distribution, in instances that witness a statement about two.
    pub prior_hat: Option<PriorDecl>,
    /// The mechanisms, by name.
    pub mechanisms: Entries<MechanismDecl>,
    /// The numbers of both sides, in instances that witness a statement.
    pub numbers: Entries<text::Text>,
}

impl InstanceDecl {
    fn fields<M: SerializeMap>(&self, object: Object<M>) -> Result<M::Ok, M::Error> {
        let Self { tvmd, setting, prior, prior_hat, mechanisms, numbers } = self;
        let object = object.field("tvmd", tvmd)?.field("setting", setting)?;
        let object = object.given("prior", prior.as_ref())?.given("prior_hat", prior_hat.as_ref())?;
        object.given("mechanisms", mechanisms.filled())?.given("numbers", numbers.filled())?.end()
    }
}

impl Serialize for InstanceDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields(object(serializer)?)
    }
}

/// What a block says is an instance.
impl From<BlockDecl> for InstanceDecl {
    fn from(BlockDecl { setting, prior, mechanisms }: BlockDecl) -> Self {
        Self { tvmd: FORMAT, setting, prior, prior_hat: None, mechanisms, numbers: Entries::default() }
    }
}

/// An instance as a file has it, with the name of its schema.
pub(crate) struct WithSchema<'a>(pub(crate) &'a InstanceDecl);

impl Serialize for WithSchema<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.fields(object(serializer)?.field("$schema", SCHEMA)?)
    }
}
