//! The course, lesson by lesson, by keyboard alone: guessed, walked through, followed along every
//! way, answered wrongly and then rightly, to the end.

use super::learner::{Learner, wrong_answer};
use strata::{library::Shelf, pack::course::Block, quiz::right_answer};

/// All of a lesson.
fn lesson(id: &str) {
    let mut learner = Learner::opens(id);
    let lesson = learner.lesson();
    learner.guesses();
    for block in &lesson.blocks {
        match block {
            Block::SideBySide(figure) => {
                learner.comes_to(figure);
                learner.walks(figure);
                learner.follows(figure);
            }
            Block::Simulate(figure) => learner.tries(figure),
            Block::Prose(_) | Block::Table(_) | Block::Describe(_) | Block::Fold(_) => {}
        }
    }
    // What a step or a way has asked is answered by now; all else, wrongly first.
    while let Some(question) = learner.asked() {
        if !learner.session().answered(&question.id) {
            let wrong = wrong_answer(&question, &learner.stage.model().shelf.packs[0].course);
            learner.answers(&question, &wrong);
            learner.is_told(&question, &wrong);
        }
        learner.goes_on();
    }
    for question in &lesson.questions {
        assert!(learner.session().answered(&question.id), "{} was not asked", question.id);
    }
    learner.is_listed(id, "begun");
    learner.retries();
    while let Some(question) = learner.asked() {
        let right = right_answer(&question);
        learner.answers(&question, &right);
        learner.is_told(&question, &right);
        learner.goes_on();
    }
    learner.stage.expect("All of them right");
    learner.is_listed(id, "done");
    learner.goes_to_next_lesson();
}

/// All of a check: failed, then passed.
fn check(id: &str) {
    let mut learner = Learner::opens(id);
    let count = learner.lesson().questions.len();
    for rightly in [false, true] {
        while let Some(question) = learner.asked() {
            let course = &learner.stage.model().shelf.packs[0].course;
            let answer =
                if rightly { right_answer(&question) } else { wrong_answer(&question, course) };
            learner.answers(&question, &answer);
            learner.stage.expect_not("Not right yet.");
        }
        if rightly {
            learner.stage.expect("Passed: all of them right");
            learner.is_listed(id, "passed");
        } else {
            learner.stage.expect(&format!("Not passed: 0 of {count} right"));
            learner.is_listed(id, "not passed yet");
            assert_eq!(learner.focused(), "Read what was missed");
            learner.asks_again();
        }
    }
    learner.goes_to_next_lesson();
}

macro_rules! each {
    ($($how:ident $name:ident: $id:literal;)*) => {
        $(#[test]
        fn $name() {
            $how($id);
        })*

        /// What has a test here.
        const TESTED: &[&str] = &[$($id),*];
    };
}

each! {
    lesson containers_vs_vms: "containers-vs-vms";
    lesson see_it_in_a_terminal: "see-it-in-a-terminal";
    check two_ways_check: "two-ways-check";
    lesson namespaces: "namespaces";
    lesson control_groups: "control-groups";
    lesson images: "images";
    lesson runtime_and_kubernetes: "runtime-and-kubernetes";
    check inside_a_container_check: "inside-a-container-check";
    lesson how_a_vm_works: "how-a-vm-works";
    lesson hypervisor_types: "hypervisor-types";
    lesson startup_and_density: "startup-and-density";
    check inside_a_vm_check: "inside-a-vm-check";
    lesson isolation_and_hardening: "isolation-and-hardening";
    lesson networks_and_gpus: "networks-and-gpus";
    lesson microvms_and_sandboxes: "microvms-and-sandboxes";
    check the_boundary_check: "the-boundary-check";
    lesson mac_and_windows: "mac-and-windows";
    lesson together: "together";
    check in_the_wild_check: "in-the-wild-check";
}

#[test]
fn every_lesson_and_every_check_has_a_test() {
    let shelf = Shelf::embedded();
    let all: Vec<&str> = shelf.packs[0].course.lessons.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(all, TESTED);
}
