//! Prose: the subset of Markdown that Strata knows, parsed once into our own blocks.

use crate::{diagram::NodeRef, id::Id};

/// The blocks of one piece of prose.
pub type Prose = Vec<ProseBlock>;

/// One block of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum ProseBlock {
    /// Level 2 to 4, as in Markdown: the lesson's title is level 1.
    Heading {
        /// 2 to 4.
        level: u8,
        /// The words.
        spans: Vec<Span>,
    },
    /// Words that are broken into lines.
    Paragraph(Vec<Span>),
    /// Items below each other.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Each with its blocks.
        items: Vec<Vec<ProseBlock>>,
    },
    /// What somebody else said, set apart.
    Quote(Vec<ProseBlock>),
    /// Text in equally wide letters, line breaks kept.
    Code(String),
    /// Cells in columns.
    Table {
        /// The heading of each column.
        columns: Vec<Vec<Span>>,
        /// From the top, each as many cells as there are columns.
        rows: Vec<Vec<Vec<Span>>>,
    },
}

/// A run of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The words, without markup.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// In equally wide letters.
    pub code: bool,
    /// Where it leads, if anywhere.
    pub link: Option<Link>,
}

/// Where a span leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Link {
    /// `[words](layer:vm/guest-os)`: lights that layer in the nearest diagram.
    Layer(NodeRef),
    /// `[^source-id]`: leads to a source; the span's text is its number in the lesson's list.
    Source(Id),
    /// `[word](term:cgroup)`: means what the glossary says.
    Term(Id),
    /// `[words](https://…)`: leads to a page on the web.
    Web(String),
}

/// The plain words of some spans.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
