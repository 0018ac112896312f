//! Real pixels for `egui_kittest` without a GPU: the program's own rasteriser as its renderer.

use egui::{Context, FullOutput, TexturesDelta};
use egui_kittest::{HarnessBuilder, TestRenderer};
use image::RgbaImage;
use lunxun::ui::{fonts, raster::Raster, theme};

/// The rasteriser, drawing on the theme's background.
#[derive(Default)]
pub struct Soft(Raster);

impl TestRenderer for Soft {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.handle_delta(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let picture = self.0.render(ctx, output, ctx.global_style().visuals.panel_fill);
        RgbaImage::from_raw(picture.width, picture.height, picture.rgba)
            .ok_or_else(|| "a picture has four bytes a pixel".to_owned())
    }
}

/// A harness with the program's fonts, theme and rasteriser: what a page looks like in the window.
pub fn harness<State>(size: [f32; 2], chosen: egui::Theme) -> HarnessBuilder<State> {
    HarnessBuilder::default()
        .with_size(size)
        .with_theme(chosen)
        .with_render_cursor(false)
        .with_context_setup(move |ctx| {
            fonts::install(ctx);
            theme::apply(ctx, chosen.into());
        })
        .renderer(Soft::default())
}
