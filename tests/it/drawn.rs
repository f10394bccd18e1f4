//! What the pictures of a pack ask by themselves, from its text on; and what the check says of
//! pictures of which too little is told.

use strata::{
    pack::{Course, PackFile, PackFiles, check, drawn_questions},
    quiz::Question,
};

/// Two lessons, each given by its diagrams, `same` entries, blocks and wishes.
fn pack(language: &str, lessons: [&str; 2]) -> PackFiles {
    let lesson = |(number, fields): (usize, &str)| {
        format!(
            r#"(id: "lesson-{number}", title: "Lesson", minutes: 5, {fields}, questions: [
                (id: "ask-{number}", prompt: "Which?", kind: Single(options: [
                    (id: "a", text: "This", correct: true, because: "Yes."),
                    (id: "b", text: "That", because: "No."),
                ])),
            ])"#
        )
    };
    let lessons: Vec<String> = lessons.into_iter().enumerate().map(lesson).collect();
    let text = format!(
        r#"(
    format: 1, publisher: "me", id: "drawn", version: "1.0.0", title: "Drawn",
    language: "{language}", license: "CC0-1.0",
    units: [(id: "only", title: "Only", lessons: ["lesson-0", "lesson-1"])],
    inline: [{}],
)"#,
        lessons.join(",\n")
    );
    PackFiles { files: vec![PackFile { path: "pack.ron".to_owned(), text: text.into() }] }
}

