//! A model at one setting as an SVG file: the same list as the window draws, each part with its
//! name.

use crate::{
    diagram::{
        drawing::Subject,
        svg::{Escaped, Page, Spoken, written},
    },
    simulate::{live::Live, setting::Setting, sheet::Picture, sheet::Room},
};
use std::fmt::{Result, Write};

/// Draws a model; `title` is what its author calls it.
#[must_use]
pub fn svg(
    title: &str,
    model: &dyn Live,
    setting: &Setting,
    room: &Room<'_>,
    ground: bool,
) -> String {
    let picture = model.picture(setting, room);
    let page = Page {
        title,
        words: &model.sentence(setting),
        size: (picture.width, picture.height),
        background: ground.then_some(room.tokens.panel),
    };
    written(&page, &picture.items, room.measure, &picture)
}

impl Picture {
    fn name(&self, of: Subject) -> &str {
        match of {
            Subject::Part(number) => self.parts.get(number).map_or("", |part| &part.name),
            _ => "",
        }
    }
}

impl Spoken for Picture {
    fn group_of(&self, _: Subject) -> Option<usize> {
        None
    }

    fn group(&self, _: Option<usize>) -> (&str, &str) {
        ("model", "")
    }

    fn open(&self, to: &mut String, of: Subject) -> Result {
        if !self.has_name(of) {
            return Ok(());
        }
        write!(to, r#"<g role="img" aria-label="{}">"#, Escaped(self.name(of)))
    }

    fn has_name(&self, of: Subject) -> bool {
        !self.name(of).is_empty()
    }
}
