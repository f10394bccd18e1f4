//! How wide each part is, and placing boxes and frames.

use crate::diagram::{
    Frame,
    fitting::{Fit, label, needed, shorten},
    geometry::Rect,
    layout::{Layout, PlacedBox, PlacedFrame},
    levels::Part,
    rows::{FRAME_PADDING, Rows},
};
use crate::theme::{Measure, TextStyle};
use std::collections::BTreeSet;

/// Distances across, and how wide texts are.
pub(super) struct Columns<'a> {
    /// Between columns, in points.
    pub gap: f32,
    pub measure: &'a dyn Measure,
}

/// Width of an icon and the space after it.
const ICON: f32 = 22.0;
const ICON_PADDING: f32 = 6.0;

impl Columns<'_> {
    fn frame_padding(frame: Frame) -> f32 {
        if frame == Frame::None { 0.0 } else { 2.0 * FRAME_PADDING }
    }

    fn between(&self, count: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand columns at most")]
        let gaps = count.saturating_sub(1) as f32;
        gaps * self.gap
    }

    /// How wide a part must be, in points.
    pub(super) fn needed(&self, part: &Part<'_>, fit: Fit) -> f32 {
        match part {
            Part::Box { path, layer, .. } => {
                needed(self.measure, &name(&layer.name, &path.copies), fit)
            }
            Part::Stack { parts, .. } => {
                parts.iter().map(|part| self.needed(part, fit)).fold(0.0, f32::max)
            }
            Part::Row { parts, .. } => {
                parts.iter().map(|part| self.needed(part, fit)).sum::<f32>()
                    + self.between(parts.len())
            }
            Part::Group { copies, frame, .. } => {
                let widest = copies.iter().map(|copy| self.needed(copy, fit)).fold(0.0, f32::max)
                    + Self::frame_padding(*frame);
                #[expect(clippy::cast_precision_loss, reason = "a few thousand copies at most")]
                let all = widest * copies.len() as f32;
                all + self.between(copies.len())
            }
        }
    }

    /// Left edge and width of each part inside `part`, for a given place.
    fn shares(&self, part: &Part<'_>, left: f32, width: f32, fit: Fit) -> Vec<(f32, f32)> {
        let count = part.parts().len();
        let wishes: Vec<f32> = match part {
            Part::Box { .. } => return Vec::new(),
            Part::Stack { .. } => return vec![(left, width); count],
            // Copies are equally wide whatever they hold.
            Part::Group { .. } => vec![1.0; count],
            Part::Row { parts, .. } => {
                let least: Vec<f32> = parts.iter().map(|part| self.needed(part, fit)).collect();
                #[expect(clippy::cast_precision_loss, reason = "a few thousand columns at most")]
                let columns: Vec<f32> = parts.iter().map(|part| part.columns() as f32).collect();
                let spare = width - self.between(count) - least.iter().sum::<f32>();
                let all = columns.iter().sum::<f32>().max(1.0);
                if spare >= 0.0 {
                    least.iter().zip(&columns).map(|(l, c)| l + spare * c / all).collect()
                } else {
                    least
                }
            }
        };
        let sum: f32 = wishes.iter().sum();
        let room = (width - self.between(count)).max(0.0);
        let mut at = left;
        wishes
            .iter()
            .map(|wish| {
                let share = if sum > 0.0 { room * wish / sum } else { 0.0 };
                let place = (at, share);
                at += share + self.gap;
                place
            })
            .collect()
    }

    /// Calls `visit` with each box's level, whether its label takes two lines, and whether it
    /// has a note.
    pub(super) fn each_box(
        &self,
        part: &Part<'_>,
        width: f32,
        fit: Fit,
        visit: &mut impl FnMut(usize, bool, bool),
    ) {
        if let Part::Box { path, layer, base } = part {
            let label = label(self.measure, &name(&layer.name, &path.copies), fit, width);
            visit(*base, label.lines.len() > 1, layer.note.is_some());
        }
        let inset =
            if let Part::Group { frame, .. } = part { Self::frame_padding(*frame) } else { 0.0 };
        for (inner, (_, share)) in part.parts().iter().zip(self.shares(part, 0.0, width, fit)) {
            self.each_box(inner, share - inset, fit, visit);
        }
    }
}