/// A stack: layers from the top, each as `id:role`.
fn stack(id: &str, layers: &str) -> String {
    let layers = layers.split_whitespace().map(|layer| {
        let (id, role) = layer.split_once(':').unwrap();
        format!(r#"Layer(id: "{id}", name: "The {id}", role: {role}, about: "About {id}.")"#)
    });
    let layers: Vec<String> = layers.collect();
    format!(r#"(id: "{id}", title: "Picture {id}", body: Stack([{}]))"#, layers.join(", "))
}

const NOTHING: &str = "diagrams: [], blocks: []";

const TALL: &str = "app:Application libs:Library guest:Kernel host:Kernel metal:Hardware";

fn course(files: &PackFiles) -> Course {
    let checked = check(files);
    checked.course.unwrap_or_else(|| panic!("{:?}", checked.problems))
}

fn asked(course: &Course, lesson: usize) -> Vec<Question> {
    drawn_questions(course, &course.lessons[lesson])
}

fn ids(questions: &[Question]) -> Vec<&str> {
    questions.iter().map(|question| question.id.as_str()).collect()
}

fn warnings(files: &PackFiles) -> Vec<String> {
    let checked = check(files);
    assert!(checked.course.is_some(), "{:?}", checked.problems);
    checked.problems.iter().map(|problem| format!("{problem}")).collect()
}

#[test]
fn only_packs_in_english_are_asked_about() {
    let one = format!("diagrams: [{}], blocks: [SideBySide(diagrams: [\"d\"])]", stack("d", TALL));
    let other = "diagrams: [], blocks: [SideBySide(diagrams: [\"d\"])]";
    for language in ["en", "en-GB", "EN-us"] {
        let course = course(&pack(language, [&one, other]));
        assert!(!asked(&course, 0).is_empty() && !asked(&course, 1).is_empty(), "{language}");
    }
    for language in ["de", "pt-BR", "enm", "es"] {
        let course = course(&pack(language, [&one, other]));
        assert!(asked(&course, 0).is_empty() && asked(&course, 1).is_empty(), "{language}");
    }
    // The author's wish is checked nevertheless, and kept.
    let wish = ", from_pictures: [Forbid(id: \"gap--d--guest\")]";
    let course = course(&pack("de", [&format!("{one}{wish}"), other]));
    assert_eq!(course.wishes.len(), 1);
}

#[test]
fn pictures_of_other_lessons_are_no_distractors() {
    let lesson = |id: &str, of: &str| {
        let gap = format!("Reword(id: \"gap--{id}--guest\", prompt: \"What is between?\")");
        let blocks = format!("blocks: [SideBySide(diagrams: [\"{id}\"])], from_pictures: [{gap}]");
        format!("diagrams: [{}], {blocks}", stack(id, of))
    };
    let other = TALL.replace("host", "sentry").replace("libs", "tools");
    let course = course(&pack("en", [&lesson("d", TALL), &lesson("e", &other)]));
    for lesson in 0..2 {
        let all = asked(&course, lesson);
        assert!(ids(&all).iter().any(|id| id.starts_with("gap--")));
        let choices = all.iter().filter_map(|question| question.kind.choices()).flatten();
        let stranger = if lesson == 0 { "The sentry" } else { "The host" };
        assert!(choices.into_iter().all(|choice| choice.text != stranger));
    }
}

#[test]
fn what_hardly_asks_anything_is_asked_only_where_an_author_rewords_it() {
    let with = |of: &str, wishes: &str| {
        let blocks = "blocks: [SideBySide(diagrams: [\"d\"])]";
        let one = format!("diagrams: [{}], {blocks}, from_pictures: [{wishes}]", stack("d", of));
        course(&pack("en", [&one, "diagrams: [], blocks: [SideBySide(diagrams: [\"d\"])]"]))
    };
    let three = "app:Application host:Kernel metal:Hardware";
    assert!(asked(&with(three, ""), 0).is_empty());
    let reword = "Reword(id: \"order--d--metal--host--app\", prompt: \"Build it.\")";
    let all = asked(&with(three, reword), 0);
    assert_eq!(ids(&all), ["order--d--metal--host--app"]);
    assert_eq!(all[0].prompt, "Build it.");
    // Of two options, one would be right by chance too often.
    let four = "app:Application libs:Library host:Kernel metal:Hardware";
    assert_eq!(ids(&asked(&with(four, ""), 0)), ["order--d--metal--host--libs--app"]);
    // Who has put all of them in order knows what stands between two.
    let order = "order--d--metal--host--guest--libs--app";
    assert_eq!(ids(&asked(&with(TALL, ""), 0)), [order]);
    let reword = "Reword(id: \"gap--d--guest\", prompt: \"What is between?\")";
    assert_eq!(ids(&asked(&with(TALL, reword), 0)), [order, "gap--d--guest"]);
}

#[test]
fn pictures_that_are_built_alike_ask_for_the_order_once() {
    let (one, two) = (stack("d", TALL), stack("e", TALL));
    let blocks = "blocks: [SideBySide(diagrams: [\"d\", \"e\"])]";
    let lesson = format!("diagrams: [{one}, {two}], {blocks}");
    let course = course(&pack("en", [&lesson, NOTHING]));
    let all = asked(&course, 0);
    let orders: Vec<&str> = ids(&all).into_iter().filter(|id| id.starts_with("order--")).collect();
    assert_eq!(orders, ["order--d--metal--host--guest--libs--app"]);
}

const PAIR: &str = "app:Application guest:Kernel metal:Hardware";
const OTHER: &str = "app:Application sentry:Kernel filter:Library metal:Hardware";

/// A lesson that compares two pictures.
fn compared(same: &str) -> String {
    let (one, two) = (stack("d", PAIR), stack("e", OTHER));
    let blocks = "blocks: [SideBySide(diagrams: [\"d\", \"e\"])]";
    format!("diagrams: [{one}, {two}], same: [{same}], {blocks}")
}

#[test]
fn what_is_left_unsaid_of_compared_pictures_is_warned_of() {
    let said = |same: &str| warnings(&pack("en", [&compared(same), NOTHING]));
    let entry = |id: &str, nodes: &str, rest: &str| {
        format!("(id: \"{id}\", nodes: [{nodes}], because: \"B.\"{rest})")
    };
    // Nobody compares the two pictures.
    assert_eq!(said(""), Vec::<String>::new());
    let pair = entry("p", "\"d/app\", \"e/app\"", "");
    let found = said(&pair);
    assert_eq!(found.len(), 2, "{found:#?}");
    let ends = [
        "nothing says what answers to `d/guest` in `e`. Pair it in `same`, or name `e` in \
         `missing_in` where nothing does.",
        "nothing says what answers to `e/sentry` and `e/filter` in `d`. Pair them in `same`, or \
         name `d` in `missing_in` where nothing does.",
    ];
    for (found, end) in found.iter().zip(ends) {
        assert!(found.starts_with("warning: pack.ron:") && found.ends_with(end), "{found}");
    }
    let kernels = entry("k", "\"d/guest\", \"e/sentry\"", ", how: SamePlace");
    let found = said(&format!("{pair}, {kernels}"));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("`e/filter` in `d`"), "{found:?}");
    let filter = entry("f", "\"e/filter\"", ", missing_in: [\"d\"]");
    assert_eq!(said(&format!("{pair}, {kernels}, {filter}")), Vec::<String>::new());
}

#[test]
fn a_wish_for_what_is_no_longer_asked_stops_nothing() {
    let wish = |id: &str| {
        let lesson = format!("{}, from_pictures: [Forbid(id: \"{id}\")]", compared(""));
        check(&pack("en", [&lesson, NOTHING]))
    };
    for id in
        ["missing--d--e--sentry", "whose--d--guest", "breaks--0123456789abcdef0123456789abcdef"]
    {
        let checked = wish(id);
        assert!(checked.course.is_some(), "{:?}", checked.problems);
        let said = format!("{}", checked.problems[0]);
        assert!(said.starts_with("warning: ") && said.contains(&format!("do not ask `{id}`")));
    }
    for id in ["missing--d--e--sentri", "which--d--e", "whose--guest", "gap"] {
        assert!(wish(id).course.is_none(), "{id}");
    }
}

/// A lesson that asks something whose wrong answer stands for a misconception.
#[test]
fn a_misconception_of_a_later_lesson_tempts_nobody_yet() {
    let names = "a b c d e f g h i j k l m n";
    let stack = |id: &str, names: &str| {
        let layers: Vec<String> =
            names.split_whitespace().map(|l| format!("{l}:Neutral")).collect();
        stack(id, &layers.join(" "))
    };
    let (one, two) = (stack("d", names), stack("e", &format!("{names} x")));
    let gap = r#"(id: "x", nodes: ["e/x"], missing_in: ["d"], because: "Not there.")"#;
    let shown = format!(
        "diagrams: [{one}, {two}], same: [{gap}], blocks: [SideBySide(diagrams: [\"d\", \"e\"])]"
    );
    let belief = r#"misconceptions: [(id: "k", belief: "It is the k.", refutation: "It is not.")],
    units:"#;
    // The option of that lesson stands for the belief, by the name of a layer.
    let with = |lesson: &str| {
        let mut files = pack("en", [&shown, NOTHING]);
        let text = files.files[0].text.replacen("units:", belief, 1);
        let of = format!("(id: \"{lesson}\", prompt: \"Which?\", kind: Single(options: [");
        let wrong = r#"(id: "k", text: "The k", because: "No.", misconception: "k"),"#;
        files.files[0].text = text.replacen(&of, &format!("{of}{wrong}"), 1).into();
        course(&files)
    };
    let offered = |course: &Course| {
        let all = asked(course, 0);
        let question = all.into_iter().find(|q| q.id.as_str().starts_with("missing--")).unwrap();
        let choices = question.kind.choices().unwrap().to_vec();
        choices.into_iter().filter(|c| c.misconception.is_some()).map(|c| c.text).next()
    };
    assert_eq!(offered(&with("ask-0")).as_deref(), Some("The k"));
    assert_eq!(offered(&with("ask-1")), None);
}
