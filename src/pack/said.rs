//! What of a text is words that a learner reads, and where: not its code, its addresses, its signs.

use crate::pack::{glosses, indent::Dedented, markdown};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A run of what is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// In bytes of the text as its author wrote it.
    pub at: Range<usize>,
    /// A paragraph, an item or a cell begins with it.
    pub begins: bool,
    pub what: What,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    Words,
    Code,
    /// Words that are linked to the term of this id.
    Term(String),
}

impl Said {
    /// A text that is nothing but words.
    pub(super) fn whole(text: &str) -> Self {
        Self { at: 0..text.len(), begins: true, what: What::Words }
    }

    pub(super) fn is_words(&self) -> bool {
        self.what == What::Words
    }
}

/// What is read of a text of a question.
pub(super) fn in_question(text: &str) -> Vec<Said> {
    if !glosses::any(text) {
        return vec![Said::whole(text)];
    }
    let (mut said, mut from) = (Vec::new(), 0);
    for link in glosses::links(text).into_iter().flatten() {
        let begins = said.is_empty();
        said.push(Said { at: from..link.whole.start, begins, what: What::Words });
        let id = text.get(link.id).unwrap_or_default().to_owned();
        said.push(Said { at: link.word, begins: false, what: What::Term(id) });
        from = link.whole.end;
    }
    said.push(Said { at: from..text.len(), begins: said.is_empty(), what: What::Words });
    said
}

/// What is read of Markdown.
pub(super) fn in_prose(text: &str) -> Vec<Said> {
    let dedented = Dedented::new(text);
    let mark = markdown::source_mark(&dedented.text);
    let parser =
        Parser::new_with_broken_link_callback(&dedented.text, Options::ENABLE_TABLES, Some(mark));
    let (mut said, mut begins, mut muted) = (Vec::new(), true, 0_usize);
    let mut term = None;
    for (event, at) in parser.into_offset_iter() {
        let what = match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                muted += usize::from(markdown::is_source_mark(link_type));
                term = dest_url.strip_prefix("term:").map(str::to_owned);
                continue;
            }
            Event::End(TagEnd::Link) => {
                // A mark of a source has nothing in it that is read.
                muted = 0;
                term = None;
                continue;
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::BlockQuote(_)
                | Tag::TableCell,
            ) => {
                begins = true;
                continue;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => {
                muted += 1;
                continue;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => {
                muted = muted.saturating_sub(1);
                begins = true;
                continue;
            }
            Event::Text(_) if muted == 0 => match &term {
                Some(term) => What::Term(term.clone()),
                None => What::Words,
            },
            Event::Code(_) => What::Code,
            _ => continue,
        };
        let last = at.end.saturating_sub(1).max(at.start);
        let at = dedented.original(at.start)..dedented.original(last) + 1;
        said.push(Said { at, begins: std::mem::take(&mut begins), what });
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{Said, What, in_prose, in_question};

    fn read(text: &str, said: Vec<Said>) -> Vec<(&str, bool, bool)> {
        let each = said.into_iter();
        each.map(|one| (&text[one.at], one.begins, one.what == What::Words)).collect()
    }

    #[test]
    fn of_markdown_only_words_are_read() {
        let text = "\n    ## The *pod*\n\n    A `pod`, [a **b**](https://pod.org)[^pod].\n    More.\n\n    - [two pods](term:pod) é\n\n    ```\n    pod\n    ```\n";
        let all = read(text, in_prose(text));
        assert_eq!(
            all,
            [
                ("The ", true, true),
                ("pod", false, true),
                ("A ", true, true),
                ("`pod`", false, false),
                (", ", false, true),
                ("a ", false, true),
                ("b", false, true),
                (".", false, true),
                ("More.", false, true),
                ("two pods", true, false),
                (" é", false, true),
            ]
        );
    }

    #[test]
    fn of_a_question_words_and_links_are_read() {
        let text = "Why has a [pod](term:pod) one?";
        assert_eq!(
            read(text, in_question(text)),
            [("Why has a ", true, true), ("pod", false, false), (" one?", false, true)]
        );
        assert_eq!(read("Why?", in_question("Why?")), [("Why?", true, true)]);
    }
}
