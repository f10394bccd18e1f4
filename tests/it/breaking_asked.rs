//! What pictures ask of what is broken: which requests still arrive, and which layer it is.

use std::path::Path;
use strata::{
    diagram::FateKind,
    pack::{self, Course, PackFile, PackFiles, drawn_questions},
    quiz::{Kind, LineRef, Outcome, Question, generate::kind_of, reasons, right_answer},
};

/// A shop: a door with two tills behind it, a clerk, a cellar. The clerk of the office is another one.
const SHOP: &str = r#"(id: "shop", title: "Shop", body: Stack([
    Row([
        Layer(id: "door", name: "Door", role: Application, about: "A door."),
        Layer(id: "office", name: "Office", role: Application, about: "An office."),
    ]),
    Row([
        Layer(id: "left", name: "Left till", role: Library, about: "A till."),
        Layer(id: "right", name: "Right till", role: Library, about: "A till."),
    ]),
    Row([
        Layer(id: "clerk", name: "Clerk", role: Kernel, about: "A clerk."),
        Layer(id: "scribe", name: "Scribe", role: Kernel, about: "A scribe."),
    ]),
    Row([
        Layer(id: "shelf", name: "Shelf", role: Hardware, about: "A shelf."),
        Layer(id: "book", name: "Book", role: Hardware, about: "A book."),
    ]),
]), links: [
    (id: "to-clerk", from: "left", to: "clerk"),
    (id: "to-shelf", from: "clerk", to: "shelf"),
    (id: "told", from: "office", to: "clerk", kind: Control),
])"#;

const TRACES: &str = r#"
    (id: "sell", title: "Something is sold", paths: [(diagram: "shop", hops: [
        (at: "door", say: "In.", choice: Either(id: "till", say: "Either till takes it.", ways: [
            (id: "left", name: "The left one does", hops: [(at: "left", say: "Left.")]),
            (id: "right", name: "The right one does", hops: [(at: "right", say: "Right.")]),
        ])),
        (at: "clerk", say: "It is fetched."),
        (at: "shelf", say: "Here it is."),
    ])]),
    (id: "ask", title: "A price is asked for", paths: [(diagram: "shop", hops: [
        (at: "door", say: "In."), (at: "left", say: "Left."), (at: "clerk", say: "It is known."),
    ])]),
    (id: "count", title: "The goods are counted", paths: [(diagram: "shop", hops: [
        (at: "office", say: "How many?"), (at: "scribe", say: "I go."), (at: "shelf", say: "So many."),
    ])]),
    (id: "report", title: "A report is wanted", paths: [(diagram: "shop", hops: [
        (at: "office", say: "Please."), (at: "scribe", say: "Wait.", choice: When(id: "ready", say: "Is it written?", ways: [
            (id: "yes", name: "Yes", ends: true, hops: [(at: "scribe", say: "Here.")]),
            (id: "no", name: "No", hops: [(at: "book", say: "It is written now.")]),
        ])),
        (at: "office", say: "Thanks."),
    ])]),
    (id: "open", title: "The shop is opened", control: true, paths: [(diagram: "shop", hops: [
        (at: "scribe", say: "Up."), (at: "shelf", say: "Open."),
    ])]),
"#;

fn checked(language: &str, traces: &str, more: &str) -> pack::Checked {
    let text = format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "{language}",
            license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])],
            inline: [(id: "l", title: "L", minutes: 1, diagrams: [{SHOP}],
                blocks: [SideBySide(diagrams: ["shop"], traces: [{traces}])], {more})])"#
    );
    pack::check(&PackFiles {
        files: vec![PackFile { path: "b.ron".to_owned(), text: text.into() }],
    })
}

fn course(more: &str) -> Course {
    let checked = checked("en", TRACES, more);
    checked.course.unwrap_or_else(|| panic!("{:#?}", checked.problems))
}

fn asked(course: &Course, kind: &str) -> Vec<Question> {
    let all = drawn_questions(course, &course.lessons[0]).into_iter();
    all.filter(|question| kind_of(&question.id) == Some(kind)).collect()
}

fn parts(questions: &[Question]) -> Vec<String> {
    let part = |of: &Question| of.kind.broken(true).unwrap().1.to_string();
    questions.iter().map(part).collect()
}

