//! What every check needs: the index, the report, and the rules for ids and texts.

use crate::{
    diagram::{RoleWords, bidi},
    id::{Id, IdError},
    pack::{
        check::{
            drafted::UnitCheck,
            first::First,
            index::{Index, slug},
        },
        files::PackFiles,
        limits,
        markdown::is_web,
        path::Path,
        report::Report,
        signs, similar,
        watch::Watch,
        white_space,
    },
};
use std::{collections::HashSet, fmt::Arguments, ops::Range};

/// For each id, the number of the file in which it was seen first.
pub(super) type Seen<'a> = First<&'a str, usize>;

/// Walks over the sources, reports, and converts.
pub(super) struct Checker<'a, 'r> {
    pub index: &'a Index<'a>,
    pub files: &'a PackFiles,
    pub report: &'r mut Report,
    /// Says whether a character can be drawn; none where nobody asks how the pack will be shown.
    pub covers: Option<&'a dyn Fn(char) -> bool>,
    pub watch: &'a Watch,
    /// How many bytes of tables have been measured.
    pub measured: usize,
    /// The words that the pack gives to roles.
    pub roles: RoleWords,
    /// Files of which it has been said that a face is missing.
    uncovered: HashSet<usize>,
    /// Files of which it has been said that a text is read from the right.
    turned: HashSet<usize>,
    pub used_sources: HashSet<String>,
    pub used_misconceptions: HashSet<&'a str>,
    /// The checks of units, until the lessons are there whose questions they ask.
    pub checks: Vec<UnitCheck>,
    /// Diagrams that the steps and traces of a figure name and that it does not show.
    pub unshown: Vec<String>,
    pub ids: Ids<'a>,
}

/// The ids of a pack that are taken.
#[derive(Default)]
pub(super) struct Ids<'a> {
    pub lessons: Seen<'a>,
    pub diagrams: Seen<'a>,
    pub questions: Seen<'a>,
    /// Former ids of lessons.
    pub lessons_were: Seen<'a>,
    /// Former ids of questions.
    pub questions_were: Seen<'a>,
}

/// Is the text drawn in a diagram, and not told elsewhere?
fn is_drawn(path: &Path<'_>) -> bool {
    let told = ["about", "say", "because", "prompt"];
    path.is_within("diagrams") && !path.field_name().is_some_and(|field| told.contains(&field))
}

/// All items, or nothing if one is missing. Every item is made nevertheless, so that every one is
/// checked.
pub(super) fn all<T>(items: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut made = Some(Vec::with_capacity(items.size_hint().0));
    for item in items {
        match (item, &mut made) {
            (Some(item), Some(made)) => made.push(item),
            // Frees the memory of what can't be used any more.
            _ => made = None,
        }
    }
    made
}

impl<'a, 'r> Checker<'a, 'r> {
    pub(super) fn new(
        index: &'a Index<'a>,
        files: &'a PackFiles,
        (covers, watch): (Option<&'a dyn Fn(char) -> bool>, &'a Watch),
        report: &'r mut Report,
    ) -> Self {
        Self {
            index,
            files,
            report,
            covers,
            watch,
            measured: 0,
            roles: RoleWords::default(),
            uncovered: HashSet::new(),
            turned: HashSet::new(),
            used_sources: HashSet::new(),
            used_misconceptions: HashSet::new(),
            checks: Vec::new(),
            unshown: Vec::new(),
            ids: Ids::default(),
        }
    }

    /// What comes of something that is needed before its turn, or apart from it. Nothing is reported
    /// of it here: that is done where it stands.
    pub(super) fn apart<T>(&self, make: impl FnOnce(&mut Checker<'a, '_>) -> T) -> T {
        let mut report = Report::default();
        let mut apart = Checker::new(self.index, self.files, (None, self.watch), &mut report);
        apart.roles.clone_from(&self.roles);
        make(&mut apart)
    }

    /// Reports an error about a string, or about a part of it.
    pub(super) fn error_on(
        &mut self,
        path: &Path<'_>,
        part: Option<Range<usize>>,
        message: String,
        remedy: Option<String>,
    ) {
        match part {
            Some(part) => self.report.error_in(path, part, message, remedy),
            None => self.report.error(path, message, remedy),
        }
    }

