//! Grading of every kind of question, by table and by property; the reasons that answers earn; and
//! what shuffling keeps.

use crate::{layout::gallery, support::id};
use proptest::prelude::*;
use std::collections::HashSet;
use strata::{
    id::Id,
    pack::Course,
    quiz::{
        Answer, Kind, NearMiss, Outcome, Question, grade,
        looks::{latinised, looks},
        misconception_of, reason_of, reasons, right_answer, shuffle, spelling,
    },
};

fn question(name: &str) -> Question {
    let gallery = gallery();
    let mut all = gallery.lessons.iter().flat_map(|lesson| &lesson.questions);
    all.find(|question| question.id == id(name)).unwrap().clone()
}

/// Every question that the project has.
fn all_questions() -> Vec<Question> {
    let shelf = crate::support::shelf();
    let of = |course: &Course| -> Vec<Question> {
        course.lessons.iter().flat_map(|lesson| lesson.questions.clone()).collect()
    };
    let mut all = of(&gallery());
    all.extend(shelf.packs.iter().flat_map(|pack| of(&pack.course)));
    all
}

#[test]
fn grading_by_table() {
    for (name, answer, expected) in [
        ("k-several", "1:options:walls,cellar", 1.0),
        ("k-several", "1:options:cellar", 0.5),
        ("k-several", "1:options:walls,cellar,roof", 0.5),
        ("k-several", "1:options:walls,roof", 0.0),
        ("k-several", "1:options:roof,sky", 0.0),
        ("k-several", "1:options:walls,walls", 0.5),
        ("k-scenario", "1:options:mend", 1.0),
        ("k-scenario", "1:options:bucket", 1.0),
        ("k-scenario", "1:options:cellar", 0.0),
        ("k-scenario", "1:options:mend,bucket", 0.0),
        ("k-order", "1:order:rock,cellar,left,right,roof", 1.0),
        ("k-order", "1:order:rock,cellar,right,left,roof", 1.0),
        ("k-order", "1:order:cellar,rock,left,right,roof", 0.75),
        ("k-order", "1:order:roof,right,left,cellar,rock", 0.25),
        ("k-order", "1:order:rock,cellar,left,right", 0.0),
        ("k-order", "1:order:rock,rock,left,right,roof", 0.0),
        ("k-order", "1:order:rock,cellar,left,right,moon", 0.0),
        ("k-point-all", "1:nodes:tower/cellar,tower/rock", 1.0),
        ("k-point-all", "1:nodes:tower/cellar", 0.5),
        ("k-point-all", "1:nodes:tower/cellar,tower/rock,tower/room[1]/walls", 0.5),
        // Several copies of one wrong layer count as one wrong pick.
        (
            "k-point-all",
            "1:nodes:tower/cellar,tower/rock,tower/room[1]/walls,tower/room[2]/walls",
            0.5,
        ),
        ("k-point-all", "1:nodes:left/cellar,tower/rock", 0.0),
        ("k-label", "1:pairs:n-walls=walls,n-cellar=cellar,n-rock=rock", 1.0),
        ("k-label", "1:pairs:n-walls=walls,n-moat=cellar,n-rock=rock", 2.0 / 3.0),
        ("k-label", "1:pairs:n-walls=walls,n-walls=cellar", 0.0),
        ("k-classify", "1:pairs:roof=each,walls=each,cellar=once", 1.0),
        ("k-classify", "1:pairs:roof=once,walls=each,cellar=once", 2.0 / 3.0),
        ("k-match", "1:pairs:roof=roof,walls=walls,rock=rock", 1.0),
        ("k-match", "1:pairs:roof=swim,walls=walls,rock=rock", 2.0 / 3.0),
        ("k-number", "1:text:12", 1.0),
        ("k-number", "1:text: 12.4 m", 1.0),
        ("k-number", "1:text:12,5", 1.0),
        ("k-number", "1:text:11.4", 0.0),
        ("k-number", "1:text:twelve", 0.0),
        ("k-typed", "1:text:Rock", 1.0),
        ("k-typed", "1:text: “Bed-rock” ", 0.0),
        ("k-typed", "1:text: bed rock", 0.0),
        ("k-typed", "1:text:bedröck.", 1.0),
        ("k-typed", "1:text:bedrok", 0.0),
        ("k-terminal", "1:options:two", 1.0),
        ("k-terminal", "1:text:two", 0.0),
    ] {
        let given = grade(&question(name), &answer.parse().unwrap()).score;
        assert!((given - expected).abs() < 1e-9, "{name}: {answer} is worth {given}");
    }
}

