//! Colours, sizes and spacing, light and dark. Widgets ask the [`Palette`]; nothing else names a colour.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme,
    ThemePreference, Ui, Visuals, vec2,
};

/// Height of a row in a grid, of a button and of a field, in points.
pub const ROW_HEIGHT: f32 = 30.0;
/// Corner radius of cards, in points.
pub const CARD_RADIUS: u8 = 8;
/// Corner radius of buttons and fields, in points.
pub const CONTROL_RADIUS: u8 = 6;
/// Size of body text, in points.
pub const BODY: f32 = 14.0;
/// Size of text in grids and cards, in points.
pub const SMALL: f32 = 13.0;
/// Size of notes and of the status bar, in points.
pub const NOTE: f32 = 12.0;
/// Size of a page's title, in points.
pub const HEADING: f32 = 18.0;

/// What a colour means; [`Palette::tone`] gives the text and the ground for it.
///
/// Colour never stands alone: the same thing is always also said in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// Nothing special: drafts, closed, counts.
    Neutral,
    /// Done, reached, ahead.
    Good,
    /// Needs a look.
    Warn,
    /// Broken, behind, over a limit.
    Bad,
    /// The accent: selected, current.
    Accent,
    /// Party school, in residence.
    PartySchool,
    /// Remote teaching.
    Remote,
    /// Field visits.
    FieldVisit,
    /// Lecture hall.
    LectureHall,
}

impl Tone {
    /// All tones, for galleries and tests.
    pub const ALL: [Self; 9] = [
        Self::Neutral,
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::Accent,
        Self::PartySchool,
        Self::Remote,
        Self::FieldVisit,
        Self::LectureHall,
    ];
}

/// A ground and the text that can be read on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The ground.
    pub fill: Color32,
    /// The text on it.
    pub text: Color32,
}

/// Every colour of the window, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind the cards.
    pub background: Color32,
    /// Left navigation.
    pub navigation: Color32,
    /// Cards, grids, top and status bar, buttons, fields.
    pub card: Color32,
    /// Border of cards and bars.
    pub border: Color32,
    /// Border of buttons and fields.
    pub control_border: Color32,
    /// A button under the pointer.
    pub control_hover: Color32,
    /// Header row of a grid; fields that look empty.
    pub header_row: Color32,
    /// Lines between rows, grid lines of charts.
    pub row_line: Color32,
    /// A row under the pointer.
    pub row_hover: Color32,
    /// Main text.
    pub text: Color32,
    /// Text of navigation and card titles.
    pub text_soft: Color32,
    /// Notes, headers, what is secondary; still readable on every ground but the chips'.
    pub text_weak: Color32,
    /// Text of what cannot be used now, empty cells, days outside the month. Decoration only.
    pub text_faint: Color32,
    /// Main buttons, bars, series, borders of what has the focus.
    pub accent: Color32,
    /// A main button under the pointer.
    pub accent_hover: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Ground of what is selected.
    pub accent_tint: Color32,
    /// Text on `accent_tint`: the current page, the current column.
    pub accent_text: Color32,
    /// Good news, as text.
    pub good: Color32,
    /// A warning, as text.
    pub warn: Color32,
    /// A warning, as a dot.
    pub warn_dot: Color32,
    /// Bad news, as text or dot.
    pub bad: Color32,
    /// A cell that breaks a rule.
    pub bad_fill: Color32,
    /// The empty part of a progress bar.
    pub track: Color32,
    /// The bar and the series for money.
    pub money: Color32,
    /// The mark for the time that has gone by.
    pub elapsed: Color32,
    /// Farming seasons in charts.
    pub season: Color32,
    /// Heat from 0 (nothing to see) to 1 (look here), behind `text`.
    pub heat: [Color32; 2],
    /// Three steps of "done", behind `text`.
    pub done_steps: [Color32; 3],
    /// Three steps of "planned", behind `text`.
    pub planned_steps: [Color32; 3],
    /// Under a dialog.
    pub shade: Color32,
    neutral: Pair,
    good_chip: Pair,
    warn_chip: Pair,
    bad_chip: Pair,
    party_school: Pair,
    remote: Pair,
    field_visit: Pair,
    lecture_hall: Pair,
}

impl Palette {
    /// Ground and text for a meaning: chips, calendar bars, marks.
    pub fn tone(&self, tone: Tone) -> Pair {
        match tone {
            Tone::Neutral => self.neutral,
            Tone::Good => self.good_chip,
            Tone::Warn => self.warn_chip,
            Tone::Bad => self.bad_chip,
            Tone::Accent => Pair { fill: self.accent_tint, text: self.accent_text },
            Tone::PartySchool => self.party_school,
            Tone::Remote => self.remote,
            Tone::FieldVisit => self.field_visit,
            Tone::LectureHall => self.lecture_hall,
        }
    }

    /// The ground of a heat-map cell; `share` runs from 0 to 1 and is cut off outside.
    pub fn heat(&self, share: f32) -> Color32 {
        mix(self.heat[0], self.heat[1], share.clamp(0.0, 1.0))
    }
}

