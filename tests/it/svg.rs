//! Pictures as files: golden files, and what must hold for any picture.

use crate::{
    layout::{curriculum, figures, gallery},
    models::any_diagrams,
    support::id,
};
use proptest::prelude::*;
use std::collections::HashSet;
use strata::{
    diagram::{
        Diagram, Request, Same, Step,
        describe::describe,
        drawing::View,
        lay_out,
        requests::describe_requests,
        step::trace_at,
        still::StillPicture,
        svg::{Picture, svg},
    },
    library::Shelf,
    pack::{
        Course,
        course::{Block, SideBySide},
    },
    theme::{ColourScheme, NotoMeasure},
};

fn drawn(
    diagrams: &[&Diagram],
    same: &[Same],
    scheme: ColourScheme,
    walk: Option<(&SideBySide, usize)>,
) -> String {
    let request = Request { diagrams, same, width: 648.0, low: false, measure: &NotoMeasure };
    let layout = lay_out(&request);
    let still = match walk {
        None => StillPicture::whole(layout),
        Some((beside, at)) => {
            StillPicture::at_step(&layout, (&beside.steps, &beside.traces), at, &NotoMeasure)
        }
    };
    let view = View::whole(&still.layout, &still.scene, scheme.tokens(), &NotoMeasure);
    let shown = walk.and_then(|(beside, at)| {
        let shown = trace_at(&beside.steps, at)?;
        beside.traces.iter().find(|trace| trace.id == *shown)
    });
    let requests = shown.map_or(&[] as &[_], std::slice::from_ref);
    svg(&Picture { view, diagrams, same, background: true, requests })
}

/// The figure of the gallery whose request branches, with a step that shows it.
fn branching(gallery: &Course) -> (Vec<&Diagram>, SideBySide) {
    let lesson = gallery.lessons.iter().find(|lesson| lesson.id == id("requests")).unwrap();
    let block = lesson.blocks.iter().find_map(|block| match block {
        Block::SideBySide(beside) => Some(beside.clone()),
        _ => None,
    });
    let mut beside = block.unwrap();
    beside.steps = vec![Step {
        id: id("all"),
        say: "All ways.".to_owned(),
        ask: None,
        show: Vec::new(),
        hide: Vec::new(),
        expand: Vec::new(),
        focus: None,
        trace: Some(beside.traces[0].id.clone()),
        fail: None,
    }];
    let diagrams = beside.diagrams.iter().map(|id| gallery.diagram(id).unwrap().as_ref());
    (diagrams.collect(), beside)
}

#[test]
fn a_request_that_branches_is_drawn_and_told_along_all_its_ways() {
    let gallery = gallery();
    let (diagrams, beside) = branching(&gallery);
    let picture = drawn(&diagrams, &[], ColourScheme::Light, Some((&beside, 0)));
    for label in ["3a", "4ba", "4bb", "5b"] {
        assert!(picture.contains(&format!(">{label}<")) || picture.contains(label), "{label}");
    }
    insta::assert_snapshot!("a-branching-request", picture);
    insta::assert_snapshot!("requests-in-words", describe_requests(&diagrams, &beside.traces));
}

/// One figure of each kind that is drawn; what must hold of all is tested as a property.
#[test]
fn figures_as_golden_pictures() {
    const GOLDEN: [&str; 4] =
        ["vm beside container", "marked beside linked", "grouped beside spans", "tree"];
    let shelf = Shelf::embedded();
    let mut drawn_so_far = 0;
    for course in [&*shelf.packs[0].course, &gallery()] {
        for (name, diagrams, same) in figures(course) {
            if GOLDEN.contains(&name.as_str()) {
                let picture = drawn(&diagrams, same, ColourScheme::Light, None);
                insta::assert_snapshot!(name.replace(' ', "-"), picture);
                drawn_so_far += 1;
            }
        }
    }
    assert_eq!(drawn_so_far, GOLDEN.len());
}

#[test]
fn a_step_in_the_dark_as_a_golden_picture() {
    let shelf = Shelf::embedded();
    let course = &shelf.packs[0].course;
    let walk = course.lessons[0].blocks.iter().find_map(|block| match block {
        Block::SideBySide(beside) => Some(beside),
        _ => None,
    });
    let (_, diagrams, same) =
        figures(course).into_iter().find(|(name, ..)| name == "vm beside container").unwrap();
    let picture = drawn(&diagrams, same, ColourScheme::Dark, Some((walk.unwrap(), 3)));
    insta::assert_snapshot!(picture);
}

/// At this step one group is closed, one is open, and something is not there yet.
#[test]
fn a_step_among_groups_as_a_golden_picture() {
    let gallery = gallery();
    let blocks = gallery.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let mut walks = blocks.filter_map(|block| match block {
        Block::SideBySide(beside) => Some(beside),
        _ => None,
    });
    let walk = walks.find(|walk| walk.id.as_ref().is_some_and(|id| id.as_str() == "groups"));
    let walk = walk.unwrap();
    let diagrams: Vec<&Diagram> =
        walk.diagrams.iter().map(|id| gallery.diagram(id).unwrap().as_ref()).collect();
    insta::assert_snapshot!(drawn(&diagrams, &[], ColourScheme::Light, Some((walk, 1))));
}

