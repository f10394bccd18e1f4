//! The line under a picture: what the layer that is pointed at does, or what a step says.

use super::{inspect::opposite_words, naming::misnamed, steps};
use crate::{
    diagram::{
        Diagram, Layer, NodePath, Part,
        describe::held,
        likeness::{Counterpart, merely_same_place},
    },
    id::Id,
    quiz::{Kind, Target},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::subject::{Figure, Said},
        kit::text,
    },
};
use egui::{Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use std::sync::Arc;

/// Shows the line: what the layer that is attended to does.
pub(super) fn say_line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    said: Option<&Said>,
    zoom: f32,
) {
    let width = ui.available_width();
    let idle = if let Some(asking) = figure.asked.asking() {
        asked_words(&asking.question.kind, figure)
    } else if figure.asked.diagnosing().is_some() && figure.doing.resting() {
        let lead = "Which layer has failed?";
        (lead.to_owned(), " Point at it, or choose it in the question.".to_owned())
    } else {
        steps::idle(cx, figure)
            .unwrap_or_else(|| ("Point at a layer".to_owned(), idle_words(figure).to_owned()))
    };
    let (lead, rest) = match said {
        Some(Said::Part { name, .. }) if figure.asked.open() => (name.clone(), String::new()),
        Some(Said::Part { path, name }) => {
            let failed = if figure.may_have_failed(path) { MAY_HAVE_FAILED } else { "" };
            (format!("{}{failed}", text::ended(name)), format!(" {}", explained(figure, path)))
        }
        Some(Said::Link(words)) => (text::ended(words), String::new()),
        None => idle,
    };
    let galley = line(ui, cx, (&lead, &rest), width, zoom);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("{lead}{rest}")));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(egui::accesskit::Live::Polite);
    });
    text::paint_at(ui, rect.min, galley);
}

/// What a layer does and what does not stand opposite; what a group is or
/// holds.
fn explained(figure: &Figure<'_>, path: &NodePath) -> String {
    if let Some((diagram, layer)) = figure.layer_of(path) {
        let given = misnamed(figure, path);
        let given = given.map(|name| format!("You named it “{name}”. ")).unwrap_or_default();
        return format!("{given}{}{}", layer.about, not_alike(figure, diagram, &layer.id));
    }
    let diagram = figure.shown.iter().find(|diagram| diagram.id == path.diagram);
    diagram.and_then(|diagram| diagram.part(&path.node)).and_then(of_group).unwrap_or_default()
}

fn of_group(part: Part<'_>) -> Option<String> {
    let group = part.group()?;
    Some(group.about.clone().unwrap_or_else(|| held(part)))
}

fn line(
    ui: &Ui,
    cx: &Cx<'_>,
    (lead, rest): (&str, &str),
    width: f32,
    zoom: f32,
) -> Arc<egui::Galley> {
    let (ink, quiet) = (cx.tokens.text, cx.tokens.text2);
    let runs = [(lead, TextStyle::UiBold, ink), (rest, TextStyle::Ui, quiet)];
    text::galley(ui, text::scaled_runs(&runs, width, zoom))
}

/// How high the longest sentence of a figure is: of its layers and its steps.
pub(super) fn tallest(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>, width: f32, zoom: f32) -> f32 {
    let height = |lead: &str, rest: &str| line(ui, cx, (lead, rest), width, zoom).size().y;
    let mut tallest = TextStyle::Ui.line() * zoom;
    let failed = figure.asked.diagnosing().map_or("", |_| MAY_HAVE_FAILED);
    for diagram in &figure.shown {
        // Of very many layers, the longest sentence by letters stands for all.
        let mut layers: Vec<&Layer> = diagram.layers().collect();
        if layers.len() > MANY_LAYERS {
            layers.sort_by_key(|layer| std::cmp::Reverse(layer.about.len()));
            layers.truncate(MANY_LAYERS);
        }
        for layer in layers {
            let opposite = not_alike(figure, diagram, &layer.id);
            let sentence = format!(" {}{opposite}", layer.about);
            tallest =
                tallest.max(height(&format!("{}{failed}", text::ended(&layer.name)), &sentence));
        }
        let groups = diagram.parts().filter_map(|part| Some((part.group()?, of_group(part)?)));
        for (group, words) in groups.take(MANY_LAYERS) {
            tallest = tallest.max(height(&text::ended(&group.name), &format!(" {words}")));
        }
    }
    let count = figure.steps.len();
    let place = format!("Step {count} of {count}.");
    let steps = figure.steps.iter().map(|step| height(&place, &format!(" {}", step.say)));
    steps.fold(tallest, f32::max)
}

const MANY_LAYERS: usize = 64;
const MAY_HAVE_FAILED: &str = " It may have failed.";

/// Where something else stands opposite, or nothing does: that is said, not only painted.
fn not_alike(figure: &Figure<'_>, diagram: &Diagram, layer: &Id) -> String {
    let mut words = String::new();
    for other in figure.shown.iter().filter(|other| other.id != diagram.id) {
        match figure.same.counterpart(diagram, layer, other) {
            Counterpart::Layers { nodes, .. } => {
                if merely_same_place(&nodes) {
                    words.push(' ');
                    words.push_str(&opposite_words(other, &nodes));
                }
            }
            Counterpart::Missing { short, .. } => {
                let why = short.map(|short| format!(", {short}")).unwrap_or_default();
                let none = format!(" {}: none{why}.", other.title);
                words.push_str(&none);
            }
            Counterpart::Unsaid => {}
        }
    }
    words
}

/// How the open question is answered in the figure; and in which of its pictures, where there are
/// several.
fn asked_words(kind: &Kind, figure: &Figure<'_>) -> (String, String) {
    let (lead, rest) = match kind {
        Kind::Label(_) => ("Point at a layer", "to give it the name that is marked."),
        Kind::PointAt { target: Target::All(_), .. } => {
            ("Point at layers", "to choose them, then answer.")
        }
        _ => ("Point at a layer", "to choose it, then answer."),
    };
    let asked = figure.shown.iter().find(|diagram| kind.diagram() == Some(&diagram.id));
    match asked.filter(|_| figure.shown.len() > 1) {
        Some(diagram) => (lead.to_owned(), format!(" of “{}” {rest}", diagram.title)),
        None => (lead.to_owned(), format!(" {rest}")),
    }
}

fn idle_words(figure: &Figure<'_>) -> &'static str {
    if figure.shown.len() > 1 {
        " to see what it does and what answers to it."
    } else {
        " to see what it does."
    }
}
