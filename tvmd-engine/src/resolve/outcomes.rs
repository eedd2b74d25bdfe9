//! `outcomes`: rows, their coverage of the profiles, and the feasibility of what they give.

use super::coverage::{self, Accepted, Case};
use super::findings::Findings;
use super::known::Known;
use super::prior::{check_mass, check_sum};
use super::sale::check_payment;
use super::{check_denominators, unique};
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::exact::Rational;
use crate::mechanism::rules::Outcomes;
use crate::mechanism::{Allocation, Outcome, OutcomeError};
use crate::model::{Branch, Entries, Pattern, Row, Taken};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::{One, Zero};

/// Resolves a table; `None` if anything is wrong with it or with the setting.
pub(crate) fn outcomes(rows: &[Row], setting: &Known, at: &Place, errors: &mut Findings) -> Option<Outcomes> {
    let mut matching = Matching { certain: Vec::new(), possible: Vec::new() };
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let at = at.index(index);
        matching.read(row, setting, &at, errors);
        found.push(Given::by(row, setting, &at, errors));
    }
    let payments = rows.iter().flat_map(|row| row.pays.iter().map(|(_, payment)| &payment.0));
    check_denominators(Numbers::Payments, payments, || at.clone(), errors);
    let chances = rows.iter().flat_map(branches).map(|branch| &branch.probability);
    check_denominators(Numbers::Probabilities, chances, || at.clone(), errors);
    let cases = matching.check(&found, setting, at, errors)?;
    let setting = setting.whole(errors).filter(|_| errors.is_whole(at))?;
    let rows = found.into_iter().enumerate().map(|(index, given)| {
        Outcome::lottery(given.branches, given.payments)
            .map_err(|error| errors.report(at.index(index), catalogue::refused(&error)))
            .ok()
    });
    let rows = rows.collect::<Option<Vec<Outcome>>>()?;
    Some(Outcomes { rows, deciding: deciding(&cases, setting) })
}

fn branches(row: &Row) -> &[Branch] {
    match &row.gets {
        Taken::Surely(_) => &[],
        Taken::Lottery(branches) => branches,
    }
}

/// Which rows match where, of types known and one that stands for all types of an agent that aren't: `[row][agent][type]`.
struct Matching {
    /// Where they match whatever the names mean that aren't known.
    certain: Vec<Vec<Accepted>>,
    /// Where they match if these names mean that.
    possible: Vec<Vec<Accepted>>,
}

impl Matching {
    /// How many types an agent has, with the one for all that aren't known.
    fn sizes(setting: &Known) -> Vec<usize> {
        let others = setting.other_types.iter().map(|others| usize::from(!others.is_empty()));
        setting.agents().iter().zip(others).map(|(agent, others)| agent.types.len() + others).collect()
    }

    /// Reads the patterns of a row.
    fn read(&mut self, row: &Row, setting: &Known, at: &Place, errors: &mut Findings) {
        let (sizes, at) = (Self::sizes(setting), at.field("when"));
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        let in_order = setting.agents_in_order(errors) && errors.is_read(&at.index(row.when.len()));
        if in_order && row.when.len() == sizes.len() {
            for (agent, (pattern, size)) in row.when.iter().zip(&sizes).enumerate() {
                let at = at.index(agent);
                let read = errors.is_read(&at);
                let (sure, maybe) = self::pattern(pattern, agent, *size, setting, &at, errors);
                certain.push(if read { sure } else { vec![false; *size] });
                possible.push(if read { maybe } else { vec![true; *size] });
            }
        } else {
            if in_order {
                errors.report(at, catalogue::row_length(sizes.len(), row.when.len()));
            }
            certain.extend(sizes.iter().map(|size| vec![false; *size]));
            possible.extend(sizes.iter().map(|size| vec![true; *size]));
        }
        self.certain.push(certain);
        self.possible.push(possible);
    }

