//! Words are found in the texts of lessons.

use strata::pack::search::{elsewhere, occurrences};

#[test]
fn words_are_found_whatever_the_case_and_the_space() {
    assert_eq!(occurrences("16\u{a0}GiB", "16 gib"), vec![0..7]);
    let course = &*crate::support::first_course();
    let first = &course.lessons[0].id;
    assert_eq!(elsewhere(course, first, "  ").hits, 0);
    assert_eq!(elsewhere(course, first, "no such words").next, None);
    let found = elsewhere(course, &course.lessons[1].id, "docker");
    assert!(found.hits > 5 && !found.at_least, "{found:?}");
    assert_eq!(found.next.as_ref(), Some(first), "round the end, from the beginning");
}
