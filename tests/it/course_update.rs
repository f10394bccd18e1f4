//! What a learner has answered in the course as it was first counts in the course of today.

use crate::support::{NOW, id, key};
use std::collections::BTreeMap;
use strata::{
    id::Id,
    library::{Changes, Shelf},
    pack::{Course, check, drawn_questions, read},
    progress::{Attempt, ItemStanding, LessonEvent, Record},
    quiz::{Answer, Question, hashes, right_answer},
};

const PACK: &str = "strata/containers-vs-vms";

/// The course with two lessons, kept as it was.
fn first() -> Course {
    check(&read("tests/packs/course-1.0".as_ref()).unwrap()).course.unwrap()
}

fn today() -> Course {
    (*Shelf::embedded().packs[0].course).clone()
}

/// All questions of a course, those of its pictures included.
fn all(course: &Course) -> BTreeMap<Id, Question> {
    let drawn = course.lessons.iter().flat_map(|lesson| drawn_questions(course, lesson));
    let own = course.questions().cloned();
    own.chain(drawn).map(|question| (question.id.clone(), question)).collect()
}

/// Answers everything that a course asks, in turn rightly, wrongly, and wrongly and then rightly.
fn answered(course: &Course) -> Record {
    let mut record = Record::in_memory().unwrap();
    for (number, question) in all(course).values().enumerate() {
        let tries: &[bool] = [&[true][..], &[false], &[false, true]][number % 3];
        for right in tries {
            let answer =
                if *right { right_answer(question) } else { Answer::Text("none".to_owned()) };
            let score = if *right { 1.0 } else { 0.0 };
            let attempt = Attempt {
                item: question.id.clone(),
                hashes: hashes(question),
                answer,
                score,
                ..crate::support::attempt(PACK, "any", 1.0)
            };
            record.append(&attempt).unwrap();
        }
    }
    for lesson in &course.lessons {
        for event in [LessonEvent::Begun, LessonEvent::EndReached] {
            record.note(&key(PACK), &lesson.id, event, NOW).unwrap();
        }
    }
    record
}

#[test]
fn no_question_of_the_first_course_is_gone_or_has_another_answer() {
    let (first, today) = (first(), today());
    let changes = Changes::between(&first, &today);
    assert_eq!((changes.lessons_removed, changes.questions_removed), (0, 0));
    assert_eq!(changes.questions_answer_changed, 0);
    assert!(today.version > first.version);
}

#[test]
fn each_answer_to_the_first_course_counts_as_it_did() {
    let (first, today) = (first(), today());
    let record = answered(&first);
    let mut before = record.standing(&key(PACK)).unwrap();
    let mut after = before.clone();
    let (old, new) = (all(&first), all(&today));
    before.hold_against(old.values());
    after.hold_against(new.values());
    let mut compared = 0;
    for question in first.questions() {
        let now = today
            .questions()
            .find(|now| now.id == question.id || now.was.contains(&question.id))
            .unwrap_or_else(|| panic!("{} is gone", question.id));
        let then = before.item(&question.id, &question.was);
        assert!(then.attempts > 0, "{}", question.id);
        assert_eq!(then, after.item(&now.id, &now.was), "{}", question.id);
        compared += 1;
    }
    assert_eq!(compared, first.questions().count());
    // What a picture asks counts as long as the picture asks it.
    let asked = |id: &&Id| first.questions().all(|question| question.id != **id);
    let kept: Vec<&Id> = old.keys().filter(asked).filter(|id| new.contains_key(*id)).collect();
    assert!(kept.len() > 5, "{}", kept.len());
    for id in kept {
        assert_eq!(before.item(id, &[]), after.item(id, &[]), "{id}");
    }
    for lesson in &first.lessons {
        let now = today.lesson(&lesson.id).unwrap();
        assert_eq!(before.lesson(&lesson.id, &[]), after.lesson(&now.id, &now.was));
    }
    assert_eq!(after.item(&id("which-kernel-answers"), &[]), ItemStanding::default());
}
