//! What every model can do.

use crate::{
    id::Id,
    simulate::{
        amount::Amount,
        control::Control,
        setting::Setting,
        sheet::{Picture, Room},
    },
};

/// What a model answers, given where its controls stand. The same setting gives the same answers.
pub trait Live {
    /// The word that a line of text begins with, and authors write in lower case: `density`.
    fn word(&self) -> &'static str;

    /// What can be set, in the order in which it is shown.
    fn controls(&self) -> &[Control];

    /// What can be read off, in the order of importance.
    fn readings(&self, setting: &Setting) -> Vec<Reading>;

    /// Its state in a sentence or two.
    fn sentence(&self, setting: &Setting) -> String;

    /// Everything that the picture shows, in rows and columns.
    fn table(&self, setting: &Setting) -> Facts;

    /// What it takes for granted, and where its figures come from.
    fn assumptions(&self) -> Vec<Assumption>;

    /// The picture.
    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture;

    /// The control that moves by itself while the model is played, in milliseconds; none where
    /// nothing passes.
    fn clock(&self) -> Option<&Id> {
        None
    }

    /// When what is shown is over, in milliseconds; nothing where that is the clock's own end.
    fn over(&self, _setting: &Setting) -> Option<Amount> {
        None
    }
}

/// A number that can be read off a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Unique in its model: questions ask for it by this.
    pub id: Id,
    /// What it counts, as it stands in a list: "Fit in this machine".
    pub name: String,
    /// In `unit`.
    pub value: Amount,
    /// What is counted; empty for a plain count.
    pub unit: &'static str,
}

impl Reading {
    /// With its unit, for people.
    #[must_use]
    pub fn said(&self) -> String {
        let space = if self.unit.is_empty() { "" } else { " " };
        format!("{}{space}{}", self.value.grouped(), self.unit)
    }
}

/// Words in rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The heading of each column; the first names what the rows are.
    pub columns: Vec<String>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Something that a model takes for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// In a sentence, with the figure in it if it is about one.
    pub text: String,
    /// A source of the pack; none for what the model itself assumes.
    pub source: Option<Id>,
}

/// An id that the code gives, not an author.
pub(super) fn fixed(text: &str) -> Id {
    Id::new(text).unwrap_or_else(|_| unreachable!("{text} is an id"))
}