#[test]
fn what_is_right_is_worth_all_and_nothing_is_worth_nothing() {
    for question in all_questions() {
        assert!(grade(&question, &right_answer(&question)).right(), "{}", question.id);
        for empty in [
            Answer::Options(vec![]),
            Answer::Nodes(vec![]),
            Answer::Order(vec![]),
            Answer::Pairs(vec![]),
            Answer::Text(" ".into()),
        ] {
            assert!(grade(&question, &empty).score == 0.0, "{}: {empty}", question.id);
        }
    }
}

#[test]
fn every_part_of_an_answer_has_its_reason() {
    for question in all_questions() {
        let answer = right_answer(&question);
        let said = reasons(&question, &answer);
        assert!(said.iter().any(|reason| reason.outcome == Outcome::Right), "{}", question.id);
        assert!(!said.iter().any(|reason| reason.outcome == Outcome::Wrong), "{}", question.id);
        assert!(said.iter().all(|reason| !reason.because.trim().is_empty()), "{}", question.id);
        assert_eq!(misconception_of(&question, &answer), None);
    }
    let of = |name: &str, answer: &str| {
        let (question, answer) = (question(name), answer.parse().unwrap());
        let belief = misconception_of(&question, &answer).map(ToString::to_string);
        (reason_of(&question, &answer).unwrap().to_owned(), belief.unwrap_or_default())
    };
    for (name, answer, reason, belief) in [
        ("k-several", "1:options:roof", "Nothing stands on it.", "upside-down"),
        ("k-several", "1:options:walls", "It holds the walls.", ""),
        // The item that stands before one that should stand before it.
        ("k-order", "1:order:rock,roof,cellar,left,right", "It lies on the walls.", "upside-down"),
        ("k-point-all", "1:nodes:tower/room[2]/walls", "Each room has its own.", "all-alike"),
        ("k-point-all", "1:nodes:tower/room[2]/roof", "There are two of it.", ""),
        ("k-label", "1:pairs:n-moat=rock", "This tower has none.", ""),
        ("k-classify", "1:pairs:roof=once", "Look again: there are two.", "all-alike"),
        ("k-match", "1:pairs:roof=swim", "That is what a pool is for.", ""),
        ("k-number", "1:text:7", "That is the sum; the floors stand on each other.", ""),
        ("k-number", "1:text:99", "Multiply the height of a floor by their number.", ""),
        ("k-typed", "1:text:Cellar", "The cellar stands on it.", "upside-down"),
        ("k-typed", "1:text:bedrokc", "Nearly: a letter or two are not right.", ""),
        ("k-typed", "1:text:moon", "Look at the foot of the picture.", ""),
    ] {
        assert_eq!(of(name, answer), (reason.into(), belief.to_owned()), "{name}: {answer}");
    }
}

/// A point or a comma before three digits can be read in two ways, and neither is called wrong.
#[test]
fn a_number_that_can_be_read_in_two_ways_is_right_if_one_is() {
    let mut question = question("k-number");
    let Kind::Number(wanted) = &mut question.kind else { unreachable!() };
    (wanted.value, wanted.unit) = (12_800.0, None);
    wanted.tolerance = strata::quiz::Tolerance::Absolute(0.0);
    wanted.wrong[0].value = 12.8;
    for (text, right) in [("12.800", true), ("12,800", true), ("12.8", false), ("12.801", false)] {
        let answer = Answer::Text(text.to_owned());
        assert_eq!(grade(&question, &answer).right(), right, "{text}");
        let because = reason_of(&question, &answer).unwrap();
        let known = text == "12.8";
        assert_eq!(because.starts_with("That is the sum"), known, "{text}: {because}");
    }
}