/// `{n}` becomes the number of the innermost copy.
pub(super) fn name(pattern: &str, copies: &[(crate::id::Id, u32)]) -> String {
    match copies.last() {
        Some((_, number)) => pattern.replace("{n}", &number.to_string()),
        None => pattern.replace("{n}", ""),
    }
}

/// Places every box and frame of one diagram.
pub(super) fn place(
    layout: &mut Layout,
    diagram: usize,
    part: &Part<'_>,
    columns: &Columns<'_>,
    rows: &Rows,
    body: Rect,
    fit: Fit,
) {
    let first = layout.boxes.len();
    let mut placing = Placing { layout, diagram, columns, rows, body, fit, levels: part.height() };
    placing.part(part, body.left, body.right - body.left);
    if let Some(own) = layout.boxes.get_mut(first..) {
        icons(own, columns.measure);
    }
}

struct Placing<'a, 'b> {
    layout: &'a mut Layout,
    diagram: usize,
    columns: &'a Columns<'b>,
    rows: &'a Rows,
    body: Rect,
    fit: Fit,
    levels: usize,
}

impl Placing<'_, '_> {
    /// Places a part and says what it covers, frames included.
    fn part(&mut self, part: &Part<'_>, left: f32, width: f32) -> Option<Rect> {
        if let Part::Box { path, layer, base } = part {
            let row = self.rows.row(self.diagram, *base);
            let rect = Rect {
                left,
                top: self.body.bottom - self.rows.top(row),
                right: left + width,
                bottom: self.body.bottom - self.rows.bottom(row),
            };
            let name = name(&layer.name, &path.copies);
            let measure = self.columns.measure;
            // A layer of its own across the whole stack may have room that cells lack.
            let fit = Fit::ALL
                .into_iter()
                .find(|fit| *fit >= self.fit || needed(measure, &name, *fit) <= width)
                .filter(|_| path.copies.is_empty())
                .unwrap_or(self.fit);
            self.layout.boxes.push(PlacedBox {
                path: path.clone(),
                diagram: self.diagram,
                rect,
                label: label(measure, &name, fit, width),
                name,
                note: layer.note.as_ref().map(|note| fitting_note(measure, note, width)),
                role: layer.role,
                icon: false,
                level: *base,
                levels: self.levels,
                row,
            });
            return Some(rect);
        }
        let shares = self.columns.shares(part, left, width, self.fit);
        let mut covered: Option<Rect> = None;
        for (number, (inner, (left, width))) in (1..).zip(part.parts().iter().zip(shares)) {
            let rect = if let Part::Group { repeat, frame, .. } = part
                && *frame != Frame::None
            {
                self.part(inner, left + FRAME_PADDING, width - 2.0 * FRAME_PADDING).map(|inside| {
                    let rect = inside.grown(FRAME_PADDING);
                    self.layout.frames.push(PlacedFrame {
                        diagram: self.diagram,
                        repeat: (*repeat).clone(),
                        number,
                        frame: *frame,
                        rect,
                    });
                    rect
                })
            } else {
                self.part(inner, left, width)
            };
            covered = match (covered, rect) {
                (Some(so_far), Some(rect)) => Some(so_far.union(&rect)),
                (one, other) => one.or(other),
            };
        }
        covered
    }
}

fn fitting_note(measure: &dyn Measure, note: &str, width: f32) -> String {
    let (style, room) = (TextStyle::Small, width - 8.0);
    if measure.width(note, style.size(), style.weight()) <= room {
        note.to_owned()
    } else {
        shorten(measure, note, style, room)
    }
}

/// Icons: all boxes of a row or none.
fn icons(boxes: &mut [PlacedBox], measure: &dyn Measure) {
    let fits = |b: &PlacedBox| {
        b.label.lines.iter().all(|line| {
            let text = measure.width(line, b.label.style.size(), b.label.style.weight());
            text + ICON + 2.0 * ICON_PADDING <= b.rect.width()
        })
    };
    let without: BTreeSet<usize> =
        boxes.iter().filter(|b| b.label.lines.len() > 1 || !fits(b)).map(|b| b.row).collect();
    for b in boxes {
        b.icon = !without.contains(&b.row);
    }
}
