//! How wide each part is, and where it stands across.

use crate::{
    diagram::{
        layout::{
            contents::{Contents, GAUGES},
            distances::{FRAME_PADDING, TITLE_SIDES},
            fitting::Fit,
            lines::{between::Between, phrase::MOST_LINES},
            spelled::{BranchWords, CellPlace, Spelled, SpelledBox},
        },
        model::{Frame, LayerShape, NodePath},
    },
    theme::{Measure, TextStyle},
};
use std::collections::BTreeMap;

/// Distances across, and how wide texts are.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    /// Between columns, in points.
    pub gap: f32,
    /// Between single boxes that stand side by side, in points, where lines need more than `gap`.
    pub asked: &'a Between,
    /// What stays free for links beside the titles of frames, both sides together, in points.
    pub beside_titles: f32,
    /// How wide boxes must be for their lines, in points, where that is more than for their words.
    pub wide: &'a BTreeMap<NodePath, f32>,
    /// How wide the diagram is, in points.
    pub whole: f32,
    pub measure: &'a dyn Measure,
}

/// Between the branches of a tree, in points.
const BRANCH_GAP: f32 = 16.0;
/// A box of a tree is no wider than its words need, but not narrower than this, in points.
const TREE_BOX: f32 = 104.0;

const LOW_ROW: f32 = 32.0;
const ROW: f32 = 36.0;
const TWO_LINE_ROW: f32 = 48.0;
const NOTE_ROW: f32 = 52.0;
const LINE_ROW: f32 = 26.0;

/// What a level needs of one of its parts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needs {
    /// A box of this height, in points.
    Box { level: usize, height: f32 },
    /// Below the root of a tree that stands on this level: the most lines of words at a branch.
    Words { level: usize, lines: usize },
}

/// How wide a part and what lies in it must be, in points: known before places are shared out, so
/// that nothing is asked again for each level of nesting.
#[derive(Debug, Clone)]
pub(super) struct Wants {
    width: f32,
    /// How many boxes stand side by side at most.
    columns: f32,
    /// How many boxes lie in it.
    pub boxes: usize,
    /// The wants of the parts directly in it, in their order; empty for a box.
    pub inside: Vec<Wants>,
}

