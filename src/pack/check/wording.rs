//! Warnings about the texts of a pack: too long for their place, Markdown where none is read,
//! characters that are not what they look like.

use crate::pack::{
    check::checker::Checker,
    limits::budget,
    path::Path,
    signs,
    white_space::{ends_line, line_end},
};
use std::{fmt::Arguments, ops::Range};

/// Most characters of a text in this field; none where any length will do.
fn most(path: &Path<'_>) -> Option<usize> {
    Some(match path.field_name()? {
        // A source's title is what the work is called, however long.
        "title" if !path.is_within("sources") => budget::TITLE,
        // What a figure of a dial counts, and what it is measured with, has lines of its own.
        "name" if path.is_within("calls") || path.is_within("costs") => budget::TITLE,
        "name" | "word" | "also" | "holds" => budget::NAME,
        "about" | "meaning" => budget::ABOUT,
        "prompt" => budget::PROMPT,
        "say" => budget::SAY,
        "text" if path.is_within("questions") => budget::OPTION,
        _ => return None,
    })
}

/// Is it a text by which something is known or chosen? Two such texts that look alike would be
/// mistaken for each other.
fn is_name(path: &Path<'_>) -> bool {
    let names = [
        "name", "title", "text", "left", "right", "accepted", "label", "unit", "word", "also",
        "holds",
    ];
    path.field_name().is_some_and(|field| names.contains(&field))
}

/// Is it a text that people read and in which no Markdown is read?
fn is_plain(path: &Path<'_>) -> bool {
    !matches!(path.field_name(), None | Some("transcript" | "url" | "contact" | "license"))
}

/// Is it a text that stands on a line of its own, in a picture or over it?
fn is_line(path: &Path<'_>) -> bool {
    let lines = [
        "name",
        "title",
        "subtitle",
        "caption",
        "label",
        "badges",
        "badges_off",
        "short",
        "unit",
        "word",
        "also",
        "holds",
        "columns",
    ];
    let is = |field| lines.contains(&field) || (field == "note" && !path.is_within("sources"));
    path.field_name().is_some_and(is)
}

impl Checker<'_, '_> {
    /// Reports a line break in a text that stands on one line.
    pub(super) fn one_line(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) {
        // Most texts have neither line breaks nor unusual characters.
        let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !plain
            && is_line(path)
            && text.contains(ends_line)
            && let Some(at) = line_end(text)
        {
            let message = format!("{what} has a line break");
            let remedy = "Write it in one line.".to_owned();
            self.report.error_in_instead(path, at, message, remedy, " ".to_owned());
        }
    }

    pub(super) fn wording(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) {
        self.length(text, path, what);
        self.signs(text, path, what);
    }

    /// Warns of a text that is too long for its place.
    pub(super) fn length(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) {
        if let Some(most) = most(path)
            && text.len() > most
        {
            let length = text.chars().count();
            if length > most {
                let message = format!("{what} has {length} characters, more than {most}");
                let remedy = "Say it in fewer words, or it will be hard to read.".to_owned();
                self.report.warning(path, message, Some(remedy));
            }
        }
    }

    /// Reports and warns of what is not what it looks like.
    pub(super) fn signs(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) {
        self.one_line(text, path, what);
        if is_name(path) && !text.is_ascii() {
            self.characters_of_a_name(text, path, what);
        }
        if is_plain(path)
            && let Some((at, sign)) = markup(text)
        {
            let message = format!("{what} is shown as it is written, {sign} and all");
            let remedy = "Write it without Markdown, which is read in prose and tables only.";
            self.report.warning_in(path, at, message, Some(remedy.to_owned()));
        }
    }

    fn characters_of_a_name(&mut self, text: &str, path: &Path<'_>, what: Arguments<'_>) {
        if let Some((at, c)) = signs::unseen(text) {
            let (remedy, new) = if signs::is_odd_space(c) {
                ("Write an ordinary space.", " ")
            } else {
                ("Remove it.", "")
            };
            let message = format!("{what} contains {}", signs::named(c));
            let part = at..at + c.len_utf8();
            self.report.warning_instead(path, part, message, remedy.to_owned(), new.to_owned());
        } else if let Some((at, c)) = signs::foreign(text)
            && let Some(latin) = signs::latin(c)
        {
            let message = format!("{what} contains {}", signs::named(c));
            let remedy = format!("Write `{latin}`.");
            let part = at..at + c.len_utf8();
            self.report.warning_instead(path, part, message, remedy, latin.to_string());
        }
    }
}

/// The first Markdown in a text: where it stands, and what it is called.
fn markup(text: &str) -> Option<(Range<usize>, &'static str)> {
    if !text.bytes().any(|byte| matches!(byte, b'`' | b'*' | b'[')) {
        return None;
    }
    code(text).or_else(|| stars(text)).or_else(|| link(text))
}

/// Finds `` `code` ``.
fn code(text: &str) -> Option<(Range<usize>, &'static str)> {
    let start = text.find('`')?;
    let length = text.get(start + 1..)?.find('`')?;
    (length > 0).then(|| (start..start + length + 2, "backticks"))
}

/// Finds `**strong**` or `*emphasis*`; two stars with space about them are no markup.
fn stars(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('*').map(|at| from + at) {
        let inner = start + text.get(start..)?.chars().take_while(|c| *c == '*').count();
        let opens = text.get(inner..)?.starts_with(|c: char| !c.is_whitespace());
        let before = text.get(..start)?.chars().next_back();
        let free = before.is_none_or(|c| !c.is_alphanumeric());
        if opens && free && inner - start <= 3 {
            let mark = text.get(start..inner)?;
            let rest = text.get(inner..)?;
            for (at, _) in rest.match_indices(mark) {
                let closes = rest.get(..at)?.ends_with(|c: char| c.is_alphanumeric());
                let after = rest.get(at + mark.len()..)?.chars().next();
                if closes && after.is_none_or(|c| !c.is_alphanumeric() && c != '*') {
                    return Some((start..inner + at + mark.len(), "stars"));
                }
            }
        }
        from = inner;
    }
    None
}

/// Finds `[words](layer:vm/app)`, `[word](term:cgroup)`, `[words](https://…)` and `[^source]`.
fn link(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('[').map(|at| from + at) {
        let length = text.get(start..)?.find(']')?;
        let end = start + length + 1;
        let rest = text.get(end..)?;
        if text.get(start + 1..)?.starts_with('^') && length > 2 {
            return Some((start..end, "brackets"));
        }
        let target =
            ["(layer:", "(term:", "(https:", "(http:"].iter().any(|sign| rest.starts_with(sign));
        if target && let Some(close) = rest.find(')') {
            return Some((start..end + close + 1, "brackets"));
        }
        from = end;
    }
    None
}