    /// Need nothing be said of an unknown name? What it means may be there, and be mistaken or
    /// unreadable itself, which has been reported.
    pub(super) fn excused(&self, name: &str, path: &Path<'_>) -> bool {
        let index = self.index;
        index.is_mistaken(name) || index.is_lost(path.file) || index.is_lost(0)
    }

    /// Notes a diagram that a figure should show, once.
    pub(super) fn not_shown(&mut self, diagram: &str) {
        if !self.unshown.iter().any(|known| known == diagram) {
            self.unshown.push(diagram.to_owned());
        }
    }

    /// The id that a text is; reported if it is not well-formed.
    pub(super) fn id(&mut self, text: &str, path: &Path<'_>) -> Option<Id> {
        if let Ok(id) = Id::new(text) {
            return Some(id);
        }
        let nearest = slug(text).map(|slug| similar::meant(&slug));
        let remedy = nearest.unwrap_or_else(|| "Write `my-id`, for instance.".to_owned());
        let message = match signs::unseen(text).or_else(|| signs::foreign(text)) {
            Some((_, c)) => format!("the id `{text}` contains {}", signs::named(c)),
            None => format!("`{text}` is not an id: {IdError}"),
        };
        self.report.error(path, message, Some(remedy));
        None
    }

    /// The id of something new: reported unless it occurs once among its kind.
    pub(super) fn new_id(
        &mut self,
        text: &'a str,
        path: &Path<'_>,
        what: &str,
        seen: &mut Seen<'a>,
    ) -> Option<Id> {
        let id = self.id(text, path);
        if let Some(first) = seen.note(text, path.file) {
            let elsewhere = match self.files.files.get(first) {
                Some(other) if first != path.file => format!(", also in {}", other.path),
                _ => String::new(),
            };
            self.report.error(
                path,
                format!("the {what} id `{text}` is used twice{elsewhere}"),
                Some("Give one of them another id.".to_owned()),
            );
            return None;
        }
        id
    }

    /// Former ids: reported if one is still in use, or claimed twice.
    pub(super) fn former_ids(
        &mut self,
        was: &'a [String],
        path: &Path<'_>,
        what: &str,
        in_use: impl Fn(&str) -> bool,
        seen: &mut Seen<'a>,
    ) -> Option<Vec<Id>> {
        all(was.iter().enumerate().map(|(number, text)| {
            let path = path.index(number);
            let id = self.id(text, &path);
            if in_use(text) {
                self.report.error(
                    &path,
                    format!("the former {what} id `{text}` is still in use"),
                    Some("Take it out of `was`, or rename the item that has it.".to_owned()),
                );
            } else if seen.note(text, path.file).is_some() {
                self.report.error(
                    &path,
                    format!("the former {what} id `{text}` is claimed twice"),
                    Some("Leave it in one `was` only.".to_owned()),
                );
            }
            id
        }))
    }

    /// A text that must say something, with white space folded.
    pub(super) fn text(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) -> String {
        if signs::is_blank(text) {
            self.blank(text, path, what, "Write it.");
        } else if self.characters(text, path, what) {
            self.wording(text, path, what);
        }
        white_space::folded(text).into_owned()
    }

    /// Reports a text in which nothing can be seen.
    pub(super) fn blank(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>, remedy: &str) {
        let message = match text.chars().find(|c| signs::is_invisible(*c)) {
            Some(c) => format!("{what} is empty: it only holds {}", signs::named(c)),
            None => format!("{what} is empty"),
        };
        self.report.error(path, message, Some(remedy.to_owned()));
    }

    pub(super) fn optional(
        &mut self,
        text: Option<&str>,
        path: &Path<'_>,
        what: Arguments<'_>,
    ) -> Option<String> {
        let text = text?;
        if signs::is_blank(text) {
            self.blank(text, path, what, "Write it, or leave the field out.");
        } else if self.characters(text, path, what) {
            self.wording(text, path, what);
        }
        Some(white_space::folded(text).into_owned())
    }

