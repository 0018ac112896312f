//! A finished picture, and drawing any user interface into one without a window.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use egui::{Color32, Context, Pos2, RawInput, Rect, Ui, Vec2, ViewportId};

use super::Raster;

/// Frames a user interface gets to settle: sizes of one frame are known in the next.
const MAX_FRAMES: usize = 6;

/// Pixels of a point at single size, to a metre (96 to an inch).
const POINTS_PER_METRE: f32 = 96.0 / 0.0254;

/// Pixels, row by row from the top.
#[derive(Clone, PartialEq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Pixels to a point: 2 for a picture of double size.
    pub pixels_per_point: f32,
    /// Four bytes a pixel: red, green, blue, alpha; premultiplied.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

/// A picture that could not be written as PNG: it has no pixels, or too many.
#[derive(Debug)]
pub struct PictureError(png::EncodingError);

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for PictureError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl Picture {
    /// The picture as a PNG file, with its resolution, so that a picture of double size is printed sharp
    /// and not double as large.
    ///
    /// # Errors
    /// When the picture has no pixels or more than PNG allows.
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let dots = (POINTS_PER_METRE * self.pixels_per_point).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
        let mut writer = encoder.write_header().map_err(PictureError)?;
        writer.write_image_data(&self.straight_alpha()).map_err(PictureError)?;
        writer.finish().map_err(PictureError)?;
        Ok(bytes)
    }

    /// The pixels with colour and alpha kept apart, as files want them.
    pub fn straight_alpha(&self) -> Vec<u8> {
        let straight = |pixel: &[u8]| -> [u8; 4] {
            let channels = pixel.try_into().unwrap_or_default();
            premultiplied(channels).to_srgba_unmultiplied()
        };
        self.rgba.chunks_exact(4).flat_map(straight).collect()
    }

    /// The colour at a pixel, or `None` outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<Color32> {
        let start = (x < self.width && y < self.height).then(|| 4 * (y * self.width + x) as usize)?;
        let channels: [u8; 4] = self.rgba.get(start..start + 4)?.try_into().ok()?;
        Some(premultiplied(channels))
    }
}

