//! What a text looks like: the mistakes that are found in it.

use crate::pack::edit::Edit;
use std::ops::Range;

/// A mistake after which it is plain how to read on.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    pub kind: Kind,
    pub at: Range<usize>,
    pub fix: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A quotation mark that RON does not know.
    Quote(char),
    /// A space or an invisible character that RON does not skip.
    Space(char),
    /// Punctuation that RON does not know, and what RON writes for it.
    Sign(char, char),
    Equals,
    Braces,
    Hash,
    ExtraComma,
    ExtraColon,
    Comma,
    Colon,
    QuotedName,
    /// The name of a field without a value, and whether a comma stands behind it.
    Empty(Range<usize>, bool),
}

/// A mistake after which nothing is sure.
#[derive(Debug, Clone)]
pub(super) enum Break {
    /// Something stands right behind a text.
    AfterText {
        text: Range<usize>,
    },
    OpenText {
        text: Range<usize>,
    },
    /// A raw text holds the beginning of another one.
    Swallowed {
        text: Range<usize>,
        inner: usize,
    },
    OpenComment,
    /// A closing bracket that does not fit.
    Misfit {
        open: usize,
        before: usize,
        value_at: usize,
    },
    ClosesNothing,
    /// The text ends inside brackets, outermost first.
    Unclosed {
        opens: Vec<usize>,
    },
    NameInList {
        open: usize,
        before: usize,
        filled: bool,
    },
    /// A value without a name among fields, or a second one in `Name(…)`.
    NoName {
        open: usize,
        before: usize,
        value_at: usize,
    },
    /// Words without quotes.
    Bare {
        until: usize,
    },
    /// More brackets inside each other than are read.
    Deep,
    /// A list or braces right behind a name that takes `( )`.
    NoRound {
        name: Range<usize>,
    },
    Unquotable(char),
    /// The file begins with a field.
    NoBracket,
    /// The file is written in another language.
    Foreign(&'static str),
    Json,
    Trailing,
}

/// What a text looks like.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub slips: Vec<Slip>,
    pub end: Option<(Break, Range<usize>)>,
    /// The rest was not looked at: too much has been read again already.
    pub given_up: bool,
}

impl Shape {
    pub(super) fn is_sound(&self) -> bool {
        self.slips.is_empty() && self.end.is_none()
    }

    /// Where the first mistake stands.
    pub(super) fn first(&self) -> Option<usize> {
        let slips = self.slips.iter().map(|slip| slip.at.start);
        slips.chain(self.end.iter().map(|(_, at)| at.start)).min()
    }
}
