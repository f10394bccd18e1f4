//! A figure as a list of what is drawn, in order: made of a layout and a scene, and drawn by the
//! window and by SVG alike, so that the two cannot differ.
//!
//! Places are points of the layout; a back-end moves and zooms them. Widths of lines and lengths of
//! dashes are points of the screen at any zoom, so that hairlines stay hairlines.

mod badges;
mod boxes;
mod exposed;
mod frames;
mod lines;
mod panes;
mod routes;
mod text;

pub use self::text::{Align, Run, Text};

use self::{
    badges::{ghost, hops, mark},
    boxes::{flat_words, layer, quad},
    frames::{frame, group_name},
    lines::{connector, link},
    panes::{caption, title},
    routes::{route, token},
};
use crate::{
    diagram::{
        faces::scene::Scene,
        layout::{
            Layout, PlacedBox,
            geometry::{Point, Rect},
        },
        model::{Exposure, LayerShape},
    },
    theme::{Measure, Rgb, Tokens, icons::Icon},
};

/// What of a layout something drawn belongs to, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Title and caption of a diagram.
    Pane(usize),
    /// The line round a copy, all copies or a group.
    Frame(usize),
    /// Lines that say "stands on", or lead from a tree's root.
    Connector(usize),
    /// A line between two parts.
    Link(usize),
    /// A layer's box.
    Box(usize),
    /// A part of the way of the request that is followed.
    Route(usize),
    /// The request itself, while it is on its way.
    Token(usize),
    /// The numbers of the hops that have reached a box.
    Hops(usize),
    /// What an answer made of a box, or that it is a counterpart of the one that is attended to.
    Badge(usize),
    /// What is said of something missing, where it would stand.
    Gap(usize),
    /// A part of a live figure, which has no layout.
    Part(usize),
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// What a pointer on it points at, and a screen reader names.
    pub of: Subject,
    /// What it looks like.
    pub shape: Shape<'a>,
}

/// What one item looks like; the module says in which points places, lengths and widths are.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape<'a> {
    /// A filled rectangle, or its outline, or both; the outline lies inside.
    Plate {
        /// Its edges.
        rect: Rect,
        /// The radius of its corners.
        radius: f32,
        /// None where only the outline is drawn.
        fill: Option<Rgb>,
        /// None where it is only filled.
        outline: Option<Pen>,
    },
    /// Straight parts; corners are rounded by `bend` points, as far as there is room.
    Line {
        /// From end to end, every bend included.
        points: Vec<Point>,
        /// How far a corner is rounded.
        bend: f32,
        /// Its colour, width and dashes.
        pen: Pen,
    },
    /// A filled triangle that ends at `tip`, `size` times as large as a head at 100 % zoom.
    Head {
        /// A point that it comes from: says where it looks.
        from: Point,
        /// Where it ends.
        tip: Point,
        /// 1 is a head at 100 % zoom.
        size: f32,
        /// Its colour.
        ink: Rgb,
    },
    /// A filled circle.
    Disc {
        /// Its middle.
        at: Point,
        /// To the outer edge of the outline.
        radius: f32,
        /// Its colour inside.
        fill: Rgb,
        /// None where it is only filled.
        outline: Option<Pen>,
    },
    /// A sign out of a face of icons.
    Icon {
        /// The icon's name in the face of icons.
        icon: Icon,
        /// The middle of its ink.
        at: Point,
        /// As high as a row of text of that size would be.
        size: f32,
        /// Its colour.
        ink: Rgb,
    },
    /// One line of words.
    Text(Text<'a>),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub ink: Rgb,
    /// The width of the line, in points of the screen.
    pub width: f32,
    /// Lengths of a dash and of a gap, in points of the screen; none for a solid line.
    pub dash: Option<(f32, f32)>,
}

impl Pen {
    /// An unbroken line.
    #[must_use]
    pub fn solid(ink: Rgb, width: f32) -> Self {
        Self { ink, width, dash: None }
    }

    /// Dashes, with gaps between them.
    #[must_use]
    pub fn dashed(ink: Rgb, width: f32, dash: f32, gap: f32) -> Self {
        Self { ink, width, dash: Some((dash, gap)) }
    }
}

