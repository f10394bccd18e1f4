//! Finds the words of a glossary in what is read, in one go however many there are.

use crate::pack::said::Said;
use std::{borrow::Cow, collections::HashMap, ops::Range};

/// Words in a row, each leading to those that go on with it.
pub(super) struct Vocabulary {
    nodes: Vec<Node>,
    english: bool,
}

#[derive(Default)]
struct Node {
    next: HashMap<Box<str>, usize>,
    /// The number of the term of which the last word ends here.
    ends: Option<usize>,
    /// It may have the endings of a verb.
    verbal: bool,
}

/// Words that stand for a term.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The number of the term.
    pub term: usize,
    /// In bytes of the text.
    pub at: Range<usize>,
}

/// Words in a row that are looked for, at most: longer ones are a sentence, and no name.
const LONGEST: usize = 12;
/// The shortest word that may be a verb, in letters: "pin" would find "pining".
const VERB: usize = 4;

impl Vocabulary {
    /// The words of terms by the numbers of these. `english` words are found with their usual
    /// endings, others only as they are.
    pub(super) fn new<'t>(words: impl Iterator<Item = (usize, &'t str)>, english: bool) -> Self {
        let mut made = Self { nodes: vec![Node::default()], english };
        for (term, word) in words {
            let all = tokens(word, &[Said::whole(word)]);
            if all.is_empty() || all.len() > LONGEST {
                continue;
            }
            let mut at = 0;
            for (number, token) in all.iter().enumerate() {
                let key = if number == 0 { (&*token.word).into() } else { token.joined() };
                at = made.node(at, &key);
            }
            let verbal = all.len() == 1 && verbal(word);
            if let Some(node) = made.nodes.get_mut(at) {
                node.ends.get_or_insert(term);
                node.verbal |= verbal;
            }
        }
        made
    }

    /// The node that follows this one, made where there is none.
    fn node(&mut self, from: usize, word: &str) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(from) else { return from };
        if let Some(known) = node.next.get(word) {
            return *known;
        }
        node.next.insert(word.into(), new);
        self.nodes.push(Node::default());
        new
    }

    /// Where words of the glossary stand in a text. Of several that begin at one place, the longest
    /// counts, and what lies in it is part of it.
    pub(super) fn uses(&self, text: &str, said: &[Said]) -> Vec<Use> {
        let tokens = tokens(text, said);
        let (mut uses, mut at) = (Vec::new(), 0);
        while let Some(first) = tokens.get(at) {
            let Some((term, count)) = self.longest(tokens.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let last = tokens.get(at + count - 1).unwrap_or(first);
            uses.push(Use { term, at: first.at.start..last.at.end });
            at += count;
        }
        uses
    }

    /// The longest words of a term with which these begin: its number, and how many they are.
    fn longest(&self, tokens: &[Token<'_>]) -> Option<(usize, usize)> {
        let first = tokens.first()?;
        let found = self.along(&first.word, tokens);
        // At the beginning of a sentence a word may be one that is written small elsewhere.
        let small = small(&first.word).filter(|_| first.begins);
        let other = small.and_then(|small| self.along(&small, tokens));
        match (found, other) {
            (Some(one), Some(other)) if other.1 > one.1 => Some(other),
            (found, other) => found.or(other),
        }
    }

    fn along(&self, first: &str, tokens: &[Token<'_>]) -> Option<(usize, usize)> {
        let (mut node, mut found) = (self.nodes.first()?, None);
        for (number, token) in tokens.iter().enumerate() {
            let word = if number == 0 { Cow::Borrowed(first) } else { token.joined() };
            if let Some(term) = self.ends(node, &word) {
                found = Some((term, number + 1));
            }
            match node.next.get(&*word).and_then(|next| self.nodes.get(*next)) {
                Some(next) => node = next,
                None => break,
            }
        }
        found
    }

    /// The term of which this is the last word, in one of its endings.
    fn ends(&self, before: &Node, word: &str) -> Option<usize> {
        let of = |base: &str, as_verb: bool| {
            let node = self.nodes.get(*before.next.get(base)?)?;
            node.ends.filter(|_| node.verbal || !as_verb)
        };
        if let Some(term) = of(word, false) {
            return Some(term);
        }
        if before.next.is_empty() || !self.english {
            return None;
        }
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''));
        let word = owner.unwrap_or(word);
        let own = owner.and_then(|owner| of(owner, false));
        own.or_else(|| plurals(word).find_map(|base| of(&base, false)))
            .or_else(|| verbs(word).find_map(|base| of(&base, true)))
    }
}

