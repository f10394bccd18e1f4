//! The chains of a picture: layers that stand on each other, from the ground up.
//!
//! A stack goes on upwards; of what stands side by side each branch is a chain of its own. A tree
//! is no stack, so a chain ends below it. Layers that manage or emulate devices, absent ones and
//! those without a name are passed over, and so is what links go past; it is remembered that
//! something lies there.

use super::{
    columns::{CHAINS, Covering, whole_columns},
    joint::Joint,
    shown::{Shown, ShownLayer},
};
use crate::diagram::{Cell, Grid, Layer, Part, PartKind, PartNumber};
use std::collections::{HashMap, HashSet};

/// One layer of a chain, and how it stands on the one below it in the chain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Its place among the diagram's parts.
    pub(super) part: usize,
    /// Nothing was passed over between the two.
    next: bool,
    joint: Joint,
    /// How it stands on the layer below in the picture, whatever of that the chain passes over.
    across: Joint,
}

impl Step {
    /// Does the picture show the layer standing right on the one below it in the chain?
    pub(super) fn direct(&self) -> bool {
        // Where several things stand on several, none stands on a particular one.
        self.next && self.joint.clear()
    }

    /// Does the layer stand on nothing but the one below it in the chain?
    pub(super) fn only_below(&self) -> bool {
        self.next && self.joint.one_below
    }

    /// Does nothing but this layer stand on the one below it in the chain?
    pub(super) fn only_above(&self) -> bool {
        self.next && self.joint.one_above
    }

    /// Does the layer stand on the one below it in the chain, be it on layers that were passed
    /// over?
    pub(super) fn above(&self) -> bool {
        self.across.clear()
    }
}

/// From the bottom to the top.
pub(super) type Chain = Vec<Step>;

/// The chains of a diagram, in drawing order. None is the beginning of another one.
pub(super) fn chains(shown: &Shown<'_>) -> Vec<Chain> {
    let mut past = HashSet::new();
    // Once the layers that links go past are passed over, other stacks may be the longest.
    for _ in 0..CHAINS {
        let found = chains_without(shown, &past);
        let known = past.len();
        past.extend(found.iter().flat_map(|chain| gone_past(shown, chain)));
        if past.len() == known {
            return found;
        }
    }
    chains_without(shown, &past)
}

/// The layers of a chain that a link of data goes past, from one above to one below or the other
/// way round. A boundary is not gone past: the link crosses it.
fn gone_past(shown: &Shown<'_>, chain: &Chain) -> Vec<usize> {
    let place: HashMap<usize, usize> =
        chain.iter().enumerate().map(|(at, step)| (step.part, at)).collect();
    let mut found = Vec::new();
    for (at, step) in chain.iter().enumerate() {
        let next = shown.around.next(step.part);
        for other in next.iter().filter_map(|part| place.get(part).copied()) {
            let between = at.min(other) + 1..at.max(other);
            let parts = chain.get(between).into_iter().flatten().map(|step| step.part);
            let is_box = |part: &usize| shown.parts.get(*part).is_some_and(ShownLayer::is_layer);
            found.extend(parts.filter(is_box));
        }
    }
    found
}

fn chains_without(shown: &Shown<'_>, past: &HashSet<usize>) -> Vec<Chain> {
    let mut walker = Walker { shown, past, steps: Vec::new() };
    let start = Way {
        top: None,
        length: 0,
        ended: false,
        skipped: false,
        joint: Joint::NONE,
        across: Joint::ALL,
        column: 0,
    };
    let body = shown.drawn.diagram.body();
    let ways = body.map(|body| walker.walk(body, vec![start])).unwrap_or_default();
    let mut found: Vec<Chain> = Vec::new();
    for chain in ways.iter().map(|way| walker.chain(way)) {
        if !found.iter().any(|known| begins(known, &chain)) {
            found.retain(|known| !begins(&chain, known));
            found.push(chain);
        }
    }
    found
}

fn begins(whole: &Chain, beginning: &Chain) -> bool {
    let same = |(one, other): (&Step, &Step)| one.part == other.part;
    beginning.len() <= whole.len() && whole.iter().zip(beginning).all(same)
}

/// A chain that is still growing.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Its topmost step.
    top: Option<usize>,
    length: usize,
    ended: bool,
    /// Something was passed over since the topmost step.
    skipped: bool,
    /// How the next layer meets what is right below it.
    joint: Joint,
    /// How the next layer meets the topmost step, whatever was passed over between them.
    across: Joint,
    /// The column of the innermost grid in which the chain goes up.
    column: usize,
}

struct Walker<'g, 'a> {
    shown: &'g Shown<'a>,
    /// The layers that links go past, by their places among the diagram's parts.
    past: &'g HashSet<usize>,
    /// Steps of all ways, each with the one below it: ways share their lower ends.
    steps: Vec<(Step, Option<usize>)>,
}

impl Walker<'_, '_> {
    /// Lets each way grow through the part. There are as many ways afterwards, or more.
    fn walk(&mut self, part: Part<'_>, mut ways: Vec<Way>) -> Vec<Way> {
        match part.kind() {
            PartKind::Layer(layer) => {
                for way in &mut ways {
                    self.step(layer, way);
                }
                ways
            }
            PartKind::Stack => {
                let mut lower: Option<Part<'_>> = None;
                for inner in part.children_reversed() {
                    if let Some(lower) = lower {
                        meet(&mut ways, Joint::of(lower, inner));
                    }
                    ways = self.walk(inner, ways);
                    lower = Some(inner);
                }
                ways
            }
            PartKind::Row => self.row(part, ways),
            PartKind::Repeat(_) | PartKind::Group(_) => {
                part.children().fold(ways, |ways, inner| self.walk(inner, ways))
            }
            PartKind::Grid(grid) => self.grid(part, grid, &ways),
            PartKind::Tree(_) => ended(ways),
        }
    }

