//! What the figures of the lessons keep from frame to frame.

use crate::{
    app::LessonKey,
    diagram::{Decision, FateKind, NodePath, NodeRef, layout::Layout},
    id::Id,
    ui::{cx::Cx, figure::stops::Nodes, signals::FigureKey},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The state of all figures.
#[derive(Default)]
pub struct Figures {
    all: HashMap<FigureKey, FigureView>,
    /// The figure that fills the window.
    pub filled: Option<Filled>,
    /// While a figure is presented: a key turns to the next step, or back.
    pub turn: Option<Turn>,
    /// How fast steps and hops follow each other by themselves.
    pub pace: Pace,
}

/// How fast steps and hops follow each other by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    #[default]
    Usual,
    Fast,
    Slow,
}

impl Pace {
    /// How many times as fast as usual.
    #[must_use]
    pub fn factor(self) -> f64 {
        match self {
            Self::Usual => 1.0,
            Self::Fast => 2.0,
            Self::Slow => 0.5,
        }
    }

    /// As it stands on its button.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Usual => "1×",
            Self::Fast => "2×",
            Self::Slow => "½×",
        }
    }

    /// What the next press makes of it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Usual => Self::Fast,
            Self::Fast => Self::Slow,
            Self::Slow => Self::Usual,
        }
    }
}

impl Figures {
    /// A figure as it was left, at first as it begins.
    pub fn at(&mut self, key: &FigureKey) -> &mut FigureView {
        self.all.entry(key.clone()).or_default()
    }

    #[must_use]
    pub fn get(&self, key: &FigureKey) -> Option<&FigureView> {
        self.all.get(key)
    }

    /// The figures of one lesson.
    pub fn of_lesson(&self, lesson: &LessonKey) -> impl Iterator<Item = (&FigureKey, &FigureView)> {
        self.all.iter().filter(move |((of, _), _)| of == lesson)
    }

    /// Of a lesson's figures for which `which` holds, the one in sight, else any.
    pub fn best(
        &mut self,
        lesson: &LessonKey,
        seen: Option<&FigureKey>,
        which: fn(&FigureView) -> bool,
    ) -> Option<(&FigureKey, &mut FigureView)> {
        let own = self.all.iter_mut().filter(|((of, _), view)| of == lesson && which(view));
        own.max_by_key(|(key, _)| seen == Some(*key))
    }
}

/// A figure, if it was shown before.
pub fn of<'c>(cx: &'c Cx<'_>, key: &FigureKey) -> Option<&'c FigureView> {
    cx.states.get::<Figures>()?.get(key)
}

/// The figure that fills the window.
pub fn filled<'c>(cx: &'c Cx<'_>) -> Option<&'c Filled> {
    cx.states.get::<Figures>()?.filled.as_ref()
}

/// A figure that fills the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub figure: (LessonKey, usize),
    /// For an audience: larger words, and the arrow keys turn its steps.
    pub presenting: bool,
}

/// Which way a presented figure is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    On,
    Back,
}

/// State of one figure.
#[derive(Default)]
pub struct FigureView {
    /// The question about the picture that waits while the picture is gone through.
    pub aside: Option<Id>,
    /// What the learner breaks in it, and says of it.
    pub breaking: Option<Breaking>,
    pub walk: WalkView,
    /// The ways of the request that is followed stand under it, so that the bar need not show them.
    pub outlined: bool,
    pub compared: Compared,
    pub size: SizeView,
    pub card: CardView,
    /// What is known of its boxes.
    pub nodes: Option<Arc<Nodes>>,
    /// How much room there is under it for what may be said, and what that was measured for.
    pub room: Option<(Measured, Room)>,
    /// The layer that the keyboard stands on.
    pub cursor: Option<NodePath>,
    /// Since that layer has had the focus, it has come into sight.
    pub cursor_seen: bool,
    /// Was a question to be answered in this figure in the last frame?
    pub was_asked: bool,
    pub layout: Option<(LayoutKey, Arc<Layout>)>,
}

/// Where one is in a walk or along with a request, and what that has just changed.
#[derive(Default)]
pub struct WalkView {
    /// Steps or hops go on by themselves: when the last one began, in seconds.
    pub playing: Option<f64>,
    /// A step has just asked: its question comes into sight.
    pub show_prediction: bool,
    /// Where one is along with a request.
    pub trace: Option<Along>,
    /// The request goes from hop to hop: since when, in seconds.
    pub travels: Option<f64>,
    /// The ways that were taken, each with its trace.
    pub taken: HashSet<(Id, Decision)>,
    /// When a step or a hop was taken last, in seconds.
    pub stepped: Option<f64>,
    /// Where the keyboard stood when the step was taken: standing there does not replace the step's
    /// words.
    pub quiet: Option<NodePath>,
    /// A step was taken: for so many frames, what it changed is brought into sight.
    pub follow_frames: u8,
    /// Where the last step's or hop's changes are painted, in points of the screen.
    pub changed: Option<egui::Rect>,
    /// Where its words are painted, in points of the screen.
    pub said: Option<egui::Rect>,
    /// The step of a walk through the figure, from 0; `None` shows the whole picture.
    pub step: Option<usize>,
    /// The layout with what is there at the step, as it was painted last.
    pub walked: Option<(LayoutKey, StepAt, Arc<Layout>)>,
    /// What was broken in it.
    pub broken: Vec<NodeRef>,
    /// What a step has taken away, and when, in seconds.
    pub leaving: Option<(f64, Arc<Layout>)>,
    /// What a step has brought: when, in seconds, in which layout, and which of its boxes.
    pub arriving: Option<(f64, Arc<Layout>, Arc<[bool]>)>,
}