/// Every step of every shipped figure is sound.
#[test]
fn every_step_is_a_sound_picture() {
    let (shelf, gallery) = (Shelf::embedded(), gallery());
    let courses = [&*shelf.packs[0].course, &gallery];
    let lessons = courses.into_iter().flat_map(|c| c.lessons.iter().map(move |l| (c, l)));
    let mut steps = 0;
    for (course, lesson) in lessons {
        for block in &lesson.blocks {
            let Block::SideBySide(beside) = block else { continue };
            let diagrams: Vec<&Diagram> =
                beside.diagrams.iter().map(|id| course.diagram(id).unwrap().as_ref()).collect();
            for at in 0..beside.steps.len() {
                let walk = Some((beside, at));
                let picture = drawn(&diagrams, &lesson.same, ColourScheme::Light, walk);
                let file = roxmltree::Document::parse(&picture).unwrap();
                let named = file.descendants().filter(|node| node.attribute("id").is_some());
                let ids: HashSet<&str> = named.clone().filter_map(|n| n.attribute("id")).collect();
                assert_eq!(ids.len(), named.count());
                steps += 1;
            }
        }
    }
    assert!(steps > 20, "{steps}");
}

#[test]
fn a_figure_in_words() {
    let shelf = Shelf::embedded();
    let (_, diagrams, same) = figures(&shelf.packs[0].course)
        .into_iter()
        .find(|(name, ..)| name == "vm beside container")
        .unwrap();
    insta::assert_snapshot!(describe(&diagrams, same));
}

/// Checks that a picture is XML, has a title and a description, names every box once, and has no
/// line of text that is wider than the picture.
fn sound(picture: &str, boxes: usize) -> Result<(), TestCaseError> {
    let file = roxmltree::Document::parse(picture);
    prop_assert!(file.is_ok(), "{:?}", file.err());
    let file = file.unwrap();
    let root = file.root_element();
    let size = |name| root.attribute(name).unwrap().parse::<f32>().unwrap();
    let (width, height) = (size("width"), size("height"));
    prop_assert!(width.is_finite() && height > 0.0);
    let child = |name: &str| root.children().find(|node| node.has_tag_name(name));
    prop_assert!(child("title").is_some() && child("desc").is_some());
    let named = root.descendants().filter(|node| node.attribute("role") == Some("img")).skip(1);
    prop_assert_eq!(named.count(), boxes);
    let mut ids = HashSet::new();
    for id in root.descendants().filter_map(|node| node.attribute("id")) {
        prop_assert!(ids.insert(id), "{} is used twice", id);
    }
    // Text with letters that our faces lack has no width of its own.
    let length = |text: &roxmltree::Node<'_, '_>| {
        text.attribute("textLength").map_or(0.0, |length| length.parse::<f32>().unwrap())
    };
    for text in root.descendants().filter(|node| node.has_tag_name("text")) {
        let length = length(&text);
        prop_assert!(length <= width, "{:?} is wider than the picture", text.text());
    }
    for b in root.descendants().filter(|node| node.attribute("role") == Some("img")).skip(1) {
        // A boundary has a line instead of a box.
        let Some(rect) = b.children().find(|node| node.has_tag_name("rect")) else { continue };
        let of = |name| rect.attribute(name).unwrap().parse::<f32>().unwrap();
        for text in b.children().filter(|node| node.has_tag_name("text")) {
            let at = |name| text.attribute(name).unwrap().parse::<f32>().unwrap();
            prop_assert!(length(&text) <= of("width") + 2.0, "{:?}", text.text());
            prop_assert!(at("y") <= of("y") + of("height") + 1.0 && at("y") >= of("y"));
        }
    }
    Ok(())
}

#[test]
fn every_shipped_picture_is_sound_in_every_theme() {
    let shelf = Shelf::embedded();
    for course in [&*shelf.packs[0].course, &gallery(), &curriculum()] {
        for (name, diagrams, same) in figures(course) {
            let boxes = diagrams.iter().map(|diagram| diagram.paths().len()).sum();
            for scheme in ColourScheme::ALL {
                let picture = drawn(&diagrams, same, scheme, None);
                sound(&picture, boxes).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(picture, drawn(&diagrams, same, scheme, None), "the same bytes");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_picture_is_sound(diagrams in any_diagrams()) {
        let shown: Vec<&Diagram> = diagrams.iter().collect();
        let boxes = shown.iter().map(|diagram| diagram.paths().len()).sum();
        sound(&drawn(&shown, &[], ColourScheme::Dark, None), boxes)?;
        prop_assert!(!describe(&shown, &[]).trim().is_empty());
    }
}