/// Can a term be a verb as well? Names are none.
fn verbal(word: &str) -> bool {
    word.len() >= VERB && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// What a word may be the plural of.
fn plurals(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let one = word.strip_suffix('s').filter(|one| one.chars().count() > 1 && !one.ends_with('s'));
    let hissed = word
        .strip_suffix("es")
        .filter(|one| ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| one.ends_with(end)));
    let changed = word.strip_suffix("ies").filter(|stem| stem.len() > 1);
    let plain = one.into_iter().chain(hissed).map(Cow::Borrowed);
    plain.chain(changed.map(|stem| Cow::Owned(format!("{stem}y"))))
}

/// What verb a word may be a form of.
fn verbs(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let past = word.strip_suffix("ed");
    let stem = past.or_else(|| word.strip_suffix("ing")).filter(|stem| stem.len() > 2);
    let changed = past.and_then(|stem| stem.strip_suffix('i'));
    stem.into_iter()
        .flat_map(|stem| {
            let mut letters = stem.char_indices().rev();
            let (last, before) = (letters.next(), letters.next());
            // "trapped", "pinning"
            let doubled = last.zip(before).filter(|((_, one), (_, other))| one == other);
            let doubled = doubled.and_then(|((at, _), _)| stem.get(..at)).map(Cow::Borrowed);
            [Some(Cow::Borrowed(stem)), Some(Cow::Owned(format!("{stem}e"))), doubled]
        })
        .flatten()
        .chain(changed.map(|stem| Cow::Owned(format!("{stem}y"))))
}

/// The word as it is written within a sentence, if it begins with the only capital letter in it.
fn small(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next().filter(|first| first.is_uppercase())?;
    let rest = letters.as_str();
    (!rest.chars().any(char::is_uppercase))
        .then(|| first.to_lowercase().chain(rest.chars()).collect())
}

/// A word of a text.
struct Token<'t> {
    /// With plain apostrophes and hyphens.
    word: Cow<'t, str>,
    at: Range<usize>,
    /// What stands between it and the word before, besides white space.
    joint: Cow<'t, str>,
    /// A sentence begins with it.
    begins: bool,
}

impl Token<'_> {
    /// The word with what joins it to the one before.
    fn joined(&self) -> Cow<'_, str> {
        match &*self.joint {
            "" => Cow::Borrowed(&self.word),
            joint => Cow::Owned(format!("{joint}{}", self.word)),
        }
    }
}

/// The words of what is said of a text. Where something else stands between, that joins them, so
/// that no words are taken for one name across it.
fn tokens<'t>(text: &'t str, said: &[Said]) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let (mut joint, mut begins) = (String::new(), true);
    for piece in said {
        if piece.begins {
            (joint, begins) = ("\n".to_owned(), true);
        }
        if !piece.is_words() {
            joint.push('`');
            begins = false;
            continue;
        }
        let part = text.get(piece.at.clone()).unwrap_or_default();
        let mut rest = part;
        while let Some(c) = rest.chars().next() {
            let length = word_length(rest);
            if length > 0 {
                let start = piece.at.start + part.len() - rest.len();
                let (word, after) = rest.split_at(length);
                let joint = Cow::Owned(std::mem::take(&mut joint));
                let begins = std::mem::take(&mut begins);
                tokens.push(Token { word: plain(word), at: start..start + length, joint, begins });
                rest = after;
                continue;
            }
            if !c.is_whitespace() {
                joint.push(c);
            }
            begins |= matches!(c, '.' | '?' | '!' | ':' | '…' | '“');
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    tokens
}

/// How long the word is with which a text begins, in bytes.
fn word_length(text: &str) -> usize {
    let (mut end, mut inside) = (0, false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if stands_alone(c) {
            return if inside { end } else { c.len_utf8() };
        }
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '#');
        let after = letters.peek().map(|(_, after)| *after);
        let joins = || matches!(c, '-' | '\u{2011}' | '.' | '\'' | '’');
        let goes_on = || after.is_some_and(|after| letter(after) && !stands_alone(after));
        // The apostrophe after "hosts’" belongs to it.
        let owns = || matches!(c, '\'' | '’') && text.get(..at).is_some_and(|w| w.ends_with('s'));
        if letter(c) || (inside && ((joins() && goes_on()) || owns())) {
            (end, inside) = (at + c.len_utf8(), true);
        } else {
            break;
        }
    }
    end
}

