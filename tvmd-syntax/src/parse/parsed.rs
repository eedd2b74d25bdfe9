//! What is understood of a block, and all that is wrong with it.

use super::heading::Heading;
use super::reader::Reader;
use super::rust::{Attribute, Path, RulePath};
use super::setting;
use proc_macro2::Ident;
use quote::ToTokens;
use std::collections::{HashMap, HashSet};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::model::{BlockDecl, Entries};

/// What was understood of an invocation, and all that was wrong with it.
pub(crate) struct Parsed {
    pub(crate) setting: Option<Heading>,
    /// The setting of another block that the mechanisms stand in, or that the setting here is like.
    pub(crate) base: Option<Path>,
    /// Whether there is a setting, and whether it could be read; its name or the rest may be missing.
    pub(super) given: bool,
    pub(super) read: bool,
    /// Whether there is something of which it isn't known what it declares.
    pub(super) unknown: bool,
    /// Settings that have no place here.
    pub(super) others: Vec<Ident>,
    pub(crate) mechanisms: Vec<Heading>,
    /// The constants and their values; 0 for what can't be read.
    pub(crate) constants: Vec<(Heading, Rational)>,
    /// The names of mechanisms whose claims are left for a test to verify.
    pub(crate) at_test: HashSet<String>,
    /// The rules that are written by hand, by mechanism.
    pub(crate) by_hand: HashMap<String, RulePath>,
    pub(crate) said: BlockDecl,
    pub(crate) reader: Reader,
}

impl Parsed {
    pub(super) fn nothing() -> Self {
        Self {
            setting: None,
            base: None,
            given: false,
            read: false,
            unknown: false,
            others: Vec::new(),
            mechanisms: Vec::new(),
            constants: Vec::new(),
            at_test: HashSet::new(),
            by_hand: HashMap::new(),
            said: BlockDecl { setting: setting::empty(), prior: None, mechanisms: Entries::default() },
            reader: Reader::default(),
        }
    }

    /// The conditions that everything in the block is under: where they don't hold there may be no other setting either.
    pub(crate) fn conditions(&self) -> Vec<&Attribute> {
        let mechanisms = self.mechanisms.iter().filter(|_| self.setting.is_none());
        let constants = self.constants.iter().map(|(heading, _)| heading);
        let mut headings = self.setting.iter().chain(mechanisms).chain(constants);
        let first = headings.next().into_iter().flat_map(Heading::conditions);
        let headings: Vec<&Heading> = headings.collect();
        let text = |attribute: &Attribute| attribute.to_token_stream().to_string();
        let has = |heading: &&Heading, condition: &Attribute| {
            heading.conditions().any(|it| text(it) == text(condition))
        };
        first.filter(|condition| headings.iter().all(|heading| has(heading, condition))).collect()
    }
}

/// The place of the mechanisms.
pub(super) fn mechanisms() -> Place {
    Place::default().field("mechanisms")
}
