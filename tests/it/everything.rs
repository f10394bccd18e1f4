//! From the text of a pack to all its pictures and what they ask, in one call: what fuzzing and its
//! replay share.

use strata::{
    diagram::{
        Diagram, Request, Walk, lay_out,
        svg::{Picture, svg},
    },
    pack::{PackFile, PackFiles, check, course::Block, drawn_questions},
    quiz::{Answer, grade, right_answer},
    theme::{ColourScheme, NotoMeasure},
};

/// Figures with more boxes are only checked: drawing them takes its time, and finds no more.
const BOXES: u64 = 3_000;

/// Reads a pack in one file and draws each of its figures, at two widths and at every step.
/// Returns how many pictures that makes; what is refused makes none.
pub fn draw_everything(text: &str) -> usize {
    let checked = check(&PackFiles {
        files: vec![PackFile { path: "pack.ron".to_owned(), text: text.to_owned() }],
    });
    let Some(course) = checked.course else { return 0 };
    let mut pictures = 0;
    for lesson in &course.lessons {
        // What the pictures ask has an answer, and nothing is none.
        for question in drawn_questions(&course, lesson) {
            assert!(grade(&question, &right_answer(&question)).right(), "{}", question.id);
            assert!(!grade(&question, &Answer::Options(Vec::new())).right(), "{}", question.id);
        }
        for block in &lesson.blocks {
            let Block::SideBySide(beside) = block else { continue };
            let diagrams: Vec<&Diagram> = beside
                .diagrams
                .iter()
                .filter_map(|id| course.diagram(id))
                .map(AsRef::as_ref)
                .collect();
            let boxes: u64 = diagrams.iter().map(|diagram| diagram.boxes()).sum();
            if boxes > BOXES {
                continue;
            }
            for width in [320.0, 720.0] {
                let request = Request {
                    diagrams: &diagrams,
                    same: &lesson.same,
                    width,
                    low: false,
                    measure: &NotoMeasure,
                };
                let whole = lay_out(&request);
                for at in 0..=beside.steps.len() {
                    let step = at.checked_sub(1);
                    let layout = match step {
                        Some(step) => whole.at_step(&beside.steps, Some(step)),
                        None => whole.clone(),
                    };
                    let walk = Walk::of(&beside.steps);
                    let stills: Vec<_> = match step {
                        Some(_) => layout.boxes.iter().map(|b| walk.still(&b.path, step)).collect(),
                        None => Vec::new(),
                    };
                    let picture = svg(&Picture {
                        layout: &layout,
                        diagrams: &diagrams,
                        same: &lesson.same,
                        tokens: ColourScheme::Light.tokens(),
                        measure: &NotoMeasure,
                        stills: &stills,
                        hops: &[],
                        background: true,
                        captions: true,
                    });
                    pictures += usize::from(!picture.is_empty());
                }
            }
        }
    }
    pictures
}
