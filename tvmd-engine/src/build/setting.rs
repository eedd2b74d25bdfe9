//! Settings.

use super::names::strings;
use super::types::{Reader, Types};
use super::unread::Unread;
use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::exact::{Number, Rational};
use crate::model::SettingDecl;
use crate::resolve::alone;
use crate::setting::Setting;

/// A setting that is being said, begun by [`Setting::builder`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SettingBuilder {
    name: String,
    items: Vec<String>,
    bound: Option<Number>,
    agents: Vec<(String, Types)>,
}

impl Setting {
    /// Begins a setting of this name.
    ///
    /// ```
    /// use tvmd::Setting;
    /// use tvmd::build::types::additive;
    ///
    /// /// A shop with as many buyers as wanted, each of whom values tea at 1 or 2.
    /// fn shop(buyers: usize) -> Result<Setting, tvmd::diagnostic::Diagnostics> {
    ///     let mut shop = Setting::builder("Shop").items(["Tea"]).bound(2);
    ///     for buyer in 1..=buyers {
    ///         shop = shop.agent(format!("Buyer{buyer}"), additive([("Low", [1]), ("High", [2])]));
    ///     }
    ///     shop.build()
    /// }
    ///
    /// assert_eq!(shop(3)?.profile_count(), 27, "each may stay away, too");
    /// assert_eq!(shop(0).unwrap_err().to_string(), "setting.agents: a setting needs at least one agent");
    /// # Ok::<(), tvmd::diagnostic::Diagnostics>(())
    /// ```
    pub fn builder(name: impl Into<String>) -> SettingBuilder {
        SettingBuilder { name: name.into(), items: Vec::new(), bound: None, agents: Vec::new() }
    }
}

impl SettingBuilder {
    /// Adds items.
    pub fn items<S: Into<String>>(mut self, items: impl IntoIterator<Item = S>) -> Self {
        self.items.extend(strings(items));
        self
    }

    /// H: values lie in [0, H] and payments in [-H, H].
    pub fn bound(mut self, bound: impl Into<Number>) -> Self {
        self.bound = Some(bound.into());
        self
    }

    /// Adds an agent with her [`types`](super::types), ⊥ left out.
    pub fn agent(mut self, name: impl Into<String>, types: impl Into<Types>) -> Self {
        self.agents.push((name.into(), types.into()));
        self
    }

    /// The setting, checked as one in a block or a file is.
    ///
    /// # Errors
    /// Everything that is wrong with it, each mistake once, at its place in the instance format:
    ///
    /// ```
    /// use tvmd::Setting;
    /// use tvmd::build::types::additive;
    ///
    /// let shop = Setting::builder("Shop").items(["Tea"]).bound(2);
    /// let mistakes = shop.agent("Buyer", additive([("Low", ["1/O"]), ("High", ["5"])])).build().unwrap_err();
    /// assert_eq!(
    ///     mistakes.to_string(),
    ///     "setting.agents[0].types[0].values.Tea: `1/O` is not a number; write 3/2, 0.25 or 7\n\
    ///      setting.agents[0].types[1].values.Tea: High has a value of 5, over the bound 2\n  \
    ///      help: raise the bound to 5 or lower the value"
    /// );
    /// ```
    pub fn build(self) -> Result<Setting, Diagnostics> {
        let at = Place::default().field("setting");
        let mut reader = Reader { items: &self.items, unread: Unread::default() };
        let at_bound = at.field("bound");
        let bound = match self.bound {
            Some(bound) => reader.unread.number(bound, || at_bound),
            None => {
                reader.unread.note(at_bound, catalogue::missing_field("bound"));
                Rational::default()
            }
        };
        let agents = self
            .agents
            .into_iter()
            .enumerate()
            .map(|(index, (name, types))| reader.agent(name, types, &at.field("agents").index(index)));
        let agents = agents.collect();
        let unread = reader.unread;
        alone::setting(
            &SettingDecl { name: self.name, items: self.items, bound, agents },
            unread.told(&Place::default()),
        )
    }
}
