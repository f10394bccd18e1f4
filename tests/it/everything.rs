//! From the text of a pack to all its pictures and what they ask, in one call, for fuzzing and for
//! replaying what it found.

use strata::{
    diagram::{
        Diagram, Request,
        drawing::View,
        lay_out,
        still::StillPicture,
        svg::{Picture, svg},
    },
    pack::{PackFile, PackFiles, check, course::Block, drawn_questions},
    quiz::{Answer, grade, right_answer},
    theme::{ColourScheme, NotoMeasure},
};

/// Figures with more boxes are checked, but not drawn: that takes time and finds no more.
const BOXES: u64 = 3_000;

/// Reads a pack in one file and draws each of its figures, at two widths and at every step. Returns
/// how many pictures that makes; a pack that is refused makes none.
pub fn draw_everything(text: &str) -> usize {
    let checked = check(&PackFiles {
        files: vec![PackFile { path: "pack.ron".to_owned(), text: text.to_owned().into() }],
    });
    let Some(course) = checked.course else { return 0 };
    let mut pictures = 0;
    for lesson in &course.lessons {
        // Each question of a picture has a right answer, and an empty answer is not right.
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
                    let still = match step {
                        Some(step) => StillPicture::at_step(
                            &whole,
                            (&beside.steps, &beside.traces),
                            step,
                            &NotoMeasure,
                        ),
                        None => StillPicture::whole(whole.clone()),
                    };
                    let tokens = ColourScheme::Light.tokens();
                    let view = View::whole(&still.layout, &still.scene, tokens, &NotoMeasure);
                    let picture = svg(&Picture {
                        view,
                        diagrams: &diagrams,
                        same: &lesson.same,
                        background: true,
                        requests: &[],
                    });
                    pictures += usize::from(!picture.is_empty());
                }
            }
        }
    }
    pictures
}
