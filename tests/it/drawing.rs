//! What is drawn of a figure, as the list that window and files share.

use crate::{
    layout::{curriculum, figures, gallery},
    models::{any_diagrams, diagram, plain_layer},
    support::id,
};
use proptest::prelude::*;
use std::collections::HashSet;
use strata::{
    diagram::{
        Arrow, Diagram, Frame, Link, LinkKind, Node, Repeat, Request, Same,
        bidi::{self, Direction},
        drawing::{Drawing, Shape, Subject, Text, View},
        geometry::{Point, Rect},
        layout::{Layout, Line, PlacedBox, Words, lay_out},
        scene::{Look, Mark, Scene},
        svg::{Picture, svg},
    },
    library::Shelf,
    theme::{ColourScheme, Measure, NotoMeasure, TextStyle},
};

fn laid_out(diagrams: &[&Diagram], same: &[Same], width: f32) -> Layout {
    lay_out(&Request { diagrams, same, width, low: false, measure: &NotoMeasure })
}

fn whole<'a>(layout: &'a Layout, scene: &'a Scene) -> View<'a> {
    View::whole(layout, scene, ColourScheme::Light.tokens(), &NotoMeasure)
}

fn shown(text: &Text<'_>) -> String {
    text.runs.iter().map(|run| &*run.words).collect()
}

/// Does some of this straight part of a line lie under these words?
fn under(pair: &[Point], words: &Words) -> bool {
    let ([a, b], r) = (pair, words.rect.grown(-0.5)) else { return false };
    let (left, right) = (a.x.min(b.x), a.x.max(b.x));
    let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
    left < r.right && right > r.left && top < r.bottom && bottom > r.top
}

/// Without its colours, a connector still looks unlike a link: a reader who sees no colours tells
/// them apart.
#[test]
fn what_stands_on_something_looks_unlike_a_link() {
    let layer = |name: &str| Node::Layer(plain_layer(name));
    let repeat = Repeat { id: id("x"), count: 2, frame: Frame::Solid, connected: true };
    let copies = Node::Repeat(repeat, Box::new(layer("App {n}")));
    let row = Node::Row(vec![layer("Client"), layer("Server")]);
    // 1 is the stack, 2 the row of 3 and 4, 5 the copies of 6, 7 the layer under all of them.
    let mut diagram = diagram("d", Node::Stack(vec![row, copies, layer("Ground")]));
    let node = |name: &str| name.parse().unwrap();
    for (name, arrow) in [("none", Arrow::None), ("to", Arrow::To)] {
        let (from, to) = (node("n-3"), node("n-4"));
        let kind = LinkKind::Data;
        diagram.links.push(Link { id: id(name), from, to, label: None, kind, arrow });
    }
    let layout = laid_out(&[&diagram], &[], 688.0);
    let (scene, mut sticks, mut feet) = (Scene::default(), 0, 0);
    for scheme in ColourScheme::ALL {
        let view = View { tokens: scheme.tokens(), ..whole(&layout, &scene) };
        let drawing = Drawing::of(&view);
        let lines = |link: bool| {
            drawing.items.iter().filter_map(move |item| match (&item.shape, item.of) {
                (Shape::Line { points, pen, .. }, Subject::Link(_)) if link => Some((points, pen)),
                (Shape::Line { points, pen, .. }, Subject::Connector(_)) if !link => {
                    Some((points, pen))
                }
                _ => None,
            })
        };
        let thinnest = lines(true).map(|(_, pen)| pen.width).fold(f32::INFINITY, f32::min);
        for connector in &layout.connectors {
            let end = connector.end;
            let foot = |points: &[Point]| {
                let [one, other] = points else { return false };
                let level = (one.y - other.y).abs() < 0.01 && (one.y - end.y).abs() < 4.0;
                level && one.x < end.x - 3.0 && end.x + 3.0 < other.x
            };
            feet += lines(false).filter(|(points, _)| foot(points)).count();
            assert!(lines(true).all(|(points, _)| !foot(points)));
            sticks += lines(false).filter(|(_, pen)| pen.width < thinnest).count();
        }
    }
    // The three lines are those of two copies, on one bus with one foot.
    let themes = ColourScheme::ALL.len();
    assert_eq!((feet, sticks), (themes, 3 * themes));
}