#[test]
fn spelling_forgives_what_means_nothing_and_knows_a_slip() {
    let accepted = ["cgroup".to_owned(), "control group".to_owned()];
    for typed in ["CGroup", "  control  group ", "control-group", "Cgroup.", "cgróup"] {
        assert!(spelling::is_accepted(&accepted, typed), "{typed}");
    }
    for (typed, meant) in [
        ("cgruop", Some("cgroup")),
        ("contol grup", Some("control group")),
        ("group", Some("cgroup")),
        ("grp", None),
        ("namespace", None),
    ] {
        assert!(!spelling::is_accepted(&accepted, typed), "{typed}");
        assert_eq!(spelling::slip(&accepted, typed), meant, "{typed}");
    }
}

/// Typed words, and the accepted ones: whatever means nothing is forgiven.
#[test]
fn what_cannot_be_typed_or_seen_is_forgiven() {
    for (accepted, typed) in [
        ("host’s kernel", "host's kernel"),
        ("host's kernel", "host´s kernel"),
        ("host's kernel", "HOSTʼS KERNEL"),
        ("λόγος", "ΛΟΓΟΣ"),
        ("λόγος", "λόγοσ"),
        ("Łódź", "lodz"),
        ("Łódź", "ŁODŹ"),
        ("Ørsted", "orsted"),
        ("đ", "d"),
        ("guest os", "guest os,"),
        ("guest os", "“Guest OS.”"),
        ("guest os", "guest os …"),
        ("guest os", "¿guest os?"),
        ("copy-on-write", "copy–on–write"),
        ("copy-on-write", "copy—on − write"),
        ("copy-on-write", "copy\u{2011}on\u{AD}-write"),
        ("namespace", "name\u{200B}space"),
        ("namespace", "\u{FEFF}namespace\u{2060}"),
        ("namespace", "\u{202E}namespace\u{202C}"),
        ("namespace", "ｎａｍｅｓｐａｃｅ"),
        ("namespace", "nаmespaсe"),
        ("Block", "Вlосk"),
        ("block", "Вlосk"),
        ("Straße", "STRASSE"),
        ("Straße", "strasse"),
        ("Straße", "STRAẞE"),
        ("office", "oﬃce"),
        ("İstanbul", "istanbul"),
        ("вода", "ВОДА"),
        ("ядро", "Ядро"),
        ("?", "?"),
    ] {
        assert!(spelling::is_accepted(&[accepted.to_owned()], typed), "{accepted}: {typed}");
        assert!(spelling::is_accepted(&[typed.to_owned()], accepted), "{typed}: {accepted}");
    }
    for (accepted, typed) in [
        ("C++", "C"),
        (".env", "env"),
        ("C#", "C"),
        ("が", "か"),
        ("x", ""),
        ("x", "\u{200B}"),
        ("ядро", "ядра"),
    ] {
        assert!(!spelling::is_accepted(&[accepted.to_owned()], typed), "{accepted}: {typed}");
    }
}

/// All cases of every character are treated as one.
#[test]
fn case_is_folded_fully() {
    for c in '\0'..=char::MAX {
        let one = spelling::caseless(&c.to_string());
        assert_eq!(spelling::caseless(&one), one, "U+{:04X}", u32::from(c));
        for other in [c.to_uppercase().to_string(), c.to_lowercase().to_string()] {
            assert_eq!(spelling::caseless(&other), one, "U+{:04X}", u32::from(c));
        }
    }
}

