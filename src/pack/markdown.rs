//! Reads prose: the subset of Markdown that Strata knows, into our own blocks.
//!
//! Headings 2 to 4, paragraphs, strong, emphasis, code, lists, quotes, code blocks, tables,
//! `[words](layer:vm/guest-os)`, `[word](term:cgroup)`, `[words](https://…)` and `[^source-id]`.

use crate::{
    diagram::NodeRef,
    id::Id,
    pack::{
        indent::Dedented,
        limits,
        prose::{Link, Prose, ProseBlock, Span},
        white_space::{self, parts_words},
    },
};
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use std::ops::Range;

/// What the reader asks about names, and to whom it reports what it refuses. Places are bytes of
/// the string as the author wrote it.
pub(super) trait Names {
    /// The layer that a name means; none where it is wrong, which is reported.
    fn layer(&mut self, name: &str, at: Range<usize>) -> Option<NodeRef>;
    /// The source of this id, and its number in the lesson; none where there is none, which is
    /// reported.
    fn source(&mut self, id: &str, at: Range<usize>) -> Option<(Id, usize)>;
    /// The term of this id; none where there is none, which is reported.
    fn term(&mut self, id: &str, at: Range<usize>) -> Option<Id>;
    /// Reports something that the subset does not have.
    fn refuse(&mut self, at: Range<usize>, message: String, remedy: &str);
}

/// Reads a text. What is refused is left out of the result.
pub(super) fn read(text: &str, names: &mut dyn Names) -> Prose {
    let dedented = Dedented::new(text);
    let source = source_mark(&dedented.text);
    let parser =
        Parser::new_with_broken_link_callback(&dedented.text, Options::ENABLE_TABLES, Some(source));
    let mut reader = Reader {
        names,
        dedented: &dedented,
        open: vec![Open::Blocks(Vec::new())],
        spans: Vec::new(),
        strong: 0,
        emphasis: 0,
        link: None,
        muted: 0,
        code: None,
    };
    for (event, at) in parser.into_offset_iter() {
        if reader.open.len() > 2 * limits::PROSE_DEPTH {
            let message =
                format!("lists and quotes lie more than {} levels deep", limits::PROSE_DEPTH);
            reader.refuse(&at, message, "Nest them less deeply.");
            break;
        }
        reader.event(event, &at);
    }
    reader.finish()
}

/// Says of a link without a definition whether it is the mark of a source, which is not defined in
/// the text but in the pack.
pub(super) fn source_mark<'t>(
    text: &'t str,
) -> impl FnMut(BrokenLink<'_>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    |link| {
        let words = text.get(link.span.clone()).unwrap_or("");
        // Markdown reads `[^one][^two]` as words and their reference, but here it is two sources.
        let known = link.reference.starts_with('^')
            && match link.link_type {
                LinkType::Shortcut => true,
                LinkType::Reference => words.starts_with("[^"),
                _ => false,
            };
        known.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    }
}

/// Is it the mark of a source?
pub(super) fn is_source_mark(link: LinkType) -> bool {
    matches!(link, LinkType::ShortcutUnknown | LinkType::ReferenceUnknown)
}

/// A block that holds others and is not complete yet.
enum Open {
    Blocks(Vec<ProseBlock>),
    List { start: Option<u64>, items: Vec<Vec<ProseBlock>> },
    Table { columns: Vec<Vec<Span>>, rows: Vec<Vec<Vec<Span>>>, row: Vec<Vec<Span>> },
}

struct Reader<'a> {
    names: &'a mut dyn Names,
    dedented: &'a Dedented,
    open: Vec<Open>,
    spans: Vec<Span>,
    strong: usize,
    emphasis: usize,
    link: Option<Link>,
    /// How many parts whose words are left out the reader is in.
    muted: usize,
    code: Option<String>,
}

