//! A figure whose layers are to be named: letters stand on them, or the names that were given; and
//! once it is checked, what was given in error beside what is right.

use crate::{
    diagram::{NodePath, layout::Layout},
    id::Id,
    quiz::{Answer, Kind},
    theme::NotoMeasure,
    ui::{cx::Cx, figure::subject::Figure, signals::FigureKey},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The name that was given to a layer and is not its own.
pub(super) fn misnamed<'a>(figure: &Figure<'a>, path: &NodePath) -> Option<&'a str> {
    let (Kind::Label(label), _) = figure.asked.told()? else { return None };
    if label.diagram == path.diagram { wrongly(figure, &path.node) } else { None }
}

fn wrongly<'a>(figure: &Figure<'a>, node: &Id) -> Option<&'a str> {
    let (kind, verdict) = figure.asked.told()?;
    let (Kind::Label(label), Answer::Pairs(pairs)) = (kind, &verdict.answer) else { return None };
    let (given, _) = pairs.iter().find(|(_, to)| to == node)?;
    let own = label.names.iter().find(|tag| tag.node == *node)?;
    if own.id == *given {
        return None;
    }
    let item = kind.pairing()?.items.into_iter().find(|item| item.id == given)?;
    Some(item.text)
}

/// The figures whose layers have other words than their own.
#[derive(Default)]
struct Names(HashMap<FigureKey, Renamed>);

/// A layout with other words on some of its layers.
struct Renamed {
    of: Arc<Layout>,
    words: Words,
    layout: Arc<Layout>,
}

/// What stands on the layers of a diagram that are to be named.
#[derive(PartialEq)]
enum Words {
    /// In place of their names.
    Names(Id, BTreeMap<Id, String>),
    /// Under their names.
    Notes(Id, BTreeMap<Id, String>),
}

/// The layout without the names that are asked for; once they are given, with those that were
/// wrong. Made anew only when layout or words have changed.
pub(super) fn named(cx: &mut Cx<'_>, figure: &Figure<'_>, layout: Arc<Layout>) -> Arc<Layout> {
    let names = &mut cx.states.of::<Names>().0;
    let Some(words) = asked(figure).or_else(|| given_in_error(figure)) else {
        names.remove(&figure.key);
        return layout;
    };
    if let Some(known) = names.get(&figure.key)
        && Arc::ptr_eq(&known.of, &layout)
        && known.words == words
    {
        return known.layout.clone();
    }
    let renamed = Arc::new(match &words {
        Words::Names(diagram, names) => layout.renamed(diagram, names, &NotoMeasure),
        Words::Notes(diagram, notes) => layout.noted(diagram, notes, &NotoMeasure),
    });
    let known = Renamed { of: layout, words, layout: renamed.clone() };
    names.insert(figure.key.clone(), known);
    renamed
}

/// While names are asked for: a letter, and the name that was given.
fn asked(figure: &Figure<'_>) -> Option<Words> {
    let asking = figure.asked.asking()?;
    let Kind::Label(label) = &asking.question.kind else { return None };
    let diagram = figure.shown.iter().find(|diagram| diagram.id == label.diagram)?;
    let items = asking.question.kind.pairing().map(|pairing| pairing.items).unwrap_or_default();
    let given = |node: &Id| -> Option<&str> {
        let Some(Answer::Pairs(pairs)) = asking.answer() else { return None };
        let (name, _) = pairs.iter().find(|(_, to)| to == node)?;
        Some(items.iter().find(|item| item.id == name)?.text)
    };
    let letters = label.letters(diagram).into_iter();
    let names = letters.map(|(node, letter)| {
        let words = format!("{letter}: {}", given(&node).unwrap_or("?"));
        (node, words)
    });
    Some(Words::Names(label.diagram.clone(), names.collect()))
}

/// Once the names are checked: those that were given in error, under the right ones.
fn given_in_error(figure: &Figure<'_>) -> Option<Words> {
    let (Kind::Label(label), _) = figure.asked.told()? else { return None };
    if figure.asked.asking().is_some() {
        return None;
    }
    let named = label.names.iter().map(|tag| &tag.node);
    let notes: BTreeMap<Id, String> = named
        .filter_map(|node| Some((node.clone(), format!("you: {}", wrongly(figure, node)?))))
        .collect();
    (!notes.is_empty()).then(|| Words::Notes(label.diagram.clone(), notes))
}
