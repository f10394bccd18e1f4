//! Rounds of questions as data: to learn, to check, to guess first, to pass a lesson over; and
//! taking back what was answered.

use crate::{
    support::{id, key},
    update::{PACK, answer, begun, drawn, lesson, model, nodes, options},
};
use std::sync::Arc;
use strata::{
    app::{
        Action, Command, Effect, Model,
        model::{LessonState, Overlay},
        resetting::ResetScope,
        update,
        update::save,
    },
    id::Id,
    progress::{
        Corrected, Correction, Corrections, LessonEvent, RecordError, RowId, RowKind, Standing,
    },
    quiz::{
        Answer, Kept, Mode, Purpose, generate::rank, practice, questions_to_know, right_answer,
    },
};

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    update(model, action)
}

fn current(model: &Model) -> Option<&str> {
    model.session()?.current().map(Id::as_str)
}

fn state(model: &Model) -> LessonState {
    let course = model.course(&key(PACK)).unwrap();
    model.lesson_state(&key(PACK), course.lesson(&id("containers-vs-vms")).unwrap())
}

/// Answers the current question rightly; gives the effects that follow.
fn right(model: &mut Model) -> Vec<Effect> {
    let key = model.navigation.place.as_ref().unwrap().lesson.clone();
    let question = model.question(&key, model.session().unwrap().current().unwrap()).unwrap();
    let chosen = right_answer(question);
    let _none = act(model, Action::Choose(chosen));
    let effects = act(model, Action::CheckAnswer);
    let job = effects.first().map(Effect::job).expect("a checked answer is stored");
    act(model, Action::Stored { job, result: Ok(RowId(1)) })
}

/// The record's answer to a correction, with this standing.
fn corrected(standing: Standing) -> Arc<Corrected> {
    Arc::new(Corrected { standing, items: vec![RowId(90)], lessons: vec![RowId(91)] })
}

/// Gives what a correction asks of the record, and answers it with this standing.
fn confirm(model: &mut Model, effects: &[Effect], standing: Standing) -> Corrections {
    let [Effect::Correct { job, corrections }] = effects else { panic!("one correction") };
    let result = Ok(corrected(standing));
    let _none = act(model, Action::Corrected { job: *job, result });
    (**corrections).clone()
}

#[test]
fn to_check_tells_nothing_until_the_end_and_goes_on_by_itself() {
    let mut model = model();
    let _none = act(&mut model, Action::SetMode(Mode::Check));
    let first = id("main-advantage");
    let _stored = answer(&mut model, options("own-kernel"));
    assert_eq!(current(&model), Some("missing-layer"), "on at once");
    let session = model.session().unwrap();
    assert_eq!((session.result(&first), session.told_result(&first)), (Some(false), None));
    assert!(session.answered(&first));
    for _ in 0..5 {
        let _none = right(&mut model);
    }
    let session = model.session().unwrap();
    assert!(session.finished());
    assert_eq!(session.told_result(&first), Some(false), "all of it is told at the end");
    assert_eq!(session.wrong().first(), Some(&first));
    let _none = act(&mut model, Action::RetryWrong);
    assert_eq!(current(&model), Some("main-advantage"));
    assert!(!model.session().unwrap().tells(&first));
}

#[test]
fn the_mode_is_kept_and_throws_nothing_away() {
    let mut model = model();
    let _stored = answer(&mut model, options("shared-kernel"));
    let _none = act(&mut model, Action::NextQuestion);
    let _none = act(&mut model, Action::Command(Command::ToggleCheck));
    assert_eq!(current(&model), Some("missing-layer"));
    let told = model.session().unwrap().told_result(&id("main-advantage"));
    assert_eq!(told, Some(true), "what was told stays told");
    let Some(Effect::SavePrefs { settings, .. }) = save(&mut model) else { panic!("unsaved") };
    let pairs: Vec<(&str, &str)> = settings.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let next = drawn(Model::new(begun(&pairs)));
    assert_eq!(next.prefs.mode, Mode::Check);
    assert!(next.session().unwrap().tells_at_end());
    // With answers told at once again, what was answered meanwhile is told.
    let mut model = next;
    let _stored = answer(&mut model, options("own-kernel"));
    let _none = act(&mut model, Action::Command(Command::ToggleCheck));
    assert_eq!(model.session().unwrap().told_result(&id("main-advantage")), Some(false));
}