impl Item<'_> {
    /// With words of its own.
    #[must_use]
    pub fn into_owned(self) -> Item<'static> {
        let shape = match self.shape {
            Shape::Plate { rect, radius, fill, outline } => {
                Shape::Plate { rect, radius, fill, outline }
            }
            Shape::Line { points, bend, pen } => Shape::Line { points, bend, pen },
            Shape::Head { from, tip, size, ink } => Shape::Head { from, tip, size, ink },
            Shape::Disc { at, radius, fill, outline } => Shape::Disc { at, radius, fill, outline },
            Shape::Icon { icon, at, size, ink } => Shape::Icon { icon, at, size, ink },
            Shape::Text(text) => Shape::Text(text.into_owned()),
        };
        Item { of: self.of, shape }
    }
}

/// All that is written, run by run.
pub fn words_of<'i>(items: &'i [Item<'_>]) -> impl Iterator<Item = &'i str> {
    let texts = items.iter().filter_map(|item| match &item.shape {
        Shape::Text(text) => Some(&text.runs),
        _ => None,
    });
    texts.flatten().map(|run| &*run.words)
}

/// What is drawn of a figure, and how.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Where everything is.
    pub layout: &'a Layout,
    /// How it looks just now.
    pub scene: &'a Scene,
    /// The colours.
    pub tokens: &'a Tokens,
    /// How wide words are.
    pub measure: &'a dyn Measure,
    /// 1 is the size that it was laid out for.
    pub zoom: f32,
    /// Only what meets this is drawn; all of it without.
    pub within: Option<Rect>,
    /// Captions sum up what a walk leads to: not before its end.
    pub captions: bool,
}

/// Below this zoom there are no icons, badges and gauges, and words that don't fit are left to
/// the name of their group.
const PLAIN: f32 = 0.5;
/// Below this zoom boxes are flat, and their frames' names stand over them.
const FLAT: f32 = 0.25;
/// No words are drawn smaller, in points.
const SMALLEST: f32 = 7.0;
const RADIUS: f32 = 6.0;
const FRAME_RADIUS: f32 = 10.0;

impl<'a> View<'a> {
    /// All of a picture, at 100 %.
    #[must_use]
    pub fn whole(
        layout: &'a Layout,
        scene: &'a Scene,
        tokens: &'a Tokens,
        measure: &'a dyn Measure,
    ) -> Self {
        Self { layout, scene, tokens, measure, zoom: 1.0, within: None, captions: true }
    }

    fn sees(&self, rect: &Rect) -> bool {
        self.within.is_none_or(|within| within.overlaps(rect))
    }

    /// Boxes have no icons, badges and gauges any more.
    fn plain(&self) -> bool {
        self.zoom < PLAIN
    }

    fn flat(&self) -> bool {
        self.zoom < FLAT
    }

    /// Can the box be drawn flat? What is dashed or a line, marked, has failed or lies open,
    /// cannot.
    fn is_flat(&self, number: usize, b: &PlacedBox) -> bool {
        if self.scene.exposure(number) != Exposure::Untouched {
            return false;
        }
        self.flat() || (self.plain() && b.shape == LayerShape::Box && !b.failed)
    }
}

/// The list of one picture.
pub struct Drawing<'a> {
    /// What comes later lies over what comes before.
    pub items: Vec<Item<'a>>,
}

impl<'a> Drawing<'a> {
    /// Everything of the view that meets what is in sight.
    #[must_use]
    pub fn of(view: &View<'a>) -> Self {
        let layout = view.layout;
        // A box is one thing where there are many.
        let mut drawing = Self { items: Vec::with_capacity(layout.boxes.len()) };
        let [mut frames, mut connectors, mut links, mut boxes, mut gaps] = [0_usize; 5];
        for pane in 0..layout.panes.len() {
            // Everything is listed diagram by diagram.
            let all = (
                run(&layout.frames, &mut frames, |frame| frame.diagram == pane),
                run(&layout.connectors, &mut connectors, |line| line.diagram == pane),
                run(&layout.links, &mut links, |link| link.diagram == pane),
                run(&layout.boxes, &mut boxes, |b| b.diagram == pane),
                run(&layout.gaps, &mut gaps, |gap| gap.diagram == pane),
            );
            drawing.pane(view, pane, all);
        }
        drawing
    }

