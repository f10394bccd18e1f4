//! Where the parts of a request's ways stand, as a small tree: dots in lines, which part and join.

use crate::diagram::{
    Choice, Way,
    lanes::{Behind, Lane, LanePart, LaneWay, Moment},
};
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The side of the square that is a dot's, in points.
const DOT: f32 = 24.0;
/// The width of the lozenge at which ways part, in points.
const LOZENGE: f32 = 18.0;
/// In so many points lines go from one row to another.
const BEND: f32 = 18.0;
/// Beside a name: a tick before it, and what is left free after it, in points.
pub(super) const TICK: f32 = 18.0;
const AFTER: f32 = 8.0;
/// The height of a name, in points.
const NAME: f32 = 24.0;
/// Half the bar at which a request ends, in points.
const END: f32 = 5.0;

/// Where the names of ways stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// In the line, before its first dot.
    #[default]
    InLine,
    /// Over the line.
    Above,
}

impl Form {
    /// From one row to the next, in points.
    fn pitch(self) -> f32 {
        match self {
            Self::InLine => 28.0,
            Self::Above => 46.0,
        }
    }

    /// The middle of a row's line.
    fn line(self, row: u16) -> f32 {
        self.pitch() * f32::from(row + 1) - 14.0
    }
}

/// The ways, placed.
#[derive(Debug, Default)]
pub(super) struct PlacedLanes<'t> {
    pub form: Form,
    pub size: Vec2,
    pub moments: Vec<PlacedMoment<'t>>,
    pub ways: Vec<PlacedWay<'t>>,
    pub forks: Vec<PlacedFork<'t>>,
    pub lines: Vec<Line>,
    /// All but the lines, in the order in which they are read.
    pub parts: Vec<Placed>,
}

/// A part, by its number among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placed {
    Moment(usize),
    Way(usize),
    Fork(usize),
}

#[derive(Debug)]
pub(super) struct PlacedMoment<'t> {
    pub moment: Moment<'t>,
    pub at: Pos2,
}

#[derive(Debug)]
pub(super) struct PlacedWay<'t> {
    pub way: &'t Way,
    /// Its name, with the room for a tick.
    pub rect: Rect,
    /// The moment that it begins with, by its number.
    pub first: usize,
    /// Of the ways, it is the last itself.
    pub behind: Behind,
}

#[derive(Debug)]
pub(super) struct PlacedFork<'t> {
    pub choice: &'t Choice,
    pub at: Pos2,
    pub behind: Behind,
}

/// A line between two parts.
#[derive(Debug)]
pub(super) struct Line {
    pub points: Vec<Pos2>,
    /// It leads from a fork into the last of the ways that it lies in.
    pub leads_in: bool,
    /// It is gone along once the moment of that number is reached.
    pub with: usize,
    pub behind: Behind,
}

/// Where the next part goes.
#[derive(Clone)]
struct Pen {
    x: f32,
    row: u16,
    /// From where a line leads to it.
    from: Option<Pos2>,
    /// Up to here a name stands over the line.
    named: f32,
}

impl<'t> PlacedLanes<'t> {
    /// Places the ways; `wide` says how wide a name is, in points.
    pub fn of(lane: &Lane<'t>, form: Form, wide: &dyn Fn(&str) -> f32) -> Self {
        let mut placing = Placing { form, wide, all: Self { form, ..Self::default() } };
        let mut pen = Pen { x: 0.0, row: 0, from: None, named: 0.0 };
        let rows = placing.lane(lane, &mut pen, true);
        placing.all.size = vec2(pen.x.ceil(), form.pitch() * f32::from(rows));
        placing.all
    }
}

struct Placing<'t, 'w> {
    form: Form,
    wide: &'w dyn Fn(&str) -> f32,
    all: PlacedLanes<'t>,
}