    /// Checks the length of a text, and its characters. Says whether it may be read further.
    pub(super) fn characters(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) -> bool {
        if text.len() > limits::TEXT_BYTES {
            let message = format!("{what} is longer than {} KiB", limits::TEXT_BYTES / 1024);
            self.report.error(path, message, Some("Split it.".to_owned()));
            return false;
        }
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return true;
        }
        let unusual = |c: &char| (*c < ' ' && !"\n\r\t".contains(*c)) || *c > '~';
        for (at, c) in text.char_indices().filter(|(_, c)| unusual(c)) {
            if c.is_control() {
                let message =
                    format!("{what} contains the control character U+{:04X}", u32::from(c));
                let part = at..at + c.len_utf8();
                self.report.error_in(path, part, message, Some("Remove it.".to_owned()));
                return false;
            }
            if bidi::is_from_the_right(c) && !is_drawn(path) && self.turned.insert(path.file) {
                self.report.warning_in(
                    path,
                    at..at + c.len_utf8(),
                    format!("{what} is read from the right, and is not shown rightly yet"),
                    Some(
                        "Only what is drawn in a diagram puts such words in their order."
                            .to_owned(),
                    ),
                );
            }
            let lacks = self.covers.is_some_and(|covers| !covers(c));
            if lacks && self.uncovered.insert(path.file) {
                self.report.warning_in(
                    path,
                    at..at + c.len_utf8(),
                    format!("the bundled fonts lack `{c}` (U+{:04X})", u32::from(c)),
                    Some("It shows only where the system has a font for it.".to_owned()),
                );
            }
        }
        true
    }

    pub(super) fn web(
        &mut self,
        url: Option<&str>,
        path: &Path<'_>,
        what: Arguments<'_>,
    ) -> Option<String> {
        let url = self.optional(url, path, what)?;
        if !url.trim().is_empty() && !is_web(&url) {
            let remedy = "Write an address that begins with `https://` or `http://`.".to_owned();
            self.report.error(path, format!("{what} is not a web address"), Some(remedy));
        }
        Some(url)
    }

    /// Ids of the pack's sources.
    pub(super) fn sources(&mut self, ids: &[String], path: &Path<'_>) -> Option<Vec<Id>> {
        all(ids.iter().enumerate().map(|(n, id)| self.source(id, &path.index(n), None)))
    }

    /// The id of one of the pack's sources.
    pub(super) fn source(
        &mut self,
        id: &str,
        path: &Path<'_>,
        part: Option<Range<usize>>,
    ) -> Option<Id> {
        if self.index.sources.contains(id) {
            if !self.used_sources.contains(id) {
                self.used_sources.insert(id.to_owned());
            }
        } else if self.index.pack.is_some() && !self.excused(id, path) {
            let remedy = self.report.did_you_mean(id, self.index.sources.iter().copied());
            let remedy = remedy.unwrap_or_else(|| "Add it to `sources` in the pack.".to_owned());
            self.error_on(path, part, format!("unknown source `{id}`"), Some(remedy));
            return None;
        }
        Id::new(id).ok()
    }

    pub(super) fn misconception(&mut self, id: Option<&'a str>, path: &Path<'_>) -> Option<Id> {
        let id = id?;
        if self.index.misconceptions.contains(id) {
            self.used_misconceptions.insert(id);
        } else if self.index.pack.is_some() && !self.excused(id, path) {
            let remedy = self.report.did_you_mean(id, self.index.misconceptions.iter().copied());
            let remedy =
                remedy.unwrap_or_else(|| "Add it to `misconceptions` in the pack.".to_owned());
            self.report.error(path, format!("unknown misconception `{id}`"), Some(remedy));
        }
        Id::new(id).ok()
    }

    /// The id of a term of the glossary.
    pub(super) fn term(
        &mut self,
        id: &str,
        path: &Path<'_>,
        part: Option<Range<usize>>,
    ) -> Option<Id> {
        if !self.index.terms.contains(id) && self.index.pack.is_some() && !self.excused(id, path) {
            let remedy = self.report.did_you_mean(id, self.index.terms.iter().copied());
            let remedy = remedy.unwrap_or_else(|| "Add it to `terms` in the pack.".to_owned());
            self.error_on(path, part, format!("unknown term `{id}`"), Some(remedy));
            return None;
        }
        Id::new(id).ok()
    }
}