    /// Complains about profiles that no row can match, rows that can't be reached, and rows in which ⊥ takes part. The
    /// cases are those of rows that match where they can; `None` if they can't be told.
    fn check(self, found: &[Given], setting: &Known, at: &Place, errors: &mut Findings) -> Option<Vec<Case>> {
        if !setting.enumerable || !setting.agents_in_order(errors) {
            return None;
        }
        let sizes = Self::sizes(setting);
        let cases = coverage::cases(&self.possible, &sizes);
        let complete = errors.is_read(&at.index(found.len()));
        let known: Vec<bool> =
            self.certain.iter().zip(&self.possible).map(|(certain, possible)| certain == possible).collect();
        let mut reached: Vec<bool> = known.iter().map(|known| !known).collect();
        let certain = if known.iter().all(|known| *known) {
            None
        } else {
            Some(coverage::cases(&self.certain, &sizes))
        };
        let decided = certain.as_ref().unwrap_or(&cases).iter().filter_map(|case| case.row);
        decided.for_each(|row| reached[row] = true);
        if complete {
            check_covered(&cases, setting, at, errors);
        }
        for (row, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
            errors.report(at.index(row), catalogue::never_reached());
        }
        if complete {
            let rows = found.iter().zip(known).map(|(given, known)| known.then_some(given));
            check_bottom(&cases, &rows.collect::<Vec<_>>(), setting, at, errors);
        }
        Some(cases)
    }
}

