//! A figure whose layers are to be named: letters stand on them, or the names that were given; and
//! once it is checked, what was given in error beside what is right.

use super::Figure;
use crate::{
    diagram::{NodePath, layout::Layout},
    quiz::{Answer, Kind},
    theme::NotoMeasure,
};
use std::{collections::BTreeMap, sync::Arc};

/// The name that was given to a layer and is not its own.
pub(super) fn misnamed<'a>(figure: &Figure<'a>, path: &NodePath) -> Option<&'a str> {
    let (kind, verdict) = figure.verdict?;
    let (Kind::Label(label), Answer::Pairs(pairs)) = (kind, &verdict.answer) else { return None };
    if label.diagram != path.diagram {
        return None;
    }
    let (given, _) = pairs.iter().find(|(_, to)| *to == path.node)?;
    let own = label.names.iter().find(|tag| tag.node == path.node)?;
    if own.id == *given {
        return None;
    }
    let item = kind.pairing()?.items.into_iter().find(|item| item.id == given)?;
    Some(item.text)
}

/// The layout with what was given in error under the right names.
fn corrected(figure: &Figure<'_>, layout: Arc<Layout>) -> Arc<Layout> {
    let given: BTreeMap<NodePath, String> = layout
        .boxes
        .iter()
        .filter_map(|b| Some((b.path.clone(), format!("you: {}", misnamed(figure, &b.path)?))))
        .collect();
    if given.is_empty() { layout } else { Arc::new(layout.noted(&given, &NotoMeasure)) }
}

/// The layout without the names that are asked for; once they are given, with those that were wrong.
pub(super) fn named(figure: &Figure<'_>, layout: Arc<Layout>) -> Arc<Layout> {
    let Some(asking) = &figure.asking else { return corrected(figure, layout) };
    let Kind::Label(label) = &asking.question.kind else { return layout };
    let Some(diagram) = figure.shown.iter().find(|diagram| diagram.id == label.diagram) else {
        return layout;
    };
    let given = |node: &crate::id::Id| -> Option<&str> {
        let Some(Answer::Pairs(pairs)) = asking.answer() else { return None };
        let (name, _) = pairs.iter().find(|(_, to)| to == node)?;
        let pairing = asking.question.kind.pairing()?;
        let item = pairing.items.into_iter().find(|item| item.id == name)?;
        Some(item.text)
    };
    let names: BTreeMap<_, _> = label
        .letters(diagram)
        .into_iter()
        .map(|(node, letter)| {
            let words = match given(&node) {
                Some(name) => format!("{letter}: {name}"),
                None => format!("{letter}: ?"),
            };
            (node, words)
        })
        .collect();
    Arc::new(layout.renamed(&label.diagram, &names, &NotoMeasure))
}
