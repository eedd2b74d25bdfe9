//! Priors.

use crate::diagnostic::catalogue;
use crate::model::reader::{At, Reader};
use crate::model::tree::Value;
use crate::model::{Atom, Edge, Marginal, MrfDecl, Potential, PriorDecl};

/// The kinds of priors, as they are written.
const KINDS: &[&str] = &["independent", "joint", "uniform", "mrf", "include", "arrays"];

impl Reader {
    /// A prior; `None` if it can't be read.
    pub fn prior(&mut self, at: &At<'_>) -> Option<PriorDecl> {
        if let Value::Text(_) = &at.node.value {
            return self.word(at, &["uniform"]).map(|_| PriorDecl::Uniform);
        }
        let fields = self.fields(at, "an object with a prior, or \"uniform\",", KINDS);
        // `uniform` alone may be null.
        if fields.given("uniform").is_some_and(|at| matches!(at.node.value, Value::Null)) {
            let other = KINDS.iter().find(|kind| **kind != "uniform" && fields.given(kind).is_some());
            if let Some(other) = other {
                self.wrong(&fields.place, catalogue::only_one_of("a prior", "uniform", other));
            }
            return other.is_none().then_some(PriorDecl::Uniform);
        }
        let (kind, at) = self.one_of(&fields, "a prior", KINDS, "include")?;
        match kind {
            "independent" => {
                let what = "an object of distributions per agent";
                self.entries(&at, what, |reader, at| reader.marginal(at)).map(PriorDecl::Independent)
            }
            "joint" => {
                let atoms = self.list(&at, "a list of profiles with their probabilities")?;
                Some(PriorDecl::Joint(atoms.iter().map(|atom| self.atom(atom)).collect()))
            }
            "mrf" => Some(PriorDecl::Mrf(self.mrf(&at))),
            "arrays" => Some(PriorDecl::Arrays(self.arrays(&at))),
            "include" => {
                let Value::Text(file) = &at.node.value else {
                    self.expected(&at, "the name of a file in quotes");
                    return None;
                };
                Some(PriorDecl::Include(file.to_string()))
            }
            _ => {
                self.expected(&at, "null");
                None
            }
        }
    }

    fn marginal(&mut self, at: At<'_>) -> Marginal {
        if let Value::Text(_) = &at.node.value {
            self.word(&at, &["uniform"]);
            return Marginal::Uniform;
        }
        Marginal::Masses(self.numbers(Some(at), "an object of masses per type, or \"uniform\","))
    }

    fn atom(&mut self, at: &At<'_>) -> Atom {
        let what = "an object with a profile and its probability";
        let fields = self.fields(at, what, &["profile", "probability"]);
        let (profile, mass) = (self.needed(&fields, "profile"), self.needed(&fields, "probability"));
        let profile = self.names(profile, "a list of types, one per agent,");
        Atom { profile, probability: self.number(mass) }
    }

    fn mrf(&mut self, at: &At<'_>) -> MrfDecl {
        let fields = self.fields(at, "an object with a Markov random field", &["vertices", "edges"]);
        let vertices = fields.given("vertices").and_then(|at| {
            self.entries(&at, "an object of potentials per vertex", |reader, at| {
                reader.numbers(Some(at), "an object of potentials per value")
            })
        });
        let edges = fields.given("edges").and_then(|at| self.list(&at, "a list of hyperedges"));
        let edges = edges.unwrap_or_default();
        MrfDecl {
            vertices: vertices.unwrap_or_default(),
            edges: edges.iter().map(|edge| self.edge(edge)).collect(),
        }
    }

    fn edge(&mut self, at: &At<'_>) -> Edge {
        let fields = self.fields(at, "an object with a hyperedge", &["joins", "potentials"]);
        let (joins, potentials) = (self.needed(&fields, "joins"), self.needed(&fields, "potentials"));
        let potentials = potentials.and_then(|at| self.list(&at, "a list of potentials")).unwrap_or_default();
        Edge {
            joins: self.names(joins, "a list of vertices"),
            potentials: potentials.iter().map(|row| self.edge_potential(row)).collect(),
        }
    }

    fn edge_potential(&mut self, at: &At<'_>) -> Potential {
        let fields = self.fields(at, "an object with values and their potential", &["values", "potential"]);
        let (values, potential) = (self.needed(&fields, "values"), self.needed(&fields, "potential"));
        let values = self.names(values, "a list of values, one per vertex,");
        Potential { values, potential: self.number(potential) }
    }
}
