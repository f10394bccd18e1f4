//! Tracks: lines that would overlap run beside each other.

/// Gives each span a track, from 0, so that spans on one track are `apart` from each other; and
/// says how many tracks there are. The left-edge algorithm (Hashimoto and Stevens, 1971).
pub(super) fn pack(spans: &[(f32, f32)], apart: f32) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    let from = |at: &usize| spans.get(*at).map_or(0.0, |span| span.0);
    order.sort_by(|one, other| from(one).total_cmp(&from(other)).then(one.cmp(other)));
    let mut ends: Vec<f32> = Vec::new();
    let mut tracks = vec![0; spans.len()];
    for at in order {
        let Some((from, to)) = spans.get(at).copied() else { continue };
        let free = ends.iter().position(|end| *end + apart <= from);
        let track = free.unwrap_or_else(|| {
            ends.push(f32::NEG_INFINITY);
            ends.len() - 1
        });
        if let Some(end) = ends.get_mut(track) {
            *end = to;
        }
        if let Some(own) = tracks.get_mut(at) {
            *own = track;
        }
    }
    (tracks, ends.len())
}
