//! Two ways beside each other, so that the layers that both pass stand in line.

use super::CostHop;

/// The numbers of the hops that stand in one line, from 0: of the first way, and of the second.
pub(super) type Line = [Option<usize>; 2];

/// As many layers in line as can be without changing an order (a longest common subsequence);
/// between two such, what only one way passes stands from the top on.
pub(super) fn lined(first: &[CostHop], second: &[CostHop]) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut other) = (0, 0);
    for (one, two) in pairs(first, second) {
        between(&mut lines, at..one, other..two);
        lines.push([Some(one), Some(two)]);
        (at, other) = (one + 1, two + 1);
    }
    between(&mut lines, at..first.len(), other..second.len());
    lines
}

fn between(
    lines: &mut Vec<Line>,
    mut first: std::ops::Range<usize>,
    mut second: std::ops::Range<usize>,
) {
    loop {
        let line = [first.next(), second.next()];
        if line == [None, None] {
            break;
        }
        lines.push(line);
    }
}

fn same(one: &CostHop, other: &CostHop) -> bool {
    one.id == other.id || one.name == other.name
}

fn pairs(first: &[CostHop], second: &[CostHop]) -> Vec<(usize, usize)> {
    // For each place in both, how many pairs lie from there on.
    let wide = second.len() + 1;
    let mut most = vec![0_usize; (first.len() + 1) * wide];
    let at = |most: &[usize], one: usize, two: usize| most.get(one * wide + two).copied();
    let best = |most: &[usize], one, two| {
        let with = |a: &CostHop, b: &CostHop| {
            same(a, b).then(|| at(most, one + 1, two + 1).unwrap_or(0) + 1)
        };
        let pair = first.get(one).zip(second.get(two)).and_then(|(a, b)| with(a, b));
        let without = at(most, one + 1, two).max(at(most, one, two + 1));
        pair.max(without).unwrap_or(0)
    };
    for one in (0..first.len()).rev() {
        for two in (0..second.len()).rev() {
            let value = best(&most, one, two);
            if let Some(slot) = most.get_mut(one * wide + two) {
                *slot = value;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut one, mut two) = (0, 0);
    while let Some((a, b)) = first.get(one).zip(second.get(two)) {
        let here = at(&most, one, two);
        if same(a, b) && here == at(&most, one + 1, two + 1).map(|rest| rest + 1) {
            pairs.push((one, two));
            (one, two) = (one + 1, two + 1);
        } else if here == at(&most, one + 1, two) {
            one += 1;
        } else {
            two += 1;
        }
    }
    pairs
}