impl Columns<'_> {
    fn frame_padding(frame: Frame) -> f32 {
        if frame == Frame::None { 0.0 } else { 2.0 * FRAME_PADDING }
    }

    fn between(&self, part: &Spelled<'_>) -> f32 {
        let (count, gap) = match part {
            Spelled::Row { parts, .. } | Spelled::Copies { copies: parts, .. } => {
                let gaps = 0..parts.len().saturating_sub(1);
                return gaps.map(|at| self.gap_after(parts, at)).sum();
            }
            Spelled::Cells { columns, parts, .. } => (*columns, self.cell_gap(parts)),
            Spelled::Tree { parts, .. } => {
                let branches = parts.get(1..).unwrap_or_default();
                let gaps = 0..branches.len().saturating_sub(1);
                return gaps.map(|at| self.branch_gap(branches, at)).sum();
            }
            _ => (1, 0.0),
        };
        count_of(count.saturating_sub(1)) * gap
    }

    /// Between a branch of a tree and the next one, in points.
    fn branch_gap(&self, branches: &[Spelled<'_>], at: usize) -> f32 {
        self.gap_after(branches, at).max(BRANCH_GAP)
    }

    /// Between a part of a row and the next one, in points.
    fn gap_after(&self, parts: &[Spelled<'_>], at: usize) -> f32 {
        if self.asked.is_empty() {
            return self.gap;
        }
        let (Some(left), Some(right)) = (parts.get(at), parts.get(at + 1)) else { return 0.0 };
        let asked = self.asked.iter().filter(|((one, other), _)| {
            left.any(&|path| path == one) && right.any(&|path| path == other)
        });
        asked.map(|(_, gap)| *gap).fold(self.gap, f32::max)
    }

    /// Between the columns of a grid, in points.
    fn cell_gap(&self, cells: &[Spelled<'_>]) -> f32 {
        let asked = self.asked.iter().filter(|((one, other), _)| {
            let cell = |of: &NodePath| cells.iter().position(|cell| cell.any(&|path| path == of));
            matches!((cell(one), cell(other)), (Some(one), Some(other)) if one != other)
        });
        asked.map(|(_, gap)| *gap).fold(self.gap, f32::max)
    }

    fn box_needed(&self, own: &SpelledBox<'_>, fit: Fit) -> f32 {
        let least = if own.layer.gauges.is_empty() { 0.0 } else { GAUGES };
        let lines = if self.wide.is_empty() { None } else { self.wide.get(&own.path) };
        let least = lines.copied().unwrap_or_default().max(least);
        own.name.needed(self.measure, fit).max(least)
    }

    /// How wide a part must be, in points.
    pub(super) fn needed(&self, part: &Spelled<'_>, fit: Fit) -> f32 {
        let each = part.parts().iter().map(|inner| self.needed(inner, fit));
        self.together(part, each, fit)
    }

    /// How wide a part and all that lies in it must be, in points.
    pub(super) fn wants(&self, part: &Spelled<'_>, fit: Fit) -> Wants {
        let inside: Vec<Wants> = part.parts().iter().map(|inner| self.wants(inner, fit)).collect();
        let width = self.together(part, inside.iter().map(|inner| inner.width), fit);
        let each = inside.iter().map(|inner| inner.columns);
        let columns = match part {
            Spelled::Box(_) => 1.0,
            Spelled::Stack { .. } | Spelled::Framed { .. } => each.fold(1.0, f32::max),
            Spelled::Row { .. } | Spelled::Copies { .. } => each.sum::<f32>().max(1.0),
            Spelled::Cells { columns, .. } => count_of(*columns),
            Spelled::Tree { .. } => each.skip(1).sum::<f32>().max(1.0),
        };
        let boxes = match part {
            Spelled::Box(_) => 1,
            _ => inside.iter().map(|inner| inner.boxes).sum(),
        };
        Wants { width, columns, boxes, inside }
    }

    /// How wide a part must be, in points, given how wide the parts directly in it must be.
    fn together(&self, part: &Spelled<'_>, mut each: impl Iterator<Item = f32>, fit: Fit) -> f32 {
        match part {
            Spelled::Box(own) => self.box_needed(own, fit),
            Spelled::Stack { .. } => each.fold(0.0, f32::max),
            Spelled::Row { .. } => each.sum::<f32>() + self.between(part),
            Spelled::Copies { copies, frame, .. } => {
                let widest = each.fold(0.0, f32::max) + Self::frame_padding(*frame);
                widest * count_of(copies.len()) + self.between(part)
            }
            Spelled::Framed { name, frame, .. } => {
                let style = TextStyle::SmallBold;
                let sides = TITLE_SIDES + self.beside_titles;
                let title = match name {
                    Some(name) if fit < Fit::Shortened => {
                        self.measure.width(name, style.size(), style.weight()) + sides
                    }
                    _ => 0.0,
                };
                each.fold(title, f32::max) + Self::frame_padding(*frame)
            }
            Spelled::Cells { places, columns, parts, .. } => {
                let gap = self.cell_gap(parts);
                let unit = each.zip(places).map(|(needed, CellPlace { span, .. })| {
                    let gaps = count_of(span.saturating_sub(1)) * gap;
                    (needed - gaps) / count_of(*span)
                });
                unit.fold(0.0, f32::max) * count_of(*columns) + self.between(part)
            }
            Spelled::Tree { labels, .. } => {
                let root = each.next().unwrap_or(0.0);
                let below: f32 =
                    each.zip(labels).map(|(part, label)| branch(part, *label, fit)).sum();
                root.max(below + self.between(part))
            }
        }
    }

    /// Left edge and width of each part inside `part`, for a given place; what is framed stands
    /// inside its frame.
    pub(super) fn shares(
        &self,
        part: &Spelled<'_>,
        wants: &Wants,
        left: f32,
        width: f32,
        fit: Fit,
    ) -> Vec<(f32, f32)> {
        match part {
            Spelled::Box(_) => Vec::new(),
            Spelled::Stack { parts, .. } => vec![(left, width); parts.len()],
            Spelled::Row { parts, .. } => {
                let least = wants.inside.iter().map(|inner| inner.width);
                spread(least, &wants.inside, left, width, |at| self.gap_after(parts, at))
            }
            // Copies are equally wide whatever they hold.
            Spelled::Copies { copies, frame, .. } => {
                let inset = Self::frame_padding(*frame);
                let count = count_of(copies.len());
                let share = (width - self.between(part)).max(0.0) / count.max(1.0);
                let mut at = left;
                let place = |number| {
                    let place = (at + inset / 2.0, (share - inset).max(0.0));
                    at += share + self.gap_after(copies, number);
                    place
                };
                (0..copies.len()).map(place).collect()
            }
            Spelled::Framed { frame, .. } => {
                let inset = Self::frame_padding(*frame);
                vec![(left + inset / 2.0, (width - inset).max(0.0))]
            }
            Spelled::Cells { places, columns, parts, .. } => {
                let gap = self.cell_gap(parts);
                let unit = (width - self.between(part)).max(0.0) / count_of(*columns);
                let cell = |place: &CellPlace| {
                    let span = count_of(place.span);
                    let at = left + count_of(place.column) * (unit + gap);
                    (at, span * unit + (span - 1.0) * gap)
                };
                places.iter().map(cell).collect()
            }
            Spelled::Tree { parts, labels, .. } => {
                self.tree((parts, wants), labels, left, width, fit)
            }
        }
    }

    /// The root in the middle above its branches; boxes are as wide as their words.
    fn tree(
        &self,
        (parts, wants): (&[Spelled<'_>], &Wants),
        labels: &[Option<BranchWords<'_>>],
        left: f32,
        width: f32,
        fit: Fit,
    ) -> Vec<(f32, f32)> {
        let (Some(root), Some(below)) = (parts.first(), parts.get(1..)) else { return Vec::new() };
        let shares = self.branch_shares((parts, wants), labels, left, width, fit);
        let wants = wants.inside.get(1..).unwrap_or_default();
        let first = self.as_wide_as_words(root, left, width);
        let entries = below.iter().zip(wants).zip(&shares);
        let entries = entries.map(|(branch, (left, width))| self.entry(branch, *left, *width, fit));
        let first = straightened(first, entries, (left, left + width));
        let rest = below.iter().zip(shares);
        let rest = rest.map(|(part, (left, width))| self.as_wide_as_words(part, left, width));
        std::iter::once(first).chain(rest).collect()
    }

    /// Left edge and width of what each branch of a tree has for itself, and for the words at its
    /// line; boxes may be narrower.
    pub(super) fn branch_shares(
        &self,
        (parts, wants): (&[Spelled<'_>], &Wants),
        labels: &[Option<BranchWords<'_>>],
        left: f32,
        width: f32,
        fit: Fit,
    ) -> Vec<(f32, f32)> {
        let below = parts.get(1..).unwrap_or_default();
        let wants = wants.inside.get(1..).unwrap_or_default();
        let least = wants.iter().zip(labels);
        let least = least.map(|(wants, label)| branch(wants.width, *label, fit));
        spread(least, wants, left, width, |at| self.branch_gap(below, at))
    }

    /// The x at which the line from a tree's root comes to a branch that has this place.
    fn entry(&self, (part, wants): (&Spelled<'_>, &Wants), left: f32, width: f32, fit: Fit) -> f32 {
        let (left, width) = match part {
            Spelled::Tree { parts, labels, .. } => {
                let own = self.tree((parts, wants), labels, left, width, fit);
                own.first().copied().unwrap_or((left, width))
            }
            _ => (left, width),
        };
        left + width / 2.0
    }

    fn as_wide_as_words(&self, part: &Spelled<'_>, left: f32, width: f32) -> (f32, f32) {
        let Spelled::Box(own) = part else { return (left, width) };
        let style = TextStyle::Small;
        let note = own.layer.note.as_ref();
        let note = note.map_or(0.0, |n| self.measure.width(n, style.size(), style.weight()) + 16.0);
        let words = self.box_needed(own, Fit::Large).max(note).max(TREE_BOX);
        let own = (words + 28.0).min(width);
        (left + (width - own) / 2.0, own)
    }

    /// Calls `visit` with what each box needs.
    pub(super) fn each_box(
        &self,
        (part, wants): (&Spelled<'_>, &Wants),
        width: f32,
        fit: Fit,
        low: bool,
        visit: &mut impl FnMut(Needs),
    ) {
        if let Spelled::Box(own) = part {
            let height = self.height(own, width, fit, low);
            visit(Needs::Box { level: own.base, height });
            return;
        }
        let shares = self.shares(part, wants, 0.0, width, fit);
        if let Spelled::Tree { parts, labels, .. } = part
            && let Some(root) = parts.first()
            && labels.iter().any(Option::is_some)
        {
            let rooms = self.branch_shares((parts, wants), labels, 0.0, width, fit);
            let lines = labels.iter().zip(rooms).filter_map(|(label, (_, room))| {
                Some((*label)?.within(self.measure, room, MOST_LINES).lines.len())
            });
            visit(Needs::Words { level: root.base(), lines: lines.max().unwrap_or(1) });
        }
        for (inner, (_, share)) in part.parts().iter().zip(&wants.inside).zip(shares) {
            self.each_box(inner, share, fit, low, visit);
        }
    }

    /// How high a box of that width must be, in points.
    fn height(&self, own: &SpelledBox<'_>, width: f32, fit: Fit, low: bool) -> f32 {
        let layer = own.layer;
        if layer.shape == LayerShape::Line {
            return LINE_ROW;
        }
        let fit = self.own_fit(own, width, fit);
        let two = own.name.line_count(self.measure, fit, width) > 1;
        let words = match (two, layer.note.is_some()) {
            (true, true) => NOTE_ROW + 16.0,
            (true, false) => TWO_LINE_ROW,
            (false, true) => NOTE_ROW,
            (false, false) if low => LOW_ROW,
            (false, false) => ROW,
        };
        words + Contents::of(self.measure, layer, width).height
    }

    /// How a box fits its label: as all do, unless it is as wide as the diagram: then by the first
    /// fit for which it has room.
    pub(super) fn own_fit(&self, own: &SpelledBox<'_>, width: f32, fit: Fit) -> Fit {
        if !own.path.copies.is_empty() || width < self.whole - 0.5 {
            return fit;
        }
        let wider = |wide: &Fit| *wide >= fit || own.name.needed(self.measure, *wide) <= width;
        Fit::ALL.into_iter().find(wider).unwrap_or(fit)
    }
}

/// How wide a branch must be, the words at its line included.
fn branch(needed: f32, label: Option<BranchWords<'_>>, fit: Fit) -> f32 {
    let words = label.filter(|_| fit < Fit::Shortened).map_or(0.0, |label| label.wanted + 16.0);
    needed.max(words)
}

/// The place of a root, moved exactly above its middle branch, or above one that it stands nearly
/// above: if it stays within `least` and `most`, and does not go far for that.
fn straightened(
    (left, width): (f32, f32),
    entries: impl Iterator<Item = f32>,
    (least, most): (f32, f32),
) -> (f32, f32) {
    let middle = left + width / 2.0;
    let entries: Vec<f32> = entries.collect();
    let aside = |entry: &f32| (entry - middle).abs();
    let central = entries.get(entries.len() / 2).filter(|_| entries.len() % 2 == 1);
    let central = central.filter(|entry| aside(entry) < (most - least) * FAR);
    let nearest = || entries.iter().min_by(|a, b| aside(a).total_cmp(&aside(b)));
    let entry = central.or_else(|| nearest().filter(|entry| aside(entry) < KINK));
    let moved = entry.map(|entry| entry - width / 2.0);
    let moved = moved.filter(|left| *left >= least - 0.5 && left + width <= most + 0.5);
    // Half a point too far is not seen, but the frame round the root would lie outside of its own
    // place.
    let moved = moved.map(|left| left.min(most - width).max(least));
    (moved.unwrap_or(left), width)
}

/// How far a root goes from the middle for a straight line, as a share of its tree's width.
const FAR: f32 = 0.2;
/// A line that turns aside by less than this looks like a mistake, in points.
const KINK: f32 = 40.0;

/// Divides a width: each part gets what it needs, and of the rest a share for each of its columns.
fn spread(
    least: impl Iterator<Item = f32> + Clone,
    wants: &[Wants],
    left: f32,
    width: f32,
    gap: impl Fn(usize) -> f32,
) -> Vec<(f32, f32)> {
    let gaps: f32 = (0..wants.len().saturating_sub(1)).map(&gap).sum();
    let room = (width - gaps).max(0.0);
    let needed: f32 = least.clone().sum();
    let all = wants.iter().map(|wants| wants.columns).sum::<f32>().max(1.0);
    let spare = (room - needed).max(0.0);
    let scale = if needed > room && needed > 0.0 { room / needed } else { 1.0 };
    let mut at = left;
    least
        .zip(wants)
        .enumerate()
        .map(|(number, (least, wants))| {
            let share = least * scale + spare * wants.columns / all;
            let place = (at, share);
            at += share + gap(number);
            place
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand parts at most")]
fn count_of(count: usize) -> f32 {
    count as f32
}
