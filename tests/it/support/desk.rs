//! A page at work without the window around it: a document, the page, and a frame that carries out what the
//! page asks for.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Theme, Ui};
use egui_kittest::Harness;
use lunxun::app::{Command, Commands, Document, Place, Signature, View};
use lunxun::model::{History, Workspace};
use lunxun::words::{Lang, edits, refusals};

use super::raster::harness;

/// What a page needs to run.
pub struct Desk<P> {
    /// The open workspace.
    pub document: Document,
    /// The page.
    pub page: P,
    /// Whether phones and ID numbers are hidden.
    pub is_masked: bool,
    /// What was told to the user, the newest last: edits by their names, refusals, notices.
    pub told: Vec<String>,
    /// Where the page wanted to go.
    pub gone: Vec<Place>,
}

/// The page at the size it has in a window of 1366×768.
pub const PAGE: [f32; 2] = [1366.0 - 148.0, 768.0 - 44.0 - 26.0];

const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2012, 6, 28) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl<P> Desk<P> {
    /// A page before a workspace.
    pub fn new(ws: Workspace, page: P) -> Self {
        let document = Document::new(ws, History::default(), 0, TODAY);
        Self { document, page, is_masked: true, told: Vec::new(), gone: Vec::new() }
    }

    /// A harness in which `draw` draws the page.
    pub fn harness(
        self,
        chosen: Theme,
        draw: impl Fn(&mut P, &mut Ui, View<'_>, &mut Commands) + 'static,
    ) -> Harness<'static, Self>
    where
        P: 'static,
    {
        harness(PAGE, chosen).build_ui_state(
            move |ui, desk: &mut Self| {
                let mut commands = Commands::default();
                egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 14)).show(ui, |ui| {
                    let ws = desk.document.workspace();
                    let derived = desk.document.derived();
                    let as_of = derived.as_of();
                    let (is_masked, lang) = (desk.is_masked, Lang::Zh);
                    let view = View {
                        ws,
                        derived,
                        lang,
                        today: TODAY,
                        as_of,
                        is_masked,
                        is_read_only: false,
                        planning: None,
                        thumbnails: None,
                    };
                    draw(&mut desk.page, ui, view, &mut commands);
                });
                for command in commands.take() {
                    desk.carry_out(command);
                }
            },
            self,
        )
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        self.document.undo(signature()).expect("nothing else has changed since");
    }

    fn carry_out(&mut self, command: Command) {
        if let Command::Edit { label, change } = command {
            match self.document.run(label, change, signature()) {
                Ok(Some((_, edit))) => self.told.push(edits::label(Lang::Zh, &edit.label)),
                Ok(None) => {}
                Err(refusal) => self.told.push(refusals::refusal(Lang::Zh, &refusal)),
            }
        } else if let Command::Go(place) = command {
            self.gone.push(place);
        } else if let Command::Notify(notice) = command {
            self.told.push(notice.text);
        }
    }
}

fn signature() -> Signature {
    let at = TODAY.and_hms_opt(9, 41, 7).unwrap_or(NaiveDateTime::MIN);
    Signature { at, author: "测试".to_owned() }
}
