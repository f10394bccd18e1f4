//! Options that speak of where other options stand: "All of the above".

use crate::quiz::spelling::folded;

/// What is said of places, as [`folded`] gives it, with the spaces that part it from other words.
const PHRASES: [&str; 12] = [
    " of the above ",
    " all the above ",
    " of the below ",
    " option above ",
    " options above ",
    " answer above ",
    " answers above ",
    " above answers ",
    " above options ",
    " previous answers ",
    " previous options ",
    " oben genannten ",
];

/// One of these words is in each phrase.
const WORDS: [&str; 5] = ["above", "below", "answers", "options", "genannten"];

/// One of these words is in every option that speaks of labels.
const OF_LABELS: [&str; 6] = ["option", "options", "answer", "answers", "both", "neither"];

/// Does an option speak of where others stand, so that it says nothing once they are shuffled?
pub(super) fn speaks_of_places(text: &str) -> bool {
    // Folding costs more than all the rest, and hardly any option needs it.
    if text.is_ascii() && !mentions(text) {
        return false;
    }
    let folded = folded(text);
    if !folded.split(' ').any(|word| WORDS.contains(&word)) {
        return is_of_labels(&folded);
    }
    let folded = format!(" {folded} ");
    matches!(folded.trim(), "all above" | "both above" | "none above")
        || PHRASES.iter().any(|phrase| folded.contains(phrase))
        || is_of_labels(&folded)
}

/// Is one of the telling words in an ASCII text?
fn mentions(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
        word.len() > 3
            && WORDS.iter().chain(&OF_LABELS).any(|telling| word.eq_ignore_ascii_case(telling))
    })
}

/// Does an option speak of other options by letters or numbers: "Both A and B", "Answers 1 and 3"?
fn is_of_labels(text: &str) -> bool {
    let mut labels = 0;
    let (mut named, mut paired, mut numbers) = (false, false, false);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word {
            "option" | "options" | "answer" | "answers" => named = true,
            "both" | "neither" => paired = true,
            "and" | "or" | "nor" | "only" | "&" => {}
            _ => {
                let mut characters = word.chars();
                match (characters.next(), characters.next()) {
                    (Some('a'..='h'), None) => {}
                    (Some('1'..='8'), None) => numbers = true,
                    _ => return false,
                }
                labels += 1;
            }
        }
    }
    labels > 1 && (named || (paired && !numbers))
}
