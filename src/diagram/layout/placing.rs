//! Places every box and frame of one diagram whose rows are known.

use crate::{
    diagram::{
        layout::{
            columns::{Columns, Wants},
            contents::Contents,
            distances::{FRAME_PADDING, FRAME_TITLE, TITLE_SIDES},
            fitting::{Fit, Label, shorten},
            geometry::Rect,
            placed::{Layout, PlacedBox, PlacedFrame, Title, Within},
            rows::Rows,
            spelled::{Spelled, SpelledBox},
        },
        model::{Frame, LayerShape, NodePath},
    },
    theme::{Measure, TextStyle},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// Width of an icon and the space after it.
const ICON: f32 = 22.0;
const ICON_PADDING: f32 = 6.0;
/// How far from its left end the words of a boundary line begin, in points.
const LINE_WORDS: f32 = 18.0;
/// Free space round those words, in points.
const LINE_PADDING: f32 = 6.0;

/// Where one diagram is placed.
pub(super) struct Plot<'a, 'b> {
    /// Its index in the request.
    pub diagram: usize,
    pub columns: &'a Columns<'b>,
    pub rows: &'a Rows,
    pub body: Rect,
    pub fit: Fit,
}

/// For each root of a tree, by the number of its box: left edge and width of what each branch has
/// for itself, if there are words at the lines.
pub(super) type BranchRooms = HashMap<usize, Vec<(f32, f32)>>;

/// Places every box and frame of one diagram, and says what room words at the lines of trees have.
pub(super) fn place(
    layout: &mut Layout,
    (part, wants): (&Spelled<'_>, &Wants),
    ground: &Plot<'_, '_>,
) -> BranchRooms {
    let mut placing =
        Placing { layout, ground, within: Within::default(), rooms: BranchRooms::new() };
    placing.part((part, wants), ground.body.left, ground.body.width());
    placing.rooms
}

struct Placing<'a, 'b> {
    layout: &'a mut Layout,
    ground: &'a Plot<'a, 'b>,
    /// The groups round what is being placed.
    within: Within,
    rooms: BranchRooms,
}

impl Placing<'_, '_> {
    /// Places a part and says what it covers, frames included.
    fn part(
        &mut self,
        (part, wants): (&Spelled<'_>, &Wants),
        left: f32,
        width: f32,
    ) -> Option<Rect> {
        if let Spelled::Box(own) = part {
            return Some(self.layer(own, left, width));
        }
        let shares = self.ground.columns.shares(part, wants, left, width, self.ground.fit);
        if let Spelled::Tree { parts, labels, .. } = part
            && let Some(Spelled::Box(root)) = parts.first()
            && labels.iter().any(Option::is_some)
        {
            let Plot { columns, fit, .. } = *self.ground;
            let rooms = columns.branch_shares((parts, wants), labels, left, width, fit);
            self.rooms.insert(root.number, rooms);
        }
        let round = self.within.clone();
        if let Spelled::Framed { path, name: Some(name), .. } = part {
            let own = [(path.node.clone(), name.clone())];
            self.within = round.iter().cloned().chain(own).collect();
        }
        let mut covered: Option<Rect> = None;
        let inside = part.parts().iter().zip(&wants.inside).zip(shares);
        for (number, (inner, (left, width))) in (1..).zip(inside) {
            let inside = self.part(inner, left, width);
            let rect = match part {
                Spelled::Copies { path, frame, .. } => {
                    let mut path = path.clone();
                    path.copies.push((path.node.clone(), number));
                    inside.map(|inside| self.frame((path, &round), None, (*frame, None), inside))
                }
                Spelled::Framed { path, name, frame, holds, .. } => inside.map(|inside| {
                    let own = (path.clone(), &round);
                    self.frame(own, name.as_ref(), (*frame, *holds), inside)
                }),
                _ => inside,
            };
            covered = match (covered, rect) {
                (Some(so_far), Some(rect)) => Some(so_far.union(&rect)),
                (one, other) => one.or(other),
            };
        }
        self.within = round;
        covered
    }

    /// The frame round `inside`, with its title; says what it covers.
    fn frame(
        &mut self,
        (path, within): (NodePath, &Within),
        name: Option<&String>,
        (frame, holds): (Frame, Option<&String>),
        inside: Rect,
    ) -> Rect {
        let mut rect = if frame == Frame::None { inside } else { inside.grown(FRAME_PADDING) };
        let title = name.map(|name| {
            let area = Rect { top: rect.top - FRAME_TITLE, bottom: rect.top, ..rect };
            rect.top = area.top;
            let style = TextStyle::SmallBold;
            let room = (area.width() - TITLE_SIDES - self.ground.columns.beside_titles).max(1.0);
            let measure = self.ground.columns.measure;
            let wide = |text: &str| measure.width(text, style.size(), style.weight());
            let text =
                if wide(name) <= room { name.clone() } else { shorten(measure, name, style, room) };
            let left = area.left + TITLE_SIDES / 2.0;
            let right = left + wide(&text).min(room);
            Title { name: name.clone(), text, rect: Rect { left, right, ..area } }
        });
        if frame != Frame::None || title.is_some() {
            let diagram = self.ground.diagram;
            self.layout.frames.push(PlacedFrame {
                diagram,
                path,
                title,
                frame,
                rect,
                within: within.clone(),
                closed: None,
                holds: holds.cloned(),
                failed: false,
            });
        }
        rect
    }

    fn layer(&mut self, own: &SpelledBox<'_>, left: f32, width: f32) -> Rect {
        let SpelledBox { path, layer, name, base, .. } = own;
        let base = *base;
        let Plot { diagram, columns, rows, body, fit, .. } = *self.ground;
        let row = rows.row(diagram, base);
        let rect = Rect {
            left,
            top: body.bottom - rows.top(rows.top_row(diagram, base)),
            right: left + width,
            bottom: body.bottom - rows.bottom(row),
        };
        let measure = columns.measure;
        let (label, note, text) = if layer.shape == LayerShape::Line {
            line_words(measure, name.text(), layer.note.as_deref(), rect)
        } else {
            let fit = columns.own_fit(own, width, fit);
            let note = layer.note.as_ref().map(|note| fitting_note(measure, note, width));
            (name.label(measure, fit, width), note, rect)
        };
        let contents = Contents::of(measure, layer, width);
        let text = Rect { bottom: text.bottom - contents.height, ..text };
        let inside = contents.placed(rect.left, text.bottom);
        self.layout.boxes.push(PlacedBox {
            path: path.clone(),
            diagram,
            rect,
            text,
            label,
            name: name.text().clone(),
            note,
            role: layer.role,
            shape: layer.shape,
            inside,
            within: self.within.clone(),
            icon: false,
            level: base,
            row,
            failed: false,
        });
        rect
    }
}

/// The words on a boundary line: its name, and what fits of its note after it.
fn line_words(
    measure: &dyn Measure,
    name: &Arc<str>,
    note: Option<&str>,
    rect: Rect,
) -> (Label, Option<Arc<str>>, Rect) {
    let inset = LINE_WORDS.min(rect.width() / 4.0);
    let room = (rect.width() - 2.0 * inset - 2.0 * LINE_PADDING).max(1.0);
    let (bold, small) = (TextStyle::LabelSmall, TextStyle::Small);
    let wide = |text: &str, style: TextStyle| measure.width(text, style.size(), style.weight());
    let shortened = wide(name, bold) > room;
    let shown = if shortened { shorten(measure, name, bold, room).into() } else { name.clone() };
    let used = wide(&shown, bold).min(room);
    let left_over = room - used - 8.0;
    let note = note.map(|note| {
        if wide(note, small) <= left_over {
            note.into()
        } else if left_over > 40.0 {
            shorten(measure, note, small, left_over).into()
        } else {
            Arc::default()
        }
    });
    let note = note.filter(|note: &Arc<str>| !note.is_empty());
    let notes = note.as_ref().map_or(0.0, |note| 8.0 + wide(note, small).min(left_over));
    let left = rect.left + inset;
    let text = Rect { left, right: left + used + notes + 2.0 * LINE_PADDING, ..rect };
    (Label { lines: [shown].into(), style: bold, shortened }, note, text)
}

fn fitting_note(measure: &dyn Measure, note: &str, width: f32) -> Arc<str> {
    let (style, room) = (TextStyle::Small, width - 8.0);
    if measure.width(note, style.size(), style.weight()) <= room {
        note.into()
    } else {
        shorten(measure, note, style, room).into()
    }
}

/// Decides which boxes have icons. In a figure, all boxes that are as wide as their diagram have
/// one, or none has; so it is with all boxes that stand beside others. Where one diagram would be
/// left without any, no box has one.
pub(super) fn icons(layout: &mut Layout, measure: &dyn Measure) {
    let mut extents: BTreeMap<usize, Rect> = BTreeMap::new();
    for b in &layout.boxes {
        let extent = extents.entry(b.diagram).or_insert(b.rect);
        *extent = extent.union(&b.rect);
    }
    let boxes = || layout.boxes.iter().filter(|b| b.shape != LayerShape::Line);
    let fits = |b: &PlacedBox| {
        let [line] = &*b.label.lines else { return false };
        let text = measure.width(line, b.label.style.size(), b.label.style.weight());
        text + ICON + 2.0 * ICON_PADDING <= b.rect.width()
    };
    let whole = |b: &PlacedBox| {
        extents.get(&b.diagram).is_some_and(|all| b.rect.width() > all.width() * WHOLE)
    };
    let room = |wide: bool| boxes().filter(|b| whole(b) == wide).all(fits);
    let (wide, beside) = (room(true), room(false));
    let shown = |b: &PlacedBox| if whole(b) { wide } else { beside };
    let with: BTreeSet<usize> = boxes().filter(|b| shown(b)).map(|b| b.diagram).collect();
    let all: BTreeSet<usize> = boxes().map(|b| b.diagram).collect();
    let icon = |b: &PlacedBox| b.shape != LayerShape::Line && with == all && shown(b);
    let icons: Vec<bool> = layout.boxes.iter().map(icon).collect();
    for (b, icon) in layout.boxes.iter_mut().zip(icons) {
        b.icon = icon;
    }
}

/// A box that takes more than this share of its diagram's width stands beside no other.
const WHOLE: f32 = 0.75;
