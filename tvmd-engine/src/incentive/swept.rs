//! Ex-post IR and DSIC over columns. Sweeps find how much there is to gain; where is looked for only if there is something.

use super::side::{Side, regrets};
use super::worst::Worst;
use crate::exact::Rational;
use crate::mechanism::{Columns, on_sheet, wide};

/// The largest loss of a truthful agent.
pub(super) fn loss(side: &Side<'_>, columns: &Columns) -> Option<Worst> {
    let truths = || side.regrets(columns).iter().map(|regret| regret.truth);
    let least = truths().min().filter(|least| *least < 0)?;
    let own = truths().position(|truth| truth == least)? + 1;
    let others = first_others(side, columns, |lane| columns.utility(own, own, lane) == least)?;
    Some(Worst {
        amount: Rational::new((-least).into(), columns.denominator.clone()),
        own,
        report: own,
        others,
    })
}

/// The largest gain among types and reports from `first` on; ⊥ is 0.
pub(super) fn gain(side: &Side<'_>, columns: &Columns, first: usize) -> Option<Worst> {
    let of_types: Vec<i128> = if first == 0 {
        // ⊥ wants nothing, and gains where it is paid.
        let paid = -on_sheet!(&columns.numbers, sheet => wide(sheet.grid.least(sheet.grid.coordinates())));
        side.regrets(columns).iter().map(|regret| regret.gain).chain([paid]).collect()
    } else {
        regrets(columns, false).iter().map(|regret| regret.gain).collect()
    };
    let most = of_types.iter().copied().max().filter(|most| *most > 0)?;
    let types = || side.types_bottom_last().filter(|own| *own >= first);
    let (own, _) = types().zip(&of_types).find(|(_, gain)| **gain == most)?;
    let truth: Vec<i128> = columns.all_lanes().map(|lane| columns.utility(own, own, lane)).collect();
    let gains = |report: usize, lane: usize| columns.utility(own, report, lane) - truth[lane] == most;
    let report = types().find(|report| columns.all_lanes().any(|lane| gains(*report, lane)))?;
    let others = first_others(side, columns, |lane| gains(report, lane))?;
    Some(Worst { amount: Rational::new(most.into(), columns.denominator.clone()), own, report, others })
}

/// The first profile of the others, ⊥ last for each of them, among lanes with a property.
fn first_others(side: &Side<'_>, columns: &Columns, has: impl Fn(usize) -> bool) -> Option<usize> {
    let numbering = side.table.setting().numbering();
    let rank = |number: &usize| numbering.profile(*number).bottom_last();
    let having = columns.all_lanes().filter(|lane| has(*lane)).map(|lane| columns.lanes[lane] as usize);
    Some(numbering.others_at(side.agent, having.min_by_key(rank)?))
}

impl Columns {
    fn all_lanes(&self) -> std::ops::Range<usize> {
        0..self.lanes.len()
    }

    /// What a report is worth to a type at a lane, over the denominator.
    pub(super) fn utility(&self, own: usize, report: usize, lane: usize) -> i128 {
        let Some(row) = report.checked_sub(1) else { return 0 };
        on_sheet!(&self.numbers, sheet => {
            let quantities = sheet.grid.coordinates();
            let values = own.checked_sub(1).map_or(&[][..], |own| &sheet.values[own * quantities..(own + 1) * quantities]);
            let worths = values.iter().enumerate();
            let worth: i128 = worths
                .map(|(column, value)| wide(*value) * wide(sheet.grid.get(row, column, lane)))
                .sum();
            worth - wide(sheet.grid.get(row, quantities, lane))
        })
    }
}