fn typed(accepted: &[&str], near: &[&str], exact: bool) -> Question {
    let mut question = question("k-typed");
    let Kind::Typed(typed) = &mut question.kind else { unreachable!() };
    typed.accepted = accepted.iter().map(|word| (*word).to_owned()).collect();
    let first = typed.near[0].clone();
    let miss = |text: &&str| NearMiss { text: (*text).to_owned(), ..first.clone() };
    typed.near = near.iter().map(miss).collect();
    typed.exact = exact;
    question
}

#[test]
fn where_it_has_to_be_exact_what_can_be_seen_counts_and_nothing_else() {
    let question = typed(&["-P", "LOG_LEVEL"], &["-p"], true);
    let said = |text: &str| {
        let answer = Answer::Text(text.to_owned());
        let right = grade(&question, &answer).right();
        let reason = reason_of(&question, &answer).unwrap();
        (right, reason.split(':').next().unwrap().to_owned())
    };
    for text in ["-P", " -P ", "\u{2011}P", "-\u{200B}P", "−P", "LOG_LEVEL", "-Р"] {
        assert!(said(text).0, "{text:?}");
    }
    let near = "The cellar stands on it.".to_owned();
    assert_eq!(said("-p"), (false, near.clone()));
    for text in ["P", "p", "–P", "log_level", "LOG-LEVEL", "LOG LEVEL", "-P."] {
        assert_eq!(said(text), (false, "Nearly".to_owned()), "{text}");
    }
    assert_eq!(said("LOG_LEVLE").1, "Nearly");
    assert_eq!(said("--all").1, "Look at the foot of the picture.");
    // A near miss is wrong, even if the question does not ask for the exact word.
    let question = typed(&["thread"], &["threads"], false);
    let grade = |text: &str| grade(&question, &Answer::Text(text.to_owned())).right();
    assert!(grade("Thread") && !grade("threads") && !grade("THREADS."));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    /// Two texts that look the same are never called nearly right, or wrong.
    #[test]
    fn what_looks_the_same_is_the_same(
        word in "[-_A-Za-zа-яА-ЯΑ-Ωα-ω'’`´.,!?µ ßłØé１]{1,12}",
        at in any::<prop::sample::Index>(),
        unseen in prop::sample::select(vec!['\u{200B}', '\u{AD}', '\u{2060}', '\u{FEFF}']),
        exact in any::<bool>(),
    ) {
        let mut typed_so: Vec<char> = latinised(&word).replace('\'', "’").chars().collect();
        typed_so.insert(at.index(typed_so.len() + 1), unseen);
        let typed_so: String = typed_so.into_iter().collect();
        prop_assert_eq!(looks(&typed_so), looks(&word));
        let question = typed(&[&word], &[], exact);
        let right = grade(&question, &Answer::Text(typed_so)).right();
        prop_assert_eq!(right, !looks(&word).is_empty());
    }
}

/// `All of the above` makes sense only as long as options stand as they are written.
#[test]
fn options_that_speak_of_places_are_warned_of_where_they_are_shuffled() {
    let told = |text: &str, in_order: bool| {
        let gallery = std::path::Path::new("tests/packs/gallery");
        let mut files = strata::pack::read(gallery).unwrap();
        let file = files.files.iter_mut().find(|file| file.path.ends_with("kinds.ron")).unwrap();
        file.text = file.text.replace("text: \"The sky\"", &format!("text: \"{text}\"")).into();
        if in_order {
            file.text = file
                .text
                .replace("id: \"k-several\",", "id: \"k-several\", in_order: true,")
                .into();
        }
        let checked = strata::pack::check(&files);
        assert!(checked.course.is_some(), "{:?}", checked.problems);
        checked.problems.iter().any(|problem| problem.message.contains("shuffled"))
    };
    for text in [
        "All of the above",
        "None of the above.",
        "ALL THE ABOVE",
        "Both A and B",
        "Neither a nor b",
        "Answers 1, 2 and 3",
        "The options above",
        "None above",
    ] {
        assert!(told(text, false), "{text}");
        assert!(!told(text, true), "{text}");
    }
    for text in [
        "It stands above the kernel",
        "They are all above it",
        "None of these",
        "Either 1 or 2",
        "Hosts A and B",
        "Both",
        "A",
        "The answer to all of it",
    ] {
        assert!(!told(text, false), "{text}");
    }
}

