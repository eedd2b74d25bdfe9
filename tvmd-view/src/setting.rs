//! What bundles are worth to each type.

use crate::sheet::{Cell, Sheet};
use tvmd_core::setting::{Agent, Valuation};
use tvmd_core::{Bundle, ItemId, Setting};

/// By agent and type how she values bundles, and what they are worth to her: each item alone, and every bundle that a type lists. ⊥, to
/// whom everything is worth 0, is left out. `more` are bundles that are of interest, too: those that a mechanism hands over.
#[must_use]
pub fn setting(setting: &Setting, more: &[Bundle]) -> Sheet {
    let mut bundles: Vec<Bundle> =
        (0..setting.items().len()).map(|item| [ItemId(item)].into_iter().collect()).collect();
    for named in setting.agents().iter().flat_map(Agent::types) {
        if let Valuation::Bundles(listed) = named.valuation() {
            for (bundle, _) in listed {
                if !bundles.contains(bundle) {
                    bundles.push(*bundle);
                }
            }
        }
    }
    for bundle in more {
        if !bundles.contains(bundle) {
            bundles.push(*bundle);
        }
    }
    let columns = ["agent", "type", "valuation"].map(str::to_owned).into_iter();
    let columns = columns.chain(bundles.iter().map(|bundle| setting.bundle_name(*bundle)));
    let mut sheet = Sheet::new("setting", "What bundles are worth", columns);
    for agent in setting.agents() {
        for (position, named) in agent.types().iter().enumerate().skip(1) {
            let kind = match named.valuation() {
                Valuation::Additive(_) => "additive",
                Valuation::UnitDemand(_) => "unit demand",
                Valuation::Bundles(_) => "by bundle",
            };
            let words: [Cell; 3] = [agent.name().into(), agent.type_name(position).into(), kind.into()];
            let worth = bundles.iter().map(|bundle| named.valuation().value(*bundle).into());
            sheet.row(words.into_iter().chain(worth));
        }
    }
    sheet
}
