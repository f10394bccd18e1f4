//! What of a diagram is free for lines: clear of boxes and words, of the frames of others, and of
//! lines that run there.

use crate::diagram::{
    layout::{
        geometry::{Point, Rect},
        placed::{Layout, Start},
    },
    model::{Frame, LayerShape},
};

/// A straight line at right angles: where it stands, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// x of a vertical line, y of a horizontal one.
    pub at: f32,
    pub from: f32,
    pub to: f32,
    /// How far others keep from it if they can, in points, for the sake of its words.
    pub elbow: f32,
}

impl Run {
    pub fn new(at: f32, one: f32, other: f32) -> Self {
        Self { at, from: one.min(other), to: one.max(other), elbow: 0.0 }
    }

    fn meets(&self, from: f32, to: f32) -> bool {
        self.from < to - EDGE && from < self.to - EDGE
    }
}

/// How far two things overlap at most that only touch, in points.
const EDGE: f32 = 0.05;
/// How far apart lines one above the other are where both have words, in points.
const LEVEL_ELBOW: f32 = 20.0;
/// How clear lines keep of words that they pass, in points.
const WORDS: f32 = 6.0;

/// How carefully a way is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Care {
    /// How far lines keep from boxes and from borders, in points.
    pub clear: f32,
    /// How far apart lines beside each other are, in points: what is wanted first, then ever
    /// closer.
    pub apart: &'static [f32],
    /// Frames that neither end lies in are gone round.
    pub frames: bool,
    /// Words are gone round.
    pub words: bool,
    /// What is too close together may be moved apart.
    pub moves: bool,
}

impl Care {
    /// As all lines should be.
    pub const FULL: Self =
        Self { clear: 8.0, apart: &[12.0, 9.0, 8.0], frames: true, words: true, moves: true };
    /// Where what is too close will be moved apart in a later pass.
    pub const NARROW: Self =
        Self { clear: 3.0, apart: &[8.0], frames: true, words: true, moves: false };
    /// Where there is no room to be had: closer to other lines.
    pub const CLOSE: Self =
        Self { clear: 3.0, apart: &[8.0, 5.0, 2.5, 1.2], frames: true, words: true, moves: false };
    /// Through frames, rather than not at all.
    pub const ANYHOW: Self = Self {
        clear: 0.5,
        apart: &[8.0, 4.0, 1.2, 0.4, 0.0],
        frames: false,
        words: true,
        moves: false,
    };
    /// The last resort: through words too.
    pub const BLIND: Self = Self { words: false, ..Self::ANYHOW };
}

/// Something that lines keep away from.
#[derive(Debug, Clone, Copy)]
struct Item {
    rect: Rect,
    kind: ItemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    Box,
    Words,
    /// A boundary line, which may be crossed; but no words stand on it.
    Boundary,
    /// A frame with a border, by its number.
    Frame(usize),
}

/// The area of one diagram.
pub struct FreeSpace {
    /// Boxes, words and frames, in bands from the middle of one channel to that of the next, ground
    /// first.
    bands: Vec<Vec<Item>>,
    /// The heights of the middles of the channels.
    middles: Vec<f32>,
    /// The frames with a border.
    borders: Vec<Rect>,
    vertical: Vec<Run>,
    horizontal: Vec<Run>,
}

/// What is free for one link.
#[derive(Clone)]
pub struct View<'a> {
    space: &'a FreeSpace,
    /// For each frame with a border: does one of the ends lie in it?
    own: Vec<bool>,
    pub care: Care,
    /// How far it keeps from others if it can, in points, for the sake of its words.
    pub elbow: f32,
}

