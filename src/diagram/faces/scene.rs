//! How everything of a laid-out figure looks just now: lit, opposite, chosen, right or wrong.

use crate::diagram::{
    faces::route::Route,
    layout::{Layout, geometry::Point},
    model::{Exposure, NodePath, Reached, Still},
};
use std::sync::Arc;

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// As it is when nothing is pointed out.
    #[default]
    Rest,
    /// Under the pointer, focused, named by the words that are, or pointed out by a step.
    Hot,
    /// Its card is open, or it is the chosen answer.
    Selected,
    /// It does the same job as the one that is attended to.
    Counterpart,
    /// It merely stands in the place in its picture that the attended one has in another.
    SamePlace,
    /// It steps back: something else is pointed out or attended to.
    Dimmed,
}

impl From<Still> for Look {
    /// How a box looks at a step while nothing else is attended to.
    fn from(still: Still) -> Self {
        match still {
            Still::Hidden | Still::Shown => Self::Rest,
            Still::Back => Self::Dimmed,
            Still::Focused => Self::Hot,
        }
    }
}

/// What an answer made of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It belongs to the right answer, and was chosen.
    Right,
    /// It was chosen, and does not belong to the right answer.
    Wrong,
    /// It belongs to the right answer, and was not chosen.
    Missed,
}

/// Says what is missing where it would stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ghost {
    /// By its number in the layout.
    pub gap: usize,
    /// Why, in a few words.
    pub words: Option<String>,
}

/// What of a figure changes while its layout stays. What a list lacks is at rest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// One for each box.
    pub looks: Vec<Look>,
    /// What an answer made of each box.
    pub marks: Vec<Option<Mark>>,
    /// What becomes of each box where something is taken over; empty where nothing is.
    pub exposures: Vec<Exposure>,
    /// How far the request that is followed has come, for each box; empty while none is followed.
    pub hops: Arc<Vec<Reached>>,
    /// The lines of that request, as far as they are drawn.
    pub routes: Arc<Vec<Route>>,
    /// Where that request is on its way from hop to hop: in which diagram, and at which point.
    pub tokens: Vec<(usize, Point)>,
    /// What is said in gaps; a gap without one says nothing.
    pub ghosts: Vec<Ghost>,
    /// The stop that is pointed at, has the focus, or is named.
    pub attended: Option<usize>,
    /// The link whose words are pointed at.
    pub link: Option<usize>,
    /// The links that are pointed out, by their numbers.
    pub links: Vec<usize>,
    /// The connectors that are pointed out, by their numbers.
    pub connectors: Vec<usize>,
}

impl Scene {
    pub(super) fn look(&self, number: usize) -> Look {
        self.looks.get(number).copied().unwrap_or_default()
    }

    pub(super) fn mark(&self, number: usize) -> Option<Mark> {
        self.marks.get(number).copied().flatten()
    }

    pub(super) fn exposure(&self, number: usize) -> Exposure {
        self.exposures.get(number).copied().unwrap_or_default()
    }

    /// The path of the stop that is attended to.
    pub(super) fn named<'l>(&self, layout: &'l Layout) -> Option<&'l NodePath> {
        Some(layout.stop(self.attended?)?.path())
    }
}
