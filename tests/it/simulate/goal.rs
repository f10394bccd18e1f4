//! What a setting is worth when a question asks for one.

use super::{at, specimen};
use crate::{layout::gallery, support::id};
use strata::{
    quiz::{
        Answer, Kind, Outcome, Question, Settings, grade,
        hash::{canonical_key, canonical_wording},
        misconception_of, reasons, right_answer,
    },
    simulate::{Amount, Goal, Need},
};

fn question(name: &str) -> Question {
    let course = gallery();
    let mut all = course.lessons.iter().flat_map(|lesson| &lesson.questions);
    all.find(|question| question.id == id(name)).unwrap().clone()
}

fn asked(question: &Question) -> &Settings {
    let Kind::Settings(settings) = &question.kind else { panic!("a setting is asked for") };
    settings
}

fn answer(question: &Question, line: &str) -> Answer {
    Answer::Settings(at(asked(question).model.live(), line).pairs())
}

#[test]
fn what_holds_is_right_and_a_wrong_control_is_worth_nothing() {
    let question = question("hundred-guests");
    let score = |line: &str| grade(&question, &answer(&question, line)).score;
    assert!(score("row=small") >= 1.0);
    assert!(score("row=bare") <= 0.0, "209 fit, and share a kernel");
    assert!(score("row=small memory=65536") <= 0.0, "the memory was given");
    assert!(grade(&question, &right_answer(&question)).right());
    // Nothing else is an answer to it.
    assert!(grade(&question, &Answer::Text("110".to_owned())).score <= 0.0);
}

#[test]
fn a_reading_that_falls_short_is_worth_the_way_that_it_has_come() {
    let figure = specimen("how-many");
    let live = figure.model.live();
    let needs = |from: i64| {
        let reading = id("count");
        vec![Need::Reads { reading, from: Some(Amount::whole(from)), to: None }]
    };
    let example = at(live, "memory=65536 row=small");
    let goal = Goal { needs: needs(400), given: Vec::new(), example };
    // At first 209 fit: 191 are missing.
    let score = |line: &str| goal.score(live, &at(live, line));
    assert!(score("") <= 0.0);
    assert!(score("memory=8192") <= 0.0, "further away than at first");
    let half = score("memory=23552");
    assert!((half - (1.0 - 93.0 / 191.0)).abs() < 1e-6, "307 fit: {half}");
    assert!(score("memory=29696") < 1.0 && score("memory=30720") >= 1.0, "399 fit, then 405");
    // A hair's breadth away is not right.
    let goal = Goal { needs: needs(882), ..goal };
    let near = goal.score(live, &at(live, "memory=65536"));
    assert!(near < 1.0 && near > 0.9, "{near}");
}

#[test]
fn the_reason_is_that_of_the_mistake_and_what_would_be_right_is_told() {
    let question = question("hundred-guests");
    let told = |line: &str| {
        let answer = answer(&question, line);
        let told = reasons(&question, &answer);
        let told = told.iter().map(|reason| (reason.outcome, reason.because.to_string()));
        (told.collect::<Vec<_>>(), misconception_of(&question, &answer).cloned())
    };
    let right = "A small guest and what runs it take 65.5 MiB beside the program: 110 of them fit.";
    assert_eq!(told("row=small"), (vec![(Outcome::Right, right.to_owned())], None));
    let missed = (Outcome::Missed, right.to_owned());
    let (reasons, belief) = told("row=bare");
    assert_eq!(
        reasons,
        [(Outcome::Wrong, "Here all of them share one kernel.".to_owned()), missed.clone()]
    );
    assert_eq!(belief, Some(id("all-alike")));
    let (reasons, belief) = told("row=small reserve=4096");
    let otherwise = "Try another way of running it, and look at how many fit.".to_owned();
    assert_eq!(reasons, [(Outcome::Wrong, otherwise), missed]);
    assert_eq!(belief, None);
}

#[test]
fn the_hashes_hold_what_is_asked_and_what_the_figures_make_of_it() {
    let asked = question("hundred-guests");
    assert_eq!(
        canonical_key(&asked),
        "2:key\nkind settings\nfigure how-many\ngiven\nmemory 16384\napp 73.2\nceiling off\nreads \
         count\nfrom 100\nto any\nset row\nto small\nto full\nexample count\nis 110\nexample \
         unit\nis 138.7\nexample free\nis 103\n"
            .replacen("2:key", canonical_key(&asked).lines().next().unwrap(), 1)
    );
    let wording = canonical_wording(&asked);
    for line in ["wrong\nrow bare\nbecause Here", "\notherwise Try another", "\nhint Which of"] {
        assert!(wording.contains(line), "{line}: {wording}");
    }
    // Another figure behind it makes another key of it.
    let mut other = asked.clone();
    if let Kind::Settings(settings) = &mut other.kind {
        settings.goal.example = at(settings.model.live(), "row=full");
    }
    assert_ne!(canonical_key(&asked), canonical_key(&other));
}
