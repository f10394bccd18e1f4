//! Levels: how high each box stands above the ground, and one grid of rows that lets the equal
//! layers of compared diagrams face each other.

use crate::{
    diagram::model::{
        Diagram, Frame, Grid, Layer, NodePath, Part, PartKind, PartNumber, Same,
        likeness::{Counterpart, counterpart},
    },
    id::Id,
};
use std::collections::{HashMap, HashSet};

/// A diagram with its copies spelled out and every part's lowest level known.
#[derive(Debug, Clone)]
pub(super) enum Spelled<'a> {
    Box {
        path: NodePath,
        layer: &'a Layer,
        base: usize,
    },
    /// Ground first.
    Stack {
        parts: Vec<Spelled<'a>>,
        base: usize,
    },
    Row {
        parts: Vec<Spelled<'a>>,
        base: usize,
    },
    /// The copies of a repeat.
    Copies {
        path: NodePath,
        frame: Frame,
        connected: bool,
        copies: Vec<Spelled<'a>>,
        base: usize,
    },
    /// A named frame and the one part in it.
    Framed {
        path: NodePath,
        name: String,
        frame: Frame,
        holds: Option<&'a String>,
        parts: Vec<Spelled<'a>>,
        base: usize,
    },
    /// Cells with their row from the ground, first column and span.
    Cells {
        parts: Vec<Spelled<'a>>,
        places: Vec<CellPlace>,
        columns: usize,
        base: usize,
    },
    /// The root first, then what it leads to, each with the words at its line.
    Tree {
        parts: Vec<Spelled<'a>>,
        labels: Vec<Option<&'a str>>,
        base: usize,
    },
}

/// Where a cell of a grid stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellPlace {
    pub row: usize,
    pub column: usize,
    pub span: usize,
}

/// Spells out one diagram.
struct Spelling<'a> {
    diagram: &'a Id,
    copies: Vec<(Id, u32)>,
}

impl<'a> Spelling<'a> {
    fn path(&self, node: &Id) -> NodePath {
        NodePath { diagram: self.diagram.clone(), copies: self.copies.clone(), node: node.clone() }
    }

