//! The tree of a RON text with the place of every value: asked only when there is something to
//! report, because `ron` keeps no positions.

use crate::pack::{
    literal,
    path::Step,
    tokens::{Token, TokenKind, Tokens},
};
use std::ops::Range;

/// One value.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The field's name, when it has one.
    pub key: Option<Range<usize>>,
    /// The value with its variant's name: `Layer(…)`.
    pub at: Range<usize>,
    /// The bracket that opens it, or nothing for a simple value.
    pub open: Option<usize>,
    /// It is a string.
    text: bool,
    children: Vec<usize>,
}

/// All values of a text.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub text: &'a str,
    pub items: Vec<Item>,
    root: Option<usize>,
    /// Brackets that are never closed, outermost first.
    pub unclosed: Vec<usize>,
    /// A closing bracket that fits no opening one, and that opening one.
    pub mismatch: Option<(Range<usize>, Option<usize>)>,
}

impl Item {
    pub(super) fn is_text(&self) -> bool {
        self.text
    }
}

fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

impl<'a> Outline<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut outline =
            Self { text, items: Vec::new(), root: None, unclosed: Vec::new(), mismatch: None };
        let mut open: Vec<usize> = Vec::new();
        let (mut key, mut name) = (None, None);
        let mut tokens = Tokens::new(text).peekable();
        while let Some(token) = tokens.next() {
            let next = tokens.peek().map(|next| next.kind);
            match token.kind {
                TokenKind::Comma => (key, name) = (None, None),
                TokenKind::Colon => {}
                TokenKind::Word if open.is_empty() && outline.slice(&token.at) == "#!" => {
                    skip_attribute(&mut tokens);
                }
                TokenKind::Word if next == Some(TokenKind::Colon) => key = Some(token.at),
                TokenKind::Word if next == Some(TokenKind::Open) => name = Some(token.at),
                TokenKind::Word | TokenKind::Text { .. } => {
                    let text = token.kind != TokenKind::Word;
                    let item =
                        Item { key: key.take(), at: token.at, open: None, text, children: vec![] };
                    outline.add(item, &open);
                }
                TokenKind::Open => {
                    let start = name.take().map_or(token.at.start, |name: Range<usize>| name.start);
                    let item = Item {
                        key: key.take(),
                        at: start..text.len(),
                        open: Some(token.at.start),
                        text: false,
                        children: vec![],
                    };
                    open.push(outline.add(item, &open));
                }
                TokenKind::Close => {
                    (key, name) = (None, None);
                    outline.close(&token, &mut open);
                }
            }
        }
        outline.unclosed = open.iter().filter_map(|item| outline.items.get(*item)?.open).collect();
        outline
    }

    fn add(&mut self, item: Item, open: &[usize]) -> usize {
        let number = self.items.len();
        self.items.push(item);
        match open.last() {
            Some(parent) => {
                if let Some(parent) = self.items.get_mut(*parent) {
                    parent.children.push(number);
                }
            }
            None => {
                self.root.get_or_insert(number);
            }
        }
        number
    }

    fn close(&mut self, token: &Token, open: &mut Vec<usize>) {
        let last = open.pop();
        let opened = last.and_then(|item| self.items.get(item)?.open);
        let fits =
            opened.is_some_and(|at| closing(self.slice(&(at..at + 1))) == self.slice(&token.at));
        if !fits && self.mismatch.is_none() {
            self.mismatch = Some((token.at.clone(), opened));
        }
        if let Some(item) = last.and_then(|item| self.items.get_mut(item)) {
            item.at.end = token.at.end;
        }
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    fn children(&self, item: usize) -> &[usize] {
        self.items.get(item).map_or(&[], |item| &item.children)
    }

    /// What `Some(…)` or a variant holds, when it holds one value without a name.
    fn only(&self, item: usize) -> Option<usize> {
        match self.children(item) {
            [only] if self.items.get(*only)?.key.is_none() => Some(*only),
            _ => None,
        }
    }

    pub(super) fn field(&self, item: usize, name: &str) -> Option<usize> {
        let named = |child: &&usize| {
            let key = self.items.get(**child).and_then(|child| child.key.as_ref());
            key.is_some_and(|key| self.slice(key) == name)
        };
        self.children(item).iter().find(named).copied()
    }

    fn step(&self, mut item: usize, step: Step) -> Option<usize> {
        loop {
            let found = match step {
                Step::Field(name) => self.field(item, name),
                Step::Index(index) => {
                    let open = self.items.get(item)?.open?;
                    let list = self.slice(&(open..open + 1)) == "[";
                    list.then(|| self.children(item).get(index).copied()).flatten()
                }
            };
            match found {
                Some(found) => return Some(found),
                None => item = self.only(item)?,
            }
        }
    }

    /// The value at the end of a way, or the last one on it that is written.
    fn find(&self, steps: &[Step]) -> Option<usize> {
        let mut here = self.root?;
        for step in steps {
            match self.step(here, *step) {
                Some(next) => here = next,
                None => break,
            }
        }
        Some(here)
    }

    /// Where the value at the end of a way stands: a string without its quotes.
    pub(super) fn place(&self, steps: &[Step]) -> Range<usize> {
        self.find(steps).map_or(0..0, |item| self.value(item))
    }

    /// Where a value stands: a string without its quotes.
    pub(super) fn value(&self, item: usize) -> Range<usize> {
        let Some(found) = self.items.get(item) else { return 0..0 };
        if found.text {
            let words = literal::words(self.slice(&found.at));
            found.at.start + words.start..found.at.start + words.end
        } else {
            found.at.clone()
        }
    }

    /// Where a part of the string at the end of a way stands.
    pub(super) fn part(&self, steps: &[Step], value: Range<usize>) -> Range<usize> {
        let Some(mut item) = self.find(steps) else { return 0..0 };
        while let Some(only) = self.only(item) {
            item = only;
        }
        match self.items.get(item) {
            Some(found) if found.text => {
                let part = literal::part(self.slice(&found.at), value);
                found.at.start + part.start..found.at.start + part.end
            }
            _ => self.value(item),
        }
    }

    /// The innermost bracketed value round a place.
    pub(super) fn round(&self, offset: usize) -> Option<usize> {
        let holds =
            |item: &Item| item.open.is_some_and(|open| open <= offset) && offset < item.at.end;
        self.items.iter().rposition(holds)
    }

    /// The simple or bracketed value that starts last before a place or at it.
    pub(super) fn before(&self, offset: usize) -> Option<usize> {
        self.items.iter().rposition(|item| item.at.start <= offset)
    }
}

/// Steps over `[…]` of `#![…]`.
fn skip_attribute(tokens: &mut std::iter::Peekable<Tokens<'_>>) {
    let mut depth = 0_usize;
    for token in tokens.by_ref() {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
}
