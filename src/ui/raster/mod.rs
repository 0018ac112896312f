//! Draws egui's output with the processor alone: for pictures that are exported, and for tests.
//!
//! It knows nothing of windows, files or the program's data. Colours are blended premultiplied and in
//! gamma space, as egui's own renderers do. Paint callbacks are left out: the program has none.
//! Only additions, multiplications and comparisons are used, so every machine makes the same pixels.

mod fill;
mod picture;

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive};
use egui::{Color32, Context, FullOutput, Rect, TextureId, TexturesDelta};

pub use picture::{Picture, PictureError, picture};

use fill::{Canvas, Corner};

/// A renderer: the textures egui has handed over so far.
#[derive(Debug, Default)]
pub struct Raster {
    textures: BTreeMap<TextureId, Texture>,
    freed_after_painting: Vec<TextureId>,
}

/// One texture, row by row from the top.
#[derive(Debug)]
struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
}

impl Raster {
    /// A renderer without textures.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over what changed in the textures and empties `delta`.
    ///
    /// Textures egui has freed stay until the next call, since they may be needed for this frame.
    pub fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed_after_painting.drain(..) {
            self.textures.remove(&id);
        }
        let mut changed: Vec<_> = delta.set.drain().collect();
        changed.sort_by_key(|(id, _)| *id);
        for (id, changes) in changed {
            for change in changes {
                self.set_texture(id, &change);
            }
        }
        self.freed_after_painting.extend(delta.free.drain());
    }

    fn set_texture(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        let [width, height] = image.size;
        let Some([left, top]) = change.pos else {
            self.textures.insert(id, Texture { width, height, texels: image.pixels.clone() });
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else {
            return;
        };
        if left + width > texture.width || top + height > texture.height || width == 0 {
            return;
        }
        for (row, source) in image.pixels.chunks_exact(width).enumerate() {
            let start = (top + row) * texture.width + left;
            texture.texels[start..start + width].copy_from_slice(source);
        }
    }

    /// Draws one frame on `ground`. The picture is as large as the viewport of `ctx`, in pixels.
    pub fn render(&self, ctx: &Context, output: &FullOutput, ground: Color32) -> Picture {
        let pixels_per_point = output.pixels_per_point;
        let size = ctx.viewport_rect().size() * pixels_per_point;
        let primitives = ctx.tessellate(output.shapes.clone(), pixels_per_point);
        self.paint(&primitives, [size.x.round() as usize, size.y.round() as usize], pixels_per_point, ground)
    }

    fn paint(
        &self,
        primitives: &[ClippedPrimitive],
        size: [usize; 2],
        pixels_per_point: f32,
        ground: Color32,
    ) -> Picture {
        let mut canvas = Canvas::new(size, ground);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            if let Primitive::Mesh(mesh) = primitive
                && let Some(texture) = self.textures.get(&mesh.texture_id)
                && canvas.clip(scaled(*clip_rect, pixels_per_point))
            {
                paint_mesh(&mut canvas, mesh, texture, pixels_per_point);
            }
        }
        canvas.into_picture(pixels_per_point)
    }
}

fn scaled(rect: Rect, factor: f32) -> Rect {
    Rect::from_min_max((rect.min.to_vec2() * factor).to_pos2(), (rect.max.to_vec2() * factor).to_pos2())
}

fn paint_mesh(canvas: &mut Canvas, mesh: &Mesh, texture: &Texture, pixels_per_point: f32) {
    let corner = |index: u32| Corner::new(&mesh.vertices[index as usize], texture, pixels_per_point);
    let mut rest = mesh.indices.as_slice();
    while let [a, b, c, tail @ ..] = rest {
        if let [d, e, f, after @ ..] = tail
            && let Some([first, last]) = opposite_corners([*a, *b, *c], [*d, *e, *f])
            && canvas.fill_rect(&corner(first), &corner(last), [&corner(*b), &corner(*c)], texture)
        {
            rest = after;
            continue;
        }
        canvas.fill_triangle([corner(*a), corner(*b), corner(*c)], texture);
        rest = tail;
    }
}

/// The two opposite corners of a pair of triangles that share the edge between the others.
fn opposite_corners(first: [u32; 3], second: [u32; 3]) -> Option<[u32; 2]> {
    let [start, one, other] = first;
    let [from, to, end] = second;
    let shares_edge = (from == other && to == one) || (from == one && to == other);
    (shares_edge && end != start).then_some([start, end])
}
