//! Which row of an outcome table decides where: profiles that no row covers, rows that no profile reaches.
//!
//! Types that the same rows accept are kept together, so the work grows with the number of distinct cases and
//! not with the number of profiles.

/// What a row accepts of one agent: `accepts[type]`.
pub(super) type Accepted = Vec<bool>;

/// A set of profiles in which the same row decides: the product of one class of types per agent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Case {
    /// For each agent, types in ascending order.
    pub(super) classes: Vec<Vec<usize>>,
    /// The first row that accepts them all; `None` if no row does.
    pub(super) row: Option<usize>,
}

/// Splits all profiles into cases. `rows[row][agent]` says which of the agent's types the row accepts;
/// `sizes[agent]` is the number of her types.
pub(super) fn cases(rows: &[Vec<Accepted>], sizes: &[usize]) -> Vec<Case> {
    let mut found = Vec::new();
    let alive: Vec<usize> = (0..rows.len()).collect();
    split(rows, sizes, &alive, &mut Vec::new(), &mut found);
    found
}

fn split(
    rows: &[Vec<Accepted>],
    sizes: &[usize],
    alive: &[usize],
    classes: &mut Vec<Vec<usize>>,
    found: &mut Vec<Case>,
) {
    let agent = classes.len();
    let whole = |from: usize| sizes[from..].iter().map(|size| (0..*size).collect::<Vec<usize>>());
    let decided = alive.first().filter(|row| rows[**row][agent..].iter().flatten().all(|accepted| *accepted));
    if agent == sizes.len() || alive.is_empty() || decided.is_some() {
        let classes = classes.iter().cloned().chain(whole(agent)).collect();
        found.push(Case { classes, row: alive.first().copied() });
        return;
    }
    // Types of this agent that the same rows accept, in the order of their first member.
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for t in 0..sizes[agent] {
        let accepting: Vec<usize> = alive.iter().copied().filter(|row| rows[*row][agent][t]).collect();
        match groups.iter_mut().find(|(rows, _)| *rows == accepting) {
            Some((_, types)) => types.push(t),
            None => groups.push((accepting, vec![t])),
        }
    }
    for (accepting, types) in groups {
        classes.push(types);
        split(rows, sizes, &accepting, classes, found);
        classes.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every profile is in exactly one case, and the case's row is the first that accepts the profile.
    #[test]
    fn cases_partition_the_profiles() {
        let mut random = oorandom::Rand32::new(11);
        let sizes = [3, 2, 4];
        for _ in 0..300 {
            let rows: Vec<Vec<Accepted>> = (0..random.rand_range(0..6))
                .map(|_| {
                    sizes
                        .iter()
                        .map(|size| (0..*size).map(|_| random.rand_range(0..3) > 0).collect())
                        .collect()
                })
                .collect();
            let cases = cases(&rows, &sizes);
            for (a, b, c) in (0..24).map(|index| (index / 8, index / 4 % 2, index % 4)) {
                let first = rows.iter().position(|row| row[0][a] && row[1][b] && row[2][c]);
                let holding: Vec<&Case> = cases
                    .iter()
                    .filter(|case| [a, b, c].iter().zip(&case.classes).all(|(t, class)| class.contains(t)))
                    .collect();
                assert_eq!(holding.len(), 1);
                assert_eq!(holding[0].row, first);
            }
        }
    }
}