#[test]
fn guesses_before_reading_are_kept_apart() {
    let mut model = model();
    let course = model.course(&key(PACK)).unwrap().clone();
    let opened = &course.lessons[0];
    assert!(model.can_be_guessed(&lesson("containers-vs-vms"), opened));
    let _none = act(&mut model, Action::GuessFirst);
    assert_eq!(model.session().unwrap().purpose(), Purpose::Before);
    assert_eq!(current(&model), Some("uname"));
    let _none = act(&mut model, Action::Choose(options("debian")));
    let effects = act(&mut model, Action::CheckAnswer);
    let Some(Effect::Store { job, attempt }) = effects.first() else { panic!("it is stored") };
    assert_eq!(attempt.what, RowKind::Guess);
    let _none = act(&mut model, Action::Stored { job: *job, result: Ok(RowId(1)) });
    assert_eq!(current(&model), Some("main-advantage"));
    let _none = right(&mut model);
    let session = model.session().unwrap();
    assert!(session.finished());
    assert_eq!(session.told_result(&id("uname")), None, "not even at the end");
    assert_eq!(state(&model), LessonState::Begun(0.0), "right guesses do not count");

    let _none = act(&mut model, Action::BackToLesson);
    let session = model.session().unwrap();
    assert_eq!((session.purpose(), session.position()), (Purpose::Lesson, (1, 6)));
    assert!(!model.can_be_guessed(&lesson("containers-vs-vms"), opened), "once");
    assert!(model.can_be_known(&lesson("containers-vs-vms"), opened));
}

#[test]
fn five_right_answers_show_that_a_lesson_is_known() {
    let mut model = model();
    let _none = act(&mut model, Action::CheckKnown);
    assert_eq!(model.session().unwrap().position(), (1, 5));
    let mut effects = Vec::new();
    for number in 0..5 {
        assert!(matches!(state(&model), LessonState::Unseen | LessonState::Begun(_)), "{number}");
        effects = right(&mut model);
    }
    let known = |effect: &Effect| matches!(effect, Effect::Note { event: LessonEvent::Known, .. });
    assert!(effects.iter().any(known));
    assert!(model.session().unwrap().passed());
    assert_eq!(state(&model), LessonState::Done);
}

#[test]
fn one_wrong_answer_does_not_and_the_right_ones_count() {
    let mut model = model();
    let _none = act(&mut model, Action::CheckKnown);
    let asked = model.session().unwrap().round().to_vec();
    let at = asked.iter().position(|question| *question == id("main-advantage"));
    for position in 0..5 {
        if at == Some(position) {
            let _stored = answer(&mut model, options("own-kernel"));
        } else {
            let _none = right(&mut model);
        }
    }
    let at = at.expect("the only question of its objective is among them");
    assert!(!model.session().unwrap().passed());
    assert_eq!(model.session().unwrap().told_result(&asked[at]), Some(false));
    assert_eq!(state(&model), LessonState::Begun(4.0 / 6.0));
    let _none = act(&mut model, Action::BackToLesson);
    let session = model.session().unwrap();
    assert_eq!(session.result(&asked[at]), Some(false));
    assert_eq!(session.wrong(), [asked[at].clone()]);
}

#[test]
fn what_shows_knowledge_asks_for_each_objective_and_differs_from_time_to_time() {
    let course = model().course(&key(PACK)).unwrap().clone();
    let opened = &course.lessons[0];
    let mut seen = Vec::new();
    for seed in 0..12 {
        let asked = questions_to_know(&opened.questions, seed);
        assert_eq!(asked, questions_to_know(&opened.questions, seed));
        assert_eq!(asked.len(), 5);
        for objective in &opened.objectives {
            let of = |id: &Id| opened.question(id).unwrap().objective.as_ref();
            assert!(asked.iter().any(|id| of(id) == Some(&objective.id)), "{objective:?}");
        }
        seen.push(asked);
    }
    seen.sort();
    seen.dedup();
    assert!(seen.len() > 1);
}

