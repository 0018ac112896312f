//! Filling triangles and rectangles, one row of pixels at a time.
//!
//! A pixel belongs to a shape when its centre does; shapes that share an edge compute it from the same
//! numbers in the same order, so no pixel between them is missed or painted twice.

use egui::epaint::Vertex;
use egui::{Color32, Rect};

use super::{Picture, Texture};

/// The pixels being painted, with the rectangle outside which nothing is.
pub struct Canvas {
    width: usize,
    pixels: Vec<Color32>,
    height: usize,
    clip: Clip,
}

#[derive(Clone, Copy)]
struct Clip {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

/// A corner of a triangle: place in pixels, place in texels, colour.
#[derive(Clone, Copy, PartialEq)]
pub struct Corner {
    x: f32,
    y: f32,
    u: f32,
    v: f32,
    color: Color32,
}

impl Corner {
    /// Scales a vertex to pixels and texels.
    pub fn new(vertex: &Vertex, texture: &Texture, pixels_per_point: f32) -> Self {
        Self {
            x: vertex.pos.x * pixels_per_point,
            y: vertex.pos.y * pixels_per_point,
            u: vertex.uv.x * texture.width as f32,
            v: vertex.uv.y * texture.height as f32,
            color: vertex.color,
        }
    }

    fn same_paint(&self, other: &Self) -> bool {
        self.color == other.color && same(self.u, other.u) && same(self.v, other.v)
    }
}

impl Canvas {
    /// A canvas of `size` pixels, all `ground`.
    pub fn new([width, height]: [usize; 2], ground: Color32) -> Self {
        let clip = Clip { left: 0, right: width, top: 0, bottom: height };
        Self { width, height, pixels: vec![ground; width * height], clip }
    }

    /// Sets the clip rectangle, in pixels; false when nothing is left of it.
    pub fn clip(&mut self, rect: Rect) -> bool {
        let edge = |at: f32, end: usize| at.round().clamp(0.0, end as f32) as usize;
        self.clip = Clip {
            left: edge(rect.min.x, self.width),
            right: edge(rect.max.x, self.width),
            top: edge(rect.min.y, self.height),
            bottom: edge(rect.max.y, self.height),
        };
        self.clip.left < self.clip.right && self.clip.top < self.clip.bottom
    }

    /// Fills the rectangle between two opposite corners, if the four corners are one of a single colour.
    /// False, and nothing painted, if they are not.
    pub fn fill_rect(&mut self, first: &Corner, last: &Corner, others: [&Corner; 2], texture: &Texture) -> bool {
        let [b, c] = others;
        let along = |b: &Corner, c: &Corner| {
            same(b.x, last.x)
                && same(b.y, first.y)
                && same(b.u, last.u)
                && same(b.v, first.v)
                && same(c.x, first.x)
                && same(c.y, last.y)
                && same(c.u, first.u)
                && same(c.v, last.v)
        };
        let one_color = [b, c, last].iter().all(|corner| corner.color == first.color);
        if !one_color || !(along(b, c) || along(c, b)) {
            return false;
        }
        let left = pixel_from(first.x.min(last.x), self.clip.left, self.clip.right);
        let right = pixel_from(first.x.max(last.x), self.clip.left, self.clip.right);
        let top = pixel_from(first.y.min(last.y), self.clip.top, self.clip.bottom);
        let bottom = pixel_from(first.y.max(last.y), self.clip.top, self.clip.bottom);
        if left >= right {
            return true;
        }
        if first.same_paint(last) {
            let paint = tint(texture.sample(first.u, first.v), first.color);
            for y in top..bottom {
                self.fill_span(y, left, right, paint);
            }
            return true;
        }
        let du = (last.u - first.u) / (last.x - first.x);
        let dv = (last.v - first.v) / (last.y - first.y);
        for y in top..bottom {
            let v = first.v + (y as f32 + 0.5 - first.y) * dv;
            let row = &mut self.pixels[y * self.width..][left..right];
            for (x, pixel) in (left..right).zip(row) {
                let u = first.u + (x as f32 + 0.5 - first.x) * du;
                blend(pixel, tint(texture.sample(u, v), first.color));
            }
        }
        true
    }

