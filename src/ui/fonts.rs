//! The fonts of the program: two Chinese subsets that are built in, and the system's for rarer names.
//!
//! How the files are made is told in `assets/fonts/make.sh`.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use egui_system_font_provider::SystemFontProvider;

use crate::assets::{FONT_BOLD, FONT_REGULAR};

const REGULAR_NAME: &str = "lunxun-regular";
const BOLD_NAME: &str = "lunxun-bold";

/// Sets the fonts of `ctx`. The built-in ones come first everywhere, so that digits and Latin letters
/// match the Chinese; egui's own follow for the signs ours lacks (`▾`, `↶`).
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Also looks up characters that no built-in font has in the system's fonts.
///
/// The locale is fixed, since a Windows in another language would offer Japanese shapes first. The
/// window's options must then say `system_font_fallback: false`. Tests leave this out.
pub fn use_system_fonts(ctx: &Context) {
    ctx.add_font_provider(Arc::new(SystemFontProvider::new().with_locale(Some("zh-CN"))));
}

/// Body text of `size` points.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Bold text of `size` points: egui has no synthetic bold, so it is a family of its own.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [(REGULAR_NAME, FONT_REGULAR), (BOLD_NAME, FONT_BOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let rest: Vec<String> = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(rest.iter().cloned());
        names
    };
    fonts.families.insert(FontFamily::Proportional, family(REGULAR_NAME));
    fonts.families.insert(FontFamily::Monospace, family(REGULAR_NAME));
    fonts.families.insert(FontFamily::Name("bold".into()), family(BOLD_NAME));
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_all(font: &FontId, text: &str) -> bool {
        let ctx = Context::default();
        install(&ctx);
        let mut has = false;
        ctx.run_ui(egui::RawInput::default(), |ui| {
            has = ui.fonts_mut(|fonts| fonts.has_glyphs(font, text));
        })
        .drop_without_applying_deltas();
        has
    }

    #[test]
    fn both_weights_have_common_and_rare_characters_of_names() {
        for font in [regular(14.0), bold(14.0)] {
            assert!(has_all(&font, "轮训游仙区党员书记致富带头人㛃䶮𬭎喆堃祎"), "{font:?}");
        }
    }

    #[test]
    fn the_signs_the_window_uses_are_there() {
        for font in [regular(14.0), bold(14.0)] {
            assert!(has_all(&font, "▲▼▾▸▴●○√✓×·…—–①⑳→←↑↓↶↷‹›＋−≥≤%‰￥¥°「」《》"), "{font:?}");
        }
    }

    #[test]
    fn a_character_outside_the_subset_is_known_to_be_missing() {
        assert!(!has_all(&regular(14.0), "㐂"), "then the system's fonts are asked");
    }
}
