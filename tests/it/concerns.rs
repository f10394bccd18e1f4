//! What the model is made of, each concern by itself.

use crate::support::{id, key};
use strata::{
    app::{
        LessonKey, Place,
        model::{
            Notices,
            corrections::{Answered, Undoable, Undoing},
            navigation::Navigation,
            rounds::Rounds,
        },
        values::{News, Tone},
    },
    progress::RowId,
    quiz::{Grade, Mode, Purpose, Session},
};

fn lesson(name: &str) -> LessonKey {
    let (pack, lesson) = name.rsplit_once('/').unwrap();
    LessonKey { pack: key(pack), lesson: id(lesson) }
}

fn place(scroll: f32) -> Place {
    Place { lesson: lesson("a/b/c"), scroll }
}

fn at(navigation: &Navigation) -> f32 {
    navigation.place.as_ref().unwrap().scroll
}

#[test]
fn the_way_back_leads_to_where_one_was_and_forward_again() {
    let mut navigation = Navigation { place: Some(place(1.0)), ..Navigation::default() };
    navigation.leave();
    navigation.place = Some(place(2.0));
    navigation.mark();
    navigation.place = Some(place(3.0));
    for (back, forward) in [(2.0, 3.0), (1.0, 2.0)] {
        navigation.place = navigation.take_back();
        assert!((at(&navigation) - back).abs() < 0.1);
        assert!((navigation.forward.last().unwrap().scroll - forward).abs() < 0.1);
    }
    assert_eq!(navigation.take_back(), None);
    assert!((at(&navigation) - 1.0).abs() < 0.1, "where nothing is left to go back to, one stays");
    navigation.place = navigation.take_forward();
    assert!((at(&navigation) - 2.0).abs() < 0.1);
    navigation.mark();
    assert!(navigation.forward.is_empty(), "another way was taken");
}

#[test]
fn jumps_are_remembered_within_bounds_as_lessons_are() {
    let mut navigation = Navigation::default();
    for step in 0..300_u16 {
        navigation.place = Some(place(f32::from(step)));
        if step % 2 == 0 { navigation.mark() } else { navigation.leave() }
    }
    assert_eq!(navigation.back.len(), 100);
    assert!((navigation.back.last().unwrap().scroll - 299.0).abs() < 0.1, "the oldest went");
}

#[test]
fn the_newest_message_of_a_kind_takes_the_place_of_those_before() {
    let mut notices = Notices::default();
    notices.tell(News::NotWritten("one".to_owned()), 0);
    notices.tell(News::NoPlace("two".to_owned()), 0);
    assert_eq!(notices.len(), 1, "both say that the picture was not saved");
    assert_eq!(notices[0].heading(), "The picture was not saved (2 times)");
    assert_eq!(notices[0].tone(), Tone::Warning);
    notices.tell(News::KeptLate(1), 0);
    notices.tell(News::KeptLate(3), 0);
    assert_eq!(notices.len(), 2, "whatever their number");
    notices.tell(News::Copied("SVG"), 1_000);
    notices.tell(News::Copied("text"), 1_000);
    assert_eq!(notices.len(), 4, "two things that were done");
    assert_eq!(notices.wakes_at(), Some(5_000));
    notices.pass(5_000);
    assert_eq!(notices.len(), 2);
    notices.withdraw(|news| matches!(news, News::KeptLate(_)));
    let standing = notices[0].id;
    notices.dismiss(standing);
    assert!(notices.is_empty() && notices.wakes_at().is_none());
}

#[test]
fn what_stays_until_it_is_dismissed_is_never_good_news() {
    for news in [
        News::Crashed("report".into()),
        News::SettingsUnread(String::new()),
        News::NotWritten(String::new()),
        News::RecordReplaced,
    ] {
        assert_eq!(news.lasts(), None);
        assert!(matches!(news.tone(), Tone::Warning | Tone::Error), "{news:?}");
    }
}

/// A round of two questions, of which one is answered.
fn session(purpose: Purpose) -> Session {
    let round = vec![(id("one"), Some(Grade::all_or_nothing(true))), (id("two"), None)];
    Session::resumed(purpose, Mode::Learn, vec![id("one"), id("two")], round, |_| 0)
}

#[test]
fn a_round_gives_the_lesson_back_and_what_is_left_of_it_waits() {
    let mut rounds = Rounds::default();
    let here = lesson("a/b/c");
    rounds.sessions.insert(here.clone(), session(Purpose::Lesson));
    rounds.enter(here.clone(), session(Purpose::Before));
    assert_eq!(rounds.parked.len(), 1);
    rounds.enter(here.clone(), session(Purpose::Known));
    assert!(rounds.aside.contains_key(&(here.clone(), Purpose::Before)), "it can be gone on with");
    assert_eq!(rounds.all().count(), 3);
    rounds.enter(here.clone(), session(Purpose::Picture));
    assert!(rounds.parked.is_empty(), "what a check asked counts in the lesson");
    rounds.outdate(&here);
    assert!(rounds.aside.is_empty());
}

#[test]
fn a_pack_that_has_changed_is_forgotten_and_no_other() {
    let mut rounds = Rounds::default();
    for name in ["a/b/c", "a/b/d", "x/y/z"] {
        rounds.sessions.insert(lesson(name), session(Purpose::Lesson));
        rounds.enter(lesson(name), session(Purpose::Before));
        rounds.enter(lesson(name), session(Purpose::Picture));
        rounds.drawn.insert(lesson(name), std::sync::Arc::default());
    }
    rounds.forget(&key("a/b"));
    let left: Vec<String> = rounds.all().map(|(key, _)| key.to_string()).collect();
    assert_eq!(left, ["x/y/z"; 3]);
    assert_eq!(rounds.drawn.len(), 1);
}

#[test]
fn what_can_be_undone_is_found_by_its_ticket_and_bounded() {
    let mut undoing = Undoing::default();
    for ticket in 0..150 {
        undoing.push(Undoable::Answer(Answered {
            lesson: lesson("a/b/c"),
            question: id("one"),
            ticket,
            row: RowId(1),
            in_check: false,
        }));
    }
    assert_eq!(undoing.done.len(), 100);
    assert_eq!(undoing.find(149), Some(99));
    assert_eq!(undoing.find(49), None, "the oldest went");
}