/// Flags that differ in case are different items; sentences that do are one item written twice.
#[test]
fn items_that_look_alike_are_told_by_what_is_displayed() {
    let told = |one: &str, other: &str| {
        let text = crate::changed::WORKSHOP
            .replacen("left: \"Walls\"", &format!("left: \"{one}\""), 1)
            .replacen("left: \"Rock\"", &format!("left: \"{other}\""), 1);
        let checked = strata::pack::check(&crate::changed::files(&text));
        let said = checked.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        (checked.course.is_some(), said)
    };
    for (one, other) in [
        ("-p", "-P"),
        ("log-level", "log_level"),
        ("LOG_LEVEL", "log_level"),
        ("résumé", "resume"),
        ("x²", "x2"),
    ] {
        assert_eq!(told(one, other), (true, String::new()), "{one} {other}");
    }
    for (one, other) in [
        ("-p", "-\u{200B}p"),
        ("host’s kernel", "host's  kernel"),
        ("kernel", "kеrnel"),
        ("é", "e\u{301}"),
        ("5 µs", "5 μs"),
    ] {
        let (valid, said) = told(one, other);
        assert!(
            !valid && said.contains("`w` and `k` of the question `match` say the same"),
            "{said}"
        );
    }
    let (valid, said) = told("It holds the roof", "it holds the roof");
    assert!(valid && said.contains("differ in capital letters only"), "{said}");
}

