//! Why a file cannot be read, in an author's words, and how to read on all the same.

use crate::pack::edit::Edit;
use std::ops::Range;

/// A refusal in words.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where, in bytes.
    pub at: Range<usize>,
    pub message: String,
    pub remedy: Option<String>,
    /// What the remedy says, where a machine can do it.
    pub fix: Vec<Edit>,
    pub on: On,
    /// It only comes of what was left out to read on.
    pub caused: bool,
}

/// How the rest of a file is read after a refusal.
#[derive(Debug)]
pub(super) enum On {
    /// As if the remedy had been followed.
    Mended,
    /// With a stopgap in the place of what can't be read.
    Stopgap(Vec<Edit>),
    /// Not at all: nobody knows what the rest means.
    Stop,
}

impl Refusal {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            remedy: None,
            fix: Vec::new(),
            on: On::Stop,
            caused: false,
        }
    }

    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The remedy as replacements, after which the file is read on.
    pub(super) fn fix(mut self, fix: Vec<Edit>) -> Self {
        if !fix.is_empty() {
            self.on = On::Mended;
        }
        self.fix = fix;
        self
    }

    pub(super) fn stopgap(mut self, edits: Vec<Edit>) -> Self {
        self.on = On::Stopgap(edits);
        self
    }
}
