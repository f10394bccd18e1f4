//! A diagram with its copies spelled out, and on which level every part stands.

use crate::{
    diagram::{
        layout::{fitting::Name, lines::phrase::Phrase},
        model::{Diagram, Frame, Grid, Layer, NodePath, Part, PartKind, PartNumber},
    },
    id::Id,
    theme::Measure,
};
use std::{borrow::Cow, collections::HashSet};

/// A diagram with its copies spelled out and every part's lowest level known.
#[derive(Debug, Clone)]
pub(super) enum Spelled<'a> {
    Box(SpelledBox<'a>),
    /// From the ground up.
    Stack {
        parts: Vec<Spelled<'a>>,
        base: usize,
        height: usize,
    },
    Row {
        parts: Vec<Spelled<'a>>,
        base: usize,
        height: usize,
    },
    /// The copies of a repeat.
    Copies {
        path: NodePath,
        frame: Frame,
        connected: bool,
        copies: Vec<Spelled<'a>>,
        base: usize,
        height: usize,
    },
    /// A frame and the one part in it: a group, which has a name; or all copies of a repeat, where a
    /// link leads to them together.
    Framed {
        path: NodePath,
        name: Option<String>,
        frame: Frame,
        holds: Option<&'a String>,
        parts: Vec<Spelled<'a>>,
        base: usize,
        height: usize,
    },
    /// Cells with their row from the ground, first column and span.
    Cells {
        parts: Vec<Spelled<'a>>,
        places: Vec<CellPlace>,
        columns: usize,
        base: usize,
        height: usize,
    },
    /// The root first, then what it leads to, each with the words at its line.
    Tree {
        parts: Vec<Spelled<'a>>,
        labels: Vec<Option<BranchWords<'a>>>,
        base: usize,
        height: usize,
    },
}

/// One layer in one copy.
#[derive(Debug, Clone)]
pub(super) struct SpelledBox<'a> {
    pub path: NodePath,
    pub layer: &'a Layer,
    pub name: Name,
    pub base: usize,
    /// Its number among the boxes of its diagram, in drawing order.
    pub number: usize,
}

/// The words at the line to a branch of a tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct BranchWords<'a> {
    pub text: &'a str,
    /// How wide a branch should be for them, in points: as in one line where that is short, else in
    /// the fewest lines that make them short enough.
    pub wanted: f32,
}

/// Words at a branch that are wider than this stand in several lines, in points.
const BRANCH_LINE: f32 = 96.0;

impl<'a> BranchWords<'a> {
    fn of(measure: &dyn Measure, text: &'a str) -> Self {
        let mut wanted = f32::INFINITY;
        for phrase in Phrase::whole(measure, text) {
            wanted = phrase.bare_width();
            if wanted <= BRANCH_LINE {
                break;
            }
        }
        Self { text, wanted }
    }

    /// The words in as few lines as fit a branch of that width, at most `most`; else elided.
    pub(super) fn within(self, measure: &dyn Measure, width: f32, most: usize) -> Phrase {
        Phrase::within(measure, self.text, width, most)
    }
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
    /// The parts that links of the diagram lead from or to.
    linked: HashSet<&'a Id>,
    /// How many boxes are spelled out so far.
    boxes: usize,
    measure: &'a dyn Measure,
}

impl<'a> Spelling<'a> {
    fn path(&self, node: &Id) -> NodePath {
        NodePath { diagram: self.diagram.clone(), copies: self.copies.clone(), node: node.clone() }
    }

