//! Priors by the names of agents and types, for [`Setting::prior`]. By their positions they are made by
//! [`Prior::independent`], [`Prior::joint`] and others.
//!
//! ```
//! use tvmd::Setting;
//! use tvmd::build::{priors, types::additive};
//! use tvmd::exact::ratio;
//!
//! let types = || additive([("Low", [1]), ("High", [2])]);
//! let shop = Setting::builder("Shop").items(["Tea"]).bound(2).agent("Ann", types()).agent("Ben", types()).build()?;
//! let rare = priors::independent([("Ann", [("Low", "9/10"), ("High", "1/10")])]).and("Ben", priors::even());
//! let alike = priors::joint([(["Low", "Low"], "1/2"), (["High", "High"], "1/2")]);
//! // Ann and Ben are alike twice as often as not.
//! let field = priors::mrf().edge(["Ann", "Ben"], [(["Low", "Low"], 2), (["High", "High"], 2)]);
//! assert_eq!(shop.prior(rare)?.total_variation(&shop.prior(priors::uniform())?).unwrap().value, ratio(2, 5));
//! assert_eq!(shop.prior(alike)?.total_variation(&shop.prior(field)?).unwrap().value, ratio(1, 3));
//! # Ok::<(), tvmd::diagnostic::Diagnostics>(())
//! ```

use super::names::strings;
use super::unread::Unread;
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::Number;
use crate::model::{Atom, Edge, Entries, Marginal, MrfDecl, Potential, PriorDecl};
use crate::prior::Prior;
use crate::resolve::alone;
use crate::setting::Setting;

/// How types are distributed, before it is checked.
#[derive(Clone, Debug)]
pub struct Law {
    said: PriorDecl,
    unread: Unread,
}

/// The distribution of one agent's type: masses by type, or [`even`].
#[derive(Clone, Debug)]
pub struct Masses(Option<Vec<(String, Number)>>);

/// Each agent's type is drawn on her own.
#[derive(Clone, Debug)]
pub struct Independent {
    marginals: Entries<Marginal>,
    unread: Unread,
}

/// A Markov random field.
#[derive(Clone, Debug)]
pub struct Field {
    said: MrfDecl,
    unread: Unread,
}

impl Setting {
    /// The prior of this law, checked as one in a block or a file is.
    ///
    /// # Errors
    /// Everything that is wrong with it, each mistake once, at its place in the instance format, such as
    /// `prior.independent.Ann.Low`.
    pub fn prior(&self, law: impl Into<Law>) -> Result<Prior, Diagnostics> {
        let Law { said, unread } = law.into();
        alone::prior(&said, self, unread.told(&Place::default().field("prior")))
    }
}

/// Every profile in which all take part is equally likely.
#[must_use]
pub fn uniform() -> Law {
    Law { said: PriorDecl::Uniform, unread: Unread::default() }
}

/// Each agent's type is drawn on her own; types that aren't listed have no mass.
pub fn independent<A: Into<String>, M: Into<Masses>>(
    marginals: impl IntoIterator<Item = (A, M)>,
) -> Independent {
    let nobody = Independent { marginals: Entries::default(), unread: Unread::default() };
    marginals.into_iter().fold(nobody, |law, (agent, masses)| law.and(agent, masses))
}

/// Every type but ⊥ is equally likely.
#[must_use]
pub fn even() -> Masses {
    Masses(None)
}

/// Profiles, one type per agent, with their masses; profiles that aren't listed have none.
pub fn joint<T: Into<String>, N: Into<Number>>(
    atoms: impl IntoIterator<Item = (impl IntoIterator<Item = T>, N)>,
) -> Law {
    let (at, mut unread) = (Place::default().field("joint"), Unread::default());
    let atoms = atoms.into_iter().enumerate().map(|(index, (profile, mass))| Atom {
        profile: strings(profile),
        probability: unread.number(mass, || at.index(index).field("probability")),
    });
    Law { said: PriorDecl::Joint(atoms.collect()), unread }
}

/// A Markov random field, all of whose potentials e^ψ are 1 until others are given.
///
/// Its vertices are the agents, and their values the types; where there is only one agent, the vertices are the items, and their
/// values what they are worth to her types.
#[must_use]
pub fn mrf() -> Field {
    Field { said: MrfDecl { vertices: Entries::default(), edges: Vec::new() }, unread: Unread::default() }
}

impl Independent {
    /// These and the distribution of one agent more.
    #[must_use]
    pub fn and(mut self, agent: impl Into<String>, masses: impl Into<Masses>) -> Self {
        let agent = agent.into();
        let at = Place::default().field("independent").entry(self.marginals.0.len(), &agent);
        let marginal = match masses.into().0 {
            None => Marginal::Uniform,
            Some(masses) => Marginal::Masses(self.unread.numbers(masses, &at)),
        };
        self.marginals.0.push((agent, marginal));
        self
    }
}

impl Field {
    /// Potentials of a vertex, by its values. An agent may be ⊥ only if `Bottom` is among them.
    #[must_use]
    pub fn vertex<V: Into<String>, N: Into<Number>>(
        mut self,
        vertex: impl Into<String>,
        potentials: impl IntoIterator<Item = (V, N)>,
    ) -> Self {
        let vertex = vertex.into();
        let at = Place::default().field("mrf").field("vertices").entry(self.said.vertices.0.len(), &vertex);
        let potentials = self.unread.numbers(potentials, &at);
        self.said.vertices.0.push((vertex, potentials));
        self
    }

    /// A hyperedge that joins vertices, with potentials of their values, one value per vertex.
    #[must_use]
    pub fn edge<V: Into<String>, N: Into<Number>>(
        mut self,
        joins: impl IntoIterator<Item = impl Into<String>>,
        potentials: impl IntoIterator<Item = (impl IntoIterator<Item = V>, N)>,
    ) -> Self {
        let at =
            Place::default().field("mrf").field("edges").index(self.said.edges.len()).field("potentials");
        let potentials = potentials.into_iter().enumerate().map(|(index, (values, potential))| Potential {
            values: strings(values),
            potential: self.unread.number(potential, || at.index(index).field("potential")),
        });
        let potentials = potentials.collect();
        self.said.edges.push(Edge { joins: strings(joins), potentials });
        self
    }
}

impl From<Independent> for Law {
    fn from(Independent { marginals, unread }: Independent) -> Self {
        Self { said: PriorDecl::Independent(marginals), unread }
    }
}

impl From<Field> for Law {
    fn from(Field { said, unread }: Field) -> Self {
        Self { said: PriorDecl::Mrf(said), unread }
    }
}

impl<T: Into<String>, N: Into<Number>, const TYPES: usize> From<[(T, N); TYPES]> for Masses {
    fn from(masses: [(T, N); TYPES]) -> Self {
        Vec::from(masses).into()
    }
}

impl<T: Into<String>, N: Into<Number>> From<Vec<(T, N)>> for Masses {
    fn from(masses: Vec<(T, N)>) -> Self {
        Self(Some(masses.into_iter().map(|(name, mass)| (name.into(), mass.into())).collect()))
    }
}
