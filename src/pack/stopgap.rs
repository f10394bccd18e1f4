//! Stopgaps: what stands in the place of something that can't be read, so that the rest can be.

/// A value that the field of that name takes. Nothing is ever made of it, and what would be
/// reported of it is left out.
pub(super) fn of_field(name: &str) -> &'static str {
    match name {
        "format" | "minutes" | "year" | "percent" | "span" | "value" => "1",
        // Enough copies for most names of copies.
        "count" => "9",
        "manages" | "absent" | "connected" | "more" | "in_order" | "from_memory" | "equal"
        | "upwards" | "control" | "ends" => "false",
        // Some option has to be right.
        "correct" => "true",
        "role" => "Neutral",
        "frame" => "Solid",
        "how" => "SameJob",
        "arrow" => "To",
        "tolerance" => "Absolute(1)",
        "body" | "of" => "Stack([])",
        "root" => "(id: \"\", name: \"\", role: Neutral, about: \"\")",
        "precise" => "(diagram: \"\", because: \"\")",
        "kind" | "then" => "Typed(accepted: [], because: \"\", otherwise: \"\")",
        "choice" => "When(id: \"\", say: \"\", ways: [])",
        "answer" => "Any([])",
        "authors" | "units" | "sources" | "misconceptions" | "inline" | "lessons" | "was"
        | "prerequisites" | "objectives" | "diagrams" | "same" | "blocks" | "questions"
        | "before" | "from_pictures" | "links" | "badges" | "badges_off" | "gauges" | "figures"
        | "branches" | "nodes" | "missing_in" | "steps" | "traces" | "paths" | "hops" | "ways"
        | "show" | "hide" | "expand" | "focus" | "columns" | "rows" | "cells" | "options"
        | "items" | "places" | "names" | "extras" | "bins" | "wrong" | "pairs" | "accepted"
        | "near" | "hints" | "phases" | "cases" | "sees" | "may" | "costs" | "unless"
        | "within" => "[]",
        "calls" => "(name: \"\", cases: [])",
        "capabilities" => {
            "(all: (value: 99, illustrative: true), default: (value: 1, illustrative: true))"
        }
        // As many as a part of them can be.
        "all" => "(value: 999999, illustrative: true)",
        "default" | "time" => "(value: 1, illustrative: true)",
        _ => "\"\"",
    }
}

/// How the values of an enumerated field are written; nothing for other fields.
pub(super) fn choices(field: &str, in_links: bool) -> Option<&'static str> {
    Some(match field {
        "when" => "`Always`, `ImageMissing` or `Provider`",
        "role" => "a name such as `Kernel`",
        "frame" => "`Solid`, `Dashed` or `None`",
        "how" => "`SameJob` or `SamePlace`",
        "arrow" => "`To`, `Both` or `None`",
        "kind" if in_links => "`Data` or `Control`",
        "kind" | "then" => "a kind of question, such as `Single(…)`",
        "tolerance" => "`Absolute(…)` or `Percent(…)`",
        "choice" => "`When(…)` or `Either(…)`",
        "answer" => "`Any([…])` or `All([…])`",
        "body" | "of" => "a part of a diagram, such as `Layer(…)`",
        "blocks" => "a block, such as `Prose(…)`",
        "from_pictures" => "`Forbid(…)` or `Reword(…)`",
        _ => return None,
    })
}
