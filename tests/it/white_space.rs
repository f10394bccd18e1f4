//! White space has one meaning: that words part.

use proptest::prelude::*;
use strata::pack::{
    PackFile, PackFiles, check,
    prose::{ProseBlock, plain},
    white_space::{ends_line, folded, parts_words},
};

/// Words with every kind of space between them.
fn texts() -> impl Strategy<Value = String> {
    let spaces = "[ \t\n\r\u{a0}\u{2003}\u{2009}\u{202f}\u{2028}\u{3000}]{0,4}";
    proptest::collection::vec((spaces, "[a-zé容]{0,4}"), 0..8).prop_map(|parts| {
        parts.into_iter().flat_map(|(space, word)| [space, word]).collect::<String>()
    })
}

proptest! {
    #[test]
    fn what_is_folded_has_single_spaces_and_the_same_words(text in texts()) {
        let once = folded(&text);
        prop_assert_eq!(once.trim(), &*once, "none at the ends");
        prop_assert!(!once.contains(ends_line) && !once.contains('\t'), "{once:?}");
        let letters: Vec<char> = once.chars().collect();
        let double = letters.windows(2).any(|two| two.iter().all(|c| parts_words(*c)));
        prop_assert!(!double, "{once:?}");
        prop_assert_eq!(&*folded(&once), &*once, "nothing more to fold");
        let words = |text: &str| -> Vec<String> {
            text.trim().split(parts_words).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        prop_assert_eq!(words(&text), words(&once));
    }

    /// However an author breaks and indents texts, the course is the same.
    #[test]
    fn two_packs_that_differ_in_space_alone_are_one(gaps in proptest::collection::vec("[ \n\t]{1,4}", 8)) {
        let spaced = made(&gaps.iter().map(String::as_str).collect::<Vec<_>>());
        let single = made(&[" "; 8]);
        let (spaced, single) = (check(&spaced).course.unwrap(), check(&single).course.unwrap());
        prop_assert_eq!(spaced, single);
    }
}

fn file(text: String) -> PackFiles {
    PackFiles { files: vec![PackFile { path: "pack.ron".to_owned(), text: text.into() }] }
}

/// A pack in which words of all kinds of text are parted by these gaps.
fn made(gaps: &[&str]) -> PackFiles {
    let text = |first: &str, at: usize, second: &str| format!("{first}{}{second}", gaps[at]);
    // What is drawn on one line may have spaces but no line breaks.
    let line = |first: &str, at: usize, second: &str| text(first, at, second).replace('\n', " ");
    file(format!(
        r#"(
    format: 1, publisher: "me", id: "spaced", version: "1.0.0", title: "{}", language: "en",
    license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
    inline: [(
        id: "l", title: "L", minutes: 1,
        diagrams: [(id: "d", title: "{}", caption: "{}", body: Stack([
            Layer(id: "a", name: "{}", role: Kernel, note: "{}", badges: ["{}"], about: "{}"),
            Layer(id: "b", name: "B", role: Kernel, about: "It is."),
        ]))],
        blocks: [Prose("So{}it is."), SideBySide(diagrams: ["d"])],
        questions: [(id: "q", prompt: "{}", kind: Typed(
            accepted: ["{}"], because: "So.", otherwise: "No.",
        ))],
    )],
)"#,
        line("Spaced", 0, "out"),
        line("A", 1, "title"),
        line("A", 2, "caption"),
        line("Guest", 3, "OS"),
        line("two", 4, "words"),
        line("a", 5, "badge"),
        text("What it", 6, "is."),
        // A blank line would begin another paragraph.
        gaps[7].replace(['\n', '\t'], " "),
        text("What", 0, "is it?"),
        text("guest", 1, "os"),
    ))
}

#[test]
fn prose_and_cells_have_single_spaces_and_code_stays_as_it_is() {
    let text = r#"(
    format: 1, publisher: "me", id: "spaced", version: "1.0.0", title: "T", language: "en",
    license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
    inline: [(
        id: "l", title: "L", minutes: 1,
        blocks: [Prose("Two  spaces,  **bold  words**  and `two  spaces` of  code.")],
    )],
)"#;
    let course = check(&file(text.to_owned())).course.unwrap();
    let strata::pack::Block::Prose(prose) = &course.lessons[0].blocks[0] else { panic!("prose") };
    let ProseBlock::Paragraph(spans) = &prose[0] else { panic!("a paragraph") };
    assert_eq!(plain(spans), "Two spaces, bold words and two  spaces of code.");
}

#[test]
fn a_space_that_holds_words_together_stays() {
    for text in ["16\u{a0}GiB", "16\u{202f}GiB", "はじめに\u{3000}概要"] {
        assert_eq!(folded(text), text);
    }
    assert_eq!(folded("  16\u{a0} GiB\u{a0}"), "16\u{a0} GiB");
}