    fn layer(&mut self, layer: &'a Layer, base: usize) -> Spelled<'a> {
        let name = Name::new(&name(&layer.name, &self.copies), self.measure);
        let number = self.boxes;
        self.boxes += 1;
        Spelled::Box(SpelledBox { path: self.path(&layer.id), layer, name, base, number })
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
                Spelled::Stack { parts, base, height: next - base }
            }
            PartKind::Row => {
                let parts = self.inside(part, base);
                let height = highest(&parts, base);
                Spelled::Row { parts, base, height }
            }
            PartKind::Repeat(repeat) => {
                let path = self.path(&repeat.id);
                let mut copies = Vec::new();
                for number in 1..=repeat.count {
                    self.copies.push((repeat.id.clone(), number));
                    copies.append(&mut self.inside(part, base));
                    self.copies.pop();
                }
                let (frame, connected) = (repeat.frame, repeat.connected);
                let height = highest(&copies, base);
                let round = self.linked.contains(&repeat.id).then(|| path.clone());
                let copies = Spelled::Copies { path, frame, connected, copies, base, height };
                let Some(path) = round else { return copies };
                let (frame, parts) = (Frame::Solid, vec![copies]);
                Spelled::Framed { path, name: None, frame, holds: None, parts, base, height }
            }
            PartKind::Group(group) => {
                let path = self.path(&group.id);
                let name = Some(name(&group.name, &self.copies).into_owned());
                let parts = self.inside(part, base);
                let height = highest(&parts, base);
                let (frame, holds) = (group.frame, group.holds.as_ref());
                Spelled::Framed { path, name, frame, holds, parts, base, height }
            }
            PartKind::Grid(grid) => self.cells(part, grid, base),
            PartKind::Tree(labels) => {
                // The branches hang from the root: their upper edges are level.
                let below = base + part.levels() - 1;
                let mut parts = Vec::new();
                for (place, inner) in part.children().enumerate() {
                    let base = if place == 0 { below } else { below - inner.levels() };
                    parts.push(self.part(inner, base));
                }
                let words = |label: &'a String| BranchWords::of(self.measure, label);
                let labels = labels.iter().map(|label| label.as_ref().map(words)).collect();
                let height = highest(&parts, base);
                Spelled::Tree { parts, labels, base, height }
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
        let height = highest(&parts, base);
        Spelled::Cells { parts, places, columns, base, height }
    }
}

/// How many levels these parts take together, counted from `base`.
fn highest(parts: &[Spelled<'_>], base: usize) -> usize {
    let tops = parts.iter().map(|part| part.base() + part.height());
    tops.max().unwrap_or_default().saturating_sub(base)
}

/// The name with `{n}` replaced by the number of the innermost copy.
fn name<'p>(pattern: &'p str, copies: &[(Id, u32)]) -> Cow<'p, str> {
    // Most names have no number, and looking for it is no small part of a large layout.
    if !pattern.contains('{') {
        return pattern.into();
    }
    let number = copies.last().map(|(_, number)| number.to_string()).unwrap_or_default();
    pattern.replace("{n}", &number).into()
}

impl<'a> Spelled<'a> {
    /// Spells out a diagram, from the ground (level 0) up.
    pub(super) fn of(diagram: &'a Diagram, measure: &'a dyn Measure) -> Self {
        let ends = diagram.links.iter().flat_map(|link| [&link.from.node, &link.to.node]);
        let linked = ends.collect();
        let mut spelling =
            Spelling { diagram: &diagram.id, copies: Vec::new(), linked, boxes: 0, measure };
        let spelled = diagram.body().map(|body| spelling.part(body, 0));
        spelled.unwrap_or(Self::Stack { parts: Vec::new(), base: 0, height: 0 })
    }

    pub(super) fn base(&self) -> usize {
        match self {
            Self::Box(own) => own.base,
            Self::Stack { base, .. }
            | Self::Row { base, .. }
            | Self::Copies { base, .. }
            | Self::Framed { base, .. }
            | Self::Cells { base, .. }
            | Self::Tree { base, .. } => *base,
        }
    }

    /// How many levels the part takes.
    pub(super) fn height(&self) -> usize {
        match self {
            Self::Box(_) => 1,
            Self::Stack { height, .. }
            | Self::Row { height, .. }
            | Self::Copies { height, .. }
            | Self::Framed { height, .. }
            | Self::Cells { height, .. }
            | Self::Tree { height, .. } => *height,
        }
    }

    /// The parts directly inside it.
    pub(super) fn parts(&self) -> &[Spelled<'a>] {
        match self {
            Self::Box(_) => &[],
            Self::Stack { parts, .. }
            | Self::Row { parts, .. }
            | Self::Copies { copies: parts, .. }
            | Self::Framed { parts, .. }
            | Self::Cells { parts, .. }
            | Self::Tree { parts, .. } => parts,
        }
    }

    /// Does `is` hold of the box or frame that this part is, or of one in it?
    pub(super) fn any(&self, is: &impl Fn(&NodePath) -> bool) -> bool {
        let own = match self {
            Self::Box(own) => is(&own.path),
            Self::Framed { path, .. } => is(path),
            _ => false,
        };
        own || self.parts().iter().any(|part| part.any(is))
    }

    fn each_box(&self, visit: &mut impl FnMut(usize, &'a Layer)) {
        if let Self::Box(own) = self {
            visit(own.base, own.layer);
        }
        for part in self.parts() {
            part.each_box(visit);
        }
    }

    /// The ids of the layers on each level, one for all copies.
    pub(super) fn ids_by_level(&self) -> Vec<Vec<&'a Id>> {
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