    /// Fills a triangle whose colours and texture are interpolated between its corners.
    pub fn fill_triangle(&mut self, corners: [Corner; 3], texture: &Texture) {
        let [a, b, c] = &corners;
        if [a, b, c].iter().all(|corner| corner.color == Color32::TRANSPARENT) {
            return;
        }
        let top = a.y.min(b.y).min(c.y);
        let bottom = a.y.max(b.y).max(c.y);
        let rows =
            pixel_from(top, self.clip.top, self.clip.bottom)..pixel_from(bottom, self.clip.top, self.clip.bottom);
        if rows.is_empty() {
            return;
        }
        let flat = a.same_paint(b) && a.same_paint(c);
        let solid = tint(texture.sample(a.u, a.v), a.color);
        let gradient = Gradient::new(&corners);
        for y in rows {
            let Some((from, to)) = span(&corners, y as f32 + 0.5) else {
                continue;
            };
            let left = pixel_from(from, self.clip.left, self.clip.right);
            let right = pixel_from(to, self.clip.left, self.clip.right);
            if left >= right {
                continue;
            }
            if flat {
                self.fill_span(y, left, right, solid);
            } else if let Some(gradient) = &gradient {
                let row = &mut self.pixels[y * self.width..][left..right];
                for (x, pixel) in (left..right).zip(row) {
                    blend(pixel, gradient.paint(x as f32 + 0.5, y as f32 + 0.5, texture));
                }
            }
        }
    }

    fn fill_span(&mut self, y: usize, left: usize, right: usize, paint: Color32) {
        let row = &mut self.pixels[y * self.width..][left..right];
        match paint.a() {
            255 => row.fill(paint),
            _ if paint == Color32::TRANSPARENT => {}
            _ => row.iter_mut().for_each(|pixel| blend(pixel, paint)),
        }
    }

    /// The finished picture.
    pub fn into_picture(self, pixels_per_point: f32) -> Picture {
        let rgba = self.pixels.iter().flat_map(Color32::to_array).collect();
        Picture { width: self.width as u32, height: self.height as u32, pixels_per_point, rgba }
    }
}

impl Texture {
    /// Bilinear sample at a place in texels, edges clamped.
    fn sample(&self, u: f32, v: f32) -> Color32 {
        if u < 1.0 && v < 1.0 {
            // egui's white texel lies at the origin; most shapes have no other texture
            return self.texel(0.0, 0.0);
        }
        let (u, v) = (u - 0.5, v - 0.5);
        let (x, y) = (u.floor(), v.floor());
        let (right_share, bottom_share) = (u - x, v - y);
        // glyphs usually lie texel on pixel; what is left then is noise of the division
        if right_share < SNAP && bottom_share < SNAP {
            return self.texel(x, y);
        }
        if right_share > 1.0 - SNAP && bottom_share > 1.0 - SNAP {
            return self.texel(x + 1.0, y + 1.0);
        }
        let upper = mix(self.texel(x, y), self.texel(x + 1.0, y), right_share);
        let lower = mix(self.texel(x, y + 1.0), self.texel(x + 1.0, y + 1.0), right_share);
        let channel = |index: usize| (upper[index] + (lower[index] - upper[index]) * bottom_share + 0.5) as u8;
        Color32::from_rgba_premultiplied(channel(0), channel(1), channel(2), channel(3))
    }