/// A part of a figure that the learner breaks, to see what becomes of its requests.
#[derive(Debug, Clone, Default)]
pub struct Breaking {
    /// What is broken; none while it is still to be pointed at.
    pub part: Option<NodeRef>,
    /// What the learner says becomes of a request in a diagram: each by the numbers of its trace and of
    /// its path.
    pub said: HashMap<(usize, usize), FateKind>,
    /// It was said of all; since then it is shown.
    pub run: Option<Running>,
}

/// A request that runs into what is broken.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    /// The trace, by its number in the figure.
    pub trace: usize,
    /// The moment of its journey, from 0; beyond its end, the last one.
    pub tick: usize,
    /// When it came there, in seconds.
    pub since: f64,
    /// At its end the next request runs.
    pub others_follow: bool,
}

/// Where one is along with a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Along {
    /// The trace, by its number in the block.
    pub trace: usize,
    /// The moment of its journey, from 0.
    pub tick: usize,
    /// Which way was taken at each choice.
    pub decisions: Vec<Decision>,
    /// What the last way asks was gone past without an answer.
    pub unasked: bool,
}

impl Along {
    /// At the beginning of a trace.
    pub fn of(trace: usize) -> Self {
        Self { trace, ..Self::default() }
    }
}

/// What the learner has changed of an author's comparison.
#[expect(clippy::struct_excessive_bools, reason = "each is a small fact of its own")]
#[derive(Default)]
pub struct Compared {
    pub precise: bool,
    /// Layers that all diagrams have stand back.
    pub differences: bool,
    /// The order of the diagrams is turned round: the last one stands first.
    pub swapped: bool,
    /// The diagrams that are shown instead of the author's.
    pub chosen: Option<Vec<Id>>,
    /// The list of what can be compared is open.
    pub comparing: bool,
    /// That list is to be scrolled to.
    pub show_compare: bool,
}

/// How large a figure is shown.
#[derive(Default)]
pub struct SizeView {
    /// It has just been brought into sight: how many frames that still holds.
    pub brought: u8,
    /// So little of the figure is in sight that keys mean another one that is.
    pub afar: bool,
    /// The zoom, 1 being as laid out; none where it has not been changed.
    pub zoom: Option<f32>,
    /// The zoom at which it was painted last.
    pub shown_zoom: f32,
    /// A key or a button asks for another zoom.
    pub asked_zoom: Option<Asked>,
    /// By how much its viewport scrolls in the next frame, in points.
    pub jump: Option<egui::Vec2>,
    /// Its viewport on the screen, and how far that is scrolled, in points.
    pub window: Option<(egui::Rect, egui::Vec2)>,
    /// In a figure that fills the window, the height of what stands under the picture, in points.
    pub foot: f32,
    /// The same while a question stands there.
    pub asking: f32,
    /// How high the bar is of that, which is not scrolled, in points.
    pub bar: f32,
    /// How wide it is laid out to fill a window of that size, in points.
    pub filling: Option<(egui::Vec2, f32)>,
    /// The figure's height in the last frame, in points.
    pub height: f32,
}

/// The card of a layer or a group.
#[derive(Default)]
pub struct CardView {
    /// A card was just opened: it comes into sight.
    pub show_card: bool,
    /// The layer whose card is open.
    pub inspected: Option<NodePath>,
    /// How high the figure's frame was inside when it was last seen, in points.
    pub inside: Option<f32>,
}

/// How much room there is for what may be said, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// For the longest sentence.
    pub sentence: f32,
    /// For the highest card too.
    pub height: f32,
    /// Of all that may come, at least.
    pub whole: f32,
}

/// What that room hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub key: LayoutKey,
    pub width: f32,
    /// How large its words are, of the usual size.
    pub words: f32,
    /// The most that a card is high, in points.
    pub most: f32,
    /// The figure fills the window.
    pub filled: bool,
    /// The trace that is followed.
    pub trace: Option<usize>,
    /// A question asks which layer has failed.
    pub suspects: bool,
}

/// Which step is painted; `Walking(None)` is before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepAt {
    Whole,
    Walking(Option<usize>),
}

/// What a layout was made for.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutKey {
    pub diagrams: Vec<Id>,
    pub width: f32,
    pub low: bool,
    pub visit: u64,
}

/// The zoom that a key or a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Larger,
    Smaller,
    /// All of it, as it was laid out.
    Whole,
}
