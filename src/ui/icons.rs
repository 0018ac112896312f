//! Signs that are drawn with lines: sharp at every size and in every colour, and in no font's hands.

use egui::{Color32, CornerRadius, IconData, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

/// A sign. It never stands alone: the button that wears it has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// A magnifying glass.
    Search,
    /// Close, clear.
    Cross,
    /// New.
    Plus,
    /// Opens downwards.
    CaretDown,
    /// Sorted upwards.
    SortUp,
    /// Sorted downwards.
    SortDown,
    /// Back, earlier.
    Left,
    /// On, later.
    Right,
    /// Done.
    Tick,
    /// A calendar's sheet.
    Calendar,
    /// More that can be done.
    More,
    /// Attention.
    Warning,
    /// Kept as it is.
    Lock,
}

impl Icon {
    /// All signs, for the gallery.
    pub const ALL: [Self; 15] = [
        Self::Undo,
        Self::Redo,
        Self::Search,
        Self::Cross,
        Self::Plus,
        Self::CaretDown,
        Self::SortUp,
        Self::SortDown,
        Self::Left,
        Self::Right,
        Self::Tick,
        Self::Calendar,
        Self::More,
        Self::Warning,
        Self::Lock,
    ];

    /// Draws the sign into the middle of `rect`, a square of its shorter side.
    pub fn paint(self, painter: &Painter, rect: Rect, color: Color32) {
        let side = rect.width().min(rect.height());
        let sheet = Sheet { painter, square: Rect::from_center_size(rect.center(), Vec2::splat(side)), color };
        match self {
            Self::Undo => sheet.turn_back(false),
            Self::Redo => sheet.turn_back(true),
            Self::Search => sheet.magnifier(),
            Self::Cross => {
                sheet.line(&[(0.24, 0.24), (0.76, 0.76)]);
                sheet.line(&[(0.76, 0.24), (0.24, 0.76)]);
            }
            Self::Plus => {
                sheet.line(&[(0.5, 0.16), (0.5, 0.84)]);
                sheet.line(&[(0.16, 0.5), (0.84, 0.5)]);
            }
            Self::CaretDown | Self::SortDown => sheet.solid(&[(0.2, 0.32), (0.8, 0.32), (0.5, 0.72)]),
            Self::SortUp => sheet.solid(&[(0.2, 0.68), (0.5, 0.28), (0.8, 0.68)]),
            Self::Left => sheet.line(&[(0.62, 0.2), (0.34, 0.5), (0.62, 0.8)]),
            Self::Right => sheet.line(&[(0.38, 0.2), (0.66, 0.5), (0.38, 0.8)]),
            Self::Tick => sheet.line(&[(0.16, 0.54), (0.4, 0.77), (0.84, 0.25)]),
            Self::Calendar => sheet.calendar(),
            Self::More => [0.2, 0.5, 0.8].into_iter().for_each(|x| sheet.dot(x, 0.5)),
            Self::Warning => sheet.warning(),
            Self::Lock => sheet.lock(),
        }
    }
}

/// A square with places from 0 to 1 in both directions.
struct Sheet<'a> {
    painter: &'a Painter,
    square: Rect,
    color: Color32,
}

impl Sheet<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.square.min + vec2(x, y) * self.square.width()
    }

    fn stroke(&self) -> Stroke {
        Stroke::new((self.square.width() * 0.1).max(1.2), self.color)
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(Shape::line(points, self.stroke()));
    }

    fn solid(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(Shape::convex_polygon(points, self.color, Stroke::NONE));
    }

    fn dot(&self, x: f32, y: f32) {
        self.painter.circle_filled(self.at((x, y)), self.square.width() * 0.09, self.color);
    }

    /// An arrow that leaves to the left and comes from below; mirrored for "again".
    fn turn_back(&self, mirrored: bool) {
        let side = |x: f32| if mirrored { 1.0 - x } else { x };
        let place = |(x, y): (f32, f32)| (side(x), y);
        let bow = [
            (0.16, 0.38),
            (0.6, 0.38),
            (0.7, 0.41),
            (0.78, 0.48),
            (0.82, 0.57),
            (0.82, 0.63),
            (0.78, 0.72),
            (0.7, 0.79),
            (0.6, 0.82),
            (0.4, 0.82),
        ];
        self.line(&bow.map(place));
        self.line(&[(0.36, 0.16), (0.14, 0.38), (0.36, 0.6)].map(place));
    }

    fn magnifier(&self) {
        let radius = self.square.width() * 0.29;
        self.painter.circle_stroke(self.at((0.43, 0.43)), radius, self.stroke());
        self.line(&[(0.65, 0.65), (0.88, 0.88)]);
    }

    fn calendar(&self) {
        let sheet = Rect::from_min_max(self.at((0.14, 0.2)), self.at((0.86, 0.86)));
        let stroke = Stroke { width: self.stroke().width * 0.85, ..self.stroke() };
        self.painter.rect_stroke(sheet, CornerRadius::same(2), stroke, StrokeKind::Middle);
        self.line(&[(0.14, 0.42), (0.86, 0.42)]);
        self.line(&[(0.34, 0.1), (0.34, 0.28)]);
        self.line(&[(0.66, 0.1), (0.66, 0.28)]);
    }

    /// A shackle over a body.
    fn lock(&self) {
        self.line(&[(0.3, 0.48), (0.3, 0.28), (0.38, 0.16), (0.5, 0.12), (0.62, 0.16), (0.7, 0.28), (0.7, 0.48)]);
        let body = Rect::from_min_max(self.at((0.2, 0.46)), self.at((0.8, 0.9)));
        self.painter.rect_filled(body, CornerRadius::same(1), self.color);
    }

    fn warning(&self) {
        let points = [(0.5, 0.12), (0.92, 0.86), (0.08, 0.86)].map(|point| self.at(point)).to_vec();
        self.painter.add(Shape::closed_line(points, self.stroke()));
        self.line(&[(0.5, 0.4), (0.5, 0.62)]);
        self.dot(0.5, 0.75);
    }
}

/// A round dot with the middle at `at`, as in lists of what needs attention.
pub fn dot(painter: &Painter, at: Pos2, diameter: f32, color: Color32) {
    painter.circle_filled(pos2(at.x, at.y), diameter / 2.0, color);
}

/// The program's icon for the window's frame; empty if it cannot be decoded, which leaves the system's own.
pub fn app_icon() -> IconData {
    const PNG: &[u8] = include_bytes!("../../assets/app.png");
    let decoded = || -> Result<IconData, png::DecodingError> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(PNG)).read_info()?;
        let mut rgba = vec![0; reader.output_buffer_size().unwrap_or_default()];
        let info = reader.next_frame(&mut rgba)?;
        Ok(IconData { rgba, width: info.width, height: info.height })
    };
    decoded().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_of_the_window_is_a_square_of_four_bytes_a_pixel() {
        let icon = app_icon();
        assert_eq!((icon.width, icon.height), (256, 256));
        assert_eq!(icon.rgba.len(), 256 * 256 * 4);
    }
}
