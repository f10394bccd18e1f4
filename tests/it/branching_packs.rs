//! What an author can do wrong with a request that branches.

use strata::pack::{self, PackFile, PackFiles};

/// What the check says of a trace with the first hops in the diagram `d`, and the others in `e`.
fn said(hops: &str, others: &str) -> Vec<String> {
    let layers = |of: &str| {
        ["one", "two", "three"].map(|name| {
            format!(r#"Layer(id: "{name}", name: "{name} {of}", role: Kernel, about: "It is {name}.")"#)
        })
        .join(", ")
    };
    let diagram =
        |id: &str| format!(r#"(id: "{id}", title: "{id}", body: Stack([{}]))"#, layers(id));
    let other = if others.is_empty() {
        String::new()
    } else {
        format!(r#"(diagram: "e", hops: [{others}]),"#)
    };
    let text = format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0",
            units: [(id: "u", title: "U", lessons: ["l"])],
            inline: [(id: "l", title: "L", minutes: 1, diagrams: [{}, {}], blocks: [
                SideBySide(id: "f", diagrams: ["d", "e"], traces: [
                    (id: "t", title: "A request", paths: [(diagram: "d", hops: [{hops}]), {other}]),
                ])])])"#,
        diagram("d"),
        diagram("e"),
    );
    let file = PackFile { path: "b.ron".to_owned(), text: text.into() };
    let checked = pack::check(&PackFiles { files: vec![file] });
    let errors =
        checked.problems.iter().filter(|problem| problem.severity == pack::Severity::Error);
    errors.map(|problem| problem.message.clone()).collect()
}

fn hop(at: &str) -> String {
    format!(r#"(at: "{at}", say: "At {at}.")"#)
}

fn way(id: &str, hops: &str, ends: bool) -> String {
    format!(r#"(id: "{id}", name: "Way {id}", hops: [{hops}], ends: {ends})"#)
}

fn forks(at: &str, id: &str, ways: &[String]) -> String {
    let ways = ways.join(", ");
    format!(
        r#"(at: "{at}", say: "At {at}.", choice: When(id: "{id}", say: "Is it {id}?", ways: [{ways}]))"#
    )
}

#[test]
fn a_request_that_branches_and_joins_is_sound() {
    let ways = [way("yes", &hop("two"), false), way("no", &hop("three"), true)];
    let hops = format!("{}, {}", forks("one", "c", &ways), hop("two"));
    assert_eq!(said(&hops, ""), [""; 0]);
    assert_eq!(said(&hops, &hop("one")), [""; 0]);
    assert_eq!(said(&hops, &hops), [""; 0], "in both diagrams at once");
}

#[test]
fn a_way_that_neither_ends_nor_joins_is_an_error() {
    let ways = [way("yes", &hop("two"), false), way("no", &hop("three"), true)];
    let message = "the way `yes` neither ends nor joins: nothing follows the choice";
    assert_eq!(said(&forks("one", "c", &ways), ""), [message]);
    // An inner choice in a way that joins has ways that join as well.
    let inner = forks("two", "k", &ways);
    let outer = [way("on", &inner, false), way("off", &hop("three"), true)];
    let hops = format!("{}, {}", forks("one", "c", &outer), hop("two"));
    assert_eq!(said(&hops, ""), [""; 0]);
    let ending = [way("on", &inner, true), way("off", &hop("three"), true)];
    assert_eq!(said(&forks("one", "c", &ending), ""), [message]);
}

#[test]
fn what_no_way_leads_to_is_an_error() {
    let ways = [way("yes", &hop("two"), true), way("no", &hop("three"), true)];
    let hops = format!("{}, {}", forks("one", "c", &ways), hop("two"));
    assert_eq!(said(&hops, ""), ["no way of the choice `c` leads here: all of them end"]);
}

#[test]
fn ways_are_two_to_four_with_hops_and_names_of_their_own() {
    let one = [way("yes", &hop("two"), true)];
    assert_eq!(said(&forks("one", "c", &one), ""), ["the choice `c` has 1 ways"]);
    let five: Vec<String> =
        "abcde".chars().map(|w| way(&w.to_string(), &hop("two"), true)).collect();
    assert_eq!(said(&forks("one", "c", &five), ""), ["the choice `c` has 5 ways"]);
    let empty = [way("yes", "", true), way("no", &hop("two"), true)];
    assert_eq!(said(&forks("one", "c", &empty), ""), ["the way `yes` has no hops"]);
    let same = [
        way("yes", &hop("two"), true),
        way("no", &hop("three"), true).replace("Way no", "way YES"),
    ];
    assert_eq!(said(&forks("one", "c", &same), ""), ["the ways `yes` and `no` have one name"]);
    let twice = [way("yes", &hop("two"), true), way("yes", &hop("three"), true)];
    assert!(
        said(&forks("one", "c", &twice), "").contains(&"the way id `yes` is used twice".to_owned())
    );
}

#[test]
fn choices_lie_three_deep_and_no_deeper() {
    let nested = |depth: usize| {
        (1..=depth).fold(hop("two"), |inner, at| {
            let ways = [way("yes", &inner, true), way("no", &hop("three"), true)];
            forks("one", &format!("c{at}"), &ways)
        })
    };
    assert_eq!(said(&nested(3), ""), [""; 0]);
    assert_eq!(said(&nested(4), ""), ["the choice `c1` lies too deep"]);
}

#[test]
fn a_choice_of_two_diagrams_has_the_same_ways_in_both() {
    let of = |names: [&str; 2]| forks("one", "c", &names.map(|name| way(name, &hop("two"), true)));
    assert_eq!(
        said(&of(["yes", "no"]), &of(["yes", "perhaps"])),
        ["the choice `c` has other ways in `e` than in `d`"]
    );
    assert_eq!(said(&of(["yes", "no"]), &of(["no", "yes"])), [""; 0]);
}

#[test]
fn what_holds_on_a_way_is_not_asked_again_on_it() {
    let again =
        forks("two", "again", &[way("y", &hop("three"), true), way("n", &hop("one"), true)]);
    let again = again.replace("Is it again?", "IS IT SO?");
    let ways = [way("yes", &again, true), way("no", &hop("three"), true)];
    let hops = forks("one", "so", &ways);
    let found = said(&hops, "");
    assert!(found.iter().any(|said| said.contains("`again` asks what is decided")), "{found:?}");
    // Beside that way it may be.
    let beside = [way("yes", &hop("two"), false), way("no", &hop("three"), false)];
    let hops = format!("{}, {}", forks("one", "first", &beside), again);
    assert_eq!(said(&hops, ""), [""; 0]);
}

#[test]
fn a_way_asks_a_question_of_its_lesson() {
    let asks =
        r#"(id: "yes", name: "Yes", ask: "nothing", hops: [(at: "two", say: "Two.")], ends: true)"#;
    let hops = forks("one", "c", &[asks.to_owned(), way("no", &hop("three"), true)]);
    assert_eq!(said(&hops, ""), ["the lesson has no question `nothing`"]);
}