/// A near miss that differs only in what is forgiven would never be told, so its question becomes
/// exact.
#[test]
fn a_near_miss_makes_what_it_differs_in_count() {
    let text = crate::changed::WORKSHOP.replacen(
        "text: \"cellar\", because",
        "text: \"Rock\", because",
        1,
    );
    let checked = strata::pack::check(&crate::changed::files(&text));
    insta::assert_snapshot!(
        checked.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"), @"warning: pack.ron:85:36: `Rock` differs only in what is forgiven from what is right in the question `typed`, which is therefore taken exactly. Write `exact: true` if that is meant, or leave the near miss out.");
    let course = checked.course.unwrap();
    let question = course.lessons[0].question(&id("typed")).unwrap();
    let right = |text: &str| grade(question, &Answer::Text(text.to_owned())).right();
    assert!(right("rock") && right("bedrock") && !right("Rock") && !right("Bedrock"));
    let said = text.replacen("accepted:", "exact: true, accepted:", 1);
    assert_eq!(strata::pack::check(&crate::changed::files(&said)).problems, []);
}

#[test]
fn the_same_seed_shuffles_the_same_and_an_order_is_never_offered_in_order() {
    // A fixed value: an attempt in a learner's record holds the seed of its options.
    assert_eq!(shuffle::seed(&id("uname"), 0), 0x5d60_2160_c559_8be3);
    assert_eq!(shuffle::shuffled(6, 1), [0, 1, 3, 2, 4, 5]);
    for question in all_questions() {
        let seeds = (0..40).map(|attempts| shuffle::seed(&question.id, attempts));
        let mut seen = HashSet::new();
        for seed in seeds {
            let offered = question.offered(seed);
            assert_eq!(offered, question.offered(seed));
            let mut sorted = offered.clone();
            sorted.sort_unstable();
            assert!(sorted.iter().enumerate().all(|(at, number)| at == *number));
            if let Kind::Order(order) = &question.kind {
                let ids: Vec<Id> = offered.iter().map(|at| order.items[*at].id.clone()).collect();
                assert!(!grade(&question, &Answer::Order(ids)).right(), "{}", question.id);
            }
            seen.insert(offered);
        }
        let parts = question.offered(0).len();
        assert!(seen.len() > 1 || parts < 2 || question.in_order, "{}", question.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    /// One more right pick is never worth less, one more wrong pick never more.
    #[test]
    fn partial_credit_is_monotone(picks in proptest::sample::subsequence(vec![0, 1, 2, 3], 0..=4)) {
        let question = question("k-several");
        let choices = question.kind.choices().unwrap();
        let score = |picks: &[usize]| {
            let ids = picks.iter().map(|at| choices[*at].id.clone()).collect();
            grade(&question, &Answer::Options(ids)).score
        };
        let before = score(&picks);
        prop_assert!((0.0..=1.0).contains(&before));
        for more in (0..choices.len()).filter(|more| !picks.contains(more)) {
            let mut with = picks.clone();
            with.push(more);
            let after = score(&with);
            let gains = if choices[more].correct { after >= before } else { after <= before };
            prop_assert!(gains);
            // The order in which options were picked does not matter.
            with.reverse();
            prop_assert!((score(&with) - after).abs() < 1e-9);
        }
    }

    /// One more right pair is worth more, wherever the other items are.
    #[test]
    fn every_right_pair_counts(given in proptest::collection::vec(0_usize..4, 3)) {
        let question = question("k-match");
        let pairing = question.kind.pairing().unwrap();
        let pairs: Vec<(Id, Id)> = pairing.items.iter().zip(&given)
            .map(|(item, to)| (item.id.clone(), pairing.targets[*to].id.clone())).collect();
        let right = pairs.iter().filter(|(item, to)| item == to).count();
        let score = grade(&question, &Answer::Pairs(pairs.clone())).score;
        prop_assert!((score - right as f64 / 3.0).abs() < 1e-9);
        let mut turned = pairs;
        turned.reverse();
        let again = grade(&question, &Answer::Pairs(turned)).score;
        prop_assert!((again - score).abs() < 1e-9);
    }

    /// Swapping two neighbours into their right order is never worth less.
    #[test]
    fn an_order_gains_by_every_neighbour_put_right(seed in any::<u64>()) {
        let question = question("k-order");
        let Kind::Order(order) = &question.kind else { unreachable!() };
        let ids: Vec<Id> =
            shuffle::shuffled(5, seed).iter().map(|at| order.items[*at].id.clone()).collect();
        let right = ids.windows(2).filter(|pair| order.rank(&pair[0]) <= order.rank(&pair[1]));
        let score = grade(&question, &Answer::Order(ids.clone())).score;
        prop_assert!((score - right.count() as f64 / 4.0).abs() < 1e-9);
        // Put in order step by step, the answer ends with the full score.
        let mut sorted = ids;
        sorted.sort_by_key(|id| order.rank(id));
        prop_assert!(grade(&question, &Answer::Order(sorted)).right());
    }

    /// Whatever is typed is graded, and can be kept and read back.
    #[test]
    fn whatever_is_typed_is_graded_and_kept(text in ".{0,60}") {
        let answer = Answer::Text(text.replace(['\n', '\r'], " "));
        prop_assert_eq!(answer.to_string().parse::<Answer>().unwrap(), answer.clone());
        for question in [question("k-number"), question("k-typed")] {
            let score = grade(&question, &answer).score;
            prop_assert!([0.0, 1.0].iter().any(|whole: &f64| (whole - score).abs() < 1e-9));
            prop_assert!(!reasons(&question, &answer).is_empty());
        }
    }
}

/// In an order, what stands wrongly is told, and nothing else where that can be said.
#[test]
fn of_an_order_only_what_is_surely_in_place_is_called_right() {
    let question = question("k-order");
    let Kind::Order(order) = &question.kind else { unreachable!() };
    let ranks: Vec<usize> = order.items.iter().map(|item| item.rank).collect();
    let in_place = |places: [usize; 5]| {
        let ids = places.iter().map(|at| order.items[*at].id.clone()).collect();
        let told = reasons(&question, &Answer::Order(ids));
        told.iter().map(|reason| reason.outcome == Outcome::Right).collect::<Vec<_>>()
    };
    assert_eq!(in_place([0, 1, 2, 3, 4]), [true; 5], "{ranks:?}");
    let swapped = in_place([1, 0, 2, 3, 4]);
    assert_eq!(swapped, [false, false, true, true, true], "either of two may be the one");
    let moved = in_place([4, 0, 1, 2, 3]);
    assert_eq!(moved, [false, true, true, true, true], "the last one was put first");
    assert_eq!(in_place([3, 4, 1, 2, 0]), [false; 5], "nothing of it can be relied on");
}

/// What an author may get wrong in a question is refused or warned of, with its place.
#[test]
fn mistakes_in_questions_are_told_with_their_place() {
    let cases = [
        (
            "correct: true, because: \"One line a room, besides the heading.\"",
            "because: \"One line.\"",
        ),
        ("text: \"The sky\"", "text: \"The roof\""),
        ("hints: [\"Two of them do.\"", "hints: [\"It is the cellar, for one.\""),
        ("hints: [\"Two of them do.\"", "hints: [\" \""),
        ("text: \"Put a bucket under it\", correct: true,", "text: \"Put a bucket under it\","),
        ("id: \"right\", text: \"Right wall\", equal: true", "id: \"left\", text: \"Right wall\""),
        ("text: \"Right wall\"", "text: \"Left  wall\""),
        ("text: \"Right wall\"", "text: \"left  WALL\""),
        ("All([\"cellar\", \"rock\"])", "All([])"),
        ("node: \"rock\"", "node: \"rok\""),
        ("node: \"rock\"", "node: \"cellar\""),
        (
            "bin: \"each\", because: \"Each room has its own walls.\"",
            "bin: \"ech\", because: \"No.\"",
        ),
        ("bin: \"once\", because: \"Both", "bin: \"each\", because: \"Both"),
        ("bins: [(id: \"once\", text: \"Once\"), ", "bins: ["),
        ("bin: \"once\", because: \"Look again", "bin: \"each\", because: \"Look again"),
        ("right: \"Hold the roof\"", "right: \"Keeps the rain\u{A0}out\""),
        ("right: \"Hold the roof\"", "right: \"keeps the rain out\""),
        ("tolerance: Absolute(0.5)", "tolerance: Absolute(-0.5)"),
        ("tolerance: Absolute(0.5)", "tolerance: Percent(80)"),
        ("value: 12,", "value: inf,"),
        ("accepted: [\"rock\", \"bedrock\"]", "accepted: []"),
        ("(text: \"cellar\", because", "(text: \"bedrock \", because"),
        ("(text: \"cellar\", because", "(text: \"Bedrock\", because"),
        ("text: \"The sky\"", "text: \"All of the above\""),
        ("hints: [\"Four times the same.\"]", "hints: [\"It is 12, really.\"]"),
        ("id: \"k-point-all\",", "id: \"k-point-all\", from_memory: true,"),
        (
            "misconception: \"upside-down\")],\n                otherwise",
            "misconception: \"upside\")],\n                otherwise",
        ),
    ];
    let mut said = String::new();
    for (from, to) in cases {
        let path = std::path::Path::new("tests/packs/gallery");
        let mut files = strata::pack::read(path).unwrap();
        let file = files.files.iter_mut().find(|file| file.path.ends_with("kinds.ron")).unwrap();
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replacen(from, to, 1).into();
        let checked = strata::pack::check(&files);
        let told: Vec<String> = checked
            .problems
            .iter()
            .filter(|problem| problem.file.ends_with("kinds.ron"))
            .map(|problem| format!("{problem}\n"))
            .collect();
        assert!(!told.is_empty(), "{from} → {to}");
        said.extend(["# ", from, " → ", to, "\n", &told.concat(), "\n"]);
    }
    insta::assert_snapshot!(said);
}
