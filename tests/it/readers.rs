//! Reading takes time in proportion to the text, right or wrong; and a file that would take more
//! memory than it may is refused before it is read.

use std::time::{Duration, Instant};
use strata::{
    library::Changes,
    pack::{Course, PackFile, PackFiles, Watch, check, check_watched},
};

const HEAD: &str = "format: 1, publisher: \"a\", id: \"large\", version: \"1.0.0\", title: \"Large\", \
                    language: \"en\", license: \"x\", ";

fn one(text: String) -> PackFiles {
    PackFiles { files: vec![PackFile { path: "large.ron".to_owned(), text: text.into() }] }
}

/// Numbered entries, until their text is so many bytes long.
fn many(bytes: usize, entry: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&entry(number));
        number += 1;
    }
    text
}

fn authors(entries: &str) -> String {
    format!("({HEAD}authors: [{entries}])")
}

fn lesson(parts: &str) -> String {
    format!(
        "({HEAD}units: [(id: \"u\", title: \"U\", lessons: [\"l\"])], inline: [(id: \"l\", \
         title: \"L\", minutes: 1, blocks: [Prose(\"x\")], {parts})])"
    )
}

fn question(n: usize) -> String {
    format!(
        "(id: \"q{n}\", prompt: \"Question {n}?\", kind: Single(options: [(id: \"a\", text: \"Yes \
         {n}\", correct: true, because: \"So it is.\"), (id: \"b\", text: \"No {n}\", because: \
         \"It is not.\")])),"
    )
}

fn questions(bytes: usize, change: impl Fn(String, usize) -> String) -> String {
    lesson(&format!("questions: [{}]", many(bytes, |n| change(question(n), n))))
}

/// Makes a text of about so many bytes.
type Text = fn(usize) -> String;

/// Texts that were slow once, and others like them.
const TEXTS: [(&str, Text); 33] = [
    ("brackets", |n| "(".repeat(n)),
    ("commas", |n| format!("({})", ",".repeat(n))),
    ("commas after the end", |n| ",".repeat(n)),
    ("colons", |n| format!("({})", ":".repeat(n))),
    ("fields without a value", |n| format!("({})", "title: ,".repeat(n / 8))),
    ("fields without a bracket", |n| "title: \"a\",".repeat(n / 11)),
    ("letters in single quotes", |n| authors(&"'a',".repeat(n / 4))),
    ("single quotes", |n| authors(&"'".repeat(n))),
    ("smart quotes", |n| authors(&"“a”,".repeat(n / 8))),
    ("smart quotes that are open", |n| authors(&"“a,".repeat(n / 5))),
    ("quotes in smart quotes", |n| authors(&format!("“{}”", "\"".repeat(n)))),
    ("quotes behind a text", |n| authors(&format!("\"a\"b{},", "\"".repeat(n)))),
    ("wide brackets", |n| "（）".repeat(n / 6)),
    ("no-break spaces", |n| authors(&"\u{A0}".repeat(n / 2))),
    ("words with no-break spaces", |n| authors(&"a\u{A0}".repeat(n / 3))),
    ("equals signs", |n| format!("({})", "a=b=".repeat(n / 4))),
    ("words", |n| authors(&"a b, ".repeat(n / 5))),
    ("words before a colon", |n| authors(&format!("{}c: 1", "a b, ".repeat(n / 5)))),
    ("signs of a comment", |n| format!("({})", "# a\n".repeat(n / 4))),
    ("comments that are open", |n| format!("({})", "/*".repeat(n / 2))),
    ("raw texts in a raw text", |n| authors(&format!("r#\"{}\"#", "(r#\"a".repeat(n / 5)))),
    ("a raw text that is open", |n| authors(&format!("r##\"{}", "\"#,\n)\n".repeat(n / 6)))),
    ("signs of a raw text", |n| authors(&format!("r{}\"", "#".repeat(n)))),
    ("slashes in a text", |n| authors(&format!("\"{}\"", "\\q".repeat(n / 2)))),
    ("unknown fields", |n| format!("({HEAD}{})", many(n, |i| format!("foo{i}: 1,")))),
    ("questions", |n| questions(n, |question, _| question)),
    ("questions of one id", |n| questions(n, |_, _| question(1))),
    ("hints that are none", |n| questions(n, |q, _| q.replace(")),", "), hints: 7),"))),
    ("hints without a value", |n| questions(n, |q, _| q.replace(")),", "), hints: ,),"))),
    ("fields misspelt", |n| questions(n, |q, _| q.replace("prompt", "prmpt"))),
    ("misconceptions that are none", |n| {
        questions(n, |q, i| q.replacen("because", &format!("misconception: \"m{i}\", because"), 1))
    }),
    ("a bracket that is missing", |n| questions(n, |q, _| q + "\n").replacen("])),", "]),", 1)),
    ("prose", |n| {
        lesson(&format!("questions: [{}]", question(1))).replace(
            "Prose(\"x\")",
            &many(n, |i| format!("Prose(\"*A* [b](https://c.org/{i})\"),")),
        )
    }),
];

