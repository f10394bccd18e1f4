//! `update` as data: actions in, model and effects out; no window, no disk, no clock.

use crate::support::{id, key, moment, unwritten};
use std::{path::PathBuf, sync::Arc};
use strata::{
    app::{
        Action, Command, Effect, Job, LessonKey, Model,
        model::{Import, Keeping, LessonState, Overlay, Panel, Tab},
        ports::Picked,
        update,
        update::{next_wake, save},
        values::{Begun, Installed, KeepError},
    },
    library::{Changes, Origin, Receipt, Refusal, Shelf},
    pack::{PackFiles, drawn_questions},
    progress::{LessonEvent, PackFolder, RowId, Standing},
    quiz::{Answer, Kept, right_answer},
    theme::ColourScheme,
};

pub const PACK: &str = "strata/containers-vs-vms";

pub fn lesson(name: &str) -> LessonKey {
    LessonKey { pack: key(PACK), lesson: id(name) }
}

pub fn begun(settings: &[(&str, &str)]) -> Begun {
    Begun {
        shelf: Arc::new(Shelf::embedded()),
        standings: vec![(key(PACK), Arc::new(Standing::default()))],
        settings: settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        keeping: Keeping::Kept(PathBuf::from("data")),
        news: vec![],
        moment: moment(0),
    }
}

pub fn model() -> Model {
    drawn(Model::new(begun(&[])))
}

/// A model with the questions that the pictures of the open lesson ask, as the runner would answer.
pub fn drawn(mut model: Model) -> Model {
    let now = model.moment;
    for effect in update(&mut model, Action::Clock(now)) {
        if let Effect::Draw { job, key, course, lesson } = effect {
            let result = Ok(drawn_questions(&course, &lesson));
            let _none = update(&mut model, Action::Drawn { job, lesson: key, result });
        }
    }
    model
}

fn at(model: &mut Model, millis: u64) -> Vec<Effect> {
    update(model, Action::Clock(moment(millis)))
}

fn pick(model: &mut Model, option: &str) {
    let _none = update(model, Action::Choose(Answer::Options(vec![id(option)])));
}

/// Answers the open question and lets the record confirm it.
pub fn answer(model: &mut Model, chosen: Answer) -> Vec<Effect> {
    let _none = update(model, Action::Choose(chosen));
    let effects = update(model, Action::CheckAnswer);
    let job = effects.first().map(Effect::job).expect("a checked answer is stored");
    let _none = update(model, Action::Stored { job, result: Ok(RowId(1)) });
    effects
}

pub fn options(name: &str) -> Answer {
    Answer::Options(vec![id(name)])
}

pub fn nodes(name: &str) -> Answer {
    Answer::Nodes(vec![name.parse().unwrap()])
}

fn open(model: &Model) -> &str {
    model.navigation.place.as_ref().unwrap().lesson.lesson.as_str()
}

#[test]
fn the_first_start_opens_the_first_lesson() {
    let model = model();
    assert_eq!(open(&model), "containers-vs-vms");
    assert_eq!(model.go_on(), Some(lesson("containers-vs-vms")));
    assert_eq!(model.minutes_left(&lesson("containers-vs-vms")), Some(12));
    assert_eq!(model.scheme(), ColourScheme::Light);
}