/// Is it a letter of a script that puts no spaces between words? Then each counts as a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// The word with plain apostrophes and hyphens.
fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace('’', "'").replace('\u{2011}', "-"))
}

#[cfg(test)]
mod tests {
    use super::{Said, Vocabulary};

    /// The words of the text that stand for one of these terms.
    fn found<'t>(words: &[&str], english: bool, text: &'t str) -> Vec<&'t str> {
        let vocabulary = Vocabulary::new(words.iter().copied().enumerate(), english);
        let uses = vocabulary.uses(text, &[Said::whole(text)]);
        uses.into_iter().map(|one| &text[one.at]).collect()
    }

    #[test]
    fn english_words_are_found_whole_and_in_their_usual_endings() {
        let terms = ["pod", "policy", "process", "cache", "trap", "bind mount", "PID", "copy"];
        for text in ["pod", "pods", "pod’s", "pods’", "pod's", "policies", "processes", "process's"]
        {
            assert_eq!(found(&terms, true, text), [text]);
        }
        for text in ["cached", "caching", "trapped", "trapping", "processing", "copied", "caches"] {
            assert_eq!(found(&terms, true, text), [text]);
        }
        assert_eq!(found(&terms, true, "the bind mounts of PIDs"), ["bind mounts", "PIDs"]);
        for text in
            ["podium", "tripod", "host-pod", "pod-like", "pid", "pids", "bind, mount", "bind"]
        {
            assert!(found(&terms, true, text).is_empty(), "{text}");
        }
        // Short words and names have no forms of a verb.
        assert!(found(&["pod", "Kata", "PID"], true, "podded kataing Kataed PIDed").is_empty());
    }

    #[test]
    fn capital_letters_count_but_at_the_beginning_of_a_sentence() {
        let terms = ["pod", "PID", "Kata", "bind mount", "WASI"];
        assert_eq!(
            found(&terms, true, "Pods run. Bind mounts: Pod"),
            ["Pods", "Bind mounts", "Pod"]
        );
        assert!(found(&terms, true, "a Pod, a Bind mount, Pid. PODS kata wasi").is_empty());
        assert_eq!(found(&terms, true, "“Pods” are Kata’s"), ["Pods", "Kata’s"]);
    }

    #[test]
    fn the_longest_words_count() {
        let terms = ["namespace", "user namespace", "user namespace map"];
        let text = "a user namespace maps user namespaces, and a namespace";
        let all = ["user namespace maps", "user namespaces", "namespace"];
        assert_eq!(found(&terms, true, text), all);
        assert_eq!(found(&["user", "space cat"], true, "user space dog"), ["user"]);
    }

    #[test]
    fn signs_in_words_count() {
        let terms = ["copy-on-write", "EPT/NPT", "C++", "WSL 2", "image (layer)"];
        let text = "Copy‑on‑write, C++ and C; EPT/NPT, EPT NPT; WSL\n2; image (layer), image layer";
        let all = ["Copy‑on‑write", "C++", "EPT/NPT", "WSL\n2", "image (layer"];
        assert_eq!(found(&terms, true, text), all);
        assert!(found(&["cgroup"], true, "cgroup.procs cgroup_v2").is_empty());
    }

    #[test]
    fn words_of_other_languages_are_found_as_they_are() {
        let terms = ["Kern", "noyau", "コンテナ", "容器"];
        assert_eq!(found(&terms, false, "Der Kern, Kerns. Noyau noyaus"), ["Kern", "Noyau"]);
        assert_eq!(found(&terms, false, "このコンテナは、容器である"), ["コンテナ", "容器"]);
        assert_eq!(found(&["л"], false, "л л. лл"), ["л", "л"]);
    }
}
