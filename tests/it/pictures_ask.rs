//! What the pictures of a lesson ask is worked out beside the window.

use crate::{
    support::key,
    update::{PACK, answer, begun, drawn, lesson},
};
use strata::{
    app::{Action, Effect, Model, update, update::save, values::Failure},
    pack::drawn_questions,
    quiz::{Purpose, right_answer},
};

/// The effects that ask for questions of pictures when time next passes.
fn wanted(model: &mut Model) -> Vec<Effect> {
    let now = model.moment;
    let effects = update(model, Action::Clock(now));
    effects.into_iter().filter(|effect| matches!(effect, Effect::Draw { .. })).collect()
}

#[test]
fn a_lesson_that_is_opened_asks_once_what_its_pictures_ask() {
    let mut model = Model::new(begun(&[]));
    let here = lesson("containers-vs-vms");
    assert!(model.picture_questions(&here).is_empty());
    let [Effect::Draw { job, key, course, lesson: of }] = &wanted(&mut model)[..] else {
        panic!("one lesson is opened")
    };
    assert_eq!(*key, here);
    assert_eq!(wanted(&mut model).len(), 0, "it is on its way");
    let questions = drawn_questions(course, of);
    let count = questions.len();
    let _none = update(
        &mut model,
        Action::Drawn { job: *job, lesson: here.clone(), result: Ok(questions) },
    );
    assert_eq!(model.picture_questions(&here).len(), count);
    // When the lesson is opened again, its questions are known.
    let _none = update(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = update(&mut model, Action::OpenLesson(here));
    assert_eq!(wanted(&mut model).len(), 0);
}

#[test]
fn an_answer_about_a_pack_that_was_replaced_counts_for_nothing() {
    let mut model = Model::new(begun(&[]));
    let effects = wanted(&mut model);
    let [Effect::Draw { job, key: of, course, lesson }] = &effects[..] else { panic!("one") };
    model.rounds.forget(&key(PACK));
    let result = Ok(drawn_questions(course, lesson));
    let _none = update(&mut model, Action::Drawn { job: *job, lesson: of.clone(), result });
    assert!(model.picture_questions(of).is_empty());
}

#[test]
fn what_could_not_be_worked_out_asks_nothing_and_is_not_tried_for_ever() {
    let mut model = Model::new(begun(&[]));
    let effects = wanted(&mut model);
    let [Effect::Draw { job, key, .. }] = &effects[..] else { panic!("one") };
    let result = Err(Failure::Panicked("no words".to_owned()));
    let _none = update(&mut model, Action::Drawn { job: *job, lesson: key.clone(), result });
    assert!(model.picture_questions(key).is_empty());
    assert_eq!(wanted(&mut model).len(), 0);
}

#[test]
fn a_round_of_the_pictures_waits_for_them_and_is_not_lost_before() {
    let mut model = drawn(Model::new(begun(&[])));
    let _none = update(&mut model, Action::Practise);
    let session = model.session().expect("a round");
    assert_eq!(session.purpose(), Purpose::Picture);
    let asked = session.current().expect("a question").clone();
    let question = model.question(&lesson("containers-vs-vms"), &asked).expect("it is known");
    let chosen = right_answer(question);
    let _stored = answer(&mut model, chosen);
    let kept = |model: &mut Model| {
        let Some(Effect::SavePrefs { settings, .. }) = save(model) else { panic!("unsaved") };
        let rounds = settings.iter().find(|(name, _)| name == "rounds");
        rounds.map(|(_, text)| text.clone()).expect("rounds are kept")
    };
    let first = kept(&mut model);
    assert!(first.contains(asked.as_str()), "{first}");

    let mut next = Model::new(begun(&[("rounds", &first)]));
    assert!(next.rounds.aside.is_empty(), "its questions are not known yet");
    assert_eq!(kept(&mut next), first, "closed at once, it is not lost");
    let next = drawn(next);
    let of = (lesson("containers-vs-vms"), Purpose::Picture);
    assert!(next.rounds.aside.contains_key(&of));
    assert!(next.rounds.waiting.is_empty());
}
