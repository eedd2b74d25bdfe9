//! Tokens to the model: one setting and its mechanisms, as they are written.
//!
//! Only the grammar is checked here, down to every mistake in one go; whether names are known, numbers in range
//! and profiles covered is for core, which reports at the places that are marked on the way.

mod attributes;
mod claims;
mod constants;
mod declarations;
mod extension;
mod field;
mod heading;
mod lists;
mod lost;
mod mechanism;
mod menu;
mod number;
mod outcomes;
mod parsed;
mod prices;
mod prior;
mod reader;
mod rules;
pub(crate) mod rust;
mod setting;
mod types;
mod words;

pub(crate) use heading::Heading;
pub(crate) use parsed::Parsed;
pub(crate) use reader::Reader;
pub(crate) use rules::{Form, form};

use crate::invocation::Shared;
use declarations::Item;
use parsed::mechanisms;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use tvmd_model::model::{RuleDecl, Word as _};
use words::{missing, skip_part};

/// Reads a block, in a `shared` setting if it has been told one.
pub(crate) fn parse(tokens: TokenStream, shared: Option<Shared>) -> Parsed {
    let mut parsed = Parsed::nothing();
    if let Some(Shared::Whole(said)) = shared {
        (parsed.said, parsed.read) = (*said, true);
    }
    let read = (|input: ParseStream<'_>| {
        parsed.read(input);
        Ok(())
    })
    .parse2(tokens);
    parsed.reader.keep(read);
    parsed
}

impl Parsed {
    fn read(&mut self, input: ParseStream<'_>) {
        self.reader.constants = constants::ahead(input);
        while !input.is_empty() {
            if let Err(error) = self.item(input) {
                self.reader.report(error);
                skip_part(input, Item::WRITTEN);
            }
        }
        if self.unknown && !self.given {
            // That may have been the setting.
            self.base = None;
        }
        if !self.given && self.base.is_none() && self.reader.errors.is_empty() {
            self.reader.report(missing(input, "`setting Name<Agent, …> { … }` and the mechanisms in it"));
        }
        if !self.read {
            self.reader.unread.extend(setting::unread());
        }
        if self.unknown {
            let mechanisms = self.said.mechanisms.0.len();
            self.reader.unread.push(self::mechanisms().index(mechanisms));
        }
        let agents = self.said.setting.agents.len();
        for (position, (name, mechanism)) in self.said.mechanisms.0.iter_mut().enumerate() {
            if let RuleDecl::Outcomes(rows) = &mut mechanism.rule {
                let place = mechanisms().entry(position, name).field("outcomes");
                outcomes::match_all(&self.reader, rows, &place, agents);
            }
        }
    }
}
