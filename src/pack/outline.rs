//! The tree of a RON text with the place of every value: asked only when there is something to
//! report, because `ron` keeps no positions.

use crate::pack::{
    literal,
    path::Step,
    tokens::{TokenKind, Tokens},
};
use std::{cell::RefCell, collections::HashMap, ops::Range};

/// A place in a file, in bytes; 32 bits suffice for every file that is read.
type At = u32;

/// Stands for no item and no place.
const NONE: At = At::MAX;

/// `ron` reads nothing that is nested deeper than this.
const DEPTH: usize = 256;

/// One value. Kept small, since a file may hold millions.
#[derive(Debug, Clone)]
pub(super) struct Item {
    key: (At, At),
    at: (At, At),
    open: At,
    /// It is a string.
    text: bool,
    parent: At,
    /// The first value inside it, and the next one beside it.
    first: At,
    next: At,
}

/// All values of a text.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub text: &'a str,
    items: Vec<Item>,
    root: Option<usize>,
    /// The values of lists that were asked for by number.
    lists: RefCell<HashMap<usize, Vec<At>>>,
}

fn at(offset: usize) -> At {
    At::try_from(offset).unwrap_or(NONE)
}

fn range((start, end): (At, At)) -> Range<usize> {
    start as usize..end as usize
}

fn known(number: At) -> Option<usize> {
    (number != NONE).then_some(number as usize)
}

impl Item {
    pub(super) fn is_text(&self) -> bool {
        self.text
    }

    /// The place of the field's name, when it has one.
    pub(super) fn key(&self) -> Option<Range<usize>> {
        (self.key.0 != NONE).then(|| range(self.key))
    }

    /// The place of the value with its variant's name: `Layer(…)`.
    pub(super) fn at(&self) -> Range<usize> {
        range(self.at)
    }

    /// The place of the bracket that opens it; nothing for a simple value.
    pub(super) fn open(&self) -> Option<usize> {
        known(self.open)
    }
}

/// The paths to some values, as a tree: only values on them need to be known.
#[derive(Debug)]
pub(super) struct Ways<'s> {
    /// For each place on the paths, the places that each step leads to; the root is first.
    nodes: Vec<HashMap<Step<'s>, usize>>,
}

impl<'s> Ways<'s> {
    pub(super) fn new(all: impl Iterator<Item = &'s [Step<'static>]>) -> Self {
        let mut nodes: Vec<HashMap<Step<'s>, usize>> = vec![HashMap::new()];
        for steps in all {
            let mut here = 0;
            for step in steps {
                let next = nodes.len();
                let Some(node) = nodes.get_mut(here) else { break };
                here = *node.entry(*step).or_insert(next);
                if here == next {
                    nodes.push(HashMap::new());
                }
            }
        }
        Self { nodes }
    }

    fn next(&self, node: usize, step: Step<'_>) -> Option<usize> {
        self.nodes.get(node)?.get(&step).copied()
    }
}

/// A bracket that is open while the text is read.
struct Open {
    /// Its item; none where nothing in it is asked for.
    item: Option<usize>,
    last: Option<usize>,
    list: bool,
    values: usize,
    /// The place on the paths; `None` beside them.
    node: Option<usize>,
}

