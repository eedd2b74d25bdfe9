//! Profiles with the same outcome, in boxes: a set of reports for each agent, all combinations of which lead to it.

use std::collections::HashMap;
use tvmd_core::mechanism::{Outcome, Table};
use tvmd_core::{AgentId, Profile, Rational};

/// Reports by agent, all combinations of which lead to one outcome.
pub(super) struct Together<'a> {
    pub(super) reports: Vec<Vec<usize>>,
    pub(super) outcome: &'a Outcome,
    /// How likely they are, all together.
    pub(super) mass: Rational,
}

/// A profile, and how likely it is.
pub(super) type Atom = (Profile, Rational);

/// All combinations of these reports, as few boxes as branching by each agent in turn gives. What isn't `likely` has no mass.
pub(super) fn of<'a>(table: &'a Table, reports: &[Vec<usize>], likely: &[Atom]) -> Vec<Together<'a>> {
    let mut tree = Tree {
        table,
        reports,
        outcomes: Vec::new(),
        leaves: HashMap::new(),
        nodes: Vec::new(),
        known: HashMap::new(),
    };
    let root = tree.grow(&mut Vec::new());
    let mut boxes = Vec::new();
    tree.collect(root, &mut Vec::new(), &likely.iter().collect::<Vec<_>>(), &mut boxes);
    boxes
}

/// The reports of one agent that lead to the same, and where they lead: to a node, or for the last agent to an outcome.
type Branch = (Vec<usize>, usize);

/// What happens, as a tree that branches by each agent's report in turn; branches that lead to the same are one.
struct Tree<'a, 'r> {
    table: &'a Table,
    reports: &'r [Vec<usize>],
    outcomes: Vec<&'a Outcome>,
    leaves: HashMap<&'a Outcome, usize>,
    nodes: Vec<Vec<Branch>>,
    known: HashMap<Vec<Branch>, usize>,
}

impl<'a> Tree<'a, '_> {
    /// The node, or outcome, to which these reports of the first agents lead.
    fn grow(&mut self, path: &mut Vec<usize>) -> usize {
        let table = self.table;
        let Some(reports) = self.reports.get(path.len()) else {
            let number = table.setting().index_of(&Profile::new(path.clone())).unwrap_or_default();
            let outcome = table.outcome_at(number);
            return *self.leaves.entry(outcome).or_insert_with(|| {
                self.outcomes.push(outcome);
                self.outcomes.len() - 1
            });
        };
        let mut branches: Vec<Branch> = Vec::new();
        for report in reports {
            path.push(*report);
            let to = self.grow(path);
            path.pop();
            match branches.iter_mut().find(|(_, known)| *known == to) {
                Some((together, _)) => together.push(*report),
                None => branches.push((vec![*report], to)),
            }
        }
        if let Some(known) = self.known.get(&branches) {
            return *known;
        }
        self.nodes.push(branches.clone());
        self.known.insert(branches, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    /// The boxes under a node, which `path` leads to, as do these likely profiles.
    fn collect(
        &self,
        node: usize,
        path: &mut Vec<Vec<usize>>,
        likely: &[&Atom],
        boxes: &mut Vec<Together<'a>>,
    ) {
        for (reports, to) in &self.nodes[node] {
            let goes_on = |atom: &&&Atom| reports.contains(&atom.0.of(AgentId(path.len())));
            let likely: Vec<&Atom> = likely.iter().filter(goes_on).copied().collect();
            path.push(reports.clone());
            if path.len() == self.reports.len() {
                let mass = likely.iter().map(|(_, mass)| mass).sum();
                boxes.push(Together { reports: path.clone(), outcome: self.outcomes[*to], mass });
            } else {
                self.collect(*to, path, &likely, boxes);
            }
            path.pop();
        }
    }
}
