//! A text of a question: its plain words, and which of them the glossary explains.

use crate::id::Id;
use std::{
    fmt::{Debug, Display, Formatter, Result as Written},
    ops::{Deref, Range},
};

/// Words that a question says. Whoever compares, hashes or measures them has to do with the plain
/// words alone: that some of them are explained makes no other question of it.
///
/// It takes as much room as a `String`: a pack may have very many texts, few of them explained.
#[derive(Clone, Default)]
pub struct Worded {
    words: Box<str>,
    glosses: Option<Box<Glosses>>,
}

/// In their order; never empty.
#[derive(Clone)]
struct Glosses(Box<[Gloss]>);

/// Some of the words, and what they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gloss {
    /// Where they stand, in bytes of the text.
    pub at: Range<usize>,
    /// The id of a term of the glossary.
    pub term: Id,
}

impl Worded {
    /// A text of which some words are explained. Places that are none are left out.
    #[must_use]
    pub fn new(words: String, mut glosses: Vec<Gloss>) -> Self {
        glosses.retain(|gloss| words.get(gloss.at.clone()).is_some_and(|part| !part.is_empty()));
        let some = !glosses.is_empty();
        let glosses = some.then(|| Box::new(Glosses(glosses.into_boxed_slice())));
        Self { words: words.into(), glosses }
    }

    /// The plain words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Which words are explained, in their order.
    #[must_use]
    pub fn glosses(&self) -> &[Gloss] {
        self.glosses.as_ref().map_or(&[], |glosses| &glosses.0)
    }

    /// With other words before and after these.
    #[must_use]
    pub fn between(&self, before: &str, after: &str) -> Self {
        let by = before.len();
        let moved = self.glosses().iter().map(|gloss| Gloss {
            at: gloss.at.start + by..gloss.at.end + by,
            term: gloss.term.clone(),
        });
        Self::new(format!("{before}{}{after}", self.words), moved.collect())
    }

    /// This and another one, with a space between them where both say something.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        if self.words.is_empty() {
            return other.clone();
        }
        if other.is_empty() {
            return self;
        }
        let later = other.between(&format!("{} ", self.words), "");
        let glosses = self.glosses().iter().chain(later.glosses()).cloned().collect();
        Self::new(later.words.into_string(), glosses)
    }
}

impl Deref for Worded {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl PartialEq for Worded {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Worded {}

impl PartialEq<str> for Worded {
    fn eq(&self, other: &str) -> bool {
        *self.words == *other
    }
}

impl PartialEq<&str> for Worded {
    fn eq(&self, other: &&str) -> bool {
        *self.words == **other
    }
}

impl PartialEq<String> for Worded {
    fn eq(&self, other: &String) -> bool {
        *self.words == **other
    }
}

impl PartialEq<Worded> for String {
    fn eq(&self, other: &Worded) -> bool {
        **self == *other.words
    }
}

impl From<String> for Worded {
    fn from(words: String) -> Self {
        Self { words: words.into(), glosses: None }
    }
}

impl From<&str> for Worded {
    fn from(words: &str) -> Self {
        Self { words: words.into(), glosses: None }
    }
}

impl From<&String> for Worded {
    fn from(words: &String) -> Self {
        words.as_str().into()
    }
}

impl Display for Worded {
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        Display::fmt(&self.words, f)
    }
}

impl Debug for Worded {
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        Debug::fmt(self.as_str(), f)?;
        for gloss in self.glosses() {
            write!(f, " [{:?}: {}]", gloss.at, gloss.term)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Gloss, Worded};
    use crate::id::Id;

    fn worded(words: &str, word: &str) -> Worded {
        let start = words.find(word).unwrap();
        let gloss = Gloss { at: start..start + word.len(), term: Id::new("term").unwrap() };
        Worded::new(words.to_owned(), vec![gloss])
    }

    fn explained(text: &Worded) -> Vec<&str> {
        text.glosses().iter().map(|gloss| &text[gloss.at.clone()]).collect()
    }

    #[test]
    fn what_is_explained_stays_so_among_other_words() {
        let reason = worded("Its pod has one.", "pod");
        let longer = reason.between("So it is. ", " It belongs to: À.");
        assert_eq!(longer, "So it is. Its pod has one. It belongs to: À.");
        assert_eq!(explained(&longer), ["pod"]);
        let both = Worded::from("At first.").and(&reason).and(&Worded::default());
        assert_eq!(both, "At first. Its pod has one.");
        assert_eq!(explained(&both), ["pod"]);
        assert_eq!(explained(&Worded::default().and(&both.clone().and(&reason))), ["pod", "pod"]);
    }

    #[test]
    fn an_explanation_changes_nothing_that_is_compared() {
        assert_eq!(worded("A pod.", "pod"), Worded::from("A pod."));
        assert_ne!(worded("A pod.", "pod"), Worded::from("A cod."));
    }

    #[test]
    fn it_takes_no_more_room_than_a_string() {
        assert_eq!(size_of::<Worded>(), size_of::<String>());
    }

    #[test]
    fn a_place_that_is_none_is_left_out() {
        let id = || Id::new("term").unwrap();
        let places = [0..0, 1..2, 2..9, 0..2].map(|at| Gloss { at, term: id() }).to_vec();
        assert_eq!(explained(&Worded::new("À.".to_owned(), places)), ["À"]);
    }
}