impl Reader<'_> {
    fn original(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.dedented.original(at.start);
        let last = at.end.saturating_sub(1).max(at.start);
        start..(self.dedented.original(last) + 1).max(start)
    }

    fn slice(&self, at: &Range<usize>) -> &str {
        self.dedented.text.get(at.clone()).unwrap_or("")
    }

    fn refuse(&mut self, at: &Range<usize>, message: impl Into<String>, remedy: &str) {
        let at = self.original(at);
        self.names.refuse(at, message.into(), remedy);
    }

    fn push(&mut self, block: ProseBlock) {
        if let Some(Open::Blocks(blocks)) = self.open.last_mut() {
            blocks.push(block);
        }
    }

    /// Takes the spans read so far, in no more memory than they need: a pack may hold very many.
    fn taken(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut self.spans);
        spans.shrink_to_fit();
        spans
    }

    /// Makes a paragraph of words that stand in a list item without one.
    fn flush(&mut self) {
        if !self.spans.is_empty() {
            let spans = self.taken();
            self.push(ProseBlock::Paragraph(spans));
        }
    }

    /// Adds words, with white space folded; code stays as it is.
    fn words(&mut self, text: &str, code: bool) {
        if code || self.code.is_some() {
            return self.put(text, code);
        }
        let after = self.spans.last().is_some_and(|span| span.text.ends_with(parts_words));
        self.put(&white_space::run(text, after), code);
    }

    fn put(&mut self, text: &str, code: bool) {
        if self.muted > 0 || text.is_empty() {
            return;
        }
        if let Some(block) = &mut self.code {
            block.push_str(text);
            return;
        }
        let (strong, emphasis) = (self.strong > 0, self.emphasis > 0);
        if let Some(last) = self.spans.last_mut()
            && (last.strong, last.emphasis, last.code) == (strong, emphasis, code)
            && last.link == self.link
            && !matches!(last.link, Some(Link::Source(_)))
        {
            last.text.push_str(text);
            return;
        }
        let link = self.link.clone();
        self.spans.push(Span { text: text.to_owned(), strong, emphasis, code, link });
    }

    fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => {
                // Markdown leaves a link with a space in it as it is, brackets and all.
                if text.starts_with("(layer:") && self.slice(&(0..at.start)).ends_with(']') {
                    let remedy = "A layer's name has no spaces and ends before the `)`.";
                    self.refuse(at, "this link cannot be read", remedy);
                }
                if text.starts_with("(term:") && self.slice(&(0..at.start)).ends_with(']') {
                    let remedy = "A term's id has no spaces and ends before the `)`.";
                    self.refuse(at, "this link cannot be read", remedy);
                }
                self.words(&text, false);
            }
            Event::Code(text) => self.words(&text, true),
            Event::SoftBreak => self.words(" ", false),
            Event::HardBreak => self.put("\n", false),
            Event::InlineHtml(html) => {
                // The closing tag of what was refused at its opening tag is passed over.
                if !html.starts_with("</") {
                    self.refuse(at, "prose has no HTML", "Write it in Markdown.");
                }
            }
            Event::Rule => {
                self.refuse(at, "prose has no horizontal rules", "Begin a new heading with `##`.");
            }
            // These occur only in blocks of HTML, which are refused as a whole, or with options
            // that are not set.
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, at),
            Tag::Image { .. } => {
                self.muted += 1;
                self.refuse(at, "prose has no images", "Show it as a diagram, beside the prose.");
            }
            Tag::HtmlBlock => self.refuse(at, "prose has no HTML", "Write it in Markdown."),
            Tag::Heading { level, .. } => {
                self.flush();
                if !matches!(level, HeadingLevel::H2 | HeadingLevel::H3 | HeadingLevel::H4) {
                    let message = format!("prose has no headings of level {}", level as u8);
                    self.refuse(
                        at,
                        message,
                        "Write `##`, `###` or `####`: the lesson's title is level 1.",
                    );
                }
            }
            Tag::BlockQuote(_) | Tag::Item => {
                self.flush();
                self.open.push(Open::Blocks(Vec::new()));
            }
            Tag::List(start) => {
                self.flush();
                self.open.push(Open::List { start, items: Vec::new() });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(_) => {
                self.flush();
                self.open.push(Open::Table { columns: vec![], rows: vec![], row: vec![] });
            }
            Tag::Paragraph => self.flush(),
            _ => {}
        }
    }

    fn start_link(&mut self, link_type: LinkType, destination: &str, at: &Range<usize>) {
        if is_source_mark(link_type) {
            let whole = self.slice(at).to_owned();
            let mut from = at.start;
            for marker in whole.split_inclusive(']') {
                let id_at = from + 2..(from + marker.len()).saturating_sub(1).max(from + 2);
                from += marker.len();
                let id = self.slice(&id_at).to_owned();
                let place = self.original(&id_at);
                if let Some((id, number)) = self.names.source(&id, place) {
                    self.link = Some(Link::Source(id));
                    self.words(&number.to_string(), false);
                }
            }
            self.muted += 1;
            return;
        }
        // Points at the link's target itself, where it is written as it is read.
        let mut words_at = at.clone();
        let named = |scheme| destination.strip_prefix(scheme);
        let shown = named("layer:").or_else(|| named("term:")).unwrap_or(destination);
        if let Some(from) = self.slice(at).rfind(shown).filter(|_| !shown.is_empty()) {
            words_at = at.start + from..at.start + from + shown.len();
        }
        self.link = if let Some(layer) = named("layer:") {
            let place = self.original(&words_at);
            self.names.layer(layer, place).map(Link::Layer)
        } else if let Some(term) = named("term:") {
            let place = self.original(&words_at);
            self.names.term(term, place).map(Link::Term)
        } else if is_web(destination) {
            Some(Link::Web(destination.to_owned()))
        } else {
            let message = format!("prose has no links to `{destination}`");
            let remedy = "A link begins with `layer:`, `term:`, `https://` or `http://`.";
            self.refuse(&words_at, message, remedy);
            None
        };
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => {
                // Only the mark of a source leaves its words out.
                if self.muted > 0
                    && !matches!(self.link, Some(Link::Layer(_) | Link::Term(_) | Link::Web(_)))
                {
                    self.muted -= 1;
                }
                self.link = None;
            }
            TagEnd::Image => self.muted = self.muted.saturating_sub(1),
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let spans = self.taken();
                self.push(ProseBlock::Heading { level: level as u8, spans });
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                if let Some(Open::Blocks(blocks)) = self.open.pop() {
                    self.push(ProseBlock::Quote(blocks));
                }
            }
            TagEnd::Item => {
                self.flush();
                if let Some(Open::Blocks(mut blocks)) = self.open.pop()
                    && let Some(Open::List { items, .. }) = self.open.last_mut()
                {
                    blocks.shrink_to_fit();
                    items.push(blocks);
                }
            }
            TagEnd::List(_) => {
                if let Some(Open::List { start, items }) = self.open.pop() {
                    self.push(ProseBlock::List { start, items });
                }
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.push(ProseBlock::Code(code.trim_end_matches('\n').to_owned()));
            }
            TagEnd::TableCell => {
                let cell = self.taken();
                if let Some(Open::Table { row, .. }) = self.open.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                let mut many = None;
                if let Some(Open::Table { columns, row, .. }) = self.open.last_mut() {
                    *columns = std::mem::take(row);
                    many = Some(columns.len()).filter(|count| *count > limits::TABLE_COLUMNS);
                }
                if let Some(count) = many {
                    let message = format!("a table has {count} columns");
                    let remedy = format!(
                        "Write at most {}, or turn it round: a row for each.",
                        limits::TABLE_COLUMNS
                    );
                    self.refuse(at, message, &remedy);
                }
            }
            TagEnd::TableRow => {
                if let Some(Open::Table { rows, row, .. }) = self.open.last_mut() {
                    rows.push(std::mem::take(row));
                }
            }
            TagEnd::Table => {
                if let Some(Open::Table { columns, rows, .. }) = self.open.pop() {
                    self.push(ProseBlock::Table { columns, rows });
                }
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Prose {
        match self.open.swap_remove(0) {
            Open::Blocks(mut blocks) => {
                blocks.shrink_to_fit();
                blocks
            }
            Open::List { .. } | Open::Table { .. } => Vec::new(),
        }
    }
}

/// Is it an address on the web? No other link leads out of the app.
pub(super) fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
