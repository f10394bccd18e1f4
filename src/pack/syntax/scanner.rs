//! Reads a text by its tokens alone, and goes on after every mistake after which it is plain how.

mod word;

use crate::pack::{
    edit::Edit,
    outline::skip_attribute,
    syntax::{
        inner_opening,
        shape::{Break, Kind, Shape, Slip},
    },
    tokens::{Token, TokenKind, Tokens},
};
use std::ops::Range;

/// Most mistakes of a file that are looked for.
const SLIPS: usize = 1_000;

/// How much may be read again after mistakes, in lengths of the text and in bytes: more is read
/// again only where nothing but mistakes stands.
const AGAIN: (usize, usize) = (2, 64 * 1024);

/// How deep brackets are followed: `ron` itself stops before that.
const DEPTH: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A field, a value, or the end of the brackets.
    Entry,
    /// The value of a field.
    Value,
    /// A comma, or the end of the brackets.
    Next,
}

struct Frame {
    open: usize,
    list: bool,
    /// Braces that stand for `( )`.
    braces: bool,
    named: bool,
    values: usize,
    /// Where the value of its last field starts, in bytes.
    value_at: usize,
}

enum Peeked {
    Unread,
    Token(Token),
    End,
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    /// The token after the current one, once it has been looked at.
    peeked: Peeked,
    frames: Vec<Frame>,
    state: State,
    done: bool,
    /// The name of the field whose value is awaited.
    key: Range<usize>,
    /// The end of what was read last.
    before: usize,
    /// The place of the text that was read last, if that was one.
    last_text: Option<Range<usize>>,
    /// The end of the token that is being read.
    end: usize,
    /// How much has been read again, in bytes.
    again: usize,
    slips: Vec<Slip>,
}