const NONE: &str = "questions: []";

#[test]
fn what_stops_some_and_not_others_is_asked_the_most_telling_first() {
    let all = asked(&course(NONE), "arrives");
    // The book parts three fates; of the others, the one that stops as many as it lets through.
    assert_eq!(parts(&all), ["book", "left"]);
    let Kind::Break(book) = &all[0].kind else { panic!() };
    let fates: Vec<_> = book.requests.iter().map(|of| (of.id.as_str(), of.fate)).collect();
    let (arrives, when) = (FateKind::Arrives, FateKind::ArrivesWhen);
    assert_eq!(fates, [("sell", arrives), ("ask", arrives), ("count", arrives), ("report", when)]);
    assert_eq!(
        all[0].prompt,
        "Say that Book in “Shop” answers nothing any more: whatever comes to it stops there. What \
         becomes of each of these requests?"
    );
    assert_eq!(
        all[1].facts[0].says,
        "“Something is sold” arrives, by another way: Either till takes it, and “The right one does” \
         is left."
    );
    assert_eq!(all[1].facts[1].says, "“A price is asked for” stops at hop 2, Left till.");
    assert_eq!(all[0].id.as_str(), "arrives--shop--book--sell--ask--count--report");
    // It is seen while it is asked, and nothing that sets the shop up takes part.
    assert!(all.iter().all(|of| !of.from_memory && !of.id.as_str().contains("open")));
}

#[test]
fn a_fault_is_asked_where_two_tries_find_it() {
    let all = asked(&course(NONE), "fault");
    let [fault] = all.as_slice() else { panic!("{all:?}") };
    let Kind::Diagnose(asked) = &fault.kind else { panic!() };
    assert_eq!(asked.failed.to_string(), "shelf");
    // Of the report a condition decides: it takes no part, and so neither does the book.
    let tries: Vec<&str> = asked.requests.iter().map(|of| of.id.as_str()).collect();
    assert_eq!(tries, ["sell", "ask", "count"]);
    let texts: Vec<&str> = asked.choices.iter().map(|of| of.text.as_str()).collect();
    assert_eq!(texts, ["Door or Clerk", "Office or Scribe", "Left till", "Right till", "Shelf"]);
    assert_eq!(asked.fewest.len(), 2);
}

#[test]
fn one_thing_that_is_broken_is_asked_of_once() {
    let own = r#"questions: [
        (id: "own-break", prompt: "The book is gone.", kind: Break(diagram: "shop", part: "book", requests: [(trace: "report")])),
        (id: "own-fault", prompt: "Who?", kind: Diagnose(diagram: "shop", failed: "shelf",
            among: [(id: "shelf", part: "shelf"), (id: "scribe", part: "scribe")], requests: ["sell"])),
    ]"#;
    let course = course(own);
    assert!(
        !parts(&asked(&course, "arrives")).contains(&"book".to_owned()),
        "its author asks that"
    );
    assert!(!parts(&asked(&course, "fault")).contains(&"shelf".to_owned()), "its author asks that");
    // Nor is a layer to be found of which it was said what it stops.
    for of in [&course, &self::course(NONE)] {
        let (known, found) = (parts(&asked(of, "arrives")), parts(&asked(of, "fault")));
        assert!(known.len() <= 2 && found.iter().all(|part| !known.contains(part)), "{known:?}");
    }
    let wish = r#"questions: [], from_pictures: [Forbid(id: "arrives--shop--book--sell--ask--count--report")]"#;
    assert!(!parts(&asked(&self::course(wish), "arrives")).contains(&"book".to_owned()));
}

#[test]
fn one_request_alone_and_what_stops_everything_is_not_asked() {
    let one = r#"(id: "ask", title: "A price is asked for", paths: [(diagram: "shop", hops: [
        (at: "door", say: "In."), (at: "left", say: "Left."), (at: "clerk", say: "It is known."),
    ])]),"#;
    let two = r#"(id: "again", title: "It is asked again", paths: [(diagram: "shop", hops: [
        (at: "door", say: "In."), (at: "left", say: "Left."), (at: "clerk", say: "It is known."),
    ])]),"#;
    for traces in [one.to_owned(), format!("{one}{two}")] {
        let course = checked("en", &traces, NONE).course.unwrap();
        assert!(asked(&course, "arrives").is_empty() && asked(&course, "fault").is_empty());
    }
}