    fn layer(&self, layer: &'a Layer, base: usize) -> Spelled<'a> {
        Spelled::Box { path: self.path(&layer.id), layer, base }
    }

    fn part(&mut self, part: Part<'a>, base: usize) -> Spelled<'a> {
        match part.kind() {
            PartKind::Layer(layer) => self.layer(layer, base),
            PartKind::Stack => {
                let mut next = base;
                let mut parts = Vec::new();
                for inner in part.children_reversed() {
                    let spelled = self.part(inner, next);
                    next += spelled.height();
                    parts.push(spelled);
                }
                Spelled::Stack { parts, base }
            }
            PartKind::Row => Spelled::Row { parts: self.inside(part, base), base },
            PartKind::Repeat(repeat) => {
                let path = self.path(&repeat.id);
                let mut copies = Vec::new();
                for number in 1..=repeat.count {
                    self.copies.push((repeat.id.clone(), number));
                    copies.append(&mut self.inside(part, base));
                    self.copies.pop();
                }
                let (frame, connected) = (repeat.frame, repeat.connected);
                Spelled::Copies { path, frame, connected, copies, base }
            }
            PartKind::Group(group) => Spelled::Framed {
                path: self.path(&group.id),
                name: name(&group.name, &self.copies),
                frame: group.frame,
                holds: group.holds.as_ref(),
                parts: self.inside(part, base),
                base,
            },
            PartKind::Grid(grid) => self.cells(part, grid, base),
            PartKind::Tree(labels) => {
                // What it leads to hangs from below the root: their tops are level.
                let below = base + part.levels() - 1;
                let mut parts = Vec::new();
                for (place, inner) in part.children().enumerate() {
                    let base = if place == 0 { below } else { below - inner.levels() };
                    parts.push(self.part(inner, base));
                }
                let labels = labels.iter().map(Option::as_deref).collect();
                Spelled::Tree { parts, labels, base }
            }
        }
    }

    fn inside(&mut self, part: Part<'a>, base: usize) -> Vec<Spelled<'a>> {
        part.children().map(|inner| self.part(inner, base)).collect()
    }

    fn cells(&mut self, part: Part<'a>, grid: &Grid<PartNumber>, base: usize) -> Spelled<'a> {
        let (mut parts, mut places) = (Vec::new(), Vec::new());
        let mut ground = base;
        for (row, cells) in grid.rows.iter().rev().enumerate() {
            let (mut column, mut height) = (0, 0);
            for cell in cells {
                let span = usize::try_from(cell.span).unwrap_or(1);
                if let Some(inner) = cell.of.and_then(|of| part.at(of)) {
                    let spelled = self.part(inner, ground);
                    height = height.max(spelled.height());
                    parts.push(spelled);
                    places.push(CellPlace { row, column, span });
                }
                column += span;
            }
            ground += height;
        }
        let columns = usize::try_from(grid.columns()).unwrap_or(1).max(1);
        Spelled::Cells { parts, places, columns, base }
    }
}

/// `{n}` becomes the number of the innermost copy.
pub(super) fn name(pattern: &str, copies: &[(Id, u32)]) -> String {
    // Most names have no number, and looking for it is no small part of a large layout.
    if !pattern.contains('{') {
        return pattern.to_owned();
    }
    match copies.last() {
        Some((_, number)) => pattern.replace("{n}", &number.to_string()),
        None => pattern.replace("{n}", ""),
    }
}

impl<'a> Spelled<'a> {
    /// Spells out a diagram, from the ground (level 0) up.
    pub(super) fn of(diagram: &'a Diagram) -> Self {
        let mut spelling = Spelling { diagram: &diagram.id, copies: Vec::new() };
        let spelled = diagram.body().map(|body| spelling.part(body, 0));
        spelled.unwrap_or(Self::Stack { parts: Vec::new(), base: 0 })
    }

    pub(super) fn base(&self) -> usize {
        match self {
            Self::Box { base, .. }
            | Self::Stack { base, .. }
            | Self::Row { base, .. }
            | Self::Copies { base, .. }
            | Self::Framed { base, .. }
            | Self::Cells { base, .. }
            | Self::Tree { base, .. } => *base,
        }
    }

    /// How many levels it takes.
    pub(super) fn height(&self) -> usize {
        if matches!(self, Self::Box { .. }) {
            return 1;
        }
        let top = self.parts().iter().map(|part| part.base() + part.height()).max();
        top.unwrap_or_default().saturating_sub(self.base())
    }

    /// The parts directly inside it.
    pub(super) fn parts(&self) -> &[Spelled<'a>] {
        match self {
            Self::Box { .. } => &[],
            Self::Stack { parts, .. }
            | Self::Row { parts, .. }
            | Self::Copies { copies: parts, .. }
            | Self::Framed { parts, .. }
            | Self::Cells { parts, .. }
            | Self::Tree { parts, .. } => parts,
        }
    }

    /// Is any box or named frame in it, itself included, such a one?
    pub(super) fn any(&self, is: &impl Fn(&NodePath) -> bool) -> bool {
        let own = match self {
            Self::Box { path, .. } | Self::Framed { path, .. } => is(path),
            _ => false,
        };
        own || self.parts().iter().any(|part| part.any(is))
    }

    /// How many boxes stand side by side at most.
    pub(super) fn columns(&self) -> usize {
        let inner = self.parts().iter().map(Self::columns);
        match self {
            Self::Box { .. } => 1,
            Self::Stack { .. } | Self::Framed { .. } => inner.max().unwrap_or(1),
            Self::Row { .. } | Self::Copies { .. } => inner.sum::<usize>().max(1),
            Self::Cells { columns, .. } => *columns,
            Self::Tree { .. } => inner.skip(1).sum::<usize>().max(1),
        }
    }

    fn each_box(&self, visit: &mut impl FnMut(usize, &'a Layer)) {
        if let Self::Box { layer, base, .. } = self {
            visit(*base, layer);
        }
        for part in self.parts() {
            part.each_box(visit);
        }
    }

    /// The ids on each level, one for all copies.
    fn ids_by_level(&self) -> Vec<Vec<&'a Id>> {
        let mut levels: Vec<Vec<&Id>> = vec![Vec::new(); self.height()];
        let mut seen: HashSet<(usize, &Id)> = HashSet::new();
        self.each_box(&mut |level, layer| {
            if let Some(ids) = levels.get_mut(level)
                && seen.insert((level, &layer.id))
            {
                ids.push(&layer.id);
            }
        });
        levels
    }
}

/// One grid of rows for all diagrams, counted from the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowGrid {
    pub rows: usize,
    /// For each diagram: the row of each of its levels.
    pub row_of: Vec<Vec<usize>>,
}

/// What the levels of one diagram have to do with those of another, looked up once.
struct Relation {
    /// For each level: the levels of the other diagram that its layers correspond to.
    to: Vec<HashSet<usize>>,
    /// For each level: an author says of a layer that the other diagram lacks it.
    lacks: Vec<bool>,
}

impl Relation {
    fn of(
        same: &[Same],
        (own, levels): (&Diagram, &[Vec<&Id>]),
        (other, others): (&Diagram, &[Vec<&Id>]),
    ) -> Self {
        let level_of: HashMap<&Id, usize> = others
            .iter()
            .enumerate()
            .flat_map(|(level, ids)| ids.iter().map(move |id| (*id, level)))
            .collect();
        let named = named(same, own);
        let (mut to, mut lacks) = (Vec::new(), Vec::new());
        for ids in levels {
            let (mut facing, mut missing) = (HashSet::new(), false);
            for id in ids {
                if !named.contains(id) {
                    facing.extend(level_of.get(id));
                    continue;
                }
                match counterpart(same, own, id, other) {
                    Counterpart::Layers { nodes, .. } => {
                        facing.extend(nodes.iter().filter_map(|(node, _)| level_of.get(node)));
                    }
                    // Where the author speaks of the gap, the gap must be there to be seen.
                    Counterpart::Missing { .. } => missing = true,
                    Counterpart::Unsaid => {}
                }
            }
            to.push(facing);
            lacks.push(missing);
        }
        Self { to, lacks }
    }

    fn leads(&self, from: usize, to: usize) -> bool {
        self.to.get(from).is_some_and(|levels| levels.contains(&to))
    }

    fn lacks(&self, level: usize) -> bool {
        self.lacks.get(level).copied().unwrap_or(false)
    }
}

/// The layers of a diagram that an author's entries name.
fn named<'s>(same: &'s [Same], diagram: &Diagram) -> HashSet<&'s Id> {
    let nodes = same.iter().flat_map(|entry| &entry.nodes);
    let own = nodes.filter(|node| node.diagram.as_ref() == Some(&diagram.id));
    own.map(|node| &node.node).collect()
}

/// How alike two levels are, when they face each other.
fn likeness((there, level): (&Relation, usize), (back, other): (&Relation, usize)) -> i32 {
    if there.leads(level, other) || back.leads(other, level) {
        4
    } else if there.lacks(level) || back.lacks(other) {
        -8
    } else {
        0
    }
}

/// A level that faces nothing costs a free row.
const FREE_ROW: i32 = -1;

impl RowGrid {
    /// The same grid, for diagrams from that index on instead of the first.
    pub(super) fn shifted_to(self, index: usize) -> Self {
        let mut row_of = vec![Vec::new(); index];
        row_of.extend(self.row_of);
        Self { row_of, ..self }
    }

