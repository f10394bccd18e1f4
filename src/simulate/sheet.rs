//! A model's picture, put down as the list that diagrams are drawn from: plates, lines, signs and
//! words, each belonging to a part that has a name.

use crate::{
    diagram::{
        drawing::{Align, Item, Pen, Shape, Subject, Text, words_of},
        geometry::{Point, Rect},
    },
    id::Id,
    simulate::value::Value,
    theme::{Measure, Rgb, TextStyle, Tokens, icons::Icon},
};

/// What a picture is made for.
#[derive(Clone, Copy)]
pub struct Room<'a> {
    /// How wide it is to be, in points.
    pub width: f32,
    /// The colours.
    pub tokens: &'a Tokens,
    /// How wide words are.
    pub measure: &'a dyn Measure,
}

/// A picture of a model at one setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// What comes later lies over what comes before; each belongs to [`Subject::Part`].
    pub items: Vec<Item<'static>>,
    /// By their numbers.
    pub parts: Vec<SheetPart>,
}

/// A part of a picture: what a pointer points at, and a screen reader names.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPart {
    /// What it is and what it says: "Containers: 209 fit"; empty for what only decorates.
    pub name: String,
    /// Where it is.
    pub at: Rect,
    /// What a press on it sets, if anything.
    pub sets: Option<(Id, Value)>,
    /// It is what the control that it sets is set to.
    pub chosen: bool,
}

impl Picture {
    /// All that is written, run by run.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        words_of(&self.items)
    }
}

/// A picture while it is being made.
pub struct Sheet<'a> {
    /// The colours.
    pub tokens: &'a Tokens,
    /// How wide words are.
    pub measure: &'a dyn Measure,
    width: f32,
    height: f32,
    items: Vec<Item<'static>>,
    parts: Vec<SheetPart>,
}

impl<'a> Sheet<'a> {
    /// An empty one.
    #[must_use]
    pub fn new(room: &Room<'a>) -> Self {
        let Room { width, tokens, measure } = *room;
        let parts = Vec::new();
        Self { tokens, measure, width, height: 0.0, items: Vec::new(), parts }
    }

    /// How wide it is, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.width
    }

    /// Begins a part: what is put down from here on belongs to it.
    pub fn part(&mut self, name: impl Into<String>, at: Rect) {
        self.height = self.height.max(at.bottom);
        self.parts.push(SheetPart { name: name.into(), at, sets: None, chosen: false });
    }

    /// Begins a part that sets a control when it is pressed.
    pub fn button(&mut self, name: impl Into<String>, at: Rect, sets: (Id, Value), chosen: bool) {
        self.part(name, at);
        if let Some(part) = self.parts.last_mut() {
            part.sets = Some(sets);
            part.chosen = chosen;
        }
    }

    /// Puts something down.
    pub fn put(&mut self, shape: Shape<'static>) {
        if self.parts.is_empty() {
            self.part("", Rect { left: 0.0, top: 0.0, right: self.width, bottom: 0.0 });
        }
        let of = Subject::Part(self.parts.len().saturating_sub(1));
        self.items.push(Item { of, shape });
    }

    /// A rectangle.
    pub fn plate(&mut self, rect: Rect, radius: f32, fill: Option<Rgb>, outline: Option<Pen>) {
        self.put(Shape::Plate { rect, radius, fill, outline });
    }

    /// A line from point to point.
    pub fn line(&mut self, points: Vec<Point>, pen: Pen) {
        self.put(Shape::Line { points, bend: 0.0, pen });
    }

    /// A sign.
    pub fn icon(&mut self, icon: Icon, at: Point, size: f32, ink: Rgb) {
        self.put(Shape::Icon { icon, at, size, ink });
    }

    /// One line of words.
    pub fn words(&mut self, words: &str, style: TextStyle, ink: Rgb, at: Point, align: Align) {
        if !words.trim().is_empty() {
            self.put(Shape::Text(Text::of(words, style, ink, at, align)));
        }
    }

    /// How wide words are, in points.
    #[must_use]
    pub fn wide(&self, words: &str, style: TextStyle) -> f32 {
        self.measure.width(words, style.size(), style.weight())
    }

    /// Words in lines of `room` points from `top` on, at most `most` of them; returns where the
    /// last one ends.
    pub fn paragraph(
        &mut self,
        (words, style, ink): (&str, TextStyle, Rgb),
        (left, top): (f32, f32),
        (room, most): (f32, usize),
    ) -> f32 {
        let lines = crate::diagram::layout::wrap(self.measure, &[(words, style)], room, most);
        let mut y = top;
        for line in lines {
            let at = Point { x: left, y: y + style.line() / 2.0 };
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            self.words(&text, style, ink, at, Align::Left);
            y += style.line();
        }
        y
    }

    /// Makes it at least so high, in points.
    pub fn reach(&mut self, bottom: f32) {
        self.height = self.height.max(bottom);
    }

    /// The picture.
    #[must_use]
    pub fn done(self) -> Picture {
        let Self { width, height, items, parts, .. } = self;
        Picture { width, height, items, parts }
    }
}