    fn texel(&self, x: f32, y: f32) -> Color32 {
        let within = |at: f32, n: usize| at.clamp(0.0, n.saturating_sub(1) as f32) as usize;
        let index = within(y, self.height) * self.width + within(x, self.width);
        self.texels.get(index).copied().unwrap_or(Color32::TRANSPARENT)
    }
}

const SNAP: f32 = 1.0 / 256.0;

fn mix(left: Color32, right: Color32, share: f32) -> [f32; 4] {
    let (left, right) = (left.to_array(), right.to_array());
    std::array::from_fn(|index| {
        let (left, right) = (f32::from(left[index]), f32::from(right[index]));
        left + (right - left) * share
    })
}

/// Colour and texture over a triangle, each a plane through its three corners.
struct Gradient {
    origin: Corner,
    base: [f32; 6],
    by_x: [f32; 6],
    by_y: [f32; 6],
}

impl Gradient {
    fn new([a, b, c]: &[Corner; 3]) -> Option<Self> {
        let values = |corner: &Corner| {
            let [red, green, blue, alpha] = corner.color.to_array().map(f32::from);
            [red, green, blue, alpha, corner.u, corner.v]
        };
        let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let area = bx * cy - cx * by;
        if area == 0.0 {
            return None;
        }
        let (base, at_b, at_c) = (values(a), values(b), values(c));
        let slope = |of: &dyn Fn(f32, f32) -> f32| {
            std::array::from_fn(|index| of(at_b[index] - base[index], at_c[index] - base[index]) / area)
        };
        let by_x = slope(&|b, c| b * cy - c * by);
        let by_y = slope(&|b, c| c * bx - b * cx);
        Some(Self { origin: *a, base, by_x, by_y })
    }

    fn paint(&self, x: f32, y: f32, texture: &Texture) -> Color32 {
        let (dx, dy) = (x - self.origin.x, y - self.origin.y);
        let at = |index: usize| self.base[index] + dx * self.by_x[index] + dy * self.by_y[index];
        let channel = |index: usize| (at(index) + 0.5).clamp(0.0, 255.0) as u8;
        let color = Color32::from_rgba_premultiplied(channel(0), channel(1), channel(2), channel(3));
        tint(texture.sample(at(4), at(5)), color)
    }
}

/// Where a row of pixel centres enters and leaves a triangle.
fn span(corners: &[Corner; 3], y: f32) -> Option<(f32, f32)> {
    let mut crossings = [0.0; 2];
    let mut n_crossings = 0;
    for (from, to) in [(0, 1), (1, 2), (2, 0)] {
        let (mut upper, mut lower) = (&corners[from], &corners[to]);
        if (upper.y, upper.x) > (lower.y, lower.x) {
            std::mem::swap(&mut upper, &mut lower);
        }
        if upper.y <= y && y < lower.y && n_crossings < 2 {
            crossings[n_crossings] = upper.x + (y - upper.y) / (lower.y - upper.y) * (lower.x - upper.x);
            n_crossings += 1;
        }
    }
    let [a, b] = crossings;
    (n_crossings == 2).then_some((a.min(b), a.max(b)))
}

/// The first pixel whose centre is at or after `edge`, within `start..=end`.
fn pixel_from(edge: f32, start: usize, end: usize) -> usize {
    (edge - 0.5).ceil().clamp(start as f32, end as f32) as usize
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-4
}

fn tint(texel: Color32, color: Color32) -> Color32 {
    if texel == Color32::WHITE {
        return color;
    }
    let (texel, color) = (texel.to_array(), color.to_array());
    let [r, g, b, a] = std::array::from_fn(|index| product(texel[index], color[index]));
    Color32::from_rgba_premultiplied(r, g, b, a)
}

fn blend(under: &mut Color32, over: Color32) {
    match over.a() {
        255 => *under = over,
        _ if over == Color32::TRANSPARENT => {}
        alpha => {
            let (below, above) = (under.to_array(), over.to_array());
            let [r, g, b, a] =
                std::array::from_fn(|index| above[index].saturating_add(product(below[index], 255 - alpha)));
            *under = Color32::from_rgba_premultiplied(r, g, b, a);
        }
    }
}

/// a × b / 255, rounded to the nearest.
fn product(a: u8, b: u8) -> u8 {
    ((u16::from(a) * u16::from(b) + 127) / 255) as u8
}