impl FreeSpace {
    /// The space of a diagram before any link is drawn. `channels`: upper and lower end of each,
    /// ground first.
    pub fn of(layout: &Layout, diagram: usize, channels: &[(f32, f32)]) -> Self {
        let middles: Vec<f32> =
            channels.iter().map(|(top, low)| f32::midpoint(*top, *low)).collect();
        let mut space = Self {
            bands: vec![Vec::new(); middles.len().max(1)],
            middles,
            borders: vec![],
            vertical: vec![],
            horizontal: vec![],
        };
        for placed in layout.boxes.iter().filter(|b| b.diagram == diagram) {
            let line = placed.shape == LayerShape::Line;
            let rect = if line { placed.text } else { placed.rect };
            space.add(Item { rect, kind: ItemKind::Box });
            if line {
                let y = placed.rect.centre().y;
                let rect = Rect { top: y - 3.0, bottom: y + 3.0, ..placed.rect };
                space.add(Item { rect, kind: ItemKind::Boundary });
            }
        }
        for frame in layout.frames.iter().filter(|frame| frame.diagram == diagram) {
            if frame.frame != Frame::None {
                let kind = ItemKind::Frame(space.borders.len());
                space.borders.push(frame.rect);
                space.add(Item { rect: frame.rect, kind });
            }
            if let Some(title) = &frame.title {
                space.take_words(title.rect);
            }
        }
        for connector in layout.connectors.iter().filter(|c| c.diagram == diagram) {
            let (end, bus) = (connector.end, connector.bus);
            space.vertical.push(Run::new(end.x, bus, end.y));
            for Start { at, words, .. } in &connector.starts {
                space.vertical.push(Run::new(at.x, at.y, bus));
                space.horizontal.push(Run::new(bus, at.x, end.x));
                if let Some(words) = words {
                    space.take_words(words.rect);
                }
            }
        }
        space
    }

    fn add(&mut self, item: Item) {
        let (first, last) = self.bands_of(item.rect.top, item.rect.bottom);
        for band in self.bands.get_mut(first..=last).unwrap_or_default() {
            band.push(item);
        }
    }

    /// The first and the last band that lie between these heights.
    fn bands_of(&self, top: f32, bottom: f32) -> (usize, usize) {
        let band = |y: f32| self.middles.partition_point(|middle| *middle > y).saturating_sub(1);
        let last = self.bands.len() - 1;
        (band(bottom + WORDS).min(last), band(top - WORDS).min(last))
    }

    fn items(&self, top: f32, bottom: f32) -> impl Iterator<Item = &Item> {
        let (first, last) = self.bands_of(top, bottom);
        let bands = self.bands.get(first..=last).unwrap_or_default();
        let within =
            move |item: &&Item| item.rect.top < bottom - EDGE && top < item.rect.bottom - EDGE;
        bands.iter().flatten().filter(within)
    }

    /// What is free for a link between two places.
    pub fn view(&self, ends: [&Rect; 2], care: Care) -> View<'_> {
        let own = |border: &Rect| {
            ends.iter().any(|end| border.grown(0.5).holds(end) && !end.grown(0.5).holds(border))
        };
        View { space: self, own: self.borders.iter().map(own).collect(), care, elbow: 0.0 }
    }

    /// Marks a vertical line as taken: others keep from it.
    pub fn take_vertical(&mut self, run: Run) {
        self.vertical.push(run);
    }

    pub fn take_horizontal(&mut self, run: Run) {
        self.horizontal.push(run);
    }

    /// Is there room for words, clear of these lines and of all that is marked?
    pub fn room_for(&self, words: &Rect, lines: &[(Point, Point)]) -> bool {
        let clear = words.grown(1.5);
        let solid = self.items(clear.top, clear.bottom).any(|item| match item.kind {
            ItemKind::Frame(_) => crosses_border(&item.rect, &clear),
            ItemKind::Box | ItemKind::Words | ItemKind::Boundary => item.rect.overlaps(&clear),
        });
        let hits = |run: &Run, vertical: bool| {
            let (at, along) = if vertical {
                ((clear.left, clear.right), (clear.top, clear.bottom))
            } else {
                ((clear.top, clear.bottom), (clear.left, clear.right))
            };
            at.0 < run.at && run.at < at.1 && run.from < along.1 && along.0 < run.to
        };
        let fixed = self.vertical.iter().any(|run| hits(run, true))
            || self.horizontal.iter().any(|run| hits(run, false));
        let moving = lines.iter().any(|(one, other)| touches(*one, *other, &clear));
        !solid && !fixed && !moving
    }

    pub fn take_words(&mut self, words: Rect) {
        self.add(Item { rect: words, kind: ItemKind::Words });
    }
}