impl<'t> Placing<'t, '_> {
    /// Places a lane, after which the request `ends` or goes on, and gives the number of its rows.
    fn lane(&mut self, lane: &Lane<'t>, pen: &mut Pen, ends: bool) -> u16 {
        let (y, mut rows) = (self.form.line(pen.row), 1);
        let mut behind = Behind::default();
        for part in &lane.parts {
            match part {
                LanePart::Moment(moment) => {
                    let (at, number) = (pos2(pen.x + DOT / 2.0, y), self.all.moments.len());
                    if let Some(from) = pen.from.replace(at) {
                        self.line(vec![from, at], number, &moment.behind);
                    }
                    behind.clone_from(&moment.behind);
                    self.all.moments.push(PlacedMoment { moment: moment.clone(), at });
                    self.all.parts.push(Placed::Moment(number));
                    pen.x += DOT;
                }
                LanePart::Fork { choice, behind, ways } => {
                    rows = rows.max(self.fork((choice, behind), ways, pen));
                }
            }
        }
        if let (Some(from), true) = (pen.from, ends) {
            let (at, last) = (pos2(pen.x + END, y), self.all.moments.len().saturating_sub(1));
            self.line(vec![from, at], last, &behind);
            self.line(vec![at - vec2(0.0, END), at + vec2(0.0, END)], last, &behind);
            pen.x += 2.0 * END;
        }
        rows
    }

    fn line(&mut self, points: Vec<Pos2>, with: usize, behind: &Behind) {
        let behind = behind.clone();
        self.all.lines.push(Line { points, leads_in: false, with, behind });
    }

    /// Places ways below each other; they join in the first one's row, behind the longest.
    fn fork(
        &mut self,
        (choice, behind): (&'t Choice, &Behind),
        ways: &[LaneWay<'t>],
        pen: &mut Pen,
    ) -> u16 {
        let y = self.form.line(pen.row);
        let at = pos2(pen.x + LOZENGE / 2.0, y);
        if let Some(from) = pen.from.take() {
            self.line(vec![from, at], self.all.moments.len().saturating_sub(1), behind);
        }
        self.all.parts.push(Placed::Fork(self.all.forks.len()));
        self.all.forks.push(PlacedFork { choice, at, behind: behind.clone() });
        let begin = (pen.x + LOZENGE + BEND).max(pen.named);
        let mut row = pen.row;
        let mut placed: Vec<(Pen, &LaneWay<'t>)> = Vec::with_capacity(ways.len());
        for way in ways {
            let mut own = Pen { x: begin, row, from: None, named: 0.0 };
            row += self.way(way, (at, begin), &mut own);
            placed.push((own, way));
        }
        pen.x = placed.iter().map(|(own, _)| own.x).fold(begin, f32::max);
        if ways.iter().any(|way| way.joins) {
            let (bend, end) = (pen.x + BEND / 2.0, pos2(pen.x + BEND, y));
            let next = self.all.moments.len();
            for (own, way) in placed.iter().filter(|(_, way)| way.joins) {
                let Some(from) = own.from else { continue };
                let points = if (from.y - y).abs() < 0.5 {
                    vec![from, end]
                } else {
                    vec![from, pos2(bend, from.y), pos2(bend, y), end]
                };
                self.line(points, next, &way.behind);
            }
            (pen.x, pen.from) = (end.x, Some(end));
        }
        row - pen.row
    }

    /// Places one way of a fork, its name first.
    fn way(&mut self, way: &LaneWay<'t>, (fork, begin): (Pos2, f32), own: &mut Pen) -> u16 {
        let y = self.form.line(own.row);
        let name = TICK + (self.wide)(&way.way.name).ceil();
        let top = match self.form {
            Form::InLine => y - NAME / 2.0,
            Form::Above => y - NAME - DOT / 2.0 + 4.0,
        };
        let rect = Rect::from_min_size(pos2(begin, top), vec2(name + AFTER / 2.0, NAME));
        let bend = begin - BEND / 2.0;
        let points = if (fork.y - y).abs() < 0.5 {
            vec![fork, pos2(begin, y)]
        } else {
            vec![fork, pos2(bend, fork.y), pos2(bend, y), pos2(begin, y)]
        };
        let (first, behind) = (self.all.moments.len(), way.behind.clone());
        self.all.lines.push(Line { points, leads_in: true, with: first, behind: behind.clone() });
        self.all.parts.push(Placed::Way(self.all.ways.len()));
        self.all.ways.push(PlacedWay { way: way.way, rect, first, behind });
        own.from = Some(pos2(begin, y));
        if self.form == Form::InLine {
            own.x = begin + name + AFTER;
            own.from = Some(pos2(rect.right(), y));
        }
        own.named = begin + name + AFTER;
        let rows = self.lane(&way.lane, own, !way.joins);
        if self.form == Form::Above {
            own.x = own.x.max(begin + name + AFTER);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::{DOT, Form, PlacedLanes};
    use crate::{
        diagram::{Choice, ChoiceKind, Hop, Leg, NodeRef, Trace, TraceKind, TracePath, Way},
        id::Id,
    };
    use egui::{Rect, vec2};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn hop(number: usize) -> Leg {
        let at = NodeRef { diagram: None, copies: vec![], node: id("x") };
        Leg::Hop(Hop { number, label: number.to_string(), at, say: String::new() })
    }

    fn choice(name: &str, ways: Vec<Way>) -> Leg {
        Leg::Choice(Choice { id: id(name), kind: ChoiceKind::When("?".to_owned()), ways })
    }

    fn way(name: &str, legs: Vec<Leg>, ends: bool) -> Way {
        Way { id: id(name), name: name.repeat(9), ask: None, legs, ends }
    }

    /// Ends in one way; in the other it parts and joins again.
    fn trace() -> Trace {
        let inner = choice("k", vec![way("c", vec![hop(4)], false), way("d", vec![hop(5)], false)]);
        let ways = vec![way("a", vec![hop(2)], true), way("b", vec![hop(3), inner, hop(6)], false)];
        let legs = vec![hop(0), hop(1), choice("o", ways), hop(7)];
        let path = TracePath { diagram: id("one"), legs };
        let (id, title) = (id("t"), "T".to_owned());
        Trace { id, title, kind: TraceKind::Request, paths: vec![path] }
    }

    #[test]
    fn nothing_stands_on_anything_else() {
        let trace = trace();
        let lanes = trace.lanes().unwrap();
        #[expect(clippy::cast_precision_loss, reason = "a name")]
        let wide = |name: &str| name.chars().count() as f32 * 7.0;
        for form in [Form::InLine, Form::Above] {
            let placed = PlacedLanes::of(&lanes, form, &wide);
            let dots = placed.moments.iter().map(|moment| moment.at);
            let dots = dots.map(|at| Rect::from_center_size(at, vec2(DOT, 14.0)));
            let lozenges = placed.forks.iter().map(|fork| fork.at);
            let lozenges = lozenges.map(|at| Rect::from_center_size(at, vec2(14.0, 14.0)));
            let names = placed.ways.iter().map(|way| way.rect);
            let all: Vec<Rect> = dots.chain(lozenges).chain(names).collect();
            assert_eq!(all.len(), 8 + 2 + 4);
            let whole = Rect::from_min_size(egui::Pos2::ZERO, placed.size);
            for (at, rect) in all.iter().enumerate() {
                assert!(whole.contains_rect(*rect), "{form:?}: {rect:?} in {whole:?}");
                let others = all.iter().skip(at + 1);
                let on = others.filter(|other| other.shrink(0.5).intersects(*rect));
                assert_eq!(on.count(), 0, "{form:?}: {rect:?}");
            }
            // Where the ways have joined it goes on in the first line, right of all of them.
            let last = placed.moments.last().unwrap().at;
            assert!((last.y - placed.moments.first().unwrap().at.y).abs() < 0.5);
            assert!(placed.moments.iter().all(|moment| moment.at.x <= last.x));
        }
    }

    #[test]
    fn what_lies_behind_a_way_says_so() {
        let trace = trace();
        let lanes = trace.lanes().unwrap();
        let placed = PlacedLanes::of(&lanes, Form::InLine, &|_| 50.0);
        let told = |at: usize| {
            let behind = &placed.moments.get(at).unwrap().moment.behind;
            let within: Vec<&str> = behind.within.iter().map(|made| made.way.as_str()).collect();
            (within.join(" "), behind.after.len())
        };
        assert_eq!(told(1), (String::new(), 0));
        assert_eq!(told(2), ("a".to_owned(), 0));
        assert_eq!(told(4), ("b c".to_owned(), 0));
        assert_eq!(told(6), ("b".to_owned(), 1), "where the inner ways have joined");
        assert_eq!(told(7), (String::new(), 1));
    }
}