#[test]
fn a_line_is_interrupted_where_its_words_stand_and_has_no_plate() {
    let mut with_words = 0;
    for course in [gallery(), curriculum()] {
        for (name, diagrams, same) in figures(&course) {
            let (layout, scene) = (laid_out(&diagrams, same, 648.0), Scene::default());
            for item in Drawing::of(&whole(&layout, &scene)).items {
                let words: Vec<&Words> = match item.of {
                    Subject::Link(at) => layout.links[at].words.iter().collect(),
                    Subject::Connector(at) => layout.connectors[at].words().collect(),
                    _ => continue,
                };
                with_words += words.len();
                match item.shape {
                    Shape::Line { points, .. } => {
                        let mut parts = points.windows(2);
                        let hit = parts.any(|pair| words.iter().any(|words| under(pair, words)));
                        assert!(!hit, "{name}: {points:?} lies under {words:?}");
                    }
                    Shape::Plate { .. } => panic!("{name}: there is a plate under {words:?}"),
                    _ => {}
                }
            }
        }
    }
    assert!(with_words > 50, "{with_words}");
}

#[test]
fn what_a_caption_says_before_its_colon_is_bold_in_the_file_too() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let (_, diagrams, same) =
        figures(course).into_iter().find(|(name, ..)| name == "vm beside container").unwrap();
    let (layout, scene) = (laid_out(&diagrams, same, 648.0), Scene::default());
    let view = whole(&layout, &scene);
    let picture =
        svg(&Picture { view, diagrams: &diagrams, same, background: true, requests: &[] });
    let file = roxmltree::Document::parse(&picture).unwrap();
    let heavy = file.descendants().find(|node| node.text() == Some("Heavy:")).unwrap();
    assert_eq!(heavy.attribute("font-weight"), Some("700"));
    let rest = file.descendants().find(|node| node.text() == Some("Each VM has full OS")).unwrap();
    assert_eq!(rest.attribute("font-weight"), None);
    // The plain words stand beside the bold ones, not on them.
    let number = |node: roxmltree::Node<'_, '_>, name| -> f32 {
        node.attribute(name).unwrap().parse().unwrap()
    };
    let end = number(heavy, "x") + number(heavy, "textLength");
    assert!(number(rest, "x") > end && number(rest, "x") < end + 8.0);
    // At a step the captions are left out.
    let view = View { captions: false, ..view };
    assert!(!Drawing::of(&view).words().any(|words| words.contains("Heavy")));
}

#[test]
fn two_pictures_may_stand_in_one_page() {
    let ids = |picture: &str| -> HashSet<String> {
        let file = roxmltree::Document::parse(picture).unwrap();
        let root = file.root_element();
        let used = root.descendants().filter_map(|node| node.attribute("href"));
        let known: HashSet<String> =
            root.descendants().filter_map(|n| Some(n.attribute("id")?.to_owned())).collect();
        for used in used.map(|used| used.trim_start_matches('#')) {
            assert!(known.contains(used), "{used}");
        }
        let named = root.attribute("aria-labelledby").unwrap();
        assert!(named.split(' ').all(|id| known.contains(id)), "{named}");
        known
    };
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let mut before: HashSet<String> = HashSet::new();
    let mut drawn: HashSet<String> = HashSet::new();
    for (_, diagrams, same) in figures(course) {
        let (layout, scene) = (laid_out(&diagrams, same, 648.0), Scene::default());
        for scheme in ColourScheme::ALL {
            let view = View { tokens: scheme.tokens(), ..whole(&layout, &scene) };
            let picture =
                svg(&Picture { view, diagrams: &diagrams, same, background: true, requests: &[] });
            let own = ids(&picture);
            // A lesson may show the picture of another one: then both are the same, and may stand
            // in one page with the same ids.
            if drawn.insert(picture) {
                assert!(own.is_disjoint(&before));
            }
            before.extend(own);
        }
    }
}

