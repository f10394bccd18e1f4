//! What becomes of a request at a break, in words.

use crate::diagram::model::{Detour, Fate, Hop, Need, NodeRef};

/// What is said of a fate: why the request arrives, where it stops, on what that depends. `broken`
/// is what is broken, as it is spoken of; `name` says what the layer of a hop is called.
#[must_use]
pub fn fate_words(fate: &Fate<'_>, broken: &str, name: &dyn Fn(&NodeRef) -> String) -> String {
    match fate {
        Fate::Arrives { round } if round.is_empty() => {
            format!("It arrives: its way does not lead through {broken}.")
        }
        Fate::Arrives { round } => {
            let ways: Vec<String> = round.iter().map(detour).collect();
            format!("It arrives, by another way: {}", ways.join(" "))
        }
        Fate::Stops { at } => format!("It stops {}.", places(at, name)),
        Fate::ArrivesWhen { cases, more, at } => {
            let cases: Vec<String> = cases.iter().map(|case| case_words(case)).collect();
            let more = if *more { "; or in other cases" } else { "" };
            let otherwise = places(at, name);
            format!(
                "It arrives only when {}{more}. Else it stops {otherwise}.",
                cases.join("; or ")
            )
        }
    }
}

/// All that has to hold at once.
fn case_words(case: &[Need<'_>]) -> String {
    case.iter().map(need).collect::<Vec<_>>().join(", and ")
}

fn need(need: &Need<'_>) -> String {
    let ways: Vec<String> = need.ways.iter().map(|way| format!("“{}”", way.name)).collect();
    format!("“{}” is answered with {}", need.choice.kind.words(), ways.join(" or "))
}

fn detour(detour: &Detour<'_>) -> String {
    let words = detour.choice.kind.words().trim_end_matches(['.', ':']);
    format!("{words}, and “{}” is left.", detour.way.name)
}

/// "at hop 3, Cache".
fn places(at: &[&Hop], name: &dyn Fn(&NodeRef) -> String) -> String {
    let places = at.iter().map(|hop| format!("at hop {}, {}", hop.label, name(&hop.at)));
    places.collect::<Vec<_>>().join(", or ")
}
