//! Prose: a written-down subset of Markdown, parsed once into our own blocks.

use crate::{diagram::NodeRef, id::Id};

/// The blocks of one piece of prose.
pub type Prose = Vec<ProseBlock>;

#[derive(Debug, Clone, PartialEq)]
pub enum ProseBlock {
    /// Level 2 to 4, as in Markdown: the lesson's title is level 1.
    Heading {
        level: u8,
        spans: Vec<Span>,
    },
    Paragraph(Vec<Span>),
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        items: Vec<Vec<ProseBlock>>,
    },
    Quote(Vec<ProseBlock>),
    Code(String),
    Table {
        columns: Vec<Vec<Span>>,
        rows: Vec<Vec<Vec<Span>>>,
    },
}

/// A run of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    pub link: Option<Link>,
}

/// Where a span leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Link {
    /// `[words](layer:vm/guest-os)`: lights that layer in the nearest diagram.
    Layer(NodeRef),
    /// `[^source-id]`; the span's text is the source's number in the lesson's list.
    Source(Id),
    /// `[words](https://…)`.
    Web(String),
}

/// The plain words of some spans.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