/// Which types of an agent a pattern accepts for certain, and which it may accept.
fn pattern(
    pattern: &Pattern,
    agent: usize,
    size: usize,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> (Accepted, Accepted) {
    let Pattern::OneOf(names) = pattern else { return (vec![true; size], vec![true; size]) };
    let (mut certain, mut possible) = (vec![false; size], vec![false; size]);
    for (alternative, name) in names.iter().enumerate() {
        let place = at.alternative(alternative);
        match setting.own_type(agent, name, || place, errors) {
            Some(position) => (certain[position], possible[position]) = (true, true),
            None if setting.may_have(agent, name) => possible[size - 1] = true,
            None => possible = vec![true; size],
        }
    }
    (certain, possible)
}

/// What a row gives and takes, as far as it is known.
struct Given {
    branches: Vec<(Rational, Allocation)>,
    payments: Vec<Rational>,
    /// The agents who get or pay something for certain.
    involved: Vec<bool>,
}

impl Given {
    fn by(row: &Row, setting: &Known, at: &Place, errors: &mut Findings) -> Self {
        let mut involved = vec![false; setting.agents().len()];
        let branches = match &row.gets {
            Taken::Surely(gets) => {
                let bundles = bundles(gets, setting, &at.field("gets"), errors);
                vec![(Rational::one(), bundles)]
            }
            Taken::Lottery(branches) => {
                check_lottery(branches, &at.field("lottery"), errors);
                let drawn = branches.iter().enumerate().map(|(index, branch)| {
                    let at = at.field("lottery").index(index).field("gets");
                    (branch.probability.clone(), bundles(&branch.gets, setting, &at, errors))
                });
                drawn.collect()
            }
        };
        let drawn = branches.iter().filter(|(probability, _)| !probability.is_zero());
        for (agent, bundle) in drawn.flat_map(|(_, bundles)| bundles.iter().enumerate()) {
            involved[agent] |= !bundle.is_empty();
        }
        let payments = payments(&row.pays, setting, &at.field("pays"), errors);
        involved.iter_mut().zip(&payments).for_each(|(involved, payment)| *involved |= !payment.is_zero());
        let branches = branches.into_iter().filter_map(|(probability, bundles)| {
            // What is given twice was complained about.
            Some((probability, Allocation::new(bundles).ok()?))
        });
        Self { branches: branches.collect(), payments, involved }
    }
}

fn payments(
    pays: &Entries<crate::exact::text::Text>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Rational> {
    let mut payments = vec![Rational::zero(); setting.agents().len()];
    let key = |index: usize, name: &str| at.entry(index, name).key();
    unique(pays.iter().map(|(name, _)| name.as_str()), Noun::PAYMENT, key, errors);
    for (index, (name, payment)) in pays.iter().enumerate() {
        check_payment(&payment.0, setting, || at.entry(index, name), errors);
        if let Some(position) = setting.agent(name, || key(index, name), errors) {
            payments[position] = payment.0.clone();
        }
    }
    payments
}

/// The probabilities of a lottery.
fn check_lottery(branches: &[Branch], at: &Place, errors: &mut Findings) {
    let mut read = errors.is_read(&at.index(branches.len()));
    for (index, branch) in branches.iter().enumerate() {
        let at = at.index(index).field("probability");
        read &= errors.is_read(&at);
        check_mass(&branch.probability, || at, errors);
    }
    if read {
        let probabilities = branches.iter().map(|branch| &branch.probability);
        check_sum(Numbers::Probabilities, probabilities, || at.clone(), errors);
    }
}

/// What each agent is known to get.
fn bundles(gets: &Entries<Vec<String>>, setting: &Known, at: &Place, errors: &mut Findings) -> Vec<Bundle> {
    let key = |index: usize, name: &str| at.entry(index, name).key();
    unique(gets.iter().map(|(name, _)| name.as_str()), Noun::SHARE, key, errors);
    let mut bundles = vec![Bundle::EMPTY; setting.agents().len()];
    for (index, (name, items)) in gets.iter().enumerate() {
        let bundle = setting.bundle(items, &at.entry(index, name), errors);
        if let (Some(position), Some(bundle)) = (setting.agent(name, || key(index, name), errors), bundle) {
            bundles[position] = bundle;
        }
    }
    match Allocation::new(bundles.clone()) {
        Ok(_) => {}
        Err(OutcomeError::GivenTwice { item, agents: (one, other) }) => {
            let (one, other) = (&setting.agents()[one].name, &setting.agents()[other].name);
            let item = &setting.items()[item];
            let position = gets.iter().rposition(|(name, _)| name == one || name == other).unwrap_or(0);
            let (name, items) = &gets.0[position];
            let given = items.iter().position(|own| own == item).unwrap_or(0);
            let at = at.entry(position, name).index(given);
            errors.report(at, catalogue::given_twice(item, one, other));
        }
        Err(error) => errors.report(at.clone(), catalogue::refused(&error)),
    }
    bundles
}

/// The last of some types of an agent that is known.
fn last_known(class: &[usize], types: usize) -> Option<usize> {
    class.iter().copied().rfind(|own| *own < types)
}

fn check_covered(cases: &[Case], setting: &Known, at: &Place, errors: &mut Findings) {
    let types = |agent: usize| setting.agents()[agent].types.len();
    let mut profiles = 0;
    let mut example: Option<(usize, Vec<usize>)> = None;
    for case in cases.iter().filter(|case| case.row.is_none()) {
        let classes = || case.classes.iter().enumerate();
        profiles += classes()
            .map(|(agent, class)| class.iter().filter(|own| **own < types(agent)).count())
            .product::<usize>();
        let last = classes().map(|(agent, class)| last_known(class, types(agent)));
        let Some(last) = last.collect::<Option<Vec<usize>>>() else { continue };
        // An example without ⊥ is the one to show.
        let taking_part = last.iter().filter(|own| **own > 0).count();
        if example.as_ref().is_none_or(|(most, _)| taking_part >= *most) {
            example = Some((taking_part, last));
        }
    }
    if let Some((_, types)) = example {
        let example = setting.profile_name(&Profile::new(types));
        errors.report(at.clone(), catalogue::not_covered(example, profiles));
    }
}

/// Complains once a row about an agent who gets or pays something where she reports ⊥. Of rows that aren't known for
/// certain there is nothing to say.
fn check_bottom(cases: &[Case], rows: &[Option<&Given>], setting: &Known, at: &Place, errors: &mut Findings) {
    for (row, given) in rows.iter().enumerate() {
        let involved = given.iter().flat_map(|given| given.involved.iter().enumerate());
        for (position, _) in involved.filter(|(_, involved)| **involved) {
            let mut met = cases
                .iter()
                .filter(|case| case.row == Some(row) && case.classes[position].contains(&0))
                .filter_map(|case| {
                    let classes = case.classes.iter().zip(setting.agents());
                    classes.map(|(class, agent)| last_known(class, agent.types.len())).collect()
                });
            if let Some(types) = met.next() {
                let reports = setting.profile_name(&Profile::new(types).with(AgentId(position), 0));
                let at = at.index(row).field("when").index(position);
                errors.report(at, catalogue::bottom_takes_part(&setting.agents()[position].name, reports));
            }
        }
    }
}

/// The deciding row at each profile, by profile number.
fn deciding(cases: &[Case], setting: &Setting) -> Vec<u32> {
    let mut deciding = vec![0; setting.profile_count()];
    for case in cases {
        let row = u32::try_from(case.row.unwrap_or(0)).expect("fewer rows than profiles");
        let mut profiles = vec![Vec::new()];
        for class in &case.classes {
            profiles = profiles
                .iter()
                .flat_map(|types: &Vec<usize>| class.iter().map(|own| [types.as_slice(), &[*own]].concat()))
                .collect();
        }
        for types in profiles {
            if let Some(index) = setting.index_of(&Profile::new(types)) {
                deciding[index] = row;
            }
        }
    }
    deciding
}
