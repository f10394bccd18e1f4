//! Grading, hashes, the stored form of answers, and going through a lesson's questions.

use crate::support::id;
use std::sync::Arc;
use strata::{
    pack::Lesson,
    quiz::{
        Answer, Choice, Grade, Kept, Kind, Mode, Place, Purpose, Question, Session, Target, grade,
        hash::{canonical_answer, canonical_key, canonical_wording, former_key},
        hashes, right_answer,
    },
};

fn lesson() -> Arc<Lesson> {
    crate::support::shelf().packs[0].course.lessons[0].clone()
}

fn score(question: &Question, answer: &str) -> f64 {
    grade(question, &answer.parse().unwrap()).score
}

#[test]
fn grading_by_table() {
    let lesson = lesson();
    let single = lesson.question(&id("main-advantage")).unwrap();
    let point = lesson.question(&id("missing-layer")).unwrap();
    for (question, answer, expected) in [
        (single, "1:options:shared-kernel", 1.0),
        (single, "1:options:own-kernel", 0.0),
        (single, "1:options:shared-kernel,own-kernel", 0.0),
        (single, "1:options:", 0.0),
        (single, "1:options:not-there", 0.0),
        (single, "1:nodes:vm/guest[1]/guest-os", 0.0),
        (point, "1:nodes:vm/guest[1]/guest-os", 1.0),
        (point, "1:nodes:vm/guest[3]/guest-os", 1.0),
        (point, "1:nodes:vm/guest[1]/bins", 0.0),
        (point, "1:nodes:container/guest[1]/guest-os", 0.0),
        (point, "1:nodes:guest-os", 0.0),
        (point, "1:nodes:", 0.0),
        (point, "1:nodes:vm/guest[1]/guest-os,vm/guest[2]/guest-os", 0.0),
        (point, "1:options:guest-os", 0.0),
    ] {
        assert!((score(question, answer) - expected).abs() < 1e-9, "{answer}");
    }
}

#[test]
fn every_question_of_the_course_has_exactly_the_right_answers_it_says() {
    for pack in crate::support::shelf().packs {
        for lesson in &pack.course.lessons {
            for question in &lesson.questions {
                if let Kind::Single(choices) = &question.kind {
                    for choice in choices {
                        let given = grade(question, &Answer::Options(vec![choice.id.clone()]));
                        assert_eq!(given.right(), choice.correct, "{}/{}", question.id, choice.id);
                    }
                }
                assert!(grade(question, &right_answer(question)).right(), "{}", question.id);
                assert!(!grade(question, &Answer::Options(vec![])).right());
            }
        }
    }
}

#[test]
fn answers_are_read_back_as_they_were_stored() {
    for text in [
        "1:options:a",
        "1:options:a,b-2",
        "1:options:",
        "1:nodes:vm/guest[2]/guest-os",
        "1:nodes:vm/x,vm/y",
        "1:order:b,a",
        "1:pairs:a=b,c=d",
        "1:text:12 800 = a, b: c",
    ] {
        assert_eq!(text.parse::<Answer>().unwrap().to_string(), text);
    }
    for text in [
        "",
        "options:a",
        "2:options:a",
        "1:options:A",
        "1:nodes:vm/guest[0]/x",
        "1:pairs:a",
        "1:sum:a",
    ] {
        let error = text.parse::<Answer>().unwrap_err().to_string();
        assert!(error.contains(&format!("{text:?}")), "{error}");
    }
}

fn question(kind: Kind) -> Question {
    Question {
        id: id("q"),
        was: vec![],
        objective: None,
        prompt: "Why?\nSo.".into(),
        transcript: None,
        kind,
        in_order: false,
        from_memory: false,
        hints: vec![],
        sources: vec![],
        facts: vec![],
    }
}

fn choice(name: &str, correct: bool) -> Choice {
    Choice {
        id: id(name),
        text: format!("T{name}").into(),
        correct,
        because: "B\\".into(),
        misconception: None,
    }
}

