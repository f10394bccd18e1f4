//! What an author calls what is read: a layer, an option, a `Forbid`.

/// What an author calls the values of one of our types, by the type's name.
pub(super) fn thing(outer: Option<&str>) -> &'static str {
    match outer.unwrap_or("") {
        "PackSource" => "pack",
        "UnitSource" => "unit",
        "SourceSource" => "source",
        "MisconceptionSource" => "misconception",
        "TermSource" => "term",
        "UnitCheckSource" => "check of a unit",
        "TaughtSource" => "lesson that teaches a question",
        "LessonSource" => "lesson",
        "ReadOnSource" => "source to go on with",
        "FoldSource" | "Fold" => "`Fold`",
        "ObjectiveSource" => "objective",
        "DiagramSource" => "diagram",
        "PreciseSource" => "`precise`",
        "LayerSource" | "Layer" => "layer",
        "RepeatSource" | "Repeat" => "repeat",
        "LineSource" | "Line" => "boundary line",
        "GroupSource" | "Group" => "group",
        "CellSource" => "cell of a grid",
        "TreeSource" | "Tree" => "tree",
        "BranchSource" => "branch of a tree",
        "GaugeSource" => "gauge",
        "MeasuredSource" => "figure of a layer",
        "LinkSource" => "link",
        "LinkKindSource" => "`kind` of a link",
        "ArrowSource" => "`arrow`",
        "SameSource" => "`same` entry",
        "SideBySideSource" | "SideBySide" => "`SideBySide`",
        "StepSource" => "step",
        "TraceSource" => "trace",
        "TracePathSource" => "path of a trace",
        "HopSource" => "hop",
        "ChoiceSource" | "WaysSource" | "When" | "Either" => "choice",
        "WaySource" => "way",
        "TableSource" | "Table" => "table",
        "DescribeSource" | "Describe" => "`Describe`",
        "RowSource" => "row",
        "QuestionSource" => "question",
        "ChoicesSource" | "Single" | "Multiple" | "Scenario" => "question with options",
        "OrderSource" | "Order" => "`Order` question",
        "RankedSource" => "item of an order",
        "LabelSource" | "Label" => "`Label` question",
        "TagSource" => "name",
        "ExtraSource" => "extra",
        "ClassifySource" | "Classify" => "`Classify` question",
        "BinSource" => "bin",
        "SortedSource" => "item",
        "WrongBinSource" => "wrong bin",
        "MatchSource" | "Match" => "`Match` question",
        "PairSource" => "pair",
        "NumberSource" | "Number" => "`Number` question",
        "ToleranceSource" => "tolerance",
        "WrongNumberSource" => "wrong number",
        "TypedSource" | "Typed" => "`Typed` question",
        "NearMissSource" => "near miss",
        "BreakSource" | "Break" => "`Break` question",
        "FatedSource" => "request",
        "DiagnoseSource" | "Diagnose" => "`Diagnose` question",
        "SuspectSource" => "suspect",
        "SettingsSource" | "Settings" => "`Settings` question",
        "NeedSource" | "ReadsSource" | "Reads" | "SetSource" | "Set" => "need",
        "WrongSettingSource" => "wrong setting",
        "TerminalSource" | "Terminal" => "`Terminal` question",
        "OptionSource" => "option",
        "PointAtSource" | "PointAt" => "`PointAt` question",
        "PlaceSource" => "place",
        "RoleSource" => "role",
        "RoleWordSource" => "word of a role",
        "FrameSource" => "frame",
        "HowSource" => "`how`",
        "ForbidSource" | "Forbid" => "`Forbid`",
        "RewordSource" | "Reword" => "`Reword`",
        "WishSource" => "wish",
        "NodeSource" => "part of a diagram",
        "BlockSource" => "block of a lesson",
        "KindSource" => "kind of question",
        "TargetSource" => "answer",
        outer => thing_of_model(outer),
    }
}

/// The same for what a live figure is made of.
fn thing_of_model(outer: &str) -> &'static str {
    match outer {
        "SimulateSource" | "Simulate" => "`Simulate`",
        "ModelSource" => "model",
        "DensitySource" | "Density" => "`Density` model",
        "DensityRowSource" | "BlastRowSource" | "StartupRowSource" => "row",
        "RequestCostSource" | "RequestCost" => "`RequestCost` model",
        "CostRequestSource" => "request",
        "CostArchitectureSource" => "architecture",
        "PassageSource" => "passage",
        "CostWaySource" => "way",
        "DecidedSource" => "decision",
        "PenaltySource" => "penalty",
        "MeasurementSource" | "Measured" => "measurement",
        "CountedSource" => "unit of a measurement",
        "BlastSource" | "Blast" => "`Blast` model",
        "BlastLayoutSource" => "layout",
        "BlastCellSource" => "layout of a row",
        "BlastExceptionSource" => "exception",
        "OverSource" => "`over`",
        "DatumSource" => "figure",
        "RangeSource" => "range",
        "TrySource" => "step",
        "StartupSource" | "Startup" => "`Startup` model",
        "StartupPhaseSource" => "phase",
        "PhaseWhenSource" => "`when`",
        "IsolationSource" | "Isolation" => "`Isolation` model",
        "CapabilitiesSource" => "`capabilities`",
        "CallsSource" => "`calls`",
        "CostSource" => "cost",
        "CaseSource" | "BlastCaseSource" => "case",
        "ItemSource" => "item",
        "LimitSource" => "reason",
        _ => "value",
    }
}

/// The thing with its indefinite article.
pub(super) fn one(thing: &str) -> String {
    match thing {
        "`capabilities`" | "`calls`" | "`precise`" | "`over`" | "`how`" | "`arrow`"
        | "`kind` of a link" => thing.to_owned(),
        _ if thing.starts_with(['a', 'o', 'e', 'i']) => format!("an {thing}"),
        _ => format!("a {thing}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// Every file that defines source types, found by its place, so that none is forgotten when one
    /// is split.
    fn sources() -> Vec<String> {
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pack");
        let parts = fs::read_dir(pack.join("source")).unwrap().map(|file| file.unwrap().path());
        [pack.join("source.rs"), pack.join("question_source.rs")]
            .into_iter()
            .chain(parts)
            .map(|file| fs::read_to_string(file).unwrap())
            .collect()
    }

    #[test]
    fn everything_that_an_author_writes_has_a_name() {
        let mut count = 0;
        for line in sources().iter().flat_map(|source| source.lines()) {
            let named =
                ["pub struct ", "pub enum "].iter().find_map(|word| line.strip_prefix(word));
            let Some(named) = named.and_then(|rest| rest.split([' ', '(', '{']).next()) else {
                continue;
            };
            assert_ne!(thing(Some(named)), "value", "{named} has no name in `thing`");
            count += 1;
        }
        assert!(count > 40, "{count}");
    }
}