#[test]
fn an_answer_is_marked_in_the_file_as_in_the_window() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let (_, diagrams, same) = figures(course).into_iter().next().unwrap();
    let layout = laid_out(&diagrams, same, 648.0);
    let mut scene = Scene { marks: vec![None; layout.boxes.len()], ..Scene::default() };
    (scene.marks[0], scene.marks[1]) = (Some(Mark::Right), Some(Mark::Wrong));
    let view = whole(&layout, &scene);
    let picture =
        svg(&Picture { view, diagrams: &diagrams, same, background: true, requests: &[] });
    for (at, said) in [(0, "right"), (1, "wrong")] {
        let said = format!("aria-label=\"{}: {said}\"", layout.boxes[at].name);
        assert!(picture.contains(&said), "{said}");
    }
}

#[test]
fn titles_and_captions_wrap_and_then_end_in_an_ellipsis() {
    let shelf = Shelf::embedded();
    let mut diagram = (**shelf.packs[0].course.lessons[0].diagrams.first().unwrap()).clone();
    let other = diagram.clone();
    diagram.title = "A title that is so long that it cannot stand above its diagram ".repeat(3);
    diagram.caption = format!("Long: {}", "and it goes on ".repeat(60));
    let layout = laid_out(&[&diagram, &other], &[], 648.0);
    let [long, short] = layout.panes.as_slice() else { panic!() };
    let words = |line: &Line| line.iter().map(|span| &*span.text).collect::<String>();
    assert_eq!(long.title_lines.len(), 2);
    assert_eq!(short.title_lines.len(), 1);
    assert!(words(&long.title_lines[1]).ends_with('…'));
    assert!(long.caption_lines.len() > 3);
    assert!(words(long.caption_lines.last().unwrap()).ends_with('…'));
    assert_eq!(long.caption_lines[0][0].style, TextStyle::CaptionBold);
    assert_eq!(long.caption_lines[1][0].style, TextStyle::Caption);
    // What belongs together in both panes stands at one height.
    assert!((long.title.bottom - short.title.bottom).abs() < 0.01);
    assert!((long.body.top - short.body.top).abs() < 0.01);
    assert!(long.rect.bottom <= layout.height);
}

/// Each pair: what is written, and its runs as they stand from the left, each in the order in which
/// it is read.
#[test]
fn words_from_the_right_stand_in_their_order() {
    for (written, stands) in [
        ("Guest OS 2", vec!["Guest OS 2"]),
        ("ليبة", vec!["ليبة"]),
        // A text that begins in Latin: Arabic words stand where they are read.
        ("Kernel نواة النظام 6", vec!["Kernel ", "6", "نواة النظام "]),
        // A text that begins in Arabic: reading begins at the right.
        ("نواة Linux هنا", vec![" هنا", "Linux", "نواة "]),
        // The brackets belong to the Hebrew words, so they stand mirrored.
        ("ליבה (x)", vec![")", "x", "ליבה ("]),
        ("ليبة 6.1", vec!["6.1", "ليبة "]),
    ] {
        let runs = bidi::runs(written, Direction::of(written));
        let found: Vec<&str> = runs.iter().map(|(words, _)| *words).collect();
        assert_eq!(found, stands, "{written}");
    }
    let (run, direction) = bidi::runs("ליבה (x)", Direction::Rtl).remove(2);
    assert_eq!((run, direction), ("ליבה (", Direction::Rtl));
    // Its letters and signs come from two faces, so it is drawn in pieces from the left, with signs
    // mirrored.
    assert_eq!(bidi::pieces(run), [") ", "ליבה"]);
    assert_eq!(bidi::pieces("נואה אחת"), ["אחת", " ", "נואה"]);
    assert_eq!(bidi::alone(run), "\u{200f}ליבה (\u{200f}");
    assert_eq!(bidi::alone("ליבה"), "ליבה");
}

