//! Grading of every kind of question, by table and by property; the reasons that answers earn; and
//! what shuffling keeps.

use crate::{layout::gallery, support::id};
use proptest::prelude::*;
use std::collections::HashSet;
use strata::{
    id::Id,
    library::Shelf,
    pack::Course,
    quiz::{
        Answer, Kind, Outcome, Question, grade, misconception_of, number, reason_of, reasons,
        right_answer, shuffle, spelling,
    },
};

fn question(name: &str) -> Question {
    let gallery = gallery();
    let mut all = gallery.lessons.iter().flat_map(|lesson| &lesson.questions);
    all.find(|question| question.id == id(name)).unwrap().clone()
}

/// Every question that the project has.
fn all_questions() -> Vec<Question> {
    let shelf = Shelf::embedded();
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
        // Copies of one layer are one wrong pick.
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
        // The item that stands before one that belongs before it.
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
        assert_eq!(of(name, answer), (reason.to_owned(), belief.to_owned()), "{name}: {answer}");
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, expected) in [
        ("12800", Some(12_800.0)),
        ("12 800", Some(12_800.0)),
        ("12\u{202F}800", Some(12_800.0)),
        ("12,800", Some(12_800.0)),
        ("1,234,567.8", Some(1_234_567.8)),
        ("12'800", Some(12_800.0)),
        ("12.5", Some(12.5)),
        ("12,5", Some(12.5)),
        ("0,125", Some(0.125)),
        ("−3", Some(-3.0)),
        ("2e3", Some(2_000.0)),
        ("500 MiB", Some(500.0)),
        ("500mib", Some(500.0)),
        ("", None),
        ("MiB", None),
        ("inf", None),
        ("NaN", None),
        ("1e999", None),
        ("1.2.3", None),
        ("five", None),
    ] {
        assert_eq!(number::read(text, Some("MiB")), expected, "{text:?}");
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

#[test]
fn the_same_seed_shuffles_the_same_and_an_order_is_never_offered_in_order() {
    // Written down: an attempt in a learner's record says what its options were shuffled with.
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
            // In which order they were picked is nothing.
            with.reverse();
            prop_assert!((score(&with) - after).abs() < 1e-9);
        }
    }

    /// A pair more that is right is worth more; where the others are does not matter.
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
        // Moved by hand until it is right, it is worth all.
        let mut sorted = ids;
        sorted.sort_by_key(|id| order.rank(id));
        prop_assert!(grade(&question, &Answer::Order(sorted)).right());
    }

    /// Whatever is typed is an answer and can be kept and read back.
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

/// What an author may get wrong in a question: refused or warned of, with its place.
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
        ("right: \"Hold the roof\"", "right: \"keeps the rain out\""),
        ("tolerance: Absolute(0.5)", "tolerance: Absolute(-0.5)"),
        ("tolerance: Absolute(0.5)", "tolerance: Percent(80)"),
        ("value: 12,", "value: inf,"),
        ("accepted: [\"rock\", \"bedrock\"]", "accepted: []"),
        ("(text: \"cellar\", because", "(text: \"Bedrock\", because"),
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
        file.text = file.text.replacen(from, to, 1);
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
