//! Priors: masses that can't be read keep the others from being added up.

use super::super::tree::Value;
use super::reader::{At, Reader};
use crate::diagnostic::catalogue;
use crate::exact::{Rational, text::Text};
use crate::model::{Atom, Edge, Marginal, Mrf, Potential, Prior};
use num_traits::One;

impl Reader {
    /// A prior of `agents` agents; `None` if it can't be read at all.
    pub(super) fn prior(&mut self, at: &At<'_>, agents: usize) -> Option<Prior> {
        const KINDS: &[&str] = &["independent", "joint", "uniform", "mrf", "include"];
        if let Value::Text(_) = &at.node.value {
            return self.word(at, &["uniform"]).map(|_| Prior::Uniform);
        }
        let fields = self.fields(at, "an object with a prior, or \"uniform\",", KINDS);
        // `uniform` alone may be null.
        if fields.given("uniform").is_some_and(|at| matches!(at.node.value, Value::Null)) {
            let others = KINDS.iter().find(|kind| **kind != "uniform" && fields.given(kind).is_some());
            return match others {
                None => Some(Prior::Uniform),
                Some(other) => {
                    self.wrong(&fields.place, catalogue::only_one_of("a prior", "uniform", other));
                    None
                }
            };
        }
        let (kind, at) = self.one_of(&fields, "a prior", KINDS)?;
        match kind {
            "independent" => {
                let marginals = self
                    .entries(&at, "an object of distributions per agent", |reader, at| reader.marginal(&at));
                marginals.map(Prior::Independent)
            }
            "joint" => {
                let atoms = self.list(&at, "a list of profiles with their probabilities")?;
                Some(Prior::Joint(atoms.iter().map(|atom| self.atom(atom, agents)).collect()))
            }
            "mrf" => Some(Prior::Mrf(self.mrf(&at))),
            "include" => {
                let before = self.errors.len();
                let name = self.text(Some(at), "the name of a file in quotes");
                (self.errors.len() == before).then_some(Prior::Include(name))
            }
            _ => {
                self.expected(&at, "null");
                None
            }
        }
    }

    fn marginal(&mut self, at: &At<'_>) -> Marginal {
        if let Value::Text(_) = &at.node.value {
            self.word(at, &["uniform"]);
            return Marginal::Uniform;
        }
        let what = "an object of masses per type, or \"uniform\",";
        let masses = self.entries(at, what, |reader, at| Text(reader.mass(Some(at))));
        masses.map_or(Marginal::Uniform, Marginal::Masses)
    }

    fn atom(&mut self, at: &At<'_>, agents: usize) -> Atom {
        let fields =
            self.fields(at, "an object with a profile and its probability", &["profile", "probability"]);
        let (profile, mass) = (self.needed(&fields, "profile"), self.needed(&fields, "probability"));
        let profile = profile.and_then(|at| self.texts(&at, "a list of types, one per agent,"));
        Atom { profile: profile.unwrap_or_else(|| vec![String::new(); agents]), probability: self.mass(mass) }
    }

    fn mrf(&mut self, at: &At<'_>) -> Mrf {
        let fields = self.fields(at, "an object with a Markov random field", &["vertices", "edges"]);
        let vertices = fields.given("vertices").and_then(|at| {
            self.entries(&at, "an object of potentials per vertex", |reader, at| {
                let one = |reader: &mut Self, at| Text(reader.potential(Some(at)));
                reader.entries(&at, "an object of potentials per value", one).unwrap_or_default()
            })
        });
        let edges = fields.given("edges").and_then(|at| self.list(&at, "a list of hyperedges"));
        let edges = edges.unwrap_or_default();
        Mrf {
            vertices: vertices.unwrap_or_default(),
            edges: edges.iter().map(|edge| self.edge(edge)).collect(),
        }
    }

    fn potential(&mut self, at: Option<At<'_>>) -> Rational {
        self.number(at, Rational::one())
    }

    fn edge(&mut self, at: &At<'_>) -> Edge {
        let fields = self.fields(at, "an object with a hyperedge", &["joins", "potentials"]);
        let joins = self.needed(&fields, "joins").and_then(|at| self.texts(&at, "a list of vertices"));
        let potentials =
            self.needed(&fields, "potentials").and_then(|at| self.list(&at, "a list of potentials"));
        let potentials = potentials.unwrap_or_default();
        Edge {
            // Of what can't be known.
            joins: joins.unwrap_or_else(|| vec![String::new()]),
            potentials: potentials.iter().map(|own| self.edge_potential(own)).collect(),
        }
    }

    fn edge_potential(&mut self, at: &At<'_>) -> Potential {
        let fields = self.fields(at, "an object with values and their potential", &["values", "potential"]);
        let (values, potential) = (self.needed(&fields, "values"), self.needed(&fields, "potential"));
        let values = values.and_then(|at| self.texts(&at, "a list of values, one per vertex,"));
        if values.is_none() {
            // How many there must be is asked of the whole.
            self.errors.settle(fields.place);
        }
        Potential { values: values.unwrap_or_default(), potential: self.potential(potential) }
    }
}
