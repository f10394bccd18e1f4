//! What a layout consists of: boxes, frames, lines and links, each in its place.

use crate::{
    diagram::{
        layout::{
            fitting::{Label, shorten},
            geometry::{Point, Rect},
            wrapping::Line,
        },
        model::{Arrow, Frame, LayerRole, LayerShape, LinkKind, NodePath, Still},
    },
    id::Id,
    theme::{Measure, TextStyle},
};
use std::{collections::BTreeMap, sync::Arc};

/// Everything in its place, the origin at the top left.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The width of the whole figure, in points.
    pub width: f32,
    /// The height of the whole figure, in points.
    pub height: f32,
    /// The diagrams stand one above the other for want of width.
    pub stacked: bool,
    /// The places of the diagrams, in the order of the request.
    pub panes: Vec<Pane>,
    /// All boxes: diagram by diagram, in each from the top left to the bottom right.
    pub boxes: Vec<PlacedBox>,
    /// The lines round copies and groups: diagram by diagram, outer ones first.
    pub frames: Vec<PlacedFrame>,
    /// What says "stands on", and the lines of trees: diagram by diagram.
    pub connectors: Vec<Connector>,
    /// Lines between any two parts: diagram by diagram.
    pub links: Vec<PlacedLink>,
    /// Room for saying what is missing: diagram by diagram.
    pub gaps: Vec<Gap>,
}

/// The place of one diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Pane {
    /// Its id.
    pub diagram: Id,
    /// Title, stack and caption.
    pub rect: Rect,
    /// As high as the highest title beside it; its lines stand at its foot.
    pub title: Rect,
    /// As much of the title as fits.
    pub title_lines: Vec<Line>,
    /// All boxes, frames and links.
    pub body: Rect,
    /// How many levels its diagram has.
    pub levels: usize,
    /// Where the caption stands; empty where there is none.
    pub caption: Rect,
    /// As much of the caption as fits, what stands before a colon emphasised.
    pub caption_lines: Vec<Line>,
}

/// The groups that something lies in, outermost first, each with its name.
pub type Within = Arc<[(Id, String)]>;

/// One drawn layer. There may be hundreds of thousands, read at every frame and copied at every
/// step, so its longer values are shared.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBox {
    /// Names it among all boxes.
    pub path: NodePath,
    /// Index of its diagram in the request.
    pub diagram: usize,
    /// Its edges, on the border.
    pub rect: Rect,
    /// Where label and note stand, centred; on a boundary line, from the left.
    pub text: Rect,
    /// The full name, `{n}` filled in.
    pub name: Arc<str>,
    /// Its name as it is drawn.
    pub label: Label,
    /// The smaller line, as much of it as fits.
    pub note: Option<Arc<str>>,
    /// Its colour and icon.
    pub role: LayerRole,
    /// How it is drawn.
    pub shape: LayerShape,
    /// Badges and gauges in it; [`badges`](Self::badges) and [`gauges`](Self::gauges) give them.
    pub inside: Option<Arc<Inside>>,
    /// The groups that it lies in, outermost first, each with its name.
    pub within: Within,
    /// There is room for the role's icon, in this and in every box of its row.
    pub icon: bool,
    /// How many layers stand under it in its own diagram.
    pub level: usize,
    /// The row of the common grid, counted from the ground.
    pub row: usize,
    /// A step lets it fail.
    pub failed: bool,
}

impl PlacedBox {
    /// The badges in it; empty where there are none.
    #[must_use]
    pub fn badges(&self) -> &[PlacedBadge] {
        self.inside.as_ref().map_or(&[], |inside| &inside.badges)
    }

    /// The gauges in it; empty where there are none.
    #[must_use]
    pub fn gauges(&self) -> &[PlacedGauge] {
        self.inside.as_ref().map_or(&[], |inside| &inside.gauges)
    }

    /// The rectangle that lines end at: of a boundary, only the line.
    #[must_use]
    pub fn solid(&self) -> Rect {
        let y = self.rect.centre().y;
        match self.shape {
            LayerShape::Line => Rect { top: y - 1.0, bottom: y + 1.0, ..self.rect },
            LayerShape::Box | LayerShape::Absent => self.rect,
        }
    }
}

/// What can be reached by itself: a layer, or a group by its name.
#[derive(Debug, Clone, Copy)]
pub enum Stop<'a> {
    /// A box.
    Layer(&'a PlacedBox),
    /// The frame of a group, and its name.
    Group(&'a PlacedFrame, &'a Title),
}