#[test]
fn the_links_on_the_way_of_a_request_decide_as_well() {
    let course = course(NONE);
    let lines = |question: &Question| -> Vec<String> {
        let all = question.facts.iter().flat_map(|fact| &fact.lines);
        all.map(|LineRef { diagram, of }| format!("{diagram}/{of}")).collect()
    };
    let fault = asked(&course, "fault").remove(0);
    assert_eq!(lines(&fault), ["shop/to-shelf"]);
    // Where the requests arrive that do not need the book: on the shelf, and at the clerk.
    let book = asked(&course, "arrives").remove(0);
    assert_eq!(lines(&book), ["shop/to-shelf", "shop/to-clerk"]);
}

const OWN: &str = r#"questions: [
    (id: "b", prompt: "Das Buch fehlt.", kind: Break(diagram: "shop", part: "book", requests: [
        (trace: "report", because: "Ohne Buch wird nichts geschrieben."), (trace: "count"),
    ])),
    (id: "d", prompt: "Wer?", kind: Diagnose(diagram: "shop", failed: "o",
        among: [(id: "o", part: "office", because: "Es fragt."), (id: "s", part: "scribe", because: "Er geht."), (id: "c", part: "clerk")],
        requests: ["count", "sell"])),
]"#;

#[test]
fn in_a_pack_in_another_language_the_author_alone_says_why() {
    let checked = checked("de", TRACES, OWN);
    let problems = &checked.problems;
    let course = checked.course.unwrap_or_else(|| panic!("{problems:#?}"));
    assert!(drawn_questions(&course, &course.lessons[0]).is_empty());
    let said = |at: usize| -> Vec<String> {
        let question = &course.lessons[0].questions[at];
        let reasons = reasons(question, &right_answer(question));
        assert!(reasons.iter().any(|reason| reason.outcome == Outcome::Right));
        reasons.iter().map(|reason| reason.because.to_string()).collect()
    };
    assert_eq!(said(0), ["Ohne Buch wird nichts geschrieben.", ""]);
    assert_eq!(said(1), ["Es fragt. Er geht.", ""]);
    let Kind::Diagnose(asked) = &course.lessons[0].questions[1].kind else { panic!() };
    assert_eq!(asked.choices[0].text, "Office / Scribe");
    let warned = checked.problems.iter().map(|problem| problem.message.as_str());
    let warned: Vec<&str> = warned.filter(|message| message.contains("because")).collect();
    assert_eq!(
        warned,
        [
            "`count` has no `because`, and what is worked out is in English",
            "`c` has no `because`, and what is worked out is in English",
        ]
    );
}

#[test]
fn in_an_english_pack_what_is_worked_out_comes_first() {
    let checked = checked("en-GB", TRACES, OWN);
    assert!(checked.problems.iter().all(|problem| !problem.message.contains("because")));
    let course = checked.course.unwrap();
    let Kind::Break(asked) = &course.lessons[0].questions[0].kind else { panic!() };
    assert_eq!(
        asked.requests[0].because,
        "It arrives only when “Is it written?” is answered with “Yes”. Else it stops at hop 3b, Book. \
         Ohne Buch wird nichts geschrieben."
    );
}

/// The lessons that are shipped and have requests ask of what is broken.
#[test]
fn the_course_asks_what_the_hypervisor_stops() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/containers-vs-vms");
    let course = pack::check(&pack::read(&path).unwrap()).course.unwrap();
    let lesson = &course.lessons[0];
    let all = drawn_questions(&course, lesson).into_iter();
    let all: Vec<Question> = all.filter(|of| kind_of(&of.id) == Some("arrives")).collect();
    let [question] = all.as_slice() else { panic!("{all:?}") };
    let Kind::Break(asked) = &question.kind else { panic!() };
    let fates: Vec<_> = asked.requests.iter().map(|of| (of.id.as_str(), of.fate)).collect();
    assert_eq!(asked.part.to_string(), "hypervisor");
    assert_eq!(
        fates,
        [
            ("system-call", FateKind::Arrives),
            ("disk-write", FateKind::Stops),
            ("file-read", FateKind::ArrivesWhen),
        ]
    );
}
