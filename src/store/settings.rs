//! The program's own settings: what a user prefers on this computer. A damaged file costs the preferences, never the start.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use crc32c::crc32c;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, replace};
use super::format::ron_options;
use super::problem::Failure;
use crate::model::DeviceCode;
use crate::words::Lang;

/// The colours of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appearance {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a user prefers on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Workspace folders opened lately, the last one first.
    pub recent: Vec<PathBuf>,
    /// The language.
    pub language: Lang,
    /// The colours.
    pub appearance: Appearance,
    /// The zoom in percent.
    pub zoom_percent: u16,
    /// Who works here; stands in every edit.
    pub author: String,
    /// What this computer's ids begin with.
    pub device: Option<DeviceCode>,
    /// Whether phone and identity numbers are shown only in part.
    pub is_masked: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            language: Lang::default(),
            appearance: Appearance::default(),
            zoom_percent: 100,
            author: String::new(),
            device: None,
            is_masked: true,
        }
    }
}

const FILE: &str = "settings.ron";
/// How many folders the welcome page lists.
const MAX_RECENT: usize = 8;

/// Where the program keeps what is its own: the settings, emergency journals, logs. The variable `LUNXUN_HOME` names
/// another folder, for tests and for a program that lives on a stick; `None` if the system knows no place.
pub fn home() -> Option<PathBuf> {
    match std::env::var_os("LUNXUN_HOME") {
        Some(path) if !path.is_empty() => Some(PathBuf::from(path)),
        _ => directories::ProjectDirs::from("", "", "Lunxun").map(|dirs| dirs.data_local_dir().to_owned()),
    }
}

/// The folder of the emergency journals below the program's own.
pub fn emergency_folder(home: &Path) -> PathBuf {
    home.join("emergency")
}

impl Settings {
    /// Reads the settings of this computer. What is missing or cannot be read is as at the first start.
    pub fn load(disk: &dyn Disk, home: &Path) -> Self {
        let text = disk.read(&home.join(FILE)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| ron_options().from_str(text.trim_start_matches('\u{feff}')).ok()).unwrap_or_default()
    }

    /// Writes the settings.
    ///
    /// # Errors
    /// The file operation that failed; the settings on the disk are as they were.
    pub fn save(&self, disk: &dyn Disk, home: &Path) -> Result<(), Failure> {
        let path = home.join(FILE);
        let fail = |error: std::io::Error| Failure::new(&path, &error);
        let text = ron_options().to_string_pretty(self, ron::ser::PrettyConfig::new());
        let text = text.map_err(|error| fail(std::io::Error::other(error)))?;
        make_folders(disk, home).map_err(fail)?;
        replace(disk, &path, text.as_bytes()).map_err(fail)?;
        disk.sync_folder(home).map_err(fail)
    }

    /// Puts a folder first among the recent ones.
    pub fn opened(&mut self, folder: &Path) {
        self.recent.retain(|known| known != folder);
        self.recent.insert(0, folder.to_owned());
        self.recent.truncate(MAX_RECENT);
    }

    /// This computer's device code. The first time it follows from what tells this computer, user and moment apart.
    pub fn device(&mut self, now: NaiveDateTime) -> DeviceCode {
        *self.device.get_or_insert_with(|| {
            let name = |variable| std::env::var(variable).unwrap_or_default();
            let seed = format!("{} {} {} {now}", name("COMPUTERNAME"), name("USERNAME"), std::process::id());
            DeviceCode::from_seed(u64::from(crc32c(seed.as_bytes())))
        })
    }
}

/// Makes a folder and those above it that are not there yet.
pub(super) fn make_folders(disk: &dyn Disk, path: &Path) -> std::io::Result<()> {
    if disk.kind(path)?.is_some() {
        return Ok(());
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folders(disk, parent)?;
    }
    disk.create_folder(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;

    #[test]
    fn settings_read_back_and_a_damaged_file_is_a_first_start() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let home = folder.path().join("a/b");
        let mut settings = Settings { author: "王芳".to_owned(), zoom_percent: 125, ..Settings::default() };
        settings.opened(Path::new("/x"));
        settings.opened(Path::new("/y"));
        settings.opened(Path::new("/x"));
        assert_eq!(settings.recent, [PathBuf::from("/x"), PathBuf::from("/y")]);
        let now = chrono::DateTime::UNIX_EPOCH.naive_utc();
        assert_eq!(settings.device(now), settings.device(now + chrono::TimeDelta::days(1)));
        assert_eq!(settings.save(&RealDisk, &home), Ok(()));
        assert_eq!(Settings::load(&RealDisk, &home), settings);
        std::fs::write(home.join(FILE), "(language: Klingon")?;
        assert_eq!(Settings::load(&RealDisk, &home), Settings::default());
        std::fs::write(home.join(FILE), "(author: \"李\", unheard_of: 3)")?;
        assert_eq!(Settings::load(&RealDisk, &home).author, "李");
        Ok(())
    }
}