    /// All that is written, run by run.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        words_of(&self.items)
    }

    fn pane(
        &mut self,
        view: &View<'a>,
        pane: usize,
        (frames, connectors, links, boxes, gaps): (Numbers, Numbers, Numbers, Numbers, Numbers),
    ) {
        let layout = view.layout;
        self.about(Subject::Pane(pane), |to| title(to, view, pane));
        let named = view.scene.named(layout);
        // Inner frames are listed before the ones round them, and are drawn over those.
        let discs = badges::discs(view, each(&layout.boxes, &boxes));
        for (number, one) in each(&layout.frames, &frames).rev() {
            self.about(Subject::Frame(number), |to| frame(to, view, one, named, &discs));
        }
        if !view.flat() {
            for (number, one) in each(&layout.connectors, &connectors) {
                let lit = view.scene.connectors.contains(&number);
                self.about(Subject::Connector(number), |to| connector(to, view, one, lit));
            }
            for (number, one) in each(&layout.links, &links) {
                let lit = view.scene.link == Some(number)
                    || view.scene.links.contains(&number)
                    || named.is_some_and(|path| one.from == *path || one.to == *path);
                self.about(Subject::Link(number), |to| link(to, view, one, lit));
            }
        }
        let mut flat = false;
        for (number, b) in each(&layout.boxes, &boxes) {
            let subject = Subject::Box(number);
            if view.scene.mark(number).is_none() && view.is_flat(number, b) {
                flat = true;
                self.about(subject, |to| quad(to, view, number, b));
            } else {
                self.about(subject, |to| layer(to, view, number, b));
            }
        }
        // The words after all boxes, so that those can be drawn in one go.
        for (number, b) in
            each(&layout.boxes, &boxes).filter(|(at, b)| flat && view.is_flat(*at, b))
        {
            self.about(Subject::Box(number), |to| flat_words(to, view, number, b));
        }
        if view.plain() {
            for (number, frame) in each(&layout.frames, &frames) {
                self.about(Subject::Frame(number), |to| group_name(to, view, frame));
            }
        }
        let own = |diagram: usize| diagram == pane;
        for (number, one) in view.scene.routes.iter().enumerate().filter(|(_, r)| own(r.diagram)) {
            self.about(Subject::Route(number), |to| route(to, view, one));
        }
        for (number, b) in each(&layout.boxes, &boxes) {
            self.about(Subject::Badge(number), |to| mark(to, view, number, b));
        }
        if !view.scene.hops.is_empty() {
            for (number, b) in each(&layout.boxes, &boxes) {
                self.about(Subject::Hops(number), |to| hops(to, view, number, b));
            }
        }
        for (number, (_, at)) in view.scene.tokens.iter().enumerate().filter(|(_, t)| own(t.0)) {
            self.about(Subject::Token(number), |to| token(to, view, *at));
        }
        for (number, gap) in each(&layout.gaps, &gaps) {
            self.about(Subject::Gap(number), |to| ghost(to, view, number, gap));
        }
        if view.captions {
            self.about(Subject::Pane(pane), |to| caption(to, view, pane));
        }
    }

    fn about(&mut self, of: Subject, draw: impl FnOnce(&mut Pencil<'_, 'a>)) {
        draw(&mut Pencil { of, items: &mut self.items });
    }
}

/// Puts down what belongs to one subject.
struct Pencil<'d, 'a> {
    of: Subject,
    items: &'d mut Vec<Item<'a>>,
}

impl<'a> Pencil<'_, 'a> {
    fn put(&mut self, shape: Shape<'a>) {
        self.items.push(Item { of: self.of, shape });
    }

    fn plate(&mut self, rect: Rect, radius: f32, fill: Option<Rgb>, outline: Option<Pen>) {
        self.put(Shape::Plate { rect, radius, fill, outline });
    }

    fn line(&mut self, points: Vec<Point>, bend: f32, pen: Pen) {
        self.put(Shape::Line { points, bend, pen });
    }
}

type Numbers = std::ops::Range<usize>;

/// The numbers of the next things of which this holds, and of none behind them.
fn run<T>(all: &[T], from: &mut usize, holds: impl Fn(&T) -> bool) -> Numbers {
    let start = *from;
    *from += all.get(start..).unwrap_or_default().partition_point(holds);
    start..*from
}

fn each<'l, T>(all: &'l [T], numbers: &Numbers) -> impl DoubleEndedIterator<Item = (usize, &'l T)> {
    let these = all.get(numbers.clone()).unwrap_or_default();
    let start = numbers.start;
    these.iter().enumerate().map(move |(at, one)| (start + at, one))
}