    /// Does any layer of these diagrams correspond to one of another, or is said to lack one?
    pub(super) fn relate(diagrams: &[&Diagram], same: &[Same]) -> bool {
        let mut seen: HashSet<&Id> = HashSet::new();
        for diagram in diagrams {
            let mut layers = diagram.layers();
            if layers.clone().any(|layer| seen.contains(&layer.id)) {
                return true;
            }
            seen.extend(layers.by_ref().map(|layer| &layer.id));
        }
        diagrams.iter().enumerate().any(|(at, own)| {
            let others = || diagrams.iter().enumerate().filter(move |(other, _)| *other != at);
            named(same, own).into_iter().any(|id| {
                let said = |other: &Diagram| {
                    !matches!(counterpart(same, own, id, other), Counterpart::Unsaid)
                };
                others().any(|(_, other)| said(other))
            })
        })
    }

    /// Lets corresponding levels share a row; every diagram keeps the order of its levels.
    pub(super) fn of(diagrams: &[&Diagram], parts: &[Spelled<'_>], same: &[Same]) -> Self {
        let levels: Vec<Vec<Vec<&Id>>> = parts.iter().map(Spelled::ids_by_level).collect();
        // Each row of the grid: for each diagram so far, the level that stands in it.
        let mut rows: Vec<Vec<Option<usize>>> = Vec::new();
        for (index, (diagram, own)) in diagrams.iter().zip(&levels).enumerate() {
            // To and from each diagram that has its place already.
            let relations: Vec<(Relation, Relation)> = diagrams
                .iter()
                .zip(&levels)
                .take(index)
                .map(|(other, others)| {
                    let (here, there) = ((*diagram, own.as_slice()), (*other, others.as_slice()));
                    (Relation::of(same, here, there), Relation::of(same, there, here))
                })
                .collect();
            let score = |row: &[Option<usize>], level: usize| {
                let facing = row.iter().zip(&relations);
                let each = facing.filter_map(|(facing, (there, back))| {
                    Some(likeness((there, level), (back, (*facing)?)))
                });
                each.sum()
            };
            rows = merge(rows, index, own.len(), score);
        }
        let mut row_of: Vec<Vec<usize>> = levels.iter().map(|l| vec![0; l.len()]).collect();
        for (row, standing) in rows.iter().enumerate() {
            for (diagram, level) in standing.iter().enumerate() {
                if let Some(level) = level
                    && let Some(place) = row_of.get_mut(diagram).and_then(|d| d.get_mut(*level))
                {
                    *place = row;
                }
            }
        }
        Self { rows: rows.len(), row_of }
    }
}

/// Sets a diagram's levels against the rows so far: the cheapest order-keeping alignment
/// (Needleman and Wunsch, 1970). Ties put free rows on top, so that stacks stand on one ground.
fn merge(
    rows: Vec<Vec<Option<usize>>>,
    index: usize,
    levels: usize,
    score: impl Fn(&[Option<usize>], usize) -> i32,
) -> Vec<Vec<Option<usize>>> {
    let (height, width) = (rows.len(), levels);
    // best[i][j]: the best sum for what lies above row i and level j.
    let mut best = vec![vec![0_i32; width + 1]; height + 1];
    let facing: Vec<Vec<i32>> =
        rows.iter().map(|row| (0..width).map(|level| score(row, level)).collect()).collect();
    let at = |table: &[Vec<i32>], i: usize, j: usize| {
        table.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0)
    };
    for i in (0..=height).rev() {
        for j in (0..=width).rev() {
            let mut value = i32::MIN;
            if i < height && j < width {
                value = value.max(at(&facing, i, j) + at(&best, i + 1, j + 1));
            }
            if i < height {
                value = value.max(FREE_ROW + at(&best, i + 1, j));
            }
            if j < width {
                value = value.max(FREE_ROW + at(&best, i, j + 1));
            }
            if let Some(cell) = best.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = if i == height && j == width { 0 } else { value };
            }
        }
    }
    let mut merged = Vec::with_capacity(height + width);
    let mut rows = rows.into_iter();
    let (mut i, mut j) = (0, 0);
    while i < height || j < width {
        let value = at(&best, i, j);
        let both = i < height && j < width && value == at(&facing, i, j) + at(&best, i + 1, j + 1);
        let free_here = i < height && value == FREE_ROW + at(&best, i + 1, j);
        if both || free_here || j >= width {
            let mut row = rows.next().unwrap_or_default();
            row.resize(index, None);
            row.push(both.then_some(j));
            merged.push(row);
            i += 1;
            j += usize::from(both);
        } else {
            let mut row = vec![None; index];
            row.push(Some(j));
            merged.push(row);
            j += 1;
        }
    }
    merged
}