/// The palette that goes with the style of `ui`.
pub fn palette(ui: &Ui) -> &'static Palette {
    palette_of(if ui.visuals().dark_mode { Theme::Dark } else { Theme::Light })
}

/// The palette of a theme.
pub fn palette_of(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

/// Gives `ctx` both styles and chooses between them.
pub fn apply(ctx: &Context, preference: ThemePreference) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
    ctx.set_theme(preference);
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const fn pair(fill: u32, text: u32) -> Pair {
    Pair { fill: hex(fill), text: hex(text) }
}

static LIGHT: Palette = Palette {
    background: hex(0xF6_F5_F3),
    navigation: hex(0xFB_FA_F8),
    card: hex(0xFF_FF_FF),
    border: hex(0xE6_E4_DF),
    control_border: hex(0xD8_D5_CF),
    control_hover: hex(0xF4_F2_EF),
    header_row: hex(0xFA_F9_F7),
    row_line: hex(0xEE_EC_E8),
    row_hover: hex(0xFB_F8_F5),
    text: hex(0x1F_23_28),
    text_soft: hex(0x4A_47_41),
    text_weak: hex(0x6B_67_5F),
    text_faint: hex(0xBB_B7_AF),
    accent: hex(0xB3_26_1E),
    accent_hover: hex(0x8F_1D_17),
    on_accent: hex(0xFF_FF_FF),
    accent_tint: hex(0xF3_E3_E1),
    accent_text: hex(0x8F_1D_17),
    good: hex(0x26_6F_39),
    warn: hex(0x8F_4D_08),
    warn_dot: hex(0xD9_82_2B),
    bad: hex(0xB3_26_1E),
    bad_fill: hex(0xF6_C9_C5),
    track: hex(0xEC_EA_E6),
    money: hex(0x4A_47_41),
    elapsed: hex(0x1F_23_28),
    season: hex(0xF3_EA_D9),
    heat: [hex(0xFF_FF_FF), hex(0xE3_A9_A5)],
    done_steps: [hex(0xD9_E7_DC), hex(0xC4_DA_CA), hex(0xAE_CC_B6)],
    planned_steps: [hex(0xE2_E7_FA), hex(0xD0_D8_F6), hex(0xBE_C9_F3)],
    shade: Color32::from_rgba_premultiplied(12, 11, 10, 96),
    neutral: pair(0xEE_EC_E8, 0x4A_47_41),
    good_chip: pair(0xDF_F0_E3, 0x22_64_34),
    warn_chip: pair(0xFD_EE_D8, 0x8F_4D_08),
    bad_chip: pair(0xFA_E1_DE, 0x9F_1F_18),
    party_school: pair(0xE4_EA_FC, 0x2B_48_B0),
    remote: pair(0xDC_F1_F4, 0x0B_65_71),
    field_visit: pair(0xFD_EE_D8, 0x8F_4D_08),
    lecture_hall: pair(0xEC_E5_FB, 0x5A_35_C0),
};

static DARK: Palette = Palette {
    background: hex(0x1B_1A_18),
    navigation: hex(0x20_1F_1D),
    card: hex(0x26_25_23),
    border: hex(0x3A_38_35),
    control_border: hex(0x4B_48_44),
    control_hover: hex(0x34_32_2F),
    header_row: hex(0x2D_2B_29),
    row_line: hex(0x34_32_2F),
    row_hover: hex(0x2C_2A_28),
    text: hex(0xEC_EA_E6),
    text_soft: hex(0xD0_CC_C5),
    text_weak: hex(0xA9_A4_9B),
    text_faint: hex(0x6A_66_60),
    accent: hex(0xC9_3A_30),
    accent_hover: hex(0xB3_2C_23),
    on_accent: hex(0xFF_FF_FF),
    accent_tint: hex(0x46_28_25),
    accent_text: hex(0xFF_B4_AB),
    good: hex(0x7F_CB_92),
    warn: hex(0xE8_B0_65),
    warn_dot: hex(0xD9_82_2B),
    bad: hex(0xFF_8F_84),
    bad_fill: hex(0x6B_2A_25),
    track: hex(0x3A_38_35),
    money: hex(0xB8_B2_A8),
    elapsed: hex(0xEC_EA_E6),
    season: hex(0x37_31_26),
    heat: [hex(0x26_25_23), hex(0x7A_35_30)],
    done_steps: [hex(0x24_33_29), hex(0x2A_43_33), hex(0x32_54_3E)],
    planned_steps: [hex(0x28_2D_42), hex(0x2E_36_57), hex(0x36_42_6E)],
    shade: Color32::from_rgba_premultiplied(0, 0, 0, 140),
    neutral: pair(0x3A_38_35, 0xD0_CC_C5),
    good_chip: pair(0x23_38_2A, 0x9A_DB_AA),
    warn_chip: pair(0x42_32_1B, 0xF0_C0_7E),
    bad_chip: pair(0x4E_26_22, 0xFF_AF_A6),
    party_school: pair(0x2A_32_52, 0xB2_C1_FF),
    remote: pair(0x17_3A_3F, 0x86_D6_E1),
    field_visit: pair(0x42_32_1B, 0xF0_C0_7E),
    lecture_hall: pair(0x37_2B_57, 0xCF_BD_FF),
};

fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let channel = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(channel(from.r(), to.r()), channel(from.g(), to.g()), channel(from.b(), to.b()))
}