impl<'a> Stop<'a> {
    /// Names it among all that can be reached.
    #[must_use]
    pub fn path(self) -> &'a NodePath {
        match self {
            Self::Layer(b) => &b.path,
            Self::Group(frame, _) => &frame.path,
        }
    }

    /// Index of its diagram in the request.
    #[must_use]
    pub fn diagram(self) -> usize {
        match self {
            Self::Layer(b) => b.diagram,
            Self::Group(frame, _) => frame.diagram,
        }
    }

    /// The full name, `{n}` filled in.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Layer(b) => &b.name,
            Self::Group(_, title) => &title.name,
        }
    }

    /// The rectangle in which it is pointed at: a box; of a group its name, or all of it while it
    /// is closed.
    #[must_use]
    pub fn rect(self) -> &'a Rect {
        match self {
            Self::Layer(b) => &b.rect,
            Self::Group(frame, _) if frame.closed.is_some() => &frame.rect,
            Self::Group(_, title) => &title.rect,
        }
    }

    /// Has it failed?
    #[must_use]
    pub fn failed(self) -> bool {
        match self {
            Self::Layer(b) => b.failed,
            Self::Group(frame, _) => frame.failed,
        }
    }

    /// The groups that it lies in, outermost first, each with its name.
    #[must_use]
    pub fn within(self) -> &'a [(Id, String)] {
        match self {
            Self::Layer(b) => &b.within,
            Self::Group(frame, _) => &frame.within,
        }
    }
}

/// What stands in a box under its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Inside {
    /// Small words of what it has and lacks, each with its place.
    pub badges: Vec<PlacedBadge>,
    /// Small bars of how much is used, each with its place.
    pub gauges: Vec<PlacedGauge>,
}

/// A small word in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBadge {
    /// Its edges.
    pub rect: Rect,
    /// As much of it as fits.
    pub text: String,
    /// The layer has it; else it is drawn as missing.
    pub on: bool,
}

/// How much of something is used.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedGauge {
    /// As much of it as fits.
    pub name: String,
    /// Where the name stands.
    pub text: Rect,
    /// The whole bar, filled or not.
    pub bar: Rect,
    /// How much is used, 0 to 100.
    pub percent: u8,
}

impl Layout {
    /// What can be reached by itself, by its number: first the boxes, then the frames, of which
    /// only those with a name can.
    #[must_use]
    pub fn stop(&self, number: usize) -> Option<Stop<'_>> {
        match number.checked_sub(self.boxes.len()) {
            None => self.boxes.get(number).map(Stop::Layer),
            Some(frame) => {
                let frame = self.frames.get(frame)?;
                Some(Stop::Group(frame, frame.title.as_ref()?))
            }
        }
    }

    /// All stops, each with its number.
    pub fn stops(&self) -> impl Iterator<Item = (usize, Stop<'_>)> {
        let numbers = 0..self.boxes.len() + self.frames.len();
        numbers.filter_map(|number| Some((number, self.stop(number)?)))
    }

    /// The number of what a path leads to.
    #[must_use]
    pub fn stop_at(&self, path: &NodePath) -> Option<usize> {
        self.stops().find(|(_, stop)| stop.path() == path).map(|(number, _)| number)
    }

    /// This layout with other names on some layers of a diagram, each in one line, without notes.
    #[must_use]
    pub fn renamed(
        &self,
        diagram: &Id,
        names: &BTreeMap<Id, String>,
        measure: &dyn Measure,
    ) -> Self {
        let mut layout = self.clone();
        for b in layout.boxes.iter_mut().filter(|b| b.path.diagram == *diagram) {
            let Some(name) = names.get(&b.path.node) else { continue };
            let (style, room) = (b.label.style, b.text.width() - 8.0);
            let fits = measure.width(name, style.size(), style.weight()) <= room;
            let name: Arc<str> = name.as_str().into();
            let line = if fits {
                name.clone()
            } else {
                shorten(measure, &name, style, room.max(1.0)).into()
            };
            b.label.lines = [line].into();
            (b.name, b.note, b.icon) = (name, None, false);
        }
        layout
    }

    /// This layout with other notes under the names of some layers of a diagram.
    #[must_use]
    pub fn noted(&self, diagram: &Id, notes: &BTreeMap<Id, String>, measure: &dyn Measure) -> Self {
        let mut layout = self.clone();
        for b in layout.boxes.iter_mut().filter(|b| b.path.diagram == *diagram) {
            let Some(note) = notes.get(&b.path.node) else { continue };
            let (style, room) = (TextStyle::Small, (b.text.width() - 8.0).max(1.0));
            let fits = measure.width(note, style.size(), style.weight()) <= room;
            let shown = if fits {
                note.as_str().into()
            } else {
                shorten(measure, note, style, room).into()
            };
            b.note = Some(shown);
        }
        layout
    }

    /// The links from or to what has this path that lead nowhere any more.
    #[must_use]
    pub fn dead_links(&self, path: &NodePath) -> Vec<&Id> {
        let dead = self.links.iter().filter(|link| link.dead);
        dead.filter(|link| link.from == *path || link.to == *path).map(|link| &link.link).collect()
    }
}

impl PlacedGauge {
    /// The x at which the filled part of the bar ends.
    #[must_use]
    pub fn filled(&self) -> f32 {
        self.bar.left + self.bar.width() * f32::from(self.percent.min(100)) / 100.0
    }
}