#[test]
fn a_later_start_reopens_what_was_left() {
    let mut before = model();
    let _none = update(&mut before, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = update(&mut before, Action::Scrolled(321.0));
    let _none = update(&mut before, Action::Command(Command::NextTheme));
    let _none = update(&mut before, Action::Command(Command::LargerText));
    let _none = update(&mut before, Action::Command(Command::ToggleList));
    let _none = update(&mut before, Action::ResizePanel(Panel::Quiz, 400.0));
    let Some(Effect::SavePrefs { settings, .. }) = save(&mut before) else { panic!("unsaved") };
    assert!(save(&mut before).is_none(), "saved once is saved");

    let pairs: Vec<(&str, &str)> = settings.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let after = drawn(Model::new(begun(&pairs)));
    assert_eq!(open(&after), "hypervisor-types");
    assert!((after.navigation.place.as_ref().unwrap().scroll - 321.0).abs() < 0.5);
    assert_eq!(after.prefs, before.prefs);
    assert_eq!(after.scheme(), ColourScheme::Dark);
    assert_eq!((after.prefs.zoom, after.prefs.list_open), (110, false));
}

#[test]
fn settings_that_make_no_sense_count_as_not_kept() {
    let model = Model::new(begun(&[
        ("theme", "plaid"),
        ("zoom", "4000"),
        ("list-width", "NaN"),
        ("quiz-width", "-5"),
        ("scroll", "inf"),
        ("lesson", "no/such/lesson"),
    ]));
    assert_eq!(open(&model), "containers-vs-vms");
    assert_eq!((model.prefs.scheme, model.prefs.zoom), (None, 100));
    assert!(model.prefs.quiz_width >= Panel::Quiz.widths().0);
}

#[test]
fn settings_are_saved_when_nothing_has_changed_for_a_moment() {
    let mut model = model();
    let _none = at(&mut model, 5_000);
    let _none = update(&mut model, Action::Scrolled(10.0));
    assert!(at(&mut model, 5_500).is_empty());
    let _none = update(&mut model, Action::Scrolled(20.0));
    assert!(at(&mut model, 6_000).is_empty(), "still moving");
    assert!(next_wake(&model).is_some_and(|millis| millis <= 300));
    let effects = at(&mut model, 6_300);
    assert!(matches!(effects.as_slice(), [Effect::SavePrefs { .. }]), "{effects:?}");
    assert!(at(&mut model, 9_000).is_empty());
}

#[test]
fn an_answer_is_confirmed_only_when_it_is_stored() {
    let mut model = model();
    let _none = at(&mut model, 7_000);
    pick(&mut model, "own-kernel");
    assert!(model.outbox.pending.is_empty(), "choosing stores nothing");
    let effects = update(&mut model, Action::CheckAnswer);
    let [Effect::Store { job, attempt }, Effect::Note { event: LessonEvent::Begun, .. }] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(attempt.item, id("main-advantage"));
    assert_eq!(attempt.answer, options("own-kernel"));
    assert_eq!((attempt.millis, attempt.score.to_bits()), (7_000, 0.0_f64.to_bits()));
    assert_eq!(attempt.at, moment(7_000).stamp);
    let verdict =
        |model: &Model| model.session().unwrap().current_turn().unwrap().verdict.clone().unwrap();
    assert_eq!(verdict(&model).kept, None);
    assert!(!model.saving_long());
    let job = *job;
    let _none = at(&mut model, 7_100);
    assert!(model.saving_long(), "“saving…” after 100 ms");
    let _none = update(&mut model, Action::Stored { job: Job(999), result: Ok(RowId(1)) });
    assert_eq!(verdict(&model).kept, None, "another job's answer is not this one's");
    let _none = update(&mut model, Action::Stored { job, result: Ok(RowId(1)) });
    assert_eq!(verdict(&model).kept, Some(Kept::Stored));
    assert!(update(&mut model, Action::CheckAnswer).is_empty(), "checked once");
}

#[test]
fn messages_of_one_kind_are_one_message() {
    let mut model = model();
    let picture = |model: &mut Model, result| {
        let _none = update(model, Action::PictureSaved { job: Job(1), result });
    };
    picture(&mut model, Err(unwritten("a.svg", "there is no room")));
    assert_eq!(model.notices[0].heading(), "The picture was not saved");
    picture(&mut model, Err(unwritten("b.svg", "it is in use")));
    let [notice] = &model.notices[..] else { panic!("{:?}", model.notices) };
    assert_eq!(notice.heading(), "The picture was not saved (2 times)");
    let text = notice.news.text();
    assert_eq!(text, "b.svg cannot be written: it is in use", "the newest says why");
    let id = notice.id;
    let _none = update(&mut model, Action::DismissNotice(id));
    picture(&mut model, Err(unwritten("c.svg", "there is no room")));
    assert_eq!(model.notices[0].heading(), "The picture was not saved", "counted anew");
    // A message that goes by itself is not counted.
    picture(&mut model, Ok("a.svg".into()));
    picture(&mut model, Ok("b.svg".into()));
    assert_eq!(model.notices.len(), 2);
    assert_eq!(model.notices[1].heading(), "Saved");
}

#[test]
fn a_lesson_is_begun_after_twenty_seconds_and_done_when_all_was_right_once() {
    let mut model = model();
    let state = |model: &Model| {
        let course = model.course(&key(PACK)).unwrap().clone();
        model.lesson_state(&key(PACK), course.lesson(&id("containers-vs-vms")).unwrap())
    };
    let begun = |effects: &[Effect]| {
        effects.iter().any(|e| matches!(e, Effect::Note { event: LessonEvent::Begun, .. }))
    };
    assert_eq!(state(&model), LessonState::Unseen);
    assert!(!begun(&at(&mut model, 19_999)));
    assert!(begun(&at(&mut model, 20_000)));
    assert!(!begun(&at(&mut model, 45_000)), "once");
    assert_eq!(state(&model), LessonState::Begun(0.0));

    let _stored = answer(&mut model, options("shared-kernel"));
    assert_eq!(state(&model), LessonState::Begun(1.0 / 6.0));
    assert_eq!(model.minutes_left(&lesson("containers-vs-vms")), Some(10));
    let _none = update(&mut model, Action::NextQuestion);
    let _stored = answer(&mut model, nodes("vm/guest[2]/guest-os"));
    let _none = update(&mut model, Action::NextQuestion);
    let third = model.session().unwrap().current().unwrap().clone();
    let course = model.course(&key(PACK)).unwrap().clone();
    let question = course.lessons[0].question(&third).unwrap();
    let strata::quiz::Kind::Single(choices) = &question.kind else { panic!("a choice") };
    let wrong = choices.iter().find(|choice| !choice.correct).unwrap();
    let right = choices.iter().find(|choice| choice.correct).unwrap();
    let _stored = answer(&mut model, options(wrong.id.as_str()));
    assert_eq!(state(&model), LessonState::Begun(2.0 / 6.0));
    let _none = update(&mut model, Action::TryAgain);
    let _stored = answer(&mut model, options(right.id.as_str()));
    assert_eq!(state(&model), LessonState::Begun(0.5));
    // The last question is asked by a step, where the picture is; it counts as others do.
    let _none = update(&mut model, Action::Ask(id("count-kernels")));
    let _stored = answer(&mut model, options("four-one"));
    for name in ["build-vm-stack", "vm-or-container"] {
        let _none = update(&mut model, Action::Ask(id(name)));
        let question = course.lessons[0].question(&id(name)).unwrap();
        let _stored = answer(&mut model, right_answer(question));
    }
    assert_eq!(state(&model), LessonState::Done);
    let of = |lesson| model.lesson_state(&course.key, lesson);
    let done = course.lessons.of_unit(&course.units[0]).filter(|l| of(l) == LessonState::Done);
    assert_eq!(done.count(), 1);
    assert_eq!(model.go_on(), Some(lesson("hypervisor-types")));
    // A later wrong answer does not undo a right one.
    let _none = update(&mut model, Action::AskAgain);
    let _stored = answer(&mut model, options("own-kernel"));
    assert_eq!(state(&model), LessonState::Done);
}

#[test]
fn back_and_forward_restore_the_place() {
    let mut model = model();
    let visit = model.navigation.visit;
    let _none = update(&mut model, Action::Scrolled(400.0));
    let _none = update(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = update(&mut model, Action::Scrolled(50.0));
    let _none = update(&mut model, Action::Command(Command::GoBack));
    assert_eq!(
        (open(&model), model.navigation.place.as_ref().unwrap().scroll.to_bits()),
        ("containers-vs-vms", 400.0_f32.to_bits())
    );
    assert!(model.navigation.visit > visit, "views see that the scroll position is to be restored");
    let _none = update(&mut model, Action::Command(Command::GoForward));
    assert_eq!(
        (open(&model), model.navigation.place.as_ref().unwrap().scroll.to_bits()),
        ("hypervisor-types", 50.0_f32.to_bits())
    );
    let _none = update(&mut model, Action::Command(Command::GoForward));
    assert_eq!(open(&model), "hypervisor-types");
    let _none = update(&mut model, Action::OpenLesson(lesson("no-such-lesson")));
    assert_eq!(open(&model), "hypervisor-types");
}

#[test]
fn a_session_outlives_a_look_at_another_lesson() {
    let mut model = model();
    let _stored = answer(&mut model, options("shared-kernel"));
    let _none = update(&mut model, Action::NextQuestion);
    let _none = update(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = update(&mut model, Action::Command(Command::GoBack));
    assert_eq!(model.session().unwrap().position(), (2, 6));
}

#[test]
fn a_question_about_the_picture_is_asked_where_the_picture_is() {
    let mut model = model();
    let _none = update(&mut model, Action::ShowTab(Tab::Quiz));
    let _stored = answer(&mut model, options("shared-kernel"));
    let _none = update(&mut model, Action::NextQuestion);
    assert_eq!((model.asked_diagram(), model.navigation.tab), (Some(&id("vm")), Tab::Lesson));
}

#[test]
fn commands_do_what_they_say() {
    let mut model = model();
    for (command, zoom) in [
        (Command::LargerText, 110),
        (Command::LargerText, 125),
        (Command::SmallerText, 110),
        (Command::NormalText, 100),
        (Command::SmallerText, 90),
        (Command::SmallerText, 80),
        (Command::SmallerText, 80),
    ] {
        let _none = update(&mut model, Action::Command(command));
        assert_eq!(model.prefs.zoom, zoom);
    }
    for scheme in [ColourScheme::Dark, ColourScheme::HighContrast, ColourScheme::Light] {
        let _none = update(&mut model, Action::Command(Command::NextTheme));
        assert_eq!(model.scheme(), scheme);
    }
    let effects = update(&mut model, Action::Command(Command::FollowSystemTheme));
    assert!(matches!(effects.as_slice(), [Effect::AskSystemTheme { .. }]));
    let _none = update(
        &mut model,
        Action::SystemTheme { job: effects[0].job(), scheme: Some(ColourScheme::Dark) },
    );
    assert_eq!(model.scheme(), ColourScheme::Dark);
    for (command, overlay) in [
        (Command::ShowKeys, Some(Overlay::Keys)),
        (Command::About, Some(Overlay::About)),
        (Command::AboutCourse, Some(Overlay::Course)),
        (Command::ToggleDrawer, Some(Overlay::Drawer)),
        (Command::ToggleDrawer, None),
    ] {
        let _none = update(&mut model, Action::Command(command));
        assert_eq!(model.overlay, overlay);
    }
    let _none = update(&mut model, Action::Command(Command::NextLesson));
    assert_eq!(open(&model), "hypervisor-types");
}

#[test]
fn a_course_is_told_of_only_if_it_is_there() {
    let mut model = model();
    let _none = update(&mut model, Action::AboutCourse(key("nobody/nothing")));
    assert_eq!((model.overlay, &model.navigation.told_of), (None, &None));
    let _none = update(&mut model, Action::AboutCourse(key(PACK)));
    assert_eq!(model.overlay, Some(Overlay::Course));
    assert_eq!(model.navigation.told_of, Some(key(PACK)));
    let _none = update(&mut model, Action::CloseOverlay);
    assert_eq!(model.overlay, None);
}

#[test]
fn what_is_to_do_next_is_never_the_open_lesson() {
    let mut model = model();
    let state = |done: &'static [usize]| {
        move |_: usize, lesson: usize| {
            if done.contains(&lesson) { LessonState::Done } else { LessonState::Unseen }
        }
    };
    assert_eq!(model.go_on_by(state(&[])), Some(lesson("containers-vs-vms")));
    assert_eq!(model.upcoming_by(state(&[])), Some(lesson("hypervisor-types")));
    assert_eq!(model.upcoming_by(state(&[1])), None, "only the open one is left");
    let _none = update(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    assert_eq!(model.upcoming_by(state(&[])), Some(lesson("containers-vs-vms")), "round the end");
    assert_eq!(model.upcoming_by(state(&[0, 1])), None);
}

#[test]
fn the_minutes_that_are_left_go_by_the_share_of_open_questions() {
    for (state, left) in [
        (LessonState::Unseen, 10),
        (LessonState::Begun(0.0), 10),
        (LessonState::Begun(0.25), 8),
        (LessonState::Begun(0.99), 1),
        (LessonState::Done, 0),
    ] {
        assert_eq!(state.left_of(10), left, "{state:?}");
    }
}

#[test]
fn shortcuts_are_each_used_once() {
    let mut seen = Vec::new();
    for command in Command::ALL {
        if let Some(shortcut) = command.shortcut() {
            assert!(!seen.contains(&shortcut), "{} is used twice", shortcut.words());
            seen.push(shortcut);
        }
    }
}

fn receipt(replaces: Option<&str>) -> Arc<Receipt> {
    Arc::new(Receipt {
        course: Shelf::embedded().packs[0].course.clone(),
        files: PackFiles::default(),
        replaces: replaces.map(|version| version.parse().unwrap()),
        changes: Changes::default(),
        warnings: vec![],
    })
}

fn picking(model: &mut Model) -> Job {
    let effects = update(model, Action::PickPack);
    let [Effect::Pick { job }] = effects.as_slice() else { panic!("{effects:?}") };
    *job
}

fn preparing(model: &mut Model) -> Job {
    let effects = update(model, Action::ImportPath("pack".into()));
    let [Effect::Prepare { job, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    *job
}

#[test]
fn a_dialog_that_was_given_up_on_is_not_listened_to() {
    let mut model = model();
    let job = picking(&mut model);
    let _none = update(&mut model, Action::GiveUpPicking);
    assert!(matches!(model.import, Import::Idle));
    assert_eq!(model.overlay, Some(Overlay::Import), "the path field is still there");
    assert!(
        update(&mut model, Action::Picked { job, picked: Picked::Path("late".into()) }).is_empty()
    );
    assert!(matches!(model.import, Import::Idle));
}

#[test]
fn no_dialog_is_not_taken_for_cancelled() {
    let mut model = model();
    let job = picking(&mut model);
    let _none =
        update(&mut model, Action::Picked { job, picked: Picked::Unavailable("no portal".into()) });
    assert!(matches!(&model.import, Import::NoDialog(why) if why == "no portal"));
    let job = picking(&mut model);
    let _none = update(&mut model, Action::Picked { job, picked: Picked::Cancelled });
    assert!(matches!(model.import, Import::NoFile));
    let job = picking(&mut model);
    let _none = update(&mut model, Action::Picked { job, picked: Picked::ClosedAtOnce });
    assert!(matches!(&model.import, Import::NoDialog(why) if why.contains("closed at once")));
}

#[test]
fn a_dialog_that_ends_sooner_than_a_person_can_act_has_failed() {
    let after = |millis, path: Option<&str>| {
        Picked::after(std::time::Duration::from_millis(millis), path.map(PathBuf::from))
    };
    for (millis, path, outcome) in [
        (0, None, Picked::ClosedAtOnce),
        (300, None, Picked::ClosedAtOnce),
        (800, None, Picked::Cancelled),
        (60_000, None, Picked::Cancelled),
        (1, Some("pack.ron"), Picked::Path("pack.ron".into())),
        (60_000, Some("pack.ron"), Picked::Path("pack.ron".into())),
        (60_000, Some(""), Picked::Cancelled),
    ] {
        assert_eq!(after(millis, path), outcome, "{millis} ms, {path:?}");
    }
}

#[test]
fn a_new_pack_needs_no_question_and_a_known_one_does() {
    let mut model = model();
    let job = preparing(&mut model);
    let effects = update(&mut model, Action::Prepared { job, result: Ok(receipt(None)) });
    assert!(matches!(effects.as_slice(), [Effect::Install { .. }]), "{effects:?}");
    let job = effects[0].job();
    let installed = Installed { shelf: model.shelf.clone(), standing: Arc::default() };
    let _none = update(&mut model, Action::Installed { job, result: Ok(installed) });
    assert_eq!(model.overlay, None);
    assert!(model.notices.last().unwrap().until.is_some(), "good news goes by itself");

    let job = preparing(&mut model);
    assert!(
        update(&mut model, Action::Prepared { job, result: Ok(receipt(Some("0.9.0"))) }).is_empty()
    );
    assert!(matches!(model.import, Import::Asking(_)));
    let effects = update(&mut model, Action::ConfirmImport);
    assert!(matches!(effects.as_slice(), [Effect::Install { .. }]));
    assert!(update(&mut model, Action::ConfirmImport).is_empty(), "once");
    let _none = update(
        &mut model,
        Action::Installed {
            job: effects[0].job(),
            result: Err(KeepError::Nowhere("no room".to_owned())),
        },
    );
    assert!(matches!(&model.import, Import::Failed(why) if why.to_string().contains("no room")));
}

#[test]
fn a_cancelled_import_is_not_resumed_by_its_late_answer() {
    let mut model = model();
    let job = preparing(&mut model);
    let _none = update(&mut model, Action::CancelImport);
    assert!(update(&mut model, Action::Prepared { job, result: Ok(receipt(None)) }).is_empty());
    let first = preparing(&mut model);
    let second = preparing(&mut model);
    let refusal = Arc::new(Refusal::Problems(vec![]));
    assert!(
        update(&mut model, Action::Prepared { job: first, result: Err(refusal.clone()) })
            .is_empty()
    );
    assert!(matches!(model.import, Import::Preparing(job, _) if job == second), "superseded");
    let _none = update(&mut model, Action::Prepared { job: second, result: Err(refusal) });
    assert!(matches!(model.import, Import::Refused(..)));
}

/// Reading a pack is stopped when it is cancelled, or when another path takes its place.
#[test]
fn reading_a_pack_is_stopped_when_nobody_waits_for_it() {
    let mut model = model();
    let watch = |model: &mut Model| {
        let effects = update(model, Action::ImportPath("pack".into()));
        let [Effect::Prepare { watch, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        watch.clone()
    };
    let (first, second) = (watch(&mut model), watch(&mut model));
    assert!(first.is_stopped() && !second.is_stopped());
    assert!(next_wake(&model).is_some_and(|millis| millis <= 1_000), "to show how far it is");
    let _none = update(&mut model, Action::CancelImport);
    assert!(second.is_stopped());
}

#[test]
fn an_update_of_the_open_pack_keeps_the_reader_where_it_can() {
    let mut model = model();
    let _none = update(&mut model, Action::OpenLesson(lesson("hypervisor-types")));
    let _none = update(&mut model, Action::Scrolled(90.0));
    let mut course = (*Shelf::embedded().packs[0].course).clone();
    course.version = "2.0.0".parse().unwrap();
    let shelf = Arc::new(
        model
            .shelf
            .with(Arc::new(course), Origin::Installed { folder: PackFolder::new("f").unwrap() }),
    );
    let job = preparing(&mut model);
    let effects = update(&mut model, Action::Prepared { job, result: Ok(receipt(None)) });
    let installed = Installed { shelf, standing: Arc::default() };
    let _none =
        update(&mut model, Action::Installed { job: effects[0].job(), result: Ok(installed) });
    assert_eq!(open(&model), "hypervisor-types");
    assert!((model.navigation.place.as_ref().unwrap().scroll - 90.0).abs() < 0.1);
}

#[test]
fn nothing_wakes_an_app_at_rest() {
    let mut model = model();
    let _begun = at(&mut model, 20_000);
    let _saved = at(&mut model, 30_000);
    assert_eq!(next_wake(&model), None);
}
