//! Why a file cannot be read, in an author's words, and how it is read on all the same.

use crate::pack::edit::Edit;
use std::ops::Range;

/// A refusal in an author's words.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Where, in bytes of the text.
    pub at: Range<usize>,
    pub message: String,
    pub remedy: Option<String>,
    /// The remedy as replacements, where a machine can follow it.
    pub fix: Vec<Edit>,
    pub on: On,
    /// It is only a consequence of what was left out to read on.
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

    /// Sets the remedy as replacements; the file is read on with them.
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
