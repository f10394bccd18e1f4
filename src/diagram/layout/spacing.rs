//! How closely diagrams stand: how many beside each other, how far apart, and in which rows.

use crate::diagram::{
    layout::{
        columns::{Columns, Wants},
        fitting::Fit,
        levels::RowGrid,
        lines::room::LinkRoom,
        request::Request,
        rows::{Plan, Rows},
        spelled::Spelled,
    },
    model::{Diagram, Same, likeness::Likeness},
};

/// Below this width, in points, a figure is narrow, and everything in it stands closer.
const NARROW: f32 = 560.0;

/// What stays free for links beside the titles of frames where there are links, in points.
pub(super) const BESIDE_TITLES: f32 = 28.0;

/// How many diagrams stand beside each other, and how closely.
pub(super) struct Spacing {
    pub beside: usize,
    pub narrow: bool,
    pub fit: Fit,
}

/// A request as it is tried with one spacing or another.
pub(super) struct Trial<'a> {
    pub request: &'a Request<'a>,
    pub parts: &'a [Spelled<'a>],
    pub rooms: &'a [LinkRoom],
    pub likeness: Likeness<&'a [Same]>,
}

impl<'a> Trial<'a> {
    pub(super) fn columns(&self, narrow: bool) -> Vec<Columns<'a>> {
        let gap = if narrow { 6.0 } else { 8.0 };
        let rooms = self.rooms.iter().zip(self.request.diagrams);
        let of = |(room, diagram): (&'a LinkRoom, &&Diagram)| Columns {
            gap,
            asked: &room.between,
            beside_titles: if diagram.links.is_empty() { 0.0 } else { BESIDE_TITLES },
            wide: &room.boxes,
            whole: f32::INFINITY,
            measure: self.request.measure,
        };
        rooms.map(of).collect()
    }

    pub(super) fn gutter(narrow: bool) -> f32 {
        if narrow { 20.0 } else { 32.0 }
    }

    /// How wide each pane is where `beside` of them stand in a line, in points.
    pub(super) fn share(&self, narrow: bool, beside: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of diagrams")]
        let count = beside as f32;
        ((self.request.width - Self::gutter(narrow) * (count - 1.0)) / count).floor()
    }

    /// How wide the widest diagram must be, the lanes of its links included, in points.
    pub(super) fn needed(&self, narrow: bool, fit: Fit) -> f32 {
        let columns = self.columns(narrow);
        let each = self.parts.iter().zip(&columns).zip(self.rooms);
        each.map(|((part, columns), room)| columns.needed(part, fit) + room.left + room.right)
            .fold(0.0, f32::max)
    }

    /// For each diagram, its rows and the grid that they belong to.
    pub(super) fn plans(
        &self,
        columns: &[Columns<'_>],
        wants: &[Wants],
        widths: &[f32],
        fit: Fit,
        beside: usize,
    ) -> Vec<(Rows, RowGrid)> {
        let (request, parts, rooms) = (self.request, self.parts, self.rooms);
        let count = parts.len();
        let rows_of = |from: usize, to: usize, grid: &RowGrid| {
            Rows::of(&Plan {
                parts: parts.get(from..to).unwrap_or_default(),
                grid,
                columns: columns.get(from..to).unwrap_or_default(),
                wants: wants.get(from..to).unwrap_or_default(),
                widths: widths.get(from..to).unwrap_or_default(),
                fit,
                low: request.low,
                links: &widest(rooms.get(from..to).unwrap_or_default(), |room| &room.channels),
                high: &widest(rooms.get(from..to).unwrap_or_default(), |room| &room.rows),
            })
        };
        let grid_of = |from: usize, to: usize| {
            let diagrams = request.diagrams.get(from..to).unwrap_or_default();
            RowGrid::of(diagrams, parts.get(from..to).unwrap_or_default(), &self.likeness)
        };
        let mut plans: Vec<(Rows, RowGrid)> = Vec::with_capacity(count);
        let whole = grid_of(0, count);
        // Diagrams one above the other don't face each other. They keep a free row that shows what
        // is missing, but not many of them, nor room for the links of another diagram.
        let apart = parts.iter().any(|part| whole.rows > part.height() + 1)
            || rooms.iter().any(|room| !room.channels.is_empty());
        if beside == 1 && !apart && RowGrid::relate(request.diagrams, &self.likeness) {
            let whole = whole.apart();
            plans = vec![(rows_of(0, count, &whole), whole); count];
        } else {
            for from in (0..count).step_by(beside) {
                let to = (from + beside).min(count);
                let facing = request.diagrams.get(from..to).unwrap_or_default();
                // Diagrams that have nothing to do with each other have rows of their own.
                let line = if RowGrid::relate(facing, &self.likeness) {
                    vec![(from, to)]
                } else {
                    (from..to).map(|own| (own, own + 1)).collect()
                };
                for (from, to) in line {
                    let grid = grid_of(from, to);
                    let plan = (rows_of(from, to, &grid).shifted_to(from), grid.shifted_to(from));
                    plans.extend(std::iter::repeat_n(plan, to - from));
                }
            }
        }
        plans
    }

    /// As many beside each other as there is room for, standing closer rather than one above
    /// the other; words are left out only when there is no other way.
    pub(super) fn spacing(&self) -> Spacing {
        let narrow = self.request.width < NARROW;
        let count = self.parts.len().max(1);
        let mut last = count + 1;
        for lines in 1..=count {
            let beside = count.div_ceil(lines);
            if beside == last {
                continue;
            }
            last = beside;
            // A diagram alone in the last line would have a hole beside it.
            if beside > 1 && count % beside == 1 {
                continue;
            }
            for narrow in [narrow, true] {
                let share = self.share(narrow, beside);
                let whole = Fit::ALL.into_iter().filter(|fit| *fit < Fit::Shortened);
                if let Some(fit) = whole.into_iter().find(|fit| self.needed(narrow, *fit) <= share)
                {
                    return Spacing { beside, narrow, fit };
                }
            }
        }
        // A figure that has to be scrolled sideways anyway keeps its words whole, within reason; and so
        // does one that is hardly too wide, since it can be shown a little smaller.
        let shortened = self.needed(narrow, Fit::Shortened);
        let whole = self.needed(narrow, Fit::TwoLines);
        let share = self.share(narrow, 1);
        let scrolls = shortened > share && whole <= shortened * FURTHER;
        let shrinks = whole <= share * SHRUNK;
        let fit = if scrolls || shrinks { Fit::TwoLines } else { Fit::Shortened };
        Spacing { beside: 1, narrow, fit }
    }
}

/// How many times as wide as its room a figure may be to be shown a little smaller, so that all of it is
/// seen.
pub const SHRUNK: f32 = 1.15;
/// How many times as wide a figure may get for the sake of whole words.
const FURTHER: f32 = 1.6;

/// For each row, or the room below it: the most that one of a grid's diagrams needs.
fn widest(rooms: &[LinkRoom], of: impl Fn(&LinkRoom) -> &Vec<f32>) -> Vec<f32> {
    let mut widest: Vec<f32> = Vec::new();
    for room in rooms {
        let own = of(room);
        if widest.len() < own.len() {
            widest.resize(own.len(), 0.0);
        }
        for (most, own) in widest.iter_mut().zip(own) {
            *most = most.max(*own);
        }
    }
    widest
}
