//! 总览: how far the year has come, what it cost, who is behind, what comes next.

mod content;
mod course;
mod draw;

use egui::Ui;

use crate::app::{Command, Commands, GoesTo, View};
use crate::exchange::papers::{Format, Kind, Request};
use crate::model::{Programme, Workspace};
use crate::report::Measure;
use crate::ui::pages::finding_menu::FindingMenu;
use crate::ui::papers::{OF_YEAR, order, papers_menu_ui};
use crate::ui::widgets::{button, page_header, select};
use crate::ui::{fonts, raster, theme};
use crate::words::dashboard::{self as words, DashboardWords};
use content::Content;

/// The state of the dashboard.
#[derive(Default)]
pub struct DashboardPage {
    measure: Measure,
    content: Option<(u64, crate::words::Lang, Measure, Content)>,
    menu: FindingMenu,
}

impl DashboardPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let text = DashboardWords::of(view.lang);
        self.bring_up_to_date(view);
        let Some((.., content)) = &self.content else { return };
        let mut measure = self.measure;
        page_header(ui, text.title, &content.subtitle, |ui| {
            if button(ui, text.export).clicked() {
                let request = Request::new(Kind::Dashboard);
                commands.push(Command::Export(order(request, Format::Png, GoesTo::File)));
            }
            papers_menu_ui(ui, text.papers, OF_YEAR, &Request::new(Kind::Plan), view.lang, commands);
            measure_menu_ui(ui, view, &mut measure);
        });
        ui.add_space(6.0);
        draw::body_ui(ui, view, content, &mut self.menu, commands);
        self.measure = measure;
    }

    fn bring_up_to_date(&mut self, view: View<'_>) {
        let now = (view.derived.revision(), view.lang, self.measure);
        let is_current = self.content.as_ref().is_some_and(|(r, l, m, _)| (*r, *l, *m) == now);
        if !is_current {
            self.content = Some((now.0, now.1, now.2, Content::of(view, self.measure)));
        }
    }
}

fn measure_menu_ui(ui: &mut Ui, view: View<'_>, measure: &mut Measure) {
    let names: Vec<&str> = Measure::ALL.iter().map(|measure| words::measure(view.lang, *measure)).collect();
    let mut current = Measure::ALL.iter().position(|other| other == measure).unwrap_or_default();
    if select(ui, DashboardWords::of(view.lang).measure, &names, &mut current).changed() {
        *measure = Measure::ALL[current];
    }
}

/// The dashboard on a day as a PNG at double size, in light colours, as for a slide or a printed page.
///
/// # Errors
/// When the picture cannot be encoded.
pub fn picture(ws: &Workspace, lang: crate::words::Lang, as_of: chrono::NaiveDate) -> Result<Vec<u8>, String> {
    let programme = Programme { as_of: Some(as_of), ..Programme::clone(&ws.programme) };
    let ws = &Workspace { programme: programme.into(), ..ws.clone() };
    let derived = crate::app::Derived::new(ws, as_of);
    let view =
        View { as_of, ws, derived: &derived, lang, today: as_of, is_masked: true, is_read_only: true, planning: None };
    let content = Content::of(view, Measure::default());
    let set_up = |ctx: &egui::Context| {
        fonts::install(ctx);
        theme::apply(ctx, egui::ThemePreference::Light);
    };
    let size = egui::vec2(1218.0, 700.0);
    let picture = raster::picture(size, 2.0, set_up, |ui| {
        let fill = theme::palette(ui).background;
        let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(16, 12));
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            let programme = &ws.programme;
            let title = format!("{} {} {}", programme.district, programme.year, DashboardWords::of(lang).title);
            page_header(ui, &title, &content.subtitle, |_| {});
            ui.add_space(6.0);
            draw::body_ui(ui, view, &content, &mut FindingMenu::default(), &mut Commands::default());
        });
    });
    picture.to_png().map_err(|error| error.to_string())
}