    fn step(&mut self, layer: &Layer, way: &mut Way) {
        let own = self.shown.at(&layer.id).filter(|_| self.takes(layer));
        match own {
            _ if way.ended => {}
            None => way.skipped = true,
            Some(part) => {
                let next = way.top.is_some() && !way.skipped;
                let step = Step { part, next, joint: way.joint, across: way.across };
                self.steps.push((step, way.top));
                way.top = Some(self.steps.len() - 1);
                way.length += 1;
                way.skipped = false;
                way.across = Joint::ALL;
            }
        }
    }

    fn takes(&self, layer: &Layer) -> bool {
        let at = self.shown.at(&layer.id).filter(|at| !self.past.contains(at));
        let part = at.and_then(|at| self.shown.parts.get(at));
        part.is_some_and(|part| std::ptr::eq(part.layer, layer) && part.on_the_way())
    }

    /// One way at least for each branch that has layers.
    fn row(&mut self, part: Part<'_>, mut ways: Vec<Way>) -> Vec<Way> {
        let stacked = |part: Part<'_>| part.layer().is_some_and(|layer| self.takes(layer));
        let has_layers = |part: &Part<'_>| any(*part, &stacked);
        let branches: Vec<Part<'_>> = part.children().filter(has_layers).collect();
        let is_tree = |part: Part<'_>| matches!(part.kind(), PartKind::Tree(_));
        match branches.as_slice() {
            [] if part.children().any(|inner| any(inner, &is_tree)) => ended(ways),
            [] => {
                for way in &mut ways {
                    way.skipped = true;
                }
                ways
            }
            [only] => self.walk(*only, ways),
            [first @ .., last] => {
                let mut found = Vec::new();
                let mut bases = ways.as_slice();
                for branch in first {
                    let Some((base, rest)) = bases.split_first() else { break };
                    found.extend(self.walk(*branch, vec![*base]));
                    // The last one carries all branches that are left.
                    bases = if rest.is_empty() { bases } else { rest };
                }
                found.extend(self.walk(*last, bases.to_vec()));
                longest(&found)
            }
        }
    }

    /// One way at least for each column that has a part in every row.
    fn grid(&mut self, part: Part<'_>, grid: &Grid<PartNumber>, ways: &[Way]) -> Vec<Way> {
        let columns = whole_columns(part, grid);
        let (Some(last), Some(last_way)) = (columns.last(), ways.last()) else {
            return ended(ways.to_vec());
        };
        // While they go up in this grid, ways carry the place of their column in this list.
        let mut places = Vec::new();
        let mut growing: Vec<Way> = Vec::new();
        for at in 0..columns.len().max(ways.len()) {
            let way = ways.get(at).unwrap_or(last_way);
            places.push((*columns.get(at).unwrap_or(last), way.column));
            growing.push(Way { column: at, ..*way });
        }
        let mut lower: Option<&Vec<Cell<PartNumber>>> = None;
        for row in grid.rows.iter().rev() {
            let cell_of = |way: &Way| {
                let (column, _) = places.get(way.column)?;
                Some((*column, Covering::of(part, row, *column)?))
            };
            let mut above = Vec::new();
            for group in growing.chunk_by(|one, other| {
                cell_of(one).map(|(_, cell)| cell.from) == cell_of(other).map(|(_, cell)| cell.from)
            }) {
                let mut group = group.to_vec();
                let Some((_, cell)) = group.first().and_then(cell_of) else { continue };
                // Under a wide cell each way comes from its own column.
                for way in &mut group {
                    let Some((column, _)) = cell_of(way) else { continue };
                    let below = lower.map(|lower| Covering::of(part, lower, column));
                    let Some(below) = below else { continue };
                    let joint = below.map_or(Joint::NONE, |below| {
                        let met = Joint::of(below.of, cell.of);
                        Joint {
                            one_below: met.one_below && below.covers(&cell),
                            one_above: met.one_above && cell.covers(&below),
                            ..met
                        }
                    });
                    meet(std::slice::from_mut(way), joint);
                }
                above.extend(self.walk(cell.of, group));
            }
            growing = above;
            lower = Some(row);
        }
        for way in &mut growing {
            way.column = places.get(way.column).map_or(0, |(_, outer)| *outer);
        }
        longest(&growing)
    }

    fn chain(&self, way: &Way) -> Chain {
        let mut chain = Vec::with_capacity(way.length);
        let mut at = way.top;
        while let Some((step, below)) = at.and_then(|at| self.steps.get(at)) {
            chain.push(*step);
            at = *below;
        }
        chain.reverse();
        chain
    }
}

fn meet(ways: &mut [Way], joint: Joint) {
    for way in ways {
        way.joint = joint;
        way.across = way.across.and(joint);
    }
}

fn ended(mut ways: Vec<Way>) -> Vec<Way> {
    for way in &mut ways {
        way.ended = true;
    }
    ways
}

/// The longest ways, as many as may be, in the order that they have.
fn longest(ways: &[Way]) -> Vec<Way> {
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(ways.get(*at).map(|way| way.length)));
    order.truncate(CHAINS);
    order.sort_unstable();
    order.into_iter().filter_map(|at| ways.get(at).copied()).collect()
}

/// Does the test hold of the part, or of something in it outside of trees?
fn any(part: Part<'_>, test: &dyn Fn(Part<'_>) -> bool) -> bool {
    let tree = matches!(part.kind(), PartKind::Tree(_));
    test(part) || (!tree && part.children().any(|inner| any(inner, test)))
}
