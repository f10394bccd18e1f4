//! A figure whose layers are to be named: letters stand on them, or the names that were given.

use super::Figure;
use crate::{
    diagram::layout::Layout,
    quiz::{Answer, Kind},
    theme::NotoMeasure,
};
use std::{collections::BTreeMap, sync::Arc};

/// The layout without the names that are asked for.
pub(super) fn unnamed(figure: &Figure<'_>, layout: Arc<Layout>) -> Arc<Layout> {
    let Some(asking) = &figure.asking else { return layout };
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
