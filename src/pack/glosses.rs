//! Finds `[word](term:cgroup)` in a text that is no prose, such as an option of a question.

use crate::pack::white_space;
use std::ops::Range;

/// A word with the term that it stands for; all places are bytes of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// From bracket to parenthesis.
    pub whole: Range<usize>,
    pub word: Range<usize>,
    pub id: Range<usize>,
}

/// What begins the target of a link, after its word.
const TARGET: &str = "](term:";

/// Has the text anything that looks like such a link?
pub(super) fn any(text: &str) -> bool {
    text.contains(TARGET)
}

/// The links of a text; in the place of one that cannot be read, where it stands.
pub(super) fn links(text: &str) -> Vec<Result<Link, Range<usize>>> {
    let ends = text.match_indices(TARGET).map(|(at, _)| at).skip(1).chain([text.len()]);
    let mut from = 0;
    let starts = text.match_indices(TARGET);
    let each = starts.zip(ends).map(|((at, _), end)| {
        let target = at + TARGET.len();
        let before = text.get(from..at).unwrap_or_default();
        let bracket = before.rfind('[').map(|bracket| from + bracket);
        let close = text.get(target..end).and_then(|rest| rest.find(')'));
        let close = close.map(|close| target + close);
        from = close.map_or(target, |close| close + 1);
        let whole = bracket.unwrap_or(at)..from;
        let (Some(bracket), Some(close)) = (bracket, close) else { return Err(whole) };
        let (word, id) = (bracket + 1..at, target..close);
        let says = |part: &Range<usize>| text.get(part.clone()).unwrap_or_default();
        let blank = says(&word).trim().is_empty() || says(&word).contains(']');
        if blank || says(&id).is_empty() || says(&id).contains(char::is_whitespace) {
            return Err(whole);
        }
        Ok(Link { whole, word, id })
    });
    each.collect()
}

/// The text as it is read, with white space folded: each link is its word alone. With the places of
/// these words in it.
pub(super) fn plain(text: &str, links: &[Link]) -> (String, Vec<Range<usize>>) {
    let (mut words, mut places) = (String::with_capacity(text.len()), Vec::new());
    let mut put = |part: Range<usize>| {
        let part = text.get(part).unwrap_or_default();
        let after = words.is_empty() || words.ends_with(white_space::parts_words);
        let start = words.len();
        words.push_str(&white_space::run(part, after));
        start..words.len()
    };
    let mut from = 0;
    for link in links {
        put(from..link.whole.start);
        places.push(put(link.word.clone()));
        from = link.whole.end;
    }
    put(from..text.len());
    words.truncate(words.trim_end().len());
    (words, places)
}

/// The text with spaces in the place of what a link has besides its word: what stands elsewhere
/// keeps its place.
pub(super) fn blanked(text: &str, links: &[Link]) -> String {
    let (mut blanked, mut from) = (String::with_capacity(text.len()), 0);
    for Link { whole, word, .. } in links {
        blanked.push_str(text.get(from..whole.start).unwrap_or_default());
        blanked.push(' ');
        blanked.push_str(text.get(word.clone()).unwrap_or_default());
        blanked.extend(std::iter::repeat_n(' ', whole.end - word.end));
        from = whole.end;
    }
    blanked.push_str(text.get(from..).unwrap_or_default());
    blanked
}

#[cfg(test)]
mod tests {
    use super::{Link, blanked, links, plain};

    fn read(text: &str) -> Vec<Result<(&str, &str), &str>> {
        let each = links(text).into_iter().map(|link| match link {
            Ok(link) => Ok((&text[link.word], &text[link.id])),
            Err(at) => Err(&text[at]),
        });
        each.collect()
    }

    #[test]
    fn links_are_found_and_what_is_none_is_told() {
        assert_eq!(
            read("A [pod](term:pod), [two\n pods](term:pod); [x], (term:y)."),
            [Ok(("pod", "pod")), Ok(("two\n pods", "pod"))]
        );
        assert_eq!(
            read("[ ](term:a) [b](term:) [c](term: d) e](term:f) [g](term:h [i](term:j)"),
            [
                Err("[ ](term:a)"),
                Err("[b](term:)"),
                Err("[c](term: d)"),
                Err("](term:f)"),
                Err("[g](term:"),
                Ok(("i", "j")),
            ]
        );
        assert_eq!(read("[À](term:é"), [Err("[À](term:")]);
    }

    #[test]
    fn a_text_is_read_as_its_plain_words() {
        let text = "  A  [big \n pod](term:pod) , and [one](term:a).  ";
        let all: Vec<Link> = links(text).into_iter().map(Result::unwrap).collect();
        let (words, places) = plain(text, &all);
        assert_eq!(words, "A big pod , and one.");
        let glossed: Vec<&str> = places.into_iter().map(|at| &words[at]).collect();
        assert_eq!(glossed, ["big pod", "one"]);
        let blanked = blanked(text, &all);
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.find("one"), text.find("one"));
        assert!(!blanked.contains(['[', ']', '(', ':']), "{blanked}");
    }
}
