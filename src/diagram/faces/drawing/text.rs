//! One line of words: runs of one direction each, in the order in which they stand.

use super::{Pencil, SMALLEST, Shape, View};
use crate::{
    diagram::{
        faces::bidi::{self, Direction},
        layout::geometry::{Point, Rect},
    },
    theme::{Measure, Rgb, TextStyle},
};
use std::borrow::Cow;

/// Where a line of words stands about its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At its left end.
    Left,
    /// At its middle.
    Middle,
    /// At its right end.
    Right,
}

/// Places a line of words.
#[derive(Debug, Clone, PartialEq)]
pub struct Text<'a> {
    /// At the middle of the line's height.
    pub at: Point,
    /// Where the line stands about the point.
    pub align: Align,
    /// From the left.
    pub runs: Vec<Run<'a>>,
    /// How many times as large as their style the words are on the screen.
    pub scale: f32,
}

/// Words in one style and one direction, in the order in which they are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<'a> {
    /// As the author wrote them, or as much as fits.
    pub words: Cow<'a, str>,
    /// Its size and weight.
    pub style: TextStyle,
    /// Their colour.
    pub ink: Rgb,
    /// In which they are read.
    pub direction: Direction,
}

impl Run<'_> {
    /// In points, at the size of its style.
    #[must_use]
    pub fn width(&self, measure: &dyn Measure) -> f32 {
        measure.width(&self.words, self.style.size(), self.style.weight())
    }
}

impl<'a> Text<'a> {
    /// Words in one style, at 100 %.
    #[must_use]
    pub fn of(words: &str, style: TextStyle, ink: Rgb, at: Point, align: Align) -> Text<'static> {
        let runs = Words::new(words, style, ink).runs();
        Text { at, align, runs, scale: 1.0 }.into_owned()
    }

    /// With words of its own.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        let Self { at, align, runs, scale } = self;
        let runs = runs.into_iter();
        let runs = runs.map(|run: Run<'a>| Run { words: run.words.into_owned().into(), ..run });
        Text { at, align, runs: runs.collect(), scale }
    }
}

impl Text<'_> {
    /// In points of the layout, at 100 %.
    #[must_use]
    pub fn width(&self, measure: &dyn Measure) -> f32 {
        self.runs.iter().map(|run| run.width(measure)).sum()
    }

    /// The height of the line at the size of its style.
    #[must_use]
    pub fn line(&self) -> f32 {
        self.runs.iter().map(|run| run.style.line()).fold(0.0, f32::max)
    }
}

/// Words in one style and one colour.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub style: TextStyle,
    pub ink: Rgb,
    /// Which way they are read: that of the whole text, of which they may be a part.
    pub base: Direction,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, style: TextStyle, ink: Rgb) -> Self {
        Self { text, style, ink, base: Direction::of(text) }
    }

    pub(super) fn runs(self) -> Vec<Run<'a>> {
        let Self { text, style, ink, base } = self;
        let runs = bidi::runs(text, base).into_iter();
        runs.map(|(words, direction)| Run { words: words.into(), style, ink, direction }).collect()
    }
}

impl<'a> Pencil<'_, 'a> {
    /// A line of words at the size of the figure.
    pub(super) fn words(&mut self, view: &View<'_>, words: Words<'a>, at: Point, align: Align) {
        self.scaled(words, at, align, view.zoom);
    }

    /// A line of words, so many times as large as its style on the screen.
    pub(super) fn scaled(&mut self, words: Words<'a>, at: Point, align: Align, scale: f32) {
        if !words.text.trim().is_empty() {
            self.put(Shape::Text(Text { at, align, runs: words.runs(), scale }));
        }
    }

    /// A line of words that were made for the picture.
    pub(super) fn owned(&mut self, words: Words<'_>, at: Point, align: Align, scale: f32) {
        self.put(Shape::Text(Text { at, align, runs: words.runs(), scale }.into_owned()));
    }

    /// From the side of a rectangle at which reading begins.
    pub(super) fn along(&mut self, view: &View<'_>, words: Words<'a>, rect: &Rect) {
        let y = rect.centre().y;
        match words.base {
            Direction::Ltr => self.words(view, words, Point { x: rect.left, y }, Align::Left),
            Direction::Rtl => self.words(view, words, Point { x: rect.right, y }, Align::Right),
        }
    }
}

impl View<'_> {
    /// How large words are on the screen: as the zoom makes them, but not too small to be read;
    /// nothing where they then don't fit `room`, in points of the screen.
    pub(super) fn readable(&self, text: &str, style: TextStyle, room: f32) -> Option<f32> {
        let least = SMALLEST / style.size();
        if self.zoom >= least {
            return Some(self.zoom);
        }
        let wide = || self.measure.width(text, style.size(), style.weight()) * least;
        (wide() <= room).then_some(least)
    }
}