impl View<'_> {
    /// This view with other distances to be kept.
    pub fn with(&self, care: Care) -> Self {
        Self { care, ..self.clone() }
    }

    fn is_own(&self, frame: usize) -> bool {
        self.own.get(frame).copied().unwrap_or_default()
    }

    /// Stretches of x where no line may run up or down between two heights: boxes, words and
    /// frames, and what is nearer to another line than `apart` says.
    fn walls(&self, top: f32, bottom: f32, apart: impl Fn(&Run) -> f32) -> Vec<(f32, f32)> {
        let Care { clear, frames, words, .. } = self.care;
        let mut walls = Vec::new();
        for item in self.space.items(top, bottom) {
            let r = item.rect;
            match item.kind {
                ItemKind::Words if !words => {}
                ItemKind::Words => walls.push((r.left - WORDS, r.right + WORDS)),
                ItemKind::Boundary => {}
                ItemKind::Frame(number) if self.is_own(number) || !frames => {
                    walls.extend([r.left, r.right].map(|x| (x - clear, x + clear)));
                }
                ItemKind::Box | ItemKind::Frame(_) => {
                    walls.push((r.left - clear, r.right + clear));
                }
            }
        }
        let beside = self.space.vertical.iter().filter(|run| run.meets(top, bottom));
        walls.extend(beside.map(|run| (run.at - apart(run), run.at + apart(run))));
        walls
    }

    /// The x nearest to the wanted one, within `range`, at which a line can run from y to y.
    pub fn x_near(&self, wanted: f32, range: (f32, f32), (one, other): (f32, f32)) -> Option<f32> {
        let (top, bottom) = (one.min(other), one.max(other));
        let at = |apart: &f32| nearest(wanted, range, self.walls(top, bottom, |_| *apart));
        // Room for words beside lines is kept where there is some to spare.
        let elbows = self.elbow > 0.0 || self.space.vertical.iter().any(|run| run.elbow > 0.0);
        let wide = self.care.apart.first().filter(|_| elbows).and_then(|least| {
            let apart = |run: &Run| least.max(self.elbow).max(run.elbow);
            nearest(wanted, range, self.walls(top, bottom, apart))
        });
        wide.or_else(|| self.care.apart.iter().find_map(at))
    }

    /// The x nearest to the wanted one, within `range`, at which a line from `top` to `bottom`
    /// keeps `apart` points from lines beside it.
    pub fn x_apart(
        &self,
        wanted: f32,
        range: (f32, f32),
        (top, bottom): (f32, f32),
        apart: f32,
    ) -> Option<f32> {
        nearest(wanted, range, self.walls(top, bottom, |_| apart))
    }

    /// Can a line run up or down at `x` between these heights?
    pub fn is_free(&self, x: f32, (one, other): (f32, f32)) -> bool {
        self.x_near(x, (x, x), (one, other)).is_some()
    }

    /// The y nearest to the wanted one, within `range`, at which a line can run from x to x.
    pub fn y_near(&self, wanted: f32, range: (f32, f32), (one, other): (f32, f32)) -> Option<f32> {
        let (left, right) = (one.min(other), one.max(other));
        let Care { clear, frames, words, .. } = self.care;
        let mut walls = Vec::new();
        for item in self.space.items(range.0 - clear, range.1 + clear) {
            let r = item.rect;
            if r.left >= right - EDGE || left >= r.right - EDGE {
                continue;
            }
            match item.kind {
                ItemKind::Words if !words => {}
                ItemKind::Words => walls.push((r.top - 1.0, r.bottom + 1.0)),
                ItemKind::Boundary => {}
                ItemKind::Frame(number) if self.is_own(number) || !frames => {
                    let near = clear.min(4.0);
                    walls.extend([r.top, r.bottom].map(|y| (y - near, y + near)));
                }
                ItemKind::Box | ItemKind::Frame(_) => {
                    walls.push((r.top - clear, r.bottom + clear));
                }
            }
        }
        let runs: Vec<&Run> =
            self.space.horizontal.iter().filter(|run| run.meets(left, right)).collect();
        let at = |apart: &dyn Fn(&Run) -> f32| {
            let mut walls = walls.clone();
            walls.extend(runs.iter().map(|run| (run.at - apart(run), run.at + apart(run))));
            nearest(wanted, range, walls)
        };
        let elbows = self.elbow > 0.0 || runs.iter().any(|run| run.elbow > 0.0);
        let wide = self.care.apart.first().filter(|_| elbows).and_then(|least| {
            at(&|run| if self.elbow.max(run.elbow) > 0.0 { LEVEL_ELBOW } else { *least })
        });
        wide.or_else(|| self.care.apart.iter().find_map(|apart| at(&|_| *apart)))
    }

    /// Is the way along a channel free from x to x?
    pub fn is_clear(&self, (top, bottom): (f32, f32), one: f32, other: f32) -> bool {
        if !self.care.frames {
            return true;
        }
        let (left, right) = (one.min(other), one.max(other));
        // What only touches the channel is not in it, even while the channel is empty.
        let middle = f32::midpoint(top, bottom);
        let (top, bottom) = ((top + 0.1).min(middle), (bottom - 0.1).max(middle));
        let mut items = self.space.items(top, bottom);
        !items.any(|item| {
            let meets = item.rect.left < right - EDGE && left < item.rect.right - EDGE;
            meets
                && match item.kind {
                    ItemKind::Frame(number) => !self.is_own(number),
                    ItemKind::Boundary => false,
                    ItemKind::Box | ItemKind::Words => true,
                }
        })
    }
}

