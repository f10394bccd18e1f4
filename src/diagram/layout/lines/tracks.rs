//! Tracks: lines that would overlap run beside each other.

/// Gives each span a track, from 0, so that spans on one track are `apart` points from each other;
/// and says how many tracks there are. Shorter spans come first: longer ones go round them further
/// outside.
pub fn pack(spans: &[(f32, f32)], apart: f32) -> (Vec<usize>, usize) {
    let length = |at: &usize| spans.get(*at).map_or(0.0, |(from, to)| to - from);
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by(|one, other| length(one).total_cmp(&length(other)).then(one.cmp(other)));
    let mut taken: Vec<Vec<(f32, f32)>> = Vec::new();
    let mut tracks = vec![0; spans.len()];
    for at in order {
        let Some((from, to)) = spans.get(at).copied() else { continue };
        let clear = |other: &(f32, f32)| other.1 + apart <= from || to + apart <= other.0;
        let free = taken.iter().position(|track| track.iter().all(clear));
        let track = free.unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        if let Some(spans) = taken.get_mut(track) {
            spans.push((from, to));
        }
        if let Some(own) = tracks.get_mut(at) {
            *own = track;
        }
    }
    (tracks, taken.len())
}