#[test]
fn an_answer_is_taken_back_once_the_record_says_so() {
    let mut model = model();
    let question = id("main-advantage");
    let _stored = answer(&mut model, options("shared-kernel"));
    assert!(model.can_take_back(&question));
    let effects = act(&mut model, Action::TakeBack(question.clone()));
    assert!(!model.session().unwrap().open(), "not before it is in the log");
    let said = confirm(&mut model, &effects, Standing::default());
    assert_eq!(
        (said.what, said.items),
        (Correction::Undo, vec![(question.clone(), Some(RowId(1)))])
    );
    let session = model.session().unwrap();
    assert!(session.open());
    let chosen = session.turn(&question).unwrap().chosen.clone();
    assert_eq!(chosen, Some(options("shared-kernel")), "it is still chosen, and can be changed");
    assert!(!model.can_take_back(&question));
    assert_eq!(state(&model), LessonState::Begun(0.0));
    assert!(act(&mut model, Action::TakeBack(question)).is_empty());
}

#[test]
fn undo_takes_back_one_after_the_other_even_across_lessons() {
    let mut model = model();
    let _stored = answer(&mut model, options("own-kernel"));
    let _none = act(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _stored = answer(&mut model, options("root"));
    let undone = |model: &mut Model| {
        let effects = act(model, Action::Command(Command::Undo));
        confirm(model, &effects, Standing::default()).items
    };
    assert_eq!(undone(&mut model), [(id("hyper-v-windows"), Some(RowId(1)))]);
    assert_eq!(undone(&mut model), [(id("main-advantage"), Some(RowId(1)))]);
    assert!(model.rounds.sessions[&lesson("containers-vs-vms")].open());
    let effects = act(&mut model, Action::Command(Command::Undo));
    assert!(effects.is_empty());
    assert!(
        model.notices.iter().any(|notice| notice.news.title() == "There is nothing to take back")
    );
}

#[test]
fn a_check_can_be_gone_back_in() {
    let mut model = model();
    let _none = act(&mut model, Action::SetMode(Mode::Check));
    let _stored = answer(&mut model, options("own-kernel"));
    let back = model.session().unwrap().one_back().cloned().unwrap();
    let effects = act(&mut model, Action::TakeBack(back));
    let _said = confirm(&mut model, &effects, Standing::default());
    assert_eq!(current(&model), Some("main-advantage"));
    assert!(model.session().unwrap().open());
}

#[test]
fn where_an_answer_cannot_be_taken_back_now_it_is_later_and_that_is_told() {
    let mut model = model();
    let question = id("main-advantage");
    let _stored = answer(&mut model, options("own-kernel"));
    let effects = act(&mut model, Action::TakeBack(question.clone()));
    let job = effects[0].job();
    let why = Err(RecordError::Full.into());
    let _none = act(&mut model, Action::Corrected { job, result: why });
    assert!(!model.session().unwrap().open());
    assert!(
        model
            .notices
            .iter()
            .any(|notice| notice.news.text().contains(&RecordError::Full.to_string()))
    );
    let retry = act(&mut model, Action::KeepNow)[0].job();
    let again = act(&mut model, Action::Retried { job: retry, result: Ok(()) });
    let _said = confirm(&mut model, &again, Standing::default());
    assert!(model.session().unwrap().open());
    let _stored = answer(&mut model, options("own-kernel"));
    // A late answer to a job that is over changes nothing.
    let late = Action::Corrected { job, result: Ok(corrected(Standing::default())) };
    let _none = act(&mut model, late);
    assert!(!model.session().unwrap().open());
}

#[test]
fn an_answer_that_is_not_kept_yet_is_not_there_to_be_taken_back() {
    let mut model = model();
    let _none = act(&mut model, Action::Choose(options("own-kernel")));
    let effects = act(&mut model, Action::CheckAnswer);
    let job = effects[0].job();
    let _none = act(&mut model, Action::Stored { job, result: Err(RecordError::Full.into()) });
    assert!(!model.can_take_back(&id("main-advantage")));
    let kept = model.session().unwrap().current_turn().unwrap().verdict.clone().unwrap().kept;
    assert_eq!(kept, Some(Kept::Waiting(RecordError::Full.to_string())));
}

#[test]
fn beginning_again_is_asked_first_and_can_be_undone() {
    let mut model = model();
    let _stored = answer(&mut model, options("shared-kernel"));
    let _none = act(&mut model, Action::NextQuestion);
    let before = model.standing(&key(PACK)).unwrap().clone();
    let _none = act(&mut model, Action::Command(Command::BeginAgain));
    assert_eq!(model.overlay, Some(Overlay::Reset(ResetScope::Lesson)));
    let resetting = model.resetting(ResetScope::Lesson).unwrap();
    assert_eq!((resetting.items.len(), resetting.lessons.len(), resetting.answers), (1, 1, 1));

    let effects = act(&mut model, Action::Reset(ResetScope::Lesson));
    assert_eq!(model.overlay, None);
    let said = confirm(&mut model, &effects, Standing::default());
    assert_eq!(said.what, Correction::Reset);
    assert_eq!(said.items, [(id("main-advantage"), None)]);
    assert_eq!(said.lessons, [(id("containers-vs-vms"), None)]);
    assert_eq!(state(&model), LessonState::Unseen);
    assert_eq!(current(&model), Some("main-advantage"));
    assert!(model.session().unwrap().open());
    assert!(model.navigation.reading.fresh && !model.navigation.reading.begun);
    assert!(model.notices.iter().any(|notice| notice.news.offers_undo()));

    // Ctrl+Z and the message's button mean the same.
    let effects = act(&mut model, Action::Command(Command::Undo));
    let said = confirm(&mut model, &effects, before);
    let named = vec![(id("main-advantage"), Some(RowId(90)))];
    assert_eq!((said.what, said.items), (Correction::Restore, named));
    assert_eq!(said.lessons, [(id("containers-vs-vms"), Some(RowId(91)))]);
    assert_eq!(state(&model), LessonState::Begun(1.0 / 6.0));
    assert_eq!(current(&model), Some("missing-layer"), "as at the next start");
    assert!(!model.notices.iter().any(|notice| notice.news.offers_undo()));
}

#[test]
fn a_reset_takes_no_more_than_it_says() {
    let mut model = model();
    let _stored = answer(&mut model, options("own-kernel"));
    let _none = act(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    assert!(model.resetting(ResetScope::Question).unwrap().is_empty());
    assert!(model.resetting(ResetScope::Lesson).unwrap().is_empty());
    assert!(act(&mut model, Action::Reset(ResetScope::Lesson)).is_empty(), "nothing to be done");
    let course = model.resetting(ResetScope::Course).unwrap();
    assert_eq!(course.items, [id("main-advantage")]);
    let _stored = answer(&mut model, options("root"));
    let question = model.resetting(ResetScope::Question).unwrap();
    assert_eq!((question.items, question.lessons), (vec![id("hyper-v-windows")], vec![]));
    assert_eq!(model.resetting(ResetScope::Course).unwrap().answers, 2);
}

#[test]
fn what_is_on_its_way_moves_no_other_round_on() {
    let mut model = model();
    let _none = act(&mut model, Action::Choose(options("own-kernel")));
    let effects = act(&mut model, Action::CheckAnswer);
    let job = effects[0].job();
    // Before the record has the answer, the mode changes so that answers are told at the end.
    let _none = act(&mut model, Action::SetMode(Mode::Check));
    let _none = act(&mut model, Action::Stored { job, result: Ok(RowId(1)) });
    assert_eq!(current(&model), Some("main-advantage"));
    assert_eq!(model.session().unwrap().told_result(&id("main-advantage")), Some(false));
    // Another round begins, at the question whose answer is on its way.
    let _none = act(&mut model, Action::NextQuestion);
    let _none = act(&mut model, Action::Choose(nodes("vm/guest-os")));
    let effects = act(&mut model, Action::CheckAnswer);
    let _none = act(&mut model, Action::AskAgain);
    let _none = act(&mut model, Action::GoToQuestion(1));
    let _none = act(&mut model, Action::Stored { job: effects[0].job(), result: Ok(RowId(1)) });
    assert_eq!(current(&model), Some("missing-layer"));
    assert!(model.session().unwrap().open());
}

#[test]
fn an_undo_waits_for_the_answer_that_is_on_its_way() {
    let mut model = model();
    let question = id("main-advantage");
    let _stored = answer(&mut model, options("own-kernel"));
    let _none = act(&mut model, Action::TryAgain);
    let _none = act(&mut model, Action::Choose(options("shared-kernel")));
    let stored = act(&mut model, Action::CheckAnswer);
    assert!(act(&mut model, Action::Command(Command::Undo)).is_empty(), "not the one before it");
    let undo = act(&mut model, Action::Stored { job: stored[0].job(), result: Ok(RowId(1)) });
    let _said = confirm(&mut model, &undo, Standing::default());
    assert!(model.session().unwrap().open());
    let turn = model.session().unwrap().turn(&question).unwrap();
    assert_eq!(turn.chosen, Some(options("shared-kernel")));
    let effects = act(&mut model, Action::Command(Command::Undo));
    assert!(matches!(effects[..], [Effect::Correct { .. }]), "then the one before");
}

#[test]
fn what_confirms_a_guess_confirms_no_answer() {
    let mut model = model();
    let _none = act(&mut model, Action::GuessFirst);
    let _none = act(&mut model, Action::Choose(options("debian")));
    let guess = act(&mut model, Action::CheckAnswer);
    let _none = act(&mut model, Action::BackToLesson);
    let _none = act(&mut model, Action::Ask(id("uname")));
    let _none = act(&mut model, Action::Choose(options("ubuntu")));
    let checked = act(&mut model, Action::CheckAnswer);
    let _none = act(&mut model, Action::Stored { job: guess[0].job(), result: Ok(RowId(1)) });
    assert!(!model.session().unwrap().answered(&id("uname")), "only the guess is on disk");
    let _none = act(&mut model, Action::Stored { job: checked[0].job(), result: Ok(RowId(1)) });
    assert!(model.session().unwrap().answered(&id("uname")));
}

#[test]
fn what_rests_on_an_answer_goes_with_it() {
    let mut model = model();
    let _none = act(&mut model, Action::CheckKnown);
    for _ in 0..5 {
        let _none = right(&mut model);
    }
    assert_eq!(state(&model), LessonState::Done);
    // What the record says: four answers, and the lesson still known.
    let mut left = model.standing(&key(PACK)).unwrap().clone();
    left.note(&id("containers-vs-vms"), LessonEvent::Known);
    let effects = act(&mut model, Action::Command(Command::Undo));
    let [Effect::Correct { job, .. }] = effects[..] else { panic!("one correction") };
    let result = Ok(corrected(left));
    let effects = act(&mut model, Action::Corrected { job, result });
    let not = |e: &Effect| matches!(e, Effect::Note { event: LessonEvent::NotKnown, .. });
    assert!(effects.iter().any(not));
    assert!(matches!(state(&model), LessonState::Begun(_)));
    // The question is answered anew, so that all are right before a wrong one was told: the lesson
    // is known again.
    let effects = right(&mut model);
    assert!(effects.iter().any(|e| matches!(e, Effect::Note { event: LessonEvent::Known, .. })));
}

#[test]
fn a_check_that_was_failed_cannot_be_mended() {
    let mut model = model();
    let _none = act(&mut model, Action::CheckKnown);
    for _ in 0..4 {
        let _none = right(&mut model);
    }
    let last = model.session().unwrap().current().unwrap().clone();
    let lesson_key = lesson("containers-vs-vms");
    let wrong = match &model.question(&lesson_key, &last).unwrap().kind {
        strata::quiz::Kind::Order(order) => {
            Answer::Order(order.items.iter().rev().map(|item| item.id.clone()).collect())
        }
        strata::quiz::Kind::Classify(classify) => {
            Answer::Pairs(vec![(classify.items[0].id.clone(), classify.bins[2].id.clone())])
        }
        kind => {
            let choices = kind.choices().unwrap();
            let wrong = choices.iter().find(|choice| !choice.correct).unwrap();
            Answer::Options(vec![wrong.id.clone()])
        }
    };
    let _stored = answer(&mut model, wrong);
    assert!(model.session().unwrap().finished() && !model.session().unwrap().passed());
    let effects = act(&mut model, Action::Command(Command::Undo));
    let standing = model.standing(&key(PACK)).unwrap().clone();
    let _said = confirm(&mut model, &effects, standing);
    let effects = right(&mut model);
    assert!(!effects.iter().any(|e| matches!(e, Effect::Note { .. })), "its answer was told");
    assert!(!model.session().unwrap().passed());
}

#[test]
fn an_answer_of_a_round_that_was_left_is_taken_back_in_the_lesson() {
    let mut model = model();
    let _none = act(&mut model, Action::CheckKnown);
    let first = model.session().unwrap().current().unwrap().clone();
    let _none = right(&mut model);
    let _none = act(&mut model, Action::BackToLesson);
    assert_eq!(model.session().unwrap().result(&first), Some(true), "it counts there");
    let effects = act(&mut model, Action::Command(Command::Undo));
    let _said = confirm(&mut model, &effects, Standing::default());
    assert_eq!(model.session().unwrap().result(&first), None);
}

#[test]
fn another_mode_leaves_other_rounds_and_lessons_alone() {
    let mut model = model();
    let _stored = answer(&mut model, options("shared-kernel"));
    let _none = act(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = act(&mut model, Action::Command(Command::ToggleCheck));
    let _none = act(&mut model, Action::Command(Command::ToggleCheck));
    let _none = act(&mut model, Action::Command(Command::GoBack));
    assert_eq!(model.session().unwrap().result(&id("main-advantage")), Some(true));

    let _none = act(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = act(&mut model, Action::CheckKnown);
    let first = model.session().unwrap().current().unwrap().clone();
    let _none = right(&mut model);
    let _none = act(&mut model, Action::Command(Command::ToggleCheck));
    assert!(model.session().unwrap().answered(&first), "the check goes on");
}

#[test]
fn an_offer_to_undo_means_what_was_done_last() {
    let mut model = model();
    let _stored = answer(&mut model, options("own-kernel"));
    let effects = act(&mut model, Action::Reset(ResetScope::Lesson));
    let _said = confirm(&mut model, &effects, Standing::default());
    assert!(model.notices.iter().any(|notice| notice.news.offers_undo()));
    let _stored = answer(&mut model, options("shared-kernel"));
    assert!(
        !model.notices.iter().any(|notice| notice.news.offers_undo()),
        "it would take the answer back"
    );
}

#[test]
fn a_reset_takes_what_is_on_its_way_too() {
    let mut model = model();
    let _none = act(&mut model, Action::Choose(options("own-kernel")));
    let _coming = act(&mut model, Action::CheckAnswer);
    for scope in [ResetScope::Question, ResetScope::Lesson, ResetScope::Course] {
        let resetting = model.resetting(scope).unwrap();
        assert_eq!((resetting.items, resetting.answers), (vec![id("main-advantage")], 1));
    }
}

#[test]
fn practice_takes_from_what_teaches_most() {
    let model = model();
    let here = lesson("containers-vs-vms");
    let questions = model.picture_questions(&here);
    let first = practice(questions, &here.lesson, |_| (0, false));
    assert_eq!(first.len(), questions.len().min(8));
    let left = questions.iter().map(|question| &question.id).filter(|id| !first.contains(id));
    let (lowest, next) = (first.iter().map(rank).max(), left.map(rank).min());
    assert!(next.is_none() || lowest <= next, "{first:?}");
    // They come mixed.
    assert!(!first.iter().map(rank).is_sorted(), "{first:?}");
    // What was right comes after what was not.
    let known = |question: &strata::quiz::Question| {
        let seen = first.contains(&question.id);
        (u32::from(seen), seen)
    };
    let second = practice(questions, &here.lesson, known);
    let fresh = second.iter().filter(|id| !first.contains(id)).count();
    assert_eq!(fresh, (questions.len() - first.len()).min(8), "{second:?}");
    assert_eq!(second, practice(questions, &here.lesson, known));
}
