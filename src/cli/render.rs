//! `strata render`: a diagram, or several side by side, as a picture file.

use crate::{
    cli::{FAILED, complain, course::course, say},
    diagram::{
        Diagram, Request, Same, Step, Trace,
        drawing::{Drawing, View},
        lay_out,
        step::trace_at,
        still::StillPicture,
        svg::{MARGIN, Picture, svg},
    },
    disk,
    id::Id,
    pack::{
        Course,
        course::{Block, SideBySide, Simulation},
    },
    picture::{self, PictureError},
    simulate::{self, Room, Setting},
    theme::{ColourScheme, NotoMeasure, Tokens},
};
use clap::ValueEnum;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use unicode_script::{Script, UnicodeScript};

/// What is to be drawn.
#[derive(Debug, Clone, clap::Args)]
pub struct Wish {
    /// A pack's folder or file, or the name of one that is there: strata/containers-vs-vms
    pack: String,
    /// Ids of diagrams of the pack, from the left; or the id of a live figure
    #[arg(required = true)]
    diagrams: Vec<String>,
    /// Where to write it; the name ends with .svg or .png
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// As it is at this step of the figure that shows these diagrams, counted from 1
    #[arg(long, value_name = "N")]
    step: Option<usize>,
    /// Where the controls of a live figure stand, as it is copied: "memory=8192 beside=full"
    #[arg(long, value_name = "SETTING")]
    set: Option<String>,
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,
    /// How wide the figure may be, in points; diagrams that don't fit stand one above the other
    #[arg(long, default_value_t = 680, value_parser = clap::value_parser!(u16).range(60..=4000))]
    width: u16,
    /// Of a PNG: how many pixels a point is wide, 0.1 to 8
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// Leave out the background
    #[arg(long)]
    transparent: bool,
    /// Of a PNG: draw it although no face of this machine has some of its characters
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Theme {
    Light,
    Dark,
    HighContrast,
}

impl Wish {
    fn tokens(&self) -> &'static Tokens {
        let scheme = match self.theme {
            Theme::Light => ColourScheme::Light,
            Theme::Dark => ColourScheme::Dark,
            Theme::HighContrast => ColourScheme::HighContrast,
        };
        scheme.tokens()
    }
}

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse::<f32>().ok().filter(|scale| (0.1..=8.0).contains(scale));
    scale.ok_or_else(|| "write a number from 0.1 to 8".to_owned())
}

pub(super) fn run(wish: &Wish, data_dir: Option<&Path>) -> ExitCode {
    match render(wish, data_dir) {
        Ok(said) => say([said], 0),
        Err((code, why)) => {
            complain(&format!("error: {why}"));
            code.into()
        }
    }
}

fn render(wish: &Wish, data_dir: Option<&Path>) -> Result<String, (u8, String)> {
    let failed = |why: String| (FAILED, why);
    let png = match wish.output.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => false,
        Some("png") => true,
        _ => {
            let file = wish.output.display();
            return Err(failed(format!(
                "pictures are written as SVG or PNG: let the name end with .svg or .png: {file}"
            )));
        }
    };
    let course = course(&wish.pack, data_dir)?;
    if let Some(figure) = live_figure(&course, wish) {
        return live(figure, wish, png).map_err(failed);
    }
    if wish.set.is_some() {
        let why = "--set is for a live figure, and these are diagrams; leave it out";
        return Err(failed(why.to_owned()));
    }
    let mut shown: Vec<Arc<Diagram>> = Vec::new();
    for name in &wish.diagrams {
        let found = Id::new(name).ok().and_then(|id| course.diagram(&id).cloned());
        shown.push(found.ok_or_else(|| failed(unknown(name, &course)))?);
    }
    let diagrams: Vec<&Diagram> = shown.iter().map(AsRef::as_ref).collect();
    let (same, walk) = figure(&course, &diagrams);
    let steps = walk.map_or(&[] as &[Step], |walk| &walk.steps);
    let request = Request {
        diagrams: &diagrams,
        same,
        width: f32::from(wish.width) - 32.0,
        low: false,
        measure: &NotoMeasure,
    };
    let mut still = StillPicture::whole(lay_out(&request));
    let mut requests: &[Trace] = &[];
    if let Some(step) = wish.step {
        let at = step.checked_sub(1).filter(|at| *at < steps.len()).ok_or_else(|| {
            failed(match steps.len() {
                0 => "no figure of the pack shows these diagrams in steps; leave out --step"
                    .to_owned(),
                count => format!("there is no step {step}: they are 1 to {count}"),
            })
        })?;
        let traces = walk.map_or(&[] as &[Trace], |walk| &walk.traces);
        still = StillPicture::at_step(&still.layout, (steps, traces), at, &NotoMeasure);
        let shown = trace_at(steps, at);
        let shown = traces.iter().find(|trace| shown == Some(&trace.id));
        requests = shown.map_or(&[], std::slice::from_ref);
    }
    if png {
        // Looked at before anything is drawn, since the file would be at least as large.
        let (width, height) =
            (still.layout.width + 2.0 * MARGIN, still.layout.height + 2.0 * MARGIN);
        let size = picture::pixel_size(width, height, wish.scale);
        size.map_err(|error| failed(not_made(&error, wish)))?;
    }
    let view = View {
        captions: wish.step.is_none_or(|step| step == steps.len()),
        ..View::whole(&still.layout, &still.scene, wish.tokens(), &NotoMeasure)
    };
    let background = !wish.transparent;
    let picture = Picture { view, diagrams: &diagrams, same, background, requests };
    // What only screen readers are told needs no face.
    let words: String = Drawing::of(&view).words().collect();
    written(svg(&picture), &words, wish, png).map_err(failed)
}