impl<'a> Outline<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self::along(text, None)
    }

    /// The outline of the values on some paths, and of those right beside them; without `ways`, of
    /// all.
    pub(super) fn along(text: &'a str, ways: Option<&Ways<'_>>) -> Self {
        let mut outline = Self { text, items: Vec::new(), root: None, lists: RefCell::default() };
        let mut open: Vec<Open> = Vec::new();
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
                    let is_text = token.kind != TokenKind::Word;
                    outline.add(key.take(), &token.at, None, is_text, (&mut open, ways));
                }
                TokenKind::Open => {
                    let start = name.take().map_or(token.at.start, |name: Range<usize>| name.start);
                    let whole = start..text.len();
                    let bracket = Some(token.at.start);
                    let list = outline.slice(&token.at) == "[";
                    let (item, node) =
                        outline.add(key.take(), &whole, bracket, false, (&mut open, ways));
                    open.push(Open { item, last: None, list, values: 0, node });
                    if open.len() > DEPTH {
                        break;
                    }
                }
                TokenKind::Close => {
                    (key, name) = (None, None);
                    let last = open.pop().and_then(|open| open.item);
                    if let Some(last) = last.and_then(|item| outline.items.get_mut(item)) {
                        last.at.1 = at(token.at.end);
                    }
                }
            }
        }
        outline
    }

    fn add(
        &mut self,
        key: Option<Range<usize>>,
        place: &Range<usize>,
        bracket: Option<usize>,
        text: bool,
        (open, ways): (&mut [Open], Option<&Ways<'_>>),
    ) -> (Option<usize>, Option<usize>) {
        let node = match (ways, open.last_mut()) {
            (None, _) | (_, None) => Some(0),
            (Some(ways), Some(parent)) => {
                let number = parent.values;
                parent.values += 1;
                let Some(up) = parent.node else { return (None, None) };
                match &key {
                    Some(key) => {
                        ways.next(up, Step::Field(self.text.get(key.clone()).unwrap_or("")))
                    }
                    None if parent.list => ways.next(up, Step::Index(number)),
                    // A variant and what it holds are one value.
                    None => Some(up),
                }
            }
        };
        let number = self.items.len();
        self.items.push(Item {
            key: key.map_or((NONE, NONE), |key| (at(key.start), at(key.end))),
            at: (at(place.start), at(place.end)),
            open: bracket.map_or(NONE, at),
            text,
            parent: open.last().and_then(|open| open.item).map_or(NONE, at),
            first: NONE,
            next: NONE,
        });
        match open.last_mut() {
            None => {
                self.root.get_or_insert(number);
            }
            Some(parent) => {
                // The new value is the first one of its parent, or comes after the last one.
                match parent.last.map(|last| self.items.get_mut(last)) {
                    Some(Some(last)) => last.next = at(number),
                    Some(None) => {}
                    None => {
                        let item = parent.item.and_then(|item| self.items.get_mut(item));
                        if let Some(item) = item {
                            item.first = at(number);
                        }
                    }
                }
                parent.last = Some(number);
            }
        }
        (Some(number), node)
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    pub(super) fn item(&self, number: usize) -> Option<&Item> {
        self.items.get(number)
    }

    pub(super) fn children(&self, item: usize) -> impl Iterator<Item = usize> {
        let mut next = self.items.get(item).and_then(|item| known(item.first));
        std::iter::from_fn(move || {
            let here = next?;
            next = self.items.get(here).and_then(|item| known(item.next));
            Some(here)
        })
    }

    /// The value that contains this one.
    pub(super) fn parent(&self, item: usize) -> Option<usize> {
        self.items.get(item).and_then(|item| known(item.parent))
    }

    /// Is it a list in `[ ]`?
    pub(super) fn is_list(&self, item: usize) -> bool {
        let open = self.items.get(item).and_then(Item::open);
        open.is_some_and(|open| self.slice(&(open..open + 1)) == "[")
    }

    /// The name of a value's field, or of the field whose list it lies in.
    pub(super) fn field_of(&self, item: usize) -> Option<&'a str> {
        let found = self.items.get(item)?;
        match found.key() {
            Some(key) => Some(self.slice(&key)),
            None => self.field_of(self.parent(item).filter(|up| self.is_list(*up))?),
        }
    }

    /// What `Some(…)` or a variant holds, when it holds one value without a name.
    fn only(&self, item: usize) -> Option<usize> {
        let mut children = self.children(item);
        let only = children.next()?;
        let alone = children.next().is_none() && self.items.get(only)?.key().is_none();
        alone.then_some(only)
    }

    pub(super) fn field(&self, item: usize, name: &str) -> Option<usize> {
        let named = |child: &usize| {
            let key = self.items.get(*child).and_then(Item::key);
            key.is_some_and(|key| self.slice(&key) == name)
        };
        self.children(item).find(named)
    }

    /// A value of a list by its number.
    fn nth(&self, item: usize, index: usize) -> Option<usize> {
        if !self.is_list(item) {
            return None;
        }
        let mut lists = self.lists.borrow_mut();
        let list = lists.entry(item).or_insert_with(|| self.children(item).map(at).collect());
        list.get(index).copied().and_then(known)
    }

    fn step(&self, mut item: usize, step: Step<'_>) -> Option<usize> {
        loop {
            let found = match step {
                Step::Field(name) => self.field(item, name),
                Step::Index(index) => self.nth(item, index),
            };
            match found {
                Some(found) => return Some(found),
                None => item = self.only(item)?,
            }
        }
    }

    /// The value at the end of a path, or the last value on the path that is written.
    fn find(&self, steps: &[Step<'_>]) -> Option<usize> {
        let mut here = self.root?;
        for step in steps {
            match self.step(here, *step) {
                Some(next) => here = next,
                None => break,
            }
        }
        Some(here)
    }

    /// Where the value at the end of a path stands: a string without its quotes.
    pub(super) fn place(&self, steps: &[Step<'_>]) -> Range<usize> {
        self.find(steps).map_or(0..0, |item| self.value(item))
    }

    /// Where a value stands: a string without its quotes.
    pub(super) fn value(&self, item: usize) -> Range<usize> {
        let Some(found) = self.items.get(item) else { return 0..0 };
        if found.text {
            let words = literal::words(self.slice(&found.at()));
            found.at().start + words.start..found.at().start + words.end
        } else {
            found.at()
        }
    }

    /// Where a part of the string at the end of a path stands.
    pub(super) fn part(&self, steps: &[Step<'_>], value: Range<usize>) -> Range<usize> {
        let Some(mut item) = self.find(steps) else { return 0..0 };
        while let Some(only) = self.only(item) {
            item = only;
        }
        match self.items.get(item) {
            Some(found) if found.text => {
                let part = literal::part(self.slice(&found.at()), value);
                found.at().start + part.start..found.at().start + part.end
            }
            _ => self.value(item),
        }
    }

    /// The innermost bracketed value that contains a place.
    pub(super) fn round(&self, offset: usize) -> Option<usize> {
        let holds =
            |item: &Item| item.open().is_some_and(|open| open <= offset) && offset < item.at().end;
        self.items.iter().rposition(holds)
    }

    /// The place of the id of the innermost value that has one and contains a place.
    pub(super) fn owner_of(&self, offset: usize) -> Option<usize> {
        let mut here = self.round(offset)?;
        loop {
            if let Some(id) = self.field(here, "id") {
                return Some(self.value(id).start);
            }
            here = self.parent(here)?;
        }
    }

    /// The last simple or bracketed value that starts before a place or at it.
    pub(super) fn before(&self, offset: usize) -> Option<usize> {
        self.items.partition_point(|item| item.at().start <= offset).checked_sub(1)
    }

    /// The field whose name stands at a place.
    pub(super) fn keyed_at(&self, offset: usize) -> Option<usize> {
        self.items.iter().position(|item| item.key().is_some_and(|key| key.start == offset))
    }
}

/// Steps over the `[…]` of `#![…]`.
pub(super) fn skip_attribute(tokens: &mut std::iter::Peekable<Tokens<'_>>) {
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
