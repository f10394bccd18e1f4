//! "Did you mean": the nearest of the names that would have been right.

/// The candidate from which `word` differs only by a slip of the finger.
pub(super) fn similar<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let near = |candidate: &'a str| {
        let theirs = candidate.chars().count();
        let most = (length.max(theirs) / 3).max(1);
        if length.abs_diff(theirs) > most {
            return None;
        }
        let distance = strsim::osa_distance(&wanted, &candidate.to_lowercase());
        (distance <= most).then_some((distance, candidate))
    };
    candidates
        .into_iter()
        .filter_map(near)
        .min_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.cmp(other.1)))
        .map(|(_, candidate)| candidate)
}

/// `Did you mean …?`: advice to replace what a problem points at.
pub(super) fn meant(candidate: &str) -> String {
    format!("{MEANT}{candidate}{MARK}")
}

/// What that advice puts in its place; none of another remedy.
pub(super) fn replacement(remedy: &str) -> Option<&str> {
    remedy.strip_prefix(MEANT)?.strip_suffix(MARK)
}

const MEANT: &str = "Did you mean `";
const MARK: &str = "`?";

/// The names as a list: `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