/// The live figure that is meant, where no diagram is.
fn live_figure<'a>(course: &'a Course, wish: &Wish) -> Option<&'a Simulation> {
    let [name] = wish.diagrams.as_slice() else { return None };
    let id = Id::new(name).ok().filter(|id| course.diagram(id).is_none())?;
    let blocks = course.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let mut live = blocks.filter_map(|block| match block {
        Block::Simulate(figure) => Some(figure),
        _ => None,
    });
    live.find(|figure| figure.id == id)
}

/// A live figure as a file.
fn live(figure: &Simulation, wish: &Wish, png: bool) -> Result<String, String> {
    if wish.step.is_some() {
        return Err("a live figure has no --step; set it with --set".to_owned());
    }
    let model = figure.model.live();
    let start = Setting::start(model.controls());
    let setting = match wish.set.as_deref() {
        None => start,
        Some(set) => {
            let own = set.split_whitespace().next() == Some(model.word());
            let line = if own { set.to_owned() } else { format!("{} {set}", model.word()) };
            Setting::read(&line, model.word(), model.controls(), &start)
                .map_err(|error| error.to_string())?
        }
    };
    let width = f32::from(wish.width) - 2.0 * MARGIN;
    let room = Room { width, tokens: wish.tokens(), measure: &NotoMeasure };
    let text = simulate::svg::svg(&figure.title, model, &setting, &room, !wish.transparent);
    let words: String = model.picture(&setting, &room).words().collect();
    written(text, &words, wish, png)
}

/// Writes a picture, as it is or as pixels; `words` are those that are drawn.
fn written(text: String, words: &str, wish: &Wish, png: bool) -> Result<String, String> {
    let file = wish.output.display();
    let bytes = if png {
        lacking(words, wish.force)?;
        let covered = text.chars().all(NotoMeasure::covers);
        let made = picture::png(&text, wish.scale, covered);
        made.map_err(|error| not_made(&error, wish))?
    } else {
        text.into_bytes()
    };
    disk::write_whole(&wish.output, &bytes).map_err(|error| {
        format!("the picture could not be written: {}: {file}", disk::plain(&error))
    })?;
    Ok(format!("{file}: {} KiB", bytes.len().div_ceil(1024)))
}

/// Says which scripts no face of this machine has: their letters would be drawn as empty boxes.
fn lacking(words: &str, force: bool) -> Result<(), String> {
    let lacking = picture::lacking(words);
    if lacking.is_empty() {
        return Ok(());
    }
    let mut scripts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for letter in &lacking {
        let script = match letter.script() {
            Script::Common | Script::Inherited | Script::Unknown => "signs",
            script => script.full_name(),
        };
        let letters = scripts.entry(script).or_default();
        if letters.len() < 4 {
            letters.push(letter.to_string());
        }
    }
    let each: Vec<String> = scripts
        .iter()
        .map(|(script, letters)| format!("{script} ({})", letters.join(" ")))
        .collect();
    let why = format!("no face on this machine has {}", each.join(", "));
    if force {
        complain(&format!("warning: {why}: there are boxes in their place"));
        return Ok(());
    }
    Err(format!(
        "{why}; install a font that has, write an .svg, or draw boxes in their place with --force"
    ))
}

/// Why there are no pixels, and what helps.
fn not_made(error: &PictureError, wish: &Wish) -> String {
    let file = wish.output.display();
    match error {
        PictureError::TooLarge { fitting: Some(fitting), .. } if *fitting >= LEAST => {
            format!("{error}; `--scale {}` is small enough: {file}", f32::from(*fitting) / 100.0)
        }
        PictureError::TooLarge { .. } => {
            let svg = wish.output.with_extension("svg");
            format!("{error}, and no --scale is small enough; write {} instead", svg.display())
        }
        PictureError::Undrawn(_) => format!("{error}: {file}"),
    }
}

/// The smallest scale that can be asked for, in hundredths.
const LEAST: u16 = 10;

fn unknown(name: &str, course: &Course) -> String {
    let ids = course.lessons.iter().flat_map(|lesson| &lesson.diagrams);
    let ids: Vec<&str> = ids.map(|diagram| diagram.id.as_str()).collect();
    let live = course.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let live: Vec<&str> = live
        .filter_map(|block| match block {
            Block::Simulate(figure) => Some(figure.id.as_str()),
            _ => None,
        })
        .collect();
    let live = match live.as_slice() {
        [] => String::new(),
        live => format!(", and the live figures {}", live.join(", ")),
    };
    format!("there is no diagram `{name}`; there are {}{live}", ids.join(", "))
}

/// What the lesson says of the likeness of these diagrams, and the figure that shows exactly them.
fn figure<'a>(course: &'a Course, diagrams: &[&Diagram]) -> (&'a [Same], Option<&'a SideBySide>) {
    for lesson in &course.lessons {
        for block in &lesson.blocks {
            if let Block::SideBySide(beside) = block
                && beside.diagrams.iter().eq(diagrams.iter().map(|diagram| &diagram.id))
            {
                return (&lesson.same, Some(beside));
            }
        }
    }
    let own = course.lessons.iter().find(|lesson| {
        diagrams.first().is_some_and(|first| lesson.diagrams.iter().any(|d| d.id == first.id))
    });
    (own.map_or(&[], |lesson| &lesson.same), None)
}