fn style(theme: Theme) -> Style {
    let palette = palette_of(theme);
    let mut style = theme.default_style();
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(NOTE)),
        (TextStyle::Body, proportional(BODY)),
        (TextStyle::Button, proportional(BODY)),
        (TextStyle::Heading, super::fonts::bold(HEADING)),
        (TextStyle::Monospace, FontId::new(SMALL, FontFamily::Monospace)),
    ]
    .into();
    style.animation_time = 0.0;
    style.scroll_animation = ScrollAnimation::none();
    style.visuals = visuals(theme, palette);
    spacing(&mut style);
    style
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(10.0, 8.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(36.0, ROW_HEIGHT);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_width = 60.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, floating_allocated_width: 0.0, ..ScrollStyle::floating() };
    spacing.scroll.dormant_handle_opacity = 0.35;
    spacing.scroll.floating_width = 5.0;
    spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = theme.default_visuals();
    let line = |color| Stroke::new(1.0, color);
    let base = WidgetVisuals {
        bg_fill: palette.card,
        weak_bg_fill: palette.card,
        bg_stroke: line(palette.control_border),
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: line(palette.text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive =
        WidgetVisuals { bg_stroke: line(palette.border), fg_stroke: line(palette.text), ..base };
    visuals.widgets.inactive = base;
    visuals.widgets.hovered =
        WidgetVisuals { bg_fill: palette.control_hover, weak_bg_fill: palette.control_hover, ..base };
    // egui draws what has the keyboard's focus as active: the accent border is the focus ring
    visuals.widgets.active = WidgetVisuals {
        bg_fill: palette.control_hover,
        weak_bg_fill: palette.control_hover,
        bg_stroke: Stroke::new(1.5, palette.accent),
        ..base
    };
    visuals.widgets.open = visuals.widgets.hovered;
    visuals.selection = Selection { bg_fill: palette.accent_tint, stroke: Stroke::new(1.0, palette.accent_text) };
    visuals.text_cursor.stroke = Stroke::new(1.5, palette.accent);
    visuals.ime_composition.active_underline_stroke = Stroke::new(1.5, palette.accent);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, palette.text_weak);
    visuals.weak_text_color = Some(palette.text_weak);
    visuals.hyperlink_color = palette.accent_text;
    visuals.faint_bg_color = palette.header_row;
    visuals.extreme_bg_color = palette.card;
    visuals.text_edit_bg_color = Some(palette.card);
    visuals.code_bg_color = palette.header_row;
    visuals.warn_fg_color = palette.warn;
    visuals.error_fg_color = palette.bad;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.card;
    visuals.window_stroke = line(palette.border);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(36) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: WCAG 2.2, relative luminance.
    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn readable_pairs(palette: &Palette) -> Vec<(String, Color32, Color32)> {
        let grounds = [
            ("background", palette.background),
            ("navigation", palette.navigation),
            ("card", palette.card),
            ("header row", palette.header_row),
            ("hovered row", palette.row_hover),
            ("hovered control", palette.control_hover),
            ("selection", palette.accent_tint),
        ];
        let texts = [
            ("text", palette.text),
            ("soft text", palette.text_soft),
            ("weak text", palette.text_weak),
            ("accent text", palette.accent_text),
            ("good", palette.good),
            ("warn", palette.warn),
            ("bad", palette.bad),
        ];
        let mut pairs = Vec::new();
        for (ground, fill) in grounds {
            for (name, text) in texts {
                pairs.push((format!("{name} on {ground}"), fill, text));
            }
        }
        for tone in Tone::ALL {
            let Pair { fill, text } = palette.tone(tone);
            pairs.push((format!("{tone:?}"), fill, text));
        }
        for fill in [palette.heat(1.0), palette.bad_fill, palette.season] {
            pairs.push(("text on a marked cell".to_owned(), fill, palette.text));
        }
        for fill in palette.done_steps.into_iter().chain(palette.planned_steps) {
            pairs.push(("text on a step".to_owned(), fill, palette.text));
        }
        for fill in [palette.accent, palette.accent_hover] {
            pairs.push(("text on the main button".to_owned(), fill, palette.on_accent));
        }
        pairs
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_in_both_themes() {
        for theme in [Theme::Light, Theme::Dark] {
            let poor: Vec<String> = readable_pairs(palette_of(theme))
                .into_iter()
                .filter(|(_, fill, text)| contrast(*fill, *text) < 4.5)
                .map(|(name, fill, text)| format!("{theme:?} {name}: {:.2}", contrast(fill, text)))
                .collect();
            assert!(poor.is_empty(), "contrast under 4.5:\n{}", poor.join("\n"));
        }
    }

    #[test]
    fn the_focus_ring_can_be_seen() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = palette_of(theme);
            assert!(contrast(palette.accent, palette.card) >= 3.0, "{theme:?}");
        }
    }
}