fn any_words() -> impl Strategy<Value = String> {
    "([A-Za-z]{1,8}|[א-ת]{1,6}|[ء-ي]{1,6}|[0-9.]{1,4}|[(){}!?/ -]){1,8}"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    /// No letter is lost or doubled by ordering runs.
    #[test]
    fn runs_hold_all_letters(words in any_words(), rtl: bool) {
        let base = if rtl { Direction::Rtl } else { Direction::Ltr };
        let sorted = |text: String| {
            let mut letters: Vec<char> = text.chars().filter(|c| !"(){}[]<>".contains(*c)).collect();
            letters.sort_unstable();
            letters
        };
        let runs = bidi::runs(&words, base);
        let all: String = runs.iter().map(|(words, _)| *words).collect();
        prop_assert_eq!(sorted(all), sorted(words.clone()));
        for (run, direction) in &runs {
            let pieces: String = bidi::pieces(run).concat();
            prop_assert_eq!(sorted(pieces), sorted((*run).to_owned()));
            let latin = run.chars().any(|c| c.is_ascii_alphanumeric());
            prop_assert!(!(latin && *direction == Direction::Rtl), "{run:?}");
        }
    }

    /// Each line of a title and a caption is at most as wide as its pane, and all lines together
    /// say the text in its order, up to an ellipsis.
    #[test]
    fn lines_of_a_pane_fit(
        diagrams in any_diagrams(),
        title in ".{0,80}",
        caption in "([A-Za-z漢字-]{1,20}[ :]){0,60}",
        width in 200.0_f32..900.0,
    ) {
        let mut diagrams = diagrams;
        for diagram in &mut diagrams {
            (diagram.title, diagram.caption) = (title.clone(), caption.clone());
        }
        let of: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&of, &[], width);
        let wide = |line: &Line| -> f32 {
            let each = line.iter();
            each.map(|s| NotoMeasure.width(&s.text, s.style.size(), s.style.weight())).sum()
        };
        let squeezed = |text: &str| -> String { text.split_whitespace().collect() };
        for pane in &layout.panes {
            let others = layout.panes.iter().filter(|other| !std::ptr::eq(pane, *other));
            let mut met = others.filter(|other| pane.rect.overlaps(&other.rect));
            prop_assert!(met.next().is_none());
            for (lines, text) in [(&pane.title_lines, &title), (&pane.caption_lines, &caption)] {
                for line in lines {
                    prop_assert!(wide(line) <= pane.rect.width() + 0.6, "{line:?}");
                }
                let all: String = lines.iter().flatten().map(|span| &*span.text).collect();
                let all = squeezed(&all);
                if let Some(start) = all.strip_suffix('…') {
                    prop_assert!(squeezed(text).starts_with(start), "{all}");
                } else {
                    prop_assert_eq!(all, squeezed(text));
                }
            }
        }
    }

    /// At any zoom and place, exactly what meets the visible part is drawn.
    #[test]
    fn what_is_in_sight_is_drawn(
        diagrams in any_diagrams(),
        zoom in 0.1_f32..4.0,
        (x, y) in (0.0_f32..600.0, 0.0_f32..600.0),
        looks in proptest::collection::vec(0..6_usize, 40),
    ) {
        const LOOKS: [Look; 6] = [
            Look::Rest, Look::Hot, Look::Selected, Look::Counterpart, Look::SamePlace, Look::Dimmed,
        ];
        let of: Vec<&Diagram> = diagrams.iter().collect();
        let layout = laid_out(&of, &[], 648.0);
        let looks = looks.into_iter().map(|look| LOOKS[look]).collect();
        let scene = Scene { looks, ..Scene::default() };
        let all = View { zoom, ..whole(&layout, &scene) };
        let within = Rect { left: x, top: y, right: x + 200.0, bottom: y + 200.0 };
        let part = Drawing::of(&View { within: Some(within), ..all });
        let all = Drawing::of(&all);
        let number = |of: Subject| match of { Subject::Box(at) => Some(at), _ => None };
        let drawn: HashSet<usize> = part.items.iter().filter_map(|i| number(i.of)).collect();
        let whole: HashSet<usize> = all.items.iter().filter_map(|i| number(i.of)).collect();
        let seen = |b: &PlacedBox| b.rect.overlaps(&within);
        for (at, b) in layout.boxes.iter().enumerate() {
            prop_assert!(!seen(b) || !whole.contains(&at) || drawn.contains(&at), "{b:?}");
        }
        prop_assert!(part.items.iter().all(|item| all.items.contains(item)));
        if zoom >= 0.6 {
            // No name is left out while it is large enough to be read.
            let texts: Vec<String> = all.items.iter().filter_map(|item| match &item.shape {
                Shape::Text(text) => Some(shown(text)),
                _ => None,
            }).collect();
            for b in layout.boxes.iter().filter(|b| !b.name.trim().is_empty()) {
                for line in &*b.label.lines {
                    prop_assert!(texts.iter().any(|text| **text == **line), "{line:?} is not drawn");
                }
            }
        }
    }
}