type Step = Result<(), (Break, Range<usize>)>;

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            tokens: Tokens::new(text),
            peeked: Peeked::Unread,
            frames: Vec::new(),
            state: State::Entry,
            done: false,
            key: 0..0,
            before: 0,
            last_text: None,
            end: 0,
            again: 0,
            slips: Vec::new(),
        }
    }

    pub(super) fn shape(mut self) -> Shape {
        let end = self.run().err();
        // A comment that is not closed hides everything after it.
        let end = match self.tokens.open_comment {
            Some(start) => Some((Break::OpenComment, start..start + 2)),
            None => end,
        };
        let given_up = self.again > self.most();
        Shape { slips: self.slips, end, given_up }
    }

    fn run(&mut self) -> Step {
        self.attributes();
        let start = self.tokens_at();
        let first = self.text.get(start..).unwrap_or("");
        let foreign = [("---", "YAML"), ("<", "HTML or XML"), ("# ", "Markdown or YAML")];
        if let Some((_, language)) = foreign.iter().find(|(sign, _)| first.starts_with(sign)) {
            return Err((Break::Foreign(language), start..start + 1));
        }
        while let Some(token) = self.next() {
            if self.slips.len() >= SLIPS || self.again > self.most() {
                return Ok(());
            }
            self.end = token.at.end;
            self.token(token)?;
            self.before = self.before.max(self.end);
        }
        if self.frames.is_empty() {
            return Ok(());
        }
        let opens = self.frames.iter().map(|frame| frame.open).collect();
        Err((Break::Unclosed { opens }, self.before..self.before))
    }

    /// How much may be read again in this text, in bytes.
    fn most(&self) -> usize {
        self.text.len().saturating_mul(AGAIN.0).saturating_add(AGAIN.1)
    }

    fn attributes(&mut self) {
        while self.text.get(self.tokens_at()..).is_some_and(|rest| rest.starts_with("#!")) {
            let mut tokens = Tokens::new(self.text);
            tokens.go_to(self.tokens_at() + 2);
            let mut tokens = tokens.peekable();
            skip_attribute(&mut tokens);
            let next = tokens.peek().map_or(self.text.len(), |token| token.at.start);
            self.go_to(next);
        }
    }

    /// Where the next token starts.
    fn tokens_at(&mut self) -> usize {
        let end = self.text.len();
        self.peek().map_or(end, |token| token.at.start)
    }

    fn next(&mut self) -> Option<Token> {
        match std::mem::replace(&mut self.peeked, Peeked::Unread) {
            Peeked::Unread => self.tokens.next(),
            Peeked::Token(token) => Some(token),
            Peeked::End => None,
        }
    }

    fn peek(&mut self) -> Option<&Token> {
        if matches!(self.peeked, Peeked::Unread) {
            self.peeked = self.tokens.next().map_or(Peeked::End, Peeked::Token);
        }
        match &self.peeked {
            Peeked::Token(token) => Some(token),
            Peeked::Unread | Peeked::End => None,
        }
    }

    fn peek_kind(&mut self) -> Option<TokenKind> {
        self.peek().map(|token| token.kind)
    }

    fn go_to(&mut self, at: usize) {
        self.peeked = Peeked::Unread;
        self.again += self.tokens.reached().saturating_sub(at);
        self.tokens.go_to(at);
    }

    fn slice(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or("")
    }

    fn slip(&mut self, kind: Kind, at: Range<usize>, fix: Vec<Edit>) {
        self.slips.push(Slip { kind, at, fix });
    }

    fn token(&mut self, token: Token) -> Step {
        match token.kind {
            TokenKind::Comma => self.comma(&token.at),
            TokenKind::Colon => {
                self.slip(Kind::ExtraColon, token.at.clone(), vec![Edit::remove(token.at)]);
                Ok(())
            }
            TokenKind::Open => self.open(&token.at),
            TokenKind::Close => self.close(&token.at),
            TokenKind::Text { closed } => self.quoted(token.at, closed),
            TokenKind::Word => self.word(token.at),
        }
    }

    fn comma(&mut self, at: &Range<usize>) -> Step {
        if self.frames.is_empty() {
            if !self.done {
                return Err((Break::Trailing, at.clone()));
            }
            self.slip(Kind::ExtraComma, at.clone(), vec![Edit::remove(at.clone())]);
            return Ok(());
        }
        match self.state {
            State::Entry => {
                self.slip(Kind::ExtraComma, at.clone(), vec![Edit::remove(at.clone())]);
            }
            State::Value => self.empty(at.start, true),
            State::Next => {}
        }
        self.state = State::Entry;
        Ok(())
    }

    /// A slip: the field whose value is awaited has none.
    fn empty(&mut self, at: usize, comma: bool) {
        let key = self.key.clone();
        let at =
            at..at + self.text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        self.slip(Kind::Empty(key, comma), at, Vec::new());
    }

    fn open(&mut self, at: &Range<usize>) -> Step {
        let sign = self.slice(at);
        let root = self.frames.is_empty() && !self.done;
        if root && sign == "{" {
            return Err((Break::Json, at.clone()));
        }
        self.begin(at)?;
        self.enter(at, sign)
    }

    /// Steps into brackets.
    fn enter(&mut self, at: &Range<usize>, sign: &str) -> Step {
        if self.frames.len() >= DEPTH {
            return Err((Break::Deep, at.clone()));
        }
        let braces = sign == "{";
        if braces {
            self.slip(Kind::Braces, at.clone(), vec![Edit::new(at.clone(), "(")]);
        }
        let list = sign == "[";
        self.frames.push(Frame {
            open: at.start,
            list,
            braces,
            named: false,
            values: 0,
            value_at: at.end,
        });
        self.state = State::Entry;
        self.last_text = None;
        Ok(())
    }

    fn close(&mut self, at: &Range<usize>) -> Step {
        let sign = self.slice(at);
        let Some(frame) = self.frames.last() else {
            return Err((Break::ClosesNothing, at.clone()));
        };
        let (open, braces, value_at) = (frame.open, frame.braces, frame.value_at);
        let fits = match sign {
            "]" => frame.list,
            "}" => braces,
            _ => !frame.list && !braces,
        };
        if braces && sign == "]" {
            // The braces stand for the brackets of a list.
            if let Some(slip) = self.slips.iter_mut().find(|slip| slip.at.start == open) {
                slip.kind = Kind::Sign('{', '[');
                slip.fix = vec![Edit::new(open..open + 1, "[")];
            }
        } else if !fits {
            let found = Break::Misfit { open, before: self.before, value_at };
            return Err((found, at.clone()));
        }
        if self.state == State::Value {
            self.empty(at.start, true);
        }
        if braces
            && sign == "}"
            && let Some(slip) = self.slips.iter_mut().find(|slip| slip.at.start == open)
        {
            slip.fix.push(Edit::new(at.clone(), ")"));
        }
        self.frames.pop();
        self.done |= self.frames.is_empty();
        self.state = State::Next;
        self.last_text = None;
        Ok(())
    }

    /// Notes that a value begins.
    fn begin(&mut self, at: &Range<usize>) -> Step {
        if self.frames.is_empty() {
            if self.done {
                return Err((Break::Trailing, at.clone()));
            }
            return Ok(());
        }
        self.apart(at, false)?;
        let before = self.before;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if self.state == State::Entry && !frame.list && (frame.named || frame.values > 0) {
            let (open, value_at) = (frame.open, frame.value_at);
            return Err((Break::NoName { open, before, value_at }, at.clone()));
        }
        if self.state == State::Value {
            frame.value_at = at.start;
        }
        frame.values += 1;
        Ok(())
    }

    /// Makes sure that a comma parts what begins here from what stands before it.
    fn apart(&mut self, at: &Range<usize>, named: bool) -> Step {
        if self.state != State::Next {
            return Ok(());
        }
        if let Some(text) = self.last_text.clone() {
            let adjacent = text.end == at.start;
            if adjacent || self.slice(&text).contains('\n') {
                return Err((Break::AfterText { text }, at.clone()));
            }
        }
        let before = self.before;
        if let Some(frame) = self.frames.last()
            && !frame.list
            && !named
        {
            let (open, value_at) = (frame.open, frame.value_at);
            return Err((Break::NoName { open, before, value_at }, at.clone()));
        }
        self.slip(Kind::Comma, at.clone(), vec![Edit::insert(before, ",")]);
        self.state = State::Entry;
        Ok(())
    }

    fn quoted(&mut self, at: Range<usize>, closed: bool) -> Step {
        if !closed {
            return Err((Break::OpenText { text: at.clone() }, at));
        }
        if let Some(inner) = inner_opening(self.text, &at) {
            return Err((Break::Swallowed { text: at.clone(), inner }, at));
        }
        if self.peek_kind() == Some(TokenKind::Colon) && self.frames.last().is_some_and(|f| !f.list)
        {
            let fix = vec![Edit::remove(at.start..at.start + 1), Edit::remove(at.end - 1..at.end)];
            self.slip(Kind::QuotedName, at.clone(), fix);
            return self.name(at);
        }
        self.begin(&at)?;
        self.value(Some(at));
        Ok(())
    }

    /// Notes that a simple value has been read.
    fn value(&mut self, text: Option<Range<usize>>) {
        self.done |= self.frames.is_empty();
        self.state = State::Next;
        self.last_text = text;
    }

    /// Notes the name of a field, which stands before its colon.
    fn name(&mut self, at: Range<usize>) -> Step {
        let Some(frame) = self.frames.last() else { return Err((Break::NoBracket, at)) };
        let (open, list, filled) = (frame.open, frame.list, frame.values > 0 && !frame.named);
        let before = self.before;
        if list {
            let filled = frame.values > 0;
            return Err((Break::NameInList { open, before, filled }, at));
        }
        if self.state == State::Value {
            self.empty(self.before, false);
            self.state = State::Entry;
        }
        self.apart(&at, true)?;
        if filled {
            return Err((Break::NoName { open, before, value_at: at.start }, at));
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.named = true;
        }
        if self.peek_kind() == Some(TokenKind::Colon) {
            let colon = self.next();
            self.before = colon.map_or(at.end, |colon| colon.at.end);
        }
        self.key = at;
        self.state = State::Value;
        self.last_text = None;
        Ok(())
    }
}
