//! The parts of a diagram, by number and by id.

use crate::models::{any_diagrams, nested};
use proptest::prelude::*;
use std::collections::HashSet;
use strata::diagram::{Diagram, Part, PartKind};

/// Checks what must hold of the list of a diagram's parts.
fn check(diagram: &Diagram) {
    let parts: Vec<_> = diagram.parts().collect();
    for (place, part) in parts.iter().enumerate() {
        assert_eq!(part.at(part.number()).unwrap().number(), part.number());
        assert_eq!(part.parent().is_none(), place == 0, "only the body lies in nothing");
        let children: Vec<_> = part.children().map(Part::number).collect();
        for child in part.children() {
            assert_eq!(child.parent().unwrap().number(), part.number());
        }
        let mut back: Vec<_> = part.children_reversed().into_iter().map(Part::number).collect();
        back.reverse();
        assert_eq!(back, children);
        // What lies in a part is the part itself, then what lies in its children.
        let inner = part.children().flat_map(|child| child.within().map(Part::number));
        let all: Vec<_> = [part.number()].into_iter().chain(inner).collect();
        assert_eq!(part.within().map(Part::number).collect::<Vec<_>>(), all);
        for other in &parts {
            let holds = all.contains(&other.number());
            assert_eq!(part.holds(*other), holds);
            let outer = || other.ancestors().any(|outer| outer.number() == part.number());
            assert_eq!(holds, other.number() == part.number() || outer());
            assert!(!(part.stands_above(*other) && other.stands_above(*part)));
        }
        if let PartKind::Grid(grid) = part.kind() {
            let cells = grid.rows.iter().flatten().filter_map(|cell| cell.of);
            assert_eq!(cells.collect::<Vec<_>>(), children);
        }
    }
    for layer in diagram.layers() {
        assert_eq!(diagram.layer(&layer.id), Some(layer));
        assert!(diagram.group(&layer.id).is_none());
        assert_eq!(diagram.name_of(&layer.id), Some(layer.name.as_str()));
    }
    for group in diagram.groups() {
        assert_eq!(diagram.group(&group.id), Some(group));
        assert!(diagram.layer(&group.id).is_none());
    }
    let paths = diagram.paths();
    assert_eq!(u64::try_from(paths.len()).unwrap(), diagram.boxes());
    assert_eq!(paths.iter().collect::<HashSet<_>>().len(), paths.len(), "each box once");
}

proptest! {
    #[test]
    fn every_part_is_where_it_was_written(diagrams in any_diagrams()) {
        for diagram in &diagrams {
            check(diagram);
            let body = nested(diagram.body().unwrap());
            let mut again = Diagram::new(diagram.id.clone(), diagram.title.clone(), body);
            again.caption.clone_from(&diagram.caption);
            again.links.clone_from(&diagram.links);
            prop_assert_eq!(&again, diagram);
        }
    }
}