/// Does a line that is level or upright touch the rectangle?
fn touches(one: Point, other: Point, rect: &Rect) -> bool {
    one.x.min(other.x) <= rect.right
        && rect.left <= one.x.max(other.x)
        && one.y.min(other.y) <= rect.bottom
        && rect.top <= one.y.max(other.y)
}

fn crosses_border(frame: &Rect, rect: &Rect) -> bool {
    frame.overlaps(rect) && !frame.holds(rect)
}

/// The value in a range that is nearest to the wanted one and outside of all walls. In a gap too
/// narrow for two lines it is the middle, unless the wanted value lies in that gap.
fn nearest(wanted: f32, (low, high): (f32, f32), mut walls: Vec<(f32, f32)>) -> Option<f32> {
    if high < low {
        return None;
    }
    let wanted = wanted.clamp(low, high);
    walls.sort_by(|one, other| one.0.total_cmp(&other.0));
    // What is free: from the end of one wall to the beginning of the next.
    let mut from = low;
    let mut best: Option<f32> = None;
    let mut offer = |from: f32, to: f32| {
        if to < from {
            return;
        }
        let inside = from <= wanted && wanted <= to;
        let tight = to - from < 8.0 && from > low && to < high;
        let at = if tight && !inside { f32::midpoint(from, to) } else { wanted.clamp(from, to) };
        if best.is_none_or(|best| (at - wanted).abs() < (best - wanted).abs()) {
            best = Some(at);
        }
    };
    for (start, end) in walls {
        if start > high {
            break;
        }
        offer(from, start.min(high));
        from = from.max(end);
    }
    offer(from, high);
    best
}
