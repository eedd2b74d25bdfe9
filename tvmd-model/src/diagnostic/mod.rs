//! What is wrong, where, and the way out.
//!
//! Every check reports at a [`Place`]: the path of a value in the instance format, such as
//! `setting.agents[0].types[1].values.Painting`. For a file that path is what the user reads; the macro keeps
//! the span of the token that it read each place from, and points there instead. So one set of checks serves
//! both fronts.
//!
//! All mistakes are reported in one go, each once; what only follows from another isn't reported.
//!
//! ```
//! use tvmd::model::InstanceDecl;
//!
//! let json = r#"{
//!     "tvmd": 1,
//!     "setting": {
//!         "name": "Shop", "items": ["Tea"], "bound": "1",
//!         "agents": [{ "name": "Buyer", "valuation": "additive", "types": [
//!             { "name": "Low", "values": { "Tee": "1" } },
//!             { "name": "High", "values": { "Tea": "2" } }
//!         ] }]
//!     }
//! }"#;
//! let mistakes = InstanceDecl::from_json(json)?.resolve().unwrap_err();
//! let told: Vec<String> = mistakes.iter().map(|mistake| format!("{}: {}", mistake.place, mistake.message)).collect();
//! assert_eq!(told, [
//!     "setting.agents[0].types[0].values.Tee: there is no item `Tee`",
//!     "setting.agents[0].types[1].values.Tea: High has a value of 2, over the bound 1",
//! ]);
//! # Ok::<(), tvmd::files::FileError>(())
//! ```

#[doc(hidden)]
pub mod catalogue;
#[doc(hidden)]
pub mod findings;

use crate::names::brief;
use catalogue::Message;
use std::collections::HashMap;
use std::fmt;
use std::panic::Location;

/// One step of a [`Place`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathStep {
    /// A field of the format: `.setting`.
    Field(&'static str),
    /// An element of a list: `[3]`.
    Index(usize),
    /// An entry of a map with names chosen by the user: its position and its name.
    Entry(usize, String),
    /// The name of the entry before it rather than its value.
    Key,
    /// One of the alternatives of the pattern before it.
    Alternative(usize),
}

/// Where in an instance something is. The empty place is the whole instance.
///
/// ```
/// use tvmd::diagnostic::Place;
///
/// let price = Place::default().field("mechanisms").entry(0, "Posted").field("posted_prices").entry(0, "Tea");
/// assert_eq!(price.to_string(), "mechanisms.Posted.posted_prices.Tea");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place(pub Vec<PathStep>);

impl Place {
    fn then(&self, step: PathStep) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }

    /// The field `name` of this place.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.then(PathStep::Field(name))
    }

    /// The element `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(PathStep::Index(index))
    }

    /// The entry number `index`, named `name`, of this place.
    #[must_use]
    pub fn entry(&self, index: usize, name: &str) -> Self {
        self.then(PathStep::Entry(index, name.to_owned()))
    }

    /// The name of this entry, where the name and not the value is meant.
    #[must_use]
    pub fn key(&self) -> Self {
        self.then(PathStep::Key)
    }

    /// One alternative of this pattern.
    #[must_use]
    pub fn alternative(&self, index: usize) -> Self {
        self.then(PathStep::Alternative(index))
    }

    /// The place that is `inner` within this one.
    #[must_use]
    #[doc(hidden)]
    pub fn and(&self, inner: &Self) -> Self {
        Self([self.0.as_slice(), inner.0.as_slice()].concat())
    }

    /// The place that contains this one; `None` for the whole instance.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.split_last().map(|(_, rest)| Self(rest.to_vec()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            let dot = if position == 0 { "" } else { "." };
            match step {
                PathStep::Field(name) => write!(f, "{dot}{name}")?,
                PathStep::Entry(_, name) => write!(f, "{dot}{}", brief(name))?,
                PathStep::Index(index) => write!(f, "[{index}]")?,
                PathStep::Key | PathStep::Alternative(_) => {}
            }
        }
        Ok(())
    }
}

/// One mistake: its place, what it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// What is wrong, in the words of the field.
    pub message: String,
    /// The way out, where one is known.
    pub help: Option<String>,
    /// The same for a block of the macro, where `help` shows the format of files.
    #[doc(hidden)]
    pub help_in_block: Option<String>,
    /// How many more mistakes of this kind there are, beyond the first few, which are told.
    pub more: usize,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.0.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more of this kind"),
        }
    }
}

/// Mistakes that are reported at the same line of the code, so by the same check, are of one kind.
type Kind = &'static Location<'static>;

/// How many mistakes of a kind are told; the others are counted.
pub(crate) const MOST_TOLD: usize = 12;

/// The mistakes of an instance, in the order in which they were found: of each kind the first few, and how many more there
/// are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    told: Vec<(Kind, Diagnostic)>,
    /// Of each kind, how many are told, and which of them is the last.
    kinds: HashMap<Kind, (usize, usize)>,
    found: usize,
}

impl Diagnostics {
    /// Notes a mistake.
    #[doc(hidden)]
    #[track_caller]
    pub fn report(&mut self, place: Place, message: Message) {
        self.report_each(place, || message);
    }

    /// The same where there may be very many, and a message takes work.
    #[doc(hidden)]
    #[track_caller]
    pub fn report_each(&mut self, place: Place, message: impl FnOnce() -> Message) {
        if self.is_told(Location::caller()) {
            let Message { text, help, help_in_block } = message();
            let told = Diagnostic { place, message: text, help, help_in_block, more: 0 };
            self.told.push((Location::caller(), told));
        }
    }

    /// Counts one more mistake, and says whether it is among those of its kind that are told: then it comes next.
    fn is_told(&mut self, kind: Kind) -> bool {
        self.found += 1;
        let (count, last) = self.kinds.entry(kind).or_default();
        if *count == MOST_TOLD {
            self.told[*last].1.more += 1;
            return false;
        }
        (*count, *last) = (*count + 1, self.told.len());
        true
    }

    /// How many there are, told or not.
    #[doc(hidden)]
    pub fn len(&self) -> usize {
        self.found
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found == 0
    }

    /// The mistakes that are told, first found first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.told.iter().map(|(_, diagnostic)| diagnostic)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, diagnostic) in self.iter().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
