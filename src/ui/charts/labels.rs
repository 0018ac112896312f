//! Finding a place for a label where it covers no line and no other label.

use egui::{Pos2, Rect, Vec2};

/// What is drawn already.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    lines: Vec<[Pos2; 2]>,
    labels: Vec<Rect>,
}

impl Obstacles {
    /// Adds a line through `points`.
    pub(super) fn add_line(&mut self, points: &[Pos2]) {
        self.lines.extend(points.windows(2).filter_map(|pair| <[Pos2; 2]>::try_from(pair).ok()));
    }

    /// Puts a label of `size` beside `anchor` and remembers it: of several places within `bounds` the first
    /// that covers least.
    pub(super) fn place(&mut self, anchor: Pos2, size: Vec2, bounds: Rect) -> Rect {
        let places = around(anchor, size).map(|place| pushed_into(place, bounds));
        let best = places.into_iter().min_by_key(|place| self.n_covered(*place)).unwrap_or(places[0]);
        self.labels.push(best);
        best
    }

    fn n_covered(&self, place: Rect) -> usize {
        let roomy = place.expand(3.0);
        let n_lines = self.lines.iter().filter(|line| crosses(roomy, **line)).count();
        let n_labels = self.labels.iter().filter(|label| label.intersects(roomy)).count();
        n_lines + 4 * n_labels
    }
}

/// Beside the anchor: below and above on both sides, near first.
fn around(anchor: Pos2, size: Vec2) -> [Rect; 11] {
    let at = |dx: f32, dy: f32| Rect::from_min_size(anchor + Vec2::new(dx, dy), size);
    let (width, height) = (size.x, size.y);
    [
        at(8.0, 6.0),
        at(-width - 8.0, -height - 6.0),
        at(8.0, -height - 6.0),
        at(-width - 8.0, 6.0),
        at(8.0, 20.0),
        at(-width / 2.0, -height - 22.0),
        at(-width / 2.0, 32.0),
        at(-width - 8.0, -height - 30.0),
        at(-width - 8.0, 34.0),
        at(-width - 8.0, 52.0),
        at(-width - 8.0, 70.0),
    ]
}

fn pushed_into(place: Rect, bounds: Rect) -> Rect {
    let left = place.left().min(bounds.right() - place.width()).max(bounds.left());
    let top = place.top().min(bounds.bottom() - place.height()).max(bounds.top());
    Rect::from_min_size(Pos2::new(left, top), place.size())
}

/// Whether a line passes through a rectangle, by cutting the line off at its sides.
/// Source: Liang and Barsky, 1984.
fn crosses(rect: Rect, [from, to]: [Pos2; 2]) -> bool {
    let step = to - from;
    let mut enters: f32 = 0.0;
    let mut leaves: f32 = 1.0;
    let sides = [
        (-step.x, from.x - rect.left()),
        (step.x, rect.right() - from.x),
        (-step.y, from.y - rect.top()),
        (step.y, rect.bottom() - from.y),
    ];
    for (speed, room) in sides {
        if speed == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if speed < 0.0 {
            enters = enters.max(room / speed);
        } else {
            leaves = leaves.min(room / speed);
        }
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;

    const BOUNDS: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(400.0, 200.0) };

    #[test]
    fn a_line_is_seen_where_it_passes_through() {
        let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 20.0));
        assert!(crosses(rect, [pos2(0.0, 0.0), pos2(30.0, 30.0)]));
        assert!(crosses(rect, [pos2(12.0, 12.0), pos2(13.0, 13.0)]), "inside");
        assert!(crosses(rect, [pos2(15.0, 0.0), pos2(15.0, 100.0)]), "upright");
        assert!(!crosses(rect, [pos2(0.0, 25.0), pos2(30.0, 25.0)]));
        assert!(!crosses(rect, [pos2(0.0, 0.0), pos2(9.0, 9.0)]), "too short");
    }

    #[test]
    fn a_label_keeps_off_the_line_it_belongs_to() {
        let mut obstacles = Obstacles::default();
        obstacles.add_line(&[pos2(0.0, 200.0), pos2(200.0, 100.0), pos2(400.0, 150.0)]);
        let place = obstacles.place(pos2(200.0, 100.0), vec2(60.0, 16.0), BOUNDS);
        assert!(!crosses(place, [pos2(0.0, 200.0), pos2(200.0, 100.0)]), "{place:?}");
        assert!(!crosses(place, [pos2(200.0, 100.0), pos2(400.0, 150.0)]), "{place:?}");
    }

    #[test]
    fn two_labels_at_one_place_do_not_cover_each_other_and_stay_inside() {
        let mut obstacles = Obstacles::default();
        let first = obstacles.place(pos2(395.0, 5.0), vec2(80.0, 16.0), BOUNDS);
        let second = obstacles.place(pos2(395.0, 5.0), vec2(80.0, 16.0), BOUNDS);
        assert!(!first.intersects(second), "{first:?} {second:?}");
        assert!(BOUNDS.contains_rect(first) && BOUNDS.contains_rect(second));
    }
}