/// The canonical forms never change: learners' records hold their hashes.
#[test]
fn the_canonical_form_is_written_down() {
    let single = question(Kind::Single(vec![choice("b", true), choice("a", false)]));
    insta::assert_snapshot!(canonical_wording(&single), @r"
    1
    prompt Why?\nSo.
    option a
    text Ta
    because B\\
    option b
    text Tb
    because B\\
    ");
    insta::assert_snapshot!(canonical_answer(&single), @r"
    1
    kind single
    option a
    option b
    right
    ");
    let point = question(Kind::PointAt {
        diagram: id("vm"),
        target: Target::Any(vec!["guest-os".parse().unwrap(), "guest[1]/app".parse().unwrap()]),
        places: vec![Place {
            nodes: vec!["guest-os".parse().unwrap()],
            because: "There.".into(),
            misconception: None,
        }],
        otherwise: "Not there.".into(),
    });
    insta::assert_snapshot!(canonical_wording(&point), @r"
    1
    prompt Why?\nSo.
    place guest-os
    because There.
    otherwise Not there.
    ");
    insta::assert_snapshot!(canonical_answer(&point), @r"
    1
    kind point-at
    diagram vm
    target any
    node guest-os
    node guest[1]/app
    ");
    insta::assert_snapshot!(canonical_key(&single), @r"
    2
    kind single
    right b
    ");
    insta::assert_snapshot!(canonical_key(&point), @r"
    2
    kind point-at
    diagram vm
    target any
    node guest-os
    node guest[1]/app
    ");
    assert_eq!(hashes(&single).wording, "1:7f0a2a5c2b19f8945cdcd4483e20cd42");
    assert_eq!(former_key(&single), "1:64b0453eaccade2032404aa7fb20ca03");
    assert_eq!(hashes(&single).answer, "2:0ae7aa8f42670ff21a4cbf8f5343618d");
}

/// The canonical forms of every kind of question never change either.
#[test]
fn the_canonical_forms_of_every_kind_are_written_down() {
    let course = crate::changed::workshop();
    let each = course.lessons[0].questions.iter().map(|question| {
        let (id, key, answer) = (&question.id, canonical_key(question), canonical_answer(question));
        format!("{id}\n\n{}\n{key}\n{answer}", canonical_wording(question))
    });
    insta::assert_snapshot!(each.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_hash_changes_with_what_it_stands_for_and_with_nothing_else() {
    let plain = question(Kind::Single(vec![choice("a", true), choice("b", false)]));
    let before = hashes(&plain);
    let with = |change: &dyn Fn(&mut Question)| {
        let mut other = plain.clone();
        change(&mut other);
        let now = hashes(&other);
        (now.wording != before.wording, now.answer != before.answer)
    };
    let choices = |q: &mut Question, change: &dyn Fn(&mut Vec<Choice>)| {
        if let Kind::Single(choices) = &mut q.kind {
            change(choices);
        }
    };
    assert_eq!(with(&|q| q.prompt = q.prompt.between("", "!")), (true, false));
    assert_eq!(
        with(&|q| choices(q, &|c| c[1].because = c[1].because.between("", "!"))),
        (true, false)
    );
    assert_eq!(with(&|q| choices(q, &|c| c.reverse())), (false, false), "order says nothing");
    assert_eq!(
        with(&|q| choices(q, &|c| (c[0].correct, c[1].correct) = (false, true))),
        (false, true)
    );
    assert_eq!(with(&|q| choices(q, &|c| c[0].id = id("z"))), (true, true));
    assert_eq!(with(&|q| choices(q, &|c| c[1].id = id("z"))), (true, false), "it is wrong");
    assert_eq!(with(&|q| q.sources.push(id("s"))), (false, false));
    assert_eq!(with(&|q| q.id = id("renamed")), (false, false));
}

fn session(names: &[&str]) -> Session {
    Session::new(names.iter().map(|name| id(name)).collect(), Mode::Learn, |_| None)
}

fn answer(session: &mut Session, right: bool) {
    session.choose(Answer::Options(vec![id("x")]));
    let score = if right { 1.0 } else { 0.0 };
    let (question, _) = session.check(1, false, |_, _| Grade { score }).unwrap();
    assert!(session.kept(&question, 1, Kept::Stored));
    assert!(!session.kept(&question, 2, Kept::Stored), "another answer’s confirmation");
}

#[test]
fn a_session_ends_in_a_summary_and_retries_only_what_was_wrong() {
    let mut session = session(&["one", "two", "three"]);
    for (position, right) in [(1, true), (2, false), (3, false)] {
        assert_eq!(session.position(), (position, 3));
        answer(&mut session, right);
        session.next();
    }
    assert!(session.finished() && session.current().is_none());
    assert_eq!(session.wrong(), [id("two"), id("three")]);
    session.retry_wrong();
    assert_eq!(session.position(), (1, 2));
    assert_eq!(session.current(), Some(&id("two")));
    answer(&mut session, true);
    session.next();
    answer(&mut session, true);
    session.next();
    assert!(session.finished() && session.wrong().is_empty());
    session.retry_wrong();
    assert!(session.finished(), "nothing is wrong, nothing to retry");
    session.ask_again();
    assert_eq!((session.position(), session.open()), ((1, 3), true));
}

#[test]
fn a_checked_answer_cannot_be_changed_nor_checked_twice() {
    let mut session = session(&["one"]);
    assert!(session.check(1, false, |_, _| Grade { score: 1.0 }).is_none(), "nothing is chosen");
    answer(&mut session, false);
    session.choose(Answer::Options(vec![id("y")]));
    assert_eq!(session.current_turn().unwrap().chosen, Some(Answer::Options(vec![id("x")])));
    assert!(session.check(1, false, |_, _| Grade { score: 1.0 }).is_none());
    session.try_again();
    assert!(session.open());
}

#[test]
fn a_session_begins_where_the_learner_is() {
    let names = vec![id("one"), id("two")];
    let half = Session::new(names.clone(), Mode::Learn, |name| {
        (*name == id("one")).then_some((1, Grade::all_or_nothing(true)))
    });
    assert_eq!(half.current(), Some(&id("two")));
    let done = Session::new(names, Mode::Learn, |_| Some((1, Grade::all_or_nothing(true))));
    assert_eq!(done.current(), Some(&id("one")), "all right before: it can be gone through again");
    let none = Session::new(vec![], Mode::Learn, |_| None);
    assert!(none.current().is_none() && !none.finished());
}

#[test]
fn after_a_restart_the_summary_counts_what_was_answered_before() {
    let names = vec![id("one"), id("two"), id("three")];
    let before = |name: &strata::id::Id| match name.as_str() {
        "one" => Some((1, Grade::all_or_nothing(true))),
        "two" => Some((2, Grade { score: 0.5 })),
        _ => None,
    };
    let mut session = Session::new(names, Mode::Learn, before);
    assert_eq!(session.current(), Some(&id("three")), "what was never asked comes first");
    answer(&mut session, true);
    session.next();
    assert_eq!(session.current(), Some(&id("two")), "then what was only wrong so far");
    answer(&mut session, false);
    assert!(session.last(), "what was right before needs no answer");
    session.next();
    assert!(session.finished());
    assert_eq!(session.result(&id("one")), Some(true));
    assert_eq!(session.wrong(), [id("two")], "and offered for another try");
    session.ask_again();
    assert_eq!(session.result(&id("one")), None);
}

#[test]
fn what_was_partly_right_is_so_after_a_restart() {
    let names = vec![id("one"), id("two")];
    let half = Grade { score: 0.5 };
    let of_record =
        Session::new(names.clone(), Mode::Learn, |name| (*name == id("one")).then_some((1, half)));
    let round = vec![(id("one"), Some(half)), (id("two"), None)];
    let resumed = Session::resumed(Purpose::Lesson, Mode::Learn, names, round.clone(), |_| 1);
    for session in [of_record, resumed.clone()] {
        assert_eq!(session.told_partly(&id("one")), Some(0.5));
        assert_eq!(session.told_result(&id("one")), Some(false));
        assert_eq!(session.told_partly(&id("two")), None);
    }
    assert_eq!(resumed.to_resume(), Some(round), "and once more");
}

#[test]
fn a_question_that_a_step_asks_becomes_the_current_one_once() {
    let mut session = session(&["one", "two", "three"]);
    session.ask(&id("three"));
    assert_eq!(session.position(), (3, 3));
    answer(&mut session, true);
    session.ask(&id("one"));
    answer(&mut session, true);
    session.ask(&id("three"));
    assert_eq!(session.current(), Some(&id("one")), "it has its answer");
    session.ask(&id("three"));
    session.next();
    assert_eq!(session.current(), Some(&id("two")));
    answer(&mut session, false);
    session.next();
    assert!(session.finished(), "what was answered in a walk is not asked again");
    session.ask(&id("none"));
    assert!(session.finished());
}

#[test]
fn a_step_that_is_left_gives_the_round_back_where_it_was() {
    let mut session = session(&["one", "two", "three"]);
    answer(&mut session, true);
    session.next();
    session.ask(&id("three"));
    session.unask(&id("three"));
    assert_eq!(session.current(), Some(&id("two")));
    session.ask(&id("three"));
    answer(&mut session, false);
    session.unask(&id("three"));
    assert_eq!(session.current(), Some(&id("three")), "an answer stays to be read");
}
