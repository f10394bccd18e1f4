//! What an author can do wrong with a question about what is broken.

use strata::{
    pack::{self, PackFile, PackFiles},
    quiz::{Answer, Kind, grade},
};

/// A shop whose till works through a clerk, and what is asked of it.
fn checked(kind: &str) -> pack::Checked {
    let text = format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0",
            units: [(id: "u", title: "U", lessons: ["l"])],
            inline: [(id: "l", title: "L", minutes: 1, diagrams: [(id: "d", title: "D", body: Stack([
                Repeat(id: "stall", count: 2, of: Stack([
                    Layer(id: "till", name: "Till", role: Kernel, about: "A till."),
                    Layer(id: "drawer", name: "Drawer", role: Kernel, about: "A drawer."),
                ])),
                Layer(id: "clerk", name: "Clerk", role: Kernel, about: "A clerk."),
                Layer(id: "shelf", name: "Shelf", role: Kernel, about: "A shelf."),
                Layer(id: "ghost", name: "Ghost", role: Kernel, absent: true, about: "It is not there."),
            ])), (id: "e", title: "E", body: Layer(id: "door", name: "Door", role: Kernel, about: "A door."))],
            blocks: [SideBySide(diagrams: ["d", "e"], traces: [
                (id: "one", title: "Stall one sells", paths: [(diagram: "d", hops: [
                    (at: "till", say: "It sells."), (at: "drawer", say: "It opens."), (at: "clerk", say: "It goes."),
                ])]),
                (id: "two", title: "Stall two sells", paths: [(diagram: "d", hops: [
                    (at: "stall[2]/till", say: "It sells."), (at: "clerk", say: "It goes."),
                ])]),
                (id: "look", title: "A look", paths: [(diagram: "d", hops: [
                    (at: "clerk", say: "It looks.", choice: When(id: "c", say: "Is it here?", ways: [
                        (id: "y", name: "Yes", ends: true, hops: [(at: "clerk", say: "Here.")]),
                        (id: "n", name: "No", ends: true, hops: [(at: "shelf", say: "There.")]),
                    ])),
                ])]),
                (id: "enter", title: "In", paths: [(diagram: "e", hops: [(at: "door", say: "In.")])]),
                (id: "open", title: "It opens", control: true, paths: [(diagram: "d", hops: [(at: "clerk", say: "Up.")])]),
            ])],
            questions: [(id: "q", prompt: "What now?", kind: {kind})])])"#
    );
    let file = PackFile { path: "b.ron".to_owned(), text: text.into() };
    pack::check(&PackFiles { files: vec![file] })
}

fn said(kind: &str) -> Vec<String> {
    let problems = checked(kind).problems.into_iter();
    let errors = problems.filter(|problem| problem.severity == pack::Severity::Error);
    let words = errors.map(|problem| match problem.remedy {
        Some(remedy) => format!("{} {remedy}", problem.message),
        None => problem.message,
    });
    words.collect()
}

fn kind(source: &str) -> Kind {
    let checked = checked(source);
    let course = checked.course.unwrap_or_else(|| panic!("{:#?}", checked.problems));
    course.lessons[0].questions[0].kind.clone()
}