/// The line round a copy, all copies or a group.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedFrame {
    /// Index of its diagram in the request.
    pub diagram: usize,
    /// The group; or the repeat, in the copy that the frame is round, or in none where it is round
    /// all of them.
    pub path: NodePath,
    /// Its name; copies have none.
    pub title: Option<Title>,
    /// What kind of boundary it stands for.
    pub frame: Frame,
    /// Its edges, on the border.
    pub rect: Rect,
    /// The groups that it lies in, outermost first, each with its name.
    pub within: Within,
    /// A step has not expanded it yet: what lies in it is not drawn.
    pub closed: Option<Closed>,
    /// What lies in it, as its author calls it.
    pub holds: Option<String>,
    /// A step lets it fail, and all that lies in it.
    pub failed: bool,
}

/// A group of which only the outside is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// How many layers and groups lie in it, those in inner groups not counted.
    pub parts: usize,
    /// How it looks at the step.
    pub still: Still,
}

impl PlacedFrame {
    /// Is it round all copies of a repeat, for links that lead to them together? It stands for no
    /// boundary.
    #[must_use]
    pub fn is_round_copies(&self) -> bool {
        let own = self.path.copies.last().is_some_and(|(repeat, _)| *repeat == self.path.node);
        self.title.is_none() && !own
    }

    /// Does something of that diagram lie in the frame?
    #[must_use]
    pub fn holds(&self, diagram: usize, rect: &Rect) -> bool {
        self.diagram == diagram && self.rect.holds(rect)
    }

    /// What lies in it while it is closed: "3 services", or "3 inside" where its author has no word
    /// for them, which holds of one as well.
    #[must_use]
    pub fn inside_words(&self, closed: &Closed) -> String {
        match (closed.parts, &self.holds) {
            (count, Some(holds)) if count != 1 => format!("{count} {holds}"),
            (count, _) => format!("{count} inside"),
        }
    }

    /// The lines that stand in it while it is closed: its name, and how much is in it where that
    /// has room.
    #[must_use]
    pub fn closed_words(&self, closed: &Closed) -> (String, String) {
        let name = self.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        let low = self.rect.height() < TextStyle::SmallBold.line() + TextStyle::Small.line() + 8.0;
        let narrow = self.rect.width() < 72.0;
        (name, if low || narrow { String::new() } else { self.inside_words(closed) })
    }

    /// The rectangle that lines end at: without a border, the title is not part of it.
    #[must_use]
    pub fn solid(&self) -> Rect {
        match (&self.title, self.frame) {
            (Some(title), Frame::None) => Rect { top: title.rect.bottom, ..self.rect },
            _ => self.rect,
        }
    }
}

/// The name at the top of a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// The full name, `{n}` filled in.
    pub name: String,
    /// As much of it as fits.
    pub text: String,
    /// Where it is read, and pointed at.
    pub rect: Rect,
}

/// Words at a line, which is interrupted there.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// One to three lines, each centred.
    pub lines: Vec<String>,
    /// Something of them had to be left out.
    pub shortened: bool,
    /// Room that the line leaves free for them.
    pub rect: Rect,
}

/// Lines that say "stands on": from each start to a common bus, and down to the end.
/// In a tree: from the end, which is its root, down to the starts, with a head at each.
#[derive(Debug, Clone, PartialEq)]
pub struct Connector {
    /// Index of its diagram in the request.
    pub diagram: usize,
    /// One for each line that goes down to the bus; of a tree, one for each branch.
    pub starts: Vec<Start>,
    /// The y of the bus.
    pub bus: f32,
    /// Where all lines meet the part that carries them; of a tree, the root.
    pub end: Point,
    /// The boxes at the end, of which any will do.
    pub on: Vec<NodePath>,
    /// It leads from the root of a tree to its branches.
    pub tree: bool,
}

impl Connector {
    /// Has each of its lines lost one of its ends, since all there has failed?
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.starts.iter().all(|start| start.dead)
    }

    /// The boxes that it joins.
    pub fn joins(&self) -> impl Iterator<Item = &NodePath> {
        self.starts.iter().flat_map(|start| &start.of).chain(&self.on)
    }

    /// The words at its lines, if any.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        self.starts.iter().filter_map(|start| start.words.as_ref())
    }
}

/// Where one line of a connector starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// On the edge of the part that stands there.
    pub at: Point,
    /// The words at this line, if any.
    pub words: Option<Words>,
    /// The boxes at this start, of which any will do.
    pub of: Vec<NodePath>,
    /// All boxes at this start have failed, or all at the end.
    pub dead: bool,
}

/// A line from one part to another, at right angles.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLink {
    /// Index of its diagram in the request.
    pub diagram: usize,
    /// Its id, the same for every copy of the line.
    pub link: Id,
    /// A layer, or a group.
    pub from: NodePath,
    /// A layer, or a group.
    pub to: NodePath,
    /// From edge to edge, every bend included.
    pub points: Vec<Point>,
    /// What goes along it.
    pub kind: LinkKind,
    /// Which of its ends have a head.
    pub arrow: Arrow,
    /// Its label; none where it has none, or where there was no room.
    pub words: Option<Words>,
    /// One of its ends has failed.
    pub dead: bool,
}

/// Free rows of one diagram where others have layers: room for saying what is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Index of its diagram in the request.
    pub diagram: usize,
    /// Lowest and highest free row.
    pub rows: (usize, usize),
    /// The place of these rows, as wide as the diagram.
    pub rect: Rect,
}