fn premultiplied([r, g, b, a]: [u8; 4]) -> Color32 {
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// Draws a user interface off-screen, on the panel's colour.
///
/// `size` is in points, `setup` sets fonts and theme, `draw_ui` is called for a few frames until nothing
/// asks to be drawn again.
pub fn picture(
    size: Vec2,
    pixels_per_point: f32,
    setup: impl Fn(&Context),
    mut draw_ui: impl FnMut(&mut Ui),
) -> Picture {
    let ctx = Context::default();
    setup(&ctx);
    let mut raster = Raster::new();
    let mut input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)), ..RawInput::default() };
    if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
        viewport.native_pixels_per_point = Some(pixels_per_point);
    }
    let mut frame = 0;
    loop {
        frame += 1;
        let mut output = ctx.run_ui(input.take(), &mut draw_ui);
        raster.handle_delta(&mut output.textures_delta);
        let settled = output
            .viewport_output
            .get(&ViewportId::ROOT)
            .is_none_or(|viewport| viewport.repaint_delay > Duration::ZERO);
        if frame == MAX_FRAMES || (settled && frame > 1) {
            return raster.render(&ctx, &output, ctx.global_style().visuals.panel_fill);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{CornerRadius, FontId, Frame, Stroke, vec2};

    use super::*;

    fn on_white(size: Vec2, pixels_per_point: f32, paint: impl Fn(&egui::Painter)) -> Picture {
        let setup = |ctx: &Context| ctx.set_theme(egui::Theme::Light);
        picture(size, pixels_per_point, setup, |ui| {
            Frame::new().fill(Color32::WHITE).show(ui, |ui| ui.allocate_space(ui.available_size()));
            paint(ui.painter());
        })
    }

    #[test]
    fn a_rectangle_covers_its_pixels_and_no_other() {
        let red = Color32::from_rgb(200, 20, 10);
        let drawn = on_white(vec2(10.0, 10.0), 2.0, |painter| {
            painter.rect_filled(Rect::from_min_max(Pos2::new(2.0, 3.0), Pos2::new(6.0, 7.0)), 0.0, red);
        });
        assert_eq!((drawn.width, drawn.height), (20, 20));
        let is_red: Vec<(u32, u32)> = (0..20)
            .flat_map(|y| (0..20).map(move |x| (x, y)))
            .filter(|&(x, y)| drawn.pixel(x, y) == Some(red))
            .collect();
        assert_eq!(is_red.len(), 64);
        assert!(is_red.iter().all(|&(x, y)| (4..12).contains(&x) && (6..14).contains(&y)));
    }

    #[test]
    fn half_transparent_paint_is_blended_once_even_where_triangles_meet() {
        let veil = Color32::from_black_alpha(128);
        let drawn = on_white(vec2(40.0, 40.0), 1.0, |painter| {
            painter.circle_filled(Pos2::new(20.0, 20.0), 15.0, veil);
        });
        for (x, y) in [(20, 20), (12, 20), (20, 12), (25, 27), (14, 26)] {
            assert_eq!(drawn.pixel(x, y), Some(Color32::from_gray(127)), "at {x}, {y}");
        }
        assert_eq!(drawn.pixel(2, 2), Some(Color32::WHITE));
    }

    #[test]
    fn nothing_is_painted_outside_the_clip_rectangle() {
        let drawn = on_white(vec2(20.0, 20.0), 1.0, |painter| {
            let clipped = painter.with_clip_rect(Rect::from_min_max(Pos2::new(5.0, 5.0), Pos2::new(10.0, 10.0)));
            clipped.rect_filled(Rect::EVERYTHING, 0.0, Color32::BLACK);
        });
        let black = (0..20 * 20).filter(|i| drawn.pixel(i % 20, i / 20) == Some(Color32::BLACK)).count();
        assert_eq!(black, 25);
    }

    #[test]
    fn text_is_drawn_with_soft_edges() {
        let setup = |ctx: &Context| crate::ui::fonts::install(ctx);
        let drawn = picture(vec2(40.0, 40.0), 1.0, setup, |ui| {
            Frame::new().fill(Color32::WHITE).show(ui, |ui| ui.allocate_space(ui.available_size()));
            let at = Pos2::new(4.0, 4.0);
            ui.painter().text(at, egui::Align2::LEFT_TOP, "训", FontId::proportional(30.0), Color32::BLACK);
        });
        let shades: std::collections::BTreeSet<u8> =
            drawn.rgba.chunks_exact(4).filter_map(|pixel| pixel.first().copied()).collect();
        assert!(shades.contains(&255) && shades.len() > 20, "{} shades", shades.len());
        let dark = drawn.rgba.chunks_exact(4).filter(|pixel| pixel.first() < Some(&64)).count();
        assert!((60..500).contains(&dark), "{dark} dark pixels");
    }

    #[test]
    fn the_same_interface_gives_the_same_bytes() {
        let draw = || {
            on_white(vec2(60.0, 30.0), 1.5, |painter| {
                let rect = Rect::from_min_max(Pos2::new(3.0, 3.0), Pos2::new(50.0, 25.0));
                let stroke = Stroke::new(1.0, Color32::DARK_GRAY);
                painter.rect(rect, CornerRadius::same(6), Color32::LIGHT_RED, stroke, egui::StrokeKind::Inside);
            })
        };
        assert_eq!(draw(), draw());
    }

    #[test]
    fn a_png_says_how_large_it_is_meant_to_be() {
        let bytes = on_white(vec2(8.0, 4.0), 2.0, |_| {}).to_png().expect("eight by four points can be encoded");
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("what was written can be read");
        let info = reader.info();
        assert_eq!((info.width, info.height), (16, 8));
        assert_eq!(info.pixel_dims.map(|dims| dims.xppu), Some(7559), "192 dots to an inch");
    }
}
