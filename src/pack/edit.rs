//! Replacements in a text: what a problem advises, and what lets the reader go on after it.

use std::{borrow::Cow, ops::Range};

/// One replacement in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the file; empty where something is inserted.
    pub at: Range<usize>,
    /// What stands there instead.
    pub new: String,
}

impl Edit {
    pub(super) fn new(at: Range<usize>, new: impl Into<String>) -> Self {
        Self { at, new: new.into() }
    }

    pub(super) fn insert(at: usize, new: impl Into<String>) -> Self {
        Self::new(at..at, new)
    }

    pub(super) fn remove(at: Range<usize>) -> Self {
        Self::new(at, "")
    }
}

/// A text with replacements made. Of those that overlap, the first is made.
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let (mut made, mut from) = (String::with_capacity(text.len()), 0);
    for edit in sorted {
        let Some(before) = text.get(from..edit.at.start) else { continue };
        made.push_str(before);
        made.push_str(&edit.new);
        from = edit.at.end;
    }
    made.push_str(text.get(from..).unwrap_or(""));
    made
}

/// A text that was read on after mistakes, and the way back to where each part stood.
#[derive(Debug)]
pub(super) struct Mended<'a> {
    original: &'a str,
    pub text: Cow<'a, str>,
    /// In order of place; none overlaps another.
    changes: Vec<Change>,
}

#[derive(Debug, Clone)]
struct Change {
    /// The replacement, in places of the original.
    edit: Edit,
    /// It is what the author surely meant; otherwise a stopgap.
    meant: bool,
    /// It removes or replaces something that has a name.
    named: bool,
}

impl<'a> Mended<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        Self { original, text: Cow::Borrowed(original), changes: Vec::new() }
    }

    /// Where the changes stand in the new text.
    fn places(&self) -> impl Iterator<Item = (Range<usize>, &Change)> {
        let (mut from, mut here) = (0, 0);
        self.changes.iter().map(move |change| {
            here += change.edit.at.start.saturating_sub(from);
            let at = here..here + change.edit.new.len();
            (from, here) = (change.edit.at.end, at.end);
            (at, change)
        })
    }

    /// The place in the original of a place in the new text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let (mut from, mut here) = (0, 0);
        for (at, change) in self.places() {
            if offset < at.end || (offset == at.start && at.is_empty()) {
                let inside = offset.saturating_sub(at.start).min(change.edit.at.len());
                if offset >= at.start {
                    return change.edit.at.start + inside;
                }
                break;
            }
            (from, here) = (change.edit.at.end, at.end);
        }
        from + offset.saturating_sub(here)
    }

    pub(super) fn original_range(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.original(at.start);
        start..self.original(at.end).max(start)
    }

    /// Makes further replacements, given in places of the new text, each with whether the author
    /// surely meant it. `false` when one of them touches an earlier replacement: then nothing is
    /// changed.
    pub(super) fn change(&mut self, edits: Vec<(Edit, bool)>) -> bool {
        let mut more = Vec::new();
        for (edit, meant) in edits {
            let touches = |at: &Range<usize>| edit.at.start < at.end && at.start < edit.at.end;
            let inside = |at: &Range<usize>| at.start < edit.at.start && edit.at.start < at.end;
            if self.places().any(|(at, _)| touches(&at) || inside(&at)) {
                return false;
            }
            let gone = self.text.get(edit.at.clone()).unwrap_or("");
            let before = self.text.get(..edit.at.start).unwrap_or("").trim_end();
            let brackets = [gone, &edit.new].iter().any(|text| text.contains(['(', '[']));
            let part =
                edit.new.is_empty() && gone.starts_with(|c: char| c.is_uppercase() || c == '"');
            let id = before.ends_with("id:") || edit.new.contains("id:");
            let named = !meant && (brackets || part || id);
            let at = self.original_range(&edit.at);
            more.push(Change { edit: Edit { at, new: edit.new }, meant, named });
        }
        self.changes.extend(more);
        self.changes.sort_by_key(|change| (change.edit.at.start, change.edit.at.end));
        let edits: Vec<Edit> = self.changes.iter().map(|change| change.edit.clone()).collect();
        self.text = Cow::Owned(edited(self.original, &edits));
        true
    }

    /// Where stopgaps stand in the new text.
    pub(super) fn stopgaps(&self) -> Vec<Range<usize>> {
        let stopgap = |(at, change): (Range<usize>, &Change)| (!change.meant).then_some(at);
        self.places().filter_map(stopgap).collect()
    }

    /// Is a place of the new text in a stopgap, or at its edge?
    pub(super) fn changed_at(&self, offset: usize) -> bool {
        self.places().any(|(at, change)| !change.meant && at.start <= offset && offset <= at.end)
    }

    /// Did a replacement remove something that has a name?
    pub(super) fn lost_names(&self) -> bool {
        self.changes.iter().any(|change| change.named)
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }
}