/// How long a piece of work takes.
fn time(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// Four times the text may take eight times as long and a fifth of a second more; quadratic work
/// would take sixteen times as long. Three tries are made, since a machine may be interrupted.
fn is_in_proportion(work: impl Fn(usize)) -> Result<(), String> {
    let small = 64 * 1024;
    let mut said = String::new();
    for _ in 0..3 {
        let (short, long) = (time(|| work(small)), time(|| work(4 * small)));
        if long < short * 8 + Duration::from_millis(200) {
            return Ok(());
        }
        said = format!("{short:?}, and {long:?} for four times as much");
    }
    Err(said)
}

#[test]
fn whatever_is_written_is_read_in_proportion_to_its_length() {
    for (name, text) in TEXTS {
        let slow = is_in_proportion(|bytes| {
            let _told = check(&one(text(bytes)));
        });
        assert_eq!(slow, Ok(()), "{name}");
    }
}

fn course(text: String) -> Course {
    let checked = check(&one(text));
    checked.course.unwrap_or_else(|| panic!("{:?}", checked.problems.first()))
}

#[test]
fn an_update_of_every_question_is_compared_in_proportion() {
    let slow = is_in_proportion(|bytes| {
        let old = course(questions(bytes, |question, _| question));
        let count = old.lessons.iter().map(|lesson| lesson.questions.len()).sum();
        let reworded = course(questions(bytes, |q, _| q.replace("So it is", "It is so")));
        let changes = Changes::between(&old, &reworded);
        assert_eq!(changes, Changes { questions_reworded: count, ..Changes::default() });
        let other = |q: String, _| q.replace(", correct: true", "").replace("No ", "NO ");
        let turned = course(questions(bytes, move |q, n| {
            other(q, n).replace("because: \"It is not", "correct: true, because: \"It is not")
        }));
        let changes = Changes::between(&old, &turned);
        assert_eq!(changes, Changes { questions_answer_changed: count, ..Changes::default() });
    });
    assert_eq!(slow, Ok(()));
}

/// Each of these files would take more than 8 bytes for each of its own and 64 MiB.
#[test]
fn what_would_be_too_heavy_is_refused_before_it_is_read() {
    let layer = |n| format!("Layer(id:\"l{n}\",name:\"L\",role:Kernel,about:\"\"),");
    let figure = |layers: &str| {
        lesson(&format!("diagrams: [(id: \"d\", title: \"D\", body: Row([{layers}]))]"))
    };
    let text = "*a*b".repeat(15_000);
    let list = "- a\\n".repeat(10_000);
    let prose = |text: &str| {
        let block = format!("Prose(\"{text}\"),");
        lesson("questions: []")
            .replace("Prose(\"x\")", &block.repeat(16 * 1024 * 1024 / text.len()))
    };
    for text in [
        figure(&many(180_000 * 45, layer)),
        lesson("questions: []").replace("Prose(\"x\")", &"Prose(\"a *b*\"),".repeat(500_000)),
        prose(&text),
        prose(&list),
    ] {
        let said = check(&one(text)).problems;
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].message.contains("in so short a file"), "{}", said[0]);
    }
}

/// Long texts of many words are not refused, nor are questions of a few words.
#[test]
fn what_authors_write_is_not_too_heavy() {
    let words = "Words that are read, and *some* of them twice, with `code` and a\\nline. ";
    let prose = format!("Prose(\"{}\"),", words.repeat(8));
    let text = lesson(&format!("questions: [{}]", many(1_000_000, question)))
        .replace("Prose(\"x\")", &prose.repeat(500));
    assert!(text.len() > 1024 * 1024, "weighed at all");
    assert_eq!(course(text).lessons.len(), 1);
}

/// A reading that is stopped ends with nothing, and its share never goes back.
#[test]
fn a_reading_tells_how_far_it_is_and_can_be_stopped() {
    let files = one(questions(20_000, |question, _| question));
    let watch = Watch::default();
    assert_eq!(watch.share(), None);
    assert!(check_watched(&files, &|_| true, &watch).course.is_some());
    assert_eq!(watch.share(), Some(1.0));
    let watch = Watch::default();
    watch.stop();
    let checked = check_watched(&files, &|_| true, &watch);
    assert!(checked.course.is_none() && checked.problems.is_empty());
}