fn breaks(part: &str, requests: &[&str]) -> String {
    let requests: Vec<String> = requests.iter().map(|id| format!(r#"(trace: "{id}")"#)).collect();
    format!(r#"Break(diagram: "d", part: "{part}", requests: [{}])"#, requests.join(", "))
}

/// What is broken, what may be, what is told, and what can be tried.
fn fault(failed: &str, among: &[&str], told: &[&str], requests: &[&str]) -> String {
    let among = among.iter().enumerate();
    let among: Vec<String> =
        among.map(|(at, part)| format!(r#"(id: "s{at}", part: "{part}")"#)).collect();
    format!(
        r#"Diagnose(diagram: "d", failed: "{failed}", among: [{}], told: {told:?}, requests: {requests:?})"#,
        among.join(", ")
    )
}

#[test]
fn what_becomes_of_requests_is_worked_out_and_never_written() {
    let fates = |part: &str, requests: &[&str]| {
        let Kind::Break(asked) = kind(&breaks(part, requests)) else { panic!("a break") };
        let each = asked
            .requests
            .iter()
            .map(|request| format!("{}: {}", asked.right(request).unwrap(), request.because));
        (asked.called.clone(), each.collect::<Vec<_>>())
    };
    let all = |part| fates(part, &["one", "two"]);
    // Without a number, all copies; a hop without one is in the first.
    let (called, said) = all("till");
    assert_eq!(called, "Till, all copies");
    assert_eq!(
        said,
        ["stops: It stops at hop 1, Till.", "stops: It stops at hop 1, Till, copy 2."]
    );
    let (called, said) = all("stall[2]/till");
    assert_eq!(called, "Till, copy 2");
    assert_eq!(said[0], "arrives: It arrives: its way does not lead through Till, copy 2.");
    let (called, said) = all("stall[1]");
    assert_eq!(called, "copy 1 of Till and Drawer");
    assert_eq!(said[0], "stops: It stops at hop 1, Till.");
    assert!(said[1].starts_with("arrives: "), "{said:?}");
    assert_eq!(all("stall").0, "all copies of Till and Drawer");
    assert_eq!(
        fates("shelf", &["look"]).1,
        [
            "arrives-when: It arrives only when “Is it here?” is answered with “Yes”. Else it stops at \
          hop 2b, Shelf."
        ]
    );
}

#[test]
fn what_is_broken_and_what_is_asked_of_has_to_be_there() {
    assert_eq!(said(&breaks("clerc", &["one"])), ["unknown layer `clerc` Did you mean `clerk`?"]);
    assert_eq!(
        said(&breaks("stal", &["one"])),
        ["unknown layer, group or repeat `stal` Did you mean `stall`?"]
    );
    assert_eq!(
        said(&breaks("e/door", &["one"])),
        ["`e/door` is not in the diagram `d`, which this question asks about Name a layer of `d`."]
    );
    assert_eq!(
        said(&breaks("ghost", &["one"])),
        ["`ghost` is absent: it cannot break Name another, or take `absent` from the layer."]
    );
    assert_eq!(said(&breaks("stall[3]", &["one"])).len(), 1);
    assert_eq!(
        said(&breaks("clerk", &["twoo"])),
        ["no figure of the lesson has a request `twoo` Did you mean `two`?"]
    );
    assert_eq!(
        said(&breaks("clerk", &["enter"])),
        [
            "the request `enter` does not lead through the diagram `d` Add a path through it, or name \
          another request."
        ]
    );
    assert_eq!(
        said(&breaks("clerk", &["open"])),
        ["`open` sets something up, and nothing that runs depends on it Name a request without \
          `control: true`."]
    );
    assert_eq!(
        said(&breaks("clerk", &["one", "one"])),
        ["the request `one` is named twice Remove one of them."]
    );
    assert_eq!(
        said(&breaks("clerk", &[])),
        ["the question `q` has too few requests Write at least 1."]
    );
}

#[test]
fn a_diagnosis_has_one_answer_that_its_requests_settle() {
    let made = |failed: &str, among: &[&str], told: &[&str], requests: &[&str]| {
        let Kind::Diagnose(asked) = kind(&fault(failed, among, told, requests)) else {
            panic!("a diagnosis")
        };
        let choices = asked.choices.iter().map(|choice| {
            format!("{}{} {}", if choice.correct { "=" } else { "-" }, choice.text, choice.because)
        });
        let fewest: Vec<String> = asked.fewest.iter().map(ToString::to_string).collect();
        (choices.collect::<Vec<_>>(), fewest.join(" "))
    };
    let (choices, fewest) =
        made("s0", &["drawer", "clerk", "stall[2]/till"], &["one"], &["two", "one"][..1]);
    assert_eq!(
        choices,
        [
            "=Drawer, all copies Only this stops “Stall one sells” and lets “Stall two sells” arrive.",
            "-Clerk With this broken, “Stall two sells” would be stopped, and it arrives.",
            "-Till, copy 2 With this broken, “Stall one sells” would arrive, and it does not.",
        ]
    );
    assert_eq!(fewest, "two");
    // What fails alike is one answer.
    let (choices, fewest) = made("s1", &["drawer", "stall[1]/till", "clerk"], &["one", "two"], &[]);
    assert_eq!(choices.len(), 2);
    assert!(
        choices[0].starts_with("=Drawer, all copies or Till, copy 1 Only this stops")
            && choices[0].ends_with("None of these requests tells one of them from the other."),
        "{choices:?}"
    );
    assert_eq!(fewest, "", "what is told settles it");
}

#[test]
fn what_no_request_settles_is_not_asked() {
    let parts = ["drawer", "stall[1]/till"];
    assert_eq!(
        said(&fault("s0", &parts, &["one"], &[])),
        [
            "no request of the question `q` tells `s0` from the others Name a request that only some \
          of them stop."
        ]
    );
    assert_eq!(
        said(&fault("s1", &["drawer", "shelf"], &["one"], &["look"])),
        ["a condition decides whether `look` arrives when `s1` is broken Leave it out of a \
          `Diagnose`, or ask of it in a `Break`."]
    );
    assert_eq!(
        said(&fault("s7", &["drawer", "clerk"], &["one"], &["two"])),
        ["unknown suspect `s7` Did you mean `s0`?"]
    );
    assert_eq!(
        said(&fault("s0", &["drawer", "clerk"], &[], &[])),
        ["the question `q` has no requests Name what is told in `told`, or what can be tried in \
          `requests`."]
    );
    assert_eq!(
        said(&fault("s0", &["drawer", "drawer", "clerk"], &["one"], &["two"])),
        ["`drawer` is suspected twice Remove one of them."]
    );
    assert_eq!(
        said(&fault("s0", &["drawer", "clerk"], &["two"], &["two"])),
        ["the request `two` is named twice Remove one of them."]
    );
}

#[test]
fn what_was_tried_is_part_of_an_answer_and_worth_nothing() {
    let checked = checked(&fault("s0", &["drawer", "clerk"], &["one"], &["two"]));
    let question = checked.course.unwrap().lessons[0].questions[0].clone();
    let worth = |answer: &str| grade(&question, &answer.parse().unwrap()).score;
    let Kind::Diagnose(asked) = &question.kind else { panic!("a diagnosis") };
    assert!(worth("1:options:s0") >= 1.0 && worth("1:options:two,s0") >= 1.0);
    assert!(worth("1:options:two,s1") <= 0.0 && worth("1:options:s0,s1") <= 0.0);
    let tried: Answer = "1:options:two".parse().unwrap();
    assert!(!question.kind.is_answered(&tried) && worth("1:options:two") <= 0.0);
    assert_eq!(
        asked.effort(&"1:options:two,s0".parse().unwrap()),
        "You tried 1 request; one settles it: “Stall two sells”."
    );
    assert_eq!(
        asked.effort(&"1:options:s0".parse().unwrap()),
        "You tried no request; one settles it: “Stall two sells”."
    );
}
